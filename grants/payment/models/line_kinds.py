"""What a line of a plan buys: the book where it stays, and what its purchase must show."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from finance.models import Book


class LineKind(models.TextChoices):
    """The trigger `Purchase.posted_as_its_kind` is generated from `STAYS_IN`."""

    ANIMAL = "animal", _("Cattle, each with its ear tag")
    SMALL_STOCK = "smallstock", _("Goats, sheep, pigs: counted")
    POULTRY = "poultry", _("Chickens, ducks")
    FISH = "fish", _("Fish, fry")
    EQUIPMENT = "equipment", _("Tools, stall, building")
    TRADE = "trade", _("Goods to sell")
    CONSUMABLE = "consumable", _("Used up: feed, medicine, transport")
    TRAINING = "training", _("Training")
    LENDING = "lending", _("Lending to members")


QUANTITIES = (Decimal("0.01"), Decimal("9999999999.99"))  # the least and the most; NaN is above
BY_HEAD = (LineKind.ANIMAL, LineKind.SMALL_STOCK, LineKind.POULTRY)  # never a part of one

# What is not here burdens the grant alone (E17); the rest becomes the group's own (E15, E16).
STAYS_IN: dict[str, str] = {
    LineKind.ANIMAL: Book.Kind.HERD,
    LineKind.SMALL_STOCK: Book.Kind.HERD,
    LineKind.POULTRY: Book.Kind.HERD,
    LineKind.FISH: Book.Kind.HERD,
    LineKind.EQUIPMENT: Book.Kind.EQUIPMENT,
    LineKind.TRADE: Book.Kind.STOCK,
    LineKind.LENDING: Book.Kind.LOAN,
}
