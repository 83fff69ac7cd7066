"""manage.py read_statement: print what is understood of bank statements as JSON; writes nothing."""

import json
from decimal import Decimal
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from grants.payment.statements.combining import Combined, combine
from grants.payment.statements.lines import Gap, LeftOut, Line, Refused
from grants.payment.statements.reading import read, require_proof


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--account", default="", help="of the office, if a file has several")
        parser.add_argument(
            "--without-balances",
            action="store_true",
            help="read tables of a bank that gives none; nothing then shows that they are whole",
        )

    def handle(self, *, files, account, without_balances, **options):
        statements, file = [], files[0]
        try:
            for file in files:
                found = read(file.read_bytes(), account=account, file=file.name)
                if not without_balances:
                    require_proof(found)
                statements += found
            told = described(combine(statements))
        except Refused as refusal:
            self._print({"refused": refused(refusal, file)})
            raise CommandError(str(refusal)) from refusal
        except OSError as cause:
            self._print({"refused": {"file": file.name, "row": None, "why": str(cause)}})
            raise CommandError(str(cause)) from cause
        self._print(told)

    def _print(self, told: dict) -> None:
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))


def refused(refusal: Refused, file: Path) -> dict:
    return {"file": file.name, "row": refusal.row, "why": refusal.why}


def described(whole: Combined) -> dict:
    return {
        "bank": whole.bank,
        "account": whole.account,
        "opening": number(whole.opening),
        "closing": number(whole.closing),
        "lines": [line_as_told(line) for line in whole.lines],
        "left_out": [left_out_as_told(each) for each in whole.left_out],
        "gaps": [gap_as_told(gap) for gap in whole.gaps],
    }


def line_as_told(line: Line) -> dict:
    return {
        "date": line.date.isoformat(),
        "amount": number(line.amount),
        "debit": number(max(-line.amount, Decimal())),
        "credit": number(max(line.amount, Decimal())),
        "balance": number(line.balance),
        "text": line.text,
        "reference": line.reference,
        "ref": line.reference,
    }


def left_out_as_told(each: LeftOut) -> dict:
    return {"file": each.file, "row": each.row, "why": each.why}


def gap_as_told(gap: Gap) -> dict:
    return {
        "after": gap.after.isoformat(),
        "closing": number(gap.closing),
        "before": gap.before.isoformat(),
        "opening": number(gap.opening),
    }


def number(amount: Decimal | None) -> int | float | None:
    """Whole rupiah as a whole number; sen as the bank wrote them."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
