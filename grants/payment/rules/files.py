"""Of which bank a file is, and when it may be taken back."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from grants.payment.models import BankFile, OfficeAccount
from grants.payment.rules.explanations import Movements, require_none_of_ones_own
from grants.payment.statements.lines import Statement

NAMES = {  # of the shipped profiles: how people write these banks
    "Jatim": ("JATIM", "JAWATIMUR"),
    "Mandiri": ("MANDIRI",),
    "BCA": ("BCA", "CENTRALASIA"),
    "BNI": ("BNI", "NEGARAINDONESIA"),
    "BRI": ("BRI", "RAKYATINDONESIA"),
    "BSI": ("BSI", "SYARIAHINDONESIA"),
}


def require_its_bank(account: OfficeAccount, statements: Iterable[Statement]) -> None:
    """Refuse a table of one known bank for an account of another, unless it has the number."""
    own = banks_named(account.bank)
    for statement in statements:
        if statement.bank in NAMES and own and not statement.account and statement.bank not in own:
            words = {"bank": statement.bank, "own": account.bank}
            raise RuleBroken(
                _(
                    "This is a table of %(bank)s, but the account is of %(own)s. Choose the right "
                    "file or account. If %(own)s writes its tables so, name their columns."
                )
                % words,
                field="file",
            )


def banks_named(text: str) -> set[str]:
    said = "".join(each for each in text.upper() if each.isalnum())
    return {bank for bank, names in NAMES.items() if any(name in said for name in names)}


def require_unsettled(file: BankFile) -> None:
    """Require a file in force, none of its lines settled, no later one of the same days."""
    if file.withdrawal_or_none:
        raise RuleBroken(_("This file was taken back already."))
    if file.lines.exclude(match=None, note=None, parts=None).exists():
        raise RuleBroken(line_is_settled())
    later = file.account.files.in_force().filter(
        pk__gt=file.pk, first_on__lte=file.last_on, last_on__gte=file.first_on
    )
    if after := later.first():
        text = _("%(file)s has the same days and came later. Take that one back first.")
        raise RuleBroken(text % {"file": after})


def require_withdrawable(
    file: BankFile, doubtful: Iterable[tuple[Movements, Movements]], by: User
) -> None:
    """Require that who takes the file back made no payment that one of its open lines may double.

    `doubtful`: of each such line, what it names or nearly names, and what has only its amount.
    """
    require_unsettled(file)
    require_none_of_ones_own(doubtful, by)


def line_is_settled() -> str:
    return _("A line of this file is matched or explained. Undo that first.")
