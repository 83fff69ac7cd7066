"""Words of a statement line that may be references or account numbers."""

import re

from grants.payment.models import StatementLine

WORDS = re.compile(r"[0-9A-Z]+")
SHORTEST = 6  # of a reference or an account number; shorter words are ignored


def words(line: StatementLine) -> list[str]:
    """Candidates for references: each word of the line, with and without punctuation."""
    said = f"{line.reference} {line.text}".upper()
    whole = ["".join(WORDS.findall(word)) for word in said.split()]
    return [word for word in dict.fromkeys([*whole, *WORDS.findall(said)]) if len(word) >= SHORTEST]


def plain(reference: str) -> str:
    return "".join(WORDS.findall(reference.upper()))


def less(word: str) -> set[str]:
    """The word, and all variants with one character removed."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def accounts(line: StatementLine) -> set[str]:
    """The account numbers of a line; if the bank gives none, all numbers in its text."""
    if line.counter_account:
        return {bare(line.counter_account)}
    numbers = (word for word in words(line) if word.isdecimal())
    return {bare(number) for number in numbers}


def has_account(line: StatementLine, number: str) -> bool:
    return bare(number) in accounts(line)


def bare(number: str) -> str:
    """Remove leading zeros, which spreadsheets lose."""
    return number.lstrip("0")
