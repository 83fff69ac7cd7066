"""What members contest, and the answers."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from finance.actions.disputes import answer_dispute as answer
from finance.forms.disputes import AnswerForm, DisputeFilter
from finance.models import Dispute
from foundation.access import get_permitted
from foundation.pagination import page_of
from foundation.rules import shown_on

SHOWN = (
    "group__village",
    "membership__person",
    "entry__debit",
    "entry__credit",
    "entry__reversal",
    "answered_by",
)


@permission_required("finance.view_dispute", raise_exception=True)
def disputes(request):
    form = DisputeFilter(request)
    rows = form.chosen(Dispute.objects.listed_for(request.user)).order_by("-made_at", "-pk")
    page = page_of(rows, with_all, request.GET.get("page"))
    context = {"filter": form, "page": page}
    return render(request, "finance/disputes.html", context, status=form.status)


def answer_dispute(request, pk):
    rows = Dispute.objects.select_related(*SHOWN)
    dispute = get_permitted(request, rows, "finance.answer_dispute", pk=pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        with shown_on(form):
            answer(dispute=dispute, by=request.user, **form.cleaned_data)
            messages.success(request, _("Answered. The member sees it on the own page."))
            return redirect("finance:disputes")
    may_correct = request.user.has_perm("finance.reverse_entry", dispute.group)
    context = {"form": form, "dispute": dispute, "may_correct": may_correct}
    return render(
        request, "finance/answer_dispute.html", context, status=422 if form.errors else 200
    )


def with_all(disputes):
    return disputes.select_related(*SHOWN)
