"""The auditor's pages, a paper and its public check, at the phone's and the office's width."""

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from papers.models import Paper
from tests.factories import UserFactory
from tests.grants.factories import (
    DecreeFactory,
    ListProposalFactory,
    PaperFactory,
    RefundFactory,
    ReportFactory,
    ReviewFactory,
)
from tests.grants.spending import CATTLE, FEED, buy, in_hand
from tests.papers.test_check_paper import public


@pytest.fixture
def award(transactional_db):
    award = in_hand()
    buy(award, CATTLE, 9_450_000)
    buy(award, FEED, 1_000_000)
    ReviewFactory(report=ReportFactory(award=award))
    RefundFactory(award=award, amount=19_550_000)
    return award


@pytest.fixture
def look(page, axe, no_sideways_scroll):
    def at(url: str) -> None:
        page.goto(url)
        axe(page)
        no_sideways_scroll(page)

    return at


def test_the_auditor_follows_the_money(page, sign_in, look, award):
    sign_in(page, UserFactory(role="auditor"))

    for name, args in [
        ("grants:audit", []),
        ("grants:audit_round", [award.round_id]),
        ("grants:audit_award", [award.pk]),
        ("grants:audit_group", [award.group_id]),
        ("grants:audit_history", []),
        ("papers:paper", [award.agreement.paper_id]),
    ]:
        look(reverse(name, args=args))


def test_the_chain_is_checked_and_the_file_taken(page, sign_in, award):
    sign_in(page, UserFactory(role="auditor"))
    page.goto(reverse("grants:audit_round", args=[award.round_id]))

    with page.expect_download() as download:
        page.get_by_role("button", name="Ambil berkas pemeriksaan").click()
    page.get_by_role("button", name="Periksa keutuhan catatan").click()

    assert download.value.suggested_filename.endswith(".zip")
    expect(page.get_by_text("Rantai utuh.")).to_be_visible()


def test_anybody_compares_a_public_list(look, transactional_db):
    with transaction.atomic():
        paper = public(Paper.Kind.DECREE)
        DecreeFactory(paper=paper, date=paper.date, by=paper.by)

    look(reverse("papers:check_paper", args=[paper.code]))


def test_anybody_checks_a_paper(page, look, transactional_db):
    decree = DecreeFactory()
    with transaction.atomic():
        old, by, date = decree.paper, decree.by, decree.date
        new = PaperFactory(kind=Paper.Kind.DECREE, supersedes=old, by=by, date=date)
        addendum = ListProposalFactory(round=decree.round)
        DecreeFactory(proposal=addendum, sequence=1, paper=new)

    for code in (old.code, new.code, "AAAA-AAAA"):
        look(reverse("papers:check_paper", args=[code]))


def test_the_code_is_typed_by_hand(page, transactional_db):
    paper = DecreeFactory().paper
    page.goto(reverse("papers:find_paper"))

    page.get_by_label("Kode surat").fill(paper.code.lower().replace("-", " "))
    page.get_by_role("button", name="Periksa surat").click()

    expect(page.get_by_text("Surat ini asli dan tidak berubah.")).to_be_visible()
