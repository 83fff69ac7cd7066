"""The page and PDF of a paper, and the public page that verifies it."""

import functools
from datetime import timedelta

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.limits import limit
from foundation.access import get_permitted
from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import paginate
from papers.forms.papers import CodeForm, PaperFilter
from papers.models import OfficePage, Paper
from papers.printing import pdf
from papers.reports.papers import (
    PAPER_ORDER,
    paper_columns,
    paper_table,
    papers_found,
    public_facts,
)
from papers.seal import is_unchanged, read_code

TRIES = 30  # a minute from one address: more than anybody types, far fewer than guessing needs


@require_safe
def paper(request, pk):
    rows = Paper.objects.select_related("group", "office", "by", "supersedes", "superseded_by")
    found = get_permitted(request, rows, "papers.view_paper", pk=pk)
    may_add = found.group and request.user.has_perm("papers.add_signed_page", found.group)
    own = not found.group and found.office_pages.defer("content").select_related("by")
    context = {
        "office_pages": own and own.order_by("pk"),
        "may_add_own": not found.group
        and request.user.has_perm("papers.add_office_page", found.office),
        "paper": found,
        "group": found.group,
        "unchanged": is_unchanged(found),
        "pages": found.signed_pages.select_related("photo", "by").order_by("pk"),
        "may_add": may_add and not found.is_superseded,
    }
    return render(request, "papers/paper.html", context)


@require_safe
def office_page(request, pk):
    rows = OfficePage.objects.select_related("paper__group", "paper__office")
    found = get_permitted(request, rows, "papers.view_paper", pk=pk)
    return HttpResponse(found.content, content_type="image/jpeg")


@require_safe
@permission_required("papers.view_paper", raise_exception=True)
def papers(request):
    """All papers the user may see (agenda surat), the newest first if not asked otherwise."""
    filter = PaperFilter(request)
    typed = filter.cleaned_data if filter.is_bound and filter.is_valid() else {}
    listed = OfficeList(request, paper_columns(), PAPER_ORDER)
    rows = listed.ordered(papers_found(request.user, typed))
    if filter.wants_table:
        return table_file(_("Letters"), *paper_table(rows))
    page = paginate(rows, request.GET.get("page"))
    context = {"filter": filter, "listed": listed, "page": page}
    return render(request, "papers/papers.html", context, status=filter.status)


@require_safe
def print_paper(request, pk):
    found = get_permitted(
        request, Paper.objects.select_related("office"), "papers.view_paper", pk=pk
    )
    return HttpResponse(
        pdf(found),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{slugify(str(found))}.pdf"'},
    )


def against_guessing(view):
    """Rate limit per IP address."""

    @functools.wraps(view)
    def limited(request, **kwargs):
        address = ratelimit.get_ip(request)
        within = limit("check_paper", address, TRIES, timedelta(minutes=1))
        return view(request, **kwargs) if within else ratelimit.respond_429(request)

    return limited


@login_not_required
@require_safe
def find_paper(request):
    form = CodeForm(request.GET or None)
    if form.is_bound and form.is_valid():
        code = read_code(form.cleaned_data["code"])
        return redirect("papers:check_paper", code or "-")
    status = 422 if form.is_bound else 200
    return render(request, "papers/find_paper.html", {"form": form}, status=status)


@login_not_required
@require_safe
@against_guessing
def check_paper(request, code):
    rows = Paper.objects.select_related("office", "superseded_by")
    found = rows.filter(code=read_code(code)).first()
    context = {
        "paper": found,
        "form": CodeForm(),
        "unchanged": found and is_unchanged(found),
        "public": found and public_facts(found),
        "issued_by": found and found.content.get("office", {}).get("name", str(found.office)),
    }
    return render(request, "papers/check_paper.html", context, status=200 if found else 404)
