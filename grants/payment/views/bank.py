"""Statement lines as a worklist: exact, waiting for a person, settled."""

import datetime
from functools import partial

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.access import get_permitted
from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import paginate
from foundation.rules import refusal_of
from grants.payment.forms.bank import BankFilter, LatePaymentFilter
from grants.payment.models import BankMovement, OfficeAccount, StatementLine
from grants.payment.reports.bank import (
    ORDER,
    StatementWorklist,
    bulk_choices,
    choices_for,
    in_order,
    of_the_payment,
    waiting_payments,
)
from grants.payment.reports.bank_columns import line_columns, lines_table
from grants.payment.reports.late_payments import LATE_ORDER, late_columns
from grants.payment.reports.suggestions import Suggestion
from grants.payment.rules.bulk import require_one_of_others
from grants.payment.rules.explanations import require_explainable
from grants.payment.rules.undoing import require_reopenable, require_undoable

VIEW, MATCH = "grants.view_statementline", "grants.match_statement"
WAITING_DAYS = 7
WHOLE = StatementLine.objects.select_related(
    "account__office",
    "file__withdrawal",
    "part_of",
    "match__transfer__disbursement__award__group",
    "match__refund__award__group",
    "match__by",
    "match__entry",
    "match__paper",
    "note__by",
    "note__paper",
    "note__transfer__disbursement__award__group",
)


@permission_required(VIEW, raise_exception=True)
def bank(request):
    accounts = OfficeAccount.objects.visible_to(request.user, VIEW).select_related("office")
    form = BankFilter(request, accounts)
    lines = form.chosen(StatementLine.objects.visible_to(request.user, VIEW))
    desk = StatementWorklist(lines)
    listed = OfficeList(request, line_columns(lines.with_other_side().exists()), ORDER)
    rows = in_order(desk.rows(form.shown, form.typed), listed)
    if form.wants_table:
        return table_file(_("Bank statement"), *lines_table(rows))
    context = {
        "filter": form,
        "desk": desk,
        "listed": listed,
        "page": paginate(rows, request.GET.get("page")),
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
    chosen = LatePaymentFilter(request, waiting(request.user))
    may_match = request.user.has_perm(MATCH)
    columns = late_columns(
        timezone.localdate(), lambda payment: may_match and payment.by_id != request.user.pk
    )
    listed = OfficeList(request, columns, LATE_ORDER)
    rows = listed.ordered(chosen.qs)
    if chosen.wants_table:
        return table_file(_("payments on no statement"), *listed.table(rows))
    page = paginate(rows, request.GET.get("page"))
    context = {"filter": chosen.form, "listed": listed, "page": page, "days": WAITING_DAYS}
    return render(request, "grants/waiting_on_bank.html", context, status=chosen.status)


def statement_line(request, pk):
    line = get_permitted(request, WHOLE.all(), VIEW, pk=pk)
    suggestion, user = suggestion_for(line), request.user
    may_match = user.has_perm(MATCH, line.account.office)
    may_match = may_match and not line.file.withdrawal_or_none
    context = {
        "line": line,
        "suggestion": suggestion,
        "beside": of_the_payment(line, suggestion),
        "parts": line.parts.select_related("match__transfer__disbursement__award__group", "note"),
        "undone": line.undone_matches.select_related(
            "by",
            "matched_by",
            "transfer__disbursement__award__group",
            "refund__award__group",
        ),
        "undone_notes": line.undone_notes.select_related("by", "explained_by"),
        "may_undo": may_undo(request.user, line),
        "may_reopen": hasattr(line, "note")
        and not refusal_of(partial(require_reopenable, line.note, request.user)),
        "may_match": may_match,
        "has_choices": may_match and has_some_of_others(choices_for(line, suggestion), user),
        "may_explain": may_match and not refusal_of(explainable(line, suggestion, user)),
        "waits_for_several": may_match and line.amount < 0 and len(bulk_choices(line)) > 1,
    }
    return render(request, "grants/statement_line.html", context)


def has_some_of_others(choices: list[BankMovement], user: User) -> bool:
    return bool(choices) and not refusal_of(partial(require_one_of_others, choices, user))


def explainable(line: StatementLine, suggestion: Suggestion | None, user: User) -> partial[None]:
    """The guard of the act, which its page and the page of the line ask."""
    if suggestion is None:
        return partial(require_explainable, line, (), (), user, is_exact=False)
    of_line = suggestion.suspects, suggestion.alike
    return partial(require_explainable, line, *of_line, user, is_exact=suggestion.is_exact)


def may_undo(user, line: StatementLine) -> bool:
    """Whether the act is offered; its page says why not to who opens it anyhow."""
    match = getattr(line, "match", None)
    if match is None or not user.has_perm(MATCH, line.account.office):
        return False
    return not refusal_of(partial(require_undoable, match, user))


def suggestion_for(line: StatementLine):
    """The suggestion for a line, read with all open lines of its account."""
    return StatementWorklist(StatementLine.objects.filter(account=line.account)).of(line)
