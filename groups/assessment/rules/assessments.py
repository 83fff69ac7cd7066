"""When an assessment may be begun, filled, signed, settled."""

import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.months import months_after
from foundation.rules import RuleBroken
from groups.assessment.models import Answer, Assessment
from groups.models import Criterion, Group, Instrument
from groups.rules.levels import Difference, differences

EACH = 12  # months between two assessments of a group (default)


def a_year_before(day: datetime.date) -> datetime.date:
    return months_after(day, -EACH)


def assessed_lately(group: Group, on: datetime.date) -> Assessment | None:
    """The latest signed one of less than a year before that day or after it."""
    near = {"date__gt": a_year_before(on), "date__lt": months_after(on, EACH)}
    return group.assessments.signed().filter(is_settlement=False, **near).first()


def require_no_draft(group: Group, by: User) -> None:
    if group.assessments.drafts().filter(by=by).exists():
        raise RuleBroken(_("You have begun one of this group. Go on with that."))


def require_instrument(instrument: Instrument) -> None:
    """Require one of monitoring: a selection's instrument judges nobody's progress."""
    if instrument.for_old_results or instrument.purpose != Instrument.Purpose.MONITORING:
        raise RuleBroken(_("Choose an instrument of monitoring in use."), field="instrument")


def require_to_fill(assessment: Assessment, by: User) -> None:
    """Require an assessment of this user's own that is not signed yet."""
    if assessment.signed_at:
        raise RuleBroken(signed_already())
    if assessment.by_id != by.pk or assessment.is_settlement:
        raise RuleBroken(_("Who began an assessment fills and signs it."))


def signed_already() -> str:
    return _("This assessment is signed and is not changed any more. Assess the group anew.")


def unanswered(assessment: Assessment) -> list[Criterion]:
    """The criteria without a level, or without what shows it."""
    whole = assessment.answers.exclude(evidence="").values("criterion")
    return list(assessment.instrument.criteria.exclude(pk__in=whole))


def require_whole(assessment: Assessment, by: User) -> None:
    require_to_fill(assessment, by)
    if left := unanswered(assessment):
        raise RuleBroken(
            _("Give each criterion its level and what shows it. Left: %(names)s.")
            % {"names": named(left)}
        )


def require_levels(left: list[Criterion]) -> None:
    """Refuse criteria of which something was written, but no level chosen."""
    if left:
        raise RuleBroken(
            _("Choose a level for: %(names)s. The other criteria are saved.")
            % {"names": named(left)},
            field=f"level_{left[0].number}",
        )


def named(criteria: list[Criterion]) -> str:
    return ", ".join(f"{each.number}. {each}" for each in criteria)


def second_waiting(group: Group, by: User) -> Assessment | None:
    """The assessment beside which this user may be the second assessor."""
    return group.assessments.to_second().exclude(by=by).first()


def require_second(group: Group, by: User) -> Assessment:
    require_no_draft(group, by)
    if first := second_waiting(group, by):
        return first
    raise RuleBroken(_("No assessment of this group waits for a second assessor."))


def two_of(assessment: Assessment) -> list[Assessment]:
    """The first and the second assessment, if both are signed."""
    first = assessment.first
    second = first.others.signed().filter(is_settlement=False).first()
    return [first, second] if first.signed_at and second else []


def answers_of(assessment: Assessment) -> list[Answer]:
    rows = assessment.answers.select_related("criterion__dimension", "assessment__by")
    return list(rows.order_by("criterion__number"))


def differences_of(assessment: Assessment) -> list[Difference[Answer]]:
    two = two_of(assessment)
    return differences(*map(answers_of, two)) if two else []


def require_differing(assessment: Assessment) -> None:
    """Require two signed assessments that differ and are not settled yet."""
    if assessment.first.others.filter(is_settlement=True).exists():
        raise RuleBroken(_("The two assessments are settled already."))
    if not differences_of(assessment):
        raise RuleBroken(nothing_differs())


def nothing_differs() -> str:
    return _("There are no two signed assessments that differ.")
