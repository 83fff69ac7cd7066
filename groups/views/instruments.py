"""Read-only pages of instruments: dimensions, criteria, levels and points."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import paginate
from groups.forms.instruments import InstrumentFilter
from groups.models import Instrument
from groups.reports.instrument_list import ORDER, instrument_columns, instruments_listed
from groups.reports.instruments import range_of


@permission_required("groups.view_instrument", raise_exception=True)
def instruments(request):
    chosen = InstrumentFilter(request, instruments_listed())
    listed = OfficeList(request, instrument_columns(), ORDER)
    rows = listed.ordered(chosen.qs)
    if chosen.wants_table:
        return table_file(_("instruments"), *listed.table(rows))
    page = paginate(rows, request.GET.get("page"))
    context = {"filter": chosen.form, "listed": listed, "page": page}
    return render(request, "groups/instruments.html", context, status=chosen.status)


@permission_required("groups.view_instrument", raise_exception=True)
def instrument(request, pk):
    instrument = get_object_or_404(Instrument.objects.with_parts(), pk=pk)
    context = {
        "instrument": instrument,
        "criteria": instrument.criteria.all(),
        "range": range_of(instrument),
        "is_newest": Instrument.objects.newest().filter(pk=pk).exists(),
    }
    return render(request, "groups/instrument.html", context)
