"""The payments of an order, and the transfer file for the bank."""

import csv
import datetime
import io
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from foundation.exports import Column, table_file
from grants.payment.models import BankAccount, Disbursement, Match, PaymentOrder, Transfer
from grants.payment.rules.payable import held, held_back, obstacle
from grants.payment.rules.references import transfer_reference
from grants.selection.models import Award

COLUMNS = [
    "referensi",
    "bank",
    "rekening",
    "nama",
    "jumlah",
    "keterangan",
]  # column headings in the bank's format


@dataclass
class OrderLine:
    """A disbursement of an order, with its payment or obstacle."""

    disbursement: Disbursement
    account: BankAccount | None
    transfers: list[Transfer]
    today: datetime.date
    is_held: bool = False

    @property
    def award(self) -> Award:
        return self.disbursement.award

    @property
    def amount(self) -> int:
        return self.disbursement.amount

    @property
    def transfer_in_force(self) -> Transfer | None:
        """The payment in force; None if not paid, or returned by the bank."""
        return next((each for each in self.transfers if not _returned(each)), None)

    @property
    def is_arrived(self) -> bool:
        transfer_in_force = self.transfer_in_force
        return transfer_in_force is not None and any(
            match.kind == Match.Kind.ARRIVED for match in transfer_in_force.matches.all()
        )

    @property
    def reference(self) -> str:
        if self.transfer_in_force:
            return self.transfer_in_force.reference
        return transfer_reference(self.disbursement.pk, len(self.transfers) + 1)

    @property
    def obstacle(self) -> str:
        """Why it cannot be paid now; empty if it can."""
        if self.transfer_in_force:
            return _("This grant was paid already. It is paid once.")
        if not self.disbursement.order.sp2d:
            return _("Waits for the SP2D number of the treasury.")
        if self.award.is_revoked:
            return _("This grant was taken back by an addendum to the decree.")
        if self.is_held:
            return held_back()
        return obstacle(self.account, waiting_days=self.award.round.waiting_days, on=self.today)


def _returned(transfer: Transfer) -> bool:
    return transfer.is_lost or any(
        match.kind == Match.Kind.RETURNED for match in transfer.matches.all()
    )


def order_lines(order: PaymentOrder, today: datetime.date) -> list[OrderLine]:
    """The payments of an order; a constant number of queries."""
    found = order.disbursements.select_related(
        "order__treasury", "award__group__village", "award__round", "award__revocation"
    ).prefetch_related("transfers__matches", "transfers__account", "transfers__lost")
    rows = list(found)
    groups = {row.award.group_id for row in rows}
    accounts, stopped = BankAccount.objects.in_force().filter(group__in=groups), held(groups)
    accounts = accounts.select_related(
        "check_row__by", "by", "chair__person", "treasurer__person", "letter"
    )
    of_group = {each.group_id: each for each in accounts}
    return [
        OrderLine(
            row,
            of_group.get(row.award.group_id),
            list(row.transfers.all()),
            today,
            row.award.group_id in stopped,
        )
        for row in rows
    ]


def transfer_file(order: PaymentOrder, today: datetime.date) -> HttpResponse:
    """CSV with a row for each payment that can be made now; names are already ASCII."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_payable(order, today))
    name = slugify(f"transfer-{order}")
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def transfer_table(order: PaymentOrder, today: datetime.date) -> FileResponse:
    """The same rows to look at in Excel, which takes the leading zeros of an account in a CSV."""
    columns = [Column(heading, 24) for heading in COLUMNS]
    return table_file(slugify(f"transfer-{order}"), columns, _payable(order, today))


def _payable(order: PaymentOrder, today: datetime.date) -> list[list[Any]]:
    return [_cells(line) for line in order_lines(order, today) if not line.obstacle]


def _cells(line: OrderLine) -> list[Any]:
    account = line.account
    assert account is not None  # else an obstacle
    note = f"{line.reference} BLPS {line.award.round.year}"
    return [line.reference, account.bank, account.number, account.holder, line.amount, note]
