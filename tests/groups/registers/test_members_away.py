"""A newer register says that a member died, moved or is not valid: who is told, and where."""

import datetime

import pytest
from django.urls import reverse

from groups.models import Membership
from groups.registers.reading.people import Fault
from groups.registers.reports.away import members_away
from groups.registers.reports.tasks import tasks
from tests.conftest import TODAY
from tests.excel import rows_of
from tests.factories import GroupFactory, MembershipFactory, UserFactory
from tests.groups.registers.files import flaw, nik, row, taken_over

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def operator():
    return UserFactory(role="operator")


@pytest.fixture
def poniran():
    member = MembershipFactory(group=GroupFactory(), person__name="Poniran")
    member.person.seal_nik(nik(1))
    member.person.save()
    return member


def facilitator_of(member):
    return member.group.facilitations.get().facilitator


def says(fault, by, number=1, **more):
    flaws = [flaw(number, fault, serious=False)] if fault else []
    return taken_over(row(number, "PONIRAN"), by=by, flaws=flaws, **more)


def found(user):
    return members_away(Membership.objects.all(), user)


@pytest.mark.parametrize(
    ("fault", "state"),
    [(Fault.DEAD, "died"), (Fault.MOVED, "moved"), (Fault.NOT_VALID, "invalid")],
)
def test_the_facilitator_has_a_task(operator, poniran, fault, state):
    says(fault, operator)

    (task,) = tasks(facilitator_of(poniran), TODAY)

    assert task.url == reverse("groups:member", args=[poniran.pk])
    assert [each.row.status for each in found(operator)] == [state]


def test_nobody_else_has_it(operator, poniran):
    says(Fault.DEAD, operator)

    assert not list(tasks(operator, TODAY))
    assert not list(tasks(UserFactory(role="facilitator"), TODAY))


@pytest.mark.parametrize("page", ["groups:members", "finance:group_overview"])
def test_the_pages_of_the_group_say_so(as_user, operator, poniran, page):
    register = says(Fault.DEAD, operator)

    text = as_user(facilitator_of(poniran)).get(reverse(page, args=[poniran.group_id])).text

    assert register.dated in text
    assert reverse("groups:member", args=[poniran.pk]) in text


def test_the_page_of_the_member_says_so(as_user, operator, poniran):
    register = says(Fault.MOVED, operator)

    page = as_user(facilitator_of(poniran)).get(reverse("groups:member", args=[poniran.pk]))

    assert register.dated in page.text


def test_the_list_is_a_table(as_user, operator, poniran):
    register = says(Fault.DEAD, operator)

    table = rows_of(as_user(operator).get(reverse("groups:list_away"), {"table": "xlsx"}))

    assert list(table[1][:2]) == ["Poniran", str(poniran.group)]
    assert table[1][-1] == register.dated


@pytest.mark.parametrize(
    "more",
    [{"village": "35.07.07.2002"}, {"number": 2}, {"as_of": TODAY - 4000 * DAY}],
    ids=["another village", "another NIK", "before the membership"],
)
def test_who_is_not_told_of(operator, poniran, more):
    Membership.objects.filter(pk=poniran.pk).update(since=TODAY - 3000 * DAY)
    says(Fault.DEAD, UserFactory(role="operator", at=more.get("village", "35.07.07.2001")), **more)

    assert not found(UserFactory(role="auditor"))


def test_a_newer_file_answers_it(operator, poniran):
    says(Fault.DEAD, operator, as_of=TODAY - DAY)
    says(None, operator)

    assert not found(operator)


def test_who_left_is_not_told_of(operator, poniran):
    says(Fault.DEAD, operator)
    Membership.objects.filter(pk=poniran.pk).update(until=TODAY, reason="died")

    assert not found(operator)


def test_rows_of_members_name_their_group(as_user, operator, poniran):
    register = says(Fault.DEAD, operator)
    url = reverse("groups:register_rows", args=[register.pk])
    client = as_user(operator)

    for show in ("known", "away"):
        assert f"{poniran.group}, {poniran.code}" in client.get(url, {"show": show}).text
    assert rows_of(client.get(url, {"show": "known", "table": "xlsx"}))[1][-1].startswith(
        str(poniran.group)
    )
