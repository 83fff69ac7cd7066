"""Coaching in the demo: visits, problems between people, trainings, three monthly reports."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from accounts.models import Region, User
from demo.characters import CHARACTERS
from demo.people import DISTRICT
from demo.pictures import picture
from finance.actions.coaching import sign_coaching_report
from foundation.clock import at_moment
from foundation.months import month_of, months_after
from groups.actions.problems import follow_up, raise_problem
from groups.coaching.actions.trainings import name_trained, record_training
from groups.coaching.actions.visits import correct_coaching, record_coaching
from groups.models import CoachingVisit, Group, Office, Problem

Day = datetime.timedelta(days=1)
Kind, Severity = Problem.Kind, Problem.Severity
MONTHS = 5  # of visits, this one included
AIMS = [
    ("Melihat buku kas", "Buku kas ditulis sampai pertemuan terakhir.", "Kas dihitung bersama."),
    ("Menengok kandang", "Ternak sehat, lantai kandang basah.", "Kandang dibersihkan bergilir."),
    ("Membicarakan tunggakan", "Dua anggota menunggak iuran.", "Tunggakan dicicil dua kali."),
    ("Mendampingi pertemuan", "Pertemuan tertib, notulen ditulis.", "Sekretaris menulis sendiri."),
    ("Menyiapkan rencana usaha", "Harga pakan naik.", "Pakan dibeli bersama."),
]
STEPS = ["Hitung kas bersama", "Perbaiki saluran kandang", "Bawa buku ke balai desa", ""]
# Place of the group: kind, how serious, what, how it ended; days ago it was raised
QUARRELS = [
    (1, Kind.PEOPLE, Severity.SERIOUS, "Ketua dan bendahara tidak sepakat soal kas", "", 20),
    (5, Kind.PEOPLE, Severity.MINOR, "Jadwal jaga kandang dilanggar", "Jadwal ditulis ulang", 200),
    (5, Kind.PEOPLE, Severity.MINOR, "Jadwal jaga dilanggar lagi", "Denda disepakati", 90),
    (11, Kind.MONEY, Severity.URGENT, "Uang simpanan dibawa pulang sekretaris", "", 12),
    (14, Kind.BUSINESS, Severity.SERIOUS, "Pembagian hasil jual kambing ditolak", "", 75),
    (
        22,
        Kind.PEOPLE,
        Severity.MINOR,
        "Dua keluarga tidak mau semeja",
        "Didamaikan kepala dusun",
        60,
    ),
]
CONFIDENTIAL = (4, Kind.PEOPLE, Severity.SERIOUS, "Anggota diancam penagih utang", "", 30)
TRAININGS = [
    (8, "Buku kas dan buku tabungan", "Endang Sulistyowati", 8, 0),
    (5, "Memimpin pertemuan dan menulis notulen", "Hendro Wicaksono", 6, 1),
    (1, "Kesehatan kambing dan sapi", "Mantri hewan kecamatan", 4, 2),
]


class Coaching:
    """Told after the lives of the groups, which stand in the order of their places."""

    def __init__(self, users: dict[str, User], groups: list[Group], today: datetime.date):
        self.users, self.groups, self.today = users, groups, today
        self.office = Region.objects.get(pk=DISTRICT)

    @transaction.atomic
    def tell(self) -> None:
        for place, group in enumerate(self.groups):
            for back in reversed(range(MONTHS)):
                self.visit(place, group, back)
        self.correct()
        for quarrel in QUARRELS:
            self.quarrel(*quarrel)
        self.quarrel(*CONFIDENTIAL, readers=[self.users["hendro"]])
        for training in TRAININGS:
            self.train(*training)
        self.report()

    @contextmanager
    def on(self, day: datetime.date) -> Iterator[datetime.date]:
        noon = datetime.datetime.combine(day, datetime.time(12))
        with at_moment(timezone.make_aware(noon)):
            yield day

    def facilitator(self, group: Group, day: datetime.date) -> User:
        return group.facilitations.running(day).select_related("facilitator").get().facilitator

    def visit(self, place: int, group: Group, back: int) -> None:
        """One a month, besides some that were left out; the silent are no longer visited."""
        day = months_after(month_of(self.today), -back) + (place % 20 + 2) * Day
        left_out = (place + back) % 7 == 3 or (CHARACTERS[place].ended and back < 3)
        if day > self.today or day < group.formed_on or left_out:
            return
        aim, seen, agreed = AIMS[(place + back) % len(AIMS)]
        step = STEPS[(place + back) % len(STEPS)]
        members = list(group.memberships.running(day).in_book_order())
        with self.on(day):
            record_coaching(
                group=group,
                date=day,
                place=group.usual_place,
                aim=aim,
                seen=seen,
                agreed=agreed,
                present=members[: 3 + place % 4],
                others="Kepala dusun" if place % 5 == 0 else "",
                next_step=step,
                next_on=day + 35 * Day if step else None,
                photos=[picture("orang", "Kunjungan pendamping")] if place % 4 == 0 else [],
                today=day,
                by=self.facilitator(group, day),
            )

    def correct(self) -> None:
        """One visit was written with the wrong place."""
        visit = CoachingVisit.objects.filter(group=self.groups[0]).first()
        if visit is None:
            return
        same = ("date", "aim", "others", "seen", "agreed", "next_step", "next_on")
        with self.on(min(visit.date + Day, self.today)) as day:
            correct_coaching(
                visit=visit,
                place="Rumah ketua",
                reason="Tempatnya keliru",
                present=list(visit.members.all()),
                today=day,
                by=visit.by,
                **{name: getattr(visit, name) for name in same},
            )

    def quarrel(self, place, kind, severity, what, ended, ago, readers=()) -> None:
        if place >= len(self.groups):
            return
        group, raised = self.groups[place], self.today - ago * Day
        by = self.facilitator(group, raised)
        with self.on(raised):
            problem = raise_problem(
                group=group,
                kind=kind,
                severity=severity,
                what=what,
                between=list(group.memberships.running(raised)[:2]),
                carer=by,
                due_on=raised + 30 * Day,
                confidential=bool(readers),
                readers=readers,
                raised_on=raised,
                by=by,
            )
        step = {"what": "Keduanya diajak bicara", "date": raised + 3 * Day, "by": by}
        follow_up(problem=problem, closes=False, **step)
        if ended:
            step = {"what": "Dibahas dalam pertemuan", "date": raised + 20 * Day, "by": by}
            follow_up(problem=problem, closes=True, ended=ended, **step)

    def train(self, back: int, topics: str, trainer: str, hours: int, turn: int) -> None:
        """Officers of every third group; the first training also some members."""
        day = months_after(self.today, -back)
        by = self.users["endang"]
        with self.on(day):
            training = record_training(
                office=self.office,
                date=day,
                place="Balai Desa Dawuhan",
                topics=topics,
                trainer=trainer,
                hours=hours,
                today=day,
                by=by,
            )
            for place, group in enumerate(self.groups):
                if place % 3 == turn and place % 5 and group.formed_on <= day:
                    held = Office.objects.running(day).filter(group=group)
                    officers = list(group.memberships.filter(pk__in=held.values("membership")))
                    name_trained(training=training, group=group, present=officers, by=by)

    def report(self) -> None:
        """Three months: one facilitator was late once, another has not reported the last."""
        for back in (3, 2, 1):
            month = months_after(month_of(self.today), -back)
            for name, late in (("ratna", 2), ("wahyu", 8 if back == 2 else 3), ("nurul", 4)):
                has_groups = any(
                    self.facilitator(group, self.today).username == name for group in self.groups
                )
                if not has_groups or (name == "nurul" and back == 1):
                    continue
                with self.on(min(months_after(month, 1) + late * Day, self.today)) as day:
                    sign_coaching_report(
                        office=self.office,
                        month=month,
                        note="Hujan, dua kunjungan dipindahkan." if back == 2 else "",
                        today=day,
                        by=self.users[name],
                    )
