"""The member's own page, and telling that a figure on it is wrong."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.actions.disputes import make_dispute as make
from finance.forms.disputes import DisputeForm
from finance.reports.my import memberships_of, my_book, spoken
from foundation.submissions import submit_once


@permission_required("finance.view_own_book", raise_exception=True)
def my(request):
    today = timezone.localdate()
    own, *former = memberships_of(request.user) or [None]
    context = {"membership": own, "former": former, "today": today, "now": timezone.now()}
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
    form = DisputeForm(own, request.GET.get("entry"), request.POST or None)

    def act(**data):
        make(membership=own, **data, today=today, by=request.user)
        messages.success(request, _("Told. The facilitator will look at it and answer here."))
        return reverse("finance:my")

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {"form": form, "membership": own}
    return render(request, "finance/make_dispute.html", context, status=422 if form.errors else 200)
