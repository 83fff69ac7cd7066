"""Trainings: the list, one of them, who took part, certificates, officers without one."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Region
from foundation.access import get_permitted
from foundation.acts import Crumb, act_page, posted
from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import ROWS, paginate, paginate_by_key
from groups.coaching.actions import trainings as actions
from groups.coaching.forms.trainings import (
    GroupSearch,
    TrainedForm,
    TrainingFilter,
    TrainingForm,
    UntrainedFilter,
)
from groups.coaching.models import Training
from groups.coaching.papers.certificate import TEMPLATE, certificates
from groups.coaching.reports.trainings import (
    ORDER,
    UNTRAINED_ORDER,
    offices_of,
    took_part,
    training_columns,
    trainings_listed,
    untrained,
    untrained_columns,
    untrained_listed,
)
from groups.models import Group
from papers import typesetting

VIEW = "groups.view_training"


def training_crumbs() -> list[Crumb]:
    return [Crumb(_("Trainings"), reverse("groups:trainings"))]


@require_safe
@permission_required(VIEW, raise_exception=True)
def trainings(request):
    chosen = TrainingFilter(request, Training.objects.visible_to(request.user))
    listed = OfficeList(request, training_columns(), ORDER)
    rows = listed.ordered(trainings_listed(chosen.qs))
    if chosen.wants_table:
        return table_file(_("Trainings"), *listed.table(rows))
    context = {
        "filter": chosen.form,
        "listed": listed,
        "page": paginate(rows, request.GET.get("page")),
    }
    return render(request, "groups/trainings.html", context, status=chosen.status)


@permission_required("groups.record_training", raise_exception=True)
def record_training(request):
    return act_page(
        request,
        form=TrainingForm(posted(request), offices=offices_of(request.user)),
        act=partial(actions.record_training, today=timezone.localdate(), by=request.user),
        done=_("The training is recorded. Now say who took part."),
        then=lambda made: reverse("groups:training", args=[made.pk]),
        title=_("Record a training"),
        button=_("Record the training"),
        crumbs=training_crumbs(),
        back=reverse("groups:trainings"),
    )


@require_safe
def training(request, pk):
    found = get_permitted(request, Training.objects.select_related("office"), VIEW, pk=pk)
    seen = Group.objects.visible_to(request.user, VIEW)
    chosen = GroupSearch(request)
    there = seen.filter(village__code__startswith=f"{found.office_id}.")
    villages = Region.objects.filter(pk__in=there.order_by().values("village"))
    looked_for = there.named(chosen.words, villages=villages) if chosen.words else there
    rows = took_part(found, seen)
    context = {
        "training": found,
        "trained": rows,
        "filter": chosen,
        "groups": looked_for.select_related("village").order_by("name", "pk")[:ROWS],
        "counted": {row.membership.group_id for row in rows},
        "may_name": request.user.has_perm("groups.record_training"),
    }
    return render(request, "groups/training.html", context, status=chosen.status)


def name_trained(request, pk, group):
    found = get_object_or_404(Training.objects.visible_to(request.user), pk=pk)
    of = get_permitted(request, Group, "groups.record_training", pk=group)
    back = reverse("groups:training", args=[pk])
    return act_page(
        request,
        form=TrainedForm(posted(request), training=found, group=of),
        act=partial(actions.name_trained, training=found, group=of, by=request.user),
        done=_("Saved."),
        title=_("Who took part"),
        lead=f"{of}, {found.topics}",
        button=_("Save"),
        crumbs=[*training_crumbs(), Crumb(found, back)],
        back=back,
    )


@require_safe
def print_certificates(request, pk):
    """Of all whom the user may see, or of the one membership in the address."""
    found = get_permitted(request, Training.objects.select_related("office"), VIEW, pk=pk)
    rows = took_part(found, Group.objects.visible_to(request.user, VIEW))
    wanted = request.GET.get("member", "")
    chosen = [row for row in rows if not wanted or str(row.membership_id) == wanted]
    if not chosen:
        raise Http404
    data = certificates(found, chosen)
    return typesetting.answer(data["title"], TEMPLATE, data)


@require_safe
@permission_required(VIEW, raise_exception=True)
def untrained_officers(request):
    offices = untrained(Group.objects.visible_to(request.user, VIEW))
    chosen = UntrainedFilter(request, offices)
    listed = OfficeList(request, untrained_columns(), UNTRAINED_ORDER)
    rows = listed.ordered(untrained_listed(chosen.qs))
    if chosen.wants_table:
        return table_file(_("Officers without training"), *listed.table(rows))
    page = paginate_by_key(rows, untrained_listed, request.GET.get("page"))
    context = {"filter": chosen.form, "listed": listed, "page": page}
    return render(request, "groups/untrained_officers.html", context, status=chosen.status)
