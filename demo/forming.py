"""Groups in the demo that are new, silent, merged, split or dissolved."""

import datetime
import random
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from itertools import product
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Region, User
from demo.characters import CHARACTERS, FADING, IN_ARREARS, SILENT, STEADY, Character
from demo.people import VILLAGE, families
from finance.actions.counts import count_cash
from finance.actions.ends import ask_end, sign_end
from finance.actions.money import move_from_bank
from finance.models import Book
from foundation.clock import at_moment
from foundation.rules import RuleBroken
from groups.forming.actions.forming import (
    begin_group,
    check_forming,
    propose_forming,
    sign_forming,
)
from groups.forming.actions.stages import ask_stage, check_stage, sign_stage
from groups.forming.models import EndAsk
from groups.forming.reports.check import found_of
from groups.models import Group, Office, Programme
from groups.rules.requirements import rules_of_forming

Day = datetime.timedelta(days=1)
Kind = EndAsk.Kind
NEW = [  # a group at each step, and how far it has come
    ("Tirto Agung", "begun"),
    ("Ronggo Jaya", "proposed"),
    ("Sari Bumi", "sent back"),
    ("Mekar Sari", "checked"),
    ("Karya Muda", "formed"),
]
DECIDED = "\n".join(
    [
        "Nama kelompok disepakati bersama.",
        "Ketua, sekretaris, dan bendahara dipilih dari tiga keluarga.",
        "Simpanan wajib Rp10.000 dan IKS Rp2.000 setiap pertemuan.",
    ]
)


class Forming:
    """Told last; the groups stand in the order of their places in the village."""

    def __init__(self, users: dict[str, User], groups: list[Group], today: datetime.date):
        self.groups, self.today = groups, today
        self.facilitator, self.verifier, self.head = (
            users[name] for name in ("nurul", "hendro", "bambang")
        )

    def tell(self) -> None:
        noon = datetime.datetime.combine(self.today, datetime.time(12))
        with at_moment(timezone.make_aware(noon)):
            for place, (name, step) in enumerate(NEW):
                self.new_group(place, name, step)
            for group in self.of(SILENT)[:2]:
                self.falls_silent(group)
            fading, others = self.of(FADING), self.groups[10:]
            merged = self.first_that(
                self.ends(group, Kind.MERGED, "Yang hadir tinggal sedikit", receiver=other)
                for group, other in product(fading, others)
            )
            self.first_that(
                self.ends(group, Kind.DISSOLVED, "Anggota sepakat bubar", receiver=merged.receiver)
                for group in fading
            )
            self.first_that(
                self.splits(group) for group in [*self.of(STEADY), *self.of(IN_ARREARS)]
            )

    def first_that(self, tries: Iterable[Callable[[], EndAsk]]) -> EndAsk:
        """The first of these that the rules let pass."""
        for end in tries:
            with suppress(RuleBroken), transaction.atomic():
                return end()
        raise RuleBroken("No group of the example fits.")

    def of(self, character: Character) -> list[Group]:
        """The groups of this character, beyond the first ten."""
        places = enumerate(self.groups)
        return [row for place, row in places if place >= 10 and CHARACTERS[place] is character]

    def splits(self, group: Group) -> Callable[[], EndAsk]:
        leaving = list(group.memberships.filter(until=None).values_list("pk", flat=True))[-5:]
        more = {"name": f"{group.name} Muda", "leaving": leaving}
        return self.ends(group, Kind.SPLIT, "Dua dusun bertemu sendiri-sendiri", **more)

    def members(self, group: Group) -> int:
        return group.memberships.filter(until=None).count()

    def new_group(self, place: int, name: str, step: str) -> None:
        """A new group, as far as this step."""
        rng = random.Random(f"new {place}")
        founded = self.today - (9 - place) * Day
        group = begin_group(
            name=name,
            village=Region.objects.get(pk=VILLAGE),
            hamlet="Krajan",
            programme=Programme.objects.running(founded).order_by("since")[0],
            formed_on=founded,
            business=Group.Business.GOATS,
            rhythm=Group.Rhythm.MONTHLY,
            usual_hour=datetime.time(16),
            usual_place="Balai Dusun Krajan",
            families=families(rng, 10, founded, "Krajan"),
            facilitator=self.facilitator,
            by=self.facilitator,
        )
        if step == "begun":
            return
        propose_forming(
            group=group,
            place="Balai Dusun Krajan",
            led_by="Suwarno, kepala dusun",
            decisions=DECIDED,
            present=list(group.memberships.values_list("pk", flat=True)),
            today=self.today,
            by=self.facilitator,
        )
        if step == "sent back":
            self.check(group, is_fit=False, reason="NIK dua anggota belum lengkap.")
        elif step != "proposed":
            self.check(group, is_fit=True)
        if step == "formed":
            sign_forming(group=group, today=self.today, by=self.head)

    def check(self, group: Group, *, is_fit: bool, reason: str = "") -> None:
        found = found_of(group, rules_of_forming(group.programme), self.today)
        reasons = {name: "Dilihat pada kartu di rumah." for name, each in found.items()}
        said: dict[str, Any] = {
            "is_fit": is_fit,
            "reason": reason,
            "reasons": reasons if is_fit else {},
        }
        check_forming(group=group, **said, today=self.today, by=self.verifier)

    def falls_silent(self, group: Group) -> None:
        by = group.facilitations.get(until=None).facilitator
        ask_stage(group=group, stage=Group.Stage.INACTIVE, by=by)
        why = "Anggota menyatakan tidak bertemu lagi."
        check_stage(group=group, agrees=True, reason=why, today=self.today, by=self.verifier)
        sign_stage(group=group, today=self.today, by=self.head)

    def ends(self, group: Group, kind: str, reason: str, **more: Any) -> Callable[[], EndAsk]:
        return partial(self.end, group, kind, reason, **more)

    def end(self, group: Group, kind: str, reason: str, **more: Any) -> EndAsk:
        """The last meeting decided it; the money came from the bank and the box was counted."""
        now = group.facilitations.running(self.today).first()
        if now is None:
            raise RuleBroken("It has ended.")
        by, today = now.facilitator, self.today
        if banked := group.books.filter(kind=Book.Kind.BANK, balance__gt=0).first():
            move_from_bank(group=group, amount=banked.balance, date=today, today=today, by=by)
        chair = group.offices.get(post=Office.Post.CHAIR, until=None).membership
        cash = group.books.get(kind=Book.Kind.CASH).balance
        count_cash(group=group, date=today, counted=cash, counted_by=chair, today=today, by=by)
        votes = self.members(group)
        meeting = group.meetings.held().order_by("-date")[0]
        ask = ask_end(
            group=group, kind=kind, meeting=meeting, votes=votes, reason=reason, **more, by=by
        )
        sign_end(group=group, today=today, by=self.head)
        return ask
