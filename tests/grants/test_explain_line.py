"""Explaining statement lines without a match; about a payment, it issues minutes."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.choices import flatten_choices
from django.utils.translation import override

from foundation.rules import RuleBroken
from grants.payment.actions.explanations import explain_line, explain_lines
from grants.payment.models import LineNote
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import (
    GRANT,
    MatchFactory,
    PaperFactory,
    RefundFactory,
    StatementLineFactory,
    TransferFactory,
)
from tests.grants.matching import sent
from tests.grants.statements import line_of, line_of_refund

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def cashier(db):
    return UserFactory(role="cashier")


@pytest.fixture
def transfer():
    return MatchFactory().transfer


def explain(line, kind, by, transfer=None, explanation="Bank mengirim dua kali."):
    return explain_line(
        line=line, kind=kind, explanation=explanation, transfer=transfer, today=TODAY, by=by
    )


def test_a_payment_sent_twice_leaves_minutes(transfer, cashier):
    note = explain(line_of(transfer), "double", cashier, transfer)

    assert note.paper.kind == "bank"
    assert note.paper.group == transfer.disbursement.award.group
    assert note.paper.content["paragraphs"] == ["Bank mengirim dua kali."]


def test_a_line_about_nothing_of_ours_leaves_none(cashier):
    note = explain(StatementLineFactory(amount=-5_000), "unrelated", cashier)

    assert note.paper is None


REFUSED = {
    "no words": ("double", True, " ", "Write what happened"),
    "no payment": ("double", False, "Salah", "names a payment"),
    "unrelated": ("unrelated", True, "Salah", "names a payment"),
    "right amount": ("wrong_amount", True, "Salah", "amount is right"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_true_of_the_line_is_refused(transfer, cashier, case):
    kind, about, words, refusal = REFUSED[case]

    with pytest.raises(RuleBroken, match=refusal):
        explain(line_of(transfer), kind, cashier, transfer if about else None, words)


PAID = {"unrelated", "double", "wrong_amount", "other"}
FITTING = {
    "the office paid": (lambda: line_of(MatchFactory().transfer), PAID),
    "cash came in": (
        lambda: StatementLineFactory(amount=500_000, file=about_a_payment()),
        PAID - {"double"} | {"came_back"},
    ),
    "the group paid": (lambda: line_of_refund(RefundFactory()), PAID),
}


def about_a_payment():
    return MatchFactory().line.file


@pytest.mark.parametrize("case", FITTING)
def test_the_kinds_fit_the_sign_of_the_line(as_user, cashier, case):
    make, kinds = FITTING[case]
    line = make()

    form = as_user(cashier).get(reverse("grants:explain_line", args=[line.pk])).context["form"]

    assert {kind for kind, _label in form.fields["kind"].choices} == kinds


WRONG_WAY = {
    "in, paid twice": ("double", GRANT, "money came in"),
    "out, came back": ("came_back", -GRANT, "money went out"),
    "in, more than went out": ("came_back", GRANT + 1, "no more came back"),
}


@pytest.mark.parametrize("case", WRONG_WAY)
def test_what_cannot_be_of_this_sign_is_refused(transfer, cashier, case):
    kind, amount, refusal = WRONG_WAY[case]

    with pytest.raises(RuleBroken, match=refusal):
        explain(line_of(transfer, amount), kind, cashier, transfer)


@pytest.mark.usefixtures("papers_alone")
@pytest.mark.parametrize(("kind", "amount"), [("double", GRANT), ("came_back", -GRANT)])
def test_the_database_keeps_the_sign_too(transfer, cashier, kind, amount):
    said = {"transfer": transfer, "explanation": "Salah", "paper": PaperFactory(kind="bank")}
    line = line_of(transfer, amount)

    with pytest.raises(IntegrityError, match="came in came back"), transaction.atomic():
        LineNote.objects.create(line=line, kind=kind, by=cashier, **said)


@pytest.mark.parametrize(("kind", "times"), [("double", -1), ("came_back", 1)])
def test_the_paper_is_named_as_its_kind(transfer, cashier, kind, times):
    paper = explain(line_of(transfer, times * transfer.amount // 2), kind, cashier, transfer).paper

    with override("id"):
        assert paper.content["title"] == f"Berita acara bank: {LineNote.Kind(kind).label}"
        assert paper.get_kind_display() == "Berita acara bank"


def test_a_payment_is_twice_only_after_it_was_once(cashier):
    transfer = TransferFactory()

    with pytest.raises(RuleBroken, match="Match the first line"):
        explain(line_of(transfer), "double", cashier, transfer)


def test_what_agrees_is_not_explained_away(cashier):
    transfer = TransferFactory()

    with pytest.raises(RuleBroken, match="Match this line"):
        explain(line_of(transfer), "other", cashier, transfer)


def test_who_paid_does_not_explain(transfer):
    with pytest.raises(RuleBroken, match="Ask another cashier"):
        explain(line_of(transfer), "double", transfer.by, transfer)


SUSPECTS = {
    "its group": lambda paid: {"text": f"TRF KE {paid.group} ULANG"},
    "its group, came back": lambda paid: {"text": f"RETUR {paid.group}", "amount": GRANT},
    "its account": lambda paid: {"counter_account": paid.account.number, "amount": -1},
    "nearly its number": lambda paid: {"reference": f"X{paid.reference}"},
    "its amount": lambda paid: {"text": "TRF ULANG"},
}


@pytest.mark.parametrize("case", SUSPECTS)
def test_who_paid_does_not_set_aside_what_may_be_it(as_user, transfer, cashier, case):
    line = StatementLineFactory(**{"amount": -GRANT} | SUSPECTS[case](transfer))
    url = reverse("grants:explain_line", args=[line.pk])

    with pytest.raises(RuleBroken, match="a payment that you made"):
        explain(line, "unrelated", transfer.by)
    with pytest.raises(RuleBroken, match="a payment that you made"):
        explain(line, "unrelated", transfer.by, transfer)
    assert "pembayaran yang Anda lakukan" in as_user(transfer.by).get(url).text
    assert explain(line, "unrelated", cashier)


def test_nor_among_many(transfer, cashier):
    line = StatementLineFactory(amount=-GRANT, text="GAJI")
    given = {"lines": [line], "explanation": "Gaji", "today": TODAY}

    with pytest.raises(RuleBroken, match="a payment that you made"):
        explain_lines(by=transfer.by, **given)
    assert explain_lines(by=cashier, **given) == 1


def test_a_line_is_settled_once(transfer, cashier):
    line = line_of(transfer)
    explain(line, "double", cashier, transfer)

    with pytest.raises(RuleBroken, match="settled this line"):
        explain(line, "double", cashier, transfer)
    with pytest.raises(RuleBroken, match="matched already"):
        explain(transfer.matches.get().line, "double", cashier, transfer)


def test_many_unknown_lines_are_set_aside_at_once(transfer, cashier):
    fees = StatementLineFactory.create_batch(3, amount=-5_000, text="BIAYA ADM")
    double = line_of(transfer)

    named = StatementLineFactory(amount=-5_000, text=f"TRF {transfer.group}")

    count = explain_lines(
        lines=[*fees, double, named], explanation="Biaya", today=TODAY, by=cashier
    )

    assert count == 3
    assert not LineNote.objects.filter(line__in=[double, named]).exists()


def test_the_database_keeps_a_matched_line_unexplained(transfer, cashier):
    line = transfer.matches.get().line

    with pytest.raises(IntegrityError, match="needs no explanation"), transaction.atomic():
        LineNote.objects.create(line=line, kind="other", explanation="Lain", by=cashier)


@pytest.mark.usefixtures("papers_alone")
def test_the_database_keeps_who_paid_from_explaining(transfer):
    paper = PaperFactory(kind="bank")
    line = line_of(transfer)

    with pytest.raises(IntegrityError, match="accounts_duty_never_by_one"), transaction.atomic():
        LineNote.objects.create(
            line=line,
            kind="double",
            transfer=transfer,
            explanation="Dua",
            paper=paper,
            by=transfer.by,
        )


def test_the_page_explains(as_user, transfer, cashier):
    line = line_of(transfer)
    client = as_user(cashier)
    url = reverse("grants:explain_line", args=[line.pk])
    form = client.get(url).context["form"]
    typed = {"kind": "double", "transfer": f"transfer-{transfer.pk}", "explanation": "Dua kali"}

    answer = client.post(url, {"submission": form["submission"].value(), **typed})

    assert answer.status_code == 302
    assert "Dua kali" in client.get(answer.url).content.decode()


ABOUT = {"paid twice": ("double", -GRANT), "wrong amount": ("wrong_amount", -3_000_000)}


@pytest.mark.parametrize("case", ABOUT)
def test_a_line_that_names_no_payment_may_be_about_any(as_user, transfer, cashier, case):
    kind, amount = ABOUT[case]
    line = StatementLineFactory(amount=amount, text="TRF ULANG")
    client = as_user(cashier)
    url = reverse("grants:explain_line", args=[line.pk])
    field = client.get(url).context["form"].fields["transfer"]
    offered = dict(flatten_choices(field.choices))

    answer = sent(client, url, kind=kind, transfer=f"transfer-{transfer.pk}", explanation="Dua")

    assert str(transfer.group) in offered[f"transfer-{transfer.pk}"]
    assert answer.status_code == 302
    assert line.note.paper.content["paragraphs"] == ["Dua"]


def test_without_a_payment_nothing_is_asked_that_cannot_be_answered(as_user, cashier):
    line = StatementLineFactory(amount=-5_000)

    form = as_user(cashier).get(reverse("grants:explain_line", args=[line.pk])).context["form"]

    assert "transfer" not in form.fields
    assert [kind for kind, _label in form.fields["kind"].choices] == ["unrelated", "other"]


def test_the_page_sets_many_aside(as_user, cashier):
    fees = StatementLineFactory.create_batch(2, amount=-5_000)
    client = as_user(cashier)
    url = reverse("grants:explain_lines")
    form = client.get(url).context["form"]
    typed = {"lines": [line.pk for line in fees], "explanation": "Biaya bank"}

    answer = client.post(url, {"submission": form["submission"].value(), **typed})

    assert answer.status_code == 302
    assert LineNote.objects.count() == 2


def test_a_large_line_is_ticked_by_hand_alone_and_ticks_are_kept(as_user, transfer, cashier):
    fee = StatementLineFactory(amount=-5_000)
    large = StatementLineFactory(amount=-2 * GRANT)
    StatementLineFactory(amount=725_000, text="STS PENGEMBALIAN SISA KUBE SERUNI")
    StatementLineFactory(amount=GRANT, text="PENERIMAAN")
    RefundFactory(amount=5_500)
    StatementLineFactory(amount=-5_500)
    client, url = as_user(cashier), reverse("grants:explain_lines")

    def ticked(answer):
        return [row.line for row, ticked in answer.context["form"].ticks if ticked]

    assert ticked(client.get(url)) == [fee]
    assert ticked(sent(client, url, lines=[large.pk])) == [large]
