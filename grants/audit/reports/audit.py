"""The auditor's search, and the money of a round in one table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Region, User
from foundation.exports import Column
from foundation.formatting import day, rupiah
from grants.payment.models import Match, PaymentOrder, Refund, Transfer
from grants.payment.reports.bank_totals import paid_beyond, said_of
from grants.payment.reports.loose_lines import loose_lines
from grants.selection.models import Award, Round
from grants.spending.models import Purchase
from groups.models import Group
from papers.models import Paper
from papers.seal import read_code

VILLAGES = Region.objects.filter(pk__in=Group.objects.order_by().values("village"))
MOST = 20  # of each kind; a longer search text finds fewer


class Found(NamedTuple):
    what: str
    text: str
    url: str


def rounds_for(user: User) -> QuerySet[Round]:
    rows = Round.objects.visible_to(user, "grants.audit").select_related("district")
    return rows.order_by("-year", "-pk")


def awards_for(user: User) -> QuerySet[Award]:
    groups = Group.objects.visible_to(user, "grants.audit")
    return Award.objects.filter(group__in=groups).select_related("group", "round")


def rounds_shown(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Rounds annotated with the sum of their grants in force."""
    force = Q(awards__revocation=None)
    return rounds.select_related("district").annotate(
        given=Sum("awards__amount", filter=force), groups=Count("awards", filter=force)
    )


def find_all(user: User, words: str) -> list[Found]:
    """Rounds, groups, papers, payments and refunds with this name or number."""
    awards = awards_for(user)
    return [
        *_rounds(user, words),
        *_groups(awards, words),
        *_papers(user, words),
        *_payments(awards, words),
    ]


def _rounds(user: User, words: str) -> Iterator[Found]:
    named = Q(name__icontains=words) | Q(district__name__icontains=words)
    for row in rounds_for(user).filter(named)[:MOST]:
        yield Found(
            _("Round"), f"{row}, {row.district}", reverse("grants:audit_round", args=[row.pk])
        )


def _groups(awards: QuerySet[Award], words: str) -> Iterator[Found]:
    groups = Group.objects.named(words, villages=VILLAGES).values("pk")
    for row in awards.filter(group__in=groups).order_by("group__name", "pk")[:MOST]:
        yield Found(_("Grant"), str(row), reverse("grants:audit_award", args=[row.pk]))


def _papers(user: User, words: str) -> Iterator[Found]:
    rows = Paper.objects.visible_to(user).filter(Q(number=words) | Q(code=read_code(words)))
    for row in rows.order_by("pk")[:MOST]:
        yield Found(_("Paper"), f"{row}, {day(row.date)}", reverse("papers:paper", args=[row.pk]))


def _payments(awards: QuerySet[Award], words: str) -> Iterator[Found]:
    """Payments by their reference, the SP2D number or the STS number."""
    mine = {"award__in": awards.values("pk")}
    paid = Transfer.objects.filter(reference__iexact=words, disbursement__award__in=awards)
    for row in paid.select_related("disbursement__award__group", "disbursement__award__round"):
        yield _in_trail(_("Payment"), row, row.disbursement.award, f"transfer-{row.pk}")
    back = Refund.objects.filter(Q(reference__iexact=words) | Q(sts__iexact=words), **mine)
    for refund in back.select_related("award__group", "award__round"):
        yield _in_trail(_("Refund"), refund, refund.award, f"refund-{refund.pk}")
    orders = PaymentOrder.objects.filter(Q(treasury__number__iexact=words) | Q(spm__iexact=words))
    for order in orders.filter(disbursements__award__in=awards).distinct()[:MOST]:
        yield Found(_("Payment order"), str(order), reverse("papers:paper", args=[order.paper_id]))


def _in_trail(what: str, row: Transfer | Refund, award: Award, anchor: str) -> Found:
    url = reverse("grants:audit_award", args=[award.pk])
    return Found(what, f"{row.reference}, {award}, {rupiah(row.amount)}", f"{url}#{anchor}")


@dataclass(frozen=True)
class RoundLine:
    """One grant of a round and its amounts (whole rupiah)."""

    award: Award
    ordered: int
    arrived: int
    bought: int
    given_back: int
    on_its_way: int
    beyond: int  # what the bank paid too much, not yet back; negative: too little
    looks: int  # lines of the bank that name it, but count for nothing of it
    is_report_accepted: bool

    @property
    def doubt(self) -> str:
        return said_of(self.beyond) if self.beyond else ""

    @property
    def left(self) -> int:
        return self.arrived - self.bought - self.given_back - self.on_its_way


def round_lines(selection_round: Round) -> list[RoundLine]:
    """The grants in force by place, in a fixed number of queries."""
    awards = selection_round.awards.in_force().select_related("group__village", "disbursement")
    of_round = {"award__round": selection_round}
    arrivals = Match.objects.arrivals().filter(transfer__disbursement__award__round=selection_round)
    arrived = _summed(arrivals, "transfer__disbursement__award", "transfer__amount")
    bought = _summed(Purchase.objects.not_cancelled().filter(**of_round), "award", "amount")
    refunds = Refund.objects.filter(**of_round)
    given_back = _summed(refunds.given_back(), "award", "amount")
    on_its_way = _summed(refunds.on_their_way(), "award", "amount")
    transfers = Transfer.objects.filter(disbursement__award__round=selection_round)
    beyond = paid_beyond(transfers.select_related("lost", "disbursement"))
    loose = loose_lines([selection_round])
    done = set(awards.filter(reports__review__accepted=True).values_list("pk", flat=True))
    return [
        RoundLine(
            award=award,
            ordered=award.disbursement.amount if award.is_ordered else 0,
            arrived=arrived.get(award.pk, 0),
            bought=bought.get(award.pk, 0),
            given_back=given_back.get(award.pk, 0),
            on_its_way=on_its_way.get(award.pk, 0),
            beyond=sum(
                amount for row, amount in beyond.items() if row.disbursement.award_id == award.pk
            ),
            looks=len(loose.get(award.pk, ())),
            is_report_accepted=award.pk in done,
        )
        for award in awards.order_by("place", "pk")
    ]


def _summed(rows: QuerySet[Any], award: str, amount: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(award).annotate(Sum(amount)))


@dataclass(frozen=True)
class RoundSums:
    """The sums of a round from its budget down; none exceeds the one before."""

    budget: int
    given: int
    ordered: int
    arrived: int
    bought: int
    given_back: int
    on_its_way: int
    doubts: int  # grants that the bank paid too much or too little
    looks: int  # grants with lines of the bank to look at

    @property
    def fits(self) -> bool:
        return not self.doubts and (
            self.budget
            >= self.given
            >= self.ordered
            >= self.arrived
            >= (self.bought + self.given_back + self.on_its_way)
        )


def sums_of(selection_round: Round, lines: list[RoundLine]) -> RoundSums:
    return RoundSums(
        budget=selection_round.budget,
        given=sum(line.award.amount for line in lines),
        ordered=sum(line.ordered for line in lines),
        arrived=sum(line.arrived for line in lines),
        bought=sum(line.bought for line in lines),
        given_back=sum(line.given_back for line in lines),
        on_its_way=sum(line.on_its_way for line in lines),
        doubts=sum(bool(line.beyond) for line in lines),
        looks=sum(bool(line.looks) for line in lines),
    )


def round_table(lines: list[RoundLine]) -> tuple[list[Column], Iterator[Any]]:
    heads = [
        _("No."),
        _("Group"),
        _("Village"),
        _("Grant"),
        _("Ordered"),
        _("Came to the group"),
        _("Bought"),
        _("Given back"),
        _("On its way back"),
        _("Left over"),
    ]
    rows = (
        [
            line.award.place,
            str(line.award.group),
            line.award.group.village.name,
            line.award.amount,
            line.ordered,
            line.arrived,
            line.bought,
            line.given_back,
            line.on_its_way,
            line.left,
        ]
        for line in lines
    )
    return [Column(head) for head in heads], rows
