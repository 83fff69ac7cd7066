"""Across files each line is there once; what was known, or lies between, is named."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from foundation.rules import RuleBroken
from grants.payment.actions.statements import import_statement
from grants.payment.models import StatementLine
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.bank_writing import BANKS, NUMBER, bca, booked, changed, mt940, text
from tests.grants.factories import BankFileFactory, OfficeAccountFactory, StatementLineFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)
SAID = "PEMINDAHBUKUAN BLPS TAHAP I"
WEEK = booked(
    [
        (TODAY - 9 * DAY, -30_000_000, "TRF KUBE MAWAR", "1"),
        (TODAY - 9 * DAY, -6_500, "BIAYA", "2"),
        (TODAY - 9 * DAY, -6_500, "BIAYA", "3"),
        (TODAY - 5 * DAY, Decimal("2347.18"), "JASA GIRO", "4"),
        (TODAY - 2 * DAY, 725_000, "STS", "5"),
    ]
)


@pytest.fixture
def account():
    return OfficeAccountFactory(number=NUMBER, bank="Bank Daerah")


def send(account, content, name="koran"):
    return import_statement(
        account=account, name=name, content=content, today=TODAY, by=UserFactory(role="cashier")
    )


def kept():
    rows = StatementLine.objects.order_by("date", "pk")
    return sorted((line.date, line.exact, line.balance) for line in rows)


def told(lines):
    return sorted((line.date, line.amount, line.balance) for line in lines)


@pytest.mark.parametrize("bank", BANKS)
@pytest.mark.parametrize("order", [1, -1])
def test_what_overlaps_is_kept_once(account, bank, order):
    parts = [WEEK[:4], WEEK[2:]][::order]

    done = [send(account, BANKS[bank](part)) for part in parts]

    assert kept() == told(WEEK)
    assert [each.known for each in done] == [0, 2]
    assert [each["why"] for each in done[1].file.left_out].count("Here already, from koran") == 2
    assert [each.file.gaps for each in done] == [[], []]


def test_the_second_page_of_a_day_is_kept(account):
    first, second = booked([(TODAY, -30_000_000, SAID)] * 2, Decimal(100_000_000))

    send(account, mt940([first], page="12/1"))
    done = send(account, mt940([second], page="12/2"))

    assert (done.new, done.known) == (1, 0)
    assert kept() == told([first, second])


def test_a_longer_text_of_the_same_line_is_the_line(account):
    send(account, text(bca(WEEK)))

    done = send(account, text(bca(changed(WEEK, 0, text="TRF KUBE MAWAR DAWUHAN"))))

    assert (done.new, done.known) == (0, 5)


def test_a_table_and_mt940_of_the_same_days_are_the_same_lines(account):
    send(account, mt940(WEEK))

    done = send(account, BANKS["BSI"](WEEK))

    assert (done.new, done.known) == (0, 5)


def test_what_contradicts_is_refused(account):
    send(account, mt940(WEEK))
    other = booked([(line.date, line.amount, line.text) for line in WEEK[2::-1]])

    with pytest.raises(RuleBroken, match="contradict those in koran"):
        send(account, mt940(other[:2]))


def test_other_lines_from_the_same_balance_are_kept(account):
    send(account, mt940(WEEK[:1]))
    other = booked([(WEEK[0].date, 725_000, "STS")])

    done = send(account, mt940(other))

    assert (done.new, done.known) == (1, 0)
    assert kept() == told([WEEK[0], *other])


def test_a_gap_to_the_statement_before_and_after_is_named(account):
    send(account, mt940(WEEK[:1]))
    last = send(account, mt940(WEEK[4:]))

    between = send(account, mt940(WEEK[3:4]))

    assert [gap["closing"] for gap in last.file.gaps] == ["382350000.00"]
    assert [gap["closing"] for gap in between.file.gaps] == ["382350000.00"]


def test_an_empty_day_is_kept_and_its_gap_named(account):
    send(account, mt940(WEEK[:1]))
    empty = mt940(WEEK[4:]).decode()
    start, end = empty.index(":61:"), empty.index(":62F:")
    before = f"{WEEK[4].before:.2f}".replace(".", ",")
    content = empty[:start] + f":62F:C{TODAY:%y%m%d}IDR{before}\r\n-\r\n"
    assert end

    done = send(account, content.encode())

    assert (done.new, done.known, len(done.file.gaps)) == (0, 0, 1)
    assert done.file.closing == WEEK[4].before


OLD = {"date": TODAY, "amount": -30_000_000, "reference": "BLPS0000010155", "text": "TRF KUBE"}


def test_lines_of_before_that_have_no_balance_are_known_by_their_text(account):
    StatementLineFactory(file=BankFileFactory(account=account, content=mt940(WEEK)), **OLD)
    lines = booked([(TODAY, -30_000_000, "TRF KUBE", "BLPS0000010155"), (TODAY, -1, "BIAYA")])

    done = send(account, mt940(lines))

    assert (done.new, done.known) == (1, 1)


def test_a_day_without_balances_comes_in_one_kind_of_file(account):
    file = BankFileFactory(account=account, name="lama.sta", content=mt940(WEEK))
    StatementLineFactory(file=file, **OLD)

    with pytest.raises(RuleBroken, match=r"another kind, lama\.sta"):
        send(account, BANKS["BSI"](booked([(TODAY, -30_000_000, "BANTUAN"), (TODAY, -1, "X")])))


def test_the_page_of_a_file_lists_what_was_left_out(as_user, account):
    send(account, text(bca(WEEK[:3])))
    done = send(account, text(bca(WEEK[1:])))

    page = as_user(UserFactory(role="auditor")).get(
        reverse("grants:bank_file", args=[done.file.pk])
    )

    whys = [each["why"] for each in page.context["page"]]
    assert whys[:2] == ["Here already, from koran"] * 2
    assert whys[2] == "Sum, no transaction: Saldo Awal"


def test_the_page_of_a_file_names_the_gap(as_user, account):
    send(account, mt940(WEEK[:1]))
    done = send(account, mt940(WEEK[4:]))

    page = as_user(UserFactory(role="cashier")).get(
        reverse("grants:bank_file", args=[done.file.pk])
    )

    assert "Ada rekening koran yang belum dikirim" in page.text
