"""Factories from the handover to the review, refunds, visits, letters and losses."""

import factory

from finance.models import Book
from grants.payment.models import (
    BudgetLine,
    Refund,
)
from grants.selection.models import (
    Sanction,
)
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
from papers.models import Paper
from tests.conftest import TODAY
from tests.factories import (
    MembershipFactory,
    PhotoFactory,
)
from tests.finance.posting import post
from tests.grants.factories.papers import PaperFactory
from tests.grants.factories.payment import MatchFactory, SignedPageFactory
from tests.grants.factories.shared import ActFactory, user


class HandoverFactory(ActFactory):
    """Builds a payment that arrived."""

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
    """The book debited: a named one for durable goods, the grant book for consumables."""
    kept = row.line.stays_in
    if kept in Book.OF_A_MEMBER:
        return (kept, row.received_by)
    return (kept, None, row.tag or row.item) if kept else Book.Kind.GRANT


class PurchaseFactory(ActFactory):
    """One head of cattle on the first line of the plan; posts the entries as the action does."""

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
            if row.line.stays_in is None
            else post(
                row.award.group, Book.Kind.GRANT, Book.Kind.CAPITAL, row.amount, row.date, by=row.by
            )
        )
    )


class ReportFactory(ActFactory):
    """Reports on all purchases."""

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


class ReportCheckFactory(ActFactory):
    """Builds the signed page of the report."""

    class Meta:
        model = ReportCheck

    report = factory.SubFactory(ReportFactory)
    by = user("facilitator")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if not kwargs["report"].paper.signed_pages.exists():
            SignedPageFactory(paper=kwargs["report"].paper)
        return super()._create(model_class, *args, **kwargs)


class ReviewFactory(ActFactory):
    """Builds the facilitator's check of the report."""

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


class RefundFactory(ActFactory):
    class Meta:
        model = Refund

    award = factory.LazyFunction(lambda: ReviewFactory().report.award)
    amount = 725_000
    sts = factory.Sequence("STS/{}".format)
    reference = factory.Sequence("STS{:08}".format)
    date = TODAY
    by = user("facilitator")


class MonitoringVisitFactory(ActFactory):
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


class SanctionFactory(ActFactory):
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


class LossFactory(ActFactory):
    """The whole purchase is lost; posts its cost to the expense book."""

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
    """Chair, secretary and treasurer: the first three members."""
    members = list(group.memberships.order_by("number")[:3]) or [
        MembershipFactory(group=group) for _place in range(3)
    ]
    for post_name, membership in zip(("chair", "secretary", "treasurer"), members, strict=True):
        group.offices.create(membership=membership, post=post_name, since=group.formed_on)
