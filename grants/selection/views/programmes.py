"""Programmes: the rules of each scheme and year, side by side."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from foundation.rules import refusals_in_words, shown_on
from grants.selection.forms.programmes import ProgrammeForm
from grants.selection.reports.programmes import is_changed_by, programmes_listed
from grants.selection.reports.rules import in_words
from grants.selection.rules.requirements import rules_of
from groups.models import Programme
from groups.reports.history import changes

ROWS = 50


@permission_required("groups.view_programme", raise_exception=True)
def programmes(request):
    page = Paginator(programmes_listed(), ROWS).get_page(request.GET.get("page"))
    return render(request, "grants/programmes.html", {"page": page})


@permission_required("groups.view_programme", raise_exception=True)
def programme(request, pk):
    it = get_object_or_404(programmes_listed(), pk=pk)
    context = {
        "programme": it,
        "rules": in_words(rules_of(it)),
        "changes": changes(it),
        "may_edit": is_changed_by(request.user, it),
    }
    return render(request, "grants/programme.html", context)


@permission_required("groups.change_programme", raise_exception=True)
def add_programme(request):
    form = ProgrammeForm(request.POST or None)
    return saved(request, form) or shown(request, form)


@permission_required("groups.change_programme", raise_exception=True)
def edit_programme(request, pk):
    it = get_object_or_404(Programme, pk=pk)
    if not is_changed_by(request.user, it):
        raise PermissionDenied
    form = ProgrammeForm(request.POST or None, instance=it)
    return saved(request, form) or shown(request, form)


def saved(request, form):
    if not form.is_bound or not form.is_valid():
        return None
    with shown_on(form), refusals_in_words():
        it = form.save()
        messages.success(request, _("Saved. Rounds that are open keep their own rules."))
        return redirect("grants:programme", it.pk)
    return None


def shown(request, form):
    status = 422 if form.is_bound else 200
    return render(request, "grants/edit_programme.html", {"form": form}, status=status)
