"""Revealing the full NIK or KK of a person."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from accounts.accesses import note_access
from accounts.models import Access
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from groups.actions import identity as actions
from groups.crumbs import member_crumbs
from groups.forms.numbers import RevealForm
from groups.models import Membership
from groups.rules.belonging import require_member


@sensitive_variables()
def reveal_number(request, pk):
    membership = get_permitted(request, Membership, "groups.reveal_number", pk=pk)
    form = RevealForm(posted(request))
    return act_page(
        request,
        form=form,
        act=partial(actions.reveal_number, membership=membership, by=request.user),
        guard=partial(require_member, membership),
        then=partial(_show_number, request, membership, form),
        title=_("Show the NIK"),
        lead=f"{membership}, {membership.group}",
        button=_("Show"),
        crumbs=member_crumbs(membership),
        back=reverse("groups:member", args=[pk]),
        context={"heading": _("Cannot be shown yet")},
    )


def _show_number(request, membership, form, number):
    """Render the number in the response to the POST, so that it has no URL."""
    note_access(Access.Kind.REVEALED, request, request.user)
    context = {
        "membership": membership,
        "form": form,
        "number": number,
        "crumbs": member_crumbs(membership),
    }
    return render(request, "groups/revealed_number.html", context)
