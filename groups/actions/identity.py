"""Reveal a full national number, and re-encrypt all of them after a key rotation."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from groups import identity
from groups.models import Household, Membership, Person, RegisterPerson, Reveal
from groups.rules.belonging import require_member

AT_ONCE = 500  # rows locked together, so that the site goes on serving


class Resealed(NamedTuple):
    done: int
    unreadable: list[str]  # rows that no key opens


@transaction.atomic
def reveal_number(*, membership: Membership, number: str, purpose: str, by: User) -> str:
    """Return the full NIK or KK of a member, after recording who asked and why."""
    require_member(membership)
    person = membership.person
    if not purpose.strip():
        raise RuleBroken(_("Write what you need the number for."), field="purpose")
    whole = _number_of(person, number)
    if not whole:
        raise RuleBroken(_("This number has not been entered yet."))
    Reveal.objects.create(
        person=person, membership=membership, number=number, purpose=purpose.strip(), by=by
    )
    return whole


def _number_of(person: Person, number: str) -> str:
    return {Reveal.Number.NIK: person.nik, Reveal.Number.KK: person.household.kk}.get(
        Reveal.Number(number), ""
    )


def reseal_numbers(*, at_once: int = AT_ONCE) -> Resealed:
    """Encrypt and index with the newest keys what is not yet, in the history, too.

    As the owner, since the site cannot change history. Each batch is a transaction of its own: the
    site goes on, and a run that was stopped goes on where it was.
    """
    done, unreadable = 0, []
    with pghistory.context(url="reseal_numbers"):
        for table, kind, place in _tables():
            for count, left in _batches(table, kind, place, at_once):
                done += count
                unreadable += left
    return Resealed(done, unreadable)


def _tables() -> Iterator[tuple[Any, str, str]]:
    """Each table of sealed numbers, the kind, and what they are sealed for beside their row."""
    for model, kind in ((Household, "kk"), (Person, "nik")):
        yield model, kind, kind
        yield model._meta.get_field("events").related_model, kind, kind
    for kind in ("nik", "kk"):
        yield RegisterPerson, kind, f"register {kind}"


def _batches(table: Any, kind: str, place: str, at_once: int) -> Any:
    """Yield how many numbers of a batch were sealed anew, and which could not be opened."""
    last = 0
    while True:
        with transaction.atomic():
            rows = table.objects.exclude(**{f"{kind}_sealed": ""}).filter(pk__gt=last)
            batch = list(rows.select_for_update(of=["self"]).order_by("pk")[:at_once])
            if not batch:
                return
            last = batch[-1].pk
            yield _reseal(table, kind, place, batch)


def _reseal(table: Any, kind: str, of: str, batch: list[Any]) -> tuple[int, list[str]]:
    names = [f"{kind}_sealed", f"{kind}_index"]
    changed, unreadable = [], []
    for row in batch:
        sealed, index = (getattr(row, name) for name in names)
        place = f"{of} {row.id}"  # an event has the key of its row there
        try:
            number = identity.unseal(sealed, place)
        except identity.Unreadable:
            unreadable.append(f"{table._meta.db_table} {row.pk}")
            continue
        if not identity.is_newest(sealed, index, number):
            for name, value in zip(names, identity.seal(number, place), strict=True):
                setattr(row, name, value)
            changed.append(row)
    table.objects.bulk_update(changed, names)
    return len(changed), unreadable
