"""The opening balances of a group."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.actions import opening as actions
from finance.crumbs import cash_crumbs
from finance.forms.opening import OpeningForm
from finance.models import Opening
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from groups.models import Group


def record_opening(request, pk):
    group = get_permitted(request, Group, "finance.record_opening", pk=pk)
    today = timezone.localdate()
    return act_page(
        request,
        form=OpeningForm(group, posted(request)),
        act=partial(actions.record_opening, group=group, today=today, by=request.user),
        done=_("The opening balances are in the books."),
        title=_("Opening balances"),
        lead=_("What the group had and owed before this book. Entered once."),
        button=_("Save the opening balances"),
        icon="check",
        crumbs=cash_crumbs(group),
        back=reverse("finance:cash", args=[pk]),
        template="finance/record_opening.html",
        context={"opening": Opening.objects.filter(group=group).first()},
    )
