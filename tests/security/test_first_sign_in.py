"""Bar, row 33: who makes a member's link to sign in does not get in as the member."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.actions import invite_user, reset_access
from accounts.database_roles import as_owner
from accounts.invitations import invitation_link
from accounts.models import Access, SignInLink, User
from foundation.rules import RuleBroken
from groups.actions.invitations import invite_member, renew_link
from tests.conftest import TODAY
from tests.factories import HouseholdFactory, MembershipFactory, PersonFactory, UserFactory, region

pytestmark = pytest.mark.django_db
NIK, KK = "3507075705850003", "3507071203090001"
PASSWORD = {"new_password1": "sapi-gemuk-12", "new_password2": "sapi-gemuk-12"}


def member(*, kk: str = KK, nik: str = ""):
    household = HouseholdFactory()
    household.seal_kk(kk)
    household.save()
    person = PersonFactory(name="Siti", household=household)
    person.seal_nik(nik)
    person.save()
    return MembershipFactory(person=person)


@pytest.fixture
def facilitator():
    return UserFactory(name="Yuli", role="facilitator")


@pytest.fixture
def siti(facilitator):
    return invite_member(membership=member(), username="siti", by=facilitator)


def opened(user: User) -> tuple[Client, str]:
    client = Client()
    return client, client.get(invitation_link(user), follow=True).redirect_chain[-1][0]


def has_password(user: User) -> bool:
    return User.objects.get(pk=user.pk).has_usable_password()


@pytest.mark.parametrize(
    ("numbers", "digits", "card"),
    [
        ({"nik": NIK}, KK[-6:], "Kartu Keluarga"),
        ({}, "09 00.01", "Kartu Keluarga"),
        ({"kk": "", "nik": NIK}, NIK[-6:], "KTP"),
    ],
    ids=["family card", "as typed", "identity card"],
)
def test_the_digits_of_a_card_open_it(numbers, digits, card, facilitator):
    user = invite_member(membership=member(**numbers), username="siti", by=facilitator)
    client, url = opened(user)

    page = client.get(url).text
    client.post(url, PASSWORD | {"digits": digits})

    assert card in page
    assert has_password(user)


@pytest.mark.parametrize("digits", ["", "090002", "0001", "170585", KK[:6]])
def test_no_other_digits_do(siti, digits):
    client, url = opened(siti)

    answer = client.post(url, PASSWORD | {"digits": digits})

    assert answer.status_code == 422
    assert not has_password(siti)


def test_three_wrong_tries_end_the_link_not_the_next(siti, facilitator):
    client, url = opened(siti)

    for wrong in ("000001", "000002", "000003"):
        client.post(url, PASSWORD | {"digits": wrong})
    late = client.post(url, PASSWORD | {"digits": KK[-6:]})

    assert late.status_code == 422
    assert not has_password(siti)
    assert Access.objects.filter(kind=Access.Kind.FAILED, user=siti).count() == 3
    renew_link(membership=siti.person.memberships.get(), by=facilitator)
    client, url = opened(User.objects.get(pk=siti.pk))
    client.post(url, PASSWORD | {"digits": KK[-6:]})
    assert has_password(siti)


def test_right_digits_beside_a_weak_password_cost_no_try(siti):
    client, url = opened(siti)

    for _time in range(5):
        client.post(url, {"new_password1": "1", "new_password2": "1", "digits": KK[-6:]})
    client.post(url, PASSWORD | {"digits": KK[-6:]})

    assert has_password(siti)


def test_without_a_number_there_is_no_link(facilitator, in_english):
    with pytest.raises(RuleBroken, match="number of the family card first"):
        invite_member(membership=member(kk=""), username="siti", by=facilitator)

    assert not User.objects.filter(username="siti").exists()


def test_a_link_that_asks_nothing_is_none_of_a_member(as_user):
    user = UserFactory(role="member")  # invited before links asked

    assert Client().get(invitation_link(user), follow=True).status_code == 422
    with pytest.raises(RuleBroken):
        reset_access(user=user, by=UserFactory(role="administrator"))


def test_her_pages_say_who_made_it(siti, facilitator, as_user):
    membership = siti.person.memberships.get()
    hers, theirs = as_user(siti), as_user(membership.group.facilitations.get().facilitator)

    pages = [
        hers.get(reverse("finance:my")),
        hers.get(reverse("account")),
        theirs.get(reverse("groups:member", args=[membership.pk])),
    ]

    assert all("Yuli membuat tautan masuk" in page.text for page in pages)


def test_the_page_of_the_link_says_what_is_asked(as_user):
    membership = member()
    client = as_user(membership.group.facilitations.get().facilitator)

    page = client.post(
        reverse("groups:invite_member", args=[membership.pk]), {"username": "siti"}
    ).text

    assert "6 angka terakhir" in page
    assert KK[-6:] not in page


def test_staff_are_asked_nothing_and_read_who_made_theirs(as_user):
    by = UserFactory(name="Anton", role="administrator")
    user = invite_user(
        username="ratna",
        name="Ratna",
        sex="F",
        role="verifier",
        region=region("35.07"),
        since=TODAY,
        until=None,
        by=by,
    )
    client, url = opened(user)

    client.post(url, PASSWORD)

    user = User.objects.get(pk=user.pk)
    assert user.has_usable_password()
    assert "Anton membuat tautan masuk" in as_user(user).get(reverse("account")).text


def test_the_site_changes_no_link(siti):
    for write in ("UPDATE accounts_signinlink SET asks = ''", "DELETE FROM accounts_signinlink"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(write)


@pytest.mark.parametrize("columns", ["user_id, user_id, 'kk', 'x'", "user_id, by_id, 'kk', ''"])
def test_nobody_makes_an_own_link_or_one_without_its_answer(siti, columns):
    with pytest.raises(IntegrityError, match="accounts_signinlink_"), transaction.atomic():
        connection.cursor().execute(
            "INSERT INTO accounts_signinlink (user_id, by_id, asks, answer, at)"
            f" SELECT {columns}, now() FROM accounts_signinlink"
        )


@pytest.mark.django_db(transaction=True)
def test_not_even_the_owner_changes_one():
    by = UserFactory(role="administrator")
    link = SignInLink.objects.create(user=UserFactory(), by=by)

    with as_owner(), pytest.raises(IntegrityError, match="never changed"):
        connection.cursor().execute("UPDATE accounts_signinlink SET by_id = %s", [link.user_id])
