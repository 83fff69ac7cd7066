"""One administrator alone is nobody else: a new link of staff takes two, or a day with notice."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actions import reset_access, stop_reset
from accounts.invitations import invitation_link
from accounts.models import User
from foundation.rules import RuleBroken
from grants.payment.rules.payable import require_old_access
from tests.factories import AssignmentFactory, UserFactory
from tests.grants.factories import DisbursementFactory, TransferFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
HOUR = datetime.timedelta(hours=1)
PASSWORD = "kebun-jagung-27"


@pytest.fixture
def administrator():
    return UserFactory(role="administrator")


@pytest.fixture
def cashier():
    user = User.objects.create_user("lilik", PASSWORD, name="Lilik", sex="F")
    AssignmentFactory(user=user, role="cashier")
    return user


def asked(user, by, ago=0 * HOUR) -> User:
    """Asked so long ago."""
    assert reset_access(user=user, by=by) is False
    User.objects.filter(pk=user.pk).update(reset_asked_at=timezone.now() - ago)
    return User.objects.get(pk=user.pk)


def has_password(user) -> bool:
    return User.objects.get(pk=user.pk).has_usable_password()


def test_asking_changes_nothing_yet(administrator, cashier):
    user = asked(cashier, administrator)

    with pytest.raises(RuleBroken, match="Another administrator"):
        reset_access(user=user, by=administrator)
    assert has_password(cashier)


def test_a_second_administrator_makes_it_at_once(administrator, cashier):
    user = asked(cashier, administrator)

    assert reset_access(user=user, by=UserFactory(role="administrator"))
    assert not has_password(cashier)
    assert User.objects.get(pk=cashier.pk).reset_asked_at is None


@pytest.mark.parametrize(("ago", "may"), [(23 * HOUR, False), (25 * HOUR, True)])
def test_one_alone_waits_a_day(administrator, cashier, ago, may):
    user = asked(cashier, administrator, ago)

    if may:
        assert reset_access(user=user, by=administrator)
    else:
        with pytest.raises(RuleBroken):
            reset_access(user=user, by=administrator)
    assert has_password(cashier) is not may


def test_the_user_reads_of_it_and_stops_it(administrator, cashier, as_user):
    client = as_user(cashier)
    asked(cashier, administrator)

    assert reverse("stop_reset") in client.get(reverse("account")).content.decode()
    client.post(reverse("stop_reset"))

    assert reverse("stop_reset") not in client.get(reverse("account")).content.decode()
    assert reset_access(user=cashier, by=UserFactory(role="administrator")) is False


def test_stopping_stops_only_the_own(administrator, cashier):
    asked(cashier, administrator)

    stop_reset(by=administrator)

    assert User.objects.get(pk=cashier.pk).reset_asked_at


@pytest.mark.parametrize("case", ["member", "invited"])
def test_members_and_who_never_had_a_password_get_it_at_once(administrator, case):
    user = User.objects.create_user(
        "siti", PASSWORD if case == "member" else None, name="S", sex="F"
    )
    AssignmentFactory(user=user, role="member" if case == "member" else "cashier")

    asks = {"asks": "kk", "number": "3507071203090001"} if case == "member" else {}

    assert reset_access(user=user, **asks, by=administrator)
    assert bool(User.objects.get(pk=user.pk).pays_from) is (case == "member")


def test_the_page_asks_and_then_hands_over(administrator, cashier, as_user):
    page = reverse("reset_access", args=[cashier.pk])

    first = as_user(administrator).post(page)
    again = as_user(administrator).post(page)
    second = as_user(UserFactory(role="administrator")).post(page)

    assert first.url == reverse("user", args=[cashier.pk])
    assert again.status_code == 422
    assert second.url == reverse("show_invitation", args=[cashier.pk])
    assert invitation_link(User.objects.get(pk=cashier.pk))


@pytest.mark.parametrize(("ago", "pays"), [(23 * HOUR, False), (25 * HOUR, True)])
def test_a_new_link_pays_nothing_for_a_day(cashier, ago, pays):
    User.objects.filter(pk=cashier.pk).update(reset_at=timezone.now() - ago)
    user, disbursement = User.objects.get(pk=cashier.pk), DisbursementFactory()

    if pays:
        require_old_access(user)
        assert TransferFactory(disbursement=disbursement, by=user)
        return
    with pytest.raises(RuleBroken, match="pays again"):
        require_old_access(user)
    with pytest.raises(IntegrityError, match="new link"), transaction.atomic():
        TransferFactory(disbursement=disbursement, by=user)
