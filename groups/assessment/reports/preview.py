"""What last year's answers would give under another version of an instrument."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import User
from foundation.months import months_after
from groups.assessment.models import Answer, Assessment
from groups.instruments import CriterionDraft, Draft
from groups.models import Instrument
from groups.rules.levels import points


@dataclass(frozen=True)
class Answered:
    """What somebody found on the criteria of an instrument, by their numbers."""

    about: str
    levels: dict[int, int]
    total: Decimal


@dataclass(frozen=True)
class Shifted:
    """One of them before and after, with the names of the categories."""

    about: str
    before: Decimal
    after: Decimal
    was: str
    would_be: str


def answers(code: str, user: User, since: datetime.date) -> Iterable[Answered]:
    """The assessments of the last year that this user sees, as `INSTRUMENT_ANSWERS` asks."""
    rows = Assessment.objects.filter(instrument__code=code, date__gte=since).visible_to(user)
    latest = Assessment.objects.filter(pk__in=rows.latest_signed().values("pk"))
    of: dict[int, dict[int, int]] = {}
    given = Answer.objects.filter(assessment__in=latest).order_by()
    for key, number, level in given.values_list("assessment", "criterion__number", "level"):
        of.setdefault(key, {})[number] = level
    for row in latest.select_related("group").order_by("group__name"):
        yield Answered(str(row.group), of.get(row.pk, {}), row.total or Decimal(0))


def preview_of(
    instrument: Instrument, draft: Draft, kept: dict[int, int], user: User, today: datetime.date
) -> list[Shifted]:
    """Each answered one under the draft; `kept`: the old number of each of its criteria.

    A criterion that is new counts with its lowest level, a level above the top as the top.
    """
    since = months_after(today, -12)
    sources = [import_string(name) for name in settings.INSTRUMENT_ANSWERS]
    found = [each for source in sources for each in source(instrument.code, user, since)]
    old = [(each.name, each.least, each.most) for each in instrument.categories.all()]
    new = [(each.name, each.least, each.most) for each in draft.categories]
    shifted = []
    for each in found:
        total = sum((_points(draft, one, kept, each.levels) for one in draft.criteria), Decimal(0))
        shifted.append(
            Shifted(each.about, each.total, total, _name(old, each.total), _name(new, total))
        )
    return shifted


def _points(
    draft: Draft, criterion: CriterionDraft, kept: dict[int, int], levels: dict[int, int]
) -> Decimal:
    known = [level.level for level in criterion.levels]
    level = levels.get(kept.get(criterion.number, 0), min(known))
    return points(criterion.weight, min(max(level, min(known)), max(known)), draft.divisor)


def _name(ranges: Iterable[tuple[str, Decimal, Decimal]], total: Decimal) -> str:
    return next((name for name, least, most in ranges if least <= total <= most), "")
