"""Members of a group: the list, a person's facts and numbers, coming in, signing in."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from accounts.actions import invitation_link
from foundation.access import find
from foundation.rules import refusals_in_words, shown_on
from groups.actions.identity import reveal_number as look_at
from groups.actions.members import admit_member as admit
from groups.actions.members import invite_member as invite
from groups.forms.members import AdmissionForm, InvitationForm, PersonForm, RevealForm
from groups.models import Group, Membership
from groups.reports.history import changes


def members(request, pk):
    group = find(request, Group, "groups.view_membership", pk=pk)
    rows = group.memberships.in_book_order().with_offices()
    today = timezone.localdate()
    context = {
        "group": group,
        "members": rows.not_ended(today),
        "former": rows.filter(until__lte=today),
    }
    return render(request, "groups/members.html", context)


def member(request, pk):
    membership = find(request, Membership, "groups.view_membership", pk=pk)
    person = membership.person
    context = {
        "membership": membership,
        "group": membership.group,
        "person": person,
        "offices": membership.offices.all(),
        "others": person.memberships.listed_for(request.user)
        .exclude(pk=pk)
        .select_related("group"),
        "reveals": person.reveals.select_related("by")[:20],
        "changes": changes(person, person.household),
    }
    return render(request, "groups/member.html", context)


@sensitive_post_parameters()
def admit_member(request, pk):
    group = find(request, Group, "groups.admit_member", pk=pk)
    form = AdmissionForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with shown_on(form):
            membership = admit(
                group=group,
                member=form.new_member(),
                since=form.cleaned_data["since"],
                today=timezone.localdate(),
                by=request.user,
            )
            messages.success(request, _("%(name)s is a member now.") % {"name": membership})
            return redirect("groups:member", membership.pk)
    context = {"group": group, "form": form}
    return render(
        request, "groups/admit_member.html", context, status=422 if form.is_bound else 200
    )


@sensitive_post_parameters()
def edit_member(request, pk):
    membership = find(request, Membership, "groups.change_membership", pk=pk)
    form = PersonForm(request.POST or None, instance=membership.person)
    if form.is_bound and form.is_valid():
        with shown_on(form), refusals_in_words():
            form.save()
            messages.success(request, _("Saved."))
            return redirect("groups:member", pk)
    context = {"membership": membership, "group": membership.group, "form": form}
    return render(request, "groups/edit_member.html", context, status=422 if form.is_bound else 200)


def invite_member(request, pk):
    membership = find(request, Membership, "groups.invite_member", pk=pk)
    form = InvitationForm(request.POST or None)
    context = {"membership": membership, "group": membership.group, "form": form}
    if form.is_bound and form.is_valid():
        with shown_on(form):
            user = invite(membership=membership, **form.cleaned_data, by=request.user)
            context["link"] = request.build_absolute_uri(invitation_link(user))
            return render(request, "groups/invite_member.html", context)
    return render(
        request, "groups/invite_member.html", context, status=422 if form.is_bound else 200
    )


@sensitive_variables("number")
def reveal_number(request, pk):
    """The number is in the answer to the POST alone, and in no address."""
    membership = find(request, Membership, "groups.reveal_number", pk=pk)
    form = RevealForm(request.POST or None)
    number = ""
    if form.is_bound and form.is_valid():
        with shown_on(form):
            number = look_at(person=membership.person, **form.cleaned_data, by=request.user)
    context = {"membership": membership, "group": membership.group, "form": form, "number": number}
    status = 422 if form.is_bound and not number else 200
    return render(request, "groups/reveal_number.html", context, status=status)
