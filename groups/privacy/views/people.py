"""What is held of a person: who saw it, all of it, what is to be put right, removing it."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from accounts.accesses import note_access
from accounts.models import Access, Region
from foundation.access import get_permitted
from foundation.acts import Crumb, act_page, posted
from foundation.exports import table_file
from foundation.pagination import paginate
from groups.crumbs import member_crumbs
from groups.models import Membership
from groups.privacy.actions import held as actions
from groups.privacy.forms.people import AccessFilter, HeldForm
from groups.privacy.models import Correction, Erasure, Retention
from groups.privacy.reports.accesses import access_table, accesses, accesses_of, named
from groups.privacy.reports.held import held_of
from groups.privacy.reports.waiting import over
from groups.privacy.rules.erasures import is_erased, over_on
from groups.privacy.rules.people import require_own_people
from groups.reports.history import changes_seen

OF_A_MEMBER = Membership.objects.select_related("person__household__village", "group__village")


def privacy_crumbs(membership: Membership) -> list[Crumb]:
    page = reverse("groups:member_privacy", args=[membership.pk])
    return [*member_crumbs(membership), Crumb(_("Own data"), page)]


@require_safe
def member_privacy(request, pk):
    """Who saw what of a person, what was asked to be put right; printed for her on request."""
    membership = get_permitted(request, OF_A_MEMBER, "groups.reveal_number", pk=pk)
    person = membership.person
    context = {
        "membership": membership,
        "group": membership.group,
        "person": person,
        "corrections": Correction.objects.filter(membership__person=person)
        .visible_to(request.user)
        .select_related("by", "answer__by"),
        "erasures": Erasure.objects.filter(membership__person=person)
        .visible_to(request.user)
        .select_related("by", "answer__by"),
        "over_on": over_on(person),
        "is_erased": is_erased(person),
        "today": timezone.localdate(),
    }
    shown = context | accesses_of(membership, request.user)
    return render(request, "groups/member_privacy.html", shown)


@sensitive_variables()
def show_held(request, pk):
    membership = get_permitted(request, OF_A_MEMBER, "groups.show_held", pk=pk)
    return act_page(
        request,
        form=HeldForm(posted(request)),
        guard=partial(require_own_people, membership),
        act=partial(actions.show_held, membership=membership, by=request.user),
        then=partial(_held, request, membership),
        title=_("All that is held of this person"),
        lead=f"{membership}, {membership.group}",
        button=_("Show"),
        crumbs=privacy_crumbs(membership),
        back=reverse("groups:member_privacy", args=[pk]),
        context={"heading": _("Cannot be shown yet")},
    )


def _held(request, membership, reveal):
    """In the response to the POST, so that the numbers have no address."""
    note_access(Access.Kind.REVEALED, request, request.user)
    person = membership.person
    context = {
        "membership": membership,
        "group": membership.group,
        "person": person,
        "household": person.household,
        "reveal": reveal,
        "held": held_of(person, request.user),
        "changes": changes_seen(membership, whole=True, alone=True),
        "accesses": accesses_of(membership, request.user),
        "today": timezone.localdate(),
    }
    return render(request, "groups/held.html", context)


@permission_required("groups.view_accesses", raise_exception=True)
def number_accesses(request):
    """For the administrator: who saw numbers, people's data, confidential problems, took files."""
    chosen = AccessFilter(request)
    asked = dict(chosen.cleaned_data) if chosen.is_bound and chosen.is_valid() else {}
    rows = accesses(**asked)
    if chosen.wants_table:
        return table_file(_("accesses"), *access_table(rows))
    page = paginate(rows, request.GET.get("page"))
    named(page.object_list)
    context = {"filter": chosen, "page": page}
    return render(request, "groups/number_accesses.html", context, status=chosen.status)


@permission_required("groups.view_retention", raise_exception=True)
def privacy(request):
    """For the office: what was asked to be put right, and of whom the time to keep is over."""
    user, today = request.user, timezone.localdate()
    offices = Region.objects.filter(
        pk__in=[row.region_id for row in user.assignments_for("groups.set_retention")]
    )
    context = {
        "corrections": Correction.objects.visible_to(user)
        .waiting()
        .select_related("membership__person", "membership__group", "by"),
        "erasures": Erasure.objects.visible_to(user)
        .waiting()
        .select_related("membership__person", "membership__group", "by"),
        "over": over(user, today),
        "offices": [(each, Retention.objects.years_of(each.pk)) for each in offices],
        "today": today,
    }
    return render(request, "groups/privacy.html", context)
