"""Programmes: the rules of each scheme and year, side by side."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.acts import Crumb, act_page, posted
from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import paginate
from grants.selection.forms.filters import ProgrammeFilter
from grants.selection.forms.programmes import CompareForm, ProgrammeForm
from grants.selection.reports.programmes import (
    ORDER,
    is_changed_by,
    programme_columns,
    programmes_listed,
    programmes_table,
)
from grants.selection.reports.rules import in_words, side_by_side
from grants.selection.rules.requirements import rules_of
from groups.models import Programme
from groups.reports.history import changes


@permission_required("groups.view_programme", raise_exception=True)
def programmes(request):
    form = ProgrammeFilter(request, programmes_listed(request.user))
    listed = OfficeList(request, programme_columns(), ORDER)
    rows = listed.ordered(form.qs)
    if form.wants_table:
        return table_file(_("programmes"), *programmes_table(rows))
    context = {
        "form": form.form,
        "listed": listed,
        "page": paginate(rows, request.GET.get("page")),
    }
    return render(request, "grants/programmes.html", context, status=form.status)


@permission_required("groups.view_programme", raise_exception=True)
def programme(request, pk):
    programme = get_object_or_404(programmes_listed(request.user), pk=pk)
    context = {
        "programme": programme,
        "rules": in_words(rules_of(programme)),
        "changes": changes(programme),
        "may_edit": is_changed_by(request.user, programme),
    }
    return render(request, "grants/programme.html", context)


@permission_required("groups.view_programme", raise_exception=True)
@require_safe
def compare_programmes(request):
    """The rules of two programmes or years side by side."""
    newest = [each.pk for each in Programme.objects.order_by("-since", "-pk")[:2]]
    usual = dict(zip(("second", "first"), newest, strict=False))
    form = CompareForm(request.GET.dict() or usual)
    chosen = [form.cleaned_data["first"], form.cleaned_data["second"]] if form.is_valid() else []
    context = {
        "form": form,
        "chosen": chosen,
        "rows": side_by_side(*chosen),
        "count": len(newest),
    }
    return render(request, "grants/compare_programmes.html", context)


@permission_required("groups.change_programme", raise_exception=True)
def add_programme(request):
    return _programme_page(
        request,
        form=ProgrammeForm(posted(request)),
        title=_("Add a programme"),
        back=reverse("grants:programmes"),
    )


@permission_required("groups.change_programme", raise_exception=True)
def edit_programme(request, pk):
    programme = get_object_or_404(Programme, pk=pk)
    if not is_changed_by(request.user, programme):
        raise PermissionDenied
    return _programme_page(
        request,
        form=ProgrammeForm(posted(request), instance=programme),
        title=_("Change the rules"),
        back=reverse("grants:programme", args=[pk]),
    )


def _programme_page(request, **page):
    return act_page(
        request,
        done=_("Saved. Rounds that are open keep their own rules."),
        then=lambda programme: reverse("grants:programme", args=[programme.pk]),
        lead=_("Rounds that are open keep the rules they were opened with."),
        button=_("Save the rules"),
        crumbs=[Crumb(_("Programmes"), reverse("grants:programmes"))],
        **page,
    )
