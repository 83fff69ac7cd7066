"""Pages of a group's books and money."""

from tests.factories import LONG_AGO
from tests.pages.kinds import (
    LAST_MONTH,
    READ_BOOKS,
    SEE_GROUP,
    SEE_GROUPS,
    entry,
    group,
    meeting,
    membership,
    other_membership,
    row,
    verb,
)

PAGES = {
    "finance:group_end": row(SEE_GROUP, group, posts=False),
    "finance:ask_end": row("facilitator", group),
    "finance:withdraw_end": row("facilitator", group),
    "finance:sign_end": row("approver", group),
    "finance:group_overview": row(SEE_GROUP, group, posts=False),
    "finance:admit_member": row("facilitator", group),
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
}
