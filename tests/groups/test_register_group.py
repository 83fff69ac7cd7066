"""Registering a group."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from foundation.rules import RuleBroken
from groups.actions.members import NewMember
from groups.models import Group
from tests.conftest import TODAY, in_indonesian
from tests.factories import (
    PersonFactory,
    ProgrammeFactory,
    UserFactory,
    region,
)
from tests.groups.registering import FORMED, families, register

pytestmark = pytest.mark.django_db


def test_members_are_numbered_as_they_were_given():
    group = register(families=families(5, post="treasurer"))

    members = list(group.memberships.values_list("number", "person__name", "since"))
    assert members[0] == (1, "Anggota A", FORMED)
    assert len(members) == 5
    assert group.offices.get().membership.number == 5


def test_the_facilitator_begins_with_the_group():
    facilitator = UserFactory(role="facilitator")

    group = register(facilitator=facilitator)

    assert group.facilitations.get().since == FORMED
    assert group in Group.objects.visible_to(facilitator)


@pytest.mark.parametrize(("count", "words"), [(4, r"4.*5"), (21, r"21.*20")])
def test_the_size_is_that_of_the_programme(count, words):
    with pytest.raises(RuleBroken, match=words):
        register(families=families(count))


@pytest.mark.parametrize(
    ("card", "field"),
    [
        ({"born_on": FORMED - datetime.timedelta(days=4_000)}, "members-4-born_on"),
        ({"nik": "12"}, "members-4-nik"),
        ({"kk": "12"}, "members-4-kk"),
    ],
)
def test_a_broken_rule_points_at_the_row(card, field):
    with pytest.raises(RuleBroken) as refused:
        register(families=families(5, **card))

    assert refused.value.field == field
    assert not Group.objects.exists()


@pytest.mark.parametrize("number", [{"nik": "3507075705850003"}, {"kk": "3507071203090001"}])
def test_no_card_stands_in_two_rows(number):
    twice = [*families(5, **number), NewMember(name="Lagi", sex="M", **number)]

    with pytest.raises(RuleBroken) as refused:
        register(families=twice)

    assert refused.value.field.startswith("members-5-")


def test_the_row_of_a_known_person_points_at_another_card():
    nik = "3507075705850003"
    known = PersonFactory()
    known.seal_nik(nik)
    known.save()

    with pytest.raises(RuleBroken) as refused:
        register(families=families(5, nik=nik, kk="3507071203090001"))

    assert refused.value.field == "members-4-kk"
    assert not Group.objects.exists()


def test_one_holder_of_an_office():
    twice = [*families(5, post="chair"), NewMember(name="Lagi", sex="M", post="chair")]

    with pytest.raises(RuleBroken) as refused:
        register(families=twice)

    assert refused.value.field == "members-5-post"


def test_the_programme_runs_on_that_day():
    now = ProgrammeFactory(name="Kini", since=FORMED, until=FORMED + datetime.timedelta(days=9))
    of_old = ProgrammeFactory(name="Lama", since=datetime.date(2005, 1, 1), until=FORMED)
    before, after = FORMED - datetime.timedelta(days=1), FORMED + datetime.timedelta(days=9)

    for programme, day, said in [(now, before, "Lama"), (of_old, after, in_indonesian(FORMED))]:
        with pytest.raises(RuleBroken, match=said) as refused:
            register(programme=programme, formed_on=day)
        assert refused.value.field == "programme"


def test_where_none_ran_the_head_of_division_adds_one():
    day = datetime.date(2004, 12, 31)
    programme = ProgrammeFactory(since=FORMED)

    with pytest.raises(RuleBroken, match=rf"{in_indonesian(FORMED)}.*Kepala Bidang"):
        register(programme=programme, formed_on=day)


def test_a_name_is_there_once_in_a_village():
    register()

    with pytest.raises(RuleBroken) as refused:
        register(name="MAWAR 3")

    assert refused.value.field == "name"


def test_the_database_keeps_a_name_once_in_a_village():
    group = register()

    with (
        pytest.raises(IntegrityError, match="name_in_village"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO groups_group (name, village_id, hamlet, programme_id, formed_on, business,"
            " stage, rhythm, usual_hour, usual_place, registered_by_id, registered_at)"
            " SELECT upper(name), village_id, hamlet, programme_id, formed_on, business,"
            " stage, rhythm, usual_hour, usual_place, registered_by_id, registered_at"
            " FROM groups_group WHERE id = %s",
            [group.pk],
        )


def test_only_a_facilitator_facilitates():
    with pytest.raises(RuleBroken) as refused:
        register(facilitator=UserFactory(role="verifier"))

    assert refused.value.field == "to"


def test_a_group_may_wait_for_its_facilitator():
    group = register(facilitator=None)

    assert not group.facilitations.running(TODAY).exists()


def test_the_number_of_statements_does_not_grow(django_assert_max_num_queries):
    facilitator = UserFactory(role="facilitator")
    given = {"village": region("35.07.07.2001"), "programme": ProgrammeFactory()}

    with django_assert_max_num_queries(24):
        register(**given, facilitator=facilitator, by=facilitator, families=families(20))
