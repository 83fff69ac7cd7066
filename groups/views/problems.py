"""Problems of a group and what was done; what is open over all groups of a user."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import F
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import find
from foundation.pagination import ROWS, page_of
from foundation.rules import shown_on
from groups.actions.problems import follow_up as do_follow_up
from groups.actions.problems import raise_problem as write_down
from groups.forms.problems import FollowUpForm, ProblemForm
from groups.models import Decision, Group, Problem


def problems(request, pk):
    group = find(request, Group, "groups.view_problem", pk=pk)
    rows = group.problems.select_related("raised_by", "closed_by").prefetch_related(
        "follow_ups__by"
    )
    agreed = Decision.objects.agreed().filter(group=group)
    context = {
        "group": group,
        "open": rows.open(),
        "closed": rows.exclude(closed_on=None)[:ROWS],
        "undone": agreed.filter(done_on=None),
        "done": agreed.exclude(done_on=None).order_by("-done_on")[:ROWS],
        "today": timezone.localdate(),
    }
    return render(request, "groups/problems.html", context)


def raise_problem(request, pk):
    group = find(request, Group, "groups.add_problem", pk=pk)
    form = ProblemForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with shown_on(form):
            write_down(group=group, **form.cleaned_data, by=request.user)
            messages.success(request, _("The problem is written down."))
            return redirect("groups:problems", pk)
    context = {"group": group, "form": form}
    return render(
        request, "groups/raise_problem.html", context, status=422 if form.is_bound else 200
    )


def follow_up(request, pk):
    problem = find(request, Problem, "groups.add_problem", pk=pk)
    form = FollowUpForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with shown_on(form):
            do_follow_up(problem=problem, **form.cleaned_data, by=request.user)
            messages.success(request, _("Saved."))
            return redirect("groups:problems", problem.group_id)
    context = {
        "problem": problem,
        "group": problem.group,
        "form": form,
        "follow_ups": problem.follow_ups.select_related("by"),
    }
    return render(request, "groups/follow_up.html", context, status=422 if form.is_bound else 200)


@permission_required("groups.view_problem", raise_exception=True)
def open_problems(request):
    today = timezone.localdate()
    soonest = [F("due_on").asc(nulls_last=True), "raised_on", "pk"]
    groups = Group.objects.visible_to(request.user, "groups.view_problem")
    rows = Problem.objects.open().filter(group__in=groups).order_by(*soonest)
    agreed = Decision.objects.overdue(today).filter(group__in=groups)
    context = {
        "page": page_of(rows, of_groups, request.GET.get("page")),
        "decisions": agreed.select_related("group")[:ROWS],
        "today": today,
    }
    return render(request, "groups/open_problems.html", context)


def of_groups(problems):
    return problems.select_related("group")
