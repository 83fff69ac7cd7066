"""The meeting sheet: several forms and formsets behind the interface of one form."""

import datetime
import re
from functools import cached_property

from django import forms
from django.utils.translation import gettext as _

from finance.actions.sheets import SheetMoney
from finance.forms.fields import read
from finance.forms.sheet_head import MeetingForm
from finance.forms.sheet_lines import COLUMNS, IN_FULL, MemberLineForm
from finance.forms.sheet_rows import MONEY, OUT, ROWS, RowFormSet, row_formset
from finance.models import Book
from finance.reports.owed import owed
from finance.rules.enough import held_since
from foundation.formatting import respectful
from foundation.formsets import typed
from foundation.texts import Text
from groups.models import Group
from groups.rules.schedule import is_too_late, next_number, older_open


class MeetingSheet:
    """The meeting form, a line for each member of that day and the added rows, as one form.

    With `more`, nothing is validated: the posted data is shown again, with an extra row if `more`
    is the name of a formset, or for the members and arrears of another day if it is `date`.
    `date` is the day on which an empty sheet opens.
    """

    columns = COLUMNS

    def __init__(
        self,
        group: Group,
        data=None,
        *,
        today: datetime.date,
        more: str | None = None,
        date: datetime.date | None = None,
    ):
        self.group, self.data, self.today, self.opens_on = group, data, today, date or today
        self.is_bound, self.is_day_changed = data is not None and more is None, more == "date"
        self.head = self._head()
        self.day = self._date() or today
        self.members = {m.pk: m for m in group.memberships.running(self.day).in_book_order()}
        owes = owed(group, self.members.values(), self.day)
        self.lines = [self._line(member, owes[pk]) for pk, member in self.members.items()]
        self.rows: dict[str, RowFormSet] = {
            name: row_formset(name, data, members=self.members, more=more) for name in ROWS
        }

    def _head(self) -> MeetingForm:
        if self.is_bound:
            return MeetingForm(self.group, self.data, today=self.today)
        if self.data is not None:
            return self._typed_head()
        group, date = self.group, self.opens_on
        usual = {"date": date, "place": group.usual_place, "reckoned_from": date}
        usual |= {"next_on": group.proposed_after(date), "next_at": group.usual_hour}
        usual |= {"next_place": group.usual_place}
        if self._is_moved_after(date):
            usual |= {"next_at": group.expected_at, "next_place": group.expected_place}
        return MeetingForm(group, today=self.today, initial=usual)

    def _typed_head(self) -> MeetingForm:
        """What was typed, with the next meeting of the day that was typed."""
        head = MeetingForm(self.group, today=self.today)
        head.initial = typed(head.fields, self.data)
        sent = MeetingForm(self.group, self.data, today=self.today)
        sent.is_valid()
        if (date := sent.cleaned_data.get("date")) and "next_on" in sent.cleaned_data:
            head.initial |= {"next_on": sent.cleaned_data["next_on"], "reckoned_from": date}
        return head

    def _date(self) -> datetime.date | None:
        try:
            return self.head.fields["date"].clean(self.head["date"].value())
        except forms.ValidationError:
            return None

    def _line(self, membership, owes) -> MemberLineForm:
        """A line that was not posted has the usual amounts: the member of another day."""
        prefix = MemberLineForm.prefix_of(membership)
        if self.data is None or f"{prefix}-savings" not in self.data:
            return MemberLineForm(membership=membership, owed=owes)
        if self.is_bound:
            return MemberLineForm(self.data, membership=membership, owed=owes)
        sent = typed(MemberLineForm.base_fields, self.data, prefix)
        return MemberLineForm(membership=membership, owed=owes, initial=sent)

    # The form interface that views use

    @property
    def parts(self) -> list:
        return [self.head, *self.lines, *self.rows.values()]

    @property
    def fields(self) -> dict[str, tuple[forms.Form, str]]:
        """The form and field of each name that a RuleBroken may use; blank rows do not count."""
        places: dict[str, tuple[forms.Form, str]] = {
            name: (self.head, name) for name in self.head.fields
        }
        for line in self.lines:
            places |= {line.add_prefix(name): (line, name) for name in line.fields}
        for rows in ROWS:
            for number, form in enumerate(self.rows[rows].filled):
                places |= {f"{rows}-{number}-{name}": (form, name) for name in form.fields}
        return places

    def __getitem__(self, name: str) -> forms.BoundField:
        return self.head[name]

    def is_valid(self) -> bool:
        valid = [part.is_valid() for part in self.parts]
        self._require_the_lines_of_the_day()
        return all(valid) and self.head.is_valid()

    def _require_the_lines_of_the_day(self) -> None:
        """Compare the posted lines with the members of the posted date, which may have changed."""
        sent = {int(pk) for pk in re.findall(r"^lines-([0-9]{1,9})-", "\n".join(self.data), re.M)}
        for pk in self.members.keys() - sent:
            words = _("%(person)s is a member on this day. Check that line.")
            self.add_error(None, words % {"person": respectful(self.members[pk].person)})
        asked = {self.members[pk].person_id for pk in self.members.keys() - sent}
        gone = self.group.memberships.filter(pk__in=sent - self.members.keys())
        gone = gone.exclude(person__in=asked)  # who left and came back is named once
        for membership in gone.select_related("person"):
            words = _("%(person)s is not a member on this day. That line is left out.")
            self.add_error(None, words % {"person": respectful(membership.person)})

    def add_error(self, field: str | None, error: str) -> None:
        form, name = self.fields[field] if field else (self.head, None)
        form.add_error(name, error)

    @property
    def cleaned_data(self) -> dict:
        """The arguments of `record_meeting`."""
        data = dict(self.head.cleaned_data)
        data["to_bank"] = data["to_bank"] or 0
        data["lines"] = [line.line for line in self.lines]
        return data | {name: rows.written for name, rows in self.rows.items()}

    # What the template uses

    @property
    def next_day(self) -> datetime.date | None:
        try:
            return self.head.fields["next_on"].clean(self["next_on"].value())
        except forms.ValidationError:
            return None

    @property
    def next_is_moved(self) -> bool:
        """Whether the next meeting proposed is that of a move, not of the rhythm."""
        return self.day <= self.today and self._is_moved_after(self.day)

    def _is_moved_after(self, day: datetime.date) -> bool:
        return self.group.proposed_after(day) != self.group.next_meeting_after(day)

    @property
    def older(self) -> datetime.date | None:
        """A meeting before this one that is still to be recorded, so that numbers follow days."""
        return older_open(self.group, self.day) if self.day <= self.today else None

    @cached_property
    def number(self) -> int:
        return next_number(self.group)

    @cached_property
    def recorded(self):
        """The meeting already recorded on this date, if any."""
        held = self.group.meetings.held().filter(date=self.day)
        return held.select_related("recorded_by").first()

    @property
    def has_rules(self) -> bool:
        """Whether a rule of that day says what is usual."""
        return any(line.owed.usual_savings or line.owed.usual_dues for line in self.lines)

    @cached_property
    def is_too_late(self) -> bool:
        """Whether the day lies beyond the limit, so that it cannot be saved."""
        return is_too_late(self.group, self.day, today=self.today)

    @cached_property
    def cash_before(self) -> int:
        """What the box held on the day of the sheet."""
        cash = self.group.books.filter(kind=Book.Kind.CASH).first()
        return held_since([cash], self.day)[cash.pk].then if cash else 0

    @property
    def totals(self) -> list[tuple[str, Text, int]]:
        return [
            (column, label, sum(getattr(line, column) for line in self.money.lines))
            for column, label in IN_FULL.items()
        ]

    @cached_property
    def money(self) -> SheetMoney:
        """The amounts typed so far, also of an invalid sheet."""
        return SheetMoney(
            group=self.group,
            lines=[line.as_typed for line in self.lines],
            **{name: [form.as_typed for form in self.rows[name]] for name in MONEY},
            to_bank=read(self["to_bank"]),
            date=self.day,
        )

    @property
    def booked(self) -> int:
        return self.money.booked_with(self.cash_before)

    @property
    def at_hand(self) -> int:
        """What the box held and took in: as much can be paid out."""
        return self.cash_before + self.money.taken_in

    @property
    def difference(self) -> int | None:
        """The count less the booked amount; None without a valid count."""
        try:
            counted = self.head.fields["counted"].clean(self["counted"].value())
        except forms.ValidationError:
            return None
        return counted - self.booked

    @property
    def distance(self) -> int:
        return abs(self.difference or 0)

    @property
    def is_out_open(self) -> bool:
        """Whether the section of payments out is unfolded: it has data or errors."""
        return bool(self["to_bank"].value()) or any(self.rows[name].is_open for name in OUT)

    @property
    def is_minutes_open(self) -> bool:
        written = any(self.rows[name].is_open for name in ("decisions", "problems"))
        return written or bool(self["notes"].value())

    @property
    def has_banknotes(self) -> bool:
        return any(field.value() for field in self.head.banknotes)

    @property
    def present(self) -> int:
        return sum(line.is_there for line in self.lines)
