"""The months of a group, and closing one of them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.actions import periods as actions
from finance.reports.balance_sheet import balance_sheet
from finance.reports.periods import months
from foundation.access import get_permitted
from foundation.formatting import month as month_in_words
from foundation.submissions import SubmitOnceForm, submit_once
from groups.models import Group

A_PAGE = 24


def periods(request, pk):
    group = get_permitted(request, Group, "finance.close_period", pk=pk)
    page = Paginator(months(group, timezone.localdate()), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "finance/periods.html", {"group": group, "page": page})


def close_period(request, pk, year, number):
    group = get_permitted(request, Group, "finance.close_period", pk=pk)
    month = month_of(group, year, number)
    form = SubmitOnceForm(request.POST or None)

    def act():
        actions.close_period(
            group=group, month=month.first, today=timezone.localdate(), by=request.user
        )
        messages.success(
            request, _("The book of %(month)s is closed.") % {"month": month_in_words(month.first)}
        )
        return reverse("finance:periods", args=[group.pk])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {"group": group, "month": month, "form": form, "now": balance_sheet(group)}
    status = 422 if form.is_bound else 200
    return render(request, "finance/close_period.html", context, status=status)


def month_of(group: Group, year: int, number: int):
    """A month in which there was the group; another has no page."""
    for month in months(group, timezone.localdate()):
        if (month.first.year, month.first.month) == (year, number):
            return month
    raise Http404
