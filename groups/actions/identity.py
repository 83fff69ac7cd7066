"""Looking at a whole national number."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import RuleBroken
from groups import identity
from groups.models import Person, Reveal


@transaction.atomic
def reveal_number(*, person: Person, number: str, purpose: str, by: User) -> str:
    """The whole NIK or KK of a person, after writing down who looked and why."""
    if not purpose.strip():
        raise RuleBroken(_("Write what you need the number for."), field="purpose")
    sealed = person.nik_sealed if number == Reveal.Number.NIK else person.household.kk_sealed
    if not sealed:
        raise RuleBroken(_("This number has not been entered yet."))
    Reveal.objects.create(person=person, number=number, purpose=purpose.strip(), by=by)
    return identity.unseal(sealed)
