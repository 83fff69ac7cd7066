"""Reveal a full national number, and re-encrypt all of them after a key rotation."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from groups import identity
from groups.models import Household, Membership, Person, Reveal
from groups.rules.belonging import require_member


@transaction.atomic
def reveal_number(*, membership: Membership, number: str, purpose: str, by: User) -> str:
    """Return the full NIK or KK of a member, after recording who asked and why."""
    require_member(membership)
    person = membership.person
    if not purpose.strip():
        raise RuleBroken(_("Write what you need the number for."), field="purpose")
    sealed = person.nik_sealed if number == Reveal.Number.NIK else person.household.kk_sealed
    if not sealed:
        raise RuleBroken(_("This number has not been entered yet."))
    Reveal.objects.create(
        person=person, membership=membership, number=number, purpose=purpose.strip(), by=by
    )
    return identity.unseal(sealed)


@transaction.atomic
def reseal_numbers() -> int:
    """Encrypt and index every number with the current keys; returns how many there were."""
    persons = Person.objects.exclude(nik_sealed="")
    for person in persons:
        person.seal_nik(identity.unseal(person.nik_sealed))
        person.save(update_fields=["nik_sealed", "nik_index"])
    households = Household.objects.exclude(kk_sealed="")
    for household in households:
        household.seal_kk(identity.unseal(household.kk_sealed))
        household.save(update_fields=["kk_sealed", "kk_index"])
    return len(persons) + len(households)
