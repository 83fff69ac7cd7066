"""What the list of groups is filtered by of their assessments; `GROUP_FILTERS` names it."""

from typing import Any

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from groups.assessment.reports.due import not_assessed
from groups.assessment.rules.assessments import a_year_before
from groups.models.groups import GroupQuerySet


class AssessmentOfGroup:
    """Groups whose assessment of this year is due."""

    verb = "groups.view_assessment"

    def filters(self) -> dict[str, django_filters.Filter]:
        label = _("Not assessed for a year")
        tick = django_filters.BooleanFilter(
            label=label, method=unassessed, widget=forms.CheckboxInput
        )
        return {"unassessed": tick}

    def narrow(self, groups: GroupQuerySet[Any], user: User, asked: dict[str, Any]) -> Any:
        return groups


def unassessed(groups: GroupQuerySet[Any], name: str, wanted: bool) -> GroupQuerySet[Any]:
    since = a_year_before(timezone.localdate())
    return groups.formed().filter(not_assessed(since)) if wanted else groups
