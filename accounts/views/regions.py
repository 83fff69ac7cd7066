"""The htmx search of a region field."""

from django.shortcuts import render

from accounts.forms.regions import RegionSearch


def regions(request):
    asked = request.GET
    field = asked.get("field", "")
    search = RegionSearch({**asked.dict(), "typed": asked.get(field, "")})
    if not search.is_valid():
        return render(request, "accounts/_regions_found.html", status=422)
    return render(
        request,
        "accounts/_regions_found.html",
        {"name": field, "typed": search.cleaned_data["typed"], "found": search.found()},
    )
