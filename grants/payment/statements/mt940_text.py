"""The details of a line in MT940 (:86:): free text, or with subfields such as ?20."""

import re

from foundation.tables import clean
from grants.payment.statements.lines import digits

WIDTH = 65  # a full line continues in the next, even mid-word
SUBFIELD = re.compile(r"\?(\d{2})")
TEXTS = {"00", *map(str, range(20, 30)), *map(str, range(60, 64))}


def text_of(details: str) -> str:
    if parts := _subfields(details):
        posting = parts.get("00", "")
        return clean(f"{posting} " + "".join(parts.get(key, "") for key in sorted(TEXTS - {"00"})))
    lines = details.splitlines()
    return clean("".join(line if len(line) == WIDTH else f"{line} " for line in lines))


def counter_side(details: str) -> tuple[str, str]:
    """Account and name of the other side, where subfields tell them."""
    parts = _subfields(details)
    return digits(parts.get("31", "")), clean(parts.get("32", "") + parts.get("33", ""))


def _subfields(details: str) -> dict[str, str]:
    whole = "".join(details.splitlines())
    if not re.match(r"\d{3}\?\d{2}|\?\d{2}", whole):
        return {}
    found = SUBFIELD.split(whole)
    return dict(zip(found[1::2], found[2::2], strict=True))
