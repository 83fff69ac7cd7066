"""Registering a group."""

import datetime
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.models import Region
from foundation.rules import RuleBroken
from groups.actions.members import NewMember
from groups.actions.register import register_group
from groups.models import Group
from tests.conftest import TODAY, in_indonesian
from tests.factories import (
    GroupFactory,
    MembershipFactory,
    PersonFactory,
    ProgrammeFactory,
    UserFactory,
    lettered,
    region,
)

pytestmark = pytest.mark.django_db
FORMED = TODAY - datetime.timedelta(days=632)


def families(count=5, **last) -> list[NewMember]:
    born_on = datetime.date(1985, 5, 17)
    rows = [
        {"name": f"Anggota {lettered(n)}", "sex": "F", "born_on": born_on} for n in range(count)
    ]
    rows[-1] |= last
    return [NewMember(**row) for row in rows]


def register(**changed) -> Group:
    facilitator = UserFactory(role="facilitator")
    return register_group(
        **{
            "name": "Mawar 3",
            "village": region("35.07.07.2001"),
            "programme": ProgrammeFactory(),
            "formed_on": FORMED,
            "business": "cattle",
            "rhythm": "monthly",
            "usual_hour": datetime.time(16),
            "usual_place": "Balai dusun",
            "families": families(),
            "facilitator": facilitator,
            "by": facilitator,
        }
        | changed
    )


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


def typed(rows=5, **changed) -> dict:
    data = {
        "name": "Melati 2",
        "village": "35.07.07.2001",
        "programme": ProgrammeFactory().pk,
        "formed_on": FORMED,
        "business": "goats",
        "rhythm": "35",
        "usual_hour": "15:30",
        "usual_place": "Balai dusun",
        "members-TOTAL_FORMS": str(rows + 5),
        "members-INITIAL_FORMS": "0",
    }
    for row in range(rows):
        data |= {f"members-{row}-name": f"Anggota {lettered(row)}", f"members-{row}-sex": "F"}
    return data | changed


def send(client, **changed):
    return client.post(reverse("groups:register_group"), typed(**changed))


def test_the_page_registers(as_user):
    region("35.07.07.2001")
    facilitator = UserFactory(role="facilitator")

    response = send(as_user(facilitator))

    group = Group.objects.get()
    assert response.url == reverse("finance:group_overview", args=[group.pk])
    assert group.memberships.count() == 5
    assert group.facilitations.get().since == TODAY
    assert group.facilitations.get().facilitator == facilitator


def test_a_family_with_a_member_is_named_beside_a_wrong_nik(as_user):
    other = GroupFactory(village=region("35.07.07.2001"))
    person = PersonFactory(household__village=other.village)
    person.household.seal_kk("3507071203090001")
    person.household.save()
    member = MembershipFactory(group=other, person=person, since=FORMED)
    client = as_user(other.facilitations.get().facilitator)

    row = {"members-1-kk": "3507071203090001", "members-1-nik": "12"}
    errors = send(client, **row).context["form"].families.forms[1].errors

    assert f"{person.name} ({member.code}, {other})" in str(errors["kk"])
    assert errors["nik"]


def test_a_row_is_added_and_nothing_typed_is_lost(as_user):
    client = as_user(UserFactory(role="facilitator"))

    response = send(client, more="members", name="", village="Daw")

    form = response.context["form"]
    assert response.status_code == 200
    assert len(form.families.forms) == 11
    assert "Anggota E" in response.text
    assert form.group["village"].value() == "Daw"


def test_a_search_for_the_village_checks_nothing_else(as_user):
    client = as_user(UserFactory(role="facilitator"))
    region("35.07.07.2001")

    response = send(client, **{"name": "", "village": "Dawuhan", "village-search": "1"})

    form = response.context["form"]
    assert response.status_code == 200
    assert not form.group.errors
    assert 'id="errors"' not in response.text
    assert not form.families.is_bound
    assert "Anggota E" in response.text


def test_searching_again_without_a_choice_is_a_search(as_user):
    Region.objects.filter(pk=region("35.07.09.2001").pk).update(name="Dawuhan")
    region("35.07.07.2001")
    again = {"village": "Dawuhan", "village-for": "Dawuhan", "village-search": "1", "name": ""}

    response = send(as_user(UserFactory(role="facilitator")), **again)

    assert response.status_code == 200
    assert not response.context["form"].group.errors


def test_enter_with_a_village_chosen_checks_the_whole_form(as_user):
    region("35.07.07.2001")
    chosen = {"village": "Daw", "village-for": "Daw", "village-chosen": "35.07.07.2001"}
    client = as_user(UserFactory(role="facilitator"))

    missing = send(client, **chosen, **{"village-search": "1", "members-0-sex": ""})
    taken = send(client, **chosen, **{"village-search": "1"})

    assert (missing.status_code, taken.status_code) == (422, 302)
    assert missing.context["form"].families.forms[0].errors["sex"]


def test_no_button_before_the_search_takes_the_enter_key(as_user):
    page = as_user(UserFactory(role="facilitator")).get(reverse("groups:register_group")).text
    form = page.split('<form class="', 1)[1].split("data-keeps", 1)[1]

    first = re.search("<button[^>]*>", form)

    assert "village-search" in first[0]


def test_a_mistake_stands_at_the_right_row_though_rows_are_empty(as_user):
    region("35.07.07.2001")
    gap = {"members-2-name": "", "members-2-sex": "", "members-5-name": "Anak"}
    young = {"members-5-sex": "M", "members-5-born_on": FORMED - datetime.timedelta(days=4_000)}

    response = send(as_user(UserFactory(role="facilitator")), **gap, **young)

    assert response.status_code == 422
    assert response.context["form"].families.forms[5].errors["born_on"]


def test_a_programme_that_did_not_run_is_said_with_all_else(as_user):
    region("35.07.07.2001")
    late = ProgrammeFactory(name="Baru", since=TODAY).pk

    response = send(as_user(UserFactory(role="facilitator")), programme=late, business="")

    assert list(response.context["form"].group.errors) == ["business", "programme"]
    assert f"Baru, mulai {in_indonesian(TODAY)}" in response.text


def test_a_village_of_another_district_is_asked_about_once(as_user):
    group = GroupFactory(village=region("35.07.07.2001"))
    client = as_user(group.facilitations.get().facilitator)
    there = {"village": region("35.79.01.2001").pk}

    asked = send(client, **there)

    assert list(asked.context["form"].group.errors) == ["village"]
    assert send(client, **there, sure="on").status_code == 302
    assert send(client, name="Melati 3", village=region("35.07.09.2001").pk).status_code == 302


def test_too_few_families_are_said_so(as_user):
    region("35.07.07.2001")

    response = send(as_user(UserFactory(role="facilitator")), rows=3)

    assert response.status_code == 422
    assert not Group.objects.exists()


def test_an_officer_registers_in_the_own_territory_alone(as_user):
    region("35.07.07.2001")
    facilitator = UserFactory(role="facilitator")

    away = send(as_user(UserFactory(role="operator", at="35.79.01.2001")))
    here = send(
        as_user(UserFactory(role="operator", at="35.07.07.2001")), facilitator=facilitator.pk
    )

    assert (away.status_code, here.status_code) == (422, 302)
    assert Group.objects.get().facilitations.get().facilitator == facilitator


@pytest.mark.parametrize("role", ["operator", "verifier"])
def test_an_officer_chooses_among_the_facilitators_of_the_district(as_user, role):
    near = GroupFactory(village=region("35.07.07.2002")).facilitations.get().facilitator
    GroupFactory(village=region("35.79.01.2001"))
    new = UserFactory(role="facilitator")

    shown = as_user(UserFactory(role=role)).get(reverse("groups:register_group"))

    assert {*shown.context["form"].group.fields["facilitator"].queryset} == {near, new}
    assert "Kepala Bidang" in shown.text


def test_an_old_group_enters_with_its_meetings_so_far(as_user):
    region("35.07.07.2001")

    send(as_user(UserFactory(role="facilitator")), meetings_before="34")

    assert Group.objects.with_meetings().get().next_number == 35
