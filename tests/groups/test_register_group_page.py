"""The page that registers a group: rows, search for the village, mistakes."""

import datetime
import re

import pytest
from django.urls import reverse

from accounts.models import Region
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
from tests.groups.registering import FORMED

pytestmark = pytest.mark.django_db


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
