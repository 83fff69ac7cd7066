"""The page and PDF of a paper, and the public page that verifies it."""

import functools

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from foundation.access import get_permitted
from papers.forms.papers import CodeForm
from papers.models import Paper
from papers.printing import pdf
from papers.seal import is_unchanged, read_code

TRIES = {"check_paper": "30/m/ip"}  # more than anybody types, far fewer than guessing needs


@require_safe
def paper(request, pk):
    rows = Paper.objects.select_related("group", "office", "by", "supersedes", "superseded_by")
    found = get_permitted(request, rows, "papers.view_paper", pk=pk)
    may_add = found.group and request.user.has_perm("papers.add_signed_page", found.group)
    context = {
        "paper": found,
        "group": found.group,
        "unchanged": is_unchanged(found),
        "pages": found.signed_pages.select_related("photo", "by").order_by("pk"),
        "may_add": may_add and not found.is_superseded,
    }
    return render(request, "papers/paper.html", context)


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
        within = ratelimit.consume(
            request, app="papers", action="check_paper", config=TRIES, limit_get=True
        )
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
        "issued_by": found and found.content.get("office", {}).get("name", str(found.office)),
    }
    return render(request, "papers/check_paper.html", context, status=200 if found else 404)
