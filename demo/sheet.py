"""Generates the meeting sheets of a demo group."""

import datetime
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from accounts.models import User
from demo import words
from demo.characters import LIVELY, Character
from finance.actions.meetings import Agreed, Raised, record_meeting
from finance.actions.sheets import Expense, Help, SheetLine, Withdrawal
from finance.models import Book
from groups.models import Attendance, Group, Meeting, Membership

SAVER = 3  # place in the book of who always comes and saves more: Siti in the group Mawar
Kind, Came = Book.Kind, Attendance.Kind
ABSENT = {Came.EXCUSED: 4, Came.ILL: 3, Came.ABSENT: 3, Came.REPRESENTED: 2}


@dataclass
class Out:
    """The payments out of one sheet."""

    withdrawals: list[Withdrawal] = field(default_factory=list)
    help: list[Help] = field(default_factory=list)
    expenses: list[Expense] = field(default_factory=list)

    @property
    def amount(self) -> int:
        rows: list[Withdrawal | Help | Expense] = [*self.withdrawals, *self.help, *self.expenses]
        return sum(row.amount for row in rows)


class Sheets:
    """Fills the sheets of one group."""

    def __init__(self, group: Group, character: Character, rng: random.Random):
        self.group, self.character, self.rng = group, character, rng
        self.mandatory = self.dues = 0
        self.behind: dict[int, int] = defaultdict(int)  # meetings not paid for

    def record(
        self,
        members: Sequence[Membership],
        date: datetime.date,
        next_on: datetime.date,
        *,
        faded: bool,
        lately: bool = False,
        by: User,
    ) -> Meeting:
        lines = [self.line(member, faded) for member in members]
        if self.character is LIVELY:
            lines[SAVER] = self.savers_line(members[SAVER])
        taken_in = sum(line.savings + line.dues for line in lines)
        out = self.paid_out(lines, taken_in) if self.rng.random() < 0.4 else Out()
        if lately:
            out = Out(help=self.help(lines, 50_000), expenses=[Expense("feed", 25_000)])
        difference, reason = self.difference(taken_in - out.amount)
        return record_meeting(
            group=self.group,
            date=date,
            lines=lines,
            counted=taken_in - out.amount + difference,
            reason=reason,
            withdrawals=out.withdrawals,
            help=out.help,
            expenses=out.expenses,
            decisions=self.decisions(members, date, 1 if lately else 0.3),
            problems=self.problems(members, date),
            place=self.group.usual_place,
            next_on=next_on,
            next_at=self.group.usual_hour,
            next_place=self.group.usual_place,
            today=date,
            by=by,
        )

    def line(self, member: Membership, faded: bool) -> SheetLine:
        rng, character = self.rng, self.character
        attendance = Came.PRESENT
        if rng.random() > character.comes * (0.5 if faded else 1):
            attendance = rng.choices(list(ABSENT), list(ABSENT.values()))[0]
        came = attendance in Attendance.COUNTS_FOR_QUORUM
        if not came or rng.random() > character.pays * (0.7 if faded else 1):
            self.behind[member.pk] += 1
            return SheetLine(member, attendance)
        meetings = 1
        if self.behind[member.pk] and rng.random() < character.catches_up:
            meetings += self.behind.pop(member.pk)
        more = 0
        if not self.behind[member.pk] and rng.random() < character.saves_more:
            more = rng.choice([5_000, 5_000, 10_000, 10_000, 15_000, 20_000, 25_000])
        return SheetLine(member, attendance, self.mandatory * meetings + more, self.dues * meetings)

    def savers_line(self, member: Membership) -> SheetLine:
        more = self.rng.choice([0, 5_000, 10_000, 15_000, 20_000, 25_000])
        return SheetLine(member, Came.PRESENT, self.mandatory + more, self.dues)

    def paid_out(self, lines: list[SheetLine], taken_in: int) -> Out:
        """One payment out, at most what was received."""
        match self.rng.choice(["withdrawals", "help", "expenses"]):
            case "withdrawals":
                drawn = self.withdrawals(lines, taken_in)
                return Out(withdrawals=[row for row in drawn if 0 < row.amount <= taken_in])
            case "help":
                given = self.help(lines, taken_in)
                return Out(help=[row for row in given if 0 < row.amount <= taken_in])
        amount = self.rng.choice([10_000, 15_000, 20_000, 30_000])
        bought = Expense(self.rng.choice(words.EXPENSES), amount)
        return Out(expenses=[bought] if bought.amount <= taken_in else [])

    def withdrawals(self, lines: list[SheetLine], taken_in: int) -> list[Withdrawal]:
        """A member who came draws up to half of the voluntary savings."""
        came = {line.membership.pk: line.membership for line in lines if line.savings}
        if self.character is LIVELY:
            came.pop(lines[SAVER].membership.pk, None)  # draws once, when school begins
        books = self.group.books.filter(kind=Kind.SUKARELA, membership__in=came)
        book = books.order_by("-balance").first()
        if not book or not book.membership_id:
            return []
        amount = min(book.balance // 2, taken_in) // 5_000 * 5_000
        return [Withdrawal(came[book.membership_id], amount)]

    def help(self, lines: list[SheetLine], taken_in: int) -> list[Help]:
        fund = self.group.books.filter(kind=Kind.IKS).first()
        if not fund or fund.balance < 150_000:
            return []
        amount = min(self.rng.choice([50_000, 75_000, 100_000]), taken_in // 5_000 * 5_000)
        return [Help(self.rng.choice(lines).membership, amount, self.rng.choice(words.HELP))]

    def difference(self, booked: int) -> tuple[int, str]:
        """An occasional cash difference with its reason."""
        if booked < 5_000 or self.rng.random() > 0.05:
            return 0, ""
        amount = self.rng.choice([1_000, 2_000, 5_000])
        if self.rng.random() < 0.7:
            return -amount, self.rng.choice(words.SHORT)
        return amount, self.rng.choice(words.OVER)

    def decisions(
        self, members: Sequence[Membership], date: datetime.date, chance: float
    ) -> list[Agreed]:
        if self.rng.random() > chance:
            return []
        who = self.rng.choice(members).person.name
        due_on = date + datetime.timedelta(days=self.rng.randint(10, 40))
        return [Agreed(self.rng.choice(words.DECISIONS), who, due_on)]

    def problems(self, members: Sequence[Membership], date: datetime.date) -> list[Raised]:
        if self.rng.random() > 0.06:
            return []
        kind, what = self.rng.choice(words.PROBLEMS)
        due_on = date + datetime.timedelta(days=self.rng.randint(14, 45))
        return [Raised(kind, what, self.rng.choice(members).person.name, due_on)]
