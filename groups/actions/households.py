"""Split a household, join two, change the number of a family card: each by itself."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken, refusals_in_words
from groups.identity import blind
from groups.models import Household, Person
from groups.reports.households import card_of, residents


@transaction.atomic
def split_household(
    *, person: Person, others: Sequence[Person] = (), kk: str = "", address: str = "", by: User
) -> Household:
    """Move a person, with others of the family, to a card of their own; the rest stay."""
    old = _locked(person.household_id)
    family = {row.pk: row for row in old.persons.all()}
    leaving = {person.pk, *(other.pk for other in others)}
    if leaving - family.keys():
        raise RuleBroken(_("The family has changed. Look at it again."))
    if not family.keys() - leaving:
        raise RuleBroken(
            _("Nobody stays on the old card. Change the number of the card instead."),
            field="others",
        )
    _require_unknown(kk, by)
    household = Household(village=old.village, address=address)
    household.seal_kk(kk)
    with refusals_in_words():
        household.save()
        _move([family[pk] for pk in leaving], household)
    return household


@transaction.atomic
def join_households(*, household: Household, into: Household, by: User) -> Household:
    """Move all people of a card to another one; the members of groups among them must fit."""
    if household == into:
        raise RuleBroken(_("This is the same card. Copy the other one."), field="kk")
    for pk in sorted([household.pk, into.pk]):
        _locked(pk)
    people = list(household.persons.all())
    if not people:
        raise RuleBroken(_("The family has changed. Look at it again."))
    with refusals_in_words():
        _move(people, into)
    return into


@transaction.atomic
def change_card(*, household: Household, kk: str, by: User) -> Household:
    """Give the card of a whole family another number."""
    household = _locked(household.pk)
    if household.kk_index == blind(kk):
        raise RuleBroken(_("This number stands there already."), field="kk")
    _require_unknown(kk, by)
    household.seal_kk(kk)
    with refusals_in_words():
        household.save()
    return household


def _locked(pk: int) -> Household:
    return Household.objects.select_for_update().get(pk=pk)


def _require_unknown(kk: str, by: User) -> None:
    """Refuse the number of a known card: that would join two families."""
    if known := card_of(kk):
        names = residents(known, by) or _("A family that has moved away")
        raise RuleBroken(
            _("%(names)s is on this card. To make one family of both, join the cards instead.")
            % {"names": names},
            field="kk",
        )


def _move(people: Sequence[Person], household: Household) -> None:
    """One by one, so that the trigger on each row takes the membership along."""
    for person in people:
        person.household = household
        person.save(update_fields=["household"])
