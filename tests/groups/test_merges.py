"""Two records of one person: asked, merged or refused, undone."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from finance.actions.admission import admit_member
from foundation.rules import RuleBroken
from foundation.tasks import tasks_of
from groups.actions.members import NewMember
from groups.actions.merges import answer_merge, ask_merge, undo_merge
from groups.models import Membership, Merge, Person
from groups.reports.namesakes import called
from tests.conftest import TODAY
from tests.factories import LONG_AGO, GroupFactory, MembershipFactory, MergeFactory, UserFactory

pytestmark = pytest.mark.django_db
NIK, OTHER_NIK = "3507075705850003", "3507075705850004"
MONTH = datetime.timedelta(days=30)


@pytest.fixture
def verifier():
    return UserFactory(role="verifier")


@pytest.fixture
def old():
    """The record of before: a former member."""
    return MembershipFactory(
        person__name="Sutini", since=LONG_AGO, until=LONG_AGO + MONTH, reason="moved"
    )


@pytest.fixture
def new(old):
    """The record of now, in the same group."""
    return MembershipFactory(
        group=old.group, person__name="Sutini H.", since=LONG_AGO + 2 * MONTH, number=11
    )


def with_nik(person, nik=NIK) -> Person:
    person.seal_nik(nik)
    person.save()
    return person


def asked(old, new, **changed) -> Merge:
    facilitator = old.group.facilitations.get().facilitator
    of = {"group": old.group, "person": old.person, "duplicate": new.person, "why": "Satu KK"}
    return ask_merge(**of | changed, by=facilitator)


def merged(old, new, verifier) -> Merge:
    return answer_merge(merge=asked(old, new), agrees=True, by=verifier)


def test_the_memberships_become_one_persons(old, new, verifier):
    merged(old, new, verifier)

    new.refresh_from_db()
    assert new.person == old.person
    assert new.household == old.household
    assert [row.code for row in old.person.memberships.order_by("number")] == [old.code, "M11"]


def test_nothing_happens_before_the_answer_nor_by_a_refusal(old, new, verifier):
    merge = asked(old, new)
    refused = answer_merge(merge=merge, agrees=False, answer="Ibu dan anak", by=verifier)

    new.refresh_from_db()
    assert new.person == merge.duplicate
    assert not refused.is_in_force


def test_nik_and_sign_in_go_along_where_they_were_missing(old, new, verifier):
    user = new.person.user = UserFactory(role="member")
    with_nik(new.person)

    merge = merged(old, new, verifier)

    assert (merge.person.user, merge.person.nik_masked[-2:]) == (user, "03")
    assert (merge.duplicate.user, merge.duplicate.nik_sealed) == (None, "")


def test_a_second_nik_still_finds_the_person(old, new, verifier):
    with_nik(old.person)
    with_nik(new.person, OTHER_NIK)
    merged(old, new, verifier)
    new.until, new.reason = TODAY, "moved"
    Membership.objects.filter(pk=new.pk).update(until=TODAY, reason="moved")

    again = admit_member(
        group=old.group,
        member=NewMember(name="Sutini", sex="F", nik=OTHER_NIK),
        since=TODAY,
        today=TODAY,
        by=verifier,
    )

    assert again.person == old.person
    assert Membership.objects.with_nik(OTHER_NIK).first() == again


def test_the_merge_is_undone(old, new, verifier):
    user = new.person.user = UserFactory(role="member")
    duplicate = with_nik(new.person)

    undone = undo_merge(merge=merged(old, new, verifier), by=verifier)

    new.refresh_from_db()
    duplicate.refresh_from_db()
    assert not undone.is_in_force
    assert (new.person, new.household) == (duplicate, duplicate.household)
    assert (duplicate.user, duplicate.nik_masked[-2:], duplicate.same_as) == (user, "03", None)
    assert old.person.memberships.get() == old


@pytest.mark.parametrize("what", ["left", "joined"])
def test_it_stays_once_something_else_happened(old, new, verifier, what):
    merge = merged(old, new, verifier)
    Membership.objects.filter(pk=new.pk).update(until=TODAY, reason="moved")
    if what == "joined":
        MembershipFactory(person=old.person, since=TODAY)

    with pytest.raises(RuleBroken):
        undo_merge(merge=merge, by=verifier)


def test_undone_once(old, new, verifier):
    merge = merged(old, new, verifier)
    undo_merge(merge=merge, by=verifier)

    with pytest.raises(RuleBroken):
        undo_merge(merge=merge, by=verifier)
    assert merged(old, new, verifier).is_in_force


def test_who_asked_does_not_answer(old, new):
    merge = asked(old, new)

    with pytest.raises(RuleBroken):
        answer_merge(merge=merge, agrees=True, by=merge.asked_by)


def test_a_refusal_says_why_and_an_answer_is_given_once(old, new, verifier):
    merge = asked(old, new)

    with pytest.raises(RuleBroken) as refused:
        answer_merge(merge=merge, agrees=False, by=verifier)
    assert refused.value.field == "answer"
    answer_merge(merge=merge, agrees=True, by=verifier)
    with pytest.raises(RuleBroken):
        answer_merge(merge=merge, agrees=True, by=verifier)


def test_two_memberships_at_a_time_are_refused_unless_one_is_a_mistake(old, verifier):
    both = MembershipFactory(person__name="Sutini", since=LONG_AGO, group=old.group, number=11)

    with pytest.raises(RuleBroken, match="M11"):
        asked(old, both)
    with pytest.raises(RuleBroken, match="Pendamping"):
        asked(MembershipFactory(group=old.group, person__name="Sutini", number=12), both)
    Membership.objects.filter(pk=both.pk).update(until=TODAY, reason="mistake")
    assert merged(old, both, verifier).is_in_force


@pytest.mark.parametrize("role", ["facilitator", "operator"])
def test_one_that_ended_for_another_reason_is_made_a_mistake(as_user, old, verifier, role):
    both = MembershipFactory(person__name="Sutini", since=LONG_AGO, group=old.group, number=11)
    by = UserFactory(role=role) if role == "operator" else facilitator_of(old)
    url = reverse("groups:edit_leaving", args=[old.pk])
    with pytest.raises(RuleBroken, match=old.code):
        asked(old, both)

    assert url in member_page(as_user(by), old)
    as_user(by).post(url, {"reason": "mistake"})

    assert merged(old, both, verifier).is_in_force


def facilitator_of(membership):
    return membership.group.facilitations.get().facilitator


def test_a_running_membership_has_no_reason_to_correct(as_user, new):
    client = as_user(facilitator_of(new))

    assert client.post(reverse("groups:edit_leaving", args=[new.pk])).status_code == 404


def test_a_woman_and_a_man_are_two_people(as_user, old, new):
    man = MembershipFactory(
        group=old.group, person__name="Sutini", person__sex="M", number=12, since=TODAY
    )

    with pytest.raises(RuleBroken, match="laki-laki") as refused:
        asked(old, man)

    shown = as_user(facilitator_of(old)).get(reverse("groups:ask_merge", args=[new.pk]))
    assert refused.value.field == "other"
    assert [key for key, _ in shown.context["form"].fields["other"].choices] == [f"{old.person_id}"]


def test_who_asks_sees_the_facts_of_both_records(as_user, old, new):
    Person.objects.filter(pk=old.person_id).update(born_on="1971-04-05")
    with_nik(new.person)

    page = as_user(facilitator_of(old)).get(reverse("groups:ask_merge", args=[new.pk])).text

    assert new.person.nik_masked in page
    assert "5 April 1971" in page


@pytest.mark.parametrize("mistake_is_newer", [True, False])
def test_a_person_is_named_by_the_running_membership(mistake_is_newer):
    running = MembershipFactory(since=LONG_AGO + MONTH)
    since = LONG_AGO + (2 * MONTH if mistake_is_newer else 0 * MONTH)
    MembershipFactory(person=running.person, since=since, until=TODAY, reason="mistake", number=9)

    named = called(running.person, UserFactory(role="verifier"))

    assert str(running.group) in named


@pytest.mark.parametrize("turned", [False, True])
def test_asked_once(old, new, turned):
    asked(old, new)

    with pytest.raises(RuleBroken):
        asked(*((new, old) if turned else (old, new)))


def test_one_record_is_no_two_and_a_merged_one_is_merged_no_more(old, new, verifier):
    with pytest.raises(RuleBroken):
        asked(old, old)
    merged(old, new, verifier)
    with pytest.raises(RuleBroken):
        asked(old, new, duplicate=Person.objects.get(pk=new.person_id))


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"agreed": True}, "answered_by_and_at"),
        ({"undone_at": timezone.now()}, "undone_once_agreed"),
    ],
)
def test_the_database_keeps_answers_whole(changed, name):
    merge = MergeFactory()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Merge.objects.filter(pk=merge.pk).update(**changed)


def test_the_database_lets_nobody_answer_himself():
    merge = MergeFactory()
    own = {"agreed": True, "answered_at": timezone.now(), "answered_by": merge.asked_by}

    with pytest.raises(IntegrityError, match="answered_by_another"), transaction.atomic():
        Merge.objects.filter(pk=merge.pk).update(**own)


def test_the_pages_ask_answer_and_undo(as_user, old, new, verifier):
    facilitator = old.group.facilitations.get().facilitator
    typed = {"other": old.person_id, "keeps": "other", "why": "Satu KK"}

    as_user(facilitator).post(reverse("groups:ask_merge", args=[new.pk]), typed)
    merge = Merge.objects.get()
    (task,) = [task for task in tasks_of(verifier, TODAY) if task.name == "groups.merge"]
    client = as_user(verifier)
    shown = client.get(task.url)
    client.post(reverse("groups:answer_merge", args=[merge.pk]), {"agrees": "yes"})

    assert (merge.person, merge.duplicate) == (old.person, new.person)
    assert "Sutini H." in shown.text
    assert old.person.memberships.count() == 2
    assert reverse("groups:undo_merge", args=[merge.pk]) in member_page(client, new)
    client.post(reverse("groups:undo_merge", args=[merge.pk]))
    assert old.person.memberships.count() == 1


def test_the_facts_of_this_record_may_stay(as_user, old, new):
    facilitator = old.group.facilitations.get().facilitator
    typed = {"other": old.person_id, "keeps": "this", "why": "Satu KK"}

    as_user(facilitator).post(reverse("groups:ask_merge", args=[new.pk]), typed)

    assert Merge.objects.get().person == new.person


def test_only_who_is_seen_can_be_chosen(as_user, old, new):
    unseen = MembershipFactory(group=GroupFactory(), person__name="Sutini")
    client = as_user(old.group.facilitations.get().facilitator)
    url = reverse("groups:ask_merge", args=[new.pk])

    response = client.post(url, {"other": unseen.person_id, "keeps": "other", "why": "Sama"})

    assert response.status_code == 422
    assert response.context["form"]["other"].errors


def member_page(client, membership) -> str:
    return client.get(reverse("groups:member", args=[membership.pk])).text
