"""Amounts that are many times what is usual: three zeros too many, more often than not."""

from django.utils.translation import gettext as _

from foundation.formatting import dotted, rupiah

LEAST = 100_000  # below it a wrong amount does little harm
MOST_TIMES = 10


def too_many_times(amount: int, usual: int, *, most: int = MOST_TIMES) -> str:
    """ "Rp1.000.000 is 100 times Rp10.000"; empty if it is not more than `most` times."""
    if amount < LEAST or amount <= most * usual:
        return ""
    if not usual:
        return _("%(amount)s, and until now it was nothing.") % {"amount": rupiah(amount)}
    figures = {"amount": rupiah(amount), "usual": rupiah(usual), "times": dotted(amount // usual)}
    return _("%(amount)s is %(times)s times %(usual)s, as it was until now.") % figures


def too_large_a_part(amount: int, whole: int) -> str:
    """ "Rp900.000 is more than half of the fund"; empty if it is not, or more than there is."""
    if amount < LEAST or not whole / 2 < amount <= whole:
        return ""
    figures = {"amount": rupiah(amount), "fund": rupiah(whole)}
    return _("%(amount)s is more than half of the fund, which holds %(fund)s.") % figures
