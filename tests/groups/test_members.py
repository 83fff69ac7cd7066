"""The members of a group: list, editing a person, invitation."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from zeal import zeal_context

from accounts.invitations import invitation_link, invitation_tokens
from accounts.models import Assignment, User
from foundation.rules import RuleBroken
from groups.actions.invitations import invite_member, renew_link
from groups.models import Household
from tests.conftest import TODAY
from tests.factories import (
    LONG_AGO,
    GroupFactory,
    HouseholdFactory,
    MembershipFactory,
    OfficeFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NIK, KK = "3507075705850003", "3507071203090005"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def membership():
    household = HouseholdFactory()
    household.seal_kk(KK)
    household.save()
    return MembershipFactory(person__name="Siti Aminah", person__household=household)


@pytest.fixture
def client(as_user, membership):
    return as_user(membership.group.facilitations.get().facilitator)


def test_former_members_stand_apart(client, membership):
    former = MembershipFactory(group=membership.group, until=LONG_AGO + DAY, reason="moved")

    context = client.get(reverse("groups:members", args=[membership.group_id])).context

    assert (list(context["members"]), list(context["former"])) == ([membership], [former])


def test_the_queries_of_the_list_do_not_grow(client, membership):
    url = reverse("groups:members", args=[membership.group_id])
    OfficeFactory(membership=membership)
    client.get(url)

    with zeal_context(), CaptureQueriesContext(connection) as few:
        client.get(url)
    for post in ("secretary", "treasurer"):
        OfficeFactory(membership=MembershipFactory(group=membership.group), post=post)
    with zeal_context(), CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(few) == len(many) < 25


def edit(client, membership, **changed):
    url = reverse("groups:edit_member", args=[membership.pk])
    return client.post(url, {"name": "Siti Aminah", "sex": "F", "as_on_card": "on"} | changed)


def test_facts_change_and_leave_history(client, membership):
    edit(client, membership, name="Siti Aminah Dewi", address="RT 03")

    page = client.get(reverse("groups:member", args=[membership.pk]))
    by_field = {change.after: change for change in page.context["changes"]}
    assert {"Siti Aminah Dewi", "RT 03"} <= by_field.keys()
    assert by_field["RT 03"].by


def test_an_empty_number_stays_as_it_is(client, membership):
    edit(client, membership, nik=NIK)
    edit(client, membership, nik="")

    membership.person.refresh_from_db()
    assert membership.person.nik_masked.endswith("•03")


def test_history_masks_numbers(client, membership):
    edit(client, membership, nik=NIK)

    page = client.get(reverse("groups:member", args=[membership.pk])).text
    assert NIK not in page
    assert "•03" in page


def test_the_nik_and_kk_of_another_are_refused(client, membership):
    other = PersonFactory(household=HouseholdFactory())
    other.seal_nik(NIK)
    other.household.seal_kk("3507071203090001")
    other.save()
    other.household.save()

    response = edit(client, membership, nik=NIK, kk="3507071203090001")

    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"nik", "kk"}


OLD_KK, NEW_KK = KK, "3507071203090099"


@pytest.fixture
def mother(membership):
    """On the same family card as the member."""
    household = membership.person.household
    household.seal_kk(OLD_KK)
    household.save()
    return PersonFactory(name="Painem", household=household)


def cards(*people):
    for person in people:
        person.refresh_from_db()
    return [person.household.kk_masked[-2:] for person in people]


def test_a_card_of_her_own_is_asked_about_and_leaves_her_mothers(client, membership, mother):
    asked = edit(client, membership, kk=NEW_KK)
    assert asked.status_code == 422
    assert "Painem" in asked.context["form"].errors["kk"][0]
    assert cards(membership.person, mother) == ["05", "05"]

    assert edit(client, membership, kk=NEW_KK, whose="own").status_code == 302
    assert cards(membership.person, mother) == ["99", "05"]


def test_the_membership_moves_with_her_so_that_her_mother_may_join(client, membership, mother):
    edit(client, membership, kk=NEW_KK, whose="own")

    assert MembershipFactory(group=membership.group, person=mother).pk
    membership.refresh_from_db()
    assert membership.household == membership.person.household


def test_the_number_of_the_whole_family_may_change(client, membership, mother):
    edit(client, membership, kk=NEW_KK, whose="all")

    assert cards(membership.person, mother) == ["99", "99"]
    assert membership.person.household == mother.household


def test_moving_to_a_known_family_is_asked_about(client, membership, mother):
    aunt = PersonFactory(name="Karsini", household=HouseholdFactory())
    aunt.household.seal_kk(NEW_KK)
    aunt.household.save()

    assert "K. (" in edit(client, membership, kk=NEW_KK).context["form"].errors["kk"][0]
    assert edit(client, membership, kk=NEW_KK, whose="own").status_code == 422
    edit(client, membership, kk=NEW_KK, same_family="on")

    assert cards(membership.person, mother, aunt) == ["99", "05", "99"]
    assert Household.objects.get(pk=aunt.household_id).address == aunt.household.address


def test_nobody_moves_to_the_family_of_another_member(client, membership, mother):
    other = MembershipFactory(group=membership.group)
    other.household.seal_kk(NEW_KK)
    other.household.save()

    response = edit(client, membership, kk=NEW_KK)

    assert response.status_code == 422
    assert cards(membership.person) == ["05"]


def test_who_is_alone_on_the_card_just_gets_the_number(client, membership):
    assert edit(client, membership, kk=NEW_KK).status_code == 302
    assert cards(membership.person) == ["99"]


def test_a_member_is_invited(membership):
    user = invite_member(membership=membership, username="siti", by=UserFactory())

    membership.person.refresh_from_db()
    assert membership.person.user == user
    assert user.holds(Assignment.Role.MEMBER)


@pytest.mark.parametrize("changed", [{"until": LONG_AGO + DAY, "reason": "moved"}, {}])
def test_only_a_member_is_invited_and_once(membership, changed):
    vars(membership).update(changed)
    if not changed:
        invite_member(membership=membership, username="siti", by=UserFactory())

    with pytest.raises(RuleBroken):
        invite_member(membership=membership, username="siti2", by=UserFactory())


def test_the_page_shows_the_way_in(client, membership):
    url = reverse("groups:invite_member", args=[membership.pk])

    response = client.post(url, {"username": "siti"})

    assert "/invitation/" in response.text
    assert User.objects.filter(username="siti").exists()


@pytest.fixture
def siti(membership):
    """The member with a user who has set a password."""
    user = invite_member(membership=membership, username="siti", by=UserFactory())
    user.set_password("rahasia-sekali")
    user.save()
    return membership


def test_a_new_link_ends_the_password_and_the_link_before(siti):
    user = siti.person.user = User.objects.get(username="siti")
    before = invitation_link(user)

    user = renew_link(membership=siti, by=UserFactory())

    assert not user.has_usable_password()
    assert not invitation_tokens.check_token(user, before.strip("/").split("/")[-1])


def test_a_link_has_no_hyphen_and_works_once(siti, client):
    user = renew_link(membership=siti, by=UserFactory())
    link = invitation_link(user)
    visitor = Client()

    page = visitor.get(link, follow=True)
    typed = {"new_password1": "sapi-gemuk-12", "new_password2": "sapi-gemuk-12"}
    typed["digits"] = KK[-6:]
    visitor.post(page.redirect_chain[-1][0], typed)

    user.refresh_from_db()
    assert "-" not in link
    assert user.check_password("sapi-gemuk-12")
    assert Client().get(link, follow=True).status_code == 422


@pytest.mark.parametrize("role", ["facilitator", "operator", "verifier", "administrator"])
def test_only_of_one_who_is_a_member_and_nothing_else(membership, role):
    membership.person.user = UserFactory(role=role)
    membership.person.save()

    with pytest.raises(RuleBroken):
        renew_link(membership=membership, by=UserFactory())


@pytest.mark.parametrize("changed", ["no user", "left", "closed"])
def test_a_link_is_for_a_member_who_signs_in(siti, changed):
    user = User.objects.get(username="siti")
    if changed == "no user":
        siti.person.user = None
        siti.person.save()
    elif changed == "left":
        siti.until = TODAY
    else:
        User.objects.filter(pk=user.pk).update(is_active=False)

    with pytest.raises(RuleBroken):
        renew_link(membership=siti, by=UserFactory())


def test_the_page_gives_a_new_link_to_copy_to_share_and_as_qr(siti, client):
    page = client.get(reverse("groups:member", args=[siti.pk])).text
    url = reverse("groups:renew_link", args=[siti.pk])

    response = client.post(url)

    assert url in page
    assert response.text.count("/invitation/") == 3
    assert "data:image/svg+xml;base64," in response.text
    assert "no-store" in response["Cache-Control"]


def test_a_name_that_is_taken_is_said_so(client, membership):
    UserFactory(username="siti")

    response = client.post(
        reverse("groups:invite_member", args=[membership.pk]), {"username": "Siti"}
    )

    assert response.status_code == 422
    assert response.context["form"]["username"].errors


def test_a_group_is_renamed_and_keeps_its_history(as_user):
    group = GroupFactory(name="Mawar 3")
    GroupFactory(name="Melati 2", village=group.village)
    client = as_user(group.facilitations.get().facilitator)
    url = reverse("groups:edit_group", args=[group.pk])
    typed = {"business": "goats", "rhythm": "35", "usual_hour": "15:30"}

    taken = client.post(url, typed | {"name": "MELATI 2"})
    renamed = client.post(url, typed | {"name": "Mawar 4"})

    assert (taken.status_code, renamed.status_code) == (422, 302)
    assert "Mawar 4" in {change.after for change in client.get(url).context["changes"]}
