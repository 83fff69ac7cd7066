"""The import of a bank statement is atomic and idempotent."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from foundation.rules import RuleBroken
from grants.payment.actions.statements import import_statement
from grants.payment.models import BankFile, StatementLine
from grants.payment.rules.files import NAMES, require_its_bank
from grants.payment.statements.headings import SHIPPED
from grants.payment.statements.lines import Statement
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.bank_writing import BANKS, booked
from tests.grants.factories import OfficeAccountFactory
from tests.grants.statements import COLUMNS, HEADINGS, csv, excel, mt940, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)
YESTERDAY = TODAY - DAY
TWO = [
    (YESTERDAY, -30_000_000, "BLPS0000010155", "TRANSFER KE 00123000001 KUBE MAWAR"),
    (TODAY, 725_000, "NONREF", "SETORAN STS0000010166"),
]
ROWS = [
    [
        f"{YESTERDAY:%d/%m/%Y}",
        "BLPS0000010155",
        "0012-3000001",
        "Bantuan",
        "30.000.000,00",
        "",
        "470.000.000,00",
    ],
    [f"{TODAY:%d/%m/%Y}", "", "", "Setoran", "", "725.000,00", "470.725.000,00"],
    ["", "", "", "Saldo akhir", "", "", "470.725.000,00"],
]


@pytest.fixture
def account():
    return OfficeAccountFactory(columns=COLUMNS)


def send(account, content, name="koran.sta", **more):
    by = UserFactory(role="cashier")
    return import_statement(account=account, name=name, content=content, today=TODAY, by=by, **more)


def lines() -> list:
    return list(StatementLine.objects.order_by("date").values_list("date", "amount", "reference"))


def test_mt940_is_read(account):
    done = send(account, mt940(TWO))

    assert (done.new, done.known) == (2, 0)
    assert lines() == [(YESTERDAY, -30_000_000, "BLPS0000010155"), (TODAY, 725_000, "")]
    assert (done.file.first_on, done.file.last_on) == (YESTERDAY, TODAY)


@pytest.mark.parametrize("table", [csv, excel])
def test_a_table_is_read_by_its_columns(account, table):
    done = send(account, table(ROWS), name="koran.csv")

    assert done.new == 2
    assert lines() == [(YESTERDAY, -30_000_000, "BLPS0000010155"), (TODAY, 725_000, "")]
    assert StatementLine.objects.get(amount=-30_000_000).counter_account == "00123000001"


def test_the_same_file_twice_adds_nothing(account):
    first = send(account, mt940(TWO))

    again = send(account, mt940(TWO))

    assert (again.file, again.new, again.known) == (first.file, 0, 2)
    assert (BankFile.objects.count(), StatementLine.objects.count()) == (1, 2)


def test_a_file_that_overlaps_adds_what_is_new(account):
    send(account, mt940(TWO))

    done = send(account, mt940([*TWO, (TODAY, -5_000, "NONREF", "BIAYA")]))

    assert (done.new, done.known) == (1, 2)


def test_two_lines_alike_in_one_file_are_two(account):
    fee = (TODAY, -5_000, "NONREF", "BIAYA TRANSFER")

    send(account, mt940([fee, fee]))
    done = send(account, mt940([fee, fee, fee]))

    assert (done.new, done.known) == (1, 2)


BAD = {
    "empty": (b"  ", "empty"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0", "neither MT940 nor a table"),
    "no excel": (b"PK\x03\x04 broken", "no table of Excel"),
    "other account": (mt940(TWO, number="9999999999"), "Choose that account"),
    "other account of a table": (
        csv(ROWS).replace(b"0011000123", b"0099999999"),
        "account 0099999999. Choose that account",
    ),
    "part missing": (mt940(TWO, closing=1), "a part is missing"),
    "day to come": (mt940([(TODAY + DAY, -1_000, "X", "")]), "a day to come"),
    "other columns": (csv(ROWS, headings=["A", "B", "C", "D", "E", "F", "G"]), "no row of head"),
    "columns of another bank": (
        csv(ROWS, headings=["Tanggal", "Ref", "Rek", "Uraian", "Keluar", "Masuk", "Saldo"]),
        "Name them anew",
    ),
    "a row missing": (csv([ROWS[0], *ROWS[2:]]), "a line is missing"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_in_words_and_leaves_nothing(account, case):
    content, words = BAD[case]

    with pytest.raises(RuleBroken, match=words):
        send(account, content)

    assert not BankFile.objects.exists()
    assert not StatementLine.objects.exists()


def test_a_table_without_named_columns_asks_for_them():
    with pytest.raises(RuleBroken, match="which column is what"):
        send(OfficeAccountFactory(), csv(ROWS))


def test_a_bank_that_is_known_needs_no_columns():
    march = [(YESTERDAY, -30_000_000, "TRF"), (TODAY, 725_000, "STS")]
    content = BANKS["BSI"](booked(march))

    assert send(OfficeAccountFactory(bank="Bank BSI"), content).new == 2


def without_balances(account):
    account.without_balances = True
    account.columns = {name: each for name, each in COLUMNS.items() if name != "balance"}
    account.save()
    return csv([row[:-1] for row in ROWS[:2]], headings=HEADINGS[:-1])


def test_without_balances_the_cashier_types_the_sums(account):
    content = without_balances(account)

    done = send(account, content, spent=Decimal(30_000_000), earned=Decimal(725_000))

    assert done.new == 2


@pytest.mark.parametrize(
    ("spent", "words"),
    [(None, "Rp30.000.000 went out and Rp725.000 came in"), (1, "come to Rp30.000.000")],
)
def test_without_balances_and_sums_nothing_is_kept(account, spent, words):
    content = without_balances(account)

    with pytest.raises(RuleBroken, match=words) as refusal:
        send(account, content, spent=spent and Decimal(spent), earned=Decimal(725_000))

    assert refusal.value.field == "spent"


def test_an_order_of_days_that_was_said_is_kept(account):
    account.day_order = "month"
    row = ["11/02/2026", "", "", "Bantuan", "1.000,00", "", "5.000,00"]

    send(account, csv([row]))

    assert StatementLine.objects.get().date == datetime.date(2026, 11, 2)


def test_sen_stay_with_the_line(account):
    content = mt940(TWO).replace(b"725000,00", b"725000,18")

    send(account, content.replace(b"5000,00\r\n-", b"5000,18\r\n-"))

    line = StatementLine.objects.get(reference="")
    assert (line.amount, line.sen, line.written) == (725_000, 18, "Rp725.000,18")
    assert line.balance == Decimal("470725000.18")


def test_the_page_keeps_the_file(as_user, account):
    client = as_user(UserFactory(role="cashier"))
    form = client.get(reverse("grants:import_statement")).context["form"]
    sent = {"submission": form["submission"].value(), "account": account.pk}

    answers = [
        client.post(reverse("grants:import_statement"), sent | {"file": upload(mt940(TWO))})
        for _tap in range(2)
    ]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert bytes(BankFile.objects.get().content) == mt940(TWO)


def test_the_page_says_what_is_wrong_with_the_file(as_user, account):
    client = as_user(UserFactory(role="cashier"))
    form = client.get(reverse("grants:import_statement")).context["form"]
    sent = {"submission": form["submission"].value(), "account": account.pk}

    answer = client.post(reverse("grants:import_statement"), sent | {"file": upload(b"PK oops")})

    assert answer.status_code == 422
    assert "Bukan tabel Excel" in str(answer.context["form"].errors["file"])


def test_another_district_cannot_send_to_this_account(as_user, account):
    client = as_user(UserFactory(role="cashier", at="35.79"))
    form = client.get(reverse("grants:import_statement")).context["form"]
    sent = {"submission": form["submission"].value(), "account": account.pk}

    answer = client.post(reverse("grants:import_statement"), sent | {"file": upload(mt940(TWO))})

    assert answer.status_code == 422
    assert not BankFile.objects.exists()


def test_the_file_is_given_back_to_the_byte(as_user, account):
    done = send(account, mt940(TWO))
    client = as_user(UserFactory(role="auditor"))

    answer = client.get(reverse("grants:download_bank_file", args=[done.file.pk]))

    assert b"".join(answer.streaming_content) == mt940(TWO)


@pytest.mark.parametrize("own", ["Bank BRI", "Bank Rakyat Indonesia"])
def test_a_table_of_another_bank_is_asked_about(own):
    account = OfficeAccountFactory(bank=own)

    with pytest.raises(RuleBroken, match="a table of BSI"):
        require_its_bank(account, [Statement("BSI")])
    require_its_bank(account, [Statement("BRI"), Statement("MT940"), Statement("BSI", "001")])
    require_its_bank(OfficeAccountFactory(bank="BPD Kota", number="0077000001"), [Statement("BSI")])


def test_every_shipped_bank_is_known_by_its_name():
    assert {profile.bank for profile in SHIPPED} == set(NAMES)
