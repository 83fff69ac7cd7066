"""How figures and people are written on pages: rupiah, words, dates (ux.md §5)."""

from django import template

register = template.Library()


@register.filter
def rupiah(amount: int) -> str:
    """1250000 -> Rp1.250.000; a minus is U+2212 before it."""
    return f"{'−' if amount < 0 else ''}Rp{abs(amount):,}".replace(",", ".")
