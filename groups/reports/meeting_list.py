"""The list of a group's meetings: those recorded, and those that did not take place."""

import datetime
from typing import Any, NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.formatting import short_day, weekday
from foundation.lists import ListColumn, folded, link, marks
from foundation.templatetags.constants import address_of
from groups.models import Group
from groups.reports.meetings import meetings_listed, meetings_of, missed_meetings


class MeetingLine(NamedTuple):
    """A line of the list: a meeting with its attendance, or one that did not take place."""

    date: datetime.date
    meeting: Any = None
    missed: Any = None

    @property
    def place(self) -> str:
        return self.meeting.place if self.meeting else ""

    @property
    def number(self) -> int | None:
        return self.meeting.number if self.meeting else None

    @property
    def came(self) -> int | None:
        return self.meeting.came if self.meeting else None

    @property
    def of(self) -> int | None:
        return self.meeting.of if self.meeting else None

    @property
    def agreed(self) -> str:
        """What was decided; why, of a meeting that was cancelled or did not take place."""
        if self.missed:
            return f"{self.missed.reason} ({self.missed.by.name}, {short_day(self.missed.at)})"
        decided = "; ".join(decision.what for decision in self.meeting.decisions.all())
        return self.meeting.cancel_reason or decided

    @property
    def recorded_by(self) -> str:
        return self.meeting.recorded_by.name if self.meeting else self.missed.by.name

    @property
    def kind(self) -> str:
        if self.missed:
            return "missed"
        return "cancelled" if self.meeting.is_cancelled else "held"

    @property
    def state(self) -> tuple[str, str]:
        if self.missed:
            return "plain", _("Did not take place")
        if self.meeting.is_cancelled:
            return "bad", _("Cancelled")
        if self.meeting.of and not self.meeting.is_quorum:
            return "wait", _("No quorum")
        return "ok", _("Recorded")


def meeting_lines(group: Group) -> list[MeetingLine]:
    """All of them, the latest first."""
    lines = [MeetingLine(each.date, meeting=each) for each in meetings_listed(meetings_of(group))]
    lines += [MeetingLine(each.date, missed=each) for each in missed_meetings(group.pk)]
    return sorted(lines, key=lambda line: line.date, reverse=True)


def meeting_columns() -> list[ListColumn]:
    """Of `MeetingLine`s, sorted in memory."""

    def figure(heading: Any, name: str) -> ListColumn:
        value = lambda line: getattr(line, name)  # noqa: E731
        return ListColumn(heading, value, name, value=value, is_figure=True)

    return [
        ListColumn(
            gettext_lazy("Day"),
            _linked,
            "date",
            value=lambda line: line.date,
            in_file=lambda line: line.date,
        ),
        figure(gettext_lazy("Number"), "number"),
        ListColumn(
            gettext_lazy("Place"), lambda line: line.place, "place", value=lambda line: line.place
        ),
        figure(gettext_lazy("Came"), "came"),
        figure(gettext_lazy("Members"), "of"),
        ListColumn(
            gettext_lazy("State"),
            lambda line: marks(line.state),
            "state",
            value=lambda line: line.state[1],
        ),
        ListColumn(
            gettext_lazy("Agreed or why"),
            lambda line: folded(line.agreed),
            in_file=lambda line: line.agreed,
            width=48,
        ),
        ListColumn(
            gettext_lazy("Recorded by"),
            lambda line: line.recorded_by,
            "by",
            value=lambda line: line.recorded_by,
            width=24,
        ),
    ]


def _linked(line: MeetingLine) -> SafeString:
    words = weekday(line.date)
    if line.missed:
        return format_html("<s>{}</s>", words)
    said = format_html("<s>{}</s>", words) if line.meeting.is_cancelled else words
    return link(address_of("finance:meeting", line.meeting.pk), said)
