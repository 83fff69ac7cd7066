"""The words of a line of the statement: which may be a reference, and which an account."""

import re

from grants.payment.models import StatementLine

WORDS = re.compile(r"[0-9A-Z]+")
SHORTEST = 6  # of a reference or an account: shorter words name nothing


def words(line: StatementLine) -> list[str]:
    """What may be a reference: each whole word of the line, with and without its marks."""
    said = f"{line.reference} {line.text}".upper()
    whole = ["".join(WORDS.findall(word)) for word in said.split()]
    return [word for word in dict.fromkeys([*whole, *WORDS.findall(said)]) if len(word) >= SHORTEST]


def plain(reference: str) -> str:
    return "".join(WORDS.findall(reference.upper()))


def less(word: str) -> set[str]:
    """The word, and what is left when any one character is lost."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def accounts(line: StatementLine) -> set[str]:
    """The accounts a line may name; where the bank gives none, each number in its text."""
    if line.counter_account:
        return {bare(line.counter_account)}
    numbers = (word for word in words(line) if word.isdecimal())
    return {bare(number) for number in numbers}


def has_account(line: StatementLine, number: str) -> bool:
    return bare(number) in accounts(line)


def bare(number: str) -> str:
    """Zeros before it do not count, as tables lose them."""
    return number.lstrip("0")
