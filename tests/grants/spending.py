"""Actions of the spending stage with usual arguments, and a grant to start from."""

from django.db import transaction

from accounts.models import User
from finance.models import Book
from grants.payment.models import BudgetLine, Match, Refund
from grants.selection.models import Award
from grants.spending.actions.purchases import record_purchase
from grants.spending.actions.reports import check_report, review_report, write_report
from grants.spending.models import Purchase, Report
from groups.photos import Picture
from tests.conftest import TODAY
from tests.factories import UserFactory, jpeg
from tests.finance.posting import post
from tests.grants.factories import (
    DAY,
    AgreementFactory,
    AwardFactory,
    BudgetFactory,
    CandidacyFactory,
    DecreeFactory,
    DisbursementFactory,
    HandoverFactory,
    MatchFactory,
    SignedPageFactory,
    StatementLineFactory,
    TransferFactory,
    full_meeting,
)

PICTURE = Picture(b"\xff\xd8\xff\xe0 a photo \xff\xd9", 800, 600)
PHOTO = Picture(jpeg(), 40, 30)  # a valid JPEG
CATTLE, STALL, FEED = 1, 2, 3  # line numbers of BudgetFactory: 20, 5 and 5 million


WORKED = [  # item, kind, quantity, price: the plan of E15 to E17 (domain.md §5)
    ("Sapi", BudgetLine.Kind.ANIMAL, 2, 9_700_000),
    ("Kandang", BudgetLine.Kind.EQUIPMENT, 1, 5_000_000),
    ("Pakan", BudgetLine.Kind.CONSUMABLE, 1, 5_600_000),
]


@transaction.atomic
def in_hand(lines: list | None = None, **more) -> Award:
    """A grant of 30 million that arrived and was handed over today; `group=` its group."""
    decree = DecreeFactory()
    award = AwardFactory(decree=decree, candidacy=CandidacyFactory(round=decree.round, **more))
    meeting = full_meeting(award.group, date=TODAY - 35 * DAY)
    BudgetFactory(candidacy=award.candidacy, meeting=meeting, lines=lines)
    AgreementFactory(award=award)
    MatchFactory(transfer=TransferFactory(disbursement=DisbursementFactory(award=award)))
    return HandoverFactory(award=award).award


def line(award: Award, number: int):
    return award.candidacy.budgets.last_versions().get().lines.get(number=number)


def buy(award: Award, number: int = FEED, amount: int = 1_000_000, **more) -> Purchase:
    usual = {
        "item": "Pakan",
        "seller": "Toko Tani",
        "date": TODAY,
        "today": TODAY,
        "received_by": award.group.memberships.first(),
        "receipt": PICTURE,
        "by": facilitator_of(award),
    }
    if number == CATTLE:
        usual |= {"item": "Sapi limosin", "tag": "ID0001", "weight": 210, "health_letter": PICTURE}
    return record_purchase(award=award, line=line(award, number), amount=amount, **usual | more)


def facilitator_of(award: Award) -> User:
    return award.group.facilitations.get(until=None).facilitator


def write(award: Award, **more) -> Report:
    """Write a report on all purchases, by the group's facilitator."""
    usual = {
        "purchases": award.purchases.not_cancelled(),
        "date": TODAY,
        "by": facilitator_of(award),
    }
    return write_report(award=award, **usual | more)


def sent(award: Award, **more) -> Report:
    """Write a report, add its signed page, and let the facilitator check it."""
    report = write(award, **more)
    SignedPageFactory(paper=report.paper)
    check_report(report=report, by=facilitator_of(award))
    return report


def reviewed(
    award: Award, *, accepted: bool = True, verifier: User | None = None, **more
) -> Report:
    report = sent(award, **more)
    review_report(
        report=report,
        accepted=accepted,
        corrections="" if accepted else "Nota pakan tidak terbaca.",
        date=TODAY,
        by=verifier or UserFactory(role="verifier"),
    )
    return report


def matched(refund: Refund) -> Match:
    """Match the refund with a line of the bank's statement."""
    line = StatementLineFactory(amount=refund.amount, reference=refund.reference)
    return MatchFactory(
        kind=Match.Kind.REFUNDED,
        transfer=None,
        refund=refund,
        line=line,
        entry=post(refund.award.group, Book.Kind.GRANT, Book.Kind.BANK, refund.amount, TODAY),
    )
