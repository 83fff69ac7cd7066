"""What stands above the headings of a table: the account, and balances."""

from foundation.tables import clean
from foundation.workbooks import Rows
from grants.payment.statements.lines import digits
from grants.payment.statements.sums import Sums, amounts_in, label_of

ACCOUNT_LABELS = {
    "no rekening",
    "nomor rekening",
    "no rek",
    "norek",
    "rekening",
    "account",
    "account no",
    "account number",
    "no account",
    "nomor account",
    "rekening no",
    "rekening nomor",
    "nomor rek",
}


def read_head(rows: Rows, sums: Sums) -> str:
    """The number of the account, if it is told; adds the balances to `sums`."""
    account = ""
    for number, row in enumerate(rows, start=1):
        cells = [clean(cell) for cell in row if clean(cell)]
        for at, cell in enumerate(cells):
            label, _colon, same_cell = cell.partition(":")
            label = " ".join(label.lower().replace(".", " ").split())
            if label in ACCOUNT_LABELS and not account:
                after = [same_cell, *cells[at + 1 : at + 3]]
                numbers = [each for each in after if len(digits(each)) >= 5]
                account = digits(numbers[0].split("/")[0]) if numbers else ""
            found = label_of(cell)
            if found and found[0] in ("opening", "closing"):
                values = amounts_in(list(cells[at + 1 : at + 3]))
                sums.add(found[0], [found[1]] if found[1] is not None else values[:1], number)
    return account
