"""A group moves to another stage: by facts, a meeting's decision, a verifier's word, a decree."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from finance.models import Period
from finance.reports import stage_facts as of_books
from foundation.formatting import day
from foundation.months import months_after
from foundation.rules import RuleBroken
from foundation.tasks import tasks_of
from grants.spending.reports import stage_facts as of_grants
from groups.assessment.models import Assessment
from groups.assessment.reports import stage_facts as of_assessments
from groups.forming.actions.stages import ask_stage, check_stage, sign_stage
from groups.forming.forms.stages import AskStageForm
from groups.forming.models import StageAsk, StageCheck, StageDecree
from groups.forming.reports.stages import facts_of, own_facts, possible
from groups.forming.rules.stages import Fact, Move, moves_of
from groups.models import Group
from tests.assessing import assessed
from tests.conftest import TODAY, month
from tests.factories import (
    DecisionFactory,
    GroupFactory,
    MeetingFactory,
    OfficeFactory,
    UserFactory,
)
from tests.grants.spending import in_hand
from tests.once import once

pytestmark = pytest.mark.django_db
POSTS = ["chair", "secretary", "treasurer"]


def actor(role: str):
    return once(("of stages", role), lambda: UserFactory(role=role))


def growing(**facts) -> Group:
    """A group that met last week."""
    group = GroupFactory(**facts)
    MeetingFactory(group=group, date=TODAY - datetime.timedelta(days=7))
    return group


def decided(group: Group):
    return DecisionFactory(meeting=group.meetings.last(), what="Naik tahap")


def asked(group: Group, to: str = "developing") -> StageAsk:
    by = group.facilitations.get().facilitator
    return ask_stage(group=group, stage=to, decision=decided(group), by=by)


def asked_inactive(group: Group) -> StageAsk:
    by = group.facilitations.get().facilitator
    return ask_stage(group=group, stage="inactive", by=by)


def check(group: Group, by=None, **said) -> StageCheck:
    said = {"agrees": True, "reason": "Menurut kunjungan", "today": TODAY} | said
    return check_stage(group=group, **said, by=by or actor("verifier"))


def sign(group: Group, by=None) -> StageDecree:
    return sign_stage(group=group, today=TODAY, by=by or actor("approver"))


def moved(to: str = "developing") -> StageDecree:
    group = growing()
    asked(group, to)
    check(group)
    return sign(group)


def up(group: Group) -> Move:
    return Move(group.pk, "growing", "developing")


def fact(source, move: Move) -> Fact:
    [(_move, found)] = source([move], TODAY)
    return found


def test_a_group_moves_by_ask_check_and_decree():
    decree = moved()

    group = decree.check_of.ask.group
    assert Group.objects.get(pk=group.pk).stage == "developing"
    assert decree.paper.content["data"]["stage"] == "developing"
    assert not StageAsk.objects.open().exists()


def test_a_meeting_decides_it():
    group, by = growing(), actor("facilitator")
    with pytest.raises(RuleBroken) as refusal:
        ask_stage(group=group, stage="developing", by=by)
    assert refusal.value.field == "decision"

    with pytest.raises(RuleBroken):
        ask_stage(group=group, stage="developing", decision=decided(growing()), by=by)


def test_no_stage_is_left_out():
    with pytest.raises(RuleBroken) as refusal:
        asked(growing(), "independent")

    assert refusal.value.field == "stage"


def test_one_stage_is_asked_for_at_a_time_and_anew_after_a_refusal():
    group = growing()
    asked(group)
    with pytest.raises(RuleBroken):
        asked_inactive(group)
    check(group, agrees=False)

    assert asked(group)


@pytest.mark.parametrize("agrees", [True, False])
def test_a_reason_is_written_where_facts_are_missing_or_it_is_refused(agrees):
    group = growing()
    asked(group)

    with pytest.raises(RuleBroken) as refusal:
        check(group, agrees=agrees, reason=" ")

    assert refusal.value.field == "reason"


def test_nobody_does_two_of_the_steps():
    group = growing()
    ask = asked(group)
    with pytest.raises(RuleBroken):
        check(group, by=ask.by)
    row = check(group)

    for by in (ask.by, row.by):
        with pytest.raises(RuleBroken):
            sign(group, by=by)


def test_the_facts_stay_as_they_were_at_the_check():
    row = moved().check_of

    assert ["Pengurus", False] in [fact[:2] for fact in row.facts]
    assert not row.all_met


def test_a_silent_group_becomes_inactive_and_meets_again():
    group = GroupFactory()
    assert Move(group.pk, "growing", "inactive") in possible([group], TODAY)
    asked_inactive(group)
    check(group, reason="")
    sign(group)

    MeetingFactory(group=group, date=TODAY)
    group = Group.objects.get(pk=group.pk)

    assert [move.to for move in possible([group], TODAY)] == ["growing"]


def test_a_group_that_meets_is_not_proposed_as_inactive():
    group = growing()

    assert possible([group], TODAY) == []


# Facts


@pytest.mark.parametrize(("count", "met"), [(2, False), (3, True)])
def test_officers(count, met):
    group = growing(members=3)
    for membership, post in zip(group.memberships.all()[:count], POSTS, strict=False):
        OfficeFactory(membership=membership, post=post)

    facts = [found for _move, found in own_facts([up(group)], TODAY)]

    assert [found.met for found in facts] == [True, met]


@pytest.mark.parametrize(("count", "met"), [(11, False), (12, True)])
def test_closed_months(count, met):
    group, by = GroupFactory(), actor("head")
    Period.objects.bulk_create(
        Period(group=group, month=months_after(month(), -n - 1), closed_by=by) for n in range(count)
    )

    assert fact(of_books.facts, up(group)).met is met


def test_an_overdue_report():
    award = in_hand()
    move = up(award.group)
    assert fact(of_grants.facts, move).met

    [(_move, late)] = of_grants.facts([move], TODAY + datetime.timedelta(days=400))

    assert not late.met


@pytest.mark.parametrize(
    ("total", "now", "to", "met"),
    [
        (200, "growing", "developing", False),
        (201, "growing", "developing", True),
        (300, "developing", "independent", False),
        (301, "developing", "independent", True),
        (200, "developing", "growing", True),
        (201, "developing", "growing", False),
        (300, "independent", "developing", True),
        (None, "growing", "developing", None),
    ],
)
def test_points_of_an_assessment(total, now, to, met):
    row = total and Assessment(total=Decimal(total), date=TODAY)

    assert of_assessments._points(Move(1, now, to), row or None).met is met


def test_the_latest_assessment_of_the_group_counts():
    group = growing()
    assert fact(of_assessments.facts, up(group)).met is None

    row = assessed(group)

    assert fact(of_assessments.facts, up(group)).met == (row.total >= 201)


def test_many_groups_take_as_many_queries(django_assert_num_queries):
    groups = [growing(), growing()]
    moves = [move for group in groups for move in moves_of(group)]
    facts_of(moves, TODAY)

    with django_assert_num_queries(4):
        facts_of(moves, TODAY)


# Tasks


def names_of(user) -> list[str]:
    return [task.name for task in tasks_of(user, TODAY)]


def test_the_system_proposes_and_each_has_the_next_step():
    group = GroupFactory()
    facilitator = group.facilitations.get().facilitator
    assert "groups.ask_stage" in names_of(facilitator)

    asked_inactive(group)
    assert "groups.ask_stage" not in names_of(facilitator)
    assert "groups.check_stage" in names_of(UserFactory(role="verifier"))

    check(group)
    assert "groups.sign_stage" in names_of(UserFactory(role="approver"))

    sign(group)
    assert "groups.sign_stage" not in names_of(UserFactory(role="approver"))
    assert "groups.meeting" not in names_of(facilitator)


# What the database refuses whoever writes


def refused_row(constraint: str, row) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        row.save()
    assert constraint in (refusal.value.__cause__.diag.constraint_name or "")


def test_the_database_changes_a_stage_by_decree_alone():
    group = growing()

    with (
        pytest.raises(IntegrityError) as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE groups_group SET stage = 'independent' WHERE id = %s", [group.pk])

    assert refusal.value.__cause__.diag.constraint_name == "groups_group_stage_by_decree"


def test_the_database_takes_no_ask_without_its_decision():
    group, by = growing(), actor("facilitator")
    other = decided(growing())

    refused_row("stageask_decided", StageAsk(group=group, stage="developing", by=by))
    refused_row(
        "stageask_decided", StageAsk(group=group, stage="developing", decision=other, by=by)
    )


def test_the_database_takes_one_ask_at_a_time():
    ask = asked(growing())

    refused_row("one_at_a_time", StageAsk(group=ask.group, stage="inactive", by=ask.by))


def test_the_database_takes_no_check_of_ones_own_ask():
    ask = asked(growing())

    refused_row(
        "stagecheck_by", StageCheck(ask=ask, agreed=True, all_met=True, facts=[], by=ask.by)
    )


def test_the_database_takes_no_agreement_beside_facts_without_a_reason():
    ask = asked(growing())
    by = actor("verifier")

    refused_row("has_a_reason", StageCheck(ask=ask, agreed=True, all_met=False, facts=[], by=by))


def test_the_database_takes_no_decree_of_a_refused_stage_or_of_who_checked():
    paper, group = moved().paper, growing()
    asked(group)
    refused = check(group, agrees=False)
    facts = {"date": TODAY, "paper": paper}
    refused_row("of_an_agreed", StageDecree(check_of=refused, by=actor("approver"), **facts))

    asked(group)
    row = check(group)

    refused_row("stagedecree_by", StageDecree(check_of=row, by=row.by, **facts))


# Pages


def test_from_ask_to_decree_on_the_pages(as_user):
    group = growing()
    facilitator, decision = group.facilitations.get().facilitator, decided(group)
    typed = {"stage": "developing", "decision": decision.pk, "submission": uuid.uuid4()}
    address = reverse("groups:ask_stage", args=[group.pk])
    assert as_user(facilitator).get(address, {"to": "developing"}).status_code == 200
    assert as_user(facilitator).post(address, typed).status_code == 302

    verifier = UserFactory(role="verifier")
    address = reverse("groups:check_stage", args=[group.pk])
    assert as_user(verifier).get(address).status_code == 200
    said = {"agrees": "yes", "reason": "Menurut kunjungan", "submission": uuid.uuid4()}
    assert as_user(verifier).post(address, said).status_code == 302

    approver = UserFactory(role="approver")
    address = reverse("groups:sign_stage", args=[group.pk])
    assert as_user(approver).get(address).status_code == 200
    assert as_user(approver).post(address, {"submission": uuid.uuid4()}).status_code == 302
    page = as_user(facilitator).get(reverse("groups:stage", args=[group.pk]))
    assert "Menurut kunjungan" in page.text
    assert timezone.localdate() == TODAY


def test_a_decision_is_chosen_by_its_day_and_meeting():
    group = growing()
    decision = decided(group)

    [_none, (_key, words)] = AskStageForm(group, TODAY).fields["decision"].choices

    assert (
        words == f"{day(decision.meeting.date)}, pertemuan ke-{decision.meeting.number}: Naik tahap"
    )
