"""An entry, and its correction."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.actions import corrections as actions
from finance.crumbs import books_crumbs
from finance.forms.corrections import CorrectionForm
from finance.models import Entry
from finance.rules.corrections import is_of_finished_book, require_reversible
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.formatting import rupiah
from foundation.rules import RuleBroken

WHOLE = Entry.objects.select_related(
    "group",
    "debit",
    "credit",
    "membership__person",
    "meeting",
    "posted_by",
    "corrects",
    "reverses__posted_by",
    "reversal__posted_by",
)


def entry(request, pk):
    row = get_permitted(request, WHOLE.all(), "finance.view_book", pk=pk)
    context = {
        "entry": row,
        "group": row.group,
        "corrections": row.corrections.select_related("debit", "credit", "membership__person"),
        "mark": bytes(row.digest).hex()[:12],
        "may_correct": request.user.has_perm("finance.reverse_entry", row.group)
        and not is_of_finished_book(row),
    }
    return render(request, "finance/entry.html", context)


def reverse_entry(request, pk):
    row = get_permitted(request, WHOLE.all(), "finance.reverse_entry", pk=pk)
    form = CorrectionForm(row, posted(request))
    today = timezone.localdate()

    def act(reason, **typed):
        right = list(form.postings(**typed))
        actions.reverse_entry(entry=row, right=right, reason=reason, today=today, by=request.user)
        return sum(posting.amount for posting in right)

    return act_page(
        request,
        form=form,
        act=act,
        done=lambda amount: corrected(row, amount),
        title=_("Put an entry right"),
        lead=_(
            "What was recorded stays to be seen. It is taken back today, and what is right is "
            "recorded anew."
        ),
        button=_("Take back with this reason"),
        icon="pen",
        crumbs=books_crumbs(row.group),
        back=reverse("finance:entry", args=[pk]),
        template="finance/reverse_entry.html",
        context={"entry": row, "why_not": why_not(row)},
    )


def why_not(entry: Entry) -> str:
    """The reason why an entry cannot be corrected; empty if it can."""
    try:
        require_reversible(entry)
    except RuleBroken as rule:
        return str(rule)
    return ""


def corrected(entry: Entry, amount: int) -> str:
    figures = {"what": entry.label, "before": rupiah(entry.amount), "now": rupiah(amount)}
    if amount:
        return _("%(what)s: %(before)s was taken back, %(now)s recorded in its place.") % figures
    return _("%(what)s: %(before)s was taken back.") % figures
