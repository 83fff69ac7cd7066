"""What a page offers, its act does: no filled form comes back for a reason its page could know.

The walk builds a grant stage by stage, opens each act on it as each person who may, fills the form
with what it offers itself, and sends it. A refusal beside no field was known before: the page says
it at once, by `act_page(guard=…)`.
"""

from types import SimpleNamespace

import pytest
from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from finance.forms.fields import RupiahField
from grants.payment.models import LineNote
from grants.selection.actions.rounds import close_round
from tests.conftest import TODAY
from tests.factories import UserFactory, jpeg
from tests.full import part_of
from tests.grants.factories import (
    AgreementFactory,
    CandidacyFactory,
    MatchFactory,
    RankingFactory,
    RefundFactory,
    ReportCheckFactory,
    ReviewFactory,
    ScoreSheetFactory,
    TransferFactory,
    officers,
)
from tests.grants.statements import line_of
from tests.pages import PAGES
from tests.test_acts import ACTS

pytestmark = pytest.mark.django_db


def of_candidacy(row):
    officers(row.group)
    return SimpleNamespace(candidacy=row, round=row.round, group=row.group)


def of_award(award, **more):
    found = of_candidacy(award.candidacy)
    vars(found).update(award=award, due=award, **more)
    if award.is_ordered:
        found.disbursement = award.disbursement
    if accounts := list(award.group.bank_accounts.all()):
        found.account = accounts[0]
    return found


def closed():
    row = CandidacyFactory()
    close_round(selection_round=row.round, reason="Salah", today=TODAY, by=row.round.by)
    return of_candidacy(row)


def scored():
    return of_candidacy(ScoreSheetFactory().candidacy)


def ranked():
    row = ScoreSheetFactory().candidacy
    RankingFactory(round=row.round)
    return of_candidacy(row)


def paid():
    transfer = TransferFactory()
    return of_award(transfer.award, line=line_of(transfer))


def arrived():
    match = MatchFactory()
    return of_award(match.transfer.award, line=line_of(match.transfer))


def explained():
    found = arrived()
    LineNote.objects.create(
        line=found.line,
        transfer=found.award.disbursement.transfers.get(),
        kind="other",
        explanation="Salah",
        by=UserFactory(role="cashier"),
    )
    return found


def reported():
    report = ReportCheckFactory().report
    return of_award(report.award, report=report, purchase=report.award.purchases.first())


def refunded():
    report = ReviewFactory().report
    refund = RefundFactory(award=report.award, amount=report.remainder)
    more = {"report": report, "refund": refund, "purchase": report.award.purchases.first()}
    return of_award(report.award, **more)


STAGES = {
    "proposed": lambda: of_candidacy(CandidacyFactory()),
    "closed": closed,
    "scored": scored,
    "ranked": ranked,
    "agreed": lambda: of_award(AgreementFactory().award),
    "paid": paid,
    "explained": explained,
    "reported": reported,
    "refunded": refunded,
}


def people(roles):
    """Everybody with such a role: also who did the acts before, each in a role of their own."""
    held = {"assignments__role__in": roles}
    return User.objects.filter(**held).distinct().order_by("pk")


def filled(form):
    typed = {}
    for bound in form:
        typed[bound.html_name] = value_for(bound)
    return {key: value for key, value in typed.items() if value not in (None, "")}


USUAL = [
    (forms.BooleanField, lambda field: "on"),
    (forms.DateField, lambda field: TODAY.isoformat()),
    (RupiahField, lambda field: "1.000"),
    (forms.IntegerField, lambda field: max(field.min_value or 0, 1)),
    (forms.FileField, lambda field: SimpleUploadedFile("foto.jpg", jpeg(), "image/jpeg")),
    (forms.Field, lambda field: "Contoh"),
]


def value_for(bound):
    """What the form has filled in or offers first, else something usual."""
    field, value = bound.field, bound.value()
    if hasattr(field, "choices"):
        offered = [str(key) for key, _label in flat(field.choices) if str(key)]
        if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
            return offered
        return value or next(iter(offered), "")
    if value not in (None, ""):
        return value.isoformat() if hasattr(value, "isoformat") else value
    return next(make for kind, make in USUAL if isinstance(field, kind))(field)


def flat(choices):
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def refused(as_user, name, roles, args):
    url = reverse(f"grants:{name}", args=args)
    for user in part_of(people(roles), url):
        client = as_user(user)
        page = client.get(url)
        form = page.context and page.context.get("form")
        if form is None or "novalidate data-keeps" not in page.text:
            continue
        with transaction.atomic():
            answer = client.post(url, filled(form))
            transaction.set_rollback(True)
        if answer.status_code == 422 and not (set(answer.context["form"].errors) - {"__all__"}):
            yield f"{name} by {user}: {answer.context['form'].non_field_errors().as_text()}"


@pytest.mark.parametrize("stage", STAGES)
def test_no_offered_act_is_refused_for_a_reason_beside_its_form(as_user, stage):
    made = STAGES[stage]()
    found = []
    for name in ACTS:
        page = PAGES.get(f"grants:{name}")
        if page is None or page.kind != "row":
            continue
        try:
            args = page.args(made)
        except (AttributeError, LookupError, ObjectDoesNotExist):
            continue
        found += refused(as_user, name, page.may, args)
    assert not found
