"""The bank's statement as a work list: what agrees, what waits for a person, what is settled."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.access import get_permitted
from foundation.exports import table_file
from foundation.formatting import rupiah
from foundation.submissions import submit_once
from grants.payment.actions.explanations import explain_line as explain
from grants.payment.actions.explanations import explain_lines as explain_many
from grants.payment.actions.matches import match_exact as match_many
from grants.payment.actions.matches import match_line as match
from grants.payment.forms.bank import BankFilter, ExplainForm, LinesForm, MatchForm, SetAsideForm
from grants.payment.models import OfficeAccount, StatementLine, Transfer
from grants.payment.reports.bank import (
    BankDesk,
    choices_for,
    lines_table,
    of_the_payment,
    waiting_payments,
)

VIEW, MATCH = "grants.view_statementline", "grants.match_statement"
ROWS, AT_ONCE = 50, 100
WAITING_DAYS = 7
WHOLE = StatementLine.objects.select_related(
    "account__office", "file", "match__transfer__disbursement__award__group",
    "match__refund__award__group", "match__by", "match__entry", "match__paper", "note__by",
    "note__paper", "note__transfer__disbursement__award__group",
)  # fmt: skip


@permission_required(VIEW, raise_exception=True)
def bank(request):
    accounts = OfficeAccount.objects.visible_to(request.user, VIEW).select_related("office")
    form = BankFilter(request, accounts)
    desk = BankDesk(form.chosen(StatementLine.objects.visible_to(request.user, VIEW)))
    rows = desk.rows(form.shown, form.typed)
    if request.GET.get("table") == "xlsx" and form.status == 200:
        return table_file(_("Bank statement"), *lines_table(rows))
    context = {
        "filter": form,
        "desk": desk,
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "waiting": waiting(request.user).count(),
        "waiting_days": WAITING_DAYS,
        "has_account": accounts.exists(),
    }
    return render(request, "grants/bank.html", context, status=form.status)


def waiting(user):
    before = timezone.localdate() - datetime.timedelta(days=WAITING_DAYS)
    return waiting_payments(user, VIEW, before)


@permission_required(VIEW, raise_exception=True)
def waiting_on_bank(request):
    page = Paginator(waiting(request.user), ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "days": WAITING_DAYS, "today": timezone.localdate()}
    return render(request, "grants/waiting_on_bank.html", context)


def statement_line(request, pk):
    line = get_permitted(request, WHOLE.all(), VIEW, pk=pk)
    told = told_of(line)
    context = {
        "line": line,
        "told": told,
        "beside": of_the_payment(line, told),
        "may_match": request.user.has_perm(MATCH, line.account.office),
    }
    return render(request, "grants/statement_line.html", context)


def told_of(line: StatementLine):
    """What the line seems to be, held against all that is open on its account."""
    return BankDesk(StatementLine.objects.filter(account=line.account)).of(line)


def match_line(request, pk):
    line = get_permitted(request, WHOLE.all(), MATCH, pk=pk)
    told = told_of(line)
    form = MatchForm(choices_for(line, told), request.POST or None)

    def act(paid, reason):
        done = match(line=line, paid=paid, reason=reason, today=today(), by=request.user)
        messages.success(request, _("Matched: %(kind)s.") % {"kind": done.get_kind_display()})
        return reverse("grants:bank")

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {"line": line, "told": told, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "grants/match_line.html", context, status=status)


def explain_line(request, pk):
    line = get_permitted(request, WHOLE.all(), MATCH, pk=pk)
    told = told_of(line)
    about = [row for row in choices_for(line, told) if isinstance(row, Transfer)]
    form = ExplainForm(about, request.POST or None)

    def act(kind, explanation, transfer=None):
        note = explain(
            line=line,
            kind=kind,
            explanation=explanation,
            transfer=transfer,
            today=today(),
            by=request.user,
        )
        messages.success(request, explained(note))
        return reverse("grants:statement_line", args=[line.pk])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {"line": line, "told": told, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "grants/explain_line.html", context, status=status)


def explained(note) -> str:
    if note.paper:
        return _("Explained. Minutes %(number)s were written.") % {"number": note.paper.number}
    return _("Explained.")


@permission_required(MATCH, raise_exception=True)
def match_exact(request):
    lines = StatementLine.objects.visible_to(request.user, MATCH)
    exact = BankDesk(lines).rows("exact")
    rows = [row for row in exact if not paid_by(request.user, row)]
    shown = rows[:AT_ONCE]
    form = LinesForm(lines.open().select_related("account"), request.POST or None)

    def act(lines):
        matches, left = match_many(lines=lines, today=today(), by=request.user)
        for row, why in left:
            messages.warning(request, f"{row.group}, {rupiah(abs(row.line.amount))}: {why}")
        if matches:
            messages.success(request, ngettext(
                "%(count)s line matched.", "%(count)s lines matched.", len(matches)
            ) % {"count": len(matches)})  # fmt: skip
        return reverse("grants:bank")

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {"form": form, "rows": shown, "count": len(rows), "own": len(exact) - len(rows)}
    context |= sums(shown)
    status = 422 if form.is_bound else 200
    return render(request, "grants/match_exact.html", context, status=status)


@permission_required(MATCH, raise_exception=True)
def explain_lines(request):
    lines = StatementLine.objects.visible_to(request.user, MATCH)
    rows = BankDesk(lines).rows("unknown")
    form = SetAsideForm(lines.open().select_related("account"), request.POST or None)

    def act(lines, explanation):
        count = explain_many(lines=lines, explanation=explanation, today=today(), by=request.user)
        messages.success(request, ngettext(
            "%(count)s line set aside.", "%(count)s lines set aside.", count
        ) % {"count": count})  # fmt: skip
        return reverse("grants:bank")

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {"form": form, "rows": rows[:AT_ONCE], "count": len(rows)}
    status = 422 if form.is_bound else 200
    return render(request, "grants/explain_lines.html", context, status=status)


def paid_by(user, row) -> bool:
    return row.transfer is not None and row.transfer.by_id == user.pk


def sums(rows) -> dict:
    return {
        "out": -sum(row.line.amount for row in rows if row.line.amount < 0),
        "in": sum(row.line.amount for row in rows if row.line.amount > 0),
    }


def today() -> datetime.date:
    return timezone.localdate()
