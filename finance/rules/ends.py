"""How money and goods of a group are divided when it ends (domain.md §3).

Nothing is read or written here. A group's books are a dict of balances by `BookKey`; what is posted
keeps it in step, so that each posting is of what is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from finance.ledger import BookKey
from finance.models import Book
from groups.models import Membership

Kind = Book.Kind
OFFSET = [Kind.SUKARELA, Kind.WAJIB, Kind.POKOK]  # which savings pay a debt first
EQUITY = [Kind.RESERVE, Kind.TRAINING, Kind.SHU, Kind.OPENING]
CASH, CAPITAL, IKS = BookKey(Kind.CASH), BookKey(Kind.CAPITAL), BookKey(Kind.IKS)
OPENING, SHU = BookKey(Kind.OPENING), BookKey(Kind.SHU)
Move = tuple[BookKey, BookKey, int]  # debit, credit, amount


@dataclass
class Balances:
    """Balances by book, and the entries that change them, in order."""

    now: dict[BookKey, int]
    moves: list[Move] = field(default_factory=list)

    def move(self, debit: BookKey, credit: BookKey, amount: int) -> None:
        """An entry; of a negative amount the other way, of nothing none."""
        if amount < 0:
            debit, credit, amount = credit, debit, -amount
        if amount:
            self.moves.append((debit, credit, amount))
            for key, change in ((debit, amount), (credit, -amount)):
                sign = 1 if key.kind in Book.DEBIT_SIDE else -1
                self.now[key] = self.now.get(key, 0) + sign * change

    def empty(self, key: BookKey, into: BookKey) -> None:
        """Bring a book to zero against another one."""
        amount = self.now.get(key, 0)
        if key.kind in Book.DEBIT_SIDE:
            self.move(into, key, amount)
        else:
            self.move(key, into, amount)

    def of(self, *kinds: str) -> list[BookKey]:
        """The books of these kinds that are not at zero."""
        return [key for key, amount in self.now.items() if key.kind in kinds and amount]

    def saved(self, member: Membership) -> int:
        return sum(self.now.get(BookKey(kind, member), 0) for kind in Book.SAVINGS)


@dataclass(frozen=True)
class Got:
    """What a member gets when the group is dissolved, in whole rupiah."""

    member: Membership
    savings: int
    debts: int
    share: int  # of what is left of the group, or of its loss

    @property
    def paid(self) -> int:
        return self.savings - self.debts + self.share


def shared_out(total: int, weights: Sequence[int]) -> list[int]:
    """Whole rupiah by weight: rounded down, then one each by largest remainder, ties by order."""
    whole = sum(weights)
    if not whole or not total:
        return [0] * len(weights)
    shares = [total * weight // whole for weight in weights]
    rest = total - sum(shares)
    order = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % whole))
    for place in order[:rest]:
        shares[place] += 1
    return shares


def dissolve(books: Balances, members: Sequence[Membership]) -> tuple[list[Got], list[Move]]:
    """Bring all books to zero; return what each member gets and the entries of the receiver.

    Savings pay debts; dues of solidarity and goods go to the receiver; what is left is divided
    equally, a loss by savings.
    """
    received = _hand_over(books)
    saved = [books.saved(member) for member in members]
    debts = [_set_off(books, member) for member in members]
    _gather_equity(books)
    left = books.now.get(CAPITAL, 0)
    if left >= 0:
        shares = shared_out(left, [1] * len(members))
        for member, share in zip(members, shares, strict=True):
            books.move(CAPITAL, BookKey(Kind.SUKARELA, member), share)
    else:
        shares = [-share for share in shared_out(-left, [books.saved(m) for m in members])]
        for member, share in zip(members, shares, strict=True):
            _take(books, member, CAPITAL, -share)
    for member in members:
        for kind in Book.SAVINGS:
            books.empty(BookKey(kind, member), CASH)
    rows = zip(members, saved, debts, shares, strict=True)
    return [Got(*row) for row in rows], received


def _hand_over(books: Balances) -> list[Move]:
    """The fund and the goods leave; the bank's money comes into the box to be paid out."""
    for key in books.of(Kind.BANK):
        books.empty(key, CASH)
    received: list[Move] = []
    if fund := books.now.get(IKS, 0):
        books.empty(IKS, CASH)
        received.append((CASH, IKS, fund))
    for key in books.of(*Book.GOODS):
        received.append((key, CAPITAL, books.now[key]))
        books.empty(key, CAPITAL)
    return received


def _set_off(books: Balances, member: Membership) -> int:
    debt = books.now.get(BookKey(Kind.LOAN, member), 0)
    _take(books, member, BookKey(Kind.LOAN, member), debt)
    return debt


def _take(books: Balances, member: Membership, into: BookKey, amount: int) -> None:
    """So much of the member's savings, the voluntary first."""
    for kind in OFFSET:
        part = min(amount, books.now.get(BookKey(kind, member), 0))
        books.move(BookKey(kind, member), into, part)
        amount -= part


def _gather_equity(books: Balances) -> None:
    """The result and all funds become capital."""
    for key in books.of(Kind.INCOME, Kind.EXPENSE):
        books.empty(key, SHU)
    for kind in EQUITY:
        books.empty(BookKey(kind), CAPITAL)


def mirrored(books: Balances, keys: Sequence[BookKey]) -> list[Move]:
    """Empty these books against the opening book; return the entries of who takes them over."""
    taken: list[Move] = []
    for key in keys:
        amount = books.now.get(key, 0)
        is_asset = (key.kind in Book.DEBIT_SIDE) == (amount > 0)
        if amount:
            taken.append((key, OPENING, abs(amount)) if is_asset else (OPENING, key, abs(amount)))
            books.empty(key, OPENING)
    return taken
