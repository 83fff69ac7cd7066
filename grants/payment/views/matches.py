"""Match statement lines with payments: one, or all exact ones."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.access import get_permitted, permitted
from foundation.acts import act_page, posted
from foundation.batches import AT_ONCE, Batch, say_result
from foundation.formatting import rupiah
from grants import crumbs
from grants.payment.actions import matches as actions
from grants.payment.forms.bank import BulkForm, LinesForm, MatchForm, NamedLinesForm
from grants.payment.models import StatementLine
from grants.payment.reports.bank import StatementWorklist, bulk_choices, bulk_guess, choices_for
from grants.payment.rules.bulk import names_order, require_divisible, require_matchable
from grants.payment.views.bank import MATCH, WHOLE, suggestion_for


def match_line(request, pk):
    line = get_permitted(request, WHOLE.all(), MATCH, pk=pk)
    suggestion, today = suggestion_for(line), timezone.localdate()
    choices = choices_for(line, suggestion)
    return act_page(
        request,
        form=MatchForm(
            choices,
            posted(request),
            is_exact=bool(suggestion and suggestion.is_exact),
        ),
        guard=partial(require_matchable, line, choices, request.user),
        act=partial(actions.match_line, line=line, today=today, by=request.user),
        done=lambda match: _("Matched: %(kind)s.") % {"kind": match.get_kind_display()},
        then=reverse("grants:bank"),
        title=_("Match a line"),
        lead=_("What is matched is posted in the group's books."),
        button=_("Match"),
        icon="check",
        crumbs=crumbs.of_bank(),
        back=reverse("grants:statement_line", args=[pk]),
        template="grants/match_line.html",
        context={"line": line, "suggestion": suggestion},
    )


def match_bulk(request, pk):
    line = get_permitted(request, WHOLE.all(), MATCH, pk=pk)
    choices = bulk_choices(line)
    chosen = bulk_guess(line, choices)
    total = sum(row.amount for row in chosen)
    is_named = any(names_order(line, row) for row in choices)
    return act_page(
        request,
        form=BulkForm(choices, chosen, posted(request), is_named=is_named),
        guard=partial(require_divisible, line, choices, request.user),
        act=partial(actions.match_bulk, line=line, today=timezone.localdate(), by=request.user),
        done=lambda matches: matched(request, Batch(matches, [])),
        then=reverse("grants:bank"),
        title=_("One line for several payments"),
        lead=_("The line is divided among them, and each part is posted."),
        button=_("Divide and match"),
        icon="check",
        crumbs=crumbs.of_bank(),
        back=reverse("grants:statement_line", args=[pk]),
        template="grants/match_bulk.html",
        context={"line": line, "total": total, "left": -line.amount - total, "chosen": chosen},
    )


@permitted(MATCH)
def match_exact(request):
    lines = StatementLine.objects.visible_to(request.user, MATCH)
    return _match_page(
        request,
        rows=StatementWorklist(lines).rows("exact"),
        form=partial(LinesForm, lines.open().select_related("account")),
        act=partial(actions.match_exact, today=timezone.localdate(), by=request.user),
        title=_("Match those that agree"),
        lead=_(
            "Reference, amount and account of these lines are those of one payment. What is "
            "matched is posted in the groups' books; only another cashier can undo it."
        ),
        template="grants/match_exact.html",
    )


@permitted(MATCH)
def match_named(request):
    lines = StatementLine.objects.visible_to(request.user, MATCH)
    return _match_page(
        request,
        rows=StatementWorklist(lines).named,
        form=partial(NamedLinesForm, lines.open().select_related("account")),
        act=partial(actions.match_named, today=timezone.localdate(), by=request.user),
        title=_("Match those without an account"),
        lead=_(
            "Reference and amount of these lines are those of one payment; the bank does not say "
            "to which account. What is matched is posted in the groups' books."
        ),
        template="grants/match_named.html",
    )


def _match_page(request, *, rows, form, **page):
    """Render lines to tick, without payments of the user's own."""
    free = [row for row in rows if not paid_by(request.user, row)]
    counts = {"rows": free[:AT_ONCE], "count": len(free), "own": len(rows) - len(free)}
    return act_page(
        request,
        form=form(free[:AT_ONCE], posted(request)),
        done=partial(matched, request),
        button=_("Match the ticked lines"),
        icon="check",
        crumbs=crumbs.of_bank(),
        back=reverse("grants:bank"),
        context=counts | sums(free[:AT_ONCE]),
        **page,
    )


def matched(request, batch) -> str:
    return say_result(request, batch, words=_lines_matched, label=_group_and_amount)


def _group_and_amount(row) -> str:
    return f"{row.group}, {rupiah(abs(row.line.amount))}"


def _lines_matched(count: int) -> str:
    return ngettext("%(count)s line matched.", "%(count)s lines matched.", count) % {"count": count}


def paid_by(user, row) -> bool:
    return row.transfer is not None and row.transfer.by_id == user.pk


def sums(rows) -> dict:
    return {
        "out": -sum(row.line.amount for row in rows if row.line.amount < 0),
        "in": sum(row.line.amount for row in rows if row.line.amount > 0),
    }
