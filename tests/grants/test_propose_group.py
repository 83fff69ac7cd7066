"""Proposing a group for a round, and withdrawing it."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.html import escape

from accounts.models import Duty
from foundation.rules import RuleBroken
from grants.selection.actions.candidacies import propose_group, withdraw_candidacy
from grants.selection.models import Candidacy, Withdrawal
from grants.selection.rules.requirements import rules_of
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import (
    FacilitationFactory,
    GroupFactory,
    MeetingFactory,
    ProgrammeFactory,
    UserFactory,
    region,
)
from tests.grants.factories import (
    AwardFactory,
    CandidacyFactory,
    DecreeFactory,
    RankingFactory,
    RoundFactory,
)

DAY = datetime.timedelta(days=1)


def facilitator_of(group):
    return group.facilitations.get(until=None).facilitator


def propose(group, selection_round, today=TODAY):
    return propose_group(
        selection_round=selection_round, group=group, today=today, by=facilitator_of(group)
    )


def test_a_group_is_proposed_and_its_proposer_may_not_verify_it(db):
    group, opened = GroupFactory(members=5), RoundFactory()

    candidacy = propose(group, opened)

    duty = Duty.objects.get(pair="propose_group/verify_group")
    assert (candidacy.date, duty.user) == (TODAY, candidacy.by)


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (TODAY - 61 * DAY, "This round opens on"),
        (TODAY + 6 * DAY, "Groups could be proposed until"),
    ],
)
def test_only_in_the_days_of_proposing(db, in_english, today, says):
    with pytest.raises(RuleBroken, match=says):
        propose(GroupFactory(), RoundFactory(), today=today)


def test_a_group_is_proposed_once_a_round(db, in_english):
    group, opened = GroupFactory(), RoundFactory()
    propose(group, opened)

    with pytest.raises(RuleBroken, match="proposed already"):
        propose(group, opened)


def test_not_in_another_district(db, in_english):
    group = GroupFactory(village=region("35.79.01.2001"))

    with pytest.raises(RuleBroken, match="in another district"):
        propose(group, RoundFactory())


def test_not_once_the_round_is_ranked(db, in_english):
    opened = RankingFactory().round

    with pytest.raises(RuleBroken, match="ranked already"):
        propose(GroupFactory(), opened)


def test_only_an_active_group(db, in_english):
    opened = RoundFactory(rules=rules_of(ProgrammeFactory(name="BLPS")))
    silent, lively = GroupFactory(), GroupFactory()
    MeetingFactory(group=lively, date=TODAY - DAY)

    with pytest.raises(RuleBroken, match="not active"):
        propose(silent, opened)
    assert propose(lively, opened)


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_propose_it_once():
    group, opened = GroupFactory(), RoundFactory()

    done = at_once([lambda: propose(group, opened)] * 8)

    assert sum(isinstance(each, Candidacy) for each in done) == 1
    assert all(isinstance(each, Candidacy | RuleBroken) for each in done), done


def test_the_page_shows_each_rule_and_proposes(as_user):
    group = GroupFactory(members=3)
    MeetingFactory(group=group, date=TODAY - DAY)
    opened = RoundFactory(rules=rules_of(ProgrammeFactory(name="BLPS")))
    client = as_user(facilitator_of(group))
    url = reverse("grants:propose_group", args=[opened.pk, group.pk])

    shown = client.get(url).content.decode()
    answer = client.post(url, {"submission": uuid.uuid4(), "note": "Rajin"})

    candidacy = Candidacy.objects.get()
    assert all(f"{each.person.name} {each.code}" in shown for each in group.memberships.all())
    assert (candidacy.note, answer.url) == (
        "Rajin",
        reverse("grants:documents", args=[candidacy.pk]),
    )


@pytest.mark.parametrize("was_aided", [True, False])
def test_an_earlier_grant_is_not_said_to_be_mended(as_user, was_aided):
    group = AwardFactory().group if was_aided else GroupFactory(members=5)
    opened = RoundFactory(name="Berikutnya", rules={"once_only": True})

    page = as_user(facilitator_of(group)).get(
        reverse("grants:propose_group", args=[opened.pk, group.pk])
    )

    assert ("bantuan yang pernah diterima" in page.text) is was_aided


def test_a_facilitator_proposes_no_group_of_another(as_user):
    mine, other, opened = GroupFactory(), GroupFactory(), RoundFactory()

    answer = as_user(facilitator_of(mine)).post(
        reverse("grants:propose_group", args=[opened.pk, other.pk]), {"submission": uuid.uuid4()}
    )

    assert answer.status_code == 404
    assert not Candidacy.objects.exists()


def test_the_list_tells_who_is_eligible_and_what_others_lack(as_user):
    opened = RoundFactory(rules={"least_members": 5, "most_members": 20})
    facilitator = UserFactory(role="facilitator")
    whole = GroupFactory(members=5, facilitator=facilitator)
    small = GroupFactory(members=2, facilitator=facilitator)
    client, url = as_user(facilitator), reverse("grants:eligible", args=[opened.pk])

    eligible, everybody = (client.get(f"{url}{query}").content.decode() for query in ("", "?all"))

    assert str(whole) in eligible
    assert str(small) not in eligible
    assert str(small) in everybody


def test_the_lists_take_as_many_queries_for_more_groups(as_user, django_assert_max_num_queries):
    opened = RoundFactory(rules=rules_of(ProgrammeFactory(name="BLPS")))
    facilitator = UserFactory(role="facilitator")
    for _each in range(3):
        CandidacyFactory(round=opened, group=GroupFactory(members=2, facilitator=facilitator))
        GroupFactory(members=2, facilitator=facilitator)
    client = as_user(facilitator)

    with django_assert_max_num_queries(21):
        client.get(reverse("grants:round", args=[opened.pk]))
    with django_assert_max_num_queries(22):
        client.get(reverse("grants:eligible", args=[opened.pk]), {"all": ""})


@pytest.mark.parametrize("state", ["to_visit", "to_score", "scored", "left"])
def test_candidacies_are_filtered_by_what_they_wait_for(as_user, state):
    candidacy = CandidacyFactory()
    client = as_user(UserFactory(role="verifier"))

    shown = client.get(reverse("grants:round", args=[candidacy.round_id]), {"state": state})

    expected = state in ("to_visit", "to_score")
    assert (escape(candidacy.group) in shown.content.decode()) == expected


def test_a_group_leaves_with_its_reason(as_user):
    candidacy = CandidacyFactory()

    as_user(candidacy.by).post(
        reverse("grants:withdraw_candidacy", args=[candidacy.pk]),
        {"reason": "Ketua pindah", "submission": uuid.uuid4()},
    )

    assert Withdrawal.objects.get().reason == "Ketua pindah"
    assert not Candidacy.objects.running().exists()


def leave(candidacy):
    return withdraw_candidacy(
        candidacy=candidacy, reason="Mundur", today=TODAY, by=UserFactory(role="head")
    )


def test_a_group_leaves_once(db, in_english):
    candidacy = CandidacyFactory()
    leave(candidacy)

    with pytest.raises(RuleBroken, match="left the round already"):
        leave(Candidacy.objects.get())


def test_a_group_with_a_grant_leaves_by_an_addendum(db, in_english):
    award = AwardFactory()

    with pytest.raises(RuleBroken, match="Only an addendum"):
        leave(award.candidacy)
    with pytest.raises(IntegrityError, match="leaves by an addendum"), transaction.atomic():
        connection.cursor().execute(
            "INSERT INTO grants_withdrawal (candidacy_id, date, reason, by_id, at)"
            " VALUES (%s, now(), 'x', %s, now())",
            [award.candidacy_id, award.by_id],
        )


def test_a_former_facilitator_proposes_no_more(as_user):
    group, opened = GroupFactory(facilitator=False), RoundFactory()
    former = UserFactory(role="facilitator")
    FacilitationFactory(group=group, facilitator=former, until=TODAY)

    answer = as_user(former).post(
        reverse("grants:propose_group", args=[opened.pk, group.pk]), {"submission": uuid.uuid4()}
    )

    assert answer.status_code == 404


def test_who_has_another_duty_in_the_round_is_told_before_a_form(as_user):
    """A facilitator who signed its decree before, in another role."""
    group = GroupFactory(members=5)
    facilitator = facilitator_of(group)
    opened = DecreeFactory(by=facilitator).round

    page = as_user(facilitator).get(reverse("grants:propose_group", args=[opened.pk, group.pk]))
    listed = as_user(facilitator).get(reverse("grants:eligible", args=[opened.pk]) + "?all")

    assert page.context["why"] == "Yang menandatangani SK tidak boleh mengusulkan kelompok."
    assert reverse("grants:propose_group", args=[opened.pk, group.pk]) not in listed.text
