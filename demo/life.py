"""The life of a demo group from its first meeting to today, through the actions."""

import datetime
import random
from collections.abc import Callable

from accounts.models import User
from demo import words
from demo.calendar import GRANT_YEAR
from demo.characters import FADING, LEFT_UNDONE, LIVELY, SILENT, Character
from demo.names import person_names
from demo.people import family
from demo.sheet import SAVER, Sheets
from finance.actions.admission import admit_member
from finance.actions.corrections import reverse_entry
from finance.actions.counts import count_cash
from finance.actions.meetings import cancel_meeting
from finance.actions.members import release_member
from finance.actions.money import move_to_bank, pay_principal, withdraw_savings
from finance.actions.opening import record_opening
from finance.actions.periods import close_period
from finance.actions.rules import change_rules
from finance.ledger import Posting
from finance.models import Book
from foundation.months import month_of, months_after
from foundation.rules import RuleBroken
from groups.actions.facilitation import hand_over_group
from groups.actions.offices import change_officers
from groups.actions.problems import follow_up, raise_problem
from groups.models import Group, Office, Problem

Day = datetime.timedelta(days=1)
KEPT_AT_HOME = 400_000  # the excess goes to the bank
LATELY = 2  # last meetings of a lively group, with something of everything


class Life:
    """`place` is the number of the group in the village; it selects what happens in this group."""

    def __init__(
        self,
        group: Group,
        character: Character,
        rng: random.Random,
        *,
        place: int,
        head: User,
        by: User,
        successor: User | None = None,
    ):
        self.group, self.character, self.rng, self.place = group, character, rng, place
        self.head, self.by, self.successor = head, by, successor
        self.sheets = Sheets(group, character, rng)
        self.members = list(group.memberships.in_book_order())
        for member in self.members:
            member.group = group

    def live(self, days: list[datetime.date], next_on: datetime.date, today: datetime.date) -> None:
        """Record the meetings of these days and the acts between them."""
        self.agree(self.group.formed_on, 10_000, self.rng.choice([2_000, 5_000]))
        self.begin(days[0])
        plan = self.plan(len(days))
        for place, (day, following) in enumerate(zip(days, [*days[1:], next_on], strict=True)):
            for act in plan.get(place, ()):
                act(day)
            faded = place > len(days) * self.character.fades_after
            lately = self.character is LIVELY and place >= len(days) - LATELY
            self.sheets.record(self.members, day, following, faded=faded, lately=lately, by=self.by)
            if lately:
                self.lately(day)
            else:
                self.after(day, min(following, today))
        self.tidy(days, today)

    def agree(self, since: datetime.date, mandatory: int, dues: int) -> None:
        self.sheets.mandatory, self.sheets.dues = mandatory, dues
        change_rules(
            group=self.group,
            since=since,
            principal=50_000,
            mandatory=mandatory,
            dues=dues,
            by=self.by,
        )

    def begin(self, day: datetime.date) -> None:
        """A third of the groups had savings before; the others pay their pokok on the first day."""
        if self.place % 3 == 2:
            return self.open(day - Day)
        for member in self.members:
            pay_principal(membership=member, date=day, today=day, by=self.by)

    def open(self, day: datetime.date) -> None:
        """The opening of the worked example E1, in the group's own figures (domain.md §5)."""
        savings = {
            member: (50_000, 60_000, self.rng.choice([0, 0, 0, 25_000, 50_000, 100_000]))
            for member in self.members
        }
        iks = 25_000 * len(self.members)
        owned = sum(map(sum, savings.values())) + iks + 300_000
        cash = owned // 4 // 50_000 * 50_000
        record_opening(
            group=self.group,
            date=day,
            cash=cash,
            bank=owned - cash,
            iks=iks,
            capital=300_000,
            members=savings,
            today=day,
            by=self.by,
            counted_by=", ".join(member.person.name for member in self.members[:3]),
        )

    def plan(self, meetings: int) -> dict[int, list[Callable[[datetime.date], None]]]:
        """What happens before which meeting, in the groups whose turn it is."""
        place = self.place
        plan: dict[int, list[Callable[[datetime.date], None]]] = {}
        for turn, share, act in (
            (place % 4 == 1, 0.45, self.raise_dues),
            (place % 4 == 2, 0.55, self.one_leaves),
            (place % 4 == 2, 0.6, self.one_joins),
            (place % 5 == 3, 0.5, self.new_secretary),
            (place % 10 == 7, 0.8, self.mistaken_sheet),
            (self.successor, 0.4, self.hand_over),
            (self.character is LIVELY, 0.75, self.saver_withdraws),
        ):
            if turn and self.character not in (FADING, SILENT):
                plan.setdefault(int(meetings * share), []).append(act)
        return plan

    def saver_withdraws(self, day: datetime.date) -> None:
        """The largest saver withdraws once, when school begins."""
        withdraw_savings(
            membership=self.members[SAVER],
            amount=100_000,
            date=day,
            today=day,
            by=self.by,
            note="Biaya sekolah anak",
        )

    def raise_dues(self, day: datetime.date) -> None:
        self.agree(day, self.sheets.mandatory, self.sheets.dues + 1_000)

    def one_leaves(self, day: datetime.date) -> None:
        """The last in the book moves away and is paid out; the bank is there for that."""
        leaver = self.members[-1]
        try:
            release_member(membership=leaver, reason="moved", date=day, today=day, by=self.by)
        except RuleBroken:  # not enough in the box: another time
            return
        self.members.remove(leaver)

    def one_joins(self, day: datetime.date) -> None:
        sex = self.rng.choice("FM")
        (name,) = person_names(self.rng, [sex])
        newcomer = family(self.rng, name, sex, day, self.group.hamlet)
        member = admit_member(group=self.group, member=newcomer, since=day, today=day, by=self.by)
        pay_principal(membership=member, date=day, today=day, by=self.by)
        self.members.append(member)

    def new_secretary(self, day: datetime.date) -> None:
        change_officers(
            group=self.group, holders={Office.Post.SECRETARY: self.members[4]}, date=day, by=self.by
        )

    def hand_over(self, day: datetime.date) -> None:
        assert self.successor is not None  # else it is not planned
        hand_over_group(group=self.group, to=self.successor, date=day, today=day, by=self.head)
        self.by = self.successor

    def mistaken_sheet(self, day: datetime.date) -> None:
        """Record a sheet by mistake, cancel it, and record the right one."""
        behind = dict(self.sheets.behind)
        meeting = self.sheets.record(self.members, day, day + Day, faded=True, by=self.by)
        cancel_meeting(meeting=meeting, reason="Ini catatan kelompok lain", today=day, by=self.by)
        self.sheets.behind.clear()
        self.sheets.behind.update(behind)

    def after(self, day: datetime.date, before: datetime.date) -> None:
        """Acts between two meetings: a deposit at the bank, a correction, a cash count."""
        chance = self.rng.random()
        if day + Day >= before or chance > 0.4:
            return
        if self.save_at_the_bank(day + Day):
            return
        if chance < 0.05:
            self.correct(day + Day)
        elif chance < 0.1:
            self.count(day + Day)

    def lately(self, day: datetime.date) -> None:
        """All acts that may follow a meeting, on its day, so that the demo shows them."""
        self.correct(day)
        self.save_at_the_bank(day)
        self.count(day, short=2_000)

    def save_at_the_bank(self, day: datetime.date) -> int:
        cash = self.group.books.get(kind=Book.Kind.CASH).balance
        if cash <= 2 * KEPT_AT_HOME:
            return 0
        amount = (cash - KEPT_AT_HOME) // 50_000 * 50_000
        return move_to_bank(group=self.group, amount=amount, date=day, today=day, by=self.by)

    def count(self, day: datetime.date, short: int = 0) -> None:
        cash = self.group.books.get(kind=Book.Kind.CASH).balance
        count_cash(
            group=self.group,
            date=day,
            counted=cash - short,
            counted_by=self.members[0],
            reason=self.rng.choice(words.SHORT) if short else "",
            today=day,
            by=self.by,
        )

    def correct(self, day: datetime.date) -> None:
        """Correct an entry: reverse it and record the smaller amount."""
        saved = self.group.entries.in_force().filter(
            credit__kind=Book.Kind.SUKARELA, amount__gte=10_000
        )
        entry = saved.select_related("debit", "credit").order_by("-sequence").first()
        if not entry or entry.credit.balance < 5_000:
            return
        reverse_entry(
            entry=entry,
            right=[Posting(entry.debit, entry.credit, entry.amount - 5_000)],
            reason=self.rng.choice(words.MISTAKES),
            today=day,
            by=self.by,
        )

    def tidy(self, days: list[datetime.date], today: datetime.date) -> None:
        """Carry out decisions, follow up problems and close months."""
        self.carry_out(min(days[-1] + 40 * Day, today))
        for problem in self.group.problems.all():
            self.care_for(problem, today)
        if self.character.ended:
            self.fall_silent(min(days[-1] + 45 * Day, today))
        else:
            close_months(self.group, until=today - GRANT_YEAR, today=today, by=self.head)

    def carry_out(self, today: datetime.date) -> None:
        """Complete all due decisions, except the latest of some groups."""
        due = list(self.group.decisions.filter(due_on__lte=today + 3 * Day).order_by("due_on"))
        if self.place in LEFT_UNDONE:
            due = due[:-1]
        for decision in due:
            assert decision.due_on is not None  # the filter asks for it
            planned = decision.due_on + self.rng.randint(-5, 5) * Day
            decision.done_on = min(max(decision.meeting.date, planned), today)
            decision.save(update_fields=["done_on"])

    def care_for(self, problem: Problem, today: datetime.date) -> None:
        """Follow up a problem, and close it unless it is new and not due."""
        first = min(problem.raised_on + self.rng.randint(3, 20) * Day, today)
        then = min(first + self.rng.randint(5, 20) * Day, today)
        follow_up(
            problem=problem,
            what=self.rng.choice(words.FOLLOW_UPS),
            date=first,
            closes=False,
            by=self.by,
        )
        if problem.due_on and problem.due_on <= today + 3 * Day:
            follow_up(
                problem=problem,
                what=self.rng.choice(words.FOLLOW_UPS),
                date=then,
                closes=True,
                ended=self.rng.choice(words.SOLVED),
                by=self.by,
            )

    def fall_silent(self, day: datetime.date) -> None:
        """Record the open problem of a group to whose meeting nobody came."""
        raise_problem(
            group=self.group,
            kind=Problem.Kind.PEOPLE,
            what=words.NOBODY_CAME,
            who=self.members[0].person.name,
            due_on=day + 14 * Day,
            raised_on=day,
            by=self.by,
        )


def close_months(group: Group, *, until: datetime.date, today: datetime.date, by: User) -> None:
    """Close all open months before the month of `until`."""
    last = group.periods.first()
    month = months_after(last.month, 1) if last else month_of(group.formed_on)
    while month < month_of(until):
        close_period(group=group, month=month, today=today, by=by)
        month = months_after(month, 1)
