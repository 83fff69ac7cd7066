"""Disputes of members, and their answers."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from finance.actions import disputes as actions
from finance.forms.disputes import AnswerForm, DisputeFilter
from finance.models import Dispute
from finance.reports.dispute_list import ORDER, dispute_columns, disputes_listed
from foundation.access import get_permitted
from foundation.acts import Crumb, act_page, posted
from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import paginate_by_key


@permission_required("finance.view_dispute", raise_exception=True)
def disputes(request):
    chosen = DisputeFilter(request, Dispute.objects.listed_for(request.user))
    may_answer = request.user.has_perm("finance.answer_dispute")
    listed = OfficeList(request, dispute_columns(may_answer=may_answer), ORDER)
    rows = listed.ordered(chosen.qs)
    if chosen.wants_table:
        return table_file(_("Contested figures"), *listed.table(disputes_listed(rows)))
    page = paginate_by_key(rows, disputes_listed, request.GET.get("page"))
    context = {"filter": chosen.form, "listed": listed, "page": page}
    return render(request, "finance/disputes.html", context, status=chosen.status)


def answer_dispute(request, pk):
    rows = disputes_listed(Dispute.objects.all())
    dispute = get_permitted(request, rows, "finance.answer_dispute", pk=pk)
    may_correct = request.user.has_perm("finance.reverse_entry", dispute.group)
    return act_page(
        request,
        form=AnswerForm(posted(request)),
        act=partial(actions.answer_dispute, dispute=dispute, by=request.user),
        done=_("Answered. The member sees it on the own page."),
        title=_("Answer a contested figure"),
        button=_("Send the answer"),
        crumbs=[Crumb(_("Contested figures"), reverse("finance:disputes"))],
        back=reverse("finance:disputes"),
        template="finance/answer_dispute.html",
        context={"dispute": dispute, "may_correct": may_correct},
    )
