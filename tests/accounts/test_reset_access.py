"""A user who forgot everything gets a new invitation; what was known before opens nothing."""

import pytest
from allauth.mfa.models import Authenticator

from accounts.actions import activate_user, add_user, deactivate_user, reset_access
from accounts.invitations import invitation_link
from accounts.models import User
from foundation.rules import RuleBroken
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def administrator():
    return UserFactory(role="administrator")


def test_an_invited_user_has_no_password(administrator):
    user = add_user(username="ratna", name="Ratna", sex="F", by=administrator)

    assert not user.has_usable_password()


def test_a_user_name_is_taken_in_any_case(administrator):
    UserFactory(username="ratna")

    with pytest.raises(RuleBroken, match="taken") as refusal:
        add_user(username="Ratna", name="Ratna", sex="F", by=administrator)

    assert refusal.value.field == "username"


def test_a_reset_forgets_password_and_second_factor(administrator):
    user = User.objects.create_user("ratna", "rahasia-sekali", name="Ratna", sex="F")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})

    reset_access(user=user, by=administrator)

    user.refresh_from_db()
    assert not user.has_usable_password()
    assert not Authenticator.objects.filter(user=user).exists()


def test_a_reset_ends_the_link_given_before(administrator, client):
    user = add_user(username="ratna", name="Ratna", sex="F", by=administrator)
    before = invitation_link(user)

    reset_access(user=user, by=administrator)

    assert invitation_link(user) != before


def test_nobody_resets_themselves(administrator):
    with pytest.raises(RuleBroken, match="My account"):
        reset_access(user=administrator, by=administrator)


def test_the_sessions_of_the_user_end(administrator, as_user):
    user = UserFactory()
    client = as_user(user)

    reset_access(user=user, by=administrator)

    assert client.get("/").status_code == 302


def test_a_closed_account_has_no_roles(administrator):
    user = UserFactory(role="verifier")

    deactivate_user(user=user, by=administrator)

    assert not User.objects.get(pk=user.pk).has_perm("finance.view_book")


def test_nobody_closes_their_own_account(administrator):
    with pytest.raises(RuleBroken, match="their own"):
        deactivate_user(user=administrator, by=administrator)


def test_an_account_that_was_closed_by_mistake_is_opened_again(administrator):
    user = UserFactory(role="verifier")
    deactivate_user(user=user, by=administrator)

    activate_user(user=user, by=administrator)

    assert User.objects.get(pk=user.pk).has_perm("finance.view_book")
