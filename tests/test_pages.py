"""The table of all pages: who may open each, and how. tests/test_access.py asks for them.

A URL that is not in PAGES fails, and one that nobody can open. To add a page, add one line:

    "groups:members": row("facilitator operator verifier head auditor province", group),

`row`: the page of one row: 200 for users with the permission, 403 for others who see the row, 404
for the rest. `verb`: a page of a permission without a row: 403 without it. `own`: all users.
`public`: without signing in. Anonymous users are redirected to sign in. `may` names the roles
(those of `tests/world.py`); `get` what they get where it is not 200; `posts=False` for a page that
only reads. Users with the permission post an empty form: that answers with errors (422, 409) or a
redirect (302), never 500. New kinds of rows are created in `tests/world.py`.
"""

from dataclasses import dataclass, field

from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from tests.conftest import month
from tests.factories import LONG_AGO

SEE_GROUPS = "facilitator operator verifier head approver cashier auditor province"
READ_BOOKS = "facilitator verifier head auditor province"
SEE_AWARDS = "facilitator verifier head approver cashier auditor province"
SEE_REPORTS = "facilitator verifier head approver auditor province"
SEE_ROUNDS = "facilitator verifier head approver auditor province"
IN_ROUNDS = f"{SEE_ROUNDS} cashier"
READ_GRANTS = "facilitator verifier head approver cashier auditor province"
READ_PAYMENTS = "verifier head approver cashier auditor province"
SEE_GROUP = "facilitator operator verifier head approver auditor province"
SEE_RANKING = "verifier head approver auditor province"
SEE_MEMBERS = "facilitator operator verifier head auditor province"
SEE_REGISTERS = "facilitator operator verifier auditor"
LOAD_REGISTERS = "facilitator operator"
SEE_PHOTOS = "facilitator verifier head approver cashier auditor province"
SEE_ROLES = "head approver auditor province administrator"
READ_BANK = "cashier auditor province"
IN_A_DISTRICT = "verifier head approver cashier auditor province"
HAVE_SECOND_FACTOR = "administrator approver approver_elsewhere cashier cashier_elsewhere"


@dataclass
class Page:
    kind: str
    may: set
    args: callable = lambda world: []
    get: set = field(default_factory=lambda: {200})
    posts: bool = True
    seen_by: set = field(default_factory=set)


def row(may, args=lambda world: [], seen_by=SEE_GROUPS, **more) -> Page:
    return Page("row", set(may.split()), args, seen_by=set(seen_by.split()), **more)


def verb(may, args=lambda world: [], **more) -> Page:
    return Page("verb", set(may.split()), args, **more)


def own(args=lambda world: [], **more) -> Page:
    return Page("own", set(), args, **more)


def public(args=lambda world: [], **more) -> Page:
    return Page("public", set(), args, **more)


def group(world):
    return [world.group.pk]


def membership(world):
    return [world.membership.pk]


def other_membership(world):
    return [world.other_membership.pk]


def colleague(world):
    return [world.colleague.pk]


def register(world):
    return [world.register.pk]


def waiting_register(world):
    return [world.waiting_register.pk]


def meeting(world):
    return [world.meeting.pk]


def training(world):
    return [world.trained.training_id]


def entry(world):
    return [world.entry.pk]


def assessment(world):
    return [world.assessment.pk]


def paper(world):
    return [world.paper.pk]


def candidacy(world):
    return [world.candidacy.pk]


def payment_order(world):
    return [world.disbursement.order_id]


def line(world):
    return [world.line.pk]


def passkey(world):
    return [world.passkey.pk]


def award(world):
    return [world.award.pk]


def purchase(world):
    return [world.purchase.pk]


def report(world):
    return [world.report.pk]


def selection_round(world):
    return [world.round.pk]


def planned(world):
    return [world.due.candidacy_id]


def public_round(world):
    return [world.objection.round_id]


LAST_MONTH = (month(-1).year, month(-1).month)
LEADS_ON = {200, 302}  # allauth redirects: signed in already, nothing to show, set up already
PAGES = {
    "home": own(get={200, 302}, posts=False),
    "help": public(posts=False),
    # Signing in
    "account_login": public(get=LEADS_ON),
    "account_logout": public(get=LEADS_ON),
    "account_reauthenticate": own(get=LEADS_ON),
    "mfa_authenticate": public(get=LEADS_ON),
    "mfa_login_webauthn": public(get=LEADS_ON),
    "mfa_reauthenticate": own(get=LEADS_ON),
    "mfa_reauthenticate_webauthn": own(get=LEADS_ON),
    "invitation": public(lambda world: world.invitation, get={302}),
    # The own account
    "account": own(),
    "account_change_password": own(get=LEADS_ON),
    "stop_reset": own(),
    "mfa_index": own(posts=False),
    "mfa_activate_totp": own(get=LEADS_ON),
    "mfa_deactivate_totp": row(HAVE_SECOND_FACTOR, seen_by=""),
    "mfa_view_recovery_codes": row("administrator", seen_by="", posts=False),
    "mfa_generate_recovery_codes": own(get=LEADS_ON),
    "mfa_download_recovery_codes": row("administrator", seen_by="", posts=False),
    "mfa_list_webauthn": own(posts=False),
    "mfa_add_webauthn": own(),
    "mfa_edit_webauthn": row("administrator", passkey, seen_by=""),
    "mfa_remove_webauthn": row("administrator", passkey, seen_by=""),
    # Groups
    "groups:groups": verb(SEE_GROUP, posts=False),
    "groups:find_member": verb(SEE_GROUP, get={405}),
    "groups:register_group": verb("facilitator operator verifier"),
    "groups:begin_group": verb("facilitator operator"),
    "groups:forming": row(SEE_GROUP, group, posts=False),
    "groups:propose_forming": row("facilitator", group),
    "groups:check_forming": row("verifier", group),
    "groups:sign_forming": row("approver", group),
    "finance:group_end": row(SEE_GROUP, group, posts=False),
    "finance:ask_end": row("facilitator", group),
    "finance:withdraw_end": row("facilitator", group),
    "finance:sign_end": row("approver", group),
    "groups:stage": row(SEE_GROUP, group, posts=False),
    "groups:ask_stage": row("facilitator", group),
    "groups:check_stage": row("verifier", group),
    "groups:sign_stage": row("approver", group),
    "finance:group_overview": row(SEE_GROUP, group, posts=False),
    "groups:edit_group": row("facilitator", group),
    "grants:correct_village": row("facilitator", group),
    "groups:members": row(SEE_MEMBERS, group, posts=False),
    "groups:export_members": row(SEE_MEMBERS, group),
    "finance:admit_member": row("facilitator", group),
    "groups:member": row(SEE_MEMBERS, other_membership, posts=False),
    "groups:edit_member": row("facilitator operator", other_membership),
    "groups:invite_member": row("facilitator operator", other_membership),
    "groups:split_household": row("facilitator operator", other_membership),
    "groups:join_households": row("facilitator operator", other_membership),
    "groups:change_card": row("facilitator operator", other_membership),
    "groups:edit_leaving": row("facilitator operator", lambda world: [world.former.pk]),
    "groups:ask_merge": row("facilitator operator", other_membership),
    "groups:ask_consent": row("facilitator", group),
    "groups:answer_consent": row(
        "verifier", lambda world: [world.consent.pk], seen_by=IN_A_DISTRICT
    ),
    "groups:answer_merge": row("verifier", lambda world: [world.merge.pk]),
    "groups:undo_merge": row("verifier", lambda world: [world.merge.pk]),
    "groups:renew_link": row("facilitator operator", other_membership),
    "groups:reveal_number": row("facilitator operator verifier head auditor", other_membership),
    "groups:change_officers": row("facilitator", group),
    "groups:hand_over_group": row("facilitator head", group),
    "groups:withdraw_hand_over": row("facilitator head", group),
    "groups:meetings": row(READ_BOOKS, group, posts=False),
    "groups:mark_missed": row("facilitator", group),
    "groups:move_meeting": row("facilitator", group),
    "groups:ask_late_day": row("facilitator", group),
    "groups:allow_late_day": row("verifier", group),
    "groups:refuse_late_day": row("verifier", group),
    "groups:edit_meeting": row("facilitator", lambda world: [world.meeting.pk]),
    "groups:edit_decision": row("facilitator", lambda world: [world.decision.pk]),
    "groups:coaching": row(READ_BOOKS, group, posts=False),
    "groups:record_coaching": row("facilitator", group),
    "groups:correct_coaching": row("facilitator", lambda world: [world.visit.pk]),
    "groups:trainings": verb(READ_BOOKS, posts=False),
    "groups:record_training": verb("facilitator verifier head"),
    "groups:untrained_officers": verb(READ_BOOKS, posts=False),
    "groups:training": row(READ_BOOKS, training, seen_by=IN_ROUNDS, posts=False),
    "groups:print_certificates": row(READ_BOOKS, training, seen_by=IN_ROUNDS, posts=False),
    "groups:name_trained": row(
        "facilitator verifier head",
        lambda world: [world.trained.training_id, world.group.pk],
        seen_by=IN_ROUNDS,
    ),
    "groups:problems": row(READ_BOOKS, group, posts=False),
    "groups:raise_problem": row("facilitator", group),
    "groups:follow_up": row("facilitator verifier head", lambda world: [world.problem.pk]),
    "groups:name_reader": row(
        "facilitator verifier", lambda world: [world.secret.pk], seen_by="facilitator verifier"
    ),
    "groups:recurring_problems": verb(READ_BOOKS, posts=False),
    "groups:open_problems": verb(READ_BOOKS, posts=False),
    "groups:check_poverty": row("operator verifier", group),
    "groups:photo": row(SEE_PHOTOS, lambda world: [world.photo.pk], posts=False),
    "groups:photo_small": row(SEE_PHOTOS, lambda world: [world.photo.pk], posts=False),
    # Users
    "regions": own(get={422}, posts=False),
    "users": verb("administrator", posts=False),
    "invite_user": verb("administrator"),
    "user": verb("administrator", colleague, posts=False),
    "show_invitation": verb("administrator", colleague, posts=False),
    "assign_role": verb("administrator", colleague),
    "reset_access": verb("administrator", colleague),
    "deactivate_user": verb("administrator", colleague),
    "activate_user": verb("administrator", colleague),
    "end_assignment": verb("administrator", lambda world: [world.assignment.pk]),
    "begin_role": verb("administrator", lambda world: [world.waiting_role.pk]),
    "stop_role": row("head approver", lambda world: [world.waiting_role.pk], seen_by=SEE_ROLES),
    "duties": verb("province auditor administrator", posts=False),
    "lift_pair": verb("province"),
    "end_lift": row(
        "province", lambda world: [world.lift.pk], seen_by="province auditor administrator"
    ),
    # Meetings
    "finance:record_meeting": row("facilitator", group),
    "finance:meeting": row("facilitator verifier head auditor province", meeting, posts=False),
    "finance:cancel_meeting": row("facilitator", meeting),
    # Reading the books
    "finance:savings": row(READ_BOOKS, group, posts=False),
    "finance:print_savings_books": row(READ_BOOKS, group, posts=False),
    "finance:savings_book": row(f"{READ_BOOKS} member", membership, posts=False),
    "finance:print_savings_book": row(f"{READ_BOOKS} member", membership, posts=False),
    "finance:dues": row(READ_BOOKS, group, posts=False),
    "finance:cash": row(READ_BOOKS, group, posts=False),
    "finance:books": row(READ_BOOKS, group, posts=False),
    "finance:book": row(READ_BOOKS, lambda world: [world.cash.pk], posts=False),
    "groups:set_coaching_limits": verb("head"),
    "groups:coaching_plan": verb("facilitator", posts=False),
    "finance:coaching_reports": verb(READ_BOOKS, posts=False),
    "finance:sign_coaching_report": verb("facilitator", lambda world: ["35.07", *LAST_MONTH]),
    "finance:health": verb(READ_BOOKS, posts=False),
    "finance:group_health": row(READ_BOOKS, group, posts=False),
    "finance:disputes": verb(READ_BOOKS, posts=False),
    "finance:answer_dispute": row(
        "facilitator verifier",
        lambda world: [world.dispute.pk],
        seen_by=f"{SEE_GROUPS} member",
    ),
    # The member's own page
    "finance:my": verb("member", posts=False),
    "finance:make_dispute": verb("member"),
    # Money
    "finance:cash_out": row("facilitator", group, posts=False),
    "finance:withdraw_savings": row("facilitator", group),
    "finance:give_help": row("facilitator", group),
    "finance:record_expense": row("facilitator", group),
    "finance:move_to_bank": row("facilitator", group),
    "finance:cash_in": row("facilitator", group, posts=False),
    "finance:move_from_bank": row("facilitator", group),
    "finance:record_interest": row("facilitator", group),
    "finance:record_income": row("facilitator", group),
    "finance:pay_in": row("facilitator", group),
    "finance:pay_principal": row("facilitator", group),
    "finance:count_cash": row("facilitator", group),
    "finance:import_groups": verb("facilitator verifier"),
    "finance:groups_template": verb("facilitator verifier", posts=False),
    "finance:record_opening": row("facilitator", group),
    "finance:change_rules": row("facilitator", group),
    "finance:periods": row("head", group, posts=False),
    "finance:close_period": row(
        "head", lambda world: [world.group.pk, LONG_AGO.year, LONG_AGO.month]
    ),
    "finance:entry": row(READ_BOOKS, entry, seen_by=f"{SEE_GROUPS} member", posts=False),
    "finance:reverse_entry": row("facilitator verifier", entry, seen_by=f"{SEE_GROUPS} member"),
    "finance:release_member": row("facilitator", other_membership),
    "finance:pay_rest": row("facilitator", other_membership),
    # Rounds, and groups proposed in them
    "grants:group_grant": row(
        "facilitator verifier head approver cashier auditor province", group, posts=False
    ),
    "grants:programmes": verb(SEE_ROUNDS, posts=False),
    "grants:compare_programmes": verb(SEE_ROUNDS, posts=False),
    "grants:add_programme": verb("head"),
    "grants:programme": verb(SEE_ROUNDS, lambda world: [world.unused.pk], posts=False),
    "grants:edit_programme": verb("head", lambda world: [world.unused.pk]),
    "groups:registers": verb(SEE_REGISTERS, posts=False),
    "groups:list_changes": verb(SEE_REGISTERS, posts=False),
    "groups:find_people": verb(SEE_REGISTERS),
    "groups:load_register": verb(LOAD_REGISTERS),
    "groups:name_headings": verb(LOAD_REGISTERS),
    "groups:people_template": verb(LOAD_REGISTERS, posts=False),
    "groups:register": row(SEE_REGISTERS, register, seen_by=SEE_REGISTERS, posts=False),
    "groups:register_rows": row(SEE_REGISTERS, register, seen_by=SEE_REGISTERS, posts=False),
    "groups:export_register": row(LOAD_REGISTERS, register, seen_by=SEE_REGISTERS),
    "groups:decide_register": row(LOAD_REGISTERS, waiting_register, seen_by=SEE_REGISTERS),
    "groups:choose_rows": row(LOAD_REGISTERS, waiting_register, seen_by=SEE_REGISTERS),
    "groups:withdraw_register": row(LOAD_REGISTERS, register, seen_by=SEE_REGISTERS),
    # Privacy
    "groups:member_privacy": row(SEE_MEMBERS.replace(" province", ""), membership, posts=False),
    "groups:show_held": row(
        "facilitator verifier head", membership, seen_by=f"{SEE_GROUPS} member"
    ),
    "groups:ask_correction": row("facilitator operator", membership),
    "groups:answer_correction": row("verifier", lambda world: [world.correction.pk]),
    "groups:ask_erasure": row("verifier head", other_membership),
    "groups:answer_erasure": row("head", lambda world: [world.erasure.pk]),
    "groups:privacy": verb("verifier head auditor", posts=False),
    "groups:number_accesses": verb("administrator", posts=False),
    "groups:set_retention": verb("head", lambda world: ["35.07"]),
    "groups:breaches": verb("head approver auditor", posts=False),
    "groups:breach": row(
        "head approver auditor",
        lambda world: [world.breach.pk],
        seen_by=IN_A_DISTRICT,
        posts=False,
    ),
    "groups:record_breach": verb("head", lambda world: ["35.07"]),
    "groups:take_breach_step": row("head", lambda world: [world.breach.pk], seen_by=IN_A_DISTRICT),
    # Assessments
    "groups:assessments": row(READ_BOOKS, group, posts=False),
    "groups:assessment": row(READ_BOOKS, assessment, posts=False),
    "groups:begin_assessment": row("facilitator verifier", group),
    "groups:begin_second": row("facilitator verifier", group),
    "groups:fill_assessment": row(
        "facilitator", lambda world: [world.draft.pk], seen_by="facilitator"
    ),
    "groups:sign_assessment": row(
        "facilitator", lambda world: [world.draft.pk], seen_by="facilitator"
    ),
    "groups:settle_assessment": row("verifier", assessment),
    "groups:agree_measure": row("facilitator verifier", lambda world: [world.assessment.pk, 1]),
    "groups:end_measure": row("facilitator verifier", lambda world: [world.measure.pk]),
    "groups:instruments": verb(SEE_ROUNDS, posts=False),
    "groups:edit_instrument": verb("head", lambda world: [world.assessment.instrument_id]),
    "groups:instrument": verb(SEE_ROUNDS, lambda world: [world.round.instrument_id], posts=False),
    "grants:quotas": verb(SEE_ROUNDS, posts=False),
    "grants:enter_quota": verb("province"),
    "grants:correct_quota": row(
        "province", lambda world: [world.round.quota_id], seen_by=IN_ROUNDS
    ),
    "grants:withdraw_quota": row(
        "province", lambda world: [world.round.quota_id], seen_by=IN_ROUNDS
    ),
    "grants:close_round": row("head", selection_round, seen_by=IN_ROUNDS),
    "grants:open_round": row("head", lambda world: [world.round.quota_id], seen_by=IN_ROUNDS),
    "grants:rounds": verb(SEE_ROUNDS, posts=False),
    "grants:round": row(SEE_ROUNDS, selection_round, seen_by=IN_ROUNDS, posts=False),
    "grants:print_papers": row(
        READ_GRANTS,
        lambda world: [world.due.round_id, "agreement"],
        seen_by=IN_ROUNDS,
        get={200, 302},
        posts=False,
    ),
    "grants:eligible": row(SEE_ROUNDS, selection_round, seen_by=IN_ROUNDS, posts=False),
    "grants:propose_group": row(
        "facilitator", lambda world: [world.round.pk, world.group.pk], seen_by=IN_ROUNDS
    ),
    "grants:documents": row(SEE_ROUNDS, candidacy, posts=False),
    "grants:add_document": row("facilitator", candidacy),
    "grants:withdraw_candidacy": row("facilitator head", candidacy),
    # Verification, ranking, objections, decree
    "grants:candidacy": row(SEE_ROUNDS, candidacy, posts=False),
    "grants:declare_many": verb("verifier"),
    "grants:declare": row("verifier", candidacy),
    "grants:record_visit": row("verifier", candidacy, get={302}),
    "grants:check_requirement": row("verifier", lambda world: [world.candidacy.pk, "size"]),
    "grants:score_candidacy": row("verifier", candidacy),
    "grants:settle_scores": row("verifier", candidacy),
    "grants:ranking": row(SEE_RANKING, selection_round, seen_by=IN_ROUNDS, posts=False),
    "grants:what_if": row("head", selection_round, seen_by=IN_ROUNDS, posts=False),
    "grants:close_scoring": row("head", selection_round, seen_by=IN_ROUNDS),
    "grants:publish_list": row("head", public_round, seen_by=IN_ROUNDS),
    "grants:objections": row(SEE_RANKING, public_round, seen_by=IN_ROUNDS, posts=False),
    "grants:record_objection": row("verifier head", public_round, seen_by=IN_ROUNDS),
    "grants:answer_objection": row(
        "verifier head", lambda world: [world.objection.pk], seen_by=IN_ROUNDS
    ),
    "grants:propose_list": row("head", public_round, seen_by=IN_ROUNDS),
    "grants:propose_addendum": row("head", public_round, seen_by=IN_ROUNDS),
    "grants:return_list": row("approver", lambda world: [world.proposal.pk], seen_by=IN_ROUNDS),
    "grants:issue_decree": row("approver", public_round, seen_by=IN_ROUNDS),
    # Spending a grant, and its report
    "grants:spending": row(SEE_AWARDS, award, posts=False),
    "grants:record_purchase": row("facilitator", lambda world: [world.award.pk, 1]),
    "grants:purchase": row(SEE_AWARDS, purchase, posts=False),
    "grants:add_evidence": row("facilitator", purchase),
    "grants:cancel_purchase": row("facilitator", purchase),
    "grants:record_loss": row("facilitator", purchase),
    "grants:cancel_loss": row("facilitator", lambda world: [world.loss.pk]),
    "grants:waiting": verb("verifier", lambda world: ["visit"], posts=False),
    "grants:reports": verb(SEE_REPORTS, posts=False),
    "grants:write_report": row("facilitator", award),
    "grants:report": row(SEE_REPORTS, report, posts=False),
    "grants:check_report": row("facilitator", report),
    "grants:review_report": row("verifier", report),
    "grants:record_refund": row("facilitator", award),
    "grants:cancel_refund": row("facilitator", lambda world: [world.refund.pk]),
    "grants:monitor_grant": row("facilitator verifier", award),
    "grants:remind_group": row("verifier head", award),
    "grants:sanction_group": row("approver", award),
    "grants:my_grant": verb("member", posts=False),
    # The bank's statement
    "grants:bank": verb(READ_BANK, posts=False),
    "grants:import_statement": verb("cashier"),
    "grants:add_office_account": verb("cashier"),
    **dict.fromkeys(
        [
            "grants:confirm_office_account",
            "grants:correct_office_account",
            "grants:remove_office_account",
        ],
        row("cashier", lambda world: [world.line.account.pk], seen_by=IN_A_DISTRICT),
    ),
    "grants:name_columns": row(
        "cashier", lambda world: [world.line.account.pk], seen_by=IN_A_DISTRICT
    ),
    "grants:bank_files": verb(READ_BANK, posts=False),
    "grants:bank_file": row(
        READ_BANK, lambda world: [world.line.file.pk], seen_by=IN_A_DISTRICT, posts=False
    ),
    "grants:download_bank_file": row(
        READ_BANK, lambda world: [world.line.file.pk], seen_by=IN_A_DISTRICT, posts=False
    ),
    "grants:withdraw_statement": row(
        "cashier", lambda world: [world.line.file.pk], seen_by=IN_A_DISTRICT
    ),
    "grants:waiting_on_bank": verb(READ_BANK, posts=False),
    "grants:match_exact": verb("cashier"),
    "grants:match_named": verb("cashier"),
    "grants:explain_lines": verb("cashier"),
    "grants:statement_line": row(READ_BANK, line, seen_by=IN_A_DISTRICT, posts=False),
    "grants:match_line": row("cashier", line, seen_by=IN_A_DISTRICT),
    "grants:match_bulk": row("cashier", line, seen_by=IN_A_DISTRICT),
    "grants:undo_match": row("cashier", line, seen_by=IN_A_DISTRICT),
    "grants:explain_line": row("cashier", line, seen_by=IN_A_DISTRICT),
    "grants:reopen_line": row("cashier", line, seen_by=IN_A_DISTRICT),
    # Papers
    # The plan, the agreement, the account
    "grants:budget": row(SEE_ROUNDS, planned, posts=False),
    "grants:plan_budget": row("facilitator", planned, get={302}),
    "grants:change_budget": row("facilitator", planned),
    "grants:approve_budget": row("verifier", lambda world: [world.changed_budget.pk]),
    "grants:return_budget": row("verifier", lambda world: [world.changed_budget.pk]),
    "grants:sign_agreements": verb("head"),
    "grants:sign_agreement": row("head", lambda world: [world.due.pk]),
    "grants:bank_account": row(READ_GRANTS, group, posts=False),
    "grants:enter_account": row("facilitator", group),
    "grants:check_accounts": verb("verifier"),
    "grants:check_account": row("verifier", lambda world: [world.account.pk]),
    # Payment and handover
    "grants:order_payment": row("cashier", lambda world: [world.due.round_id], seen_by=IN_ROUNDS),
    "grants:payment_order": row(READ_PAYMENTS, payment_order, seen_by=IN_ROUNDS, posts=False),
    "grants:enter_sp2d": row("cashier", payment_order, seen_by=IN_ROUNDS),
    "grants:pay_by_file": row("cashier", payment_order, seen_by=IN_ROUNDS),
    "grants:download_transfers": row("cashier", payment_order, seen_by=IN_ROUNDS, posts=False),
    "grants:disbursements": verb(READ_PAYMENTS, posts=False),
    "grants:declare_lost": row(
        "cashier", lambda world: [world.award.disbursement.transfers.get().pk]
    ),
    "grants:pay_disbursement": row("cashier", lambda world: [world.disbursement.pk]),
    "grants:record_handover": row("facilitator", lambda world: [world.due.pk]),
    "grants:record_handovers": verb("facilitator"),
    "grants:handover": row(READ_GRANTS, lambda world: [world.handover.pk], posts=False),
    "papers:paper": row(READ_GRANTS, paper, posts=False),
    "papers:print_paper": row(READ_GRANTS, paper, posts=False),
    "groups:add_signed_page": row("facilitator verifier head", paper),
    "grants:audit": verb("auditor", posts=False),
    "grants:audit_history": verb("auditor", posts=False),
    "grants:audit_accesses": verb("auditor", posts=False),
    "grants:check_chain": verb("auditor"),
    "grants:audit_round": row("auditor", selection_round, seen_by=IN_ROUNDS, posts=False),
    "grants:take_round_file": row("auditor", selection_round, seen_by=IN_ROUNDS, get={302}),
    "grants:audit_group": row("auditor", group, posts=False),
    "grants:take_group_file": row("auditor", group, get={302}),
    "grants:audit_award": row("auditor", award, posts=False),
    "papers:papers": verb(READ_GRANTS, posts=False),
    "papers:office_page": row(
        READ_GRANTS, lambda world: [world.office_page.pk], seen_by=READ_GRANTS, posts=False
    ),
    "groups:add_office_page": row(
        "verifier head approver cashier",
        lambda world: [world.office_page.paper_id],
        seen_by=READ_GRANTS,
    ),
    "grants:verify_file": verb("auditor"),
    "papers:office": verb("head", posts=False),
    "papers:edit_letterhead": verb("head"),
    "papers:edit_wording": verb("head", lambda world: ["sanction"]),
    "papers:add_official": verb("head"),
    "papers:find_paper": public(posts=False),
    "papers:check_paper": public(lambda world: [world.paper.code], posts=False),
}


def addresses(patterns=None, space=""):
    """The name of every URL pattern, as `reverse` takes it."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, inner)


def is_allowed(page, user) -> bool:
    if page.kind in ("own", "public"):
        return page.kind == "public" or user != "nobody"
    role = user.removesuffix("_elsewhere") if page.kind == "verb" else user
    return role in page.may


def test_every_page_is_in_the_table():
    assert set(addresses()) == set(PAGES)
