"""Formatting of amounts, dates and names on pages and papers (ux.md §5)."""

import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

import lokal
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _


def rupiah(amount: int) -> str:
    """1250000 -> Rp1.250.000; negative amounts begin with U+2212."""
    return f"{'−' if amount < 0 else ''}Rp{dotted(abs(amount))}"


def dotted(amount: int) -> str:
    """1250000 -> 1.250.000, as typed and as shown in columns."""
    return f"{amount:,}".replace(",", ".").replace("-", "−")


def quantity(number: int | Decimal) -> str:
    """2.50 -> 2,5; 1250 -> 1.250: a measured number, without zeros behind its comma."""
    whole, _point, part = f"{number:f}".partition(".")
    part = part.rstrip("0")
    return dotted(int(whole)) + (f",{part}" if part else "")


def points(number: Decimal | None) -> str:
    """85.00 -> 85,00; empty for None."""
    return "" if number in (None, "") else f"{number:.2f}".replace(".", ",").replace("-", "−")


def short_points(number: Decimal | None) -> str:
    """300.00 -> 300, 7.50 -> 7,50; empty for None."""
    return points(number).removesuffix(",00")


def terbilang(amount: int) -> str:
    """485000 -> empat ratus delapan puluh lima ribu rupiah; the figure in English."""
    if get_language() != "id":
        return rupiah(amount)
    return lokal.terbilang(amount, currency=True)


class Person(Protocol):
    """Who is addressed: a user, or a person of a group."""

    @property
    def name(self) -> str: ...
    @property
    def sex(self) -> str: ...


def _written(date: datetime.date | None, pattern: str) -> str:
    if isinstance(date, datetime.datetime):
        date = (timezone.localtime(date) if timezone.is_aware(date) else date).date()
    return _in_language(date, pattern, get_language()) if date else ""


@lru_cache(maxsize=10_000)
def _in_language(date: datetime.date, pattern: str, language: str | None) -> str:
    """The date in the active language, which is an argument only as a key of the cache."""
    return date_format(date, pattern)


def day(date: datetime.date | None) -> str:
    """24 November 2026"""
    return _written(date, "j F Y")


def short_day(date: datetime.date | None) -> str:
    """24 Nov 2026, for tables."""
    return _written(date, "j M Y")


def weekday(date: datetime.date | None) -> str:
    """Selasa, 24 November 2026"""
    return _written(date, "l, j F Y")


def month(date: datetime.date | None) -> str:
    """November 2026"""
    return _written(date, "F Y")


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def roman(month: int) -> str:
    """11 -> XI, as numbers of papers write a month."""
    return ROMAN[month - 1]


def date_in_words(date: datetime.date) -> str:
    """Selasa tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam (24-11-2026)"""
    return _("%(weekday)s, %(day)s of %(month)s %(year)s (%(figures)s)") % {
        "weekday": _written(date, "l"),
        "day": in_words(date.day),
        "month": _written(date, "F"),
        "year": in_words(date.year),
        "figures": date.strftime("%d-%m-%Y"),
    }


def in_words(number: int) -> str:
    """24 -> dua puluh empat; the figure in English."""
    return lokal.terbilang(number) if get_language() == "id" else str(number)


def clock(moment: datetime.datetime | datetime.time | None) -> str:
    """16.00, in the local time of the office."""
    if isinstance(moment, datetime.datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return f"{moment:%H.%M}" if moment else ""


def ago(date: datetime.date, today: datetime.date | None = None) -> str:
    """The distance of a day from today: "3 hari lagi", "hari ini", "17 hari"."""
    days = (date - (today or timezone.localdate())).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}
    return ngettext("%(days)s day", "%(days)s days", -days) % {"days": -days}


def due(date: datetime.date, today: datetime.date) -> str:
    """How far the day is on which something is due: "3 hari lagi", "terlambat 6 hari"."""
    distance = ago(date, today)
    return _("late by %(days)s") % {"days": distance} if date < today else distance


def respectful(person: Person) -> str:
    """Bu Siti, Pak Wagiman: the first name with the form of address."""
    return _addressed(person, person.name.split()[0])


def respectful_full(person: Person) -> str:
    """Bu Siti Aminah, Pak Wagiman."""
    return _addressed(person, person.name)


def initials(person: Person) -> str:
    """SA for Siti Aminah."""
    return "".join(word[0] for word in person.name.split()[:2]).upper()


def _addressed(person: Person, name: str) -> str:
    if person.sex == "F":
        return pgettext("to a woman", "Ms %(name)s") % {"name": name}
    return pgettext("to a man", "Mr %(name)s") % {"name": name}
