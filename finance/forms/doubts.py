"""Amounts that are many times what is usual: three zeros too many, more often than not."""

from django.utils.translation import gettext as _

from foundation.formatting import rupiah

LEAST = 100_000  # below it a wrong amount does little harm
MOST_TIMES = 10


def too_many_times(amount: int, usual: int, *, most: int = MOST_TIMES) -> str:
    """ "Rp1.000.000 is 100 times Rp10.000"; empty if it is not more than `most` times."""
    if amount < LEAST or amount <= most * usual:
        return ""
    if not usual:
        return _("%(amount)s, and until now it was nothing.") % {"amount": rupiah(amount)}
    figures = {"amount": rupiah(amount), "usual": rupiah(usual), "times": amount // usual}
    return _("%(amount)s is %(times)s times %(usual)s, as it was until now.") % figures
