"""A cashier uploads the bank's statement, matches exact lines, and explains a double payment."""

import pytest
from django.db import transaction
from django.urls import reverse

from grants.payment.models import BankFile, LineNote, Match
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import (
    GRANT,
    AgreementFactory,
    AwardFactory,
    DisbursementFactory,
    OfficeAccountFactory,
    StatementLineFactory,
    TransferFactory,
)
from tests.grants.statements import csv, mt940

pytestmark = pytest.mark.django_db(transaction=True)


def payment(transfer):
    return (TODAY, -GRANT, transfer.reference, f"TRF KE {transfer.account.number} KUBE")


def test_a_statement_is_worked_off(page, sign_in, axe, no_sideways_scroll):
    OfficeAccountFactory()
    first, second = TransferFactory(), TransferFactory()
    fee = (TODAY, -6_500, "NONREF", "BIAYA TRANSFER")
    lines = [payment(first), payment(second), payment(second), fee]
    sign_in(page, UserFactory(role="cashier"))

    page.goto(reverse("grants:import_statement"))
    page.get_by_label("Berkas bank").set_input_files(
        {"name": "november.sta", "mimeType": "text/plain", "buffer": mt940(lines)}
    )
    page.get_by_role("button", name="Kirim rekening koran").click()
    page.get_by_text("4 baris baru.").wait_for()
    looked_at(page, axe, no_sideways_scroll)

    with page.expect_navigation():
        page.get_by_role("link", name="Cocokkan yang sama").click()
    looked_at(page, axe, no_sideways_scroll)
    page.get_by_role("button", name="Cocokkan yang dicentang").click()
    page.get_by_text("2 baris dicocokkan.").wait_for()

    page.get_by_role("link", name=second.reference).click()
    page.get_by_role("link", name="Jelaskan").click()
    page.get_by_label("Dibayar dua kali").check()
    page.get_by_label("Apa yang terjadi?").fill("Bank mengirim dua kali.")
    looked_at(page, axe, no_sideways_scroll)
    page.get_by_role("button", name="Simpan penjelasan").click()
    page.get_by_text("Bank mengirim dua kali.").wait_for()

    looked_at(page, axe, no_sideways_scroll)
    assert (Match.objects.count(), LineNote.objects.count()) == (2, 1)


def test_a_table_of_another_bank_is_named_and_sent(page, sign_in, axe, no_sideways_scroll):
    OfficeAccountFactory()
    sign_in(page, UserFactory(role="cashier"))
    table = csv(
        [[f"{TODAY:%d/%m/%Y}", "", "0012-3", "BIAYA TRANSFER", "6.500,00", "", "100.000,18"]]
    )
    file = {"name": "november.csv", "mimeType": "text/csv", "buffer": table}

    page.goto(reverse("grants:import_statement"))
    page.get_by_role("link", name="Tentukan kolom").click()
    page.get_by_label("Tabel dari bank ini").set_input_files(file)
    page.get_by_role("button", name="Baca judul kolom").click()
    page.get_by_role("cell", name="BIAYA TRANSFER").wait_for()
    looked_at(page, axe, no_sideways_scroll)

    page.get_by_role("button", name="Lihat hasil bacaan").click()
    page.get_by_text("Saldo Rp100.000,18").wait_for()
    looked_at(page, axe, no_sideways_scroll)
    page.get_by_role("button", name="Ya, simpan").click()

    page.get_by_label("Berkas bank").set_input_files(file)
    page.get_by_role("button", name="Kirim rekening koran").click()
    page.get_by_text("1 baris baru.").wait_for()

    page.goto(reverse("grants:bank_file", args=[BankFile.objects.get().pk]))
    looked_at(page, axe, no_sideways_scroll)


def test_one_line_is_divided_among_two_payments(page, sign_in, axe, no_sideways_scroll):
    with transaction.atomic():  # two awards of one decree
        first = TransferFactory()
        award = AwardFactory(decree=first.disbursement.award.decree)
    AgreementFactory(award=award)
    TransferFactory(disbursement=DisbursementFactory(award=award, order=first.disbursement.order))
    line = StatementLineFactory(amount=-2 * GRANT, text="BULK TRF 2 REK")
    sign_in(page, UserFactory(role="cashier"))

    page.goto(reverse("grants:statement_line", args=[line.pk]))
    looked_at(page, axe, no_sideways_scroll)
    page.get_by_role("link", name="Untuk beberapa pembayaran").click()
    page.get_by_role("button", name="Bagi dan cocokkan").click()
    page.get_by_text("Tulis dari mana Anda tahu").first.wait_for()
    looked_at(page, axe, no_sideways_scroll)
    page.get_by_label("Dari mana Anda tahu?").fill("Dua kelompok dalam satu SP2D.")
    page.get_by_role("button", name="Bagi dan cocokkan").click()
    page.get_by_text("2 baris dicocokkan.").wait_for()

    page.goto(reverse("grants:statement_line", args=[line.pk]))
    looked_at(page, axe, no_sideways_scroll)


def looked_at(page, axe, no_sideways_scroll):
    axe(page)
    no_sideways_scroll(page)
