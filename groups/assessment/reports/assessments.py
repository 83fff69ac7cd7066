"""What the pages of assessments show: one of them, and those of a group over the years."""

import datetime
from decimal import Decimal
from typing import Any

from accounts.models import User
from groups.assessment.models import Assessment
from groups.assessment.reports.measures import measures_of
from groups.assessment.reports.results import results_of, weakest_of
from groups.assessment.rules.assessments import answers_of, differences_of, second_waiting
from groups.models import Category, Group, Instrument
from groups.reports.levels import parts_of


def category_of(instrument: Instrument, total: Decimal | None) -> Category | None:
    if total is None:
        return None
    return instrument.categories.filter(least__lte=total, most__gte=total).first()


def assessment_page(assessment: Assessment, user: User) -> dict[str, Any]:
    parts = parts_of(answers_of(assessment), assessment.instrument)
    total = sum((part.points for part in parts), Decimal("0.00"))
    pair = Assessment.objects.filter(pk=assessment.first.pk) | assessment.first.others.all()
    others = pair.exclude(pk=assessment.pk).visible_to(user).select_related("by")
    differing = differences_of(assessment)
    return {
        "assessment": assessment,
        "group": assessment.group,
        "parts": parts,
        "total": total,
        "category": category_of(assessment.instrument, total),
        "others": [each for each in others if each.signed_at],
        "differing": differing,
        "to_settle": bool(differing)
        and not any(each.is_settlement for each in [assessment, *others]),
        "weakest": weakest_of(parts) if assessment.signed_at else [],
    }


def assessments_page(group: Group, user: User, today: datetime.date) -> dict[str, Any]:
    seen = Assessment.objects.filter(group=group).visible_to(user).with_counts()
    rows = list(seen.select_related("by", "instrument"))
    latest = next((each for each in rows if each.counts), None)
    weakest = weakest_of(parts_of(answers_of(latest), latest.instrument)) if latest else []
    return {
        "group": group,
        "today": today,
        "rows": [each for each in rows if each.signed_at],
        "draft": next((each for each in rows if not each.signed_at), None),
        "second": second_waiting(group, user),
        "latest": latest,
        "category": category_of(latest.instrument, latest.total) if latest else None,
        "weakest": weakest,
        "measures": measures_of(group),
        "results": results_of(group, [each for each in rows if each.counts]),
    }
