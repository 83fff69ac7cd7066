"""The selection of the demo's grant year, from the opening of the round to the decree."""

import datetime
import io
import random
from contextlib import contextmanager

from django.core.management import call_command
from django.utils import timezone

from accounts.models import Region, User
from demo.names import GROUPS
from demo.office import enter_office
from demo.pictures import picture
from demo.plans import plan_of
from demo.registers import POVERTY_LIST
from foundation.clock import at_moment
from grants.payment.actions.budgets import plan_budget
from grants.selection.actions.candidacies import add_document, propose_group
from grants.selection.actions.decrees import issue_decree
from grants.selection.actions.lists import propose_list
from grants.selection.actions.objections import answer_objection, record_objection
from grants.selection.actions.rankings import close_scoring, publish_list
from grants.selection.actions.rounds import enter_quota, open_round
from grants.selection.actions.scores import score_candidacy
from grants.selection.actions.verification import (
    check_requirement,
    declare,
    record_visit,
)
from grants.selection.models import Award, Candidacy, Document, Finding, ObjectionAnswer, Round
from grants.selection.reports.facts import criterion_facts
from grants.selection.reports.rankings import ranking_of
from grants.selection.reports.requirements import requirements_of
from groups.models import Facilitation, Group, Household, Instrument, PovertyCheck, Programme
from groups.rules.levels import Judged

Day = datetime.timedelta(days=1)
GRANT, PLACES = 30_000_000, 10
LIST_VERSION = "tahap 2"
EXCUSED = {
    "nik": "Sudah direkam di Dukcapil, surat keterangan ada",
    "ages": "Tanggal lahir menurut akta memenuhi syarat",
}
DOCUMENTS = [Document.Kind.MINUTES, Document.Kind.MEMBERS, Document.Kind.RULES]


class Selection:
    """One round; `users` by user name, all days counted from its opening."""

    def __init__(self, users: dict[str, User], *, opens: datetime.date):
        self.users, self.opens = users, opens
        self.district = Region.objects.get(pk="35.07")

    @contextmanager
    def on(self, days: int):
        """Run acts on the day `days` after the opening, dated to its morning."""
        date = self.opens + days * Day
        moment = datetime.datetime.combine(date, datetime.time(9))
        with at_moment(timezone.make_aware(moment)):
            yield date

    def select(self, groups: list[Group]) -> list[Award]:
        """From the opening to the decree."""
        self.look_up(groups)
        self.open()
        candidacies = self.propose(groups)
        self.plan(candidacies)
        for place, candidacy in enumerate(candidacies):
            self.verify(candidacy, self.users["hendro" if place % 2 else "sri"])
        self.rank()
        self.hear_objection()
        return self.decide()

    def look_up(self, groups: list[Group]) -> None:
        """Check families against the poverty list: two in three are in decile 1 or 2."""
        homes = Household.objects.filter(memberships__group__in=groups).distinct().order_by("pk")
        PovertyCheck.objects.bulk_create(
            PovertyCheck(
                household=home,
                poverty_list=POVERTY_LIST,
                version=LIST_VERSION,
                checked_on=self.opens - 20 * Day,
                decile=1 + (home.pk * 7) % 3,
                by=self.users["hendro"],
            )
            for home in homes
        )

    def open(self) -> None:
        enter_office(self.district, self.users, since=self.opens - 400 * Day)
        call_command("load_instruments", stdout=io.StringIO())
        year, instrument = self.opens.year, Instrument.objects.get(code="blps_selection", version=1)
        programme = Programme.objects.create(
            name=f"BLPS {year}",
            since=self.opens - 30 * Day,
            poverty_list=POVERTY_LIST,
            amount=GRANT,
            waiting_months=12,
            closed_months=6,
        )
        with self.on(0) as today:
            quota = enter_quota(
                programme=programme,
                district=self.district,
                year=year,
                places=PLACES,
                amount=GRANT,
                source="Keputusan Dirjen (contoh)",
                by=self.users["dewi"],
            )
            self.round: Round = open_round(
                quota=quota,
                instrument=instrument,
                places=PLACES,
                amount=GRANT,
                today=today,
                name=f"BLPS {year} Kabupaten Malang",
                documents=DOCUMENTS,
                opened_on=today,
                proposals_until=today + 15 * Day,
                visits_until=today + 36 * Day,
                decision_until=today + 60 * Day,
                payment_until=today + 90 * Day,
                by=self.users["endang"],
            )

    def facilitator(self, group: Group, on: datetime.date) -> User:
        return Facilitation.objects.running(on).get(group=group).facilitator

    def propose(self, groups: list[Group]) -> list[Candidacy]:
        made = []
        for place, group in enumerate(groups):
            with self.on(3 + place % 10) as today:
                by = self.facilitator(group, today)
                candidacy = propose_group(
                    selection_round=self.round,
                    group=group,
                    today=today,
                    by=by,
                    note="Bertemu tetap dan membukukan iuran.",
                )
                for kind in DOCUMENTS[: 3 - (place % 7 == 6)]:
                    label = Document.Kind(kind).label
                    add_document(
                        candidacy=candidacy, kind=kind, by=by, picture=picture("surat", str(label))
                    )
            made.append(candidacy)
        return made

    def plan(self, candidacies: list[Candidacy]) -> None:
        """Record a plan chosen in the first meeting with a quorum since the proposal."""
        for candidacy in candidacies:
            group = candidacy.group
            held = group.meetings.held().quorate().filter(date__gte=candidacy.date)
            if meeting := held.order_by("date").first():
                with self.on(max(14, (meeting.date - self.opens).days)) as today:
                    words, lines = plan_of(group)
                    plan_budget(
                        candidacy=candidacy,
                        meeting=meeting,
                        plan=words,
                        lines=lines,
                        today=today,
                        by=self.facilitator(group, today),
                    )

    def verify(self, candidacy: Candidacy, by: User) -> None:
        with self.on(18 + candidacy.pk % 15) as today:
            declare(candidacy=candidacy, related=False, by=by)
            for found in requirements_of(candidacy, today):
                self.excuse(candidacy, found, by)
            group = candidacy.group
            visit = record_visit(
                candidacy=candidacy,
                date=today,
                place=group.usual_place or "Rumah ketua",
                people=group.memberships.running(today).count() - 1,
                animals=2 if group.business == Group.Business.CATTLE else None,
                books_seen="Buku kas dan buku tabungan sampai bulan lalu",
                notes="Anggota mengenal buku tabungannya.",
                photos=[picture("kandang", str(group))],
                today=today,
                by=by,
            )
            facts = criterion_facts(candidacy, today)
            score_candidacy(
                candidacy=candidacy,
                visit=visit,
                by=by,
                scores=[
                    self.judged(candidacy, criterion, facts.get(criterion.number))
                    for criterion in self.round.instrument.criteria.order_by("number")
                ],
            )

    def excuse(self, candidacy: Candidacy, found, by: User) -> None:
        """Record an exception for a missing card or birth date that was shown on the visit."""
        if found.rule in EXCUSED and not found.is_met:
            check_requirement(
                candidacy=candidacy,
                rule=found.rule,
                result=Finding.Result.EXCEPTION,
                evidence=EXCUSED[found.rule],
                by=by,
            )

    def judged(self, candidacy: Candidacy, criterion, fact) -> Judged:
        """The level suggested by the books, or a lower one seen on the visit."""
        seen = random.Random(f"{candidacy.group.name} {criterion.number}")
        if candidacy.group.name == GROUPS[0]:
            return Judged(criterion, 4, "Contoh bagi kelompok lain, dilihat saat kunjungan")
        if fact is None or fact.level is None:
            return Judged(criterion, seen.choice([1, 2, 2, 3, 3, 4]), "Dilihat saat kunjungan")
        if fact.level and seen.random() < 0.2:
            return Judged(criterion, fact.level - 1, "Buku baru dilengkapi sebelum kunjungan")
        return Judged(criterion, fact.level, fact.text[:300])

    def rank(self) -> None:
        team = [self.users[name].name for name in ("hendro", "sri", "endang")]
        with self.on(38) as today:
            close_scoring(
                selection_round=self.round, team=team, date=today, by=self.users["endang"]
            )
        with self.on(39) as today:
            publish_list(selection_round=self.round, date=today, by=self.users["endang"])

    def hear_objection(self) -> None:
        """An upheld objection removes a listed group."""
        listed = ranking_of(self.round).listed[-2].candidate
        candidacy = Candidacy.objects.get(pk=listed.candidacy)
        with self.on(42) as today:
            objection = record_objection(
                candidacy=candidacy,
                name="Warga Dusun Krajan",
                date=today,
                today=today,
                says="Ketua kelompok ini perangkat desa, bukan warga miskin.",
                by=self.users["hendro"],
            )
        with self.on(45) as today:
            answer_objection(
                objection=objection,
                effect=ObjectionAnswer.Effect.REMOVED,
                date=today,
                reasons="Benar menurut SK kepala desa. Kelompok keluar dari daftar;"
                " cadangan pertama naik.",
                by=self.users["endang"],
            )

    def decide(self) -> list[Award]:
        with self.on(48) as today:
            proposal = propose_list(selection_round=self.round, date=today, by=self.users["endang"])
        with self.on(50) as today:
            decree = issue_decree(proposal=proposal, date=today, by=self.users["bambang"])
        return list(decree.awards.select_related("group", "candidacy", "round").order_by("place"))
