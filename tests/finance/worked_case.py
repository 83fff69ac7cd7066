"""The group of domain.md §5, row by row, by actions or, where none exists, by the ledger."""

import datetime

from finance import ledger
from finance.actions import counts, money, opening
from finance.actions.corrections import reverse_entry
from finance.actions.meetings import record_meeting
from finance.actions.members import release_member
from finance.actions.periods import close_period
from finance.actions.sheets import SheetLine
from finance.ledger import Posting
from finance.models import Book, Entry
from groups.models import Attendance, Membership
from tests.factories import LONG_AGO, GroupFactory, MembershipFactory

YEAR = LONG_AGO.year
SHARES = {
    1: 254_034,
    2: 499_044,
    3: 218_727,
    4: 144_546,
    5: 118_868,
    6: 112_448,
    7: 112_448,
    8: 112_447,
    9: 106_028,
    11: 61_092,
}


def day(number: int, month: int, year: int = YEAR) -> datetime.date:
    return datetime.date(year, month, number)


class WorkedCase:
    """`e1()` to `e27()`, in this order; `upto("E12")` runs all rows up to that one."""

    def __init__(self):
        self.group = GroupFactory(members=10)
        self.by = self.group.registered_by

    def upto(self, row: str) -> "WorkedCase":
        for number in range(1, int(row[1:]) + 1):
            getattr(self, f"e{number}")()
        return self

    def member(self, number: int) -> Membership:
        return self.group.memberships.get(number=number)

    def book(self, name: str) -> Book:
        """`cash`, `wajib:M05`, `expense:feed`"""
        kind, _colon, rest = name.partition(":")
        if kind in Book.OF_A_MEMBER:
            return ledger.book(self.group, kind, self.member(int(rest[1:])))
        return ledger.book(self.group, kind, name=rest)

    def post(self, date: datetime.date, *lines: tuple[str, str, int]) -> None:
        postings = [Posting(self.book(a), self.book(b), amount) for a, b, amount in lines]
        ledger.post_many(postings, group=self.group, date=date, by=self.by)

    def act(self, action, date: datetime.date, **typed):
        of = {} if "membership" in typed else {"group": self.group}
        return action(date=date, **of, **typed, today=date, by=self.by)

    def meet(self, date: datetime.date, saved: dict[int, int], dues: int, mandatory=None):
        """Members in `saved` also pay the dues; the count has no difference."""
        lines = [
            SheetLine(
                member,
                Attendance.Kind.PRESENT,
                savings=saved.get(member.number, 0),
                dues=dues if member.number in saved else 0,
                mandatory=mandatory if member.number in saved else None,
            )
            for member in self.group.memberships.running(date).in_book_order()
        ]
        counted = sum(line.savings + line.dues for line in lines)
        return self.act(record_meeting, date, lines=lines, counted=counted)

    def e1(self):
        voluntary = {1: 100_000, 4: 50_000}
        members = {
            member: (50_000, 60_000, voluntary.get(member.number, 0))
            for member in self.group.memberships.in_book_order()
        }
        figures = {"cash": 500_000, "bank": 1_300_000, "iks": 250_000, "capital": 300_000}
        counted_by = "Bu Siti, Pak Wagiman"
        self.act(
            opening.record_opening, day(1, 1), members=members, counted_by=counted_by, **figures
        )

    def e2(self):
        self.meet(day(10, 1), dict.fromkeys(range(1, 11), 10_000) | {1: 30_000, 3: 25_000}, 5_000)

    def e3(self):
        ill = self.member(7)
        self.act(money.give_help, day(15, 1), membership=ill, amount=100_000, note="sakit")

    def e4(self):
        self.act(money.withdraw_savings, day(20, 1), membership=self.member(1), amount=50_000)

    def e5(self):
        self.act(money.move_to_bank, day(21, 1), amount=400_000)

    def e6(self):
        fee = {"name": "bank", "account": Book.Kind.BANK}
        self.act(money.record_expense, day(31, 1), amount=5_000, **fee)
        self.act(money.record_interest, day(31, 1), amount=2_347)

    def e7(self):
        self.post(day(1, 2), ("loan:M02", "bank", 1_000_000))

    def e8(self):
        self.meet(day(10, 2), dict.fromkeys(range(1, 9), 10_000), 5_000)
        self.post(day(10, 2), ("cash", "income:interest", 10_000), ("cash", "loan:M02", 100_000))

    def e9(self):
        self.post(
            day(10, 4),
            ("cash", "income:fine", 2_000),
            ("cash", "income:interest", 20_000),
            ("cash", "loan:M02", 200_000),
        )

    def e10(self):
        self.meet(day(10, 4), {5: 100_000}, 0, mandatory=100_000)

    def e11(self):
        wrong = Entry.objects.get(credit=self.book("wajib:M05"), amount=100_000)
        right = [Posting(wrong.debit, wrong.credit, 10_000)]
        reverse_entry(entry=wrong, right=right, reason="salah ketik", today=day(11, 4), by=self.by)

    def e12(self):
        who = self.member(1)
        self.act(counts.count_cash, day(30, 4), counted=595_000, reason="hilang", counted_by=who)
        close_period(group=self.group, month=day(1, 4), today=day(30, 4), by=self.by)

    def e13(self):
        self.post(day(10, 5), ("cash", "income:interest", 10_000), ("cash", "loan:M02", 700_000))

    def e14(self):
        self.post(day(18, 5), ("bank", "grant", 30_000_000))

    def e15(self):
        for animal, price in (("A", 9_450_000), ("B", 9_225_000)):
            bought = (f"herd:{animal}", "bank", price)
            self.post(day(20, 5), bought, ("grant", "capital", price))

    def e16(self):
        built = ("equipment:stall", "bank", 5_000_000)
        self.post(day(25, 5), built, ("grant", "capital", 5_000_000))

    def e17(self):
        amounts = (4_500_000, 600_000, 500_000)
        self.post(day(1, 6), *[("grant", "bank", amount) for amount in amounts])

    def e18(self):
        self.post(day(20, 8), ("grant", "bank", 725_000))

    def e19(self):
        self.post(day(20, 10), ("bank", "herd:A", 9_450_000), ("bank", "income:herd", 6_024_250))

    def e20(self):
        self.post(day(20, 10), ("expense:keeper", "bank", 3_012_125))

    def e21(self):
        self.post(day(25, 10), ("herd:C", "bank", 9_900_000))

    def e22(self):
        self.act(money.record_expense, day(10, 11), name="feed", amount=150_000)

    def e23(self):
        leaving = {"membership": self.member(10), "reason": Membership.Reason.MOVED}
        self.act(release_member, day(10, 11), **leaving)

    def e24(self):
        joined = MembershipFactory(group=self.group, number=11, since=day(10, 11))
        self.act(money.pay_principal, day(10, 11), membership=joined)

    def e25(self):
        shu = self.book("shu")
        named = self.group.books.filter(kind__in=[Book.Kind.INCOME, Book.Kind.EXPENSE])
        postings = [
            Posting(book, shu, book.balance)
            if book.kind == Book.Kind.INCOME
            else Posting(shu, book, book.balance)
            for book in named
        ]
        ledger.post_many(postings, group=self.group, date=day(31, 12), by=self.by)

    def e26(self):
        self.post(
            day(31, 12),
            ("shu", "reserve", 869_844),
            ("shu", "iks", 144_973),
            ("shu", "training", 144_973),
            *[("shu", f"sukarela:M{number:02}", amount) for number, amount in SHARES.items()],
        )

    def e27(self):
        draws = {"membership": self.member(5), "amount": 100_000}
        self.act(money.withdraw_savings, day(5, 1, YEAR + 1), **draws)
