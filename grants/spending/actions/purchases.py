"""Purchases from a grant: record within the plan, add evidence, cancel."""

import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from finance.ledger import Posting
from finance.models import Book
from finance.rules.enough import require_enough
from finance.rules.money import require_bookable_day, require_member
from foundation.formatting import day, rupiah
from foundation.rules import RuleBroken
from grants.payment.models import BudgetLine
from grants.payment.rules.budgets import require_whole_heads
from grants.selection.models import Award
from grants.spending.models import Evidence, Purchase
from grants.spending.reports.spending import is_one_by_one, spending
from grants.spending.rules.purchases import (
    require_buying,
    require_cancellable,
    require_not_cancelled,
)
from groups.models import Membership, Photo
from groups.photos import Picture, keep_photo

Kind = Book.Kind


@transaction.atomic
def record_purchase(
    *,
    award: Award,
    line: BudgetLine,
    item: str,
    seller: str = "",
    amount: int,
    quantity: int | Decimal = 1,
    paid_from: str = Kind.BANK,
    date: datetime.date,
    received_by: Membership,
    receipt: Picture,
    second_offer: Picture | None = None,
    tag: str = "",
    weight: int | Decimal | None = None,
    health_letter: Picture | None = None,
    today: datetime.date,
    by: User,
) -> Purchase:
    """Record a purchase against a line of the plan in force and post its entries.

    What stays, or is lent, also posts grant/capital (E15, E16); consumables and training are
    charged to the grant (E17). Money lent has no seller: it is owed by who received it.
    """
    ledger.lock(award.group)
    _require_grant_in_hand(award, date, today)
    _require_room_in_line(award, line, amount)
    require_member(received_by, date)
    tag = " ".join(tag.split()).upper()
    require_whole_heads(item, line.kind, quantity)
    _require_animal_facts(award, line, tag, weight, quantity)
    postings = _postings_of(award, line, tag or item, amount, paid_from, received_by)
    entry, capital = _posted(award, postings, date, by)
    photos = {"receipt": receipt, "second_offer": second_offer, "health_letter": health_letter}
    return Purchase.objects.create(
        award=award,
        line=line,
        item=item,
        seller=received_by.person.name if line.is_lent else seller,
        amount=amount,
        quantity=quantity,
        date=date,
        received_by=received_by,
        tag=tag,
        weight=weight,
        entry_id=entry,
        capital_entry_id=capital,
        by=by,
        **_evidence_kept(award, photos, by),
    )


def _posted(
    award: Award, postings: list[Posting], date: datetime.date, by: User
) -> tuple[int, int | None]:
    """The entry of the purchase, and that of the capital, if there is one."""
    require_enough(postings, since=date)
    entry, *capital = ledger.post_many(postings, group=award.group, date=date, by=by)
    return entry, capital[0] if capital else None


def _evidence_kept(award: Award, photos: dict[str, Picture | None], by: User) -> dict[str, Photo]:
    """Store the photos of the purchase; return them by field name."""
    return {
        name: keep_photo(group=award.group, picture=picture, by=by)
        for name, picture in photos.items()
        if picture
    }


def _require_grant_in_hand(award: Award, date: datetime.date, today: datetime.date) -> None:
    """Require that the group may buy, on an open day since it signed for its grant."""
    require_bookable_day(award.group, date, today=today)
    handover = require_buying(award)
    if date < handover.date:
        raise RuleBroken(
            _("The group signed for its grant on %(day)s. Choose that day or a later one.")
            % {"day": day(handover.date)},
            field="date",
        )


def _require_room_in_line(award: Award, line: BudgetLine, amount: int) -> None:
    """Raises RuleBroken unless the line is of the plan in force and has enough left."""
    if amount <= 0:
        raise RuleBroken(_("Write whole rupiah, for example 25.000."), field="amount")
    now = spending(award)
    planned = next((planned for planned in now.lines if planned.line == line), None)
    if planned is None:
        raise RuleBroken(_("The plan was changed. Choose the line of the new plan."))
    if amount > planned.left:
        raise RuleBroken(
            _(
                "%(item)s: %(left)s is left in the plan. "
                "For more, a meeting of the group changes the plan first."
            )
            % {"item": line.item, "left": rupiah(planned.left)},
            field="amount",
        )
    if amount > now.left:
        raise RuleBroken(
            _("%(left)s of the grant is left.") % {"left": rupiah(now.left)}, field="amount"
        )


def _require_animal_facts(
    award: Award,
    line: BudgetLine,
    tag: str,
    weight: int | Decimal | None,
    quantity: int | Decimal,
) -> None:
    """Raises RuleBroken unless an animal is bought singly, with its own tag and its weight."""
    if not is_one_by_one(line, award.group):
        return
    if quantity != 1:
        raise RuleBroken(_("Record each animal by itself."), field="quantity")
    if not tag:
        raise RuleBroken(_("Write the number on the ear tag."), field="tag")
    if not weight:
        raise RuleBroken(_("Write what the animal weighs, in kg."), field="weight")
    if Purchase.objects.not_cancelled().filter(award__group=award.group_id, tag=tag).exists():
        raise RuleBroken(_("This ear tag is on another animal. Look again."), field="tag")


def _postings_of(
    award: Award,
    line: BudgetLine,
    name: str,
    amount: int,
    paid_from: str,
    received_by: Membership,
) -> list[Posting]:
    group = award.group
    paid = ledger.book(group, paid_from)
    grant = ledger.book(group, Kind.GRANT)
    if line.stays_in is None:
        return [Posting(grant, paid, amount)]
    if line.is_lent:
        own = ledger.book(group, line.stays_in, received_by)
    else:
        own = ledger.book(group, line.stays_in, name=name[:40])
    return [Posting(own, paid, amount), Posting(grant, ledger.book(group, Kind.CAPITAL), amount)]


@transaction.atomic
def add_evidence(*, purchase: Purchase, kind: str, picture: Picture, by: User) -> Evidence:
    """Add evidence that arrived after the receipt."""
    ledger.lock(purchase.award.group)
    require_not_cancelled(purchase)
    photo = keep_photo(group=purchase.award.group, picture=picture, by=by)
    return Evidence.objects.create(purchase=purchase, kind=kind, photo=photo, by=by)


@transaction.atomic
def cancel_purchase(*, purchase: Purchase, reason: str, today: datetime.date, by: User) -> None:
    """Cancel a purchase: reverse its entries today."""
    award = purchase.award
    ledger.lock(award.group)
    require_cancellable(purchase)
    require_bookable_day(award.group, today, today=today)
    entries = [entry for entry in (purchase.entry, purchase.capital_entry) if entry]
    ledger.reverse(entries, date=today, reason=reason, by=by)
