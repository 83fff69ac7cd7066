"""An import is taken back while none of its lines is settled; the file may be sent again."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.database_roles import as_owner
from foundation.rules import RuleBroken
from grants.payment.actions.explanations import explain_line
from grants.payment.actions.matches import match_exact, match_line
from grants.payment.actions.statements import import_statement, withdraw_statement
from grants.payment.models import (
    BankFile,
    FileWithdrawal,
    LineNote,
    Match,
    OfficeAccount,
    StatementLine,
)
from grants.payment.reports.bank import StatementWorklist
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import OfficeAccountFactory, TransferFactory
from tests.grants.statements import mt940, upload
from tests.grants.test_import_statement import DAY, TWO, YESTERDAY

WHY = "Berkas bulan lain"


@pytest.fixture
def account(db):
    return OfficeAccountFactory()


@pytest.fixture
def cashier(db):
    return UserFactory(role="cashier")


def send(account, lines, by):
    content = mt940(lines)
    return import_statement(account=account, name="koran.sta", content=content, today=TODAY, by=by)


def take_back(file: BankFile) -> FileWithdrawal:
    return withdraw_statement(file=file, reason=WHY, by=file.by)


def explain(line: StatementLine, by) -> LineNote:
    return explain_line(line=line, kind="unrelated", explanation="Biaya", today=TODAY, by=by)


def test_its_lines_count_nowhere(account, cashier):
    file = send(account, TWO, cashier).file
    assert OfficeAccount.objects.awaiting_match().get().oldest == YESTERDAY

    take_back(file)

    assert not OfficeAccount.objects.awaiting_match().exists()
    assert not StatementWorklist(StatementLine.objects.all()).open
    assert file.withdrawal.reason == WHY


def test_the_same_file_may_be_sent_again(account, cashier):
    take_back(send(account, TWO, cashier).file)

    again, third = (send(account, TWO, cashier) for _time in range(2))

    assert (again.new, again.known, again.file.version) == (2, 0, 2)
    assert (third.file, third.new, third.known) == (again.file, 0, 2)
    assert StatementLine.objects.open().count() == 2


def test_another_file_of_these_days_adds_all(account, cashier):
    take_back(send(account, TWO, cashier).file)

    done = send(account, [*TWO, (TODAY, -5_000, "NONREF", "BIAYA")], cashier)

    assert (done.new, done.known, done.file.gaps) == (3, 0, [])


def test_not_once_a_line_is_settled(account, cashier, in_english):
    file = send(account, TWO, cashier).file
    explain(file.lines.last(), cashier)

    with pytest.raises(RuleBroken, match="matched or explained"):
        take_back(file)


def test_the_later_of_two_goes_first(account, cashier, in_english):
    first = send(account, TWO, cashier).file
    later = send(account, [*TWO, (TODAY, -5_000, "NONREF", "BIAYA")], cashier).file

    with pytest.raises(RuleBroken, match="Take that one back first"):
        take_back(first)
    take_back(later)
    assert take_back(first)


def test_days_apart_are_taken_back_in_any_order(account, cashier):
    content = mt940([(YESTERDAY, -5_000, "NONREF", "BIAYA")])
    content = content.replace(f"{TODAY:%y%m%d}IDR".encode(), f"{YESTERDAY:%y%m%d}IDR".encode())
    earlier = {"account": account, "name": "koran.sta", "content": content}
    first = import_statement(**earlier, today=TODAY, by=cashier).file
    send(account, [(TODAY, -7_000, "NONREF", "BIAYA")], cashier)

    assert take_back(first)


def test_once(account, cashier, in_english):
    file = send(account, TWO, cashier).file
    take_back(file)

    with pytest.raises(RuleBroken, match="taken back already"):
        take_back(BankFile.objects.get(pk=file.pk))


def test_its_lines_are_not_settled_any_more(account, cashier, in_english):
    transfer = TransferFactory()
    lines = [(TODAY, -transfer.amount, transfer.reference, "BLPS")]
    file = send(account, lines, cashier).file
    take_back(file)
    line = StatementLine.objects.get()

    with pytest.raises(RuleBroken, match="was taken back"):
        match_line(line=line, paid=transfer, reason="x", today=TODAY, by=cashier)
    with pytest.raises(RuleBroken, match="was taken back"):
        explain(line, cashier)
    assert match_exact(lines=[line], today=TODAY, by=cashier) == ([], [])


def test_the_database_settles_none_of_them(account, cashier):
    take_back(send(account, TWO, cashier).file)
    line = StatementLine.objects.last()

    with pytest.raises(IntegrityError, match="taken back"), transaction.atomic():
        LineNote.objects.create(line=line, kind="unrelated", explanation="x", by=cashier)


COPY = """INSERT INTO grants_bankfile (account_id, name, digest, content, first_on, last_on,
                                     read_as, left_out, gaps, version, by_id, at)
          SELECT account_id, name, digest, content, first_on, last_on, read_as,
                 left_out, gaps, {version}, by_id, at FROM grants_bankfile"""
WITHDRAW = """INSERT INTO grants_filewithdrawal (file_id, reason, by_id, at)
              SELECT min(id), 'x', min(by_id), min(at) FROM grants_bankfile"""


@pytest.mark.parametrize("version", [1, 2])
def test_the_database_keeps_one_in_force(account, cashier, version):
    send(account, TWO, cashier)

    with pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute(COPY.format(version=version))


def test_who_paid_hides_no_line_that_may_be_it(as_user, account, cashier):
    transfer = TransferFactory()
    again = (TODAY, -transfer.amount, "NONREF", f"TRF KE {transfer.group} ULANG")
    file = send(account, [again], cashier).file
    url = reverse("grants:withdraw_statement", args=[file.pk])

    with pytest.raises(RuleBroken, match="Minta bendahara lain"):
        withdraw_statement(file=file, reason=WHY, by=transfer.by)
    assert "pembayaran yang Anda lakukan" in as_user(transfer.by).get(url).text
    assert take_back(file)


def test_it_asks_once_about_all_its_lines(account, cashier):
    lines = [
        (TODAY, -paid.amount, "NONREF", f"TRF KE {paid.group} ULANG")
        for paid in (TransferFactory() for _line in range(3))
    ]
    counts = []
    for some in (lines[:1], lines):
        file = send(account, some, cashier).file
        with CaptureQueriesContext(connection) as queries:
            take_back(file)
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rests", ["settled line", "later file"])
def test_the_database_takes_back_none_that_is_used(rests):
    account, cashier = OfficeAccountFactory(), UserFactory(role="cashier")
    file = send(account, TWO, cashier).file
    if rests == "settled line":
        explain(file.lines.last(), cashier)
    else:
        send(account, [*TWO, (TODAY, -5_000, "NONREF", "BIAYA")], cashier)

    for role in (transaction.atomic, as_owner):
        with role(), pytest.raises(IntegrityError, match=rests), transaction.atomic():
            connection.cursor().execute(WITHDRAW)


@pytest.mark.django_db(transaction=True)
def test_a_match_and_a_withdrawal_at_once():
    account, cashier = OfficeAccountFactory(), UserFactory(role="cashier")
    transfer = TransferFactory()
    file = send(account, [(TODAY, -transfer.amount, transfer.reference, "BLPS")], cashier).file
    line = file.lines.get()
    match = {"line": line, "paid": transfer, "reason": "x", "today": TODAY, "by": cashier}

    at_once([lambda: match_line(**match), lambda: take_back(file)] * 2)

    assert Match.objects.count() + FileWithdrawal.objects.count() == 1


def test_the_pages(as_user, account, cashier):
    client = as_user(cashier)
    sent = {"account": account.pk, "file": upload(mt940(TWO)), "submission": uuid.uuid4()}
    client.post(reverse("grants:import_statement"), sent)
    file, line = BankFile.objects.get(), StatementLine.objects.first()
    act = reverse("grants:withdraw_statement", args=[file.pk])
    assert act in client.get(reverse("grants:bank_file", args=[file.pk])).text

    answer = client.post(act, {"reason": WHY, "submission": uuid.uuid4()})

    shown = client.get(answer.url).text
    assert f"{cashier.name}: {WHY}" in shown
    assert act not in shown
    assert "Ditarik" in client.get(reverse("grants:bank_files")).text
    of_line = client.get(reverse("grants:statement_line", args=[line.pk])).text
    assert reverse("grants:explain_line", args=[line.pk]) not in of_line
    assert f"{TODAY - DAY:%Y}" in of_line
