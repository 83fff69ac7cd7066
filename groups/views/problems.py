"""Problems of a group and their follow-ups; open problems of all groups of a user."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.db.models import F
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.pagination import ROWS, paginate_by_key
from groups.actions import problems as actions
from groups.crumbs import group_crumbs
from groups.forms.problems import FollowUpForm, ProblemForm
from groups.models import Decision, Group, Problem


def problems(request, pk):
    group = get_permitted(request, Group, "groups.view_problem", pk=pk)
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
    group = get_permitted(request, Group, "groups.add_problem", pk=pk)
    return act_page(
        request,
        form=ProblemForm(posted(request)),
        act=partial(actions.raise_problem, group=group, by=request.user),
        done=_("The problem is written down."),
        title=_("Record a problem"),
        lead=group,
        button=_("Record the problem"),
        crumbs=group_crumbs(group),
        back=reverse("groups:problems", args=[pk]),
    )


def follow_up(request, pk):
    problem = get_permitted(request, Problem, "groups.add_problem", pk=pk)
    return act_page(
        request,
        form=FollowUpForm(posted(request)),
        act=partial(actions.follow_up, problem=problem, by=request.user),
        done=_("Saved."),
        title=_("Follow up"),
        button=_("Save"),
        crumbs=group_crumbs(problem.group),
        back=reverse("groups:problems", args=[problem.group_id]),
        template="groups/follow_up.html",
        context={"problem": problem, "follow_ups": problem.follow_ups.select_related("by")},
    )


@permission_required("groups.view_problem", raise_exception=True)
def open_problems(request):
    today = timezone.localdate()
    groups = Group.objects.visible_to(request.user, "groups.view_problem")
    rows = Problem.objects.open().filter(group__in=groups)
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "raised_on", "pk")
    agreed = Decision.objects.overdue(today).filter(group__in=groups)
    context = {
        "page": paginate_by_key(rows, of_groups, request.GET.get("page")),
        "decisions": agreed.select_related("group")[:ROWS],
        "today": today,
    }
    return render(request, "groups/open_problems.html", context)


def of_groups(problems):
    return problems.select_related("group")
