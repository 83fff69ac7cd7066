"""A line that was explained wrongly is opened again; minutes are replaced by others."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.database_roles import as_owner
from foundation.rules import RuleBroken
from grants.audit.reports.trail import trail_of
from grants.payment.actions.explanations import explain_lines
from grants.payment.actions.statements import withdraw_statement
from grants.payment.actions.undone_notes import reopen_line
from grants.payment.models import LineNote, StatementLine, UndoneNote
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import GRANT, MatchFactory, StatementLineFactory
from tests.grants.matching import explain, match, sent
from tests.grants.statements import line_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def cashier():
    return UserFactory(role="cashier")


@pytest.fixture
def fee(cashier):
    line = StatementLineFactory(amount=-5_000)
    explain_lines(lines=[line], explanation="Biaya", today=TODAY, by=cashier)
    return StatementLine.objects.get()


@pytest.fixture
def twice(cashier):
    """The second line of a payment, explained with minutes."""
    transfer = MatchFactory().transfer
    return explain(line_of(transfer), "double", cashier, transfer)


def reopen(line, by) -> UndoneNote:
    return reopen_line(line=line, reason="Ini gaji", today=TODAY, by=by)


def test_it_waits_again_with_all_that_was_said(fee, cashier):
    undone = reopen(fee, cashier)

    assert list(StatementLine.objects.open()) == [fee]
    assert (undone.explanation, undone.explained_by, undone.paper) == ("Biaya", cashier, None)


def test_its_file_may_be_taken_back_then(fee, cashier):
    with pytest.raises(RuleBroken, match="matched or explained"):
        withdraw_statement(file=fee.file, reason="Salah", by=cashier)
    reopen(fee, cashier)

    assert withdraw_statement(file=fee.file, reason="Salah", by=cashier)


def test_minutes_are_replaced_by_others(twice, cashier):
    undone = reopen(twice.line, UserFactory(role="cashier"))

    assert undone.paper.supersedes == undone.minutes == twice.paper
    assert undone.paper.content["paragraphs"] == ["Ini gaji"]
    assert any(step.anchor == f"undone-note-{undone.pk}" for step in trail_of(twice.transfer.award))
    assert explain(StatementLine.objects.get(pk=twice.line_id), "double", cashier, twice.transfer)


def test_who_wrote_the_minutes_does_not(as_user, twice, cashier):
    page = reverse("grants:statement_line", args=[twice.line_id])
    act = reverse("grants:reopen_line", args=[twice.line_id])

    with pytest.raises(RuleBroken, match="Who wrote these minutes"):
        reopen(twice.line, cashier)
    assert act not in as_user(cashier).get(page).text
    assert act in as_user(UserFactory(role="cashier")).get(page).text


def test_the_database_asks_another_too(twice, cashier):
    write = WRITE.replace("'anders', paper_id", "explanation, paper_id").format(by=cashier.pk)

    with pytest.raises(IntegrityError, match="by another person"), transaction.atomic():
        connection.cursor().execute(write)


def test_who_paid_does_not(twice):
    with pytest.raises(RuleBroken, match="Who paid"):
        reopen(twice.line, twice.transfer.by)


def test_not_once_a_match_rests_on_it(twice, cashier):
    match(line_of(twice.transfer, 2 * GRANT), twice.transfer, cashier, reason="Semua kembali")

    with pytest.raises(RuleBroken, match="rests on this explanation"):
        reopen(twice.line, UserFactory(role="cashier"))


def test_only_a_line_that_is_explained(cashier):
    with pytest.raises(RuleBroken, match="not explained"):
        reopen(StatementLineFactory(), cashier)


WRITE = """INSERT INTO grants_undonenote (note_number, line_id, kind, transfer_id, explanation,
        minutes_id, explained_by_id, explained_at, reason, paper_id, by_id, at)
    SELECT id, line_id, kind, transfer_id, 'anders', paper_id, by_id, at, 'x', paper_id, {by},
        now() FROM grants_linenote"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("write", "says"),
    [(WRITE, "taken back as it was"), ("DELETE FROM grants_linenote", "never changed")],
)
def test_nobody_takes_an_explanation_away(write, says, cashier):
    line = StatementLineFactory(amount=-5_000)
    explain(line, "other", cashier)

    with as_owner(), pytest.raises(IntegrityError, match=says), transaction.atomic():
        connection.cursor().execute(write.format(by=cashier.pk))
    assert LineNote.objects.exists()


def test_the_page(as_user, fee, cashier):
    client, page = as_user(cashier), reverse("grants:statement_line", args=[fee.pk])
    act = reverse("grants:reopen_line", args=[fee.pk])
    assert act in client.get(page).text

    answer = sent(client, act, reason="Ini gaji")

    assert "Ini gaji" in client.get(answer.url).text
    assert act not in client.get(page).text
    assert 'name="reason"' not in client.get(act).text
