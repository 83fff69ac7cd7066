"""Parser of bank statements in MT940; shared parts for tables (`bank_tables`).

A file is parsed completely before anything is saved; errors raise RuleBroken.
"""

import datetime
import hashlib
import logging
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import mt940
from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from grants.payment.models import OfficeAccount

logging.getLogger("mt940").setLevel(logging.CRITICAL)  # the library logs each unreadable line
NO_REFERENCE = {"", "NONREF", "NOTPROVIDED"}
LARGEST = 10**15
LINE_WIDTH = 65  # MT940: a full line continues in the next, even mid-word


@dataclass(frozen=True)
class BankLine:
    """A statement line; amounts in whole rupiah, outgoing ones negative."""

    date: datetime.date
    amount: int
    reference: str = ""
    counter_account: str = ""
    counter_name: str = ""
    text: str = ""


def is_mt940(content: bytes) -> bool:
    return b":25:" in content and (b":61:" in content or b":60F:" in content)


def read_mt940(content: bytes, account: OfficeAccount) -> list[BankLine]:
    """The lines of this account; raises RuleBroken where they disagree with a day's balances."""
    try:
        statements = mt940.parse_statements(decoded(content), options=mt940.Options.all())
        return [line for statement in statements for line in _lines(statement, account)]
    except (RuntimeError, ValueError, KeyError, ArithmeticError) as cause:
        raise unreadable(_("A line is not as MT940 wants it.")) from cause


def _lines(statement, account: OfficeAccount) -> list[BankLine]:
    of = digits(str(statement.data.get("account_identification") or ""))
    if of and not of.endswith(account.number.lstrip("0")):
        raise RuleBroken(
            _("This is the statement of account %(other)s. Choose that account.") % {"other": of},
            field="file",
        )
    lines = [_line(transaction.data) for transaction in statement]
    _require_balances(statement, lines)
    return lines


def _line(data: dict) -> BankLine:
    amount = data["amount"]
    if amount.currency not in (None, "IDR"):
        raise RuleBroken(
            _("Only rupiah can be read here, not %(currency)s.") % {"currency": amount.currency},
            field="file",
        )
    words = [clean(data.get(f"{whose}_reference")) for whose in ("customer", "bank")]
    references = [word for word in words if word.upper() not in NO_REFERENCE]
    rest = [data.get("extra_details"), data.get("transaction_details"), data.get("purpose")]
    return BankLine(
        date=datetime.date(*data["date"].timetuple()[:3]),
        amount=whole(amount.amount),
        reference=references[0] if references else "",
        counter_account=digits(str(data.get("applicant_iban") or "")),
        counter_name=clean(data.get("applicant_name")),
        text=clean(" ".join([*references[1:], *(_joined(part) for part in rest if part)])),
    )


def _joined(details: str) -> str:
    parts = details.splitlines()
    return "".join(part if len(part) == LINE_WIDTH else f"{part} " for part in parts)


def _require_balances(statement, lines: list[BankLine]) -> None:
    """Compare opening and closing balance with the lines, to detect missing ones."""
    of = statement.data
    first = of.get("final_opening_balance") or of.get("intermediate_opening_balance")
    last = of.get("final_closing_balance") or of.get("intermediate_closing_balance")
    if first and last:
        missing = last.amount.amount - first.amount.amount - sum(line.amount for line in lines)
        if missing:
            raise unreadable(_("Its lines do not add up to its balance; a part is missing."))


def decoded(content: bytes) -> str:
    """The text, decoded by the first usual encoding that fits."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def clean(text) -> str:
    """Join to one line and remove control characters, which PostgreSQL refuses."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", str(text or "")).split())


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def whole(amount: Decimal) -> int:
    """Whole rupiah; raises on sen instead of rounding."""
    if amount != amount.to_integral_value():
        raise RuleBroken(
            _("A line has sen: %(amount)s. Only whole rupiah can be kept.") % {"amount": amount},
            field="file",
        )
    if abs(amount) > LARGEST:
        raise RuleBroken(_("A line has an amount that is too large."), field="file")
    return int(amount)


def unreadable(why: str) -> RuleBroken:
    return RuleBroken(
        _("This file cannot be read as a statement. %(why)s Nothing was kept.") % {"why": why},
        field="file",
    )


def fingerprints(lines: Iterable[BankLine]) -> list[str]:
    """Identify lines across overlapping files; identical lines of a day are numbered."""
    seen: Counter = Counter()
    prints = []
    for line in lines:
        said = "|".join(
            [
                line.date.isoformat(),
                str(line.amount),
                line.reference.upper(),
                line.counter_account,
                re.sub(r"\W", "", line.text).upper(),
            ]
        )
        seen[said] += 1
        prints.append(hashlib.sha256(f"{said}|{seen[said]}".encode()).hexdigest())
    return prints
