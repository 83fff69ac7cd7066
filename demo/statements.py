"""The demo's bank statement in MT940."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Booked:
    """A line of the office's account; out is negative (whole rupiah)."""

    date: datetime.date
    amount: int
    reference: str
    account: str
    name: str
    text: str


def mt940(account: str, number: int, opening: int, lines: list[Booked]) -> bytes:
    """One statement from the opening to the closing balance."""
    first, last = lines[0].date, lines[-1].date
    closing = opening + sum(line.amount for line in lines)
    rows = [
        f":20:STMT{number:06}",
        f":25:{account}",
        f":28C:{number}/1",
        f":60F:C{first:%y%m%d}IDR{opening},00",
    ]
    for line in lines:
        side = "D" if line.amount < 0 else "C"
        rows.append(f":61:{line.date:%y%m%d}{side}{abs(line.amount)},00NTRF{line.reference}")
        rows.append(f":86:{line.text} {line.account} {line.name}")
    rows.append(f":62F:C{last:%y%m%d}IDR{closing},00")
    return "\r\n".join([*rows, "-", ""]).encode()
