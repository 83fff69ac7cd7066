"""Signed pages of a group's papers."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.submissions import submit_once
from grants.actions.papers import add_signed_page as keep
from grants.forms.papers import SignedPageForm
from papers.models import Paper


def add_signed_page(request, pk):
    of_groups = Paper.objects.exclude(group=None).select_related("group", "superseded_by")
    found = get_permitted(request, of_groups, "papers.add_signed_page", pk=pk)
    form = SignedPageForm(request.POST or None, request.FILES or None)

    def act(photo):
        keep(paper=found, photo=photo, by=request.user)
        messages.success(request, _("The signed page is kept."))
        return reverse("papers:paper", args=[found.pk])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {"paper": found, "group": found.group, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "grants/add_signed_page.html", context, status=status)
