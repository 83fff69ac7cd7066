"""References of payments, given by the system, to be found again on the bank's statement.

Two check digits (ISO 7064 MOD 97-10, as in a creditor reference) stand at the end: one wrong
character, or any two swapped, never make another reference.
"""

import re

TRANSFER = "BLPS"
REFUND = "STS"
MODULUS = 97
FORM = re.compile(r"(?<![A-Z0-9])(?:BLPS|STS)[0-9]{10,14}(?![A-Z0-9])")


def reference(prefix: str, row: int, turn: int) -> str:
    """BLPS0000120142: of row 12, the first time; at most 16 characters, as MT940 carries."""
    body = f"{prefix}{row:06}{turn:02}"
    return f"{body}{98 - _remainder(f'{body}00'):02}"


def transfer_reference(disbursement: int, attempt: int) -> str:
    """Known before the payment, so that the transfer file carries it to the bank."""
    return reference(TRANSFER, disbursement, attempt)


def is_reference(text: str) -> bool:
    return FORM.fullmatch(text) is not None and _remainder(text) == 1


def references_in(text: str) -> list[str]:
    """All that stand whole in what a bank wrote, each once."""
    found = FORM.findall(text.upper())
    return list(dict.fromkeys(word for word in found if is_reference(word)))


def _remainder(text: str) -> int:
    """A letter counts as two figures: A is 10, Z is 35."""
    return int("".join(str(int(character, 36)) for character in text)) % MODULUS
