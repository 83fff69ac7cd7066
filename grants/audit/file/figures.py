"""Verify the sums of an audit file: budget, grant, bank, books, receipts, report."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

AMOUNT, REVERSES = 6, 9  # their places in an entry of the extract
KIND, BALANCE = 1, 4  # and in a book


def verify_figures(index: dict, trails: dict, ledgers: dict, files: set) -> Iterator[str]:
    """`trails` and `ledgers` by file name; `files` are those with a matching digest."""
    books = {ledger["group"]["id"]: Extract(ledger) for ledger in ledgers.values()}
    given = sum(trail["amount"] for trail in trails.values() if not trail["revoked"])
    if index["budget"] is not None and given > index["budget"]:
        yield _("the grants are more than the budget of the round")
    by_group = defaultdict(list)
    for name, trail in trails.items():
        by_group[trail["group"]].append(trail)
        extract = books.get(trail["group"])
        if not extract:
            yield _("%(name)s: the books of its group are missing") % {"name": name}
            continue
        for what in _grant(trail, extract, files):
            yield f"{name}: {what}"
    for group, of_group in by_group.items():
        extract = books.get(group)
        if extract and len(of_group) == extract.awards and not extract.holds(of_group):
            what = _("the grant book is not what came, was spent and went back")
            yield f"ledger/{group}.json: {what}"


class Extract:
    """A group's entries by sequence number, and the balance of its grant book."""

    def __init__(self, ledger: dict):
        self.awards = ledger["awards"]
        self.amounts = {entry[0]: entry[AMOUNT] for entry in ledger["entries"]}
        self.reversed = {entry[REVERSES] for entry in ledger["entries"]} - {0}
        self.grant = sum(book[BALANCE] for book in ledger["books"] if book[KIND] == "grant")

    def holds(self, trails: list[dict]) -> bool:
        """arrived = bought + refunded + balance of the grant book."""
        return self.grant == sum(map(_left, trails))


def _left(trail: dict) -> int:
    signs = {"arrived": 1, "returned": -1, "refunded": -1}
    moved = sum(signs[m["kind"]] * m["amount"] for m in trail["matches"] if m["entry"])
    return moved - sum(row["amount"] for row in trail["purchases"] if not row["cancelled"])


def _grant(trail: dict, extract: Extract, files: set) -> Iterator[str]:
    plans = [sum(line["amount"] for line in plan["lines"]) for plan in trail["plans"]]
    if any(plan != trail["amount"] for plan in plans):
        yield _("a plan is not the grant to the rupiah")
    if any(transfer["amount"] != trail["amount"] for transfer in trail["transfers"]):
        yield _("a payment is not the grant to the rupiah")
    for match in trail["matches"]:
        if match["entry"] and extract.amounts.get(match["entry"]) != match["amount"]:
            yield _("a line of the bank and the books do not agree")
    known = {row["id"] for row in trail["purchases"]}
    for row in trail["purchases"]:
        yield from _purchase(row, extract, files)
    for report in trail["reports"]:
        if not set(report["purchases"]) <= known:
            yield _("report %(version)s accounts for a purchase that is not there") % report


def _purchase(row: dict, extract: Extract, files: set) -> Iterator[str]:
    if extract.amounts.get(row["entry"]) != row["amount"]:
        yield _("purchase %(id)s is not in the books with this amount") % row
    if (row["entry"] in extract.reversed) != row["cancelled"]:
        yield _("purchase %(id)s is cancelled in one place alone") % row
    if row["receipt"] not in files:
        yield _("the receipt of purchase %(id)s is missing") % row
