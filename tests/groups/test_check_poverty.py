"""Recording look-ups in a list of poor families."""

import datetime

import pytest
from django.urls import reverse

from foundation.rules import RuleBroken
from groups.actions.poverty import check_poverty
from groups.models import PovertyCheck
from tests.conftest import TODAY
from tests.factories import GroupFactory, MembershipFactory, UserFactory


@pytest.fixture
def group(db):
    return GroupFactory(members=3)


def typed(group, **answers) -> dict:
    numbers = {member.number: member.pk for member in group.memberships.all()}
    of_members = {f"member-{numbers[int(name[1:])]}": each for name, each in answers.items()}
    return {"poverty_list": "DTSEN", "version": "III/2026", "checked_on": TODAY} | of_members


def url(group) -> str:
    return reverse("groups:check_poverty", args=[group.pk])


def test_what_the_list_says_is_kept_with_who_and_when(as_user, group):
    operator = UserFactory(role="operator")

    answer = as_user(operator).post(url(group), typed(group, M1="2", M2="none"))

    rows = PovertyCheck.objects.order_by("household").values_list("decile", "by", "version")
    assert answer.url == url(group)
    assert list(rows) == [(2, operator.pk, "III/2026"), (None, operator.pk, "III/2026")]


def test_a_later_look_up_stands_over_an_earlier_one(as_user, group):
    client = as_user(UserFactory(role="verifier"))
    client.post(url(group), typed(group, M1="2"))

    client.post(url(group), typed(group, M1="7") | {"version": "IV/2026"})

    (latest,) = PovertyCheck.objects.latest_of([group.memberships.get(number=1).household_id])
    assert (latest.decile, PovertyCheck.objects.count()) == (7, 2)
    assert "IV/2026" in client.get(url(group)).content.decode()


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"M1": "11"},
        {"M1": "0"},
        {"M1": "1", "version": ""},
        {"M1": "1", "checked_on": "2099-01-01"},
        {"M1": "1", "poverty_list": "lain"},
    ],
)
def test_what_cannot_be_is_asked_again(as_user, group, changed):
    answers = {name: each for name, each in changed.items() if name.startswith("M")}
    others = {name: each for name, each in changed.items() if not name.startswith("M")}

    answer = as_user(UserFactory(role="operator")).post(
        url(group), typed(group, **answers) | others
    )

    assert answer.status_code == 422
    assert not PovertyCheck.objects.exists()


def test_only_members_of_the_group_are_looked_up(as_user, group):
    stranger = MembershipFactory()

    as_user(UserFactory(role="operator")).post(
        url(group), typed(group, M1="1") | {f"member-{stranger.pk}": "1"}
    )

    assert PovertyCheck.objects.count() == 1


def test_no_day_to_come(group, in_english):
    with pytest.raises(RuleBroken, match="not come yet"):
        check_poverty(
            group=group,
            poverty_list="DTSEN",
            version="III",
            deciles={},
            today=TODAY,
            checked_on=TODAY + datetime.timedelta(days=1),
            by=group.registered_by,
        )
