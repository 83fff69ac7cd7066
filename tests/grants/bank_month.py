"""One month of an office's bank account: many payments, with the usual defects planted."""

import datetime
import random
from dataclasses import dataclass, field

from grants.payment.models import Agreement, Budget, BudgetLine, Disbursement, Transfer
from grants.payment.rules.references import TRANSFER, reference
from grants.selection.models import Award, Candidacy, ListedGroup
from groups.models import Photo
from papers.models import Paper, SignedPage
from tests.conftest import TODAY
from tests.factories import GroupFactory, PhotoFactory, UserFactory
from tests.grants.factories import (
    GRANT,
    AccountCheckFactory,
    BankAccountFactory,
    DecreeFactory,
    LetterheadFactory,
    ListProposalFactory,
    PaymentOrderFactory,
    QuotaFactory,
    RoundFactory,
    full_meeting,
)

FIRST = TODAY - datetime.timedelta(days=28)


def paid(rounds: int, groups: int) -> list[Transfer]:
    """Payments of `rounds` rounds, each paying the same `groups` groups."""
    LetterheadFactory()
    made = [GroupFactory(members=2) for _number in range(groups)]
    for group in made:
        AccountCheckFactory(account=BankAccountFactory(group=group))
        group.chosen_at = full_meeting(group)
    quota, cashier = QuotaFactory(places=rounds * groups), UserFactory(role="cashier")
    return [row for _number in range(rounds) for row in paid_in_a_round(made, quota, cashier)]


def paid_in_a_round(groups, quota, cashier) -> list[Transfer]:
    """Insert one round with `bulk_create`, model by model; factories would take minutes."""
    year = RoundFactory(quota=quota, places=len(groups))
    proposal = ListProposalFactory(round=year)
    decree_by, head, facilitator = (UserFactory() for _number in range(3))
    candidacies = Candidacy.objects.bulk_create(
        Candidacy(round=year, group=group, date=FIRST, by=facilitator) for group in groups
    )
    ListedGroup.objects.bulk_create(
        ListedGroup(proposal=proposal, candidacy=row, place=place, amount=GRANT)
        for place, row in enumerate(candidacies, start=1)
    )
    decree = DecreeFactory(proposal=proposal, by=decree_by)
    awards = Award.objects.bulk_create(
        Award(
            decree=decree,
            round=year,
            candidacy=row,
            group=row.group,
            place=place,
            amount=GRANT,
            by=decree_by,
        )
        for place, row in enumerate(candidacies, start=1)
    )
    agree(awards, facilitator, head)
    order = PaymentOrderFactory(round=year)
    disbursements = Disbursement.objects.bulk_create(
        Disbursement(order=order, award=award, amount=GRANT, by=head) for award in awards
    )
    return Transfer.objects.bulk_create(
        Transfer(
            disbursement=row,
            account=row.award.group.bank_accounts.get(),
            amount=GRANT,
            reference=reference(TRANSFER, row.pk, 1),
            date=FIRST,
            by=cashier,
        )
        for row in disbursements
    )


def agree(awards, facilitator, head) -> None:
    budgets = Budget.objects.bulk_create(
        Budget(
            candidacy=award.candidacy,
            version=1,
            meeting=award.group.chosen_at,
            plan="Sapi",
            by=facilitator,
        )
        for award in awards
    )
    BudgetLine.objects.bulk_create(
        BudgetLine(
            budget=budget,
            number=1,
            item="Sapi",
            kind="animal",
            quantity=1,
            unit="ekor",
            price=GRANT,
        )
        for budget in budgets
    )
    office = awards[0].round.district
    papers = Paper.objects.bulk_create(
        Paper(kind="agreement", office=office, group=award.group, date=TODAY, text="{}", by=head)
        for award in awards
    )
    Agreement.objects.bulk_create(
        Agreement(
            award=award, date=TODAY, chair=award.group.memberships.first(), paper=paper, by=head
        )
        for award, paper in zip(awards, papers, strict=True)
    )
    photos = Photo.objects.bulk_create(PhotoFactory.build(group=p.group, by=head) for p in papers)
    SignedPage.objects.bulk_create(
        SignedPage(paper=paper, photo=photo, by=head)
        for paper, photo in zip(papers, photos, strict=True)
    )


@dataclass
class Month:
    """Statement lines, with the expected match or the planted defect of each."""

    lines: list[tuple] = field(default_factory=list)
    right: dict[int, Transfer] = field(default_factory=dict)  # expected match by place
    wrong: dict[int, str] = field(default_factory=dict)  # planted defect by place

    def add(self, transfer, amount=None, said=None, account=None, defect=None, more="") -> None:
        number = transfer.account.number if account is None else account
        place = len(self.lines) + 1
        amount = -transfer.amount if amount is None else amount
        details = f"TRF KE {number} KUBE BANTUAN {more}".strip()
        day = FIRST + datetime.timedelta(days=place * 27 // 5_000)
        self.lines.append((day, amount, said or transfer.reference, details))
        if defect:
            self.wrong[place] = defect
        else:
            self.right[place] = transfer

    def noise(self, amount: int, details: str) -> None:
        day = FIRST + datetime.timedelta(days=len(self.lines) * 27 // 5_000)
        self.lines.append((day, amount, "NONREF", details))


def swapped(word: str, at: int) -> str:
    """Transpose two adjacent characters at `at`, or at the next place where they differ."""
    at = next(
        place
        for place in [*range(at, len(word) - 1), *range(4, at)]
        if word[place] != word[place + 1]
    )
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def in_a_bank(transfers: list[Transfer], count: int, seed: int) -> Month:
    """`count` lines: all payments, some with a defect, and lines unrelated to grants."""
    chance = random.Random(seed)
    month = Month()
    waiting = list(transfers)
    chance.shuffle(waiting)
    plants = [plant for plant in PLANTS for _time in range(4)]
    for plant in plants:
        plant(month, [waiting.pop(), waiting.pop()], chance)
    for transfer in waiting:
        month.add(transfer)
        fees(month, chance, 5)
    while len(month.lines) < count:
        fees(month, chance, 1)
    return month


def fees(month: Month, chance: random.Random, times: int) -> None:
    for _time in range(times):
        if chance.random() < 0.7:
            month.noise(-chance.choice([2_500, 6_500, 4_250_000]), "BIAYA ATAU GAJI PEGAWAI")
        else:
            month.noise(chance.choice([GRANT, -GRANT // 2, 725_000]), "SETORAN KAS DAERAH")


def swapped_figures(month, pair, chance):
    first, other = pair
    word = swapped(first.reference, chance.randrange(4, 13))
    month.add(first, said=word, defect="swapped figures")
    month.add(other)


def unknown_reference(month, pair, chance):
    month.add(
        pair[0],
        said=reference(TRANSFER, 900_000 + chance.randrange(9_999), 1),
        defect="unknown reference",
    )
    month.add(pair[1])


def reference_of_another(month, pair, chance):
    first, other = pair
    month.add(first, said=other.reference, account="7001234567", defect="another's reference")
    month.add(other)


def split(month, pair, chance):
    part = chance.randrange(1, 29) * 1_000_000
    month.add(pair[0], -part, defect="split")
    month.add(pair[0], part - GRANT, defect="split")
    month.add(pair[1])


def duplicate(month, pair, chance):
    month.add(pair[0])
    month.add(pair[0], defect="duplicate")
    month.add(pair[1])


def returned(month, pair, chance):
    month.add(pair[0])
    month.add(pair[0], GRANT, defect="returned")
    month.add(pair[1])


def twice_and_one_back(month, pair, chance):
    month.add(pair[0])
    month.add(pair[0], defect="duplicate")
    month.add(pair[0], GRANT, defect="returned of two")
    month.add(pair[1])


def wrong_amount(month, pair, chance):
    month.add(pair[0], -GRANT + chance.choice([1, 10, 27_000_000]), defect="wrong amount")
    month.add(pair[1])


def wrong_account(month, pair, chance):
    month.add(pair[0], account=swapped(f"98{pair[0].account.number}", 0), defect="wrong account")
    month.add(pair[1], account="", defect="no account")


def two_in_one(month, pair, chance):
    first, other = pair
    month.add(first, -2 * GRANT, more=other.reference, defect="two in one")


def glued(month, pair, chance):
    month.add(pair[0], said=f"X{pair[0].reference}", defect="glued")
    month.add(pair[1], said=pair[1].reference[:-1], defect="cut off")


def nothing_but_the_amount(month, pair, chance):
    month.add(pair[0], said="NONREF", account="7001234567", defect="the amount alone")
    month.add(pair[1], said="NONREF", amount=-1_000_000, defect="to a group's account")


PLANTS = [
    swapped_figures,
    unknown_reference,
    reference_of_another,
    split,
    duplicate,
    returned,
    twice_and_one_back,
    wrong_amount,
    wrong_account,
    two_in_one,
    glued,
    nothing_but_the_amount,
]
