"""What a cut-off workbook is understood as: groups with their members, and flaws."""

import datetime
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.registers.reading import Fault


class Lack(models.TextChoices):
    """What is wrong with a group, beside the faults of its members' numbers."""

    NO_NAME = "no name", _("no name of the group")
    TWICE = "on two rows", _("the same group on two rows")
    NO_VILLAGE = "no village", _("no village")
    NO_DAY = "day", _("a day that is missing or does not exist")
    NO_BUSINESS = "business", _("no known kind of business")
    NO_RHYTHM = "day of meetings", _("no day of the month to meet")
    NOBODY_COUNTED = "counted by", _("nobody is named who counted")
    AMOUNT = "amount", _("an amount that is no whole rupiah")
    UNBALANCED = "not balanced", _("what the group has and owes differs")
    NO_MEMBERS = "no members", _("a group without members")
    NO_GROUP = "no group", _("a member of no group of this file")
    SEX = "sex", _("neither L nor P")
    POST = "office", _("an office that is not known, or held by two")


class OldFlaw(NamedTuple):
    sheet: str
    row: int
    column: str
    what: Lack | Fault
    serious: bool  # the group is not taken
    group: str = ""


class OldMember(NamedTuple):
    row: int
    name: str
    sex: str
    born_on: datetime.date | None
    nik: str
    kk: str
    address: str
    post: str | None
    savings: tuple[int, int, int]  # pokok, wajib, sukarela
    loan: int


@dataclass(frozen=True)
class OldGroup:
    """A group with its members and balances, as its row has it."""

    row: int
    name: str
    village: str  # name or code
    subdistrict: str
    hamlet: str
    formed_on: datetime.date
    decree_number: str
    decree_on: datetime.date | None
    business: str
    programme: str
    facilitator: str
    month_day: int
    hour: datetime.time
    place: str
    meetings_before: int
    counted_on: datetime.date
    counted_by: str
    cash: int
    bank: int
    iks: int
    capital: int
    members: tuple[OldMember, ...]

    def __str__(self) -> str:
        return self.name

    @property
    def owns(self) -> int:
        return self.cash + self.bank + sum(member.loan for member in self.members)

    @property
    def owes(self) -> int:
        return self.iks + self.capital + sum(sum(member.savings) for member in self.members)


@dataclass(frozen=True)
class Workbook:
    groups: list[OldGroup]  # those that can be taken
    refused: dict[int, str]  # name of each other group, by its row
    flaws: list[OldFlaw]
    members: int  # in all groups of the file
    counts: dict[str, int] = field(default_factory=dict)  # flaws by what they are
