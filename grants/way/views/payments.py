"""The list of payments."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.exports import table_file
from foundation.pagination import paginate
from grants.selection.models import Round
from grants.way.forms.payments import DisbursementFilter
from grants.way.reports.payments import (
    awards_to_pay,
    in_state,
    payment_rows,
    payments_table,
    shown,
    states_of,
    sums,
)


@permission_required("grants.view_disbursement", raise_exception=True)
def disbursements(request):
    """Show the grants by state, with what blocks them."""
    every = awards_to_pay(request.user)
    found = states_of(every)
    chosen = DisbursementFilter(request, every, found)
    keys = list(chosen.qs.values_list("pk", flat=True))
    if chosen.wants_table:
        rows = payment_rows(shown(keys), found, request.user, timezone.localdate())
        return table_file(_("Payments of grants"), *payments_table(rows))
    page = paginate(keys, request.GET.get("page"))
    rounds = Round.objects.visible_to(request.user, "grants.order_payment")
    context = {
        "form": chosen.form,
        "page": page,
        "rows": payment_rows(
            shown(list(page.object_list)), found, request.user, timezone.localdate()
        ),
        "sums": sums(found),
        "rounds": rounds.filter(awards__in=in_state(found, "order")).distinct(),
    }
    return render(request, "grants/disbursements.html", context, status=chosen.status)
