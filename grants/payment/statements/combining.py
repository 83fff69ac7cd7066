"""Statements of one account put together: each line once, whatever files it came in.

Two lines are one where day, amount and balance agree; where a balance is not known, where day,
amount and text do. They are counted, so that two alike lines of one statement stay two.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from foundation.formatting import day
from grants.payment.statements.lines import Gap, LeftOut, Line, Refused, Statement, same_account

Pairs = list[int | None]


@dataclass
class Combined:
    """The lines of several statements, in order."""

    bank: str = ""
    account: str = ""
    lines: list[Line] = field(default_factory=list)
    opening: Decimal | None = None
    closing: Decimal | None = None
    first_on: datetime.date | None = None
    last_on: datetime.date | None = None
    left_out: list[LeftOut] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)


def combine(statements: Sequence[Statement]) -> Combined:
    """Each line once, whatever the order of the files."""
    _require_one_account(statements)
    whole = Combined(
        bank=next((each.bank for each in statements if each.bank), ""),
        account=next((each.account for each in statements if each.account), ""),
    )
    sources: list[Statement] = []
    for statement in sorted(statements, key=_when):
        _add(whole, statement, sources)
    if date := contradicted_on(whole.lines):
        raise Refused(_("The files contradict each other on %(day)s.") % {"day": day(date)})
    whole.first_on = min((each.first_on for each in statements if each.first_on), default=None)
    whole.last_on = max((each.last_on for each in statements if each.last_on), default=None)
    whole.gaps = gaps(whole.lines)
    if whole.lines and whole.lines[0].balance is not None:
        whole.opening, whole.closing = whole.lines[0].before, whole.lines[-1].balance
    elif statements:
        whole.opening, whole.closing = statements[0].opening, statements[-1].closing
    return whole


def _when(statement: Statement) -> tuple[object, ...]:
    days = [str(line.date) for line in statement.lines] or [str(statement.first_on)]
    return days[0], days[-1], -len(statement.lines), str(statement.lines)


def _require_one_account(statements: Sequence[Statement]) -> None:
    named = [each for each in statements if each.account]
    for each in named[1:]:
        if not same_account(each.account, named[0].account):
            raise Refused(
                _("%(file)s is of account %(other)s, the others of %(account)s.")
                % {"file": each.file, "other": each.account, "account": named[0].account}
            )


def _add(whole: Combined, statement: Statement, sources: list[Statement]) -> None:
    whole.left_out.extend(replace(each, file=statement.file) for each in statement.left_out)
    kinds = {each.bank for each in sources}
    sources.append(statement)
    pairs = same_lines(whole.lines, statement.lines, same_kind=kinds <= {statement.bank})
    for line, known in zip(statement.lines, pairs, strict=True):
        if known is not None:
            whole.lines[known] = fuller(whole.lines[known], line)
            whole.left_out.append(LeftOut(line.row, _("Here already"), statement.file))
    _insert(whole.lines, statement, pairs)


def fuller(one: Line, other: Line) -> Line:
    """The line with the longer text, as one export writes it and another cuts it."""
    text, reference = (
        max(getattr(one, name), getattr(other, name), key=len) for name in ("text", "reference")
    )
    return replace(one, text=text, reference=reference)


def _insert(lines: list[Line], statement: Statement, pairs: Pairs) -> None:
    """Put the new lines of a statement where they belong among the known ones."""
    new = statement.lines
    if all(each is None for each in pairs):
        at = _place(lines, new)
        lines[at:at] = new
        return
    marked: list[tuple[int, int]] = []  # (before which known line, line of the statement)
    at = next(each for each in pairs if each is not None)
    for number, known in enumerate(pairs):
        if known is None:
            marked.append((at, number))
        else:
            at = known + 1
    for place, number in reversed(marked):
        lines.insert(place, new[number])


def _place(lines: list[Line], new: Sequence[Line]) -> int:
    """Where lines none of which is known stand: where the balances join, else by their day."""
    if not new:
        return len(lines)
    fits = [
        at
        for at in range(len(lines) + 1)
        if (at == 0 or lines[at - 1].date <= new[0].date)
        and (at == len(lines) or new[-1].date <= lines[at].date)
    ]
    joins = [at for at in fits if at and lines[at - 1].balance == new[0].before]
    joins += [at for at in fits if at < len(lines) and lines[at].before == new[-1].balance]
    usual = next((at for at, line in enumerate(lines) if line.date > new[0].date), len(lines))
    return next(iter(joins), fits[-1] if fits else usual)


def gaps(lines: Sequence[Line]) -> list[Gap]:
    return [
        Gap(one.date, one.balance, two.date, two.before)
        for one, two in pairwise(lines)
        if one.balance is not None and two.before is not None and one.balance != two.before
    ]


def contradicted_on(lines: Sequence[Line]) -> datetime.date | None:
    """A day on which two lines follow the same balance, as if there were two accounts."""
    ends: dict[tuple[datetime.date, Decimal], int] = defaultdict(int)
    for line in lines:
        if line.balance is not None and line.before is not None:
            ends[line.date, line.before] += 1
            ends[line.date, line.balance] -= 1
    return min((date for (date, _at), count in ends.items() if abs(count) > 1), default=None)


def same_lines(known: Sequence[Line], new: Sequence[Line], *, same_kind: bool) -> Pairs:
    """For each new line the place of the known one that it is, or None.

    `same_kind`: both come from files of one kind, whose references are the same for one line.
    """
    alike: dict[object, dict[Decimal | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, line in enumerate(known):
        alike[line.date, line.amount][line.balance].append(place)
    pairs: Pairs = [None] * len(new)
    for agrees in TESTS:
        for number, line in enumerate(new):
            if pairs[number] is not None:
                continue
            by_balance = alike[line.date, line.amount]
            for place in _candidates(by_balance, line.balance):
                other = known[place]
                if _may_be(line, other, same_kind=same_kind) and agrees(line, other):
                    pairs[number] = place
                    by_balance[other.balance].remove(place)
                    break
    return _by_whole_days(known, new, _unless_broken(known, new, pairs))


def _candidates(by_balance: dict[Decimal | None, list[int]], balance: Decimal | None) -> list[int]:
    """The lines of one day and amount that may have this balance."""
    if balance is None:
        return sorted(place for places in by_balance.values() for place in places)
    return [*by_balance[balance], *by_balance[None]]


def _by_whole_days(known: Sequence[Line], new: Sequence[Line], pairs: Pairs) -> Pairs:
    """Pair a day that comes in another order: same balances around it, same amounts."""
    result = list(pairs)
    for date in {line.date for line, known in zip(new, pairs, strict=True) if known is None}:
        old = [place for place, line in enumerate(known) if line.date == date]
        own = [number for number, line in enumerate(new) if line.date == date]
        if not old or _around([known[at] for at in old]) != _around([new[at] for at in own]):
            continue
        left = sorted(old, key=lambda at: _squeezed(known[at].text))
        for number in sorted(own, key=lambda at: _squeezed(new[at].text)):
            place = next(at for at in left if known[at].amount == new[number].amount)
            left.remove(place)
            result[number] = place
    return result


def _around(lines: Sequence[Line]) -> tuple[object, ...]:
    """Balances before and after, and all amounts; of lines without balances nothing is alike."""
    first, last = lines[0].before, lines[-1].balance
    if first is None or last is None:
        return (object(),)
    return first, last, sorted(line.amount for line in lines)


def _may_be(line: Line, other: Line, *, same_kind: bool) -> bool:
    """Whether nothing says that these are two lines: balances, pages, references."""
    if None not in (line.balance, other.balance) and line.balance != other.balance:
        return False
    if line.page and other.page and _other_page(line.page, other.page):
        return False
    differ = line.reference and other.reference and line.reference != other.reference
    return not (same_kind and differ) or _longer(line.reference, other.reference)


def _other_page(one: str, other: str) -> bool:
    """Whether these are two pages of one statement: 12/1 and 12/2."""
    number, _slash, page = one.partition("/")
    other_number, _slash, other_page = other.partition("/")
    return number.strip("0 ") == other_number.strip("0 ") and page != other_page


def _squeezed(text: str) -> str:
    return re.sub(r"\W", "", text).upper()


def _longer(one: str, other: str) -> bool:
    """Whether one is the beginning of the other, as an export cuts it."""
    short, long = sorted((_squeezed(one), _squeezed(other)), key=len)
    return long.startswith(short)


def _same_text(one: Line, other: Line) -> bool:
    return _squeezed(one.text) == _squeezed(other.text)


def _proved(one: Line, other: Line) -> bool:
    return one.balance is not None and one.balance == other.balance


TESTS: list[Callable[[Line, Line], bool]] = [
    lambda one, other: _same_text(one, other) and one.reference == other.reference,
    lambda one, other: _same_text(one, other) and _proved(one, other),
    lambda one, other: _longer(one.text, other.text) and _longer(one.reference, other.reference),
    lambda one, other: _longer(one.reference + one.text, other.reference + other.text),
    _proved,
]


def _unless_broken(known: Sequence[Line], new: Sequence[Line], pairs: Pairs) -> Pairs:
    """Without pairs that only look alike: the lines after them do not follow the known ones."""
    if any(line.balance is None for line in [*known, *new]):
        return pairs
    ends: dict[Decimal | None, int] = defaultdict(int)
    for line in known:
        ends[line.balance] += 1
        ends[line.before] -= 1
    result = list(pairs)
    for at in range(1, len(new)):
        if result[at - 1] is not None and result[at] is None and ends[new[at].before] <= 0:
            start = at - 1
            while start > 0 and result[start - 1] is not None:
                start -= 1
            if ends[new[start].before] > 0:
                result[start:at] = [None] * (at - start)
    return result
