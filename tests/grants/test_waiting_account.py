"""A changed account waits some days: until then nobody is asked for the order, and pages say so."""

import pytest
from django.urls import reverse

from foundation.formatting import day
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import (
    DAY,
    AccountCheckFactory,
    AgreementFactory,
    BankAccountFactory,
    SignedPageFactory,
)

pytestmark = pytest.mark.django_db
TASK = "Buat perintah bayar"
WAITS = f"enunggu sampai {day(TODAY + 3 * DAY)}"


def signed_with(*, first_is_right: bool):
    """A grant signed for whose group entered a second account, which a verifier confirmed."""
    agreement = AgreementFactory()
    SignedPageFactory(paper=agreement.paper)
    group = agreement.award.group
    AccountCheckFactory(account=BankAccountFactory(group=group), right=first_is_right, note="Lihat")
    AccountCheckFactory(account=BankAccountFactory(group=group, reason="Bank tutup"))
    return agreement.award


def shown(client, award) -> dict[str, str]:
    """Home, the page of the grant and the list of payments, as a cashier sees them."""
    addresses = {
        "home": reverse("home"),
        "grant": reverse("grants:group_grant", args=[award.group_id]),
        "payments": reverse("grants:disbursements"),
    }
    return {name: client.get(url).text for name, url in addresses.items()}


def test_a_changed_account_waits_on_every_page(as_user):
    award = signed_with(first_is_right=True)

    pages = shown(as_user(UserFactory(role="cashier")), award)

    assert TASK not in pages["home"]
    assert WAITS in pages["grant"]
    assert WAITS in pages["payments"]
    assert reverse("grants:order_payment", args=[award.round_id]) not in pages["grant"]


def test_a_correction_of_a_refused_account_does_not(as_user):
    award = signed_with(first_is_right=False)

    pages = shown(as_user(UserFactory(role="cashier")), award)

    assert TASK in pages["home"]
    assert not any("enunggu sampai" in page for page in pages.values())
    assert reverse("grants:order_payment", args=[award.round_id]) in pages["grant"]
