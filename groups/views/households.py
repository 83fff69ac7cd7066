"""The household of a member: split, joined with another, under another number."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from groups.actions import households as actions
from groups.crumbs import member_crumbs
from groups.forms.households import CardNumberForm, JoinForm, SplitForm
from groups.models import Membership
from groups.rules.belonging import require_member


def split_household(request, pk):
    membership, data, page = _found(request, pk)
    return act_page(
        request,
        form=SplitForm(membership.person, request.user, data),
        act=partial(actions.split_household, person=membership.person, by=request.user),
        guard=partial(require_member, membership),
        title=_("%(name)s gets a family card of the own") % {"name": membership},
        lead=_family(membership),
        button=_("Split the family"),
        **page,
    )


def join_households(request, pk):
    membership, data, page = _found(request, pk)
    household = membership.person.household
    return act_page(
        request,
        form=JoinForm(request.user, data),
        act=partial(actions.join_households, household=household, by=request.user),
        guard=partial(require_member, membership),
        title=_("Two family cards become one"),
        lead=_("%(names)s moves to the other card.") % {"names": _names(membership)},
        button=_("Join the cards"),
        **page,
    )


def change_card(request, pk):
    membership, data, page = _found(request, pk)
    household = membership.person.household
    return act_page(
        request,
        form=CardNumberForm(request.user, data),
        act=partial(actions.change_card, household=household, by=request.user),
        guard=partial(require_member, membership),
        title=_("The family card has another number"),
        lead=_("It changes for %(names)s.") % {"names": _names(membership)},
        button=_("Change the number"),
        **page,
    )


def _found(request, pk):
    """The membership, what was posted, and what the three pages have in common."""
    rows = Membership.objects.select_related("person__household", "group")
    membership = get_permitted(request, rows, "groups.change_membership", pk=pk)
    back = reverse("groups:member", args=[pk])
    data = None if membership.until else posted(request)  # the form would look a card up
    page = {"done": _("Saved."), "crumbs": member_crumbs(membership), "back": back}
    return membership, data, page


def _family(membership: Membership) -> str:
    names = ", ".join(map(str, membership.person.family()))
    if not names:
        return _("Nobody else is on this card.")
    return _("On the same card: %(names)s.") % {"names": names}


def _names(membership: Membership) -> str:
    return ", ".join(map(str, membership.person.household.residents()))
