"""The seal of a paper: a digest that anybody can compute again, and the code to look it up by."""

import hashlib

from papers.models import Paper
from papers.models.papers import ALPHABET


def digest_of(kind: str, number: str, date: str, code: str, text: str) -> str:
    """The seal of a paper, as the database makes it when it is signed; `date` is 2026-11-24."""
    return hashlib.sha256("\n".join([kind, number, date, code, text]).encode()).hexdigest()


def is_unchanged(paper: Paper) -> bool:
    """Whether the seal still fits what the paper says."""
    said = (paper.kind, paper.number, paper.date.isoformat(), paper.code, paper.text)
    return digest_of(*said) == paper.digest


def read_code(typed: str) -> str:
    """K7PX-32QM, however it is typed; empty where it can be no code."""
    letters = "".join(letter for letter in typed.upper() if letter in ALPHABET)
    return f"{letters[:4]}-{letters[4:]}" if len(letters) == 8 else ""
