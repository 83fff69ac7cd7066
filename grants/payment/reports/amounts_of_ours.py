"""The amounts of payments and refunds, by which a line that names none is recognized."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from grants.payment.models import BankMovement, MatchKind, Refund, Transfer
from grants.payment.reports.suggestions import PaymentLines


class AmountsOfOurs:
    """Payments and refunds by district and amount; outgoing amounts awaited are negative."""

    def __init__(
        self,
        transfers: Sequence[Transfer],
        refunds: Sequence[Refund],
        payment_lines: Mapping[BankMovement, PaymentLines],
    ):
        self.transfers = transfers
        self.refunds = refunds
        self.payment_lines = payment_lines
        self.going = [row for row in transfers if not row.is_lost]

    @cached_property
    def all(self) -> dict[tuple[str, int], list[BankMovement]]:
        """Each payment and refund by its amount; payments of an order also by its sum."""
        orders: dict[tuple[str, int], list[Transfer]] = defaultdict(list)
        found: dict[tuple[str, int], list[BankMovement]] = defaultdict(list)
        rows: list[BankMovement] = [*self.transfers, *self.refunds]
        for row in rows:
            found[row.district_id, row.amount].append(row)
        for transfer in self.transfers:
            orders[transfer.district_id, transfer.disbursement.order_id].append(transfer)
        for (office, _order), paid in orders.items():
            if len(paid) > 1:
                found[office, sum(row.amount for row in paid)].extend(paid)
        return found

    @cached_property
    def awaited(self) -> set[tuple[str, int]]:
        """The amounts expected: outgoing payments, incoming returns and refunds."""
        refunds = (row for row in self.refunds if not self.payment_lines[row].kinds)
        awaited = {(row.district_id, row.amount) for row in refunds}
        for row in self.going:
            kinds = self.payment_lines[row].kinds
            if MatchKind.RETURNED not in kinds:
                sign = 1 if MatchKind.ARRIVED in kinds else -1
                awaited.add((row.district_id, sign * row.amount))
        return awaited

    @cached_property
    def of_orders_awaited(self) -> set[tuple[str, int]]:
        """The outgoing amounts of orders with several open payments."""
        open_amounts = defaultdict(list)
        for row in self.going:
            if not self.payment_lines[row].kinds:
                open_amounts[row.disbursement.order_id, row.district_id].append(row.amount)
        return {
            (district, -sum(amounts))
            for (_order, district), amounts in open_amounts.items()
            if len(amounts) > 1
        }
