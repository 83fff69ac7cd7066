"""Help from the solidarity fund."""

import pytest

from finance.actions.money import give_help
from finance.models import Book, Entry
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import MembershipFactory
from tests.finance.conftest import balance
from tests.finance.stock import stock

pytestmark = pytest.mark.django_db


def help_out(member, amount):
    by = member.group.registered_by
    return give_help(membership=member, amount=amount, date=TODAY, note="sakit", today=TODAY, by=by)


def test_the_fund_pays_in_cash():
    member = MembershipFactory()
    stock(member.group, iks=250_000)

    entry = Entry.objects.get(pk=help_out(member, 100_000))

    assert balance(member.group, Book.Kind.IKS) == 150_000
    assert balance(member.group, Book.Kind.CASH) == 150_000
    assert (entry.membership, entry.note) == (member, "sakit")


def test_the_fund_is_never_below_zero():
    member = MembershipFactory()
    stock(member.group, cash=500_000, iks=200_000)

    with pytest.raises(RuleBroken, match=r"The solidarity fund holds Rp200.000. Lower the help."):
        help_out(member, 250_000)
