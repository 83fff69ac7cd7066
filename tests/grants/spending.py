"""What tests of spending start from: a group with its grant in hand, and how it buys."""

from grants.actions.purchases import record_purchase
from grants.models import Award, BudgetLine, Purchase
from groups.photos import Picture
from tests.conftest import TODAY
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
    TransferFactory,
    full_meeting,
)

PICTURE = Picture(b"\xff\xd8\xff\xe0 a photo \xff\xd9", 800, 600)
CATTLE, STALL, FEED = 1, 2, 3  # the lines of the usual plan: 20, 5 and 5 million


WORKED = [  # item, kind, quantity, price: the plan of E15 to E17 (domain.md §5)
    ("Sapi", BudgetLine.Kind.ANIMAL, 2, 9_700_000),
    ("Kandang", BudgetLine.Kind.EQUIPMENT, 1, 5_000_000),
    ("Pakan", BudgetLine.Kind.CONSUMABLE, 1, 5_600_000),
]


def in_hand(lines: list | None = None, **more) -> Award:
    """A grant of 30 million that arrived and was signed for today; `group=` whose it is."""
    decree = DecreeFactory()
    award = AwardFactory(decree=decree, candidacy=CandidacyFactory(round=decree.round, **more))
    meeting = full_meeting(award.group, date=TODAY - 35 * DAY)
    BudgetFactory(candidacy=award.candidacy, meeting=meeting, lines=lines)
    AgreementFactory(award=award)
    MatchFactory(transfer=TransferFactory(disbursement=DisbursementFactory(award=award)))
    return HandoverFactory(award=award).award


def line(award: Award, number: int):
    return award.candidacy.budgets.latest("version").lines.get(number=number)


def buy(award: Award, number: int = FEED, amount: int = 1_000_000, **more) -> Purchase:
    facilitator = award.group.facilitations.get(until=None).facilitator
    usual = {
        "item": "Pakan",
        "seller": "Toko Tani",
        "date": TODAY,
        "today": TODAY,
        "received_by": award.group.memberships.first(),
        "receipt": PICTURE,
        "by": facilitator,
    }
    if number == CATTLE:
        usual |= {"item": "Sapi limosin", "tag": "ID0001", "weight": 210, "health_letter": PICTURE}
    return record_purchase(award=award, line=line(award, number), amount=amount, **usual | more)
