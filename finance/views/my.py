"""The member's own page, and disputing an entry on it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.actions import disputes as actions
from finance.forms.disputes import DisputeForm
from finance.reports.my import memberships_of, my_book, spoken
from foundation.acts import Crumb, act_page, posted


@permission_required("finance.view_own_book", raise_exception=True)
def my(request):
    today = timezone.localdate()
    memberships = memberships_of(request.user)
    own = memberships[0] if memberships else None
    context: dict[str, Any] = {
        "membership": own,
        "former": memberships[1:],
        "today": today,
        "now": timezone.now(),
    }
    if own:
        book = my_book(own, today)
        context |= {"book": book, "spoken": spoken(book, today), "next": book.next_meeting(today)}
    return render(request, "finance/my.html", context)


@permission_required("finance.make_dispute", raise_exception=True)
def make_dispute(request):
    today = timezone.localdate()
    own = next(iter(memberships_of(request.user)), None)
    if own is None or own.until:
        messages.info(request, _("This book is closed. Tell the facilitator what is wrong."))
        return redirect("finance:my")
    return act_page(
        request,
        form=DisputeForm(own, request.GET.get("entry"), posted(request)),
        act=partial(actions.make_dispute, membership=own, today=today, by=request.user),
        done=_("Told. The facilitator will look at it and answer here."),
        title=_("Which figure is wrong?"),
        lead=_("The facilitator reads it, looks it up and answers you here."),
        button=_("Tell us"),
        crumbs=[Crumb(_("My savings"), reverse("finance:my"))],
        back=reverse("finance:my"),
        template="finance/make_dispute.html",
        context={"membership": own},
    )
