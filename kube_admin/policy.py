"""The permissions of each role, and the authentication backend that answers has_perm.

A permission applies only in the territory of a role that has it. Which rows a user sees at all
is decided by `visible_to` on the QuerySets.
"""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser

from accounts.models import Assignment, Region, User, district_of
from groups.models import Group, Membership, Register, facilitated

Role = Assignment.Role

SEES_GROUPS = {"groups.view_group"}
SEES_MEMBERS = SEES_GROUPS | {"groups.view_membership"}
SEES_BOOKS = SEES_MEMBERS | {
    "groups.view_meeting",
    "groups.view_problem",
    "groups.view_coachingvisit",
    "groups.view_assessment",
    "groups.view_training",
    "groups.view_photo",
    "finance.view_book",
    "finance.view_dispute",
    "finance.view_coachingreport",
}
REVEALS = {"groups.reveal_number"}
SEES_REGISTERS = {"groups.view_register"}
LOADS_REGISTERS = SEES_REGISTERS | {"groups.load_register", "groups.export_register"}
SEES_ROUNDS = {"groups.view_programme", "groups.view_instrument", "grants.view_round"}
SEES_GRANTS = SEES_ROUNDS | {
    "grants.view_candidacy",
    "grants.view_award",
    "grants.view_report",
    "papers.view_paper",
}
SEES_PAYMENTS = {"grants.view_disbursement"}
SEES_BANK = SEES_PAYMENTS | {"grants.view_statementline"}
SEES_RANKING = {"grants.view_ranking", "grants.view_objection"}

POLICY: dict[str, set[str]] = {
    Role.FACILITATOR: SEES_BOOKS
    | REVEALS
    | LOADS_REGISTERS
    | {
        "groups.register_group",
        "groups.begin_group",
        "groups.propose_forming",
        "groups.ask_stage",
        "groups.ask_end",
        "groups.change_group",
        "groups.admit_member",
        "groups.ask_consent",
        "groups.change_membership",
        "groups.invite_member",
        "groups.ask_merge",
        "groups.change_officers",
        "groups.hand_over_group",
        "groups.edit_meeting",
        "groups.mark_missed",
        "groups.move_meeting",
        "groups.ask_late_day",
        "groups.add_problem",
        "groups.add_followup",
        "groups.add_problemreader",
        "groups.record_coaching",
        "groups.assess_group",
        "groups.show_held",
        "groups.ask_correction",
        "groups.record_training",
        "finance.sign_coaching_report",
        "finance.release_member",
        "finance.record_opening",
        "finance.import_groups",
        "finance.record_meeting",
        "finance.cancel_meeting",
        "finance.record_money",
        "finance.reverse_entry",
        "finance.count_cash",
        "finance.change_rules",
        "finance.answer_dispute",
    }
    | SEES_GRANTS
    | {
        "grants.propose_group",
        "grants.withdraw_candidacy",
        "grants.add_document_photo",
        "grants.plan_budget",
        "grants.enter_account",
        "papers.add_signed_page",
        "grants.record_handover",
        "grants.record_purchase",
        "grants.write_report",
        "grants.check_report",
        "grants.record_refund",
        "grants.monitor_grant",
        "grants.record_loss",
    },
    Role.OPERATOR: SEES_MEMBERS
    | REVEALS
    | LOADS_REGISTERS
    | {
        "groups.register_group",
        "groups.begin_group",
        "groups.change_membership",
        "groups.ask_correction",
        "groups.invite_member",
        "groups.ask_merge",
        "groups.add_povertycheck",
    },
    Role.VERIFIER: SEES_BOOKS
    | REVEALS
    | SEES_REGISTERS
    | {
        "groups.register_group",
        "groups.check_forming",
        "groups.check_stage",
        "groups.answer_merge",
        "groups.answer_consent",
        "groups.add_povertycheck",
        "groups.add_followup",
        "groups.add_problemreader",
        "groups.record_training",
        "groups.allow_late_day",
        "groups.refuse_late_day",
        "groups.assess_group",
        "groups.settle_assessment",
        "groups.show_held",
        "groups.answer_correction",
        "groups.ask_erasure",
        "groups.view_retention",
        "finance.import_groups",
        "finance.reverse_entry",
        "finance.answer_dispute",
    }
    | SEES_GRANTS
    | SEES_RANKING
    | SEES_PAYMENTS
    | {
        "grants.check_candidacy",
        "grants.record_objection",
        "grants.answer_objection",
        "grants.approve_budget",
        "grants.check_account",
        "papers.add_signed_page",
        "papers.add_office_page",
        "grants.review_report",
        "grants.monitor_grant",
        "grants.remind_group",
    },
    Role.HEAD: SEES_BOOKS
    | REVEALS
    | {"groups.hand_over_group", "groups.change_programme", "finance.close_period"}
    | {"groups.add_followup", "groups.add_problemreader", "groups.record_training"}
    | {"groups.set_coaching_limits"}
    | {"papers.edit_office", "accounts.stop_role"}
    | {"groups.edit_instrument", "groups.show_held"}
    | {"groups.ask_erasure", "groups.answer_erasure"}
    | {"groups.view_retention", "groups.set_retention"}
    | {"groups.view_breach", "groups.record_breach"}
    | SEES_GRANTS
    | SEES_PAYMENTS
    | SEES_RANKING
    | {
        "grants.open_round",
        "grants.close_round",
        "grants.withdraw_candidacy",
        "grants.close_scoring",
        "grants.publish_list",
        "grants.record_objection",
        "grants.answer_objection",
        "grants.propose_list",
        "grants.sign_agreement",
        "papers.add_signed_page",
        "papers.add_office_page",
        "grants.remind_group",
    },
    Role.APPROVER: SEES_GROUPS
    | SEES_GRANTS
    | SEES_PAYMENTS
    | SEES_RANKING
    | {
        "accounts.stop_role",
        "groups.view_photo",
        "groups.sign_forming",
        "groups.sign_stage",
        "groups.sign_end",
        "grants.issue_decree",
        "groups.view_breach",
        "papers.add_office_page",
        "grants.sanction_group",
    },
    Role.CASHIER: SEES_BANK
    | {
        "groups.view_photo",
        "grants.view_award",
        "papers.view_paper",
        "papers.add_office_page",
        "grants.order_payment",
        "grants.pay_disbursement",
        "grants.import_statement",
        "grants.match_statement",
    },
    Role.AUDITOR: SEES_BOOKS
    | REVEALS
    | SEES_REGISTERS
    | SEES_GRANTS
    | SEES_RANKING
    | SEES_BANK
    | {"grants.audit", "accounts.view_pairlift", "groups.view_retention"}
    | {"groups.view_breach"},
    Role.PROVINCE: SEES_BOOKS
    | SEES_GRANTS
    | SEES_RANKING
    | SEES_BANK
    | {"grants.load_quota", "accounts.view_pairlift", "accounts.lift_pair"},
    Role.ADMINISTRATOR: {
        "accounts.manage_users",
        "accounts.view_pairlift",
        "groups.view_accesses",
    },
    Role.MEMBER: {"finance.view_own_book", "finance.make_dispute", "grants.view_own_grant"},
}

# Asked of who signed in at most five minutes ago (`foundation.access`); accounts' own pages say
# `signed_in_anew` themselves, as their permission opens the list of users too.
ANEW = {
    "groups.answer_erasure",
    "groups.sign_forming",
    "groups.sign_stage",
    "groups.sign_end",
    "grants.issue_decree",
    "grants.order_payment",
    "grants.pay_disbursement",
    "grants.import_statement",
    "grants.match_statement",
    "grants.sanction_group",
    "accounts.lift_pair",
}
WORK = {"grants.match_statement"}  # hundreds in a row: asked once for all


class RoleBackend(BaseBackend):
    """Answers `user.has_perm(verb)` anywhere, and `user.has_perm(verb, group)` in that group."""

    def has_perm(self, user_obj: User | AnonymousUser, perm: str, obj: Any = None) -> bool:
        if not user_obj.is_authenticated:
            return False
        return any(
            self.role_allows(assignment.role, perm) and (obj is None or holds_in(assignment, obj))
            for assignment in user_obj.running_assignments
        )

    def role_allows(self, role: str, verb: str) -> bool:
        return verb in POLICY[role]

    def asks_anew(self, verb: str) -> bool:
        return verb in ANEW

    def is_work(self, verb: str) -> bool:
        return verb in WORK


def holds_in(assignment: Assignment, where: Group | Region | Register) -> bool:
    """Whether the assignment's territory contains the group, the whole region or the register.

    For a region, a facilitator's territory is the districts of the facilitated groups; so it is
    for a register, beside those that the facilitator loaded.
    """
    user = assignment.user
    match assignment.role:
        case Role.FACILITATOR if isinstance(where, Region):
            return any(place.district == where.pk for place in facilitated(user).values())
        case Role.FACILITATOR if isinstance(where, Register):
            places = {place.district for place in facilitated(user).values()}
            return where.by_id == user.pk or district_of(where.village_id) in places
        case Role.FACILITATOR:
            return where.pk in facilitated(user)
        case Role.MEMBER:
            return isinstance(where, Group) and where.pk in joined(user)
        case Role.ADMINISTRATOR:
            return False
    code = where.pk if isinstance(where, Region) else where.village_id
    return f"{code}.".startswith(f"{assignment.region_id}.")


def joined(user: User) -> set[int]:
    """The groups the user is or was a member of; cached on the instance."""
    if joined not in user.known:
        rows = Membership.objects.filter(person__user=user)
        user.known[joined] = set(rows.values_list("group", flat=True))
    return user.known[joined]
