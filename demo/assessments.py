"""Assessments over the years, coaching that came of them, and what people asked of their data."""

import datetime
import random

from django.utils import timezone

from accounts.models import Region, User
from demo.people import DISTRICT
from foundation import clock
from groups.assessment.actions.assessments import (
    begin_assessment,
    begin_second,
    fill_assessment,
    settle_assessment,
    sign_assessment,
)
from groups.assessment.actions.measures import agree_measure, end_measure
from groups.assessment.models import Answer, Assessment, Measure
from groups.assessment.reports.results import weakest_of
from groups.assessment.rules.assessments import answers_of, differences_of
from groups.models import Group, Instrument, Membership
from groups.privacy.actions.breaches import record_breach, take_breach_step
from groups.privacy.actions.corrections import answer_correction, ask_correction
from groups.privacy.models import BreachStep
from groups.reports.levels import parts_of

Day = datetime.timedelta(days=1)
YEARS = (760, 395, 30)  # days ago
BY_TWO, DRAFT = 4, 7  # places in the village: assessed by two, not signed yet
SHOWN_BY = ["Dilihat di buku kas", "Wawancara pengurus", "Notulen pertemuan", "Kunjungan usaha"]
MEASURES = ["Latihan pembukuan bersama", "Membagi tugas secara tertulis", "Menyusun rencana usaha"]
Kind = BreachStep.Kind


def at(date: datetime.date, hour: int = 10) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(date, datetime.time(hour)))


class Assessing:
    """Each group once a year, one of them by two, one of them only begun."""

    def __init__(self, users: dict[str, User], *, seed: int, today: datetime.date):
        self.users, self.seed, self.today = users, seed, today
        self.instrument = Instrument.objects.get(code="kube_monev", version=2)
        criteria = self.instrument.criteria.prefetch_related("levels").order_by("number")
        self.criteria = list(criteria)

    def tell(self, groups: list[Group]) -> None:
        for place, group in enumerate(groups):
            rng = random.Random(f"{self.seed} assessment {place}")
            strength = rng.uniform(1.4, 3.0)
            for year, ago in enumerate(YEARS):
                date = self.today - (ago + place % 20) * Day
                if date >= group.formed_on:
                    levels = self.levels(rng, strength + 0.35 * year)
                    with clock.at_moment(at(date)):
                        self.assess(group, date, levels, place, last=year == len(YEARS) - 1)

    def levels(self, rng: random.Random, strength: float) -> dict[int, int]:
        return {each.pk: max(1, min(4, round(rng.gauss(strength, 0.7)))) for each in self.criteria}

    def assess(
        self, group: Group, date: datetime.date, levels: dict[int, int], place: int, *, last: bool
    ) -> None:
        by = self.assessor(group, date)
        made = begin_assessment(
            group=group,
            instrument=self.instrument,
            date=date,
            by_two=last and place == BY_TWO,
            today=date,
            by=by,
        )
        if last and place == DRAFT:
            self.fill(made, dict(list(levels.items())[:5]))
            return
        self.fill(made, levels)
        made = sign_assessment(assessment=made, by=by)
        if last and place == BY_TWO:
            self.second(made, levels, date)
        self.end_measures(group, date, by)
        if not last:
            self.agree(made, date, place, by)

    def assessor(self, group: Group, date: datetime.date) -> User:
        term = group.facilitations.filter(since__lte=date).order_by("-since").first()
        return (term or group.facilitations.earliest("since")).facilitator

    def fill(self, made: Assessment, levels: dict[int, int]) -> None:
        """In one statement; `second` fills as a page does."""
        Answer.objects.bulk_create(
            Answer(
                assessment=made,
                criterion_id=key,
                level=level,
                evidence=SHOWN_BY[key % len(SHOWN_BY)],
            )
            for key, level in levels.items()
        )

    def second(self, first: Assessment, levels: dict[int, int], date: datetime.date) -> None:
        """Blind, with one other level on two criteria; then a third verifier settles it."""
        by, judge = self.users["hendro"], self.users["sri"]
        other = begin_second(group=first.group, date=date, today=date, by=by)
        differing = [self.criteria[1].pk, self.criteria[8].pk]
        seen = levels | {key: levels[key] % 4 + 1 for key in differing}
        self.fill(other, seen)
        fill_assessment(assessment=other, answers=[], by=by)
        sign_assessment(assessment=other, by=by)
        chosen = {each.criterion.pk: each.second.level for each in differences_of(first)}
        why = "Dilihat lagi bersama pengurus di buku kas"
        settle_assessment(assessment=first, levels=chosen, reason=why, by=judge)

    def agree(self, made: Assessment, date: datetime.date, place: int, by: User) -> None:
        weak = weakest_of(parts_of(answers_of(made), self.instrument))
        for part in weak[: 1 + place % 2]:
            agree_measure(
                answer=part.row,
                what=MEASURES[part.criterion.number % len(MEASURES)],
                who="Pengurus",
                due_on=date + 120 * Day,
                today=date,
                by=by,
            )

    def end_measures(self, group: Group, date: datetime.date, by: User) -> None:
        for each in group_measures(group):
            end_measure(
                measure=each,
                was_done=each.pk % 4 != 0,
                date=date,
                found="Sudah dijalankan" if each.pk % 4 else "Belum sempat",
                today=date,
                by=by,
            )


def group_measures(group: Group) -> list[Measure]:
    found = Answer.objects.filter(assessment__group=group, measures__end=None)
    return [each for answer in found.distinct() for each in answer.measures.filter(end=None)]


def tell_privacy(users: dict[str, User], group: Group, today: datetime.date) -> None:
    """A drill of a breach, told within its 72 hours; two requests of members, one answered."""
    head, found = users["endang"], at(today - 40 * Day, 9)
    with clock.at_moment(found):
        drill = record_breach(
            office=Region.objects.get(pk=DISTRICT),
            found_at=found,
            what="Latihan: daftar anggota dikirim ke grup WhatsApp yang salah.",
            data="Nama dan tanggal lahir",
            people=31,
            whose="Anggota tiga kelompok di Dawuhan",
            is_drill=True,
            by=head,
        )
    steps = [
        (2, Kind.REMEDY, "Berkas ditarik, anggota grup diminta menghapusnya"),
        (6, Kind.AUTHORITY, "Berkas ditarik; pengiriman daftar lewat situs saja"),
        (24, Kind.PERSONS, "Berkas ditarik; pengiriman daftar lewat situs saja"),
        (30, Kind.CLOSED, "Latihan selesai dalam 24 jam"),
    ]
    for hours, kind, what in steps:
        moment = found + datetime.timedelta(hours=hours)
        with clock.at_moment(moment):
            take_breach_step(breach=drill, kind=kind, done_at=moment, what=what, by=head)
    by = group.facilitations.latest("since").facilitator
    first, second = Membership.objects.filter(group=group, until=None).order_by("number")[4:6]
    with clock.at_moment(at(today - 12 * Day)):
        asked = ask_correction(
            membership=first, wrong="Dusun tidak sesuai KK", right="Dusun sesuai KK", by=by
        )
    with clock.at_moment(at(today - 11 * Day)):
        answer_correction(
            correction=asked, changed=False, what="KK sudah sesuai", by=users["hendro"]
        )
    with clock.at_moment(at(today - Day)):
        ask_correction(
            membership=second,
            wrong="Ejaan nama tidak sama dengan KTP",
            right="Ejaan menurut KTP",
            shown_by="KTP",
            by=by,
        )
