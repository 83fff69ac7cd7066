"""Plausibility of a typed NIK or KK: doubts are questions, so a real card is never rejected."""

import datetime

import lokal
from django.utils.translation import gettext as _

from accounts.models import Region
from foundation.rules import RuleBroken
from groups.identity import digits

LENGTH = 16


def require_length(number: str, *, kind: str) -> None:
    """Require 16 digits; empty means the card was not seen yet."""
    number = digits(number)
    if number and not (number.isascii() and number.isdigit()):
        raise RuleBroken(
            _("%(kind)s has digits only. Copy it from the card.") % {"kind": kind.upper()},
            field=kind,
        )
    if number and len(number) != LENGTH:
        raise RuleBroken(
            _("%(kind)s must have 16 digits. This one has %(count)s.")
            % {"kind": kind.upper(), "count": len(number)},
            field=kind,
        )


def doubts(
    number: str, *, sex: str | None = None, born_on: datetime.date | None = None
) -> list[str]:
    """The reasons why a NIK may be mistyped (domain.md §9)."""
    if not number:
        return []
    card = lokal.parse_nik(digits(number))
    codes = {issue.code for issue in card.errors}
    found = []
    if "birth_date" in codes:
        found.append(_("The birth date in this NIK does not exist."))
    elif born_on and card.nik and not _is_birth_date(card.nik, born_on):
        found.append(_("The birth date in this NIK is another one."))
    if card.gender and sex and card.gender != {"F": "P", "M": "L"}[sex]:
        found.append(_("This NIK is of a man.") if sex == "F" else _("This NIK is of a woman."))
    if "serial" in codes:
        found.append(_("This NIK ends in 0000."))
    if not Region.objects.filter(code=card.district_code).exists():
        found.append(_("The region in this NIK is not known. It may be an old code."))
    return found


def _is_birth_date(nik: str, born_on: datetime.date) -> bool:
    """A NIK holds DDMMYY, with 40 added to the day for women."""
    return int(nik[6:8]) % 40 == born_on.day and nik[8:12] == f"{born_on:%m%y}"
