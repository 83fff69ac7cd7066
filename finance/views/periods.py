"""The months of a group, and closing a month."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.actions import periods as actions
from finance.crumbs import periods_crumbs
from finance.reports.balance_sheet import balance_sheet
from finance.reports.periods import months
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.formatting import month as month_in_words
from foundation.pagination import paginate
from foundation.submissions import SubmitOnceForm
from groups.models import Group

TWO_YEARS = 24  # months


def periods(request, pk):
    group = get_permitted(request, Group, "finance.close_period", pk=pk)
    page = paginate(months(group, timezone.localdate()), request.GET.get("page"), size=TWO_YEARS)
    return render(request, "finance/periods.html", {"group": group, "page": page})


def close_period(request, pk, year, number):
    group = get_permitted(request, Group, "finance.close_period", pk=pk)
    month, today = month_or_404(group, year, number), timezone.localdate()
    words = {"month": month_in_words(month.first)}
    return act_page(
        request,
        form=SubmitOnceForm(posted(request)),
        act=partial(
            actions.close_period, group=group, month=month.first, today=today, by=request.user
        ),
        done=_("The book of %(month)s is closed.") % words,
        title=_("Close %(month)s") % words,
        lead=group,
        button=_("Close %(month)s") % words,
        icon="lock",
        crumbs=periods_crumbs(group),
        back=reverse("finance:periods", args=[pk]),
        template="finance/close_period.html",
        context={"month": month, "now": balance_sheet(group)},
    )


def month_or_404(group: Group, year: int, number: int):
    """The month, or Http404 outside the group's lifetime."""
    for month in months(group, timezone.localdate()):
        if (month.first.year, month.first.month) == (year, number):
            return month
    raise Http404
