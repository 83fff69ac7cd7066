"""A payment that comes on no statement is declared lost with the bank's letter, then paid again."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.database_roles import as_owner
from foundation.rules import RuleBroken
from grants.audit.reports.trail import trail_of
from grants.payment.actions.explanations import explain_line
from grants.payment.actions.matches import match_exact, match_line
from grants.payment.actions.payments import declare_lost, pay_disbursement
from grants.payment.models import LostTransfer, Match, Transfer
from grants.payment.reports.bank import waiting_payments
from grants.payment.reports.statement_lines import suggestions
from grants.payment.reports.suggestions import Reason
from grants.way.reports.tasks import tasks
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import PhotoFactory, UserFactory, jpeg
from tests.grants.factories import DAY, MatchFactory, TransferFactory
from tests.grants.spending import PICTURE
from tests.grants.statements import line_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def paid():
    return TransferFactory()


def lose(transfer: Transfer, **more) -> LostTransfer:
    facts = {"letter": PICTURE, "reason": "Tidak pernah keluar", "date": TODAY, "today": TODAY}
    by = UserFactory(role="cashier")
    return declare_lost(transfer=transfer, **facts | {"by": by} | more)


def pay_again(transfer: Transfer) -> Transfer:
    row = type(transfer.disbursement).objects.get(pk=transfer.disbursement_id)
    facts = {"account_number": transfer.account.number, "date": TODAY, "today": TODAY}
    return pay_disbursement(disbursement=row, by=transfer.by, **facts)


def test_it_is_paid_once_more(paid):
    with pytest.raises(RuleBroken, match="paid already"):
        pay_again(paid)
    lose(paid)

    again = pay_again(paid)

    assert again.attempt == 2
    assert list(Transfer.objects.in_force()) == [again]
    assert match_exact(lines=[line_of(again)], today=TODAY, by=UserFactory(role="cashier"))[0]


def test_it_waits_for_no_statement_and_for_another_payment(paid):
    cashier = UserFactory(role="cashier")
    lose(paid)

    assert not waiting_payments(cashier, "grants.view_statementline", TODAY + DAY).exists()
    assert {task.name for task in tasks(cashier, TODAY)} == {"grants.pay_again"}


def test_who_paid_does_not_declare(paid):
    with pytest.raises(RuleBroken, match="Ask another cashier"):
        lose(paid, by=paid.by)
    letter = PhotoFactory(group=paid.group)
    with pytest.raises(IntegrityError), transaction.atomic():
        LostTransfer.objects.create(
            transfer=paid, date=TODAY, letter=letter, reason="x", by=paid.by
        )


def test_not_one_that_a_statement_shows(paid):
    MatchFactory(transfer=paid)

    with pytest.raises(RuleBroken, match="A statement shows this payment"):
        lose(paid)


@pytest.mark.parametrize("days", [-1, 1])
def test_the_letter_is_of_a_day_since_the_payment(paid, days):
    with pytest.raises(RuleBroken, match="Choose"):
        lose(paid, date=TODAY + days * DAY)


def test_it_is_declared_once(paid):
    lose(paid)

    with pytest.raises(RuleBroken, match="declared lost already"):
        lose(Transfer.objects.get())


def test_a_line_that_comes_after_all_is_explained(paid):
    lose(paid)
    line, cashier = line_of(paid), UserFactory(role="cashier")

    [row] = suggestions(type(line).objects.open())

    assert row.reason == Reason.LOST
    with pytest.raises(RuleBroken, match="Explain the line"):
        match_line(line=line, paid=paid, reason="x", today=TODAY, by=cashier)
    words = {"kind": "double", "explanation": "Datang juga", "transfer": paid}
    assert explain_line(line=line, **words, today=TODAY, by=cashier).paper


def test_the_trail_tells_of_it(paid):
    lost = lose(paid)

    [step] = [each for each in trail_of(paid.award) if each.anchor == f"lost-{paid.pk}"]
    assert (step.by, step.facts[0].text) == (lost.by.name, "Tidak pernah keluar")
    assert step.facts[1].url == reverse("groups:photo", args=[lost.letter_id])


def insert(paid) -> str:
    letter = PhotoFactory(group=paid.group)
    return f"""INSERT INTO grants_losttransfer (transfer_id, letter_id, date, reason, by_id, at)
               SELECT id, {letter.pk}, date, 'x', {UserFactory().pk}, now() FROM grants_transfer"""


@pytest.mark.django_db(transaction=True)
def test_the_database_loses_none_that_a_statement_shows():
    paid = MatchFactory().transfer
    write = insert(paid)

    for role in (transaction.atomic, as_owner):
        with role(), pytest.raises(IntegrityError, match="not lost"), transaction.atomic():
            connection.cursor().execute(write)


def test_the_database_matches_no_lost_one(paid):
    lose(paid)

    with pytest.raises(IntegrityError, match="declared lost"), transaction.atomic():
        MatchFactory(transfer=paid)


@pytest.mark.django_db(transaction=True)
def test_a_match_and_a_loss_at_once():
    paid = TransferFactory()
    line, by = line_of(paid), UserFactory(role="cashier")

    acts = [
        lambda: lose(paid, by=by),
        lambda: match_line(line=line, paid=paid, reason="x", today=TODAY, by=by),
    ]
    at_once(acts * 2)

    assert LostTransfer.objects.count() + Match.objects.count() == 1


def test_the_page(as_user):
    paid = TransferFactory(date=TODAY - 10 * DAY)
    client, payer = as_user(UserFactory(role="cashier")), as_user(paid.by)
    waiting, act = reverse("grants:waiting_on_bank"), reverse("grants:declare_lost", args=[paid.pk])
    assert act in client.get(waiting).text
    assert act not in payer.get(waiting).text
    sent = {"date": TODAY.isoformat(), "reason": "Tidak keluar", "submission": uuid.uuid4()}

    answer = client.post(act, sent | {"letter": SimpleUploadedFile("s.jpg", jpeg(), "image/jpeg")})

    assert answer.url == waiting
    assert act not in client.get(waiting).text
    assert LostTransfer.objects.get().letter.group == paid.group
