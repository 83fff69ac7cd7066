"""The auditor's search, and the trail of a grant's money."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grants.audit.reports.audit import find_all, round_lines, sums_of
from grants.audit.reports.trail import sum_of, trail_of
from grants.payment.models import LineNote
from grants.selection.models import Award
from grants.spending.models import grants
from grants.spending.reports.spending import spending
from tests.factories import UserFactory
from tests.grants.factories import (
    GRANT,
    AgreementFactory,
    AwardFactory,
    CandidacyFactory,
    DisbursementFactory,
    MatchFactory,
    RefundFactory,
    ReportFactory,
    ReviewFactory,
    SanctionFactory,
    StatementLineFactory,
)
from tests.grants.matching import explain, match
from tests.grants.spending import FEED, buy, in_hand
from tests.grants.statements import line_of, line_of_refund
from tests.shared import shared

pytestmark = pytest.mark.django_db


def with_accepted_report() -> Award:
    """A grant with 1 million of feed bought, an accepted report and a refund under way."""
    award = in_hand()
    buy(award, FEED, 1_000_000)
    ReviewFactory(report=ReportFactory(award=award))
    return RefundFactory(award=award, amount=29_000_000).award


made = shared(with_accepted_report)


@pytest.fixture
def award(made) -> Award:
    return Award.objects.get(pk=made.pk)


@pytest.fixture
def auditor():
    return UserFactory(role="auditor")


def test_each_step_from_the_quota_to_the_refund_is_there(award):
    anchors = [step.anchor.rstrip("-0123456789") for step in trail_of(award)]

    assert anchors == [
        "quota",
        "round",
        "award",
        "plan",
        "agreement",
        "order",
        "transfer",
        "line",
        "handover",
        "purchase",
        "report",
        "review",
        "refund",
    ]


def test_what_fits_raises_no_doubt(award):
    assert [step.doubts for step in trail_of(award) if step.doubts] == []


def test_the_steps_stand_in_the_order_of_time():
    award = in_hand()
    buy(award, FEED, 1_000_000)
    SanctionFactory(award=award)
    ReviewFactory(report=ReportFactory(award=award))

    steps = trail_of(award)

    assert [step.at for step in steps] == sorted(step.at for step in steps)
    last = [step.anchor.rstrip("-0123456789") for step in steps[-3:]]
    assert last == ["sanction", "report", "review"]


def test_a_line_that_was_explained_stands_in_the_trail(award):
    transfer = award.disbursement.transfers.get()
    LineNote.objects.create(
        line=StatementLineFactory(amount=-1_000),
        transfer=transfer,
        kind=LineNote.Kind.OTHER,
        explanation="Biaya transfer",
        by=UserFactory(role="cashier"),
    )

    said = [fact.text for step in trail_of(award) for fact in step.facts]

    assert "Biaya transfer" in said


def test_what_came_is_what_was_bought_and_what_is_left(award):
    found = sum_of(award)

    assert (found.arrived, found.bought, found.given_back) == (30_000_000, 1_000_000, 0)
    assert found.on_its_way == found.book == 29_000_000


def test_a_round_adds_up_from_its_budget_down(award):
    lines = round_lines(award.round)
    sums = sums_of(award.round, lines)

    assert (sums.given, sums.ordered, sums.arrived, sums.bought) == (
        30_000_000,
        30_000_000,
        30_000_000,
        1_000_000,
    )
    assert sums.fits
    assert lines[0].is_report_accepted


def test_a_refund_is_given_back_once_the_statement_shows_it(award):
    before, on_its_way = sum_of(award), round_lines(award.round)[0]
    refund = award.refunds.get()
    match(line_of_refund(refund), refund, UserFactory(role="cashier"))
    after, arrived = sum_of(award), round_lines(award.round)[0]
    [paid] = grants().filter(pk=award.pk).with_progress()

    assert before.fits
    assert after.fits
    for found in (before, on_its_way):
        assert (found.given_back, found.on_its_way, found.left) == (0, 29_000_000, 0)
    for found in (after, arrived, spending(award), paid):
        assert (found.given_back, found.on_its_way, found.left) == (29_000_000, 0, 0)


def test_a_second_payment_is_named_until_it_came_back(award, auditor, as_user):
    transfer, cashier = award.disbursement.transfers.get(), UserFactory(role="cashier")
    explain(line_of(transfer), "double", cashier, transfer)
    client = as_user(auditor)
    pages = [
        reverse("grants:audit_award", args=[award.pk]),
        reverse("grants:audit_round", args=[award.round_id]),
    ]

    named = [client.get(page).text for page in pages]
    explain(line_of(transfer, transfer.amount), "came_back", cashier, transfer)
    settled = [client.get(page).text for page in pages]

    for before, after in zip(named, settled, strict=True):
        assert "30.000.000 terlalu banyak" in before
        assert "Semua cocok" not in before
        assert "terlalu banyak" not in after
        assert "Semua cocok" in after


LOOSE = {
    "perhaps paid twice": (
        lambda paid: {"text": f"TRF KE {paid.group}"},
        -GRANT,
        "Mungkin dibayar",
    ),
    "perhaps returned": (lambda paid: {"text": f"RETUR {paid.group}"}, GRANT, "Menyebut"),
    "its account": (lambda paid: {"counter_account": paid.account.number}, -7, "Rekening"),
}


@pytest.mark.parametrize("case", LOOSE)
def test_lines_that_name_it_are_named_open_or_set_aside(award, auditor, as_user, case):
    said, amount, words = LOOSE[case]
    line = StatementLineFactory(amount=amount, **said(award.disbursement.transfers.get()))
    client = as_user(auditor)
    pages = [
        reverse("grants:audit_award", args=[award.pk]),
        reverse("grants:audit_round", args=[award.round_id]),
    ]

    waiting = [client.get(page).text for page in pages]
    explain(line, "unrelated", UserFactory(role="cashier"))
    aside = [client.get(page).text for page in pages]

    for text in waiting + aside:
        assert "Semua cocok" not in text
        assert "Periksa baris bank" in text
    assert words in waiting[0]
    assert words in aside[0]
    assert "disisihkan" in aside[0]
    assert "1 baris bank perlu diperiksa" in aside[1]


def test_a_returned_payment_counts_as_nothing():
    transfer = MatchFactory().transfer
    MatchFactory(transfer=transfer, kind="returned")
    award = transfer.disbursement.award

    assert [line.arrived for line in round_lines(award.round)] == [0]
    assert sum_of(award).arrived == 0


@pytest.mark.parametrize(
    "named",
    [
        lambda award: award.round.name,
        lambda award: award.group.name,
        lambda award: award.agreement.paper.number,
        lambda award: award.agreement.paper.code.lower().replace("-", " "),
        lambda award: award.disbursement.transfers.get().reference,
        lambda award: award.disbursement.order.sp2d,
        lambda award: award.refunds.get().sts,
    ],
)
def test_a_grant_is_found_by_each_of_its_names_and_numbers(award, auditor, named):
    assert find_all(auditor, named(award))


def test_another_districts_auditor_finds_nothing(award):
    stranger = UserFactory(role="auditor", at="35.79")

    assert find_all(stranger, award.group.name) == []
    assert find_all(stranger, award.disbursement.transfers.get().reference) == []


def test_the_way_leads_back_from_a_payment_to_its_grant(award, auditor, as_user):
    transfer = award.disbursement.transfers.get()

    page = as_user(auditor).get(reverse("grants:audit"), {"q": transfer.reference})

    way = f"{reverse('grants:audit_award', args=[award.pk])}#transfer-{transfer.pk}"
    assert way in page.content.decode()


def test_what_is_found_says_whose_money_it_is_and_its_amount_once(award, auditor):
    transfer = award.disbursement.transfers.get()
    refund = award.refunds.get()

    [payment], [back] = find_all(auditor, transfer.reference), find_all(auditor, refund.sts)

    assert payment.text == f"{transfer.reference}, {award}, Rp30.000.000"
    assert back.text == f"{refund.reference}, {award}, Rp29.000.000"


def test_the_trail_leads_to_papers_entries_and_photos(award, auditor, as_user):
    page = as_user(auditor).get(reverse("grants:audit_award", args=[award.pk])).content.decode()

    purchase = award.purchases.get()
    for name, pk in [
        ("papers:paper", award.agreement.paper_id),
        ("finance:entry", purchase.entry_id),
        ("groups:photo", purchase.receipt_id),
    ]:
        assert reverse(name, args=[pk]) in page
    assert "Semua cocok" in page


def test_a_round_is_read_at_the_same_cost_however_many_grants(award, auditor, as_user):
    client = as_user(auditor)
    url = reverse("grants:audit_round", args=[award.round_id])
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    more = AwardFactory(
        decree=award.decree, candidacy=CandidacyFactory(round=award.round), place=99
    )
    AgreementFactory(award=more)
    DisbursementFactory(award=more)

    with CaptureQueriesContext(connection) as two:
        client.get(url)

    assert len(two) == len(one)


def test_the_table_of_a_round_is_taken_along(award, auditor, as_user):
    response = as_user(auditor).get(
        reverse("grants:audit_round", args=[award.round_id]), {"table": "xlsx"}
    )

    assert response["Content-Disposition"].endswith('.xlsx"')
    assert b"".join(response)
