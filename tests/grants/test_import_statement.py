"""The import of a bank statement is atomic and idempotent."""

import datetime

import pytest
from django.urls import reverse

from foundation.rules import RuleBroken
from grants.payment.actions.statements import import_statement
from grants.payment.bank_tables import guess, headings_of, read_amount, read_day
from grants.payment.models import BankFile, OfficeAccount, StatementLine
from tests.conftest import TODAY
from tests.factories import UserFactory
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
    [f"{YESTERDAY:%d/%m/%Y}", "BLPS0000010155", "0012-3000001", "Bantuan", "30.000.000,00", ""],
    [f"{TODAY:%d/%m/%Y}", "", "", "Setoran", "", "725.000,00"],
    ["", "", "", "Saldo akhir", "", "470.725.000,00"],
]


@pytest.fixture
def account():
    return OfficeAccountFactory(columns=COLUMNS)


def send(account, content, name="koran.sta", **more):
    cashier = more.pop("by", None) or UserFactory(role="cashier")
    return import_statement(account=account, name=name, content=content, today=TODAY, by=cashier)


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


def test_days_and_amounts_of_excel_are_read_as_they_are(account):
    send(account, excel([[TODAY, "X", 123000001, "Bantuan", 30_000_000, ""]]), name="koran.xlsx")

    assert lines() == [(TODAY, -30_000_000, "X")]


def test_one_column_with_a_sign_of_its_own(account):
    account.columns = {"date": "Tanggal", "amount": "Mutasi", "mark": "D/K"}
    rows = [[f"{TODAY:%d/%m/%Y}", "1.000.000", "D"], [f"{TODAY:%d/%m/%Y}", "2.000", "K"]]

    send(account, csv(rows, headings=["Tanggal", "Mutasi", "D/K"]))

    assert [amount for _date, amount, _reference in lines()] == [-1_000_000, 2_000]


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


def test_a_day_comes_in_one_kind_of_file(account):
    send(account, mt940(TWO))

    with pytest.raises(RuleBroken, match="another kind"):
        send(account, csv(ROWS), name="koran.csv")


def test_a_word_broken_at_the_end_of_a_full_line_is_whole(account):
    words = "A" * 58 + " BLPS00\n00010155"

    send(account, mt940([(TODAY, -1_000, "NONREF", words)]))

    assert "BLPS0000010155" in StatementLine.objects.get().text


BAD = {
    "empty": (b"  ", "empty"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0", "neither MT940 nor a table"),
    "no excel": (b"PK\x03\x04 broken", "no table of Excel"),
    "other account": (mt940(TWO, number="9999999999"), "Choose that account"),
    "part missing": (mt940(TWO, closing=1), "a part is missing"),
    "sen": (mt940(TWO).replace(b"725000,00", b"725000,50"), "sen"),
    "garbage": (mt940(TWO).replace(b":61:", b":61:?"), "not as MT940 wants it"),
    "dollars": (mt940(TWO).replace(b"IDR", b"USD"), "Only rupiah"),
    "day to come": (mt940([(TODAY + DAY, -1_000, "X", "")]), "Look at the days"),
    "no lines": (mt940([]), "no lines"),
    "other columns": (csv(ROWS, headings=["A", "B", "C", "D", "E", "F"]), "Name them anew"),
    "no day": (csv([["", "", "", "Bantuan", "1.000", ""]]), "Row 5: the day is missing"),
    "no amount": (csv([["1/11/2026", "", "", "", "seribu", ""]]), "is no amount"),
    "month first": (csv([["11/24/2026", "", "", "", "1.000", ""]]), "is no day"),
    "in and out": (csv([["1/11/2026", "", "", "", "1.000", "1.000"]]), "in and out"),
    "sen in a table": (csv([["1/11/2026", "", "", "", "1.000,25", ""]]), "sen"),
    "quote left open": (csv([]) + b'\n"' + b"x" * 200_000, "neither MT940 nor a table"),
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


@pytest.mark.parametrize("typed", ["30.000.000,00", "30,000,000.00", "30000000", "Rp 30.000.000"])
def test_an_amount_is_read_however_it_is_written(typed):
    assert read_amount(typed) == (30_000_000, "")


@pytest.mark.parametrize(
    ("typed", "amount", "mark"),
    [("1.000,00 DB", 1_000, "DB"), ("-1.000", -1_000, ""), ("(1.000)", -1_000, ""), ("", 0, "")],
)
def test_a_sign_is_read(typed, amount, mark):
    assert read_amount(typed) == (amount, mark)


@pytest.mark.parametrize("typed", ["24/11/2026", "24-11-26", "2026-11-24", "24 Nop 2026"])
def test_a_day_is_read_however_it_is_written(typed):
    assert read_day(typed) == datetime.date(2026, 11, 24)


def test_headings_are_found_and_guessed():
    found = headings_of(csv(ROWS))

    assert found == HEADINGS
    assert guess(found) == COLUMNS


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


def test_columns_are_named_from_a_table(as_user):
    account = OfficeAccountFactory()
    client = as_user(UserFactory(role="cashier"))
    url = reverse("grants:name_columns", args=[account.pk])

    asked = client.post(url, {"file": upload(csv(ROWS), "koran.csv")}).context["form"]
    sent = {name: asked[name].value() or "" for name in asked.fields}
    answer = client.post(url, sent)

    assert answer.status_code == 302
    assert OfficeAccount.objects.get().columns == COLUMNS


@pytest.mark.parametrize(
    "wrong",
    [{"out": ""}, {"amount": "Uraian"}, {"reference": "Tanggal"}, {"headings": "{"}, {"date": "?"}],
)
def test_columns_that_make_no_sense_are_asked_again(as_user, wrong):
    account = OfficeAccountFactory()
    client = as_user(UserFactory(role="cashier"))
    sent = (
        COLUMNS
        | {
            "headings": '["Tanggal", "Debet", "Kredit", "No. Referensi", "Uraian", '
            '"Rekening Lawan"]'
        }
        | wrong
    )

    answer = client.post(reverse("grants:name_columns", args=[account.pk]), sent)

    assert answer.status_code == 422
    assert OfficeAccount.objects.get().columns == {}


def test_an_account_is_entered(as_user):
    client = as_user(UserFactory(role="cashier"))
    sent = {"office": "35.07", "bank": "Bank Jatim", "number": "0011-000123"}

    answers = [client.post(reverse("grants:add_office_account"), sent) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 422]
    assert OfficeAccount.objects.get().number == "0011000123"


def test_the_file_is_given_back_to_the_byte(as_user, account):
    done = send(account, mt940(TWO))
    client = as_user(UserFactory(role="auditor"))

    answer = client.get(reverse("grants:download_bank_file", args=[done.file.pk]))

    assert b"".join(answer.streaming_content) == mt940(TWO)
