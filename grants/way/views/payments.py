"""The list of payments."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import paginate
from grants.selection.models import Round
from grants.way.forms.payments import DisbursementFilter
from grants.way.reports.payments import (
    ORDER,
    awards_to_pay,
    in_state,
    payment_columns,
    payment_rows,
    payments_table,
    states_of,
    sums,
)


@permission_required("grants.view_disbursement", raise_exception=True)
def disbursements(request):
    """Show the grants by state, with what blocks them."""
    every = awards_to_pay(request.user)
    found = states_of(every)
    chosen = DisbursementFilter(request, every, found)
    listed = OfficeList(request, payment_columns(found), ORDER)
    keys = listed.sorted(listed.ordered(chosen.qs).values_list("pk", flat=True))
    rows = partial(payment_rows, found=found, user=request.user, today=timezone.localdate())
    if chosen.wants_table:
        return table_file(_("Payments of grants"), *payments_table(rows(list(keys))))
    page = paginate(list(keys), request.GET.get("page"))
    rounds = Round.objects.visible_to(request.user, "grants.order_payment")
    context = {
        "form": chosen.form,
        "listed": listed,
        "page": page,
        "rows": rows(list(page.object_list)),
        "sums": sums(found),
        "rounds": rounds.filter(awards__in=in_state(found, "order")).distinct(),
    }
    return render(request, "grants/disbursements.html", context, status=chosen.status)
