"""References of payments, generated to be recognized on the bank's statement.

They end with two check digits (ISO 7064 MOD 97-10, as in creditor references), so that one wrong
character or two swapped ones never give another valid reference.
"""

import re

TRANSFER = "BLPS"
REFUND = "STS"
MODULUS = 97
FORM = re.compile(r"(?<![A-Z0-9])(?:BLPS|STS)[0-9]{10,14}(?![A-Z0-9])")


def reference(prefix: str, row: int, turn: int) -> str:
    """BLPS0000120142 is of row 12, first attempt; at most 16 characters, the limit of MT940."""
    body = f"{prefix}{row:06}{turn:02}"
    return f"{body}{98 - _remainder(f'{body}00'):02}"


def transfer_reference(disbursement: int, attempt: int) -> str:
    """The reference of the next payment, known in advance for the transfer file."""
    return reference(TRANSFER, disbursement, attempt)


def is_reference(text: str) -> bool:
    return FORM.fullmatch(text) is not None and _remainder(text) == 1


def references_in(text: str) -> list[str]:
    """The distinct full references in a text of the bank."""
    found = FORM.findall(text.upper())
    return list(dict.fromkeys(word for word in found if is_reference(word)))


def _remainder(text: str) -> int:
    """Modulo 97 with letters as two digits: A is 10, Z is 35."""
    return int("".join(str(int(character, 36)) for character in text)) % MODULUS
