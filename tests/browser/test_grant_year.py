"""End to end: all steps of a grant, by three or seven users in turn, through the pages."""

import pytest

from tests.browser.grant_steps import PHOTO, Walk, days_pass
from tests.full import WALKS
from tests.grants.factories import DAY
from tests.grants.statements import mt940

ACCOUNT = "0012345678"
FEED, FEED_BOUGHT = 10_000_000, 9_750_000  # the rest of the grant is for a cow
REMAINDER = 750_000
OFFICES = [(7, 30_000_000), (3, 24_500_000)] if WALKS else [(7, 30_000_000)]


@pytest.fixture
def looked_at(page, axe, no_sideways_scroll):
    def look() -> None:
        axe(page)
        no_sideways_scroll(page)

    return look


@pytest.mark.parametrize(("people", "amount"), OFFICES)
def test_a_grant_from_the_proposal_to_the_refund(
    page, sign_in, looked_at, transactional_db, people, amount
):
    walk = Walk(page, sign_in, people, amount)

    propose_the_group(walk)
    plan(walk, looked_at)
    visit_and_score(walk, looked_at)
    rank_and_publish(walk)
    propose_the_list_and_decree(walk)
    agree(walk)
    open_an_account(walk)
    pay(walk)
    paid = walk.award.disbursement.transfers.get()
    match(walk, "Sampai, menurut rekening koran", "Sudah dibayar", -amount, paid.reference)
    hand_over_and_buy(walk, looked_at)
    report(walk, looked_at)
    refund(walk)
    given_back = walk.award.refunds.get()
    match(walk, "Pengembalian sampai", "Sudah dikembalikan", REMAINDER, given_back.reference)

    all_is_done(walk, looked_at)


def propose_the_group(walk):
    walk.sign_in(walk.page, walk.facilitator)
    walk.take("Usulkan kelompok yang memenuhi syarat")
    walk.click("Usulkan")
    walk.send("Usulkan", note="Rajin bertemu, kandang siap.")
    walk.click("Tambah")
    walk.send("Simpan berkas", picture=PHOTO)


def plan(walk, looked_at):
    walk.turn(
        walk.facilitator,
        "Rencana anggaran biaya (RAB)",
        "Pendamping",
        task="Belum ada rencana belanja (RAB)",
    )
    looked_at()
    lines = {
        0: {
            "item": "Sapi",
            "kind": "animal",
            "quantity": 1,
            "unit": "ekor",
            "price": walk.amount - FEED,
        },
        1: {
            "item": "Pakan",
            "kind": "consumable",
            "quantity": 50,
            "unit": "karung",
            "price": 200_000,
        },
    }
    typed = {
        f"lines-{row}-{name}": value for row, line in lines.items() for name, value in line.items()
    }
    meeting = walk.group.meetings.get().pk
    walk.send("Simpan RAB", meeting=meeting, plan="Menggemukkan sapi bersama.", **typed)


def visit_and_score(walk, looked_at):
    walk.turn(walk.verifier, "Diperiksa di tempat", "Verifikator", task="Kunjungi dan nilai")
    walk.click("Nyatakan hubungan")
    walk.send("Simpan pernyataan", related="no")
    walk.click("Catat kunjungan")
    walk.send(
        "Simpan kunjungan",
        place="Kandang kelompok",
        people=3,
        books_seen="Buku kas, lengkap",
        photos=PHOTO,
    )

    walk.turn(walk.verifier, "Dinilai", "Verifikator", task="Kunjungi dan nilai")
    walk.click("Nilai kelompok")
    looked_at()
    scores = {f"level_{number}": 3 for number in range(1, 11)}
    seen = {f"evidence_{number}": "Dilihat pada kunjungan" for number in range(1, 11)}
    for name, value in (scores | seen).items():
        walk.fill(name, value)
    walk.page.get_by_role("button", name="Tandatangani nilai", exact=True).click()
    walk.page.locator("[type='checkbox'][name='sure']").check()  # other levels than the books say
    walk.send("Tandatangani nilai")


def rank_and_publish(walk):
    days_pass(walk.round, proposals_until=walk.today - DAY)
    walk.turn(walk.head, "Diperingkat", "Kepala bidang", task="tutup penilaian")
    walk.click("Tutup penilaian")
    walk.send("Tutup penilaian", team_1="Yuli", team_2="Hendro", team_3="Endang")

    walk.turn(walk.head, "Daftar diumumkan", "Kepala bidang", task="Umumkan daftar")
    walk.click("Umumkan daftar")
    walk.send("Umumkan daftar")


def propose_the_list_and_decree(walk):
    yesterday = walk.today - DAY  # nobody objected
    days_pass(walk.round.publication, date=yesterday, until=yesterday)
    walk.turn(
        walk.head, "Daftar diusulkan", "Kepala bidang", task="Usulkan daftar kepada Kepala Dinas"
    )
    walk.send("Usulkan", note="Mohon ditetapkan.")

    walk.turn(walk.approver, "Keputusan (SK)", "Kepala dinas", task="Tetapkan")
    walk.send("Tetapkan")


def agree(walk):
    walk.turn(walk.head, "Perjanjian (NPHD)", "Kepala bidang", task="Buat perjanjian (NPHD)")
    walk.send("Buat perjanjian")

    walk.turn(
        walk.facilitator, "Halaman perjanjian", "Pendamping", task="Simpan halaman perjanjian"
    )
    keep_the_signed_page(walk)


def keep_the_signed_page(walk):
    walk.click("Tambah halaman bertanda tangan")
    walk.send("Simpan halaman", photo=PHOTO)


def open_an_account(walk):
    walk.turn(walk.facilitator, "Rekening dicatat", "Pendamping", task="Belum ada rekening")
    walk.send(
        "Simpan rekening", bank="Bank Jatim", number=ACCOUNT, holder="KUBE MELATI", letter=PHOTO
    )

    walk.turn(walk.second_verifier, "Rekening diperiksa", "Verifikator", task="Periksa rekening")
    walk.send("Simpan pemeriksaan", right="yes")


def pay(walk):
    walk.turn(
        walk.cashier, "Perintah bayar (SP2D)", "Bendahara pengeluaran", task="Buat perintah bayar"
    )
    walk.send("Buat perintah bayar", spm="SPM/1", sp2d="SP2D/1")

    walk.turn(walk.cashier, "Dibayar", "Bendahara pengeluaran", task="Bayar")
    walk.send("Catat transfer", account_number=ACCOUNT)


def match(walk, step: str, task: str, amount: int, reference: str):
    """A cashier who did not pay uploads the bank's statement and matches its line."""
    walk.turn(walk.second_cashier, step, "Bendahara pengeluaran", task=task)
    walk.click("Kirim rekening koran")
    line = (walk.today, amount, reference, f"TRF {ACCOUNT} KUBE MELATI")
    walk.send(
        "Kirim rekening koran",
        file={"name": "bank.sta", "mimeType": "text/plain", "buffer": mt940([line])},
    )
    walk.turn(walk.second_cashier, step, "Bendahara pengeluaran", task="Cocokkan rekening koran")
    walk.click("Cocokkan yang sama")
    walk.send("Cocokkan yang dicentang")


def hand_over_and_buy(walk, looked_at):
    walk.turn(walk.facilitator, "Serah terima (BAST)", "Pendamping", task="Belum ada serah terima")
    walk.send("Simpan serah terima", witnesses="Kepala Desa Dawuhan", photo=PHOTO)

    walk.turn(walk.facilitator, "(LPJ)", "Pendamping", task="LPJ belum dibuat")
    walk.click("Catat belanja", row="tr:has-text('Sapi')")
    looked_at()
    member = walk.group.memberships.first().pk
    bought = {"received_by": member, "receipt": PHOTO, "second_offer": PHOTO}
    walk.send(
        "Simpan belanja",
        seller="Pak Karto",
        amount=walk.amount - FEED_BOUGHT - REMAINDER,
        tag="ID001",
        weight=210,
        health_letter=PHOTO,
        **bought,
    )
    walk.click("Catat belanja", row="tr:has-text('Pakan')")
    walk.send("Simpan belanja", seller="Toko Tani", amount=FEED_BOUGHT, quantity=48, **bought)


def report(walk, looked_at):
    walk.turn(walk.facilitator, "(LPJ)", "Pendamping", task="LPJ belum dibuat")
    walk.click("Tulis LPJ")
    walk.send("Tulis LPJ", remarks="Sapi sehat.")

    walk.turn(walk.facilitator, "LPJ ditandatangani", "Pendamping", task="Periksa LPJ kelompok")
    keep_the_signed_page(walk)
    walk.turn(walk.facilitator, "LPJ ditandatangani", "Pendamping", task="Periksa LPJ kelompok")
    walk.click("Kirim kepada verifikator")
    walk.send("Kirim kepada verifikator")

    walk.turn(walk.second_verifier, "LPJ diperiksa", "Verifikator", task="Periksa LPJ")
    looked_at()
    walk.click("Periksa LPJ")
    walk.send("Simpan putusan", answer="accept")


def refund(walk):
    walk.turn(walk.facilitator, "Sisa dikembalikan", "Pendamping", task="Kembalikan sisa uang")
    walk.send("Simpan pengembalian", sts="STS/1", slip=PHOTO)


def all_is_done(walk, looked_at):
    walk.next_is("Dikunjungi sesudah", "Verifikator", when="menunggu sampai")
    looked_at()
    steps = walk.page.locator("ol.way li")
    assert steps.filter(has_text="Selesai").count() == steps.count() - 1
    assert "Selesai" not in steps.last.inner_text()
