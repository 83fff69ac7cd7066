"""One entry, and what is done when it is wrong."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.actions.corrections import check_reversible, correct_entry
from finance.forms.corrections import CorrectionForm
from finance.models import Entry
from foundation.access import get_permitted
from foundation.formatting import rupiah
from foundation.rules import RuleBroken
from foundation.submissions import submit_once

WHOLE = Entry.objects.select_related(
    "group", "debit", "credit", "membership__person", "meeting", "posted_by", "corrects",
    "reverses__posted_by", "reversal__posted_by",
)  # fmt: skip


def entry(request, pk):
    row = get_permitted(request, WHOLE.all(), "finance.view_book", pk=pk)
    context = {
        "entry": row,
        "group": row.group,
        "corrections": row.corrections.select_related("debit", "credit", "membership__person"),
        "mark": bytes(row.digest).hex()[:12],
        "may_correct": request.user.has_perm("finance.reverse_entry", row.group),
    }
    return render(request, "finance/entry.html", context)


def reverse_entry(request, pk):
    row = get_permitted(request, WHOLE.all(), "finance.reverse_entry", pk=pk)
    form = CorrectionForm(row, request.POST or None)

    def act(reason, **typed):
        right = list(form.postings(**typed))
        correct_entry(
            entry=row, right=right, reason=reason, today=timezone.localdate(), by=request.user
        )
        messages.success(request, corrected(row, sum(posting.amount for posting in right)))
        return reverse("finance:entry", args=[row.pk])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {"entry": row, "group": row.group, "form": form, "why_not": why_not(row)}
    status = 422 if form.is_bound else 200
    return render(request, "finance/reverse_entry.html", context, status=status)


def why_not(entry: Entry) -> str:
    """Why this entry cannot be put right; empty where it can."""
    try:
        check_reversible(entry)
    except RuleBroken as rule:
        return str(rule)
    return ""


def corrected(entry: Entry, amount: int) -> str:
    figures = {"what": entry.label, "before": rupiah(entry.amount), "now": rupiah(amount)}
    if amount:
        return _("%(what)s: %(before)s was taken back, %(now)s recorded in its place.") % figures
    return _("%(what)s: %(before)s was taken back.") % figures
