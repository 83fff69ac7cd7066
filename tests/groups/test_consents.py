"""A person of another district joins a group here once the office there agreed."""

import datetime
import uuid

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from finance.actions.admission import admit_member
from foundation.rules import RuleBroken
from foundation.tasks import tasks_of
from groups.actions.consents import answer_consent, ask_consent
from groups.actions.members import NewMember
from groups.models import Consent, ConsentAnswer, Membership
from tests.conftest import TODAY
from tests.factories import (
    ConsentFactory,
    GroupFactory,
    HouseholdFactory,
    MembershipFactory,
    PersonFactory,
    UserFactory,
    agreed,
    region,
)

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + datetime.timedelta(days=1)
NIK, BATU = "3507075705850003", "35.79.01.2001"


@pytest.fixture
def sutini():
    """Left a group of Kabupaten Malang."""
    person = PersonFactory(name="Sutini")
    person.seal_nik(NIK)
    person.save()
    MembershipFactory(person=person, until=TODAY, reason="moved")
    return person


@pytest.fixture
def group():
    return GroupFactory(name="Anggrek", village=region(BATU))


def facilitator_of(group):
    return group.facilitations.get().facilitator


def admit(group, name="Sutini") -> Membership:
    card = NewMember(name=name, sex="F", nik=NIK)
    by = facilitator_of(group)
    return admit_member(group=group, member=card, since=TODAY, today=TODAY, by=by)


def asked(group, person) -> Consent:
    return ask_consent(group=group, person=person, why="Ikut suami", by=facilitator_of(group))


def test_nobody_of_another_district_is_admitted_unasked(sutini, group, in_english):
    MembershipFactory(group=group)
    with pytest.raises(RuleBroken, match="Ask the office there first") as refused:
        admit(group)

    assert refused.value.field == "nik"
    assert group.memberships.count() == 1


def test_a_group_is_registered_without_her(sutini, group, in_english):
    with pytest.raises(RuleBroken, match="Register the group without this person"):
        admit(group)


def test_with_the_consent_she_is(sutini, group):
    verifier = UserFactory(role="verifier")

    answer_consent(consent=asked(group, sutini), agrees=True, by=verifier)

    assert admit(group).person == sutini


def test_a_refusal_has_a_reason_and_admits_nobody(sutini, group):
    consent, by = asked(group, sutini), UserFactory(role="verifier")
    with pytest.raises(RuleBroken) as refused:
        answer_consent(consent=consent, agrees=False, by=by)

    answer_consent(consent=consent, agrees=False, reason="Masih anggota", by=by)

    assert refused.value.field == "reason"
    with pytest.raises(RuleBroken):
        admit(group)


def test_it_is_for_that_group_alone(sutini, group):
    answer_consent(consent=asked(group, sutini), agrees=True, by=UserFactory())

    with pytest.raises(RuleBroken):
        admit(GroupFactory(village=region(BATU)))


@pytest.mark.parametrize("case", ["new", "lives here", "was a member here", "by mistake"])
def test_who_is_of_this_district_needs_none(case, sutini, group):
    if case == "new":
        person = PersonFactory()
    elif case == "lives here":
        sutini.household = HouseholdFactory(village=region(BATU))
        sutini.save()
        person = sutini
    elif case == "was a member here":
        former = agreed(group=group, person=sutini)
        MembershipFactory(
            group=former.group, person=sutini, since=TODAY, until=TOMORROW, reason="moved"
        )
        person, group = sutini, GroupFactory(village=region(BATU))
    else:
        person = PersonFactory()
        MembershipFactory(person=person, until=TODAY, reason="mistake")

    assert Consent.objects.lacking(group, [person.pk]) == set()
    assert MembershipFactory(group=group, person=person, since=TOMORROW)


def test_the_office_asked_is_that_of_the_last_group(sutini, group):
    consent = asked(group, sutini)

    assert consent.office == region("35.07")


def test_it_is_asked_once_and_only_where_needed(sutini, group):
    asked(group, sutini)

    for person in (sutini, PersonFactory(), None):
        with pytest.raises(RuleBroken):
            asked(group, person)


def test_it_is_answered_once_and_not_by_who_asked(sutini, group):
    consent = asked(group, sutini)
    with pytest.raises(RuleBroken):
        answer_consent(consent=consent, agrees=True, by=consent.by)

    answer_consent(consent=consent, agrees=True, by=UserFactory())

    with pytest.raises(RuleBroken):
        answer_consent(consent=Consent.objects.get(), agrees=True, by=UserFactory())


def test_the_pages_ask_answer_and_tell(sutini, group, as_user):
    facilitator, verifier = facilitator_of(group), UserFactory(role="verifier")
    members = reverse("groups:members", args=[group.pk])
    ask = reverse("groups:ask_consent", args=[group.pk])

    sent = as_user(facilitator).post(ask, {"nik": NIK, "why": "Sutini, ikut suami"})
    waits = as_user(facilitator).get(members).text
    (task,) = [task for task in tasks_of(verifier, TODAY) if task.name == "groups.consent"]
    page = as_user(verifier).get(task.url).text
    as_user(verifier).post(task.url, {"agrees": "no", "reason": "Masih punya utang"})
    told = as_user(facilitator).get(members).text

    assert sent.status_code == 302
    assert "Menunggu kantor di sana" in waits
    assert "35.07" not in waits
    assert all(said in page for said in ("Anggrek", facilitator.name, "Sutini", "ikut suami"))
    assert "Masih punya utang" in told


def test_asking_tells_nothing_of_the_person(sutini, group, as_user):
    client = as_user(facilitator_of(group))
    url = reverse("finance:admit_member", args=[group.pk])
    pages = [
        client.post(
            url,
            {"name": name, "sex": "F", "nik": NIK, "since": TODAY, "submission": uuid.uuid4()},
        )
        for name in ("Sutini", "Lain Sekali")
    ]

    said = [page.context["form"].errors["nik"] for page in pages]

    assert [page.status_code for page in pages] == [422, 422]
    assert said[0] == said[1]
    assert "Poncokusumo" not in pages[1].text + pages[0].text


def test_another_office_does_not_answer(sutini, group, as_user):
    url = reverse("groups:answer_consent", args=[asked(group, sutini).pk])

    there = UserFactory(role="verifier", at="35.79")
    wrong = UserFactory(role="cashier")

    assert as_user(there).get(url).status_code == 404
    assert as_user(wrong).get(url).status_code == 403


def test_the_database_takes_no_member_of_another_district(sutini, group):
    ConsentFactory(group=group, person=sutini)

    with pytest.raises(IntegrityError, match="has not agreed"), transaction.atomic():
        connection.cursor().execute(
            "INSERT INTO groups_membership (group_id, person_id, number, since, reason)"
            " VALUES (%s, %s, 1, now(), '')",
            [group.pk, sutini.pk],
        )
    agreed(group=group, person=sutini)
    MembershipFactory(group=group, person=sutini, since=TODAY)


def test_the_database_takes_no_answer_of_who_asked_or_without_reason(sutini, group):
    consent = asked(group, sutini)

    for by, agrees in ((consent.by, True), (UserFactory(), False)):
        with pytest.raises(IntegrityError), transaction.atomic():
            ConsentAnswer.objects.create(consent=consent, agreed=agrees, by=by)


def test_the_site_changes_none():
    for write in ("UPDATE groups_consentanswer SET agreed = true", "DELETE FROM groups_consent"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(write)
