"""A task goes only to those who may do it: who did the other act of a pair is not asked."""

import pytest
from django.db import transaction

from accounts.database_roles import as_owner
from accounts.duties import APART, Pair
from accounts.models import Duty, User
from foundation.tasks import tasks_of
from grants.selection.models import Round
from grants.way.steps import STEP_OF
from tests.conftest import TODAY
from tests.factories import GroupFactory, PairLiftFactory, UserFactory
from tests.full import part_of
from tests.grants import factories as make
from tests.grants.test_way import BESIDE, STAGES, scored

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_english")]


def to_propose() -> Round:
    selection_round = make.RoundFactory()
    GroupFactory()
    return selection_round


def to_answer():
    row = scored()
    make.PublicationFactory(round=make.RankingFactory(round=row.round).round)
    return make.ObjectionFactory(candidacy=row).candidacy.group


def to_settle():
    selection_round = make.RoundFactory(
        rules={"two_scores": True}, proposals_until=TODAY - make.DAY
    )
    row = make.CandidacyFactory(round=selection_round)
    others = [3] * (selection_round.instrument.criteria.count() - 1)
    for level in (2, 3):
        by = UserFactory(role="verifier")
        make.ScoreSheetFactory(candidacy=row, by=by, levels=[level, *others])
    return row.group


def returned():
    """A report returned to a group whose facilitator did not write it."""
    more = {"accepted": False, "corrections": "Nota", "mend_until": TODAY}
    return make.ReviewFactory(**more).report.award.group


MAKERS = {key: stage for stage, key, _role in reversed(STAGES)}
MAKERS |= {key: stage for stage, key, roles, _today in BESIDE if roles}
MAKERS |= {"propose": to_propose, "objection": to_answer, "settle": to_settle, "returned": returned}
ASKED = {  # each task of an act that has a pair, and that act
    "propose": "propose_group",
    "visit": "verify_group",
    "scores": "score",
    "settle": "score",
    "objection": "answer_objection",
    "list": "propose_list",
    "list_returned": "propose_list",
    "decree": "sign_decree",
    "account_check": "check_account",
    "other_account": "check_account",
    "ready": "pay",
    "pay_again": "pay",
    "paid": "match",
    "to_write": "write_report",
    "returned": "write_report",
    "to_review": "review_report",
}
NEW = {"propose": ["candidacy"]}  # cases that the act itself makes
OF_NO_CASE = {"at_the_bank", "plan", "overpaid"}  # a refund has no payer; a plan is of no pair


def pairs_of(key: str, act: str) -> list[Pair]:
    return [pair for pair in APART if act in pair.acts and pair.case not in NEW.get(key, [])]


WALK = [(key, pair) for key, act in ASKED.items() for pair in part_of(pairs_of(key, act), key)]


def test_each_act_of_a_pair_is_walked():
    """Typing an account begins its case: nobody can have checked or paid into it before."""
    acts = {act for pair in APART for act in pair.acts}
    verbs = {STEP_OF[key][0].verb for key in ASKED if key in STEP_OF}

    assert set(ASKED.values()) == acts - {"type_account"}
    assert {key for key, (step, _) in STEP_OF.items() if step.verb in verbs} - OF_NO_CASE <= set(
        ASKED
    )


def cases_of(found) -> dict:
    """The rows that a grant's acts are about, by the names of `APART`."""
    if isinstance(found, Round):
        return {"round": found.pk}
    candidacy = found.candidacies.order_by("pk").last()
    award = candidacy.award_or_none if candidacy else None
    account = found.bank_accounts.order_by("pk").last()
    return {
        "candidacy": candidacy and candidacy.pk,
        "round": candidacy and candidacy.round_id,
        "award": award and award.pk,
        "disbursement": award and award.is_ordered and award.disbursement.pk,
        "account": account and account.pk,
    }


def asked_of(key: str, found) -> User:
    """Somebody whom the task is for: the facilitator of the group, else one of the role."""
    role = STEP_OF[key][0].role if key in STEP_OF else "facilitator"
    if role != "facilitator":
        return UserFactory(role=role)
    groups = [found] if not isinstance(found, Round) else GroupFactory._meta.model.objects.all()
    return groups[0].facilitations.get(until=None).facilitator


def note(pair: Pair, act: str, case: int, user: User) -> None:
    """Write down that the user did the other act of the pair."""
    with as_owner():
        Duty.objects.create(
            pair=pair.name,
            case=f"{pair.case}:{case}",
            side=1 - pair.acts.index(act),
            user_id=user.pk,
        )


def names(user: User) -> set[str]:
    return {task.name for task in tasks_of(User.objects.get(pk=user.pk), TODAY)}


@pytest.mark.parametrize(("key", "pair"), WALK, ids=[f"{key}-{pair.name}" for key, pair in WALK])
def test_who_did_the_other_act_is_not_asked(key, pair):
    with transaction.atomic():
        found = MAKERS[key]()
    user, case = asked_of(key, found), cases_of(found)[pair.case]
    before = names(user)

    note(pair, ASKED[key], case, user)
    barred = names(user)
    if pair.is_liftable:
        PairLiftFactory(pair=pair.name)

    assert f"grants.{key}" in before
    assert f"grants.{key}" not in barred
    assert (f"grants.{key}" in names(user)) == pair.is_liftable
