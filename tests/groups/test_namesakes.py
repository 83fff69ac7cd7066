"""The same person twice: asked about by name, sex and birth date, refused by NIK."""

import datetime
import uuid

import pytest
from django.urls import reverse

from finance.actions.admission import admit_member
from finance.reports.owed import owed
from foundation.rules import RuleBroken
from groups.actions.members import NewMember
from groups.models import Group, Person
from groups.reports.namesakes import called, namesakes, sound, twins
from tests.conftest import TODAY
from tests.factories import (
    LONG_AGO,
    GroupFactory,
    MeetingFactory,
    MembershipFactory,
    PersonFactory,
    ProgrammeFactory,
    UserFactory,
    region,
)

pytestmark = pytest.mark.django_db
NIK, OTHER_NIK = "3507075705850003", "3507075705850004"
BORN = datetime.date(1985, 5, 17)
DAY = datetime.timedelta(days=1)


def named(name="Sutini", **card) -> NewMember:
    return NewMember(**{"name": name, "sex": "F", "born_on": BORN} | card)


def known(**card) -> Person:
    person = PersonFactory(**{"name": "Sutini", "born_on": BORN} | card)
    person.seal_nik(NIK)
    person.save()
    return person


def found(newcomer, village="35.07.07.2001", group=None):
    (people,) = namesakes([newcomer], village=region(village), group=group)
    return people


@pytest.mark.parametrize(
    "card",
    [{}, {"born_on": None}, {"name": "SUTINI"}, {"nik": OTHER_NIK}],
    ids=["same", "birth date unknown", "other case", "a second NIK on the same birth date"],
)
def test_who_may_be_the_same_is_found(card):
    person = known() if "born_on" not in card else PersonFactory(name="Sutini")

    assert found(named(**card)) == [person]


@pytest.mark.parametrize("name", ["Soetini", "Sutinni", "Su-Tini", "sutíni", "Su tini"])
def test_another_spelling_is_the_same_name(name):
    person = known()

    assert found(named(name)) == [person]
    assert twins([named(), named(name)]) == [None, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Djoko Tjahjono", "Joko Cahjono"), ("Muhammad", "MUHAMAD"), ("Siti A.", "Siti A")],
)
def test_old_and_new_spellings_sound_alike(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Moh. Yusuf", "MUHAMMAD YUSUF"),
        ("M Yusuf", "Mochammad Yusuf"),
        ("Hj. Sti Aminah", "Siti Aminah"),
        ("Sr. Wahyuni", "Sri Wahyuni"),
        ("Abd. Rohman", "Abdul Rohman"),
        ("Sutini, S.Pd", "Sutini"),
    ],
)
def test_shortened_words_and_titles_make_no_other_name(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize("name", ["H", "Hj.", "M.", "Sri"])
def test_a_name_is_never_empty(name):
    assert sound(name)


@pytest.mark.parametrize(
    "card",
    [
        {"name": "Sutinah"},
        {"sex": "M"},
        {"born_on": BORN + DAY},
        {"nik": NIK},
        {"nik": OTHER_NIK, "born_on": None},
    ],
    ids=["name", "sex", "birth date", "known by the NIK", "another NIK"],
)
def test_who_is_another_is_not(card):
    known()

    assert found(named(**card)) == []


def test_only_the_village_and_the_group_are_looked_at():
    elsewhere = PersonFactory(name="Sutini", household__village=region("35.79.01.2001"))

    assert found(named()) == []
    assert found(named(), group=MembershipFactory(person=elsewhere).group) == [elsewhere]


def test_rows_of_one_form_are_compared():
    rows = [named(), named("Partini"), named(born_on=None), named(born_on=BORN + DAY)]

    assert twins(rows) == [None, None, 0, 2]


def test_a_person_is_named_as_far_as_the_user_may_see():
    membership = MembershipFactory(person__name="Sutini Hadi", number=6)
    facilitator = membership.group.facilitations.get().facilitator
    beside = GroupFactory().facilitations.get().facilitator

    assert called(membership.person, facilitator) == f"Sutini Hadi (M06, {membership.group})"
    assert called(membership.person, beside).startswith("S. H. (")
    assert called(membership.person, UserFactory(role="facilitator")) == (
        "seseorang di kabupaten/kota lain"
    )


def test_the_person_meant_is_admitted_and_what_was_missing_is_filled_in():
    former = MembershipFactory(
        person__name="Sutini", person__born_on=None, until=TODAY, reason="moved"
    )
    group = former.group

    made = admit(group, nik=NIK, person=former.person)

    assert made.person == former.person
    assert (made.person.born_on, made.person.nik_masked[-2:]) == (BORN, "03")
    assert former.person.memberships.count() == 2


def test_what_is_known_of_the_person_meant_stays():
    person = known()

    made = admit(GroupFactory(), born_on=BORN + DAY, nik="", person=person)

    assert (made.person.born_on, made.person.nik_index) == (BORN, person.nik_index)


def test_the_person_meant_is_in_one_group_at_a_time():
    membership = MembershipFactory(person__name="Sutini")

    with pytest.raises(RuleBroken, match="Sutini") as refused:
        admit(membership.group, person=membership.person)

    assert refused.value.field == "nik"


def test_the_nik_of_another_is_not_given_to_the_person_meant():
    known()

    with pytest.raises(RuleBroken):
        admit(GroupFactory(), nik=NIK, person=PersonFactory(name="Sutini"))


def admit(group, **card):
    by = group.facilitations.get().facilitator
    return admit_member(group=group, member=named(**card), since=TODAY, today=TODAY, by=by)


@pytest.fixture
def membership():
    return MembershipFactory(person__name="Sutini", number=6)


def send(as_user, group, **changed):
    client = as_user(group.facilitations.get().facilitator)
    typed = {"name": "Sutini", "sex": "F", "since": TODAY, "submission": uuid.uuid4()} | changed
    return client.post(reverse("finance:admit_member", args=[group.pk]), typed)


def other(response) -> str:
    """The choice that it is another person."""
    return response.context["form"].fields["same"].widget.choices[-1][0]


def test_the_page_asks_once_who_it_is(as_user, membership):
    asked = send(as_user, membership.group)

    assert asked.status_code == 422
    assert f"Sutini (M06, {membership.group})" in asked.text
    assert send(as_user, membership.group, same=other(asked)).status_code == 302
    assert Person.objects.filter(name="Sutini").count() == 2


def test_an_answer_about_others_is_no_answer(as_user, membership):
    assert send(as_user, membership.group, same="other-0-").status_code == 422


def test_the_same_person_comes_back(as_user, membership):
    membership.until, membership.reason = TODAY, "moved"
    membership.save()

    sent = send(as_user, membership.group, same=membership.person_id)

    assert sent.status_code == 302
    assert membership.person.memberships.count() == 2


def test_who_is_not_seen_is_not_named_nor_chosen(as_user, membership):
    group = GroupFactory()

    asked = send(as_user, group, name="sutini", same=membership.person_id)

    assert asked.status_code == 422
    assert str(membership.group) not in asked.text
    assert [key for key, _ in asked.context["form"].fields["same"].widget.choices] == [other(asked)]


def test_the_holder_of_a_nik_is_named_where_seen(as_user, membership):
    group, facilitator = membership.group, membership.group.facilitations.get().facilitator
    membership.person.seal_nik(NIK)
    membership.person.save()
    another = MembershipFactory(group=group, number=7)
    url = reverse("groups:edit_member", args=[another.pk])

    response = as_user(facilitator).post(url, {"name": "X", "sex": "F", "nik": NIK})

    assert f"Sutini (M06, {group})" in str(response.context["form"]["nik"].errors)


def registration(*names, **changed):
    rows = {f"members-{n}-name": name for n, name in enumerate(names)}
    rows |= {f"members-{n}-sex": "F" for n, name in enumerate(names) if name}
    return {
        "name": "Melati 2",
        "village": "35.07.07.2001",
        "programme": ProgrammeFactory(least_members=2).pk,
        "formed_on": LONG_AGO,
        "business": "goats",
        "rhythm": "35",
        "usual_hour": "15:30",
        "members-TOTAL_FORMS": "10",
        "members-INITIAL_FORMS": "0",
        **rows,
        **changed,
    }


def test_registering_asks_for_each_row(as_user, membership):
    client = as_user(membership.group.facilitations.get().facilitator)
    url = reverse("groups:register_group")
    typed = registration("Sutini", "Partini", "", "Partini", *(f"Bu {n}" for n in "ABC"))

    asked = client.post(url, typed)

    rows = asked.context["form"].families.forms
    assert [n for n, row in enumerate(rows) if row.errors] == [0, 3]
    assert " 2" in str(rows[3].errors["same"])
    same = {f"members-{n}-same": rows[n].fields["same"].widget.choices[-1][0] for n in (0, 3)}
    assert client.post(url, typed | same).status_code == 302
    assert Group.objects.get(name="Melati 2").memberships.count() == 6


def test_a_membership_by_mistake_owes_nothing_and_bars_no_other(membership):
    MeetingFactory(group=membership.group, date=TODAY - DAY)
    membership.until, membership.reason = TODAY, "mistake"
    membership.save()

    assert admit(membership.group, person=membership.person)
    assert owed(membership.group, [membership], TODAY)[membership.pk].dues_due == 0


@pytest.mark.parametrize(("reason", "is_barred"), [("mistake", False), ("moved", True)])
def test_only_real_memberships_bar_each_other_in_the_database(membership, reason, is_barred):
    membership.until, membership.reason = TODAY, reason
    membership.save()
    again = admit_row(membership)

    if is_barred:
        with pytest.raises(Exception, match="one_a_person"):
            again.save()
    else:
        again.save()


def admit_row(membership):
    return MembershipFactory.build(
        group=membership.group,
        person=membership.person,
        household=membership.household,
        number=9,
        since=membership.since,
    )
