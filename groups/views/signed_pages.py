"""Uploading signed pages of papers of a group, and of the office's own."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import Crumb, act_page, posted
from foundation.bodies import FILES, takes_files
from groups.actions import signed_pages as actions
from groups.crumbs import group_crumbs
from groups.forms.signed_pages import SignedPageForm
from papers.models import Paper


@takes_files(FILES)
def add_signed_page(request, pk):
    of_groups = Paper.objects.exclude(group=None).select_related("group", "superseded_by")
    paper = get_permitted(request, of_groups, "papers.add_signed_page", pk=pk)
    assert paper.group is not None  # those without are left out
    back = reverse("papers:paper", args=[pk])
    return act_page(
        request,
        form=SignedPageForm(posted(request), request.FILES or None),
        act=partial(actions.add_signed_page, paper=paper, by=request.user),
        done=_("The signed page is kept."),
        title=_("Add a signed page"),
        lead=paper,
        button=_("Keep the page"),
        icon="check",
        crumbs=[*group_crumbs(paper.group), Crumb(paper.get_kind_display(), back)],
        back=back,
    )


@takes_files(FILES)
def add_office_page(request, pk):
    of_office = Paper.objects.filter(group=None).select_related("office")
    paper = get_permitted(request, of_office, "papers.add_office_page", pk=pk)
    back = reverse("papers:paper", args=[pk])
    return act_page(
        request,
        form=SignedPageForm(posted(request), request.FILES or None),
        act=partial(actions.add_office_page, paper=paper, by=request.user),
        done=_("The signed page is kept."),
        title=_("Add a signed page"),
        lead=paper,
        button=_("Keep the page"),
        icon="check",
        crumbs=[Crumb(paper.office), Crumb(paper.get_kind_display(), back)],
        back=back,
    )
