"""Rows of a grant year, valid with no arguments: each brings about what must stand before it.

`AwardFactory()` is a group with its decree, `TransferFactory()` one that was paid, and so on; a
test states only what matters to it. Each act is by a user of its own, so that duties stay apart.
"""

import datetime
import json

import factory
from django.db import transaction
from factory.django import DjangoModelFactory

from finance import ledger
from finance.models import Book, Entry
from grants.payment.models import (
    AccountCheck,
    Agreement,
    BankAccount,
    BankFile,
    Budget,
    BudgetLine,
    Disbursement,
    Match,
    OfficeAccount,
    PaymentOrder,
    Refund,
    StatementLine,
    Transfer,
)
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
    Sanction,
    Score,
    ScoreSheet,
    Visit,
)
from grants.selection.papers.ranking import ranking_content
from grants.selection.reports.standings import running_snapshot
from grants.selection.rules.ranking import rank
from grants.spending.models import (
    Handover,
    Loss,
    MonitoringVisit,
    Purchase,
    Report,
    ReportCheck,
    ReportedPurchase,
    Review,
)
from groups.models import (
    Attendance,
    Category,
    Criterion,
    Dimension,
    Instrument,
    Level,
    Meeting,
)
from papers.content import canonical
from papers.models import Letterhead, Paper, SignedPage
from tests.conftest import TODAY
from tests.factories import (
    GroupFactory,
    MeetingFactory,
    MembershipFactory,
    PhotoFactory,
    ProgrammeFactory,
    UserFactory,
    region,
)
from tests.finance.posting import post

GRANT = 30_000_000
DAY = datetime.timedelta(days=1)
TIES = {"Pembukuan": 1, "Kebutuhan": 2}
SELECTION = [  # dimension, its criteria and weights: blps_selection v1
    ("Kelembagaan", [10, 5, 10]),
    ("Usaha", [15, 10, 5]),
    ("Pembukuan", [10, 10]),
    ("Kehadiran", [15]),
    ("Kebutuhan", [10]),
]


def user(role: str):
    return factory.LazyFunction(lambda: UserFactory(role=role))


def district():
    return factory.LazyFunction(lambda: region("35.07"))


class InstrumentFactory(DjangoModelFactory):
    """`blps_selection` version 1, whole: ten criteria of levels 0 to 4."""

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
        if not instrument.criteria.exists():
            with transaction.atomic():
                fill(instrument)
        return instrument


def fill(instrument: Instrument) -> None:
    number = 0
    for place, (name, weights) in enumerate(SELECTION, start=1):
        dimension = Dimension.objects.create(
            instrument=instrument, number=place, name=name, tie=TIES.get(name)
        )
        for weight in weights:
            number += 1
            criterion = Criterion.objects.create(
                instrument=instrument, dimension=dimension, number=number, weight=weight,
                name=f"Kriteria {number}",
            )  # fmt: skip
            Level.objects.bulk_create(
                Level(criterion=criterion, level=level, name=f"Tingkat {level}")
                for level in range(5)
            )
    Category.objects.create(instrument=instrument, name="Semua", least=0, most=100)


class QuotaFactory(DjangoModelFactory):
    class Meta:
        model = Quota
        django_get_or_create = ["programme", "district", "year"]

    programme = factory.SubFactory(ProgrammeFactory)
    district = district()
    year = TODAY.year
    places = 1_000  # enough for a round a test
    amount = GRANT
    by = user("head")


class RoundFactory(DjangoModelFactory):
    """Opened 60 days ago for ten groups; what a test needs of another date it states."""

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


class CandidacyFactory(DjangoModelFactory):
    """A group of ten members, proposed by its facilitator."""

    class Meta:
        model = Candidacy

    round = factory.SubFactory(RoundFactory)
    group = factory.LazyFunction(lambda: GroupFactory(members=10))
    date = TODAY - 30 * DAY
    by = factory.LazyAttribute(lambda row: row.group.facilitations.get(until=None).facilitator)


class DeclarationFactory(DjangoModelFactory):
    class Meta:
        model = Declaration

    candidacy = factory.SubFactory(CandidacyFactory)
    related = False
    by = user("verifier")


class VisitFactory(DjangoModelFactory):
    """Declared unbound before, by the same verifier."""

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


class ScoreSheetFactory(DjangoModelFactory):
    """`levels=` one a criterion, in their order; all 3 when left out (75,00)."""

    class Meta:
        model = ScoreSheet
        skip_postgeneration_save = True

    candidacy = factory.SubFactory(CandidacyFactory)
    by = user("verifier")
    visit = factory.LazyAttribute(lambda row: VisitFactory(candidacy=row.candidacy, by=row.by))

    @factory.post_generation
    def levels(self, create, levels):
        criteria = self.candidacy.round.instrument.criteria.order_by("number")
        for criterion, level in zip(criteria, levels or [3] * len(criteria), strict=True):
            Score.objects.create(sheet=self, criterion=criterion, level=level)


class LetterheadFactory(DjangoModelFactory):
    class Meta:
        model = Letterhead
        django_get_or_create = ["office"]

    office = district()
    name = "Dinas Sosial Kabupaten Malang"
    place = "Kepanjen"


class PaperFactory(DjangoModelFactory):
    class Meta:
        model = Paper

    kind = Paper.Kind.DECREE
    office = factory.LazyFunction(lambda: LetterheadFactory().office)
    date = TODAY
    text = json.dumps({})
    by = user("head")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        paper = super()._create(model_class, *args, **kwargs)
        paper.refresh_from_db()  # number and digest are the database's
        return paper


def paper(kind):
    return factory.LazyAttribute(lambda row: PaperFactory(kind=kind, by=row.by))


class RankingFactory(DjangoModelFactory):
    """Of all groups scored so far, its minutes frozen as the action freezes them."""

    class Meta:
        model = Ranking

    round = factory.SubFactory(RoundFactory)
    team = "Yuli, Hendro, Endang"
    by = user("head")

    @factory.lazy_attribute
    def paper(self):
        ranked = rank(running_snapshot(self.round), closed=True)
        text = canonical(ranking_content(self.round, ranked, team=self.team.split(", ")))
        return PaperFactory(kind=Paper.Kind.RANKING, by=self.by, text=text)


class PublicationFactory(DjangoModelFactory):
    class Meta:
        model = Publication

    round = factory.LazyFunction(lambda: RankingFactory().round)
    date = TODAY - 10 * DAY
    until = TODAY - 3 * DAY
    by = user("head")
    paper = paper(Paper.Kind.CANDIDATES)


class ObjectionFactory(DjangoModelFactory):
    """Needs a `candidacy` of a round with its list published."""

    class Meta:
        model = Objection

    round = factory.SelfAttribute("candidacy.round")
    name = "Pak Karto"
    says = "Kelompok ini tidak pernah bertemu."
    date = TODAY - 5 * DAY
    by = user("verifier")


class ListProposalFactory(DjangoModelFactory):
    """`listed=` candidacies, in their order."""

    class Meta:
        model = ListProposal
        skip_postgeneration_save = True

    round = factory.SubFactory(RoundFactory)
    date = TODAY - 2 * DAY
    by = user("head")

    @factory.post_generation
    def listed(self, create, candidacies):
        for place, candidacy in enumerate(candidacies or [], start=1):
            ListedGroup.objects.create(
                proposal=self, candidacy=candidacy, place=place, amount=self.round.amount
            )


class DecreeFactory(DjangoModelFactory):
    class Meta:
        model = Decree

    proposal = factory.SubFactory(ListProposalFactory)
    round = factory.SelfAttribute("proposal.round")
    date = TODAY - DAY
    by = user("approver")
    paper = paper(Paper.Kind.DECREE)


class AwardFactory(DjangoModelFactory):
    """A group named by a decree; `decree=` of another award to be in the same round."""

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


def full_meeting(group, **more) -> Meeting:
    """Everybody is there, so that it may choose a plan."""
    if last := group.meetings.order_by("date").last():
        more = {"date": last.date + DAY} | more
    meeting = MeetingFactory(group=group, **more)
    members = group.memberships.running(meeting.date)
    Attendance.objects.bulk_create(Attendance(meeting=meeting, membership=m) for m in members)
    return meeting


class BudgetFactory(DjangoModelFactory):
    """Two cattle, a stall and feed for the grant exactly; `lines=` item, kind, quantity, price."""

    class Meta:
        model = Budget
        skip_postgeneration_save = True

    candidacy = factory.SubFactory(CandidacyFactory)
    version = 1
    meeting = factory.LazyAttribute(lambda row: full_meeting(row.candidacy.group))
    plan = "Menggemukkan sapi, dijual bersama menjelang Idul Adha."
    by = factory.SelfAttribute("candidacy.by")

    @factory.post_generation
    def lines(self, create, lines):
        usual = [
            ("Sapi", BudgetLine.Kind.ANIMAL, 2, 10_000_000),
            ("Kandang", BudgetLine.Kind.EQUIPMENT, 1, 5_000_000),
            ("Pakan", BudgetLine.Kind.CONSUMABLE, 50, 100_000),
        ]
        for number, (item, kind, quantity, price) in enumerate(lines or usual, start=1):
            BudgetLine.objects.create(
                budget=self, number=number, item=item, kind=kind, quantity=quantity,
                unit="buah", price=price,
            )  # fmt: skip


class AgreementFactory(DjangoModelFactory):
    """With the group's budget plan."""

    class Meta:
        model = Agreement

    award = factory.SubFactory(AwardFactory)
    date = TODAY
    chair = factory.LazyAttribute(lambda row: row.award.group.memberships.first())
    by = user("head")
    paper = factory.LazyAttribute(
        lambda row: PaperFactory(kind=Paper.Kind.AGREEMENT, group=row.award.group, by=row.by)
    )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        candidacy = kwargs["award"].candidacy
        if not candidacy.budgets.exists():
            BudgetFactory(candidacy=candidacy)
        return super()._create(model_class, *args, **kwargs)


class SignedPageFactory(DjangoModelFactory):
    """Of an agreement, photographed by its facilitator."""

    class Meta:
        model = SignedPage

    paper = factory.LazyFunction(
        lambda: PaperFactory(kind=Paper.Kind.AGREEMENT, group=GroupFactory())
    )
    photo = factory.LazyAttribute(lambda row: PhotoFactory(group=row.paper.group, by=row.by))
    by = user("facilitator")


class BankAccountFactory(DjangoModelFactory):
    class Meta:
        model = BankAccount

    group = factory.LazyFunction(lambda: GroupFactory(members=10))
    bank = "Bank Jatim"
    number = factory.Sequence("00123{:07}".format)
    holder = factory.LazyAttribute(lambda row: str(row.group))
    chair = factory.LazyAttribute(lambda row: row.group.memberships.order_by("number")[0])
    treasurer = factory.LazyAttribute(lambda row: row.group.memberships.order_by("number")[1])
    by = user("facilitator")


class AccountCheckFactory(DjangoModelFactory):
    class Meta:
        model = AccountCheck

    account = factory.SubFactory(BankAccountFactory)
    right = True
    by = user("verifier")


class PaymentOrderFactory(DjangoModelFactory):
    class Meta:
        model = PaymentOrder

    round = factory.SubFactory(RoundFactory)
    date = TODAY
    spm = factory.Sequence("SPM/{}".format)
    sp2d = factory.Sequence("SP2D/{}".format)
    by = user("cashier")
    paper = paper(Paper.Kind.PAYMENT_ORDER)


class DisbursementFactory(DjangoModelFactory):
    """Ready to pay: the signed agreement, a checked account and the order are there."""

    class Meta:
        model = Disbursement

    award = factory.LazyFunction(lambda: AgreementFactory().award)
    order = factory.LazyAttribute(lambda row: PaymentOrderFactory(round=row.award.round))
    amount = factory.SelfAttribute("award.amount")
    by = factory.SelfAttribute("order.by")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        group = kwargs["award"].group
        if not group.bank_accounts.exists():
            AccountCheckFactory(account=BankAccountFactory(group=group))
        if not kwargs["award"].agreement.paper.signed_pages.exists():
            SignedPageFactory(paper=kwargs["award"].agreement.paper)
        return super()._create(model_class, *args, **kwargs)


class TransferFactory(DjangoModelFactory):
    class Meta:
        model = Transfer

    disbursement = factory.SubFactory(DisbursementFactory)
    attempt = 1
    account = factory.LazyAttribute(
        lambda row: row.disbursement.award.group.bank_accounts.order_by("-pk").first()
    )
    amount = factory.SelfAttribute("disbursement.amount")
    reference = factory.Sequence("BLPS{:08}".format)
    date = TODAY
    by = user("cashier")


class OfficeAccountFactory(DjangoModelFactory):
    class Meta:
        model = OfficeAccount
        django_get_or_create = ["bank", "number"]

    office = district()
    bank = "Bank Jatim"
    number = "0011000123"


class BankFileFactory(DjangoModelFactory):
    class Meta:
        model = BankFile

    account = factory.SubFactory(OfficeAccountFactory)
    name = "november.sta"
    digest = factory.Sequence("{:064}".format)
    content = b""
    first_on = TODAY - 30 * DAY
    last_on = TODAY
    by = user("cashier")


class StatementLineFactory(DjangoModelFactory):
    class Meta:
        model = StatementLine

    file = factory.SubFactory(BankFileFactory)
    account = factory.SelfAttribute("file.account")
    place = factory.Sequence(lambda number: number + 1)
    date = TODAY
    amount = -GRANT
    fingerprint = factory.Sequence("{:064}".format)


class MatchFactory(DjangoModelFactory):
    """The payment arrived: its line is matched, and bank ◀ grant is posted.

    `kind="returned"` of a `transfer` that arrived: that entry is reversed, with its paper.
    """

    class Meta:
        model = Match

    kind = Match.Kind.ARRIVED
    transfer = factory.SubFactory(TransferFactory)
    line = factory.LazyAttribute(
        lambda row: StatementLineFactory(
            amount=row.transfer.amount * (1 if row.kind == "returned" else -1),
            reference=row.transfer.reference,
        )
    )
    by = user("cashier")
    entry = factory.LazyAttribute(lambda row: posted(row))
    paper = factory.LazyAttribute(
        lambda row: (
            PaperFactory(kind=Paper.Kind.BANK, by=row.by) if row.kind == "returned" else None
        )
    )


def posted(match):
    transfer = match.transfer
    if match.kind == "returned":
        arrived = transfer.matches.get(kind="arrived").entry
        (pk,) = ledger.reverse([arrived], date=match.line.date, reason="Retur bank", by=match.by)
        return Entry.objects.get(pk=pk)
    return post(
        transfer.disbursement.award.group, Book.Kind.BANK, Book.Kind.GRANT,
        transfer.amount, match.line.date, by=match.by,
    )  # fmt: skip


class HandoverFactory(DjangoModelFactory):
    """The grant arrived before."""

    class Meta:
        model = Handover

    award = factory.LazyFunction(lambda: MatchFactory().transfer.disbursement.award)
    date = TODAY
    chair = factory.LazyAttribute(lambda row: row.award.group.memberships.first())
    witnesses = "Kepala Desa Dawuhan"
    photo = factory.LazyAttribute(lambda row: PhotoFactory(group=row.award.group))
    by = user("facilitator")
    paper = factory.LazyAttribute(
        lambda row: PaperFactory(kind=Paper.Kind.HANDOVER, group=row.award.group, by=row.by)
    )


def goods_book(row) -> str | tuple:
    """What stays has a book of its own; what is used up burdens the grant."""
    if row.line.kind == BudgetLine.Kind.CONSUMABLE:
        return Book.Kind.GRANT
    stays = row.line.kind == BudgetLine.Kind.ANIMAL
    return (Book.Kind.HERD if stays else Book.Kind.EQUIPMENT, None, row.tag or row.item)


class PurchaseFactory(DjangoModelFactory):
    """One head of cattle against the first line, its entries posted as the action does."""

    class Meta:
        model = Purchase

    award = factory.LazyFunction(lambda: HandoverFactory().award)
    line = factory.LazyAttribute(
        lambda row: BudgetLine.objects.get(budget__candidacy__award=row.award, number=1)
    )
    date = TODAY
    seller = "Pasar Hewan Singosari"
    item = "Sapi limosin"
    tag = factory.LazyAttributeSequence(
        lambda row, number: f"ID{number:06}" if row.line.kind == BudgetLine.Kind.ANIMAL else ""
    )
    weight = factory.LazyAttribute(lambda row: 210 if row.tag else None)
    amount = 9_450_000
    received_by = factory.LazyAttribute(lambda row: row.award.group.memberships.first())
    receipt = factory.LazyAttribute(lambda row: PhotoFactory(group=row.award.group))
    by = user("facilitator")
    entry = factory.LazyAttribute(
        lambda row: post(
            row.award.group, goods_book(row), Book.Kind.BANK, row.amount, row.date, by=row.by
        )
    )
    capital_entry = factory.LazyAttribute(
        lambda row: (
            None
            if row.line.kind == BudgetLine.Kind.CONSUMABLE
            else post(
                row.award.group, Book.Kind.GRANT, Book.Kind.CAPITAL, row.amount, row.date, by=row.by
            )
        )
    )


class ReportFactory(DjangoModelFactory):
    """Accounts for all that was bought."""

    class Meta:
        model = Report
        skip_postgeneration_save = True

    award = factory.LazyFunction(lambda: PurchaseFactory().award)
    version = 1
    date = TODAY
    remainder = factory.LazyAttribute(
        lambda row: row.award.amount - sum(p.amount for p in row.award.purchases.all())
    )
    by = user("facilitator")
    paper = factory.LazyAttribute(
        lambda row: PaperFactory(kind=Paper.Kind.REPORT, group=row.award.group, by=row.by)
    )

    @factory.post_generation
    def accounted(self, create, accounted):
        for purchase in self.award.purchases.all():
            ReportedPurchase.objects.create(report=self, purchase=purchase)


class ReportCheckFactory(DjangoModelFactory):
    """The report was signed before."""

    class Meta:
        model = ReportCheck

    report = factory.SubFactory(ReportFactory)
    by = user("facilitator")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if not kwargs["report"].paper.signed_pages.exists():
            SignedPageFactory(paper=kwargs["report"].paper)
        return super()._create(model_class, *args, **kwargs)


class ReviewFactory(DjangoModelFactory):
    """The facilitator checked the report before."""

    class Meta:
        model = Review

    report = factory.SubFactory(ReportFactory)
    accepted = True
    date = TODAY
    by = user("verifier")
    paper = factory.LazyAttribute(
        lambda row: PaperFactory(kind=Paper.Kind.REVIEW, group=row.report.award.group, by=row.by)
    )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if not ReportCheck.objects.filter(report=kwargs["report"]).exists():
            ReportCheckFactory(report=kwargs["report"])
        return super()._create(model_class, *args, **kwargs)


class RefundFactory(DjangoModelFactory):
    class Meta:
        model = Refund

    award = factory.LazyFunction(lambda: ReviewFactory().report.award)
    amount = 725_000
    sts = factory.Sequence("STS/{}".format)
    reference = factory.Sequence("STS{:08}".format)
    date = TODAY
    by = user("facilitator")


class MonitoringVisitFactory(DjangoModelFactory):
    class Meta:
        model = MonitoringVisit

    award = factory.LazyFunction(lambda: HandoverFactory().award)
    month = 3
    date = TODAY
    found = "Dua sapi sehat, kandang bersih."
    by = user("facilitator")
    paper = factory.LazyAttribute(
        lambda row: PaperFactory(kind=Paper.Kind.VISIT, group=row.award.group, by=row.by)
    )


class SanctionFactory(DjangoModelFactory):
    class Meta:
        model = Sanction

    award = factory.LazyFunction(lambda: HandoverFactory().award)
    step = Sanction.Step.LETTER_1
    date = TODAY
    reason = "LPJ belum diterima."
    by = user("verifier")
    paper = factory.LazyAttribute(
        lambda row: PaperFactory(kind=Paper.Kind.SANCTION, group=row.award.group, by=row.by)
    )


class LossFactory(DjangoModelFactory):
    """What was bought is gone; its whole cost leaves the books."""

    class Meta:
        model = Loss

    purchase = factory.SubFactory(PurchaseFactory)
    kind = Loss.Kind.DIED
    date = TODAY
    amount = factory.SelfAttribute("purchase.amount")
    letter = factory.LazyAttribute(lambda row: PhotoFactory(group=row.purchase.award.group))
    explanation = "Sakit tiga hari, lalu mati."
    by = user("facilitator")
    entry = factory.LazyAttribute(
        lambda row: post(
            row.purchase.award.group,
            (Book.Kind.EXPENSE, None, "herd_loss"),
            goods_book(row.purchase),
            row.amount,
            row.date,
            by=row.by,
        )
    )


def officers(group) -> None:
    """Chair, secretary and treasurer, of the first three members."""
    members = list(group.memberships.order_by("number")[:3]) or [
        MembershipFactory(group=group) for _place in range(3)
    ]
    for post_name, membership in zip(("chair", "secretary", "treasurer"), members, strict=True):
        group.offices.create(membership=membership, post=post_name, since=group.formed_on)
