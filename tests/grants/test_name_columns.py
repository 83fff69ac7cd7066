"""The columns of another bank's table: its first rows are shown, what is read is read back."""

import datetime

import pytest
from django.urls import reverse

from grants.payment.models import OfficeAccount
from tests.factories import UserFactory
from tests.grants.bank_writing import excel
from tests.grants.factories import OfficeAccountFactory
from tests.grants.statements import COLUMNS, csv, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ROWS = [
    ["02/03/2026", "BLPS01", "0012-3", "Bantuan", "30.000.000,00", "", "70.000.000,00"],
    ["25/03/2026", "", "", "Setoran", "", "725.000,18", "70.725.000,18"],
    ["", "", "", "Saldo akhir", "", "", "70.725.000,18"],
]
KLIK = "Tanggal;Uraian;Jumlah;;Saldo\n02/03/2026;TRF;30.000.000,00;DB;70.000.000,00\n"


@pytest.fixture
def account():
    return OfficeAccountFactory()


@pytest.fixture
def ask(as_user, account):
    client = as_user(UserFactory(role="cashier"))
    return lambda sent: client.post(reverse("grants:name_columns", args=[account.pk]), sent)


def chosen(answer, **more):
    form = answer.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    return {name: each for name, each in (sent | more).items() if each != ""}


def test_the_first_rows_are_shown_and_the_columns_guessed(ask):
    answer = ask({"file": upload(csv(ROWS), "koran.csv")})

    assert answer.context["table"]["rows"][0] == ROWS[0]
    assert chosen(answer).items() >= COLUMNS.items()


def test_what_is_understood_is_read_back_before_it_is_kept(ask, account):
    form = chosen(ask({"file": upload(csv(ROWS), "koran.csv")}))

    answer = ask(form)

    assert [read.amount for read in answer.context["lines"]] == ["−Rp30.000.000", "Rp725.000,18"]
    assert "2 Maret 2026" in answer.text
    assert [each.row for each in answer.context["left_out"]] == [7]
    assert OfficeAccount.objects.get().columns == {}


def test_it_is_kept_once_looked_at(ask):
    form = chosen(ask({"file": upload(csv(ROWS), "koran.csv")}))

    answer = ask(form | {"sure": "1", "day_order": "day"})

    assert answer.status_code == 302
    kept = OfficeAccount.objects.get()
    assert (kept.columns, kept.day_order, kept.without_balances) == (COLUMNS, "day", False)


def test_it_can_be_changed_after_looking(ask):
    form = chosen(ask({"file": upload(csv(ROWS), "koran.csv")}))

    answer = ask(form | {"change": "1", "text": "No. Referensi"})

    assert answer.status_code == 200
    assert answer.context["form"]["text"].value() == "No. Referensi"
    assert answer.context["table"]["rows"][0] == ROWS[0]


def test_columns_without_a_heading_are_offered(ask):
    answer = ask({"file": upload(KLIK.encode(), "koran.csv")})

    assert chosen(answer)["mark"] == "kolom 4"
    read = ask(chosen(answer)).context["lines"]
    assert [each.amount for each in read] == ["−Rp30.000.000"]


def test_days_of_excel_are_handed_on(ask):
    rows = [["Tanggal", "Uraian", "Debet", "Kredit", "Saldo"]]
    rows.append([datetime.date(2026, 3, 2), "TRF", 5.5, "", 100.0])

    form = chosen(ask({"file": upload(excel(rows), "koran.xlsx")}))

    assert "2 Maret 2026" in ask(form).text


WRONG = {
    "no side": {"out": ""},
    "two ways": {"amount": "Uraian"},
    "one column twice": {"reference": "Tanggal"},
    "no sample": {"sample": "{"},
    "an odd sample": {"sample": '{"rows": 5, "names": [], "first": "x"}'},
    "no such column": {"date": "?"},
    "no balance": {"balance": ""},
    "balance and none": {"without_balances": "on"},
    "no day in it": {"date": "Uraian", "text": ""},
}


@pytest.mark.parametrize("case", WRONG)
def test_columns_that_make_no_sense_are_asked_again(ask, case):
    form = chosen(ask({"file": upload(csv(ROWS), "koran.csv")}))

    answer = ask(form | WRONG[case])

    assert answer.status_code == 422
    assert OfficeAccount.objects.get().columns == {}


def test_a_bank_without_balances_says_so(ask):
    rows = [row[:-1] for row in ROWS[:2]]
    headings = ["Tanggal", "No. Referensi", "Rekening Lawan", "Uraian", "Debet", "Kredit"]
    form = chosen(ask({"file": upload(csv(rows, headings), "koran.csv")}))

    ask(form | {"without_balances": "on", "sure": "1"})

    assert OfficeAccount.objects.get().without_balances


def test_a_file_without_headings_is_refused(ask):
    assert ask({"file": upload(b"1;2;3\n", "koran.csv")}).status_code == 422
