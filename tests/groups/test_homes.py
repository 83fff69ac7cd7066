"""Where a member lives, who lives in another village than the group."""

import uuid
from functools import partial

import pytest
from django.urls import reverse

from accounts.models import Region
from finance.actions.admission import admit_member
from foundation.rules import refusal_of
from groups.actions.members import NewMember
from groups.models import Person
from tests.conftest import TODAY
from tests.factories import (
    LONG_AGO,
    GroupFactory,
    HouseholdFactory,
    MembershipFactory,
    PersonFactory,
    ProgrammeFactory,
    UserFactory,
    lettered,
    region,
)
from tests.finance.stock import facilitator_of

pytestmark = pytest.mark.django_db
DAWUHAN, ELSEWHERE = "35.07.07.2001", "35.79.01.2001"
BESIDE, SAME_DISTRICT = "35.07.07.2002", "35.07.09.2001"
NAME = "Oro-oro Ombo"
KK = "3507071203090001"


@pytest.fixture
def group():
    region(ELSEWHERE)
    return GroupFactory(village=region(DAWUHAN))


@pytest.fixture
def membership(group):
    return MembershipFactory(group=group, person__household__village=region(DAWUHAN))


def admit(as_user, group, **changed):
    typed = {"name": "Sutini", "sex": "F", "since": TODAY, "submission": uuid.uuid4()} | changed
    url = reverse("finance:admit_member", args=[group.pk])
    return as_user(facilitator_of(group)).post(url, typed)


def edit(as_user, membership, **changed):
    url = reverse("groups:edit_member", args=[membership.pk])
    typed = {"name": "Sutini", "sex": "F"} | changed
    return as_user(facilitator_of(membership.group)).post(url, typed)


def home(person: Person) -> str:
    return Person.objects.get(pk=person.pk).household.village_id


def move(membership, code: str) -> None:
    household = membership.person.household
    household.village = region(code)
    household.save()


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", DAWUHAN), (NAME, ELSEWHERE), (ELSEWHERE, ELSEWHERE), ("Oro-oro Ombo, Batu", ELSEWHERE)],
)
def test_who_is_admitted_lives_there(as_user, group, typed, code):
    assert admit(as_user, group, village=typed).status_code == 302

    assert home(Person.objects.get(name="Sutini")) == code


@pytest.mark.parametrize("village", ["Tidak Ada", "o"])
def test_a_village_that_is_not_clear_loses_nothing(as_user, group, village):
    answer = admit(as_user, group, village=village)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["village"]
    assert 'value="Sutini"' in answer.text
    assert not Person.objects.filter(name="Sutini").exists()


def test_a_search_is_no_mistake(as_user, group):
    answer = admit(as_user, group, **{"name": "", "village": "Oro", "village-search": "1"})

    assert answer.status_code == 200
    assert f'value="{ELSEWHERE}"' in answer.text
    assert not answer.context["form"].errors.keys() - {"village"}


def test_her_page_says_where_she_lives(as_user, membership):
    move(membership, ELSEWHERE)

    url = reverse("groups:member", args=[membership.pk])
    page = as_user(facilitator_of(membership.group)).get(url)

    assert "Desa Oro-oro Ombo, Kec. Batu" in page.text
    assert "Desa Dawuhan" not in page.text


def test_a_move_is_in_the_history(as_user, membership):
    assert edit(as_user, membership, village=NAME).status_code == 302

    url = reverse("groups:member", args=[membership.pk])
    page = as_user(facilitator_of(membership.group)).get(url)
    (change,) = [row for row in page.context["changes"] if row.after == NAME]
    assert (home(membership.person), change.before) == (ELSEWHERE, "Dawuhan")


def test_what_is_shown_may_be_sent_again(as_user, membership):
    """Also where another district has a village and a subdistrict of these names."""
    move(membership, ELSEWHERE)
    for code in ("35.07.99", "35.07.99.2001"):
        Region.objects.filter(pk=region(code).pk).update(name=region(ELSEWHERE[: len(code)]).name)
    url = reverse("groups:edit_member", args=[membership.pk])
    shown = as_user(facilitator_of(membership.group)).get(url).context["form"]["village"].value()

    assert edit(as_user, membership, village=shown).status_code == 302

    assert home(membership.person) == ELSEWHERE


def test_an_emptied_village_is_that_of_the_group(as_user, membership):
    move(membership, ELSEWHERE)

    edit(as_user, membership, village="")

    assert home(membership.person) == DAWUHAN


def test_who_joins_a_family_elsewhere_lives_there(as_user, membership):
    family = HouseholdFactory(village=region(ELSEWHERE))
    family.seal_kk(KK)
    family.save()
    PersonFactory(household=family)

    edit(as_user, membership, kk=KK, same_family="on", as_on_card="on")

    assert home(membership.person) == ELSEWHERE


LIMITS = [  # where members live by the programme, who may join
    ("", {DAWUHAN, BESIDE, SAME_DISTRICT, ELSEWHERE}),
    ("district", {DAWUHAN, BESIDE, SAME_DISTRICT}),
    ("subdistrict", {DAWUHAN, BESIDE}),
    ("village", {DAWUHAN}),
]


@pytest.mark.parametrize(("near", "may"), LIMITS)
def test_members_live_as_near_as_the_programme_says(near, may):
    group = GroupFactory(village=region(DAWUHAN), programme=ProgrammeFactory(members_live=near))

    def joins(number, code):
        card = NewMember(name=f"Anggota {lettered(number)}", sex="F", village=region(code))
        given = {"member": card, "since": TODAY, "today": TODAY, "by": group.registered_by}
        return not refusal_of(partial(admit_member, group=group, **given))

    homes = [DAWUHAN, BESIDE, SAME_DISTRICT, ELSEWHERE]
    assert {code for number, code in enumerate(homes) if joins(number, code)} == may


def test_who_lives_too_far_is_told_so_before_anything_is_asked(as_user):
    region(ELSEWHERE)
    programme = ProgrammeFactory(members_live="subdistrict")
    group = GroupFactory(village=region(DAWUHAN), programme=programme)
    PersonFactory(name="Sutini", household__village=region(ELSEWHERE))

    answer = admit(as_user, group, village=NAME)

    assert list(answer.context["form"].errors) == ["village"]


def register(as_user, **changed):
    group = {"name": "Melati", "village": DAWUHAN, "formed_on": LONG_AGO, "rhythm": "35"}
    group |= {"usual_hour": "15:30", "usual_place": "Balai", "business": "goats"}
    rows = {"members-TOTAL_FORMS": "5", "members-INITIAL_FORMS": "0"}
    for row in range(5):
        rows |= {f"members-{row}-name": f"Anggota {lettered(row)}", f"members-{row}-sex": "F"}
    data = group | rows | {"programme": ProgrammeFactory(members_live="district").pk} | changed
    return as_user(UserFactory(role="facilitator")).post(reverse("groups:register_group"), data)


def test_the_rows_of_a_new_group_ask_the_place_too(as_user):
    _here, beside, _far = map(region, (DAWUHAN, BESIDE, ELSEWHERE))

    far = register(as_user, **{"members-3-village": ELSEWHERE})
    assert far.status_code == 422
    assert far.context["form"].families.forms[3].errors.keys() == {"village"}
    assert register(as_user, **{"members-3-village": beside.pk}).status_code == 302

    homes = Person.objects.order_by("pk").values_list("household__village", flat=True)
    assert list(homes) == [DAWUHAN] * 3 + [BESIDE, DAWUHAN]


def test_a_search_in_a_row_is_no_mistake(as_user):
    region(ELSEWHERE)
    search = {"members-3-village": "Oro", "members-3-village-search": "1", "name": ""}

    answer = register(as_user, **search)

    form = answer.context["form"]
    assert answer.status_code == 200
    assert not form.group.errors
    assert f'value="{ELSEWHERE}"' in answer.text
    assert 'value="Anggota E"' in answer.text


def test_a_namesake_of_her_own_village_is_asked_about(as_user, group):
    PersonFactory(name="Sutini", household__village=region(ELSEWHERE))

    assert admit(as_user, group, village=NAME).status_code == 422
    assert admit(as_user, group).status_code == 302
