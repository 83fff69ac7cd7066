"""Coaching visits of a group: the list, a new one, a correction."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.bodies import FILES, takes_files
from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.months import month_of, months_after
from foundation.pagination import paginate_by_key
from groups.coaching.actions import visits as actions
from groups.coaching.forms.visits import CoachingForm, CorrectedCoachingForm
from groups.coaching.models import CoachingVisit
from groups.coaching.reports.plan import route
from groups.coaching.reports.visits import visit_columns, with_all
from groups.coaching.rules.visits import require_standing
from groups.crumbs import group_crumbs
from groups.models import Group


def coaching(request, pk):
    group = get_permitted(request, Group, "groups.view_coachingvisit", pk=pk)
    rows = CoachingVisit.objects.standing().filter(group=group).order_by("-date", "-pk")
    if request.GET.get("table") == "xlsx":
        listed = OfficeList(request, visit_columns())
        return table_file(f"{_('Visits')} {group}", *listed.table(with_all(rows)))
    page = paginate_by_key(rows, with_all, request.GET.get("page"))
    context = {"group": group, "page": page, "today": timezone.localdate()}
    return render(request, "groups/coaching.html", context)


@require_safe
@permission_required("groups.record_coaching", raise_exception=True)
def coaching_plan(request):
    today = timezone.localdate()
    mine = Group.objects.visible_to(request.user, "groups.record_coaching")
    is_next = request.GET.get("month") == "next"
    month = months_after(month_of(today), int(is_next))
    legs = route(mine, today, month)
    due = sum(leg.due for leg in legs)
    context = {"legs": legs, "due": due, "month": month, "is_next": is_next}
    return render(request, "groups/coaching_plan.html", context)


@takes_files(FILES)
def record_coaching(request, pk):
    group = get_permitted(request, Group, "groups.record_coaching", pk=pk)
    today, back = timezone.localdate(), reverse("groups:coaching", args=[pk])
    return act_page(
        request,
        form=CoachingForm(posted(request), request.FILES or None, group=group),
        act=partial(actions.record_coaching, group=group, today=today, by=request.user),
        done=_("The visit is recorded."),
        then=lambda made: back,
        title=_("Record a visit"),
        lead=group,
        button=_("Record the visit"),
        crumbs=group_crumbs(group),
        back=back,
    )


@takes_files(FILES)
def correct_coaching(request, pk):
    visit = get_permitted(
        request,
        CoachingVisit.objects.select_related("group", "corrected_by"),
        "groups.record_coaching",
        pk=pk,
    )
    today, back = timezone.localdate(), reverse("groups:coaching", args=[visit.group_id])
    return act_page(
        request,
        form=CorrectedCoachingForm(posted(request), request.FILES or None, visit=visit),
        act=partial(actions.correct_coaching, visit=visit, today=today, by=request.user),
        guard=partial(require_standing, visit),
        done=_("The visit is corrected. What was written before stays below it."),
        then=lambda made: back,
        title=_("Correct a visit"),
        lead=visit.group,
        button=_("Save the correction"),
        crumbs=group_crumbs(visit.group),
        back=back,
    )
