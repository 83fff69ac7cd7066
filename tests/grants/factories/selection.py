"""Factories from the quota of a district to the awards of its decree."""

import factory
from django.db import transaction

from grants.selection.models import (
    Award,
    Candidacy,
    Declaration,
    Decree,
    ListedGroup,
    ListProposal,
    Objection,
    Publication,
    Quota,
    Ranking,
    Round,
    Score,
    ScoreSheet,
    Visit,
)
from grants.selection.papers.ranking import ranking_content
from grants.selection.reports.rankings import running_snapshot
from grants.selection.rules.ranking import rank
from groups.models import (
    Category,
    Criterion,
    Dimension,
    Instrument,
    Level,
)
from papers.content import canonical
from papers.models import Paper
from tests.conftest import TODAY
from tests.factories import (
    GroupFactory,
    ProgrammeFactory,
)
from tests.grants.factories.papers import PaperFactory, paper
from tests.grants.factories.shared import DAY, GRANT, ActFactory, district, user
from tests.once import OnceFactory, once

TIES = {"Pembukuan": 1, "Kebutuhan": 2}

SELECTION = [  # dimension, its criteria and weights: blps_selection v1
    ("Kelembagaan", [10, 5, 10]),
    ("Usaha", [15, 10, 5]),
    ("Pembukuan", [10, 10]),
    ("Kehadiran", [15]),
    ("Kebutuhan", [10]),
]


class InstrumentFactory(OnceFactory, ActFactory):
    """`blps_selection` version 1: ten criteria with levels 0 to 4."""

    class Meta:
        model = Instrument
        django_get_or_create = ["code", "version"]

    code = "blps_selection"
    version = 1
    name = "Seleksi BLPS"
    divisor = 4

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        instrument = super()._create(model_class, *args, **kwargs)
        once(("filled", instrument), lambda: fill_if_empty(instrument))
        return instrument


def fill_if_empty(instrument: Instrument) -> None:
    if not instrument.criteria.exists():
        with transaction.atomic():
            fill(instrument)


def fill(instrument: Instrument) -> None:
    """In four statements, as nearly every test of grants has an instrument."""
    dimensions = Dimension.objects.bulk_create(
        Dimension(instrument=instrument, number=number, name=name, tie=TIES.get(name))
        for number, (name, _weights) in enumerate(SELECTION, start=1)
    )
    weighed = zip(dimensions, SELECTION, strict=True)
    each = [(dimension, weight) for dimension, (_, weights) in weighed for weight in weights]
    criteria = Criterion.objects.bulk_create(
        Criterion(
            instrument=instrument,
            dimension=dimension,
            number=number,
            weight=weight,
            name=f"Kriteria {number}",
        )
        for number, (dimension, weight) in enumerate(each, start=1)
    )
    Level.objects.bulk_create(
        Level(criterion=criterion, level=level, name=f"Tingkat {level}")
        for criterion in criteria
        for level in range(5)
    )
    Category.objects.create(instrument=instrument, name="Semua", least=0, most=100)


class QuotaFactory(OnceFactory, ActFactory):
    class Meta:
        model = Quota
        django_get_or_create = ["programme", "district", "year"]

    programme = factory.SubFactory(ProgrammeFactory)
    district = district()
    year = TODAY.year
    places = 1_000  # places for the rounds of one test
    amount = GRANT
    by = user("head")


class RoundFactory(ActFactory):
    """Opened 60 days ago for ten groups; pass other dates where they matter."""

    class Meta:
        model = Round

    quota = factory.SubFactory(QuotaFactory)
    district = factory.SelfAttribute("quota.district")
    programme = factory.SelfAttribute("quota.programme")
    instrument = factory.SubFactory(InstrumentFactory)
    name = factory.Sequence("BLPS {}".format)
    year = TODAY.year
    places = 10
    amount = GRANT
    budget = factory.LazyAttribute(lambda row: row.places * row.amount)
    rules = factory.LazyFunction(dict)
    documents = factory.LazyFunction(list)
    opened_on = TODAY - 60 * DAY
    proposals_until = TODAY + 5 * DAY
    visits_until = TODAY + 10 * DAY
    decision_until = TODAY + 30 * DAY
    payment_until = TODAY + 60 * DAY
    by = user("head")


class CandidacyFactory(ActFactory):
    """A group of ten members, proposed by its facilitator."""

    class Meta:
        model = Candidacy

    round = factory.SubFactory(RoundFactory)
    group = factory.LazyFunction(lambda: GroupFactory(members=10))
    date = TODAY - 30 * DAY
    by = factory.LazyAttribute(lambda row: row.group.facilitations.get(until=None).facilitator)


class DeclarationFactory(ActFactory):
    class Meta:
        model = Declaration

    candidacy = factory.SubFactory(CandidacyFactory)
    related = False
    by = user("verifier")


class VisitFactory(ActFactory):
    """Builds the verifier's declaration to have no relation to the group."""

    class Meta:
        model = Visit

    candidacy = factory.SubFactory(CandidacyFactory)
    date = TODAY - 20 * DAY
    place = "Kandang kelompok"
    people = 9
    books_seen = "Buku kas sampai bulan lalu"
    by = user("verifier")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        Declaration.objects.get_or_create(
            candidacy=kwargs["candidacy"], by=kwargs["by"], defaults={"related": False}
        )
        return super()._create(model_class, *args, **kwargs)


class ScoreSheetFactory(ActFactory):
    """`levels=` one for each criterion, in their order; by default all 3 (75,00)."""

    class Meta:
        model = ScoreSheet
        skip_postgeneration_save = True

    candidacy = factory.SubFactory(CandidacyFactory)
    by = user("verifier")
    visit = factory.LazyAttribute(lambda row: VisitFactory(candidacy=row.candidacy, by=row.by))

    @factory.post_generation
    def levels(self, create, levels):
        criteria = self.candidacy.round.instrument.criteria.order_by("number")
        levels = levels or [3] * len(criteria)
        Score.objects.bulk_create(
            Score(sheet=self, criterion=criterion, level=level)
            for criterion, level in zip(criteria, levels, strict=True)
        )


class RankingFactory(ActFactory):
    """Ranks all groups scored so far; its minutes hold the same snapshot as the action's."""

    class Meta:
        model = Ranking

    round = factory.SubFactory(RoundFactory)
    team = "Yuli, Hendro, Endang"
    by = user("head")

    @factory.lazy_attribute
    def paper(self):
        ranked = rank(running_snapshot(self.round), closed=True)
        team = self.team.split(", ")
        text = canonical(ranking_content(self.round, ranked, team=team, date=TODAY))
        return PaperFactory(kind=Paper.Kind.RANKING, by=self.by, text=text)


class PublicationFactory(ActFactory):
    class Meta:
        model = Publication

    round = factory.LazyFunction(lambda: RankingFactory().round)
    date = TODAY - 10 * DAY
    until = TODAY - 3 * DAY
    by = user("head")
    paper = paper(Paper.Kind.CANDIDATES)


class ObjectionFactory(ActFactory):
    """Needs a `candidacy` of a round whose list is published."""

    class Meta:
        model = Objection

    round = factory.SelfAttribute("candidacy.round")
    name = "Pak Karto"
    says = "Kelompok ini tidak pernah bertemu."
    date = TODAY - 5 * DAY
    by = user("verifier")


class ListProposalFactory(ActFactory):
    """`listed=` the candidacies, in their order."""

    class Meta:
        model = ListProposal
        skip_postgeneration_save = True

    round = factory.SubFactory(RoundFactory)
    date = TODAY - 2 * DAY
    by = user("head")

    @factory.post_generation
    def listed(self, create, candidacies):
        ListedGroup.objects.bulk_create(
            ListedGroup(proposal=self, candidacy=candidacy, place=place, amount=self.round.amount)
            for place, candidacy in enumerate(candidacies or [], start=1)
        )


class DecreeFactory(ActFactory):
    class Meta:
        model = Decree

    proposal = factory.SubFactory(ListProposalFactory)
    round = factory.SelfAttribute("proposal.round")
    date = TODAY - DAY
    by = user("approver")
    paper = paper(Paper.Kind.DECREE)


class AwardFactory(ActFactory):
    """A group named by a decree; pass `decree=` of another award for one of the same round."""

    class Meta:
        model = Award

    decree = factory.SubFactory(DecreeFactory)
    round = factory.SelfAttribute("decree.round")
    candidacy = factory.LazyAttribute(lambda row: CandidacyFactory(round=row.round))
    group = factory.SelfAttribute("candidacy.group")
    place = factory.Sequence(lambda number: number + 1)
    amount = factory.SelfAttribute("round.amount")
    by = factory.SelfAttribute("decree.by")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        ListedGroup.objects.create(
            proposal=kwargs["decree"].proposal,
            **{name: kwargs[name] for name in ("candidacy", "place", "amount")},
        )
        return super()._create(model_class, *args, **kwargs)
