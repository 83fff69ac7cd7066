"""What stands on each printed paper of a grant, with long names and 1, 30 and 150 rows."""

import copy
from dataclasses import replace

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation.months import months_after
from grants.payment.actions.explanations import explain_line
from grants.payment.papers.payment_order import order_content
from grants.selection.actions.verification import declare, record_visit
from grants.selection.models import Award
from grants.spending.actions.follow_up import monitor_grant, remind_group
from grants.spending.actions.handovers import record_handover
from grants.spending.papers.report import report_content
from grants.spending.reports.spending import Spending, spending
from papers.actions import issue_paper
from papers.models import Official, Paper
from papers.office import signature_of
from papers.printing import pdf
from tests.conftest import TODAY
from tests.factories import (
    GroupFactory,
    MembershipFactory,
    OfficeFactory,
    PersonFactory,
    UserFactory,
)
from tests.grants.factories import (
    DAY,
    AgreementFactory,
    AwardFactory,
    BankAccountFactory,
    CandidacyFactory,
    DecreeFactory,
    MatchFactory,
)
from tests.grants.spending import PICTURE, buy, facilitator_of, in_hand, reviewed
from tests.grants.statements import line_of
from tests.papers.offices import NIP, enter_office, enter_official
from tests.pdf_text import pages_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_alone")]
GROUP = "Sumberkencono Karangpandan Kembangrejeki"  # 40 letters with its spaces
PERSON = "Raden Ajeng Kusumaningtyas Purwodarminta"
OWN = "19800101 200501 1 001"
POST = "Kepala Seksi Penanggulangan Kemiskinan Perdesaan"


@pytest.fixture
def office():
    return enter_office()


def signer(role: str, duty: str = Official.Duty.OTHER):
    """An account of a long name that the office has entered with its number and post."""
    user = UserFactory(role=role, name=f"{PERSON[:32]} {role.title()}")
    enter_official(user, post=POST, nip=OWN, duty=duty)
    return user


def long_group():
    group = GroupFactory(name=GROUP)
    for post in ("chair", "secretary", "treasurer"):
        member = MembershipFactory(group=group, person=PersonFactory(name=PERSON))
        OfficeFactory(membership=member, post=post)
    return group


def awarded() -> Award:
    decree = DecreeFactory()
    return AwardFactory(
        decree=decree, candidacy=CandidacyFactory(round=decree.round, group=long_group())
    )


def printed(paper: Paper) -> list[str]:
    """Each page's text in one line, after a look at what each paper has."""
    pages = [" ".join(page.split()) for page in pages_of(pdf(paper))]
    for number, page in enumerate(pages, 1):
        assert f"Halaman {number} / {len(pages)}" in page
        assert paper.number in page
    whole = " ".join(pages)
    assert [word for word in GROUP.upper().split() if word not in whole.upper()] == []
    return pages


def in_order(text: str, *parts: str) -> None:
    at = 0
    for part in parts:
        assert part in text[at:], (part, text)
        at = text.index(part, at) + len(part)


def minutes_by(pages: list[str], user, title: str, *parts: str) -> None:
    """Minutes say the day in words, who was there with number and post, what was done; signed."""
    in_order(
        " ".join(pages),
        "PEMERINTAH KABUPATEN MALANG",
        title,
        "Nomor: ",
        "Pada hari ini",
        "yang bertanda tangan di bawah ini:",
        user.name,
        OWN,
        POST,
        *parts,
        "Demikian berita acara ini dibuat dengan sebenarnya",
        "Kepanjen, ",
        user.name,
        "Penata (III/c)",
        f"NIP {OWN}",
    )


def handed_over(award: Award, witnesses: str) -> Paper:
    agreement = AgreementFactory(award=award)
    MatchFactory(transfer__disbursement__award=agreement.award)
    by = facilitator_of(award)
    more = {"date": TODAY, "today": TODAY, "photo": PICTURE, "by": by}
    return record_handover(award=agreement.award, witnesses=witnesses, **more).paper


def test_a_handover_names_both_parties_and_its_witnesses(office):
    paper = handed_over(awarded(), f"{PERSON}, Kepala Desa Dawuhan")

    in_order(
        " ".join(printed(paper)),
        "BERITA ACARA SERAH TERIMA",
        f"BANTUAN SOSIAL KEPADA KUBE {GROUP.upper()}",
        "Pada hari ini",
        *(f"NIP : {NIP}", "PIHAK KESATU"),
        *(f"Nama : {PERSON}", f"Ketua KUBE {GROUP}", "PIHAK KEDUA"),
        "tiga puluh juta rupiah",
        "/NPHD/",
        *("PIHAK KEDUA,", "PIHAK KESATU,", f"NIP {NIP}"),
        *("Saksi", PERSON, "Kepala Desa Dawuhan"),
    )


def test_each_witness_has_a_place_to_sign(office):
    typed = "Sukardi dan Wati, Drs. Budi, M.Si.; Ahmad\nSiti Aminah"
    paper = handed_over(awarded(), typed)

    named = [each["name"] for each in paper.content["signatures"] if each["role"] == "Saksi"]

    assert named == ["Sukardi", "Wati", "Drs. Budi, M.Si.", "Ahmad", "Siti Aminah"]
    assert " ".join(printed(paper)).count("Saksi") >= 5


def ordered(groups: int) -> Paper:
    """An order of so many payments, signed by two whom the office has entered."""
    for duty in (Official.Duty.TREASURER, Official.Duty.BUDGET_USER):
        signer("cashier", duty)
    award, rows = awarded(), {}
    account = BankAccountFactory(group=award.group)
    for number in range(1, groups + 1):
        one, paid_into = copy.copy(award), copy.copy(account)
        one.pk, paid_into.number = number, f"0012{number:08}"
        rows[one] = paid_into
    said = order_content(award.round, rows, "SPM/1", "SP2D/1", TODAY)
    by, kind = UserFactory(role="cashier"), Paper.Kind.PAYMENT_ORDER
    return issue_paper(kind, office=award.round.district, content=said, date=TODAY, by=by)


@pytest.mark.parametrize(("groups", "pages"), [(1, 1), (30, 2), (150, 6)])
def test_an_order_keeps_its_rows_heading_total_and_signers(office, groups, pages):
    made = printed(ordered(groups))

    whole = " ".join(made)
    assert len(made) == pages
    assert [n for n in range(1, groups + 1) if f"0012{n:08}" not in whole] == []
    assert all("Nomor rekening" in page for page in made if "0012" in page)
    assert whole.count(f"NIP {OWN}") == made[-1].count(f"NIP {OWN}") == 2
    assert "rupiah" in made[-1]
    assert POST.upper() in whole


def bought(award: Award, count: int) -> Spending:
    """So many purchases as the first, each with its own seller and amount."""
    buy(award, amount=10_000)
    now, purchases = spending(award), []
    (first,) = now.purchases
    for number in range(1, count + 1):
        one = copy.copy(first)
        one.pk, one.amount = first.pk + number, 10_000 + number
        one.seller = f"Toko {number:03} {PERSON}"
        purchases.append(one)
    return replace(now, purchases=purchases, missing={})


@pytest.mark.parametrize(("purchases", "pages"), [(1, 1), (30, 3), (150, 7)])
def test_a_report_keeps_its_purchases_and_is_the_groups_own_letter(office, purchases, pages):
    now = bought(in_hand(group=long_group()), purchases)
    by = facilitator_of(now.award)
    said = report_content(now, remarks="Harga pakan naik.", date=TODAY, version=1)
    made = printed(issue_paper(Paper.Kind.REPORT, office=office, content=said, date=TODAY, by=by))

    whole = " ".join(made)
    head = ("KELOMPOK USAHA BERSAMA", f"KUBE {GROUP.upper()}", "LAPORAN PERTANGGUNGJAWABAN")
    in_order(whole, *head, "001/LPJ/", "Harga pakan naik.", "Daftar bukti", "Ketua", "Kepala desa")
    amounts = [f"10.{number:03}" for number in range(1, purchases + 1)]
    assert [amount for amount in amounts if amount not in whole] == []
    assert len(made) == pages
    in_order(made[-1], "Kode keasliannya", "Kepala desa")


def test_a_reprimand_is_a_letter_signed_for_the_head(office):
    by = signer("verifier")

    letter = remind_group(award=in_hand(group=long_group()), date=TODAY + 91 * DAY, by=by)
    (page,) = printed(letter.paper)

    in_order(
        page,
        "Kepanjen, ",
        f"Nomor : {letter.paper.number}",
        "Sifat : Penting",
        "Lampiran : –",
        "Hal : ",
        f"Ketua KUBE {GROUP}",
        "a.n. KEPALA DINAS SOSIAL KABUPATEN MALANG",
        POST,
        by.name,
        f"NIP {OWN}",
        "Tembusan:",
    )


def test_minutes_of_a_visit_name_the_verifier_and_the_chair(office):
    candidacy, by = CandidacyFactory(group=long_group()), signer("verifier")
    declare(candidacy=candidacy, related=False, by=by)

    visit = record_visit(
        candidacy=candidacy,
        date=TODAY,
        place="Kandang bersama",
        people=9,
        animals=4,
        books_seen="Sampai Oktober",
        notes="Kandang bersih.",
        today=TODAY,
        by=by,
    )

    found = (f"{PERSON}, Ketua, KUBE {GROUP}", "Kandang bersama", "Kandang bersih.")
    minutes_by(printed(visit.paper), by, "BERITA ACARA KUNJUNGAN", *found)


def test_minutes_of_monitoring_name_who_came_and_the_officers(office):
    award, by = in_hand(group=long_group()), signer("verifier")
    date = months_after(TODAY, 3)
    visit = monitor_grant(
        award=award,
        month=3,
        date=date,
        found="Sapi sehat.",
        agreed="Kandang diperbaiki",
        today=date,
        by=by,
    )

    found = (f"{PERSON}, Ketua, KUBE {GROUP}", "Sapi sehat.", "Disepakati: Kandang diperbaiki")
    minutes_by(printed(visit.paper), by, "BERITA ACARA KUNJUNGAN", *found)


def test_minutes_of_a_bank_matter_name_the_cashier(office):
    award, by = in_hand(group=long_group()), signer("cashier")
    transfer = award.disbursement.transfers.get()
    note = explain_line(
        line=line_of(transfer),
        kind="double",
        explanation="Bank mengirim dua kali.",
        transfer=transfer,
        today=TODAY,
        by=by,
    )

    found = (transfer.reference, "Bank mengirim dua kali.", "Rp30.000.000")
    minutes_by(printed(note.paper), by, "BERITA ACARA BANK", *found)


def test_who_signs_has_one_post(office):
    by = UserFactory(role="cashier")
    enter_official(by, post="Bendahara Pengeluaran Pembantu", nip=OWN)

    with override("id"):
        signer = signature_of(office, TODAY, _("Cashier"), by=by)

    assert (signer.role, signer.of) == ("Bendahara Pengeluaran Pembantu", "")


def test_minutes_of_a_review_say_what_it_came_to(office):
    award = in_hand(group=long_group())
    buy(award)
    by = signer("verifier")

    paper = reviewed(award, accepted=False, verifier=by).review.paper

    title = "BERITA ACARA PEMERIKSAAN LPJ"
    minutes_by(printed(paper), by, title, "Nota pakan tidak terbaca.")
