"""Who may do what, where, until when: the administrator's pages."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import actions
from accounts.forms.users import Confirmation, InviteForm, RoleForm, UserFilter
from accounts.models import Assignment, User
from accounts.reports import changes_of, users_found, users_listed, users_table
from foundation.access import signed_in_anew
from foundation.exports import table_file
from foundation.pagination import page_of
from foundation.rules import shown_on

may_manage = permission_required("accounts.manage_users", raise_exception=True)


@may_manage
def users(request):
    form = UserFilter(request.GET)
    found = users_found(**(form.cleaned_data if form.is_valid() else {}))
    page = page_of(found, users_listed, request.GET.get("page"))
    return render(request, "accounts/users.html", {"form": form, "page": page})


@may_manage
def download_users(request):
    form = UserFilter(request.GET)
    found = users_found(**(form.cleaned_data if form.is_valid() else {}))
    return table_file(_("users"), *users_table(users_listed(found)))


@may_manage
@signed_in_anew
def invite_user(request):
    form = InviteForm(request.POST or None)
    if form.is_valid():
        with shown_on(form):
            user = actions.invite_staff(**form.cleaned_data, by=request.user)
            return _hand_over_link(request, user)
    status = 422 if form.is_bound else 200
    return render(request, "accounts/invite_user.html", {"form": form}, status=status)


def _hand_over_link(request, user):
    """The link waits in the session for the next page, which shows it once."""
    request.session["invitation"] = {"user": user.pk, "path": actions.invitation_link(user)}
    return redirect("show_invitation", user.pk)


@may_manage
def show_invitation(request, pk):
    user = get_object_or_404(User, pk=pk)
    waiting = request.session.pop("invitation", None) or {}
    path = waiting.get("path") if waiting.get("user") == user.pk else None
    link = request.build_absolute_uri(path) if path else ""
    return render(request, "accounts/show_invitation.html", {"subject": user, "link": link})


@may_manage
def user(request, pk):
    subject = get_object_or_404(User, pk=pk)
    assignments = subject.assignments.select_related("region", "given_by", "ended_by")
    today = timezone.localdate()
    return render(
        request,
        "accounts/user.html",
        {
            "subject": subject,
            "now": [row for row in assignments if not row.until or row.until > today],
            "before": [row for row in assignments if row.until and row.until <= today],
            "changes": changes_of(subject),
            "today": today,
        },
    )


@may_manage
@signed_in_anew
def assign_role(request, pk):
    subject = get_object_or_404(User, pk=pk)
    form = RoleForm(request.POST or None)
    if form.is_valid():
        with shown_on(form):
            assignment = actions.assign_role(user=subject, **form.cleaned_data, by=request.user)
            messages.success(request, _("Role given: %(role)s.") % {"role": assignment})
            return redirect("user", subject.pk)
    context = {"form": form, "subject": subject}
    return render(
        request, "accounts/assign_role.html", context, status=422 if form.is_bound else 200
    )


@may_manage
@signed_in_anew
def end_assignment(request, pk):
    assignment = get_object_or_404(Assignment.objects.select_related("user", "region"), pk=pk)
    form = Confirmation(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            today = timezone.localdate()
            actions.end_assignment(assignment=assignment, on=today, by=request.user)
            messages.success(request, _("Role ended: %(role)s.") % {"role": assignment})
            return redirect("user", assignment.user_id)
    context = {"form": form, "assignment": assignment, "subject": assignment.user}
    return render(
        request, "accounts/end_assignment.html", context, status=422 if form.is_bound else 200
    )


@may_manage
@signed_in_anew
def reset_access(request, pk):
    subject = get_object_or_404(User, pk=pk)
    form = Confirmation(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.reset_access(user=subject, by=request.user)
            return _hand_over_link(request, subject)
    context = {"form": form, "subject": subject}
    return render(
        request, "accounts/reset_access.html", context, status=422 if form.is_bound else 200
    )


@may_manage
@signed_in_anew
def deactivate_user(request, pk):
    subject = get_object_or_404(User, pk=pk)
    form = Confirmation(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.deactivate_user(user=subject, by=request.user)
            messages.success(request, _("The account of %(user)s is closed.") % {"user": subject})
            return redirect("user", subject.pk)
    context = {"form": form, "subject": subject}
    return render(
        request, "accounts/deactivate_user.html", context, status=422 if form.is_bound else 200
    )


@may_manage
@signed_in_anew
def activate_user(request, pk):
    subject = get_object_or_404(User, pk=pk)
    form = Confirmation(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.activate_user(user=subject, by=request.user)
        messages.success(request, _("%(user)s may sign in again.") % {"user": subject})
        return redirect("user", subject.pk)
    return render(request, "accounts/activate_user.html", {"form": form, "subject": subject})
