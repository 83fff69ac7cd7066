"""The report (LPJ) takes its figures from the books; once returned, a new version replaces it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from grants.spending.actions.purchases import cancel_purchase
from grants.spending.actions.reports import check_report, review_report
from grants.spending.models import Report, ReportCheck, Review, State
from grants.spending.reports.paid_grants import paid_grant
from papers.content import canonical
from papers.models import Paper
from papers.printing import pdf
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import DAY, ReportFactory, ReviewFactory, SignedPageFactory
from tests.grants.spending import (
    CATTLE,
    WORKED,
    buy,
    facilitator_of,
    in_hand,
    reviewed,
    sent,
    write,
)
from tests.pdf_text import pages_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_all_figures_come_from_the_books():
    award = in_hand(WORKED)
    buy(award, CATTLE, 9_450_000)

    report = write(award)

    assert report.remainder == 20_550_000
    tables = report.paper.content["tables"]
    assert tables[0]["rows"][0] == ["Sapi", 19_400_000, 9_450_000, 9_950_000]
    assert tables[0]["total"] == ["Jumlah", 30_000_000, 9_450_000, 20_550_000]


def test_its_paper_names_the_officers_to_sign_and_the_seal_of_the_books(award):
    buy(award)

    content = write(award).paper.content

    assert [place["role"] for place in content["signatures"]] == [
        "Ketua",
        "Bendahara",
        "Kepala desa",
    ]
    assert f"{award.group} sampai catatan no. 2" in content["closing"][-1]


def test_its_paper_says_which_number_is_whose(award):
    paper = write(award).paper

    whole = " ".join("\n".join(pages_of(pdf(paper))).split())

    assert whole.count(f"Nomor: 001/LPJ/{str(award.group).upper()}/") == 1
    assert f"Nomor agenda dinas: {paper.number}" in whole


def test_a_purchase_left_out_is_named(award):
    buy(award)

    with pytest.raises(RuleBroken, match=r"Pakan of .* is in the books"):
        write(award, purchases=[])


def test_a_purchase_taken_back_is_not_accounted_for(award):
    feed = buy(award)
    cancel_purchase(purchase=feed, reason="Salah", today=TODAY, by=facilitator_of(award))

    report = write(award)

    assert report.remainder == 30_000_000
    assert not report.purchases.exists()


def test_until_it_is_sent_the_next_version_replaces_it(award):
    first = write(award)
    buy(award)

    second = write(award)

    assert (second.version, second.paper.supersedes) == (2, first.paper)


def test_a_sent_report_is_not_written_anew(award):
    sent(award)

    with pytest.raises(RuleBroken, match="report was sent"):
        write(award)


def test_a_returned_report_is_written_anew(award):
    reviewed(award, accepted=False)

    assert write(award).version == 2


def test_who_reviews_does_not_write(award):
    report = reviewed(award, accepted=False)

    with pytest.raises(RuleBroken, match="reviews the report may not write"):
        write(award, by=report.review.by)


def test_it_is_sent_once_signed(award):
    report = write(award)

    with pytest.raises(RuleBroken, match="let the officers sign"):
        check_report(report=report, by=facilitator_of(award))


def test_it_is_sent_as_the_books_are(award):
    report = write(award)
    SignedPageFactory(paper=report.paper)
    buy(award)

    with pytest.raises(RuleBroken, match="books have changed"):
        check_report(report=report, by=facilitator_of(award))


def test_an_old_version_is_not_sent(award):
    old = write(award)
    SignedPageFactory(paper=old.paper)
    write(award)

    with pytest.raises(RuleBroken, match="newer version"):
        check_report(report=old, by=facilitator_of(award))


def test_a_report_is_reviewed_once_it_was_sent():
    report = write(in_hand())

    with pytest.raises(RuleBroken, match="has not sent"):
        review_report(report=report, accepted=True, date=TODAY, by=UserFactory(role="verifier"))


def test_who_wrote_does_not_review(award):
    report = sent(award)

    with pytest.raises(RuleBroken, match="wrote the report may not review"):
        review_report(report=report, accepted=True, date=TODAY, by=facilitator_of(award))


def test_with_evidence_missing_it_is_not_sent(award):
    buy(award, CATTLE, 9_450_000)

    with pytest.raises(RuleBroken, match=r"Evidence is missing: Sapi limosin \("):
        sent(award)


def test_missing_evidence_is_not_accepted(award):
    buy(award, CATTLE, 9_450_000)
    report = write(award)
    SignedPageFactory(paper=report.paper)
    ReportCheck.objects.create(report=report, by=facilitator_of(award))

    with pytest.raises(RuleBroken, match="Evidence is missing"):
        review_report(report=report, accepted=True, date=TODAY, by=UserFactory(role="verifier"))


def returned_after(days: int, report: Report) -> Review:
    by, date = UserFactory(role="verifier"), TODAY + days * DAY
    words = "Nota pakan tidak terbaca."
    return review_report(report=report, accepted=False, corrections=words, date=date, by=by)


def test_a_returned_report_says_what_to_mend_and_until_when(award):
    review = returned_after(90, sent(award))

    assert review.mend_until == TODAY + 104 * DAY
    assert "Nota pakan tidak terbaca." in review.paper.content["paragraphs"]


@pytest.mark.parametrize(("returned", "due"), [(0, 90), (76, 90), (77, 91), (100, 114)])
def test_returning_never_moves_its_day_forward(award, returned, due):
    review = returned_after(returned, sent(award))

    assert review.mend_until == paid_grant(award).due_on == TODAY + due * DAY


def test_an_earlier_day_of_a_return_counts_for_nothing(award):
    ReviewFactory(
        report=sent(award), accepted=False, corrections="Nota", mend_until=TODAY + 14 * DAY
    )

    assert paid_grant(award).due_on == TODAY + 90 * DAY


def test_returning_needs_a_reason():
    report = sent(in_hand())

    with pytest.raises(RuleBroken, match="what is to be mended"):
        review_report(report=report, accepted=False, date=TODAY, by=UserFactory(role="verifier"))


def test_a_report_is_reviewed_once(award):
    report = reviewed(award)

    with pytest.raises(RuleBroken, match="reviewed already"):
        review_report(report=report, accepted=True, date=TODAY, by=UserFactory(role="verifier"))


@pytest.mark.parametrize(
    ("more", "constraint"),
    [({"version": 2}, "version_once"), ({"remainder": 1}, "adds_up")],
)
def test_the_database_keeps_reports_in_order_and_whole(award, more, constraint):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        ReportFactory(award=award, **more)

    assert refusal.value.__cause__.diag.constraint_name == f"grants_report_{constraint}"


def test_the_grant_waits_for_one_after_the_other(award):
    states = [paid_grant(award).state]
    write(award)
    states.append(paid_grant(award).state)
    reviewed(award, accepted=False)
    states.append(paid_grant(award).state)
    sent(award)
    states.append(paid_grant(award).state)

    assert states == [State.TO_WRITE, State.TO_CHECK, State.RETURNED, State.TO_REVIEW]


def test_the_page_writes_the_report(award, as_user):
    feed = buy(award)
    page = reverse("grants:write_report", args=[award.pk])
    client = as_user(facilitator_of(award))
    form = client.get(page).context["form"]

    answer = client.post(
        page, {"purchases": [feed.pk], "remarks": "", "submission": form["submission"].value()}
    )

    report = award.reports.get()
    assert answer.url == reverse("grants:report", args=[report.pk])
    assert report.paper.kind == Paper.Kind.REPORT


def test_the_page_names_what_was_not_ticked(award, as_user):
    buy(award)
    page = reverse("grants:write_report", args=[award.pk])
    client = as_user(facilitator_of(award))
    form = client.get(page).context["form"]

    answer = client.post(page, {"submission": form["submission"].value()})

    assert answer.status_code == 422
    assert "Pakan" in answer.content.decode()


def test_the_verifier_returns_it_on_the_page(as_user):
    report = sent(in_hand())
    page = reverse("grants:review_report", args=[report.pk])
    client = as_user(UserFactory(role="verifier"))
    key = client.get(page).context["form"]["submission"].value()

    client.post(page, {"answer": "return", "corrections": "Nota hilang.", "submission": key})

    assert report.__class__.objects.get(pk=report.pk).review.corrections == "Nota hilang."


def test_the_digest_of_the_paper_is_over_what_it_says():
    report = write(in_hand())

    assert report.paper.text == canonical(report.paper.content)


def test_the_facilitator_sends_it_on_the_page(as_user):
    award = in_hand()
    report = write(award)
    SignedPageFactory(paper=report.paper)
    client = as_user(facilitator_of(award))
    page = reverse("grants:check_report", args=[report.pk])
    form = client.get(page).context["form"]

    client.post(page, {"note": "Lengkap", "submission": form["submission"].value()})

    assert report.facilitator_check.note == "Lengkap"
