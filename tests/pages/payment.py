"""Pages of a grant: plan, agreement, payment, spending, the bank, the audit."""

from tests.pages.kinds import (
    IN_A_DISTRICT,
    IN_ROUNDS,
    READ_BANK,
    READ_GRANTS,
    READ_PAYMENTS,
    SEE_AWARDS,
    SEE_REPORTS,
    SEE_ROUNDS,
    award,
    group,
    line,
    payment_order,
    planned,
    purchase,
    report,
    row,
    selection_round,
    verb,
)

PAGES = {
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
    "grants:audit": verb("auditor", posts=False),
    "grants:audit_history": verb("auditor", posts=False),
    "grants:audit_accesses": verb("auditor", posts=False),
    "grants:check_chain": verb("auditor"),
    "grants:audit_round": row("auditor", selection_round, seen_by=IN_ROUNDS, posts=False),
    "grants:take_round_file": row("auditor", selection_round, seen_by=IN_ROUNDS, get={302}),
    "grants:audit_group": row("auditor", group, posts=False),
    "grants:take_group_file": row("auditor", group, get={302}),
    "grants:audit_award": row("auditor", award, posts=False),
    "grants:verify_file": verb("auditor"),
}
