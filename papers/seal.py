"""The seal of a paper: a digest that anybody can compute again, and the code to look it up by."""

import hashlib

from papers.models import Paper
from papers.models.papers import ALPHABET


def digest_of(kind: str, number: str, date: str, code: str, text: str) -> str:
    """The digest of a paper, as the trigger computes it; `date` is ISO, such as 2026-11-24."""
    return hashlib.sha256("\n".join([kind, number, date, code, text]).encode()).hexdigest()


def is_unchanged(paper: Paper) -> bool:
    """Whether the digest still matches the content."""
    said = (paper.kind, paper.number, paper.date.isoformat(), paper.code, paper.text)
    return digest_of(*said) == paper.digest


def read_code(typed: str) -> str:
    """Normalise a typed code to K7PX-32QM; empty if it cannot be a code."""
    letters = "".join(letter for letter in typed.upper() if letter in ALPHABET)
    return f"{letters[:4]}-{letters[4:]}" if len(letters) == 8 else ""
