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
from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import ROWS, paginate, paginate_by_key
from groups.actions import problems as actions
from groups.actions.looks import note_looks
from groups.crumbs import group_crumbs
from groups.forms.problems import FollowUpForm, ProblemForm, ReaderForm, RecurringFilter
from groups.models import Decision, Group, Problem
from groups.reports.recurring import recurring, recurring_columns, recurring_of_group


def problems(request, pk):
    group = get_permitted(request, Group, "groups.view_problem", pk=pk)
    known = group.problems.known_to(request.user.pk)
    rows = known.select_related("raised_by", "closed_by", "carer").prefetch_related(
        "follow_ups__by", "parties__person"
    )
    note_looks(problems=known.filter(confidential=True), by=request.user)
    agreed = Decision.objects.agreed().filter(group=group)
    context = {
        "group": group,
        "open": rows.open(),
        "closed": rows.exclude(closed_on=None)[:ROWS],
        "undone": agreed.filter(done_on=None),
        "done": agreed.exclude(done_on=None).order_by("-done_on")[:ROWS],
        "recurring": recurring_of_group(known, timezone.localdate()),
        "today": timezone.localdate(),
    }
    return render(request, "groups/problems.html", context)


def raise_problem(request, pk):
    group = get_permitted(request, Group, "groups.add_problem", pk=pk)
    return act_page(
        request,
        form=ProblemForm(posted(request), group=group, by=request.user),
        act=partial(actions.raise_problem, group=group, by=request.user),
        done=_("The problem is written down."),
        title=_("Record a problem"),
        lead=group,
        button=_("Record the problem"),
        crumbs=group_crumbs(group),
        back=reverse("groups:problems", args=[pk]),
    )


def follow_up(request, pk):
    rows = Problem.objects.select_related("group", "carer").prefetch_related("parties__person")
    problem = get_permitted(request, rows, "groups.add_followup", pk=pk)
    note_looks(problems=[problem], by=request.user)
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
        context={
            "problem": problem,
            "follow_ups": problem.follow_ups.select_related("by"),
            "named": problem.named.select_related("user", "by") if problem.confidential else [],
        },
    )


def name_reader(request, pk):
    rows = Problem.objects.filter(confidential=True).select_related("group")
    problem = get_permitted(request, rows, "groups.add_problemreader", pk=pk)
    return act_page(
        request,
        form=ReaderForm(posted(request), problem=problem),
        act=partial(actions.name_reader, problem=problem, by=request.user),
        done=_("Named. This person now sees the problem."),
        title=_("Let somebody see a confidential problem"),
        lead=problem,
        button=_("Let this person see it"),
        crumbs=group_crumbs(problem.group),
        back=reverse("groups:follow_up", args=[pk]),
    )


@permission_required("groups.view_problem", raise_exception=True)
def recurring_problems(request):
    """What keeps coming back in a village, or in a group."""
    chosen = RecurringFilter(request)
    per_group = chosen.is_valid() and chosen.cleaned_data["per"] == "group"
    groups = Group.objects.visible_to(request.user, "groups.view_problem")
    known = Problem.objects.filter(group__in=groups).known_to(request.user.pk)
    counted = chosen.of(known.of_all() if chosen.wants_table else known)  # a file goes on to others
    listed = OfficeList(request, recurring_columns(per_group=per_group))
    rows = listed.sorted(recurring(counted, timezone.localdate(), per_group=per_group))
    if chosen.wants_table:
        return table_file(_("What keeps coming back"), *listed.table(rows))
    context = {
        "filter": chosen,
        "listed": listed,
        "page": paginate(rows, request.GET.get("page")),
    }
    return render(request, "groups/recurring_problems.html", context, status=chosen.status)


@permission_required("groups.view_problem", raise_exception=True)
def open_problems(request):
    today = timezone.localdate()
    groups = Group.objects.visible_to(request.user, "groups.view_problem")
    rows = Problem.objects.open().filter(group__in=groups).known_to(request.user.pk)
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "raised_on", "pk")
    agreed = Decision.objects.overdue(today).filter(group__in=groups)
    page = paginate_by_key(rows, of_groups, request.GET.get("page"))
    note_looks(problems=page.object_list, by=request.user)
    context = {
        "page": page,
        "decisions": agreed.select_related("group")[:ROWS],
        "today": today,
    }
    return render(request, "groups/open_problems.html", context)


def of_groups(problems):
    return problems.select_related("group", "carer").prefetch_related("parties__person")
