"""A wrong match is undone by another cashier with a reversing entry; all waits again."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.database_roles import as_owner
from accounts.models import User
from foundation.rules import RuleBroken
from grants.audit.reports.trail import sum_of, trail_of
from grants.payment.actions.undone_matches import undo_match
from grants.payment.models import Match, StatementLine, Transfer, UndoneMatch
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import (
    GRANT,
    HandoverFactory,
    MatchFactory,
    RefundFactory,
    ReviewFactory,
    TransferFactory,
)
from tests.grants.matching import balances, explain, match
from tests.grants.spending import matched
from tests.grants.statements import line_of
from tests.shared import shared

DAY = datetime.timedelta(days=1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def by_the_first():
    """A match that was made by the first of two cashiers."""
    cashiers, transfer = [UserFactory(role="cashier") for _two in range(2)], TransferFactory()
    return match(line_of(transfer), transfer, cashiers[0]), cashiers


made = shared(by_the_first)


@pytest.fixture
def cashiers(made):
    return [User.objects.get(pk=cashier.pk) for cashier in made[1]]


@pytest.fixture
def wrong(made):
    return Match.objects.get(pk=made[0].pk)


def undo(line: StatementLine, by) -> UndoneMatch:
    return undo_match(line=line, reason="Baris kelompok lain", today=TODAY, by=by)


def test_its_entry_is_reversed_and_all_waits_again(wrong, cashiers):
    undone = undo(wrong.line, cashiers[1])

    assert undone.reversal.reverses == wrong.entry
    assert (undone.matched_by, undone.match_number) == (cashiers[0], wrong.pk)
    assert balances(wrong.transfer) == (0, 0)
    assert list(StatementLine.objects.open()) == [wrong.line]
    assert list(Transfer.objects.awaiting_match()) == [wrong.transfer]
    assert not Match.objects.exists()


def test_it_is_matched_anew(wrong, cashiers):
    undo(wrong.line, cashiers[1])

    again = match(StatementLine.objects.get(), Transfer.objects.get(), cashiers[1])
    undo(StatementLine.objects.get(), cashiers[0])

    assert UndoneMatch.objects.count() == 2
    assert balances(again.transfer) == (0, 0)


def test_what_was_matched_days_ago_moves_again_from_the_day_of_the_undoing(cashiers):
    """Until then the money stood in the books; a refund taken out twice would be below zero."""
    transfer = TransferFactory(date=TODAY - 3 * DAY)
    line = match(line_of(transfer, date=TODAY - 2 * DAY), transfer, cashiers[0]).line
    undone = undo(line, cashiers[1])

    line = StatementLine.objects.get(pk=line.pk)
    again = match(line, Transfer.objects.get(pk=transfer.pk), cashiers[1])

    assert again.entry.date == undone.reversal.date == TODAY
    assert balances(transfer) == (GRANT, GRANT)


def test_who_matched_does_not_undo(wrong, cashiers):
    with pytest.raises(RuleBroken, match="Who matched the line"):
        undo(wrong.line, cashiers[0])


def test_in_an_office_of_two_who_paid_undoes_it_and_gains_nothing(wrong):
    payer, line = wrong.transfer.by, wrong.line
    undo(line, payer)

    transfer, line = Transfer.objects.get(), StatementLine.objects.get()
    with pytest.raises(RuleBroken, match="Who paid"):
        match(line, transfer, payer)


def test_a_refund_too(cashiers):
    report = ReviewFactory().report
    refund = RefundFactory(award=report.award, amount=report.remainder)
    line = matched(refund).line

    undo(line, cashiers[0])

    refund.refresh_from_db()
    assert not refund.is_given_back
    assert sum_of(report.award).fits


def test_not_once_something_rests_on_it(cashiers):
    line = HandoverFactory().award.disbursement.transfers.get().matches.get().line

    with pytest.raises(RuleBroken, match="rests on this match"):
        undo(line, cashiers[1])


def test_a_page_that_cannot_undo_says_so_at_once(as_user, cashiers):
    line = HandoverFactory().award.disbursement.transfers.get().matches.get().line
    client, act = as_user(cashiers[1]), reverse("grants:undo_match", args=[line.pk])

    assert act not in client.get(reverse("grants:statement_line", args=[line.pk])).text
    page = client.get(act).text

    assert "bersandar pada pencocokan" in page
    assert 'name="reason"' not in page


def test_not_what_was_returned_or_explained(wrong, cashiers):
    part = line_of(wrong.transfer, 5_000)
    explain(part, "other", cashiers[0], transfer=wrong.transfer)
    with pytest.raises(RuleBroken, match="rests on this match"):
        undo(wrong.line, cashiers[1])


def test_a_return_stays(wrong, cashiers):
    back = match(line_of(wrong.transfer, GRANT), wrong.transfer, cashiers[0])

    for line in (back.line, wrong.line):
        with pytest.raises(RuleBroken, match="stays"):
            undo(line, cashiers[1])


def test_a_line_that_is_not_matched(cashiers):
    with pytest.raises(RuleBroken, match="is not matched"):
        undo(line_of(TransferFactory()), cashiers[1])


def test_the_auditor_sees_both(wrong, cashiers):
    undone = undo(wrong.line, cashiers[1])
    award = wrong.transfer.award

    [step] = [each for each in trail_of(award) if each.anchor == f"undone-{undone.pk}"]
    assert step.by == cashiers[1].name
    assert cashiers[0].name in step.facts[1].text
    assert sum_of(award).fits


WRITE = """INSERT INTO grants_undonematch (match_number, line_id, kind, transfer_id, refund_id,
        entry_id, match_reason, matched_by_id, matched_at, reversal_id, reason, by_id, at)
    SELECT id, line_id, kind, transfer_id, refund_id, entry_id, reason, by_id, at,
        entry_id, 'x', {by}, now() FROM grants_match"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("write", "says"),
    [(WRITE, "its entry reversed"), ("DELETE FROM grants_match", "never changed")],
)
def test_nobody_takes_a_match_away(write, says):
    MatchFactory()
    by = UserFactory().pk

    with as_owner(), pytest.raises(IntegrityError, match=says), transaction.atomic():
        connection.cursor().execute(write.format(by=by))
    assert Match.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_undo_it_once():
    cashiers = [UserFactory(role="cashier") for _three in range(3)]
    transfer = TransferFactory()
    wrong = match(line_of(transfer), transfer, cashiers[0])

    done = at_once([lambda by=by: undo(wrong.line, by) for by in cashiers[1:]] * 2)

    assert sum(isinstance(each, UndoneMatch) for each in done) == 1
    assert balances(transfer) == (0, 0)


def test_the_page(as_user, wrong, cashiers):
    page = reverse("grants:statement_line", args=[wrong.line_id])
    act = reverse("grants:undo_match", args=[wrong.line_id])
    own, other = map(as_user, cashiers)
    assert act not in own.get(page).text
    assert 'name="reason"' not in own.get(act).text
    assert act in as_user(wrong.transfer.by).get(page).text
    assert act in other.get(page).text

    answer = other.post(act, {"reason": "Baris lain", "submission": uuid.uuid4()})

    shown = other.get(answer.url).text
    assert "Baris lain" in shown
    assert act not in shown
    assert reverse("grants:match_line", args=[wrong.line_id]) in shown
