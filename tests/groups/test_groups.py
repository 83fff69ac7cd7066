"""The list of groups: visibility, filters, search."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from zeal import zeal_context

from groups.models import Group
from tests.excel import rows_of
from tests.factories import (
    LONG_AGO,
    FacilitationFactory,
    GroupFactory,
    MeetingFactory,
    MembershipFactory,
    PersonFactory,
    UserFactory,
    region,
)

pytestmark = pytest.mark.django_db
NIK = "3507075705850003"
AGO = datetime.timedelta(days=31)


def names(response) -> list[str]:
    return [group.name for group in response.context["page"]]


@pytest.mark.parametrize(
    ("role", "at", "sees"),
    [
        ("verifier", "35.07", ["Dalam"]),
        ("head", "35.07", ["Dalam"]),
        ("auditor", "35.071", ["Luar"]),
        ("operator", "35.07.07.2001", ["Dalam"]),
        ("province", "35", ["Dalam", "Luar"]),
        ("approver", "35.79", []),
    ],
)
def test_a_territory_is_a_code_that_ends_at_a_dot(as_user, role, at, sees):
    GroupFactory(name="Dalam", village=region("35.07.07.2001"))
    GroupFactory(name="Luar", village=region("35.071.01.200"))

    response = as_user(UserFactory(role=role, at=at)).get(reverse("groups:groups"))

    assert names(response) == sees


def test_a_facilitator_sees_the_groups_of_today(as_user):
    mine = FacilitationFactory().group
    former = FacilitationFactory(until=LONG_AGO + AGO)
    GroupFactory()

    facilitator = mine.facilitations.get().facilitator
    FacilitationFactory(facilitator=facilitator, until=LONG_AGO + AGO)

    assert list(Group.objects.visible_to(facilitator)) == [mine]
    assert not Group.objects.visible_to(former.facilitator).exists()


@pytest.fixture
def verifier(as_user):
    return as_user(UserFactory(role="verifier"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "kube mawar"}, ["Mawar 3"]),
        ({"q": "sumber"}, ["Melati 2"]),
        ({"q": "mawar sumber"}, []),
        ({"village": "35.07.07.2002"}, ["Melati 2"]),
        ({"subdistrict": "35.07.07"}, ["Mawar 3", "Melati 2"]),
        ({"business": "goats"}, ["Melati 2"]),
        ({"stage": "independent"}, []),
        ({"silent": "on"}, ["Melati 2"]),
    ],
)
def test_the_list_is_filtered(verifier, query, found):
    mawar = GroupFactory(name="Mawar 3")
    GroupFactory(name="Melati 2", village=region("35.07.07.2002"), business="goats")
    MeetingFactory(group=mawar, date=timezone.localdate())

    assert names(verifier.get(reverse("groups:groups"), query)) == found


def test_late_are_those_whose_meeting_has_no_sheet(verifier):
    GroupFactory(name="Terlambat", formed_on=timezone.localdate() - 2 * AGO)
    GroupFactory(name="Baru", formed_on=timezone.localdate())

    assert names(verifier.get(reverse("groups:groups"), {"late": "on"})) == ["Terlambat"]


def test_a_filter_that_means_nothing_says_so(verifier):
    response = verifier.get(reverse("groups:groups"), {"village": "99.99"})

    assert response.status_code == 400
    assert response.context["form"]["village"].errors


def test_an_empty_list_says_what_to_do(verifier):
    response = verifier.get(reverse("groups:groups"), {"q": "Mawar"})

    assert reverse("groups:groups") in response.text
    assert names(response) == []


def test_the_queries_do_not_grow(verifier):
    fill(3)
    verifier.get(reverse("groups:groups"))

    with zeal_context(), CaptureQueriesContext(connection) as few:
        verifier.get(reverse("groups:groups"))
    fill(30)
    with zeal_context(), CaptureQueriesContext(connection) as many:
        verifier.get(reverse("groups:groups"))

    assert len(few) == len(many) < 20


def fill(count):
    for _number in range(count):
        MeetingFactory(group=GroupFactory(members=1, rules=False))


def test_the_table_holds_all_pages(verifier):
    fill(2)

    response = verifier.get(reverse("groups:groups"), {"business": "cattle", "table": "xlsx"})

    assert response["Content-Disposition"].endswith('.xlsx"')
    assert len(rows_of(response)) == 1 + 2


@pytest.fixture
def membership():
    person = PersonFactory()
    person.seal_nik(NIK)
    person.save()
    return MembershipFactory(person=person)


def find(client, text):
    return client.post(reverse("groups:find_member"), {"q": text})


def test_a_nik_finds_its_member_and_stands_in_no_address(verifier, membership):
    response = find(verifier, "3507 0757 0585 0003")

    assert list(response.context["found"]) == [membership]
    assert reverse("groups:member", args=[membership.pk]) in response.text


def test_a_nik_of_another_territory_finds_nobody(as_user, membership):
    response = find(as_user(UserFactory(role="verifier", at="35.79")), NIK)

    assert not response.context["found"]


def test_a_name_goes_on_to_the_list(verifier):
    assert find(verifier, "Mawar").url == reverse("groups:groups") + "?q=Mawar"


def test_half_a_nik_says_so(verifier):
    response = find(verifier, "350707570585000")

    assert response.status_code == 422
    assert response.context["search"]["q"].errors


@pytest.mark.parametrize("text", ["x" * 101, "a\0b"])
def test_what_cannot_be_searched_is_said(verifier, text):
    response = find(verifier, text)

    assert response.status_code == 422


def test_who_may_not_look_at_members_finds_none_by_nik(as_user, membership):
    response = find(as_user(UserFactory(role="approver")), NIK)

    assert not response.context["found"]
