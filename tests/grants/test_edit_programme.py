"""Programmes: their rules as typed, who changes them, how many groups they have."""

import pytest
from django.urls import reverse

from grants.selection.reports.programmes import programmes_listed
from groups.models import Programme
from tests.factories import GroupFactory, ProgrammeFactory, UserFactory, region
from tests.grants.factories import CandidacyFactory, QuotaFactory

SENT = {
    "name": "BLPS",
    "since": "2024-01-01",
    "until": "",
    "least_members": "5",
    "most_members": "15",
    "youngest": "18",
    "oldest": "60",
    "poverty_list": "DTSEN",
    "amount": "30.000.000",
    "amount_a_member": "",
    "waiting_months": "0",
    "closed_months": "12",
}


def test_a_programme_changed_is_kept_with_who_did_it(as_user):
    programme = ProgrammeFactory(name="BLPS")
    client = as_user(UserFactory(role="head", name="Bu Endang"))
    sent = SENT | {"deciles": "4", "stage_needed": "developing", "once_only": "on"}

    answer = client.post(reverse("grants:edit_programme", args=[programme.pk]), sent)

    programme.refresh_from_db()
    shown = client.get(answer.url).content.decode()
    assert (programme.most_members, programme.amount, programme.stage_needed) == (
        15,
        30_000_000,
        "developing",
    )
    assert "20 → 15" in shown
    assert "Bu Endang" in shown


@pytest.mark.parametrize(
    "changed",
    [
        {"least_members": "30"},
        {"oldest": "10"},
        {"deciles": "11"},
        {"until": "2020-01-01"},
        {"amount_a_member": "2.000.000"},
        {"amount": ""},
        {"name": ""},
        {"least_members": "0"},
    ],
)
def test_rules_that_cannot_be_are_asked_again(as_user, changed):
    answer = as_user(UserFactory(role="head")).post(reverse("grants:add_programme"), SENT | changed)

    assert answer.status_code == 422
    assert not Programme.objects.exists()


def test_a_programme_used_elsewhere_is_changed_by_no_head_of_here(as_user):
    quota = QuotaFactory(district=region("35.79"))

    answer = as_user(UserFactory(role="head", at="35.07")).get(
        reverse("grants:edit_programme", args=[quota.programme_id])
    )

    assert answer.status_code == 403


def test_a_programme_counts_its_own_groups_and_those_of_its_rounds_once(db):
    own = GroupFactory()
    CandidacyFactory(group=own, round__quota__programme=own.programme)
    CandidacyFactory(round__quota__programme=own.programme)
    other = ProgrammeFactory(name="PENA")

    head, elsewhere = UserFactory(role="head"), UserFactory(role="head", at="35.79")
    found, there = (
        {each.pk: (each.group_count, each.round_count) for each in programmes_listed(user)}
        for user in (head, elsewhere)
    )

    assert (found[own.programme_id], found[other.pk]) == ((2, 2), (0, 0))
    assert there[own.programme_id] == (0, 0)
