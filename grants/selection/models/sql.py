"""SQL fragments shared by the triggers of grants, including tables of later stages.

An alias inside a fragment shadows the same alias in the surrounding SQL, so fragments use long
aliases; arguments may use any short one (`a.id`).
"""

from foundation.triggers import refuse_if

JOINED = {  # by foreign key of the new row: the joins up to the round
    "award": ["grants_award a ON a.round_id = r.id"],
    "candidacy": ["grants_candidacy c ON c.round_id = r.id"],
    "proposal": ["grants_listproposal p ON p.round_id = r.id"],
    "objection": ["grants_objection o ON o.round_id = r.id"],
}
JOINED["budget"] = [*JOINED["candidacy"], "grants_budget b ON b.candidacy_id = c.id"]
JOINED["report"] = [*JOINED["award"], "grants_report p ON p.award_id = a.id"]
JOINED["disbursement"] = [*JOINED["award"], "grants_disbursement d ON d.award_id = a.id"]
JOINED["transfer"] = [*JOINED["disbursement"], "grants_transfer t ON t.disbursement_id = d.id"]


# Numbers of SPM and SP2D are compared across all orders.
NUMBERS_ONE_AT_A_TIME = "PERFORM pg_advisory_xact_lock(hashtext('grants_paymentorder'));"


def lock_round(key: str = "round", *, share: bool = False) -> str:
    """Locks the round of the new row, which is found by the foreign key of that name.

    With `share` it is a shared lock, for rows that may be inserted concurrently but not after
    the ranking, the decree or the plan's approval.
    """
    lock = "SHARE" if share else "UPDATE"
    if key == "round":
        return f"PERFORM FROM grants_round WHERE id = NEW.round_id FOR {lock};"
    joined = JOINED[key]
    alias = joined[-1].split()[1]
    joins = ("\n" + " " * 24).join(f"JOIN {table}" for table in joined)
    return (
        f"PERFORM FROM grants_round r {joins}\n"
        f"                        WHERE {alias}.id = NEW.{key}_id FOR {lock} OF r;"
    )


def is_closed(round_: str) -> str:
    """The round was opened by mistake and ended: it takes nothing of its quota."""
    return f"EXISTS (SELECT FROM grants_roundclosing WHERE round_id = {round_})"


REFUSE_IN_CLOSED_ROUND = refuse_if(
    is_closed("NEW.round_id"), "This round was closed.", "grants_round_closed"
)


def scored_by_two(round_: str) -> str:
    """Two verifiers score each group of the round, neither knowing the other's."""
    return (
        f"EXISTS (SELECT FROM grants_round blind WHERE blind.id = {round_}"
        """ AND blind.rules @> '{"two_scores": true}')"""
    )


def last_scores(candidacy: str) -> str:
    """The scores of the last sheet of each verifier, without those that settle."""
    return f"""(
        SELECT DISTINCT ON (sheet.by_id, given.criterion_id)
            given.criterion_id, given.level, sheet.by_id
        FROM grants_scoresheet sheet JOIN grants_score given ON given.sheet_id = sheet.id
        WHERE sheet.candidacy_id = {candidacy} AND NOT sheet.is_settlement
        ORDER BY sheet.by_id, given.criterion_id, sheet.at DESC, sheet.id DESC)"""


def scores_differ(candidacy: str) -> str:
    return f"""EXISTS (SELECT FROM {last_scores(candidacy)} given
            GROUP BY given.criterion_id HAVING min(given.level) < max(given.level))"""


def verifiers(candidacy: str) -> str:
    """How many verifiers have scored the group."""
    return f"""(
        SELECT count(DISTINCT sheet.by_id) FROM grants_scoresheet sheet
        WHERE sheet.candidacy_id = {candidacy} AND NOT sheet.is_settlement)"""


def not_revoked(award: str) -> str:
    return f"NOT EXISTS (SELECT FROM grants_revocation WHERE award_id = {award})"


def not_returned(transfer: str) -> str:
    """The payment was neither returned by the bank nor declared lost."""
    return (
        "NOT EXISTS (SELECT FROM grants_match"
        f" WHERE transfer_id = {transfer} AND kind = 'returned')"
        f" AND NOT EXISTS (SELECT FROM grants_losttransfer WHERE transfer_id = {transfer})"
    )


def not_reversed(entry: str) -> str:
    return f"NOT EXISTS (SELECT FROM finance_entry reversal WHERE reversal.reverses_id = {entry})"


def no_later_plan(budget: str) -> str:
    """The alias is the latest plan version of its candidacy."""
    return (
        "NOT EXISTS (SELECT FROM grants_budget later"
        f" WHERE later.candidacy_id = {budget}.candidacy_id AND later.version > {budget}.version)"
    )


def plan_in_force(candidacy: str) -> str:
    """The primary key of the plan in force: the last approved one, else the first."""
    return f"""(
        SELECT plan.id FROM grants_budget plan
        LEFT JOIN grants_budgetapproval approval ON approval.budget_id = plan.id
        WHERE plan.candidacy_id = {candidacy} AND (plan.version = 1 OR approval.id IS NOT NULL)
        ORDER BY plan.version DESC LIMIT 1)"""


def planned(budget: str) -> str:
    """The sum of a plan's lines paid by the grant, in whole rupiah."""
    return f"""(
        SELECT coalesce(sum(line.quantity * line.price), 0) FROM grants_budgetline line
        WHERE line.budget_id = {budget} AND line.source = 'grant')"""


def spent(award: str) -> str:
    return f"""(
        SELECT coalesce(sum(purchase.amount), 0) FROM grants_purchase purchase
        WHERE purchase.award_id = {award} AND {not_reversed("purchase.entry_id")})"""


def sent_back(award: str) -> str:
    """Refunds not cancelled, in whole rupiah: given back and on their way."""
    return f"""(
        SELECT coalesce(sum(refund.amount), 0) FROM grants_refund refund
        WHERE refund.award_id = {award} AND NOT EXISTS (
            SELECT FROM grants_refundcancellation WHERE refund_id = refund.id))"""


def report_is_sent(award: str) -> str:
    """The report was reviewed by the facilitator and not returned by the verifier."""
    return f"""EXISTS (
        SELECT FROM grants_report report
        JOIN grants_reportcheck passed ON passed.report_id = report.id
        LEFT JOIN grants_review review ON review.report_id = report.id
        WHERE report.award_id = {award} AND (review.id IS NULL OR review.accepted))"""
