"""The auditor's pages: search, trails, verification and audit files."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.access import get_permitted
from foundation.bodies import TYPED, takes_files
from foundation.exports import table_file
from foundation.pagination import paginate, paginate_by_key
from foundation.rules import shown_on
from grants.audit.file.contents import Scope
from grants.audit.file.making import audit_file
from grants.audit.file.verifying import NoAuditFile, verify
from grants.audit.forms.audit import (
    MOST_BYTES,
    AccessFilter,
    AuditFileForm,
    AuditFilter,
    CheckForm,
    HistoryFilter,
)
from grants.audit.reports.accesses import access_table, accesses
from grants.audit.reports.audit import (
    find_all,
    round_lines,
    round_table,
    rounds_for,
    rounds_shown,
    sums_of,
)
from grants.audit.reports.audit_check import verify_all
from grants.audit.reports.audit_history import edits, events_of, history_table, tracked_models
from grants.audit.reports.trail import sum_of, trail_of
from grants.selection.models import Award, Round
from groups.models import Group

ROUNDS = Round.objects.select_related("district", "quota")
AWARDS = Award.objects.select_related("group", "round")


@require_safe
@permission_required("grants.audit", raise_exception=True)
def audit(request):
    form = AuditFilter(request)
    words = form.cleaned_data["q"].strip() if form.is_bound and form.is_valid() else ""
    context = {"filter": form, "words": words}
    if words:
        context["found"] = find_all(request.user, words)
    else:
        rounds = rounds_for(request.user)
        context["page"] = paginate_by_key(rounds, rounds_shown, request.GET.get("page"))
    return render(request, "grants/audit.html", context, status=form.status)


def audit_round(request, pk):
    selection_round = get_permitted(request, ROUNDS, "grants.audit", pk=pk)
    lines = round_lines(selection_round)
    if request.GET.get("table"):
        return table_file(str(selection_round), *round_table(lines))
    context = {
        "round": selection_round,
        "lines": lines,
        "sums": sums_of(selection_round, lines),
        "files": selection_round.audit_files.select_related("by")[:10],
    }
    return render(request, "grants/audit_round.html", context)


def audit_group(request, pk):
    group = get_permitted(
        request, Group.objects.select_related("village__parent"), "grants.audit", pk=pk
    )
    context = {
        "group": group,
        "awards": group.awards.select_related("round"),
        "papers": group.papers.order_by("-date", "-pk")[:100],
        "files": group.audit_files.select_related("by")[:10],
    }
    return render(request, "grants/audit_group.html", context)


def audit_award(request, pk):
    award = get_permitted(request, AWARDS, "grants.audit", pk=pk)
    steps = trail_of(award)
    context = {
        "award": award,
        "group": award.group,
        "steps": steps,
        "doubts": sum(len(step.doubts) for step in steps),
        "looks": sum(len(step.looks) for step in steps),
        "sum": sum_of(award),
    }
    return render(request, "grants/audit_award.html", context)


@require_safe
@permission_required("grants.audit", raise_exception=True)
def audit_history(request):
    form = HistoryFilter(request)
    asked = dict(form.cleaned_data) if form.is_bound and form.is_valid() else {}
    tracked = tracked_models()[asked.pop("kind", "") or "group"]
    events = events_of(tracked, request.user, **asked)
    if request.GET.get("table"):
        return table_file(_("history"), *history_table(tracked, events))
    page = paginate_by_key(
        events, lambda rows: rows.select_related("pgh_context"), request.GET.get("page")
    )
    context = {
        "filter": form,
        "tracked": tracked,
        "page": page,
        "edits": edits(tracked, list(page)),
    }
    return render(request, "grants/audit_history.html", context, status=form.status)


@require_safe
@permission_required("grants.audit", raise_exception=True)
def audit_accesses(request):
    """Who signed in, was refused, took a file or looked at a number."""
    form = AccessFilter(request)
    asked = dict(form.cleaned_data) if form.is_bound and form.is_valid() else {}
    rows = accesses(request.user, **asked)
    if form.wants_table:
        return table_file(_("accesses"), *access_table(rows))
    page = paginate(rows, request.GET.get("page"))
    context = {"filter": form, "page": page}
    return render(request, "grants/audit_accesses.html", context, status=form.status)


@permission_required("grants.audit", raise_exception=True)
def check_chain(request):
    """A POST although it changes nothing: reading is expensive, so no link or reload starts it."""
    form = CheckForm(request.user, request.POST if request.method == "POST" else None)
    context = {"form": form, "at": timezone.now()}
    if form.is_bound and form.is_valid():
        with shown_on(form):
            context["result"] = verify_all(
                request.user, form.cleaned_data["round"], form.cleaned_data["group"]
            )
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "grants/check_chain.html", context, status=status)


@permission_required("grants.audit", raise_exception=True)
@takes_files(MOST_BYTES + TYPED)
def verify_file(request):
    """An audit file, verified by upload as `verify_audit_file` does; nothing of it is kept."""
    form = AuditFileForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        file, digest = form.cleaned_data["file"], form.cleaned_data["digest"]
        try:
            context["result"] = verify(file.file, digest=digest.strip().lower())
            context["with_digest"] = bool(digest)
        except NoAuditFile as refusal:
            form.add_error("file", str(refusal))
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "grants/verify_file.html", context, status=status)


def take_round_file(request, pk):
    selection_round = get_permitted(request, ROUNDS, "grants.audit", pk=pk)
    if request.method != "POST":
        return redirect("grants:audit_round", pk)
    return _sent_while_made(request, Scope(round=selection_round))


def take_group_file(request, pk):
    group = get_permitted(request, Group.objects.select_related("village"), "grants.audit", pk=pk)
    if request.method != "POST":
        return redirect("grants:audit_group", pk)
    return _sent_while_made(request, Scope(group=group))


def _sent_while_made(request, scope: Scope) -> StreamingHttpResponse:
    """Stream the file; a download that breaks off does not open."""
    name = f"audit-{slugify(str(scope))}-{timezone.localdate():%Y-%m-%d}.zip"
    return StreamingHttpResponse(
        audit_file(scope, by=request.user),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
