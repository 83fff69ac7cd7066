"""Reminders and sanctions for an overdue report, in their order, each with a paper."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from foundation.formatting import day
from foundation.rules import RuleBroken
from grants.payment.actions.refunds import record_refund
from grants.selection.models import Award, Sanction
from grants.spending.actions.follow_up import remind_group, sanction_group
from grants.spending.reports.sanctions import next_step
from papers.printing import pdf
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import DAY, SanctionFactory
from tests.grants.spending import facilitator_of, in_hand, reviewed, sent
from tests.pdf_text import pages_of
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DUE = TODAY + 90 * DAY

made = shared(in_hand)


@pytest.fixture
def award(made) -> Award:
    return Award.objects.get(pk=made.pk)


Step = Sanction.Step


def remind(award, date):
    return remind_group(award=award, date=date, by=UserFactory(role="verifier"))


def decide(award, date=DUE + 30 * DAY):
    by = UserFactory(role="approver")
    return sanction_group(award=award, reason="LPJ tidak datang", date=date, by=by)


def reminded(award):
    for days in (1, 14, 28):
        remind(award, DUE + days * DAY)
    return award


def test_three_letters_go_out_in_their_time(award):
    award = reminded(award)

    assert [letter.step for letter in award.sanctions.all()] == [
        Step.LETTER_1,
        Step.LETTER_2,
        Step.LETTER_3,
    ]


@pytest.mark.parametrize(("sent_before", "days"), [(0, 0), (1, 13), (2, 27)])
def test_none_goes_out_too_early(award, sent_before, days):
    for step in list(Step)[:sent_before]:
        SanctionFactory(award=award, step=step)

    with pytest.raises(RuleBroken, match="may go out from"):
        remind(award, DUE + days * DAY)


def test_a_letter_says_what_was_due_and_is_numbered(award):
    letter = remind(award, DUE + DAY)

    assert letter.paper.number.startswith("400.9/001/ST/")
    said = "\n".join(pages_of(pdf(letter.paper)))
    said = " ".join(said.split())
    assert said.count("jatuh tempo") == 1
    with translation.override("id"):
        assert f"paling lambat {day(DUE + 8 * DAY)}" in said


def test_nobody_is_reminded_while_the_verifier_has_the_report(award):
    sent(award)

    assert next_step(award) is None
    with pytest.raises(RuleBroken, match="Nothing of this grant is due"):
        remind(award, DUE + DAY)


def test_a_report_returned_early_is_due_when_it_was(award):
    reviewed(award, accepted=False)

    assert next_step(award).from_day == DUE + DAY


def test_the_head_of_office_decides_after_all_letters(award):
    with pytest.raises(RuleBroken, match="All letters come first"):
        decide(award)


def test_measures_follow_each_other(award):
    award = reminded(award)

    steps = [decide(award).step for _measure in range(4)]

    assert steps == [Step.HOLD, Step.NO_ROUND, Step.RECOVERY, Step.INSPECTORATE]
    assert next_step(award) is None


def test_the_verifier_decides_no_measure(award):
    award = reminded(award)

    with pytest.raises(RuleBroken, match="head of office decides"):
        remind(award, DUE + 40 * DAY)


def test_money_asked_back_may_be_given_back_without_a_report(award):
    award = reminded(award)
    for _measure in range(3):
        decide(award)

    refund = record_refund(
        award=award,
        amount=30_000_000,
        sts="STS/1",
        date=TODAY,
        today=TODAY,
        by=facilitator_of(award),
    )

    assert refund.pk


def test_the_database_skips_no_step(award):
    with pytest.raises(IntegrityError, match="one after the other"), transaction.atomic():
        SanctionFactory(award=award, step=Step.HOLD)


def test_the_page_shows_what_comes_next_and_when(award, as_user):
    page = reverse("grants:remind_group", args=[award.pk])
    client = as_user(UserFactory(role="verifier"))
    form = client.get(page).context["form"]

    answer = client.post(page, {"reason": "", "submission": form["submission"].value()})

    assert answer.status_code == 422
    assert "boleh dikirim mulai" in answer.content.decode()


def test_the_approver_sees_which_measure_comes_next(as_user, award):
    award = reminded(award)
    client = as_user(UserFactory(role="approver"))
    page = reverse("grants:sanction_group", args=[award.pk])
    shown = client.get(page)
    key = shown.context["form"]["submission"].value()

    answer = client.post(page, {"reason": "", "submission": key})

    with translation.override("id"):
        assert str(next_step(award).step.label) in shown.text
    assert answer.status_code == 422
