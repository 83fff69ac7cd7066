"""Factories from the budget plan to the match with the bank's statement."""

import factory

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
    Sp2d,
    StatementLine,
    Transfer,
)
from groups.models import (
    Attendance,
    Meeting,
)
from papers.models import Paper, SignedPage
from tests.conftest import TODAY
from tests.factories import (
    GroupFactory,
    MeetingFactory,
    PhotoFactory,
    UserFactory,
)
from tests.finance.posting import post
from tests.grants.factories.papers import PaperFactory, paper
from tests.grants.factories.selection import AwardFactory, CandidacyFactory, RoundFactory
from tests.grants.factories.shared import DAY, GRANT, ActFactory, district, user
from tests.once import OnceFactory


def full_meeting(group, **more) -> Meeting:
    """A meeting that all attended since they were proposed: it may choose or change a plan."""
    last = group.meetings.order_by("date").last()
    proposed = group.candidacies.order_by("date").last()
    days = [last.date + DAY] if last else []
    days += [proposed.date] if proposed else []
    if group.candidacies.filter(budgets__isnull=False).exists():
        days += [award.decree.date for award in group.awards.select_related("decree")]
    more = ({"date": max(days)} if days else {}) | more
    meeting = MeetingFactory(group=group, **more)
    members = group.memberships.running(meeting.date)
    Attendance.objects.bulk_create(Attendance(meeting=meeting, membership=m) for m in members)
    return meeting


class BudgetFactory(ActFactory):
    """Cattle, a stall and feed for exactly the grant; `lines=` (item, kind, quantity, price)."""

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
        BudgetLine.objects.bulk_create(
            BudgetLine(
                budget=self,
                number=number,
                item=item,
                kind=kind,
                quantity=quantity,
                unit="buah",
                price=price,
            )
            for number, (item, kind, quantity, price) in enumerate(lines or usual, start=1)
        )


class AgreementFactory(ActFactory):
    """Builds the group's budget plan."""

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


class SignedPageFactory(ActFactory):
    """The signed page of an agreement, photographed by the facilitator."""

    class Meta:
        model = SignedPage

    paper = factory.LazyFunction(lambda: AgreementFactory().paper)
    photo = factory.LazyAttribute(lambda row: PhotoFactory(group=row.paper.group, by=row.by))
    by = user("facilitator")


class BankAccountFactory(ActFactory):
    class Meta:
        model = BankAccount

    group = factory.LazyFunction(lambda: GroupFactory(members=10))
    bank = "Bank Jatim"
    number = factory.Sequence("00123{:07}".format)
    holder = factory.LazyAttribute(lambda row: str(row.group))
    chair = factory.LazyAttribute(lambda row: row.group.memberships.order_by("number")[0])
    treasurer = factory.LazyAttribute(lambda row: row.group.memberships.order_by("number")[1])
    by = user("facilitator")


class AccountCheckFactory(ActFactory):
    class Meta:
        model = AccountCheck

    account = factory.SubFactory(BankAccountFactory)
    right = True
    by = user("verifier")


class PaymentOrderFactory(ActFactory):
    """Released by the treasury."""

    class Meta:
        model = PaymentOrder
        skip_postgeneration_save = True

    round = factory.SubFactory(RoundFactory)
    date = TODAY
    spm = factory.Sequence("SPM/{}".format)
    by = user("cashier")
    paper = paper(Paper.Kind.PAYMENT_ORDER)

    @factory.post_generation
    def sp2d(self, create, number):
        """A number of its own; `sp2d=""` for an order that the treasury has not released."""
        number = f"SP2D/{self.pk}" if number is None else number
        if number:
            Sp2d.objects.create(order=self, number=number, date=self.date, by=self.by)


class DisbursementFactory(ActFactory):
    """Builds the signed agreement, a checked account and the order."""

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


class TransferFactory(ActFactory):
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


class OfficeAccountFactory(OnceFactory, ActFactory):
    class Meta:
        model = OfficeAccount
        django_get_or_create = ["bank", "number"]
        skip_postgeneration_save = True

    office = district()
    bank = "Bank Jatim"
    number = factory.LazyAttribute(lambda row: f"0011000{int(row.office.code[3:]) + 116}")
    by = user("cashier")

    @factory.post_generation
    def confirmed_by(self, create, person):
        if self.by_id and not self.confirmed_by_id:
            self.confirmed_by = person or UserFactory(role="cashier")
            self.save(update_fields=["confirmed_by"])


class BankFileFactory(ActFactory):
    class Meta:
        model = BankFile

    account = factory.SubFactory(OfficeAccountFactory)
    name = "november.sta"
    digest = factory.Sequence("{:064}".format)
    content = b""
    first_on = TODAY - 30 * DAY
    last_on = TODAY
    by = user("cashier")


class StatementLineFactory(ActFactory):
    class Meta:
        model = StatementLine

    file = factory.SubFactory(BankFileFactory)
    account = factory.SelfAttribute("file.account")
    place = factory.Sequence(lambda number: number + 1)
    date = TODAY
    amount = -GRANT
    fingerprint = factory.Sequence("{:064}".format)


class MatchFactory(ActFactory):
    """A payment that arrived: builds its statement line and posts bank ◀ grant.

    `kind="returned"` with a `transfer` that arrived: reverses that entry and issues the minutes.
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
    by = user("cashier", "matching")
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
        transfer.disbursement.award.group,
        Book.Kind.BANK,
        Book.Kind.GRANT,
        transfer.amount,
        match.line.date,
        by=match.by,
    )
