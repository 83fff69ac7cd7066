"""A downloaded table: its sheet is named and dated."""

import datetime

import pytest

from foundation.exports import MOST_OF_A_SHEET, sheet_name

DAY = datetime.date(2028, 2, 29)


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("Kelompok", "Kelompok 2028-02-29"),
        ("BLPS [2027]/Malang: tahap 1?", "BLPS  2027  Malang 2028-02-29"),
        ("'", "2028-02-29"),
        ("Pembayaran bantuan untuk kelompok", "Pembayaran bantuan u 2028-02-29"),
    ],
)
def test_a_sheet_has_a_name_that_excel_takes(name, sheet):
    assert sheet_name(name, DAY) == sheet
    assert len(sheet) <= MOST_OF_A_SHEET
