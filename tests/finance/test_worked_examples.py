"""The worked table of domain.md §5, compared after each row; its copies; its refusals."""

import pytest
from django.db import DatabaseError, connection, transaction

from finance import ledger
from finance.actions import counts, money
from finance.actions.corrections import reverse_entry
from finance.models import Book, Entry
from finance.reports.balance_sheet import balance_sheet
from foundation.rules import RuleBroken
from tests.factories import GroupFactory
from tests.finance.worked_case import WorkedCase, day

pytestmark = pytest.mark.django_db
IN_MAY = day(2, 5)

# row: cash, bank, loans, herd, savings, IKS, grant, equity, result; an empty cell is unchanged
TABLE = """
E1  |500.000|1.300.000|0|0|1.250.000|250.000|0|300.000|0
E2  |685.000||||1.385.000|300.000|||
E3  |585.000|||||200.000|||
E4  |535.000||||1.335.000||||
E5  |135.000|1.700.000|||||||
E6  ||1.697.347|||||||-2.653
E7  ||697.347|1.000.000||||||
E8  |365.000||900.000||1.415.000|240.000|||7.347
E9  |587.000||700.000||||||29.347
E10 |687.000||||1.515.000||||
E11 |597.000||||1.425.000||||
E12 |595.000||||||||27.347
E13 |1.305.000||0||||||37.347
E14 ||30.697.347|||||30.000.000||
E15 ||12.022.347||18.675.000|||11.325.000|18.975.000|
E16 ||7.022.347||23.675.000|||6.325.000|23.975.000|
E17 ||1.422.347|||||725.000||
E18 ||697.347|||||0||
E19 ||16.171.597||14.225.000|||||6.061.597
E20 ||13.159.472|||||||3.049.472
E21 ||3.259.472||24.125.000|||||
E22 |1.155.000||||||||2.899.472
E23 |1.035.000||||1.305.000||||
E24 |1.085.000||||1.355.000||||
E25 ||||||||26.874.472|0
E26 |||||3.094.682|384.973||24.989.817|
E27 |985.000||||2.994.682||||
"""


def rows_of(table: str) -> dict[str, list[int]]:
    rows, figures = {}, []
    for line in table.split("\n")[1:-1]:
        name, *cells = line.split("|")
        given = [int(cell.replace(".", "")) if cell else None for cell in cells]
        figures = [
            before if now is None else now
            for now, before in zip(given, figures or given, strict=True)
        ]
        rows[name.strip()] = figures
    return rows


ROWS = rows_of(TABLE)


def test_every_row_of_the_table():
    case = WorkedCase()

    for name, figures in ROWS.items():
        getattr(case, name.lower())()

        now = balance_sheet(case.group)
        assert list(now) == figures, name
        assert now.is_balanced, name


def test_after_the_last_row_cash_and_bank_cover_what_is_owed():
    now = balance_sheet(WorkedCase().upto("E27").group)

    assert (now.at_hand, now.savings + now.iks + now.grant) == (4_244_472, 3_379_655)
    assert now.is_covered


@pytest.mark.parametrize(
    ("after", "lines", "changed"),
    [
        pytest.param(
            "E21",
            [("expense:herd_loss", "herd:B", 9_225_000)],
            {"herd": 14_900_000, "result": -6_175_528},
            id="S1 an animal dies",
        ),
        pytest.param(
            "E21",
            [("bank", "herd:B", 8_900_000), ("expense:herd_loss", "herd:B", 325_000)],
            {"bank": 12_159_472, "herd": 14_900_000, "result": 2_724_472},
            id="S2 an animal is sold with a loss",
        ),
        pytest.param(
            "E9",
            [("expense:bad_loan", "loan:M02", 700_000)],
            {"loans": 0, "result": -670_653},
            id="S3 a loan is written off",
        ),
    ],
)
def test_copies_through_the_ledger(after, lines, changed):
    case = WorkedCase().upto(after)

    case.post(day(31, 12), *lines)

    assert balance_sheet(case.group) == expected(after, **changed)


def test_s4_the_bank_returns_the_grant():
    case = WorkedCase().upto("E14")
    grant = Entry.objects.get(credit=case.book("grant"))

    ledger.reverse([grant], date=day(19, 5), reason="dikembalikan bank", by=case.by)

    assert balance_sheet(case.group) == expected("E14", bank=697_347, grant=0)


def test_s5_the_box_holds_more():
    case = WorkedCase().upto("E12")
    who = {"counted_by": case.member(1), "reason": "belum tahu"}

    case.act(counts.count_cash, day(1, 5), counted=600_000, **who)

    assert balance_sheet(case.group) == expected("E12", cash=600_000, result=32_347)


def expected(row: str, **changed):
    """The figures of a row with some changed."""
    names = ["cash", "bank", "loans", "herd", "savings", "iks", "grant", "equity", "result"]
    return type(balance_sheet(GroupFactory()))(**dict(zip(names, ROWS[row], strict=True)) | changed)


# Refused by actions


def test_more_than_was_saved():
    case = WorkedCase().upto("E1")

    with pytest.raises(RuleBroken, match=r": Rp50.000. Rp60.000 cannot be drawn"):
        case.act(money.withdraw_savings, day(2, 1), membership=case.member(4), amount=60_000)


def test_more_help_than_there_is_in_the_fund():
    case = WorkedCase().upto("E3")
    asked = {"membership": case.member(7), "amount": 250_000, "note": "sakit"}

    with pytest.raises(RuleBroken, match=r"fund holds Rp200.000. Lower the help"):
        case.act(money.give_help, day(16, 1), **asked)


def test_mandatory_savings_are_not_drawn_by_a_member():
    case = WorkedCase().upto("E2")

    with pytest.raises(RuleBroken, match=r": Rp0. Rp10.000 cannot be drawn"):
        case.act(money.withdraw_savings, day(11, 1), membership=case.member(2), amount=10_000)


def test_nothing_more_in_a_closed_month():
    case = WorkedCase().upto("E12")
    late = {"amount": 1_000, "date": day(20, 4), "today": day(2, 5)}

    with pytest.raises(RuleBroken, match=r"book of April is closed. Record it in May"):
        money.move_to_bank(group=case.group, by=case.by, **late)


def test_no_second_reversal_and_no_reversal_of_a_reversal():
    case = WorkedCase().upto("E11")
    wrong = Entry.objects.get(reversal__isnull=False)

    for entry, words in ((wrong, "reversed before"), (wrong.reversal, "reversal already")):
        with pytest.raises(RuleBroken, match=words):
            reverse_entry(entry=entry, reason="lagi", today=day(12, 4), by=case.by)


# Refused by the database


def raw(group, debit, credit, amount, date=IN_MAY, reverses=None):
    """Run SQL as the site's database role."""
    whose = debit.membership_id or credit.membership_id
    arrays = [[date], [debit.pk], [credit.pk], [amount], [whose], [None], [reverses], [None], ["x"]]
    types = ["date", *["bigint"] * 7, "text"]
    holes = ", ".join(f"%s::{kind}[]" for kind in types)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT finance_post(%s, %s, {holes})", [group.pk, group.registered_by_id, *arrays]
        )


@pytest.mark.parametrize(
    ("debit", "credit", "amount", "date", "constraint"),
    [
        ("sukarela:M04", "cash", 60_000, day(2, 5), "finance_book_not_negative"),
        ("iks", "cash", 250_000, day(2, 5), "finance_book_not_negative"),
        ("wajib:M02", "cash", 90_000, day(2, 5), "finance_book_not_negative"),
        ("cash", "iks", 5_000, day(20, 4), "finance_entry_period_open"),
        ("cash", "cash", 5_000, day(2, 5), "finance_entry_two_books"),
        ("cash", "iks", 0, day(2, 5), "finance_entry_amount_positive"),
        ("cash", "iks", -5_000, day(2, 5), "finance_entry_amount_positive"),
    ],
)
def test_raw_entries_are_refused(debit, credit, amount, date, constraint):
    case = WorkedCase().upto("E12")

    with pytest.raises(DatabaseError) as refusal:
        raw(case.group, case.book(debit), case.book(credit), amount, date)

    assert refusal.value.__cause__.diag.constraint_name == constraint


def test_raw_entries_of_two_groups_are_refused():
    case = WorkedCase().upto("E1")
    foreign = ledger.book(GroupFactory(), Book.Kind.IKS)

    with pytest.raises(DatabaseError, match="of one group"):
        raw(case.group, case.book("cash"), foreign, 5_000)


def test_raw_second_reversals_and_reversals_of_reversals_are_refused():
    case = WorkedCase().upto("E11")
    wrong = Entry.objects.get(reversal__isnull=False)

    with pytest.raises(DatabaseError, match="finance_entry_reverses_id_key"):
        raw(case.group, wrong.credit, wrong.debit, wrong.amount, reverses=wrong.pk)

    with pytest.raises(DatabaseError, match="of an earlier original entry"):
        raw(case.group, wrong.debit, wrong.credit, wrong.amount, reverses=wrong.reversal.pk)
