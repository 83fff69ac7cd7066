"""Read-only pages of instruments: dimensions, criteria, levels and points."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.shortcuts import get_object_or_404, render

from foundation.pagination import paginate
from groups.models import Instrument
from groups.reports.instruments import range_of


@permission_required("groups.view_instrument", raise_exception=True)
def instruments(request):
    rows = Instrument.objects.annotate(criterion_count=Count("criteria")).order_by(
        "code", "-version"
    )
    page = paginate(rows, request.GET.get("page"))
    return render(request, "groups/instruments.html", {"page": page})


@permission_required("groups.view_instrument", raise_exception=True)
def instrument(request, pk):
    instrument = get_object_or_404(Instrument.objects.with_parts(), pk=pk)
    context = {
        "instrument": instrument,
        "criteria": instrument.criteria.all(),
        "range": range_of(instrument),
    }
    return render(request, "groups/instrument.html", context)
