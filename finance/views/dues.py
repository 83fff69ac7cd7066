"""The dues of a group (IKS)."""

from django.shortcuts import render
from django.utils import timezone

from finance.forms.filters import DateFilter
from finance.reports import tables
from finance.reports.dues import dues_book
from foundation.access import get_permitted
from groups.models import Group


def dues(request, pk):
    group = get_permitted(request, Group, "finance.view_book", pk=pk)
    form = DateFilter(request)
    book = dues_book(group, timezone.localdate(), form.span)
    if form.wants_table:
        return tables.dues(group, book)
    context = {
        "group": group,
        "filter": form,
        "dues": book,
        "may_record": request.user.has_perm("finance.record_money", group),
    }
    return render(request, "finance/dues.html", context, status=form.status)
