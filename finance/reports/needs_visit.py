"""Why a group needs a visit: each reason by itself, in words, with the figure that it rests on.

No score: a group with one reason is on the list, and the list says which. The limits are defaults
of domain §4.
"""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from finance.reports.health_facts import Facts
from foundation.formatting import short_day
from foundation.months import month_of
from groups.models import Office

DAY = datetime.timedelta(days=1)
NOT_MET = 14 * DAY  # after the day of the meeting
NOT_VISITED = 60 * DAY
NOT_COUNTED = 90 * DAY
OLD_PROBLEM = 60 * DAY
OLD_DISPUTE = 14 * DAY
FEWEST_CAME = 2 / 3  # as the quorum
FEWEST_PAID = 1 / 2
MEETINGS = 2  # in three months, before attendance and payments say anything


def reasons(facts: Facts) -> list[str]:
    """All that hold, the most urgent first; empty: no visit is needed besides the monthly one."""
    return [
        *of_problems(facts),
        *of_meetings(facts),
        *of_money(facts),
        *of_officers(facts),
        *of_visits(facts),
    ]


def of_problems(facts: Facts) -> Iterator[str]:
    today = facts.today
    if facts.urgent:
        words = ngettext(
            "%(count)s urgent problem is open", "%(count)s urgent problems are open", facts.urgent
        )
        yield words % {"count": facts.urgent}
    if facts.overdue:
        words = ngettext(
            "%(count)s problem is past its day",
            "%(count)s problems are past their day",
            facts.overdue,
        )
        yield words % {"count": facts.overdue}
    if facts.problem_since and facts.problem_since < today - OLD_PROBLEM:
        words = _("A problem is open since %(day)s")
        yield words % {"day": short_day(facts.problem_since)}
    if facts.dispute_since and facts.dispute_since < today - OLD_DISPUTE:
        words = _("A contested figure waits since %(day)s")
        yield words % {"day": short_day(facts.dispute_since)}


def of_meetings(facts: Facts) -> Iterator[str]:
    if facts.group.expected_on < facts.today - NOT_MET:
        yield _("No meeting since %(day)s") % {"day": short_day(facts.group.quiet_since)}
    came, of = facts.lately("came"), facts.lately("of")
    if has_met(facts) and of and came < of * FEWEST_CAME:
        words = _("Only %(percent)s%% came in three months")
        yield words % {"percent": round(came * 100 / of)}


def of_money(facts: Facts) -> Iterator[str]:
    due, paid = facts.lately("due"), facts.lately("paid")
    if has_met(facts) and paid < due * FEWEST_PAID:
        words = _("Only %(percent)s%% of the dues were paid in three months")
        yield words % {"percent": round(paid * 100 / due)}
    savers = max(facts.of("savers")[-3:])
    if has_met(facts) and savers < facts.group.member_count * FEWEST_PAID:
        words = _("At most %(count)s of %(members)s members saved in a month")
        yield words % {"count": savers, "members": facts.group.member_count}
    counted = facts.counted_on
    if facts.total("held") and (counted is None or counted < facts.today - NOT_COUNTED):
        if counted:
            yield _("The box was last counted on %(day)s") % {"day": short_day(counted)}
        elif has_met(facts) or facts.group.began_on < facts.today - NOT_COUNTED:
            yield _("The box was never counted")


def of_officers(facts: Facts) -> Iterator[str]:
    taken = {office.post for office in facts.held_offices(facts.today)}
    if vacant := [str(post.label) for post in Office.Post if post not in taken]:
        yield _("Vacant: %(offices)s") % {"offices": ", ".join(vacant)}


def of_visits(facts: Facts) -> Iterator[str]:
    if facts.next_on and facts.next_on < facts.today:
        words = _("Agreed for %(day)s: %(step)s")
        yield words % {"day": short_day(facts.next_on), "step": facts.next_step}
    if facts.visited_on is None:
        if facts.group.began_on < month_of(facts.today):  # the month asks for a visit
            yield _("Never visited")
    elif facts.visited_on < facts.today - NOT_VISITED:
        yield _("Not visited since %(day)s") % {"day": short_day(facts.visited_on)}


def has_met(facts: Facts) -> bool:
    return facts.lately("held") >= MEETINGS
