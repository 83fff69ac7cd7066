"""From a village's register into a group: looked for, picked, filled in, compared."""

import datetime
import re

import pytest
from django.db import IntegrityError
from django.urls import reverse

from foundation.rules import RuleBroken, constraint_of
from groups.actions.members import NewMember, take_in
from groups.models import Group, Membership, RegisterPerson, RegisterPick
from groups.registers.actions.loading import withdraw_register
from groups.registers.reading.people import Fault
from groups.registers.reports.compared import register_questions
from groups.registers.reports.search import VillagePeople
from tests.conftest import TODAY
from tests.factories import (
    GroupFactory,
    MembershipFactory,
    PersonFactory,
    ProgrammeFactory,
    UserFactory,
    region,
)
from tests.finance.promises.sql import run
from tests.groups.registers.files import BORN, KK, VILLAGE, flaw, nik, row, taken_over
from tests.shared import shared

pytestmark = pytest.mark.django_db
URL = "groups:find_people"
FAMILY = f"{int(KK) + 77}"


def village():
    """Sutini and her husband on one card, decile 2; Misni died; Tutik has no NIK."""
    by = UserFactory(role="operator")
    register = taken_over(
        row(1, kk=FAMILY, relation="Istri"),
        row(2, "MUHAMMAD YUSUF", sex="L", kk=FAMILY, relation="Kepala Keluarga"),
        row(3, "MISNI"),
        row(4, "TUTIK LESTARI", nik="", kk=""),
        flaws=[flaw(3, Fault.DEAD, serious=False)],
        by=by,
    )
    dtsen = taken_over(
        row(1, kk=FAMILY, decile=2), row(5, "SULIKAH", decile=7), kind="siks_ng_desil", by=by
    )
    return by, register, dtsen


made = shared(village)


@pytest.fixture
def operator(made):
    return type(made[0]).objects.get(pk=made[0].pk)


def of(made, name) -> RegisterPerson:
    return made[1].people.get(name=name)


def facilitator_there():
    return GroupFactory().facilitations.get().facilitator


def names(found) -> list[str]:
    return [each.name for each in found]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "sutini"}, ["SUTINI"]),
        ({"q": "yusuf muh"}, ["MUHAMMAD YUSUF"]),
        ({"decile": 3}, ["MUHAMMAD YUSUF", "SUTINI"]),
        ({"q": "sulikah"}, []),
        ({"decile": 1}, []),
    ],
    ids=["name", "two words", "decile of the family", "only in the poverty list", "no decile"],
)
def test_people_are_found_by_name_and_decile(made, operator, asked, found):
    assert names(VillagePeople(operator, VILLAGE).search(**asked)) == found


@pytest.mark.parametrize("number", [nik(1), FAMILY])
def test_a_nik_and_a_family_card_find_their_people(made, operator, number):
    assert "SUTINI" in names(VillagePeople(operator, VILLAGE).with_number(number))


def test_the_decile_is_of_the_family(made, operator):
    people = VillagePeople(operator, VILLAGE)

    shown = {each.row.name: each.decile for each in people.shown(people.rows)}

    assert shown == {"SUTINI": 2, "MUHAMMAD YUSUF": 2, "MISNI": None, "TUTIK LESTARI": None}


def test_another_village_is_not_looked_into(made):
    elsewhere = UserFactory(role="operator", at="35.07.07.2002")

    assert not VillagePeople(elsewhere, VILLAGE).rows


def test_where_there_is_no_register_the_poverty_list_is_looked_into(operator):
    operator = UserFactory(role="operator", at="35.07.07.2002")
    taken_over(
        row(5, "SULIKAH", decile=7), kind="siks_ng_bnba", by=operator, village="35.07.07.2002"
    )

    assert names(VillagePeople(operator, "35.07.07.2002").search("sulikah")) == ["SULIKAH"]


# The page


def test_a_name_is_in_the_address_a_number_is_not(as_user, made, operator):
    client = as_user(operator)

    by_name = client.post(reverse(URL), {"village": VILLAGE, "q": "sutini"})
    by_number = client.post(reverse(URL), {"village": VILLAGE, "q": nik(1)})

    assert "q=sutini" in by_name.url
    assert by_number.status_code == 200
    assert "SUTINI" in client.get(by_name.url).text
    assert "SUTINI" in by_number.text
    assert nik(1) not in re.sub(r'name="q"[^>]*', "", by_number.text)


def test_look_ups_of_numbers_have_an_end(as_user, made, operator, monkeypatch):
    monkeypatch.setattr("groups.lookups.MOST", 1)
    client = as_user(operator)
    client.post(reverse(URL), {"village": VILLAGE, "q": nik(1)})

    answer = client.post(reverse(URL), {"village": VILLAGE, "q": nik(2)})

    assert (answer.status_code, "YUSUF" in answer.text) == (422, False)


def test_the_family_keeps_who_was_ticked(as_user, made, operator):
    tutik, sutini = of(made, "TUTIK LESTARI"), of(made, "SUTINI")
    client = as_user(operator)

    answer = client.post(
        reverse(URL), {"village": VILLAGE, "picked": tutik.pk, "family": sutini.pk}
    )

    page = client.get(answer.url).text
    assert all(name in page for name in ("TUTIK LESTARI", "MUHAMMAD YUSUF", "SUTINI"))
    assert "MISNI" not in page


def test_the_dead_cannot_be_ticked(as_user, made, operator):
    page = as_user(operator).get(reverse(URL), {"village": VILLAGE, "q": "misni"}).text

    assert "MISNI" in page
    assert f'id="pick-{of(made, "MISNI").pk}"' not in page


def test_who_is_in_a_group_is_said_and_not_ticked(as_user, made, operator):
    person = PersonFactory(name="Sutini")
    person.seal_nik(nik(1))
    person.save()
    MembershipFactory(group=GroupFactory(name="Anggrek"), person=person)

    page = as_user(operator).get(reverse(URL), {"village": VILLAGE, "q": "sutini"}).text

    assert "KUBE Anggrek" in page
    assert f'id="pick-{of(made, "SUTINI").pk}"' not in page


@pytest.mark.parametrize("take", ["begin", "register"])
def test_ticked_people_fill_the_form_of_a_group(as_user, made, operator, take):
    keys = [of(made, name).pk for name in ("SUTINI", "TUTIK LESTARI")]
    user = operator if take == "register" else facilitator_there()
    client = as_user(user)

    answer = client.post(reverse(URL), {"village": VILLAGE, "picked": keys, "take": take})

    page = client.get(answer.url).text
    assert 'value="Sutini"' in page
    assert 'value="RT 02 RW 01, Krajan"' in page
    assert 'value="17/05/1985"' in page
    assert nik(1) not in page
    assert of(made, "SUTINI").nik_masked in page


def test_a_group_is_registered_from_the_register(as_user, made, operator):
    ProgrammeFactory(name="KUBE", least_members=1)
    sutini = of(made, "SUTINI")
    typed = {
        "name": "Melati",
        "village": VILLAGE,
        "programme": ProgrammeFactory(name="KUBE").pk,
        "formed_on": TODAY.isoformat(),
        "business": "cattle",
        "rhythm": "monthly",
        "usual_hour": "16:00",
        "usual_place": "Balai",
        "members-TOTAL_FORMS": "1",
        "members-INITIAL_FORMS": "0",
        "members-0-register_row": sutini.pk,
        "members-0-name": "Sutini",
        "members-0-sex": "F",
        "members-0-born_on": "1985-05-17",
        "members-0-as_on_card": "on",
    }

    answer = as_user(operator).post(reverse("groups:register_group"), typed)

    assert answer.status_code == 302, [each.errors for each in answer.context["form"].parts]
    membership = Group.objects.get(name="Melati").memberships.get()
    assert (membership.person.nik, membership.person.household.kk) == (nik(1), FAMILY)
    pick = RegisterPick.objects.get()
    assert (pick.row, pick.membership) == (sutini, membership)
    assert of(made, "SUTINI").person == membership.person


def admitting(as_user, group, **typed):
    facilitator = group.facilitations.get().facilitator
    usual = {
        "submission": "6f1f24d2-8c44-4f0e-9d4e-0c3a3f2b7a11",
        "sex": "F",
        "born_on": "1985-05-17",
        "since": TODAY.isoformat(),
        "as_on_card": "on",
        "sure": "on",
    }
    return as_user(facilitator).post(
        reverse("finance:admit_member", args=[group.pk]), usual | typed
    )


def test_a_member_is_admitted_from_the_register(as_user, made):
    group = GroupFactory()

    answer = admitting(as_user, group, name="Sutini", register_row=of(made, "SUTINI").pk)

    assert answer.status_code == 302, answer.context["form"].errors
    assert Membership.objects.get(group=group).person.nik == nik(1)


@pytest.mark.parametrize("key", ["0", "x", "9" * 30])
def test_a_row_that_is_none_is_asked_for_again(as_user, made, key):
    group = GroupFactory()

    answer = admitting(as_user, group, name="Sutini", register_row=key)

    assert (answer.status_code, group.memberships.count()) == (422, 0)


def test_a_row_of_another_district_is_no_pick(as_user, made):
    group = GroupFactory(village=region("35.79.01.2001"))

    answer = admitting(as_user, group, name="Sutini", register_row=of(made, "SUTINI").pk)

    assert (answer.status_code, group.memberships.count()) == (422, 0)


def test_the_dead_are_not_admitted(as_user, made):
    group = GroupFactory()

    answer = admitting(as_user, group, name="Misni", register_row=of(made, "MISNI").pk)

    assert (answer.status_code, group.memberships.count()) == (422, 0)


def test_the_action_refuses_the_dead(made, in_english):
    group = GroupFactory()
    dead = NewMember(name="Misni", sex="F", row=of(made, "MISNI"))

    with pytest.raises(RuleBroken, match="by the register: died"):
        take_in(group=group, newcomers=[dead], since=TODAY, by=group.registered_by)


def test_the_database_refuses_a_pick_of_the_dead(made):
    membership = MembershipFactory()
    pick = """INSERT INTO groups_registerpick (row_id, membership_id, by_id, at)
        VALUES (%s, %s, %s, now())"""

    with pytest.raises(IntegrityError) as broken:
        run(pick, of(made, "MISNI").pk, membership.pk, made[0].pk)

    assert constraint_of(broken.value) == "groups_registerpick_of_who_lives_there"


def test_a_register_with_a_pick_is_not_taken_back(made, operator, in_english):
    membership = MembershipFactory()
    RegisterPick.objects.create(row=of(made, "SUTINI"), membership=membership, by=operator)

    with pytest.raises(RuleBroken, match="Members were taken"):
        withdraw_register(register=made[1], reason="Salah", by=operator)
    with pytest.raises(IntegrityError) as broken:
        run(
            "INSERT INTO groups_registerwithdrawal (register_id, reason, by_id, at)"
            " VALUES (%s, 'Salah', %s, now())",
            made[1].pk,
            operator.pk,
        )
    assert constraint_of(broken.value) == "groups_registerwithdrawal_untouched"


# Typed by hand


def typed(name="Sutini", **more) -> NewMember:
    return NewMember(**{"name": name, "sex": "F", "born_on": BORN} | more)


@pytest.mark.parametrize(
    ("newcomer", "words"),
    [
        (typed(nik=nik(1)), ""),
        (typed("Soetini", nik=nik(1)), ""),
        (typed("Sulastri", nik=nik(1)), "for this NIK: SUTINI"),
        (typed(nik=nik(1), born_on=BORN.replace(day=5)), "for this NIK: SUTINI"),
        (typed("Misni", nik=nik(3)), "died"),
        (typed("Tutik Lestari"), "has TUTIK LESTARI, born"),
        (typed("Tutik Lestari", born_on=BORN.replace(day=5)), "has TUTIK LESTARI, born"),
        (typed("Tutik Lestari", born_on=datetime.date(1960, 1, 2)), ""),
        (typed("Tutik Lestari", sex="M"), ""),
        (typed("Orang Baru"), ""),
    ],
    ids=lambda each: None,
)
def test_who_is_typed_is_compared_with_the_register(made, operator, in_english, newcomer, words):
    (asked,) = register_questions([newcomer], village=region(VILLAGE), user=operator)

    assert (words in asked) if words else asked is None


def test_it_is_asked_once(as_user, made):
    group = GroupFactory()

    asked = admitting(as_user, group, name="Tutik Lestari")
    answer = admitting(as_user, group, name="Tutik Lestari", as_registered="on")

    assert (asked.status_code, "TUTIK LESTARI" in asked.text) == (422, True)
    assert answer.status_code == 302


def test_without_a_register_nothing_is_asked(as_user, django_assert_num_queries):
    user = UserFactory(role="operator", at="35.07.07.2002")

    with django_assert_num_queries(2):  # the roles, the registers
        (asked,) = register_questions([typed()], village=region("35.07.07.2002"), user=user)

    assert asked is None
