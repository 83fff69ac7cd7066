"""Family cards by their number, and who lives on one."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import User
from groups.identity import blind
from groups.models import Household, Membership, Person
from groups.reports.namesakes import called


def cards_of(numbers: Iterable[str]) -> dict[str, Household]:
    """The known cards by their number; empty numbers are left out."""
    indexes = {blind(number): number for number in numbers if number}
    known = Household.objects.filter(kk_index__in=indexes)
    return {indexes[household.kk_index]: household for household in known}


def card_of(kk: str) -> Household | None:
    """The card with this number; None if the register does not know it."""
    return cards_of([kk]).get(kk)


def residents(household: Household, user: User) -> str:
    """Who lives on a card, as the user may see them; empty if all have moved away."""
    return ", ".join(called(person, user) for person in household.residents())


def family_question(household: Household, user: User) -> str:
    """Ask whether the families are one, before anybody joins the people of a known card."""
    if names := residents(household, user):
        words = _("%(names)s is on this card. Are they one family? Then tick below.")
        return words % {"names": names}
    return _("Nobody is on this card now. Is it really the card of this family? Then tick below.")


def other_card(person: Person, user: User) -> str:
    """Say that a known person is not on the card that was typed, and what to do."""
    card = person.household.kk_masked if person.memberships.listed_for(user).exists() else ""
    words = (
        _(
            "%(name)s is on family card %(card)s here. Leave the KK number empty, "
            "and change the card on the page of the member afterwards."
        )
        if card
        else _(
            "%(name)s is not on this family card here. Leave the KK number empty, "
            "and change the card on the page of the member afterwards."
        )
    )
    return words % {"name": called(person, user), "card": card}


def member_of_card(
    household: Household, *, since: datetime.date, besides: Person | None = None
) -> Person | None:
    """Who of the card, besides a person, is a member of a group from a day on."""
    rows = Membership.objects.of_household_since([household], since).select_related("person")
    found = (rows.exclude(person=besides) if besides else rows).first()
    return found and found.person


def member_in_words(member: Person, user: User) -> str:
    """Refuse another member of this one's family, named as far as the user may know."""
    return _("Of this family there is a member already: %(name)s.") % {"name": called(member, user)}
