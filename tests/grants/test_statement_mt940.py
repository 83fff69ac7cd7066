"""MT940 as banks bend it: what is read, what is refused and in which line of the file."""

import datetime
from decimal import Decimal

import pytest

from grants.payment.statements.combining import combine
from grants.payment.statements.lines import Proof, Refused
from grants.payment.statements.reading import read
from tests.grants.bank_writing import booked, mt940

pytestmark = pytest.mark.usefixtures("in_english")
DAY = datetime.date(2026, 11, 20)
SAID = "PEMINDAHBUKUAN BLPS TAHAP I"
PLAIN = """:20:KORAN
:25:0123456789
:28C:00012/001
:60F:C261120IDR100000000,00
:61:2611201120D30000000,00NTRFBLPS0000010155
:86:TRF KUBE MAWAR
:61:261120C2347,18NINTNONREF
:86:JASA GIRO
:62F:C261120IDR70002347,18
-
"""
READ = [
    (DAY, Decimal(-30_000_000), "TRF KUBE MAWAR", "BLPS0000010155"),
    (DAY, Decimal("2347.18"), "JASA GIRO", ""),
]


def statements(text, **more):
    return read(text if isinstance(text, bytes) else text.encode(), **more)


def lines(text, **more):
    whole = combine(statements(text, **more))
    return [(line.date, line.amount, line.text, line.reference) for line in whole.lines]


GOOD = {
    "plain": PLAIN,
    "CR": PLAIN.replace("\n", "\r"),
    "CRLF": PLAIN.replace("\n", "\r\n"),
    "BOM": "\ufeff" + PLAIN,
    "a wrapper of SWIFT": "{1:F01BJTMIDJA0000}{2:I940BJTMIDJAXXXX}{4:\n"
    + PLAIN.replace("\n-\n", "\n-}{5:{CHK:1}}\n"),
    "a long statement number": PLAIN.replace("00012/001", "167619/1"),
    "no statement number": PLAIN.replace(":28C:00012/001\n", ""),
    "currency behind the account": PLAIN.replace("0123456789", "0123456789 IDR"),
    "a code before the account": PLAIN.replace("0123456789", "BJTM/0123456789"),
    "a funds code": PLAIN.replace("1120D3", "1120DR3").replace("C2347", "CR2347"),
    "a return of a credit": PLAIN.replace("1120D3", "1120RC3"),
    "no comma": PLAIN.replace("30000000,00N", "30000000N"),
    "a break before the amount": PLAIN.replace("1120D3", "1120D\n3"),
    "zeros before the balance": PLAIN.replace("IDR1", "IDR000001"),
    "an available balance and words": PLAIN.replace("\n-", "\n:64:C261120IDR1,00\n:86:SELESAI\n-"),
    "lines of other fields": PLAIN.replace(":60F", ":21:X\n:60F"),
}


@pytest.mark.parametrize("case", GOOD)
def test_it_is_read(case):
    assert lines(GOOD[case]) == READ
    assert statements(GOOD[case])[0].proof == Proof.BALANCES
    assert statements(GOOD[case])[0].account.endswith("0123456789")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_is_read(encoding):
    assert lines(PLAIN.encode(encoding)) == READ


REFERENCES = {
    "NTRFBLPS0000010155//BANK123": ("BLPS0000010155", "BANK123 TRF KUBE MAWAR"),
    "NTRFNONREF//BANK123": ("BANK123", "TRF KUBE MAWAR"),
    "NTRF" + "A" * 33: ("A" * 33, "TRF KUBE MAWAR"),
    "FMSCNONREF\nBALANCE_CASHBACK-510151a4-4ead-46c5-05ab-99b88521063c": (
        "BALANCE_CASHBACK-510151a4-4ead-46c5-05ab-99b88521063c",
        "TRF KUBE MAWAR",
    ),
    "NTRFREF1\nSETORAN TUNAI": ("REF1", "SETORAN TUNAI TRF KUBE MAWAR"),
    "N024": ("", "TRF KUBE MAWAR"),
}


@pytest.mark.parametrize("written", REFERENCES)
def test_a_reference_is_whole(written):
    told = lines(PLAIN.replace("NTRFBLPS0000010155", written))

    assert (told[0][3], told[0][2]) == REFERENCES[written]


DETAILS = {
    "TRF: KUBE?\nMAWAR": "TRF: KUBE? MAWAR",
    "A" * 58 + " BLPS00\n00010155": "A" * 58 + " BLPS0000010155",
    "BAYAR 12-09-2026T16\n:26:37 KUBE": "BAYAR 12-09-2026T16 :26:37 KUBE",
    "166?00TRANSFER?20KUBE MA?21WAR?310123?32BENDAHARA": "TRANSFER KUBE MAWAR",
}


@pytest.mark.parametrize("written", DETAILS)
def test_details_are_joined(written):
    assert lines(PLAIN.replace("TRF KUBE MAWAR", written))[0][2] == DETAILS[written]


def test_the_other_side_is_told_by_subfields():
    details = "166?00TRANSFER?20BANTUAN?310012-3000?32KUBE MA?33WAR"

    line = statements(PLAIN.replace("TRF KUBE MAWAR", details))[0].lines[0]

    assert (line.counter_account, line.counter_name) == ("00123000", "KUBE MAWAR")


def test_an_empty_day_is_read():
    empty = PLAIN[: PLAIN.index(":61:")] + ":62F:C261120IDR100000000,00\n-\n"

    (statement,) = statements(empty)

    assert statement.lines == []
    assert (statement.first_on, statement.last_on) == (DAY, DAY)


BAD = {
    "points for thousands": (PLAIN.replace("30000000,00", "30.000.000,00"), 5, "no point"),
    "points in balances": (PLAIN.replace("100000000,00", "100.000.000,00"), 4, "no point"),
    "sen behind a point": (PLAIN.replace("2347,18N", "2347.18N"), 7, "no point"),
    "commas for thousands": (PLAIN.replace("30000000,00", "30,000,000.00"), 5, "no point"),
    "three figures of sen": (PLAIN.replace("2347,18N", "2347,180N"), 7, "not as MT940"),
    "a line of another size": (PLAIN.replace("D30000000", "D3000000"), 9, "−Rp27.000.000"),
    "a line is missing": (PLAIN.replace(":61:261120C", ":99:261120C"), 9, "difference Rp2.347,18"),
    "euro": (PLAIN.replace("IDR", "EUR"), 4, "Only rupiah can be read here, not EUR"),
    "a day of 2020": (PLAIN.replace(":61:261120C", ":61:201126C"), 7, "26 November 2020"),
    "a day that is none": (PLAIN.replace(":61:261120C", ":61:261320C"), 7, "no day"),
    "day and booking far apart": (PLAIN.replace("2611201120D", "2611200320D"), 5, "no day"),
    "garbage": (PLAIN.replace(":61:261120C", ":61:?261120C"), 7, "not as MT940"),
}


@pytest.mark.parametrize("case", BAD)
def test_it_is_refused_with_the_line(case):
    content, row, words = BAD[case]

    with pytest.raises(Refused) as refusal:
        read(content.encode())

    assert words in refusal.value.why
    assert refusal.value.row == row


def test_without_a_closing_balance_there_is_no_proof():
    assert statements(PLAIN.replace(":62F:", ":99:"))[0].proof == Proof.NONE


OTHER = PLAIN.replace("0123456789", "9000000019")


def test_of_several_accounts_the_chosen_one_is_taken():
    found = statements(PLAIN + OTHER, account="0123456789")

    assert [each.account for each in found] == ["0123456789"]
    assert [(each.row, each.why) for each in found[0].left_out] == [(11, "Account 9000000019")]


def test_of_several_accounts_none_is_taken_unasked():
    with pytest.raises(Refused, match="accounts 0123456789, 9000000019"):
        statements(PLAIN + OTHER)


def test_another_account_is_refused():
    with pytest.raises(Refused, match="account 9000000019"):
        statements(OTHER, account="0123456789")


def pages(first_page="12/1", second_page="12/2"):
    """A day in two pages with an alike line in each."""
    first, second = booked([(DAY, -30_000_000, SAID)] * 2, Decimal(100_000_000))
    return mt940([first], page=first_page), mt940([second], page=second_page)


@pytest.mark.parametrize("order", [1, -1])
def test_the_second_page_of_a_day_is_not_lost(order):
    found = [each for page in pages()[::order] for each in statements(page)]

    whole = combine(found)

    assert [line.balance for line in whole.lines] == [70_000_000, 40_000_000]
    assert (whole.opening, whole.closing) == (100_000_000, 40_000_000)


def test_pages_in_one_file_and_again_in_others_are_read_once():
    first, second = pages()
    found = [each for file in (first + second, second, first) for each in statements(file)]

    assert len(combine(found).lines) == 2


def test_a_gap_between_two_statements_is_named():
    first = booked([(DAY, -30_000_000, SAID)], Decimal(100_000_000))
    later = booked([(DAY + datetime.timedelta(days=2), -5_000, "BIAYA")], Decimal(50_000_000))

    whole = combine([*statements(mt940(first)), *statements(mt940(later, page="14/1"))])

    assert [(gap.closing, gap.opening) for gap in whole.gaps] == [(70_000_000, 50_000_000)]
