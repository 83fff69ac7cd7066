"""The parts of a group's health: how each figure is taken from the facts, and said in words."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from finance.reports.health_facts import Facts
from foundation.formatting import dotted, short_day
from foundation.months import months_after
from foundation.texts import Text
from groups.models import Office

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Measure:
    """How a part is taken from the facts."""

    key: str
    heading: Text
    short: Text  # the heading of a column
    value: Callable[[Facts], int | None]  # None: nothing is known
    shown: Callable[[int], str]
    reason: Callable[[Facts], str]
    months: Callable[[Facts], list[int]]
    of_months: Text  # what the figures of the months are


def percent(part: int, whole: int) -> int | None:
    return min(100, round(part * 100 / whole)) if whole else None


def in_percent(value: int) -> str:
    return f"{value}%"


def days_ago(value: int) -> str:
    return _("%(days)s days ago") % {"days": dotted(value)}


def since(day: datetime.date | None, facts: Facts) -> int | None:
    return (facts.today - day).days if day else None


def due_meetings(facts: Facts) -> int:
    return facts.total("held") + facts.total("missed") + facts.unrecorded


def _of_meetings(facts: Facts) -> str:
    words = _("%(held)s held, %(missed)s not held, %(open)s not recorded in six months")
    return words % {
        "held": facts.total("held"),
        "missed": facts.total("missed"),
        "open": facts.unrecorded,
    }


def _of_attendance(facts: Facts) -> str:
    words = _("Present or represented %(came)s of %(of)s times in six months")
    return words % {"came": facts.total("came"), "of": facts.total("of")}


def _of_dues(facts: Facts) -> str:
    words = _("Rp%(paid)s of Rp%(due)s paid in six months")
    return words % {"paid": dotted(facts.total("paid")), "due": dotted(facts.total("due"))}


def savers_a_month(facts: Facts) -> int | None:
    """Of the months with a meeting: how many of the members saved, on average, in percent."""
    months = [place for place, held in enumerate(facts.of("held")) if held]
    if not months or not facts.group.member_count:
        return None
    savers = sum(facts.of("savers")[place] for place in months)
    return percent(savers, len(months) * facts.group.member_count)


def _of_savings(facts: Facts) -> str:
    words = _("Of the members, in months with a meeting; Rp%(saved)s saved in six months")
    return words % {"saved": dotted(facts.total("saved"))}


def _of_counts(facts: Facts) -> str:
    if facts.counted_on is None:
        return _("The whole box was never counted against the book")
    words = _("The whole box was last counted on %(day)s, %(count)s times in six months")
    return words % {"day": short_day(facts.counted_on), "count": facts.total("counts")}


def _of_problems(facts: Facts) -> str:
    words = _("%(problems)s problems open, %(late)s past their day; %(disputes)s contested figures")
    return words % {
        "problems": facts.problems,
        "late": facts.overdue,
        "disputes": facts.disputes,
    }


def _of_officers(facts: Facts) -> str:
    taken = {office.post for office in facts.held_offices(facts.today)}
    vacant = [str(post.label) for post in Office.Post if post not in taken]
    if vacant:
        return _("Vacant: %(offices)s") % {"offices": ", ".join(vacant)}
    return _("Chair, secretary and treasurer are in office")


def officers_by_month(facts: Facts) -> list[int]:
    ends = [min(facts.today, months_after(day, 1) - DAY) for day in facts.months]
    return [len(facts.held_offices(day)) for day in ends]


def trained_officers(facts: Facts, day: datetime.date) -> int:
    held = facts.held_offices(day)
    return len([each for each in held if facts.trained.get(each.person, day + DAY) <= day])


def trained_by_month(facts: Facts) -> list[int]:
    ends = [min(facts.today, months_after(day, 1) - DAY) for day in facts.months]
    return [trained_officers(facts, day) for day in ends]


def _of_training(facts: Facts) -> str:
    words = _("%(trained)s of %(officers)s officers took part in a training")
    trained, officers = trained_officers(facts, facts.today), facts.held_offices(facts.today)
    return words % {"trained": trained, "officers": len(officers)}


def _of_visits(facts: Facts) -> str:
    if facts.visited_on is None:
        return _("No visit was recorded yet.")
    words = _("Last visited on %(day)s, %(count)s times in six months")
    return words % {"day": short_day(facts.visited_on), "count": facts.total("visits")}


def rates(part: str, whole: str) -> Callable[[Facts], list[int]]:
    def by_month(facts: Facts) -> list[int]:
        pairs = zip(facts.of(part), facts.of(whole), strict=True)
        return [percent(one, all_of) or 0 for one, all_of in pairs]

    return by_month


def out_of_three(value: int) -> str:
    return _("%(count)s of 3") % {"count": value}


PERCENT = gettext_lazy("percent a month")
MEASURES: list[Measure] = [
    Measure(
        "meetings",
        gettext_lazy("Meetings held"),
        pgettext_lazy("health", "Met"),
        lambda facts: percent(facts.total("held"), due_meetings(facts)),
        in_percent,
        _of_meetings,
        lambda facts: facts.of("held"),
        gettext_lazy("meetings a month"),
    ),
    Measure(
        "attendance",
        gettext_lazy("Attendance"),
        pgettext_lazy("health", "Came"),
        lambda facts: percent(facts.total("came"), facts.total("of")),
        in_percent,
        _of_attendance,
        rates("came", "of"),
        PERCENT,
    ),
    Measure(
        "dues",
        gettext_lazy("Dues paid"),
        pgettext_lazy("health", "Dues"),
        lambda facts: percent(facts.total("paid"), facts.total("due")),
        in_percent,
        _of_dues,
        rates("paid", "due"),
        PERCENT,
    ),
    Measure(
        "savings",
        gettext_lazy("Members who save"),
        pgettext_lazy("health", "Saved"),
        savers_a_month,
        in_percent,
        _of_savings,
        lambda facts: facts.of("saved"),
        gettext_lazy("rupiah saved a month"),
    ),
    Measure(
        "counts",
        gettext_lazy("Box counted"),
        pgettext_lazy("health", "Counted"),
        lambda facts: since(facts.counted_on, facts),
        days_ago,
        _of_counts,
        lambda facts: facts.of("counts"),
        gettext_lazy("counts a month"),
    ),
    Measure(
        "problems",
        gettext_lazy("Problems and contested figures"),
        pgettext_lazy("health", "Problems"),
        lambda facts: facts.problems + facts.disputes,
        dotted,
        _of_problems,
        lambda facts: facts.of("raised"),
        gettext_lazy("problems raised a month"),
    ),
    Measure(
        "officers",
        gettext_lazy("Officers in office"),
        pgettext_lazy("health", "Officers"),
        lambda facts: len(facts.held_offices(facts.today)),
        out_of_three,
        _of_officers,
        officers_by_month,
        gettext_lazy("officers at the end of the month"),
    ),
    Measure(
        "training",
        gettext_lazy("Officers trained"),
        pgettext_lazy("health", "Trained"),
        lambda facts: trained_officers(facts, facts.today),
        out_of_three,
        _of_training,
        trained_by_month,
        gettext_lazy("trained officers at the end of the month"),
    ),
    Measure(
        "visits",
        gettext_lazy("Last visit"),
        pgettext_lazy("health", "Visited"),
        lambda facts: since(facts.visited_on, facts),
        days_ago,
        _of_visits,
        lambda facts: facts.of("visits"),
        gettext_lazy("visits a month"),
    ),
]
NAMED: dict[str, Any] = {each.key: each for each in MEASURES}
