"""Statements in MT940, as SWIFT writes them and as banks bend it."""

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from foundation.formatting import day as day_in_words
from foundation.tables import clean
from grants.payment.statements.amounts import LARGEST, written
from grants.payment.statements.lines import LeftOut, Line, Proof, Refused, Statement, same_account
from grants.payment.statements.mt940_text import counter_side, text_of

FIELD = re.compile(  # no other tag: a text may break before “:26:37”
    r"^:(13D?|20|21|25P?|28C?|34F|6[02][FM]|61|64|65|86|90[CD]|NS):", re.MULTILINE
)
LINE = re.compile(
    r"(?P<date>\d{6})(?P<entry>\d{4}|\s{4})?(?P<mark>R?[CD]|E[CD])(?P<funds>[A-Z])?\s?"
    r"(?P<amount>\d{1,20}(?:,\d{0,2})?)(?P<rest>\s*(?:[NFS][A-Z0-9 ]{3}.*)?)",
    re.DOTALL,
)
BALANCE = re.compile(
    r"(?P<mark>[CD])(?P<date>\d{6})(?P<currency>[A-Z]{3})?(?P<amount>\d{1,20}(?:,\d{0,2})?)"
)
SUM = re.compile(r"(?P<count>\d{1,5})(?P<currency>[A-Z]{3})?(?P<amount>\d{1,20}(?:,\d{0,2})?)")
NO_REFERENCE = {"", "NONREF", "NOREF", "NOTPROVIDED", "EREF", "MREF", "PREF"}
OUTSIDE = datetime.timedelta(days=31)  # a value day before or after the days of the balances
APART = datetime.timedelta(days=62)  # a value day and the day it was booked on


@dataclass(frozen=True)
class Field:
    tag: str
    content: str
    row: int


def is_mt940(text: str) -> bool:
    tags = set(re.findall(r"(?:^|[\r\n]):(\d{2}[A-Z]?):", text[:200_000]))
    return bool(tags & {"25", "20"}) and bool(tags & {"61", "60F", "60M"})


def read_mt940(text: str, account: str = "") -> list[Statement]:
    """The statements of one account; those of others are named as left out."""
    blocks = list(_blocks(text))
    numbers = list(dict.fromkeys(_account(block) for block in blocks))
    own = [each for each in numbers if not account or same_account(each, account)]
    if account and not own:
        told = ", ".join(filter(None, numbers))
        raise Refused(
            _("This is the statement of account %(other)s. Choose that account.") % {"other": told}
        )
    if len(own) > 1:
        told = ", ".join(own)
        raise Refused(_("It has the accounts %(accounts)s. Choose one.") % {"accounts": told})
    others = [
        LeftOut(block[0].row, _("Account %(account)s") % {"account": _account(block)})
        for block in blocks
        if _account(block) not in own
    ]
    statements = [_statement(block) for block in blocks if _account(block) in own]
    if not statements:
        raise Refused(_("It has no lines."))
    statements[0].left_out.extend(others)
    return statements


def _fields(text: str) -> Iterator[Field]:
    """The fields with the line of the file that each begins in."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    starts = list(FIELD.finditer(text))
    row, counted = 1, 0
    for at, start in enumerate(starts):
        end = starts[at + 1].start() if at + 1 < len(starts) else len(text)
        row, counted = row + text.count("\n", counted, start.start()), start.start()
        content = re.split(r"\n-\}?\s*(?:\n|$)|\n?-\}", text[start.end() : end])[0]
        yield Field(start[1], content.rstrip("\n"), row)


def _blocks(text: str) -> Iterator[list[Field]]:
    """The fields of each statement; a new one begins with :20:, or again with :25: or :60:."""
    block: list[Field] = []
    tags: set[str] = set()
    for field in _fields(text):
        closed = bool(tags & {"62F", "62M"})
        if field.tag == "20" or (
            field.tag in ("25", "60F", "60M") and (field.tag in tags or closed)
        ):
            if tags & {"25", "60F", "60M", "61"}:
                yield block
            block = [] if field.tag in ("20", "25") else _again(block)
            tags = {each.tag for each in block}
        block.append(field)
        tags.add(field.tag)
    if tags & {"25", "60F", "60M", "61"}:
        yield block


def _again(block: list[Field]) -> list[Field]:
    """A second page that does not repeat its account."""
    return [each for each in block if each.tag in ("20", "25", "28", "28C")]


def _account(block: list[Field]) -> str:
    told = next((clean(each.content) for each in block if each.tag in ("25", "25P")), "")
    told = re.sub(r"(?<=\d)\s*[A-Z]{3}$", "", told.split("/")[-1].strip())
    return re.sub(r"[\s.-]", "", told)


def _statement(block: list[Field]) -> Statement:
    by_tag = {each.tag: each for each in block}
    first = by_tag.get("60F") or by_tag.get("60M")
    last = by_tag.get("62F") or by_tag.get("62M")
    opening, opened_on = _balance(first) if first else (None, None)
    closing, closed_on = _balance(last) if last else (None, None)
    page = clean((by_tag.get("28C") or by_tag.get("28") or Field("", "", 0)).content)
    lines = list(_lines(block, page, opening))
    for line in lines:
        _require_near(line, opened_on, closed_on)
    days = [date for date in (opened_on, closed_on) if date] + [line.date for line in lines]
    statement = Statement(
        bank="MT940",
        account=_account(block),
        lines=lines,
        opening=opening,
        closing=closing,
        first_on=min(days, default=None),
        last_on=max(days, default=None),
    )
    statement.proof = _proof(statement, by_tag, last)
    return statement


def _proof(statement: Statement, by_tag: dict[str, Field], last: Field | None) -> Proof:
    """Compare the lines with both balances, or with the sums of an interim report."""
    spent = -sum(line.amount for line in statement.lines if line.amount < 0)
    earned = sum(line.amount for line in statement.lines if line.amount > 0)
    if statement.opening is not None and statement.closing is not None and last:
        after = statement.opening + earned - spent
        if after != statement.closing:
            raise Refused(
                _(
                    "the lines lead to %(after)s, but the closing balance is %(closing)s "
                    "(difference %(difference)s); a part is missing or wrong."
                )
                % {
                    "after": written(after),
                    "closing": written(statement.closing),
                    "difference": written(statement.closing - after),
                },
                last.row,
            )
        return Proof.BALANCES
    for tag, sum_of_lines in (("90D", spent), ("90C", earned)):
        if tag not in by_tag:
            return Proof.NONE
        told = _matched(SUM, by_tag[tag])
        if _money(told["amount"], by_tag[tag]) != sum_of_lines:
            raise Refused(_("Its lines do not add up; a part is missing."), by_tag[tag].row)
    return Proof.SUMS


def _lines(block: list[Field], page: str, opening: Decimal | None) -> Iterator[Line]:
    running = opening
    for at, field in enumerate(block):
        if field.tag != "61":
            continue
        after = block[at + 1] if at + 1 < len(block) else None
        details = after.content if after and after.tag in ("86", "NS") else ""
        match = _matched(LINE, field)
        amount = _money(match["amount"], field)
        if match["mark"] in ("D", "ED", "RC"):
            amount = -amount
        running = None if running is None else running + amount
        reference, more = _references(match["rest"])
        number, name = counter_side(details)
        yield Line(
            date=_value_day(match, field),
            amount=amount,
            text=clean(f"{more} {text_of(details)}"),
            reference=reference,
            counter_account=number,
            counter_name=name,
            balance=running,
            row=field.row,
            page=page,
        )


def _references(rest: str) -> tuple[str, str]:
    """The reference of a line, and what else stands behind its amount."""
    first, _newline, more = rest.strip()[4:].partition("\n")
    customer, _slashes, bank = first.partition("//")
    told = [clean(each) for each in (customer, bank)]
    named = [each for each in told if each.upper() not in NO_REFERENCE]
    broken = clean(more)
    if not named and broken and " " not in broken and re.search(r"\d", broken):
        return broken, ""  # Wise breaks the line before the reference
    return (named[0] if named else ""), clean(" ".join([*named[1:], broken]))


def _matched(pattern: re.Pattern[str], field: Field) -> re.Match[str]:
    content = field.content.strip()
    if match := pattern.fullmatch(content):
        return match
    text = clean(content.split("\n")[0])[:60]
    if re.match(r"\d{6}(?:\d{4})?R?[CD][A-Z]?[\d,]*\.|[CD]\d{6}[A-Z]{0,3}[\d,]*\.", content):
        why = _(":%(tag)s:%(text)s: an amount has a comma before its sen and no point.")
    else:
        why = _(":%(tag)s:%(text)s is not as MT940 wants it.")
    raise Refused(why % {"tag": field.tag, "text": text}, field.row)


def _money(figures: str, field: Field) -> Decimal:
    amount = Decimal(figures.replace(",", ".").rstrip("."))
    if amount > LARGEST:
        raise Refused(_("“%(text)s” is too large.") % {"text": figures}, field.row)
    return amount


def _balance(field: Field) -> tuple[Decimal, datetime.date]:
    match = _matched(BALANCE, field)
    if match["currency"] not in (None, "IDR"):
        raise Refused(
            _("Only rupiah can be read here, not %(currency)s.") % {"currency": match["currency"]},
            field.row,
        )
    amount = _money(match["amount"], field)
    return (-amount if match["mark"] == "D" else amount), _day(match["date"], field)


def _day(figures: str, field: Field) -> datetime.date:
    """YYMMDD; banks that count 30 days a month have a 30 February, which is its last day."""
    year, month, day = 2000 + int(figures[:2]), int(figures[2:4]), int(figures[4:6])
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        raise Refused(_("“%(text)s” is no day (YYMMDD).") % {"text": figures}, field.row)
    return datetime.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _value_day(match: re.Match[str], field: Field) -> datetime.date:
    date = _day(match["date"], field)
    entry = (match["entry"] or "").strip()
    if entry:
        years = (date.year - 1, date.year, date.year + 1)
        booked = [_day(f"{year % 100:02}{entry}", field) for year in years]
        if min(abs(each - date) for each in booked) > APART:
            raise Refused(_("“%(text)s” is no day (YYMMDD).") % {"text": match["date"]}, field.row)
    return date


def _require_near(
    line: Line, opened_on: datetime.date | None, closed_on: datetime.date | None
) -> None:
    if (opened_on and line.date < opened_on - OUTSIDE) or (
        closed_on and line.date > closed_on + OUTSIDE
    ):
        raise Refused(
            _("%(day)s is far from the days of this statement.") % {"day": day_in_words(line.date)},
            line.row,
        )
