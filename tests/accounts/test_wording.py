import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation

from foundation import formatting as wording
from tests.conftest import TODAY

A_TUESDAY = datetime.date(2026, 11, 24)
EVENING = datetime.datetime(2026, 11, 24, 9, 5, tzinfo=datetime.UTC)
SITI = SimpleNamespace(name="Siti Aminah", sex="F")
WAGIMAN = SimpleNamespace(name="Wagiman", sex="M")


@pytest.mark.parametrize(
    ("amount", "text"),
    [(1_250_000, "Rp1.250.000"), (0, "Rp0"), (-100_000, "−Rp100.000"), (999, "Rp999")],
)
def test_rupiah(amount, text):
    assert wording.rupiah(amount) == text


@pytest.mark.parametrize(("amount", "shown"), [(2, "2"), (1_250, "1.250"), (100, "100")])
def test_a_whole_quantity_has_no_comma(amount, shown):
    assert (
        wording.quantity(amount)
        == wording.quantity(Decimal(amount).quantize(Decimal("0.01")))
        == shown
    )


def test_dotted_has_no_sign_of_money():
    assert wording.dotted(1_250_000) == "1.250.000"
    assert wording.dotted(-2_000) == "−2.000"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "nol rupiah"),
        (1_000, "seribu rupiah"),
        (111_500, "seratus sebelas ribu lima ratus rupiah"),
        (485_000, "empat ratus delapan puluh lima ribu rupiah"),
    ],
)
def test_terbilang(amount, words):
    assert wording.terbilang(amount) == words


def test_in_english_the_figure_stays():
    with translation.override("en"):
        assert wording.terbilang(485_000) == "Rp485.000"


def test_days_in_indonesian():
    assert wording.day(A_TUESDAY) == "24 November 2026"
    assert wording.weekday(A_TUESDAY) == "Selasa, 24 November 2026"
    assert wording.short_day(datetime.date(2026, 8, 3)) == "3 Agu 2026"
    assert wording.month(datetime.date(2026, 5, 3)) == "Mei 2026"


def test_days_in_english():
    with translation.override("en"):
        assert wording.weekday(A_TUESDAY) == "Tuesday, 24 November 2026"
        assert wording.short_day(datetime.date(2026, 8, 3)) == "3 Aug 2026"


def test_a_moment_is_told_in_the_time_of_the_office():
    assert wording.clock(EVENING) == "16.05"
    assert wording.clock(datetime.time(19)) == "19.00"
    assert wording.day(datetime.datetime(2026, 11, 23, 20, tzinfo=datetime.UTC)) == (
        "24 November 2026"
    )


def test_no_day_is_no_text():
    assert (wording.day(None), wording.clock(None)) == ("", "")


@pytest.mark.parametrize(
    ("days", "text"), [(3, "3 hari lagi"), (0, "hari ini"), (-17, "17 hari"), (1, "1 hari lagi")]
)
def test_how_far_a_day_is(days, text):
    assert wording.ago(TODAY + datetime.timedelta(days=days), TODAY) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [(-6, "terlambat 6 hari"), (-1, "terlambat 1 hari"), (0, "hari ini"), (3, "3 hari lagi")],
)
def test_what_was_due_is_late_by_so_many_days(days, text):
    assert wording.due(TODAY + datetime.timedelta(days=days), TODAY) == text


def test_people_are_addressed_with_respect():
    assert wording.respectful(SITI) == "Bu Siti"
    assert wording.respectful(WAGIMAN) == "Pak Wagiman"
    assert wording.respectful_full(SITI) == "Bu Siti Aminah"


def test_a_status_is_tint_icon_and_word():
    html = Template('{% status "bad" text %}').render(Context({"text": "17 hari <b>"}))

    assert 'class="status status-bad"' in html
    assert "icons.svg#alert" in html
    assert "17 hari &lt;b&gt;" in html
