"""Agree on coaching for a weak criterion, and write what came of it."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from groups.assessment.actions import measures as actions
from groups.assessment.forms.measures import MeasureEndForm, MeasureForm
from groups.assessment.models import Measure
from groups.assessment.rules.measures import require_counting, require_open
from groups.assessment.views.assessments import SHOWN, crumbs_of


def agree_measure(request, pk, number):
    found = get_permitted(request, SHOWN, "groups.assess_group", pk=pk)
    answer = get_object_or_404(found.answers.select_related("criterion"), criterion__number=number)
    return act_page(
        request,
        form=MeasureForm(posted(request)),
        guard=partial(require_counting, found),
        act=partial(
            actions.agree_measure, answer=answer, today=timezone.localdate(), by=request.user
        ),
        done=_("Saved."),
        title=_("Agree on coaching"),
        lead=answer.criterion,
        button=_("Save what was agreed"),
        crumbs=crumbs_of(found.group),
        back=reverse("groups:assessments", args=[found.group_id]),
    )


def end_measure(request, pk):
    rows = Measure.objects.select_related("answer__assessment__group", "answer__criterion")
    measure = get_permitted(request, rows, "groups.assess_group", pk=pk)
    return act_page(
        request,
        form=MeasureEndForm(posted(request)),
        guard=partial(require_open, measure),
        act=partial(
            actions.end_measure, measure=measure, today=timezone.localdate(), by=request.user
        ),
        done=_("Saved."),
        title=_("What came of the coaching"),
        lead=measure,
        button=_("Save"),
        crumbs=crumbs_of(measure.territory),
        back=reverse("groups:assessments", args=[measure.territory.pk]),
    )
