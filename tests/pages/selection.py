"""Pages of rounds and of groups proposed in them."""

from tests.pages.kinds import (
    IN_ROUNDS,
    READ_GRANTS,
    SEE_RANKING,
    SEE_ROUNDS,
    candidacy,
    group,
    public_round,
    row,
    selection_round,
    verb,
)

PAGES = {
    "grants:correct_village": row("facilitator", group),
    # Rounds, and groups proposed in them
    "grants:group_grant": row(
        "facilitator verifier head approver cashier auditor province", group, posts=False
    ),
    "grants:programmes": verb(SEE_ROUNDS, posts=False),
    "grants:compare_programmes": verb(SEE_ROUNDS, posts=False),
    "grants:add_programme": verb("head"),
    "grants:programme": verb(SEE_ROUNDS, lambda world: [world.unused.pk], posts=False),
    "grants:edit_programme": verb("head", lambda world: [world.unused.pk]),
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
}
