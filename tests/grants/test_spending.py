"""The page of a grant's use: plan against actual, missing evidence, who acts next."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grants.selection.models import Award
from grants.spending.actions.purchases import cancel_purchase
from grants.spending.reports.spending import spending
from groups.photos import Picture
from tests.conftest import TODAY, in_indonesian
from tests.factories import UserFactory, jpeg
from tests.grants.factories import AgreementFactory
from tests.grants.spending import CATTLE, FEED, buy, facilitator_of, in_hand, reviewed, sent
from tests.shared import shared

pytestmark = pytest.mark.django_db

made = shared(in_hand)


@pytest.fixture
def award(made) -> Award:
    return Award.objects.get(pk=made.pk)


def spending_url(award):
    return reverse("grants:spending", args=[award.pk])


def shown(client, award) -> str:
    return client.get(spending_url(award)).content.decode()


def test_it_says_who_must_act_next_and_until_when(as_user, award):
    text = shown(as_user(UserFactory(role="verifier")), award)

    assert "Pendamping menulis LPJ bersama pengurus." in text
    assert f"Jatuh tempo {in_indonesian(TODAY + datetime.timedelta(days=90))}" in text


def test_before_the_money_came_nothing_is_bought(as_user):
    award = AgreementFactory().award

    text = shown(as_user(facilitator_of(award)), award)

    assert "Bantuan belum masuk." in text
    assert "Catat belanja" not in text


def test_each_line_with_money_left_can_be_bought_from(as_user, award):
    buy(award, FEED, 5_000_000)

    text = shown(as_user(facilitator_of(award)), award)

    assert reverse("grants:record_purchase", args=[award.pk, CATTLE]) in text
    assert reverse("grants:record_purchase", args=[award.pk, FEED]) not in text


def test_missing_evidence_is_named(as_user, award):
    buy(award, CATTLE, 9_450_000)

    text = shown(as_user(UserFactory(role="auditor")), award)

    assert "Belum ada: nota harga penjual kedua" in text


def test_nothing_is_offered_once_the_report_was_sent(as_user, award):
    sent(award)

    text = shown(as_user(facilitator_of(award)), award)

    assert "Catat belanja" not in text
    assert "Verifikator memeriksa LPJ." in text


def test_the_rest_is_asked_back_after_the_review(as_user, award):
    reviewed(award)

    text = shown(as_user(facilitator_of(award)), award)

    assert reverse("grants:record_refund", args=[award.pk]) in text


def test_queries_stay_the_same_for_more_purchases(as_user, award):
    buy(award, CATTLE, 4_000_000, tag="A")
    client = as_user(facilitator_of(award))
    few = queries_of(client, award)

    for number in range(4):
        buy(award, CATTLE, 4_000_000, tag=f"B{number}")

    assert queries_of(client, award) == few


def queries_of(client, award) -> int:
    client.get(spending_url(award))
    with CaptureQueriesContext(connection) as queries:
        client.get(spending_url(award))
    return len(queries)


def typed(form, **more) -> dict:
    return {
        "item": "Sapi limosin",
        "seller": "Pasar Hewan",
        "date": TODAY.isoformat(),
        "amount": "9.450.000",
        "paid_from": "bank",
        "tag": "ID77",
        "weight": "210",
        "receipt": SimpleUploadedFile("nota.jpg", jpeg()),
        "submission": form["submission"].value(),
    } | more


def test_a_purchase_is_typed_once_however_often_it_is_sent(as_user, award):
    page = reverse("grants:record_purchase", args=[award.pk, CATTLE])
    client = as_user(facilitator_of(award))
    form = client.get(page).context["form"]
    whose = award.group.memberships.first().pk

    for _tap in range(2):
        answer = client.post(page, typed(form, received_by=whose))

    assert answer.url == spending_url(award)
    assert award.purchases.get().tag == "ID77"


def test_what_is_not_allowed_is_said_beside_its_field(as_user, award):
    page = reverse("grants:record_purchase", args=[award.pk, CATTLE])
    client = as_user(facilitator_of(award))
    form = client.get(page).context["form"]
    whose = award.group.memberships.first().pk

    answer = client.post(page, typed(form, received_by=whose, amount="21.000.000"))

    assert answer.status_code == 422
    assert "sisa RAB Rp20.000.000" in answer.content.decode()


@pytest.mark.parametrize("wrong", [b"", b"no picture at all"])
def test_what_is_no_photo_is_refused_in_words(as_user, wrong, award):
    page = reverse("grants:record_purchase", args=[award.pk, CATTLE])
    client = as_user(facilitator_of(award))
    form = client.get(page).context["form"]

    answer = client.post(page, typed(form, receipt=SimpleUploadedFile("nota.jpg", wrong)))

    assert answer.status_code == 422
    assert not award.purchases.exists()


def test_a_line_that_is_not_in_the_plan_is_not_there(as_user, award):
    answer = as_user(facilitator_of(award)).get(
        reverse("grants:record_purchase", args=[award.pk, 99])
    )

    assert answer.status_code == 404


def test_a_line_that_is_too_small_is_changed_by_a_meeting_first(as_user, award):
    text = shown(as_user(facilitator_of(award)), award)

    assert reverse("grants:change_budget", args=[award.candidacy_id]) in text


@pytest.mark.parametrize(("role", "sees"), [("verifier", True), ("cashier", False)])
def test_the_reports_are_listed_for_who_may_read_them(as_user, role, sees, award):
    report = sent(award)

    text = shown(as_user(UserFactory(role=role)), award)

    assert (reverse("grants:report", args=[report.pk]) in text) is sees


def test_a_receipt_photographed_once_for_two_purchases_is_shown(as_user, award):
    """A purchase taken back counts no more; another photo is another receipt."""
    other = Picture(b"\xff\xd8\xff\xe0 another \xff\xd9", 800, 600)
    facilitator = facilitator_of(award)
    back = buy(award, amount=1_000)
    cancel_purchase(purchase=back, reason="Salah", today=TODAY, by=facilitator)
    buy(award, amount=2_000)
    buy(award, amount=3_000, receipt=other)
    assert spending(award, seen_by=facilitator).with_shared_receipts == []

    buy(award, amount=4_000, receipt=other)

    shared = spending(award, seen_by=facilitator).with_shared_receipts
    assert [row.amount for row in shared] == [3_000, 4_000]
    client = as_user(facilitator)
    assert shown(client, award).count("Foto nota sama") == 2
    assert "Satu foto nota" in client.get(reverse("grants:write_report", args=[award.pk])).text


def test_a_photo_of_another_grant_is_named_to_who_sees_both(as_user, award):
    """The facilitator of one of the groups is not told of the other group."""
    twice = Picture(b"\xff\xd8\xff\xe0 twice \xff\xd9", 800, 600)
    bought = buy(award, CATTLE, 4_000_000, tag="A", receipt=twice)
    elsewhere = buy(in_hand(), amount=7_654_000 // 4, receipt=twice)
    page = reverse("grants:purchase", args=[bought.pk])
    other = f'{reverse("grants:purchase", args=[elsewhere.pk])}">'

    verifier = as_user(UserFactory(role="verifier")).get(page).text
    own = as_user(facilitator_of(award)).get(page).text

    assert "Foto ini juga dipakai untuk" in verifier
    assert f"({elsewhere.award.group})" in verifier
    assert other in verifier
    assert "Foto ini juga dipakai untuk" not in own
    assert other not in own


def test_the_review_names_the_photo_of_another_grant(as_user, award):
    twice = Picture(b"\xff\xd8\xff\xe0 twice \xff\xd9", 800, 600)
    buy(award, FEED, 4_000_000, receipt=twice)
    elsewhere = buy(in_hand(), receipt=twice)
    report = sent(award)

    text = (
        as_user(UserFactory(role="verifier"))
        .get(reverse("grants:review_report", args=[report.pk]))
        .text
    )

    assert f"({elsewhere.award.group})" in text
