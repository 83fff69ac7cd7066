"""The administrator's pages: users, their roles, territories and dates."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import actions
from accounts.forms.users import Confirmation, InviteForm, RoleForm, UserFilter
from accounts.invitations import invitation_link
from accounts.models import Assignment, User
from accounts.reports import (
    USER_ORDER,
    changes_of,
    people_said,
    user_columns,
    users_listed,
    users_table,
)
from foundation.access import signed_in_anew
from foundation.acts import Crumb, act_page, posted
from foundation.exports import table_file
from foundation.formatting import day
from foundation.lists import OfficeList
from foundation.pagination import paginate_by_key
from foundation.qr import qr_address

MANAGE = "accounts.manage_users"
WAITS = gettext_lazy("It begins on %(day)s, unless another administrator lets it begin today.")
WITH = ("user", "region", "given_by")
ASKED = gettext_lazy("Asked for. Another administrator may make the link now, you tomorrow.")


@permission_required(MANAGE, raise_exception=True)
def users(request):
    chosen = UserFilter(request, User.objects.all())
    listed = OfficeList(request, user_columns(), USER_ORDER)
    rows = listed.ordered(chosen.qs)
    if chosen.wants_table:
        return table_file(_("users"), *users_table(users_listed(rows)))
    page = paginate_by_key(rows, users_listed, request.GET.get("page"))
    waiting = Assignment.objects.waiting(timezone.localdate()).select_related(*WITH)
    context = {"form": chosen.form, "listed": listed, "page": page, "waiting": waiting}
    return render(request, "accounts/users.html", context, status=chosen.status)


@permission_required(MANAGE, raise_exception=True)
@signed_in_anew
def invite_user(request):
    return act_page(
        request,
        form=InviteForm(posted(request)),
        act=partial(actions.invite_user, by=request.user),
        then=partial(_hand_over_link, request),
        title=_("Add a user"),
        lead=_("Then you get a link to hand over. With it the user sets a password."),
        button=_("Add and make the link"),
        crumbs=_users_crumbs(),
        back=reverse("users"),
        template="accounts/invite_user.html",
        context={"people": people_said()},
    )


def _hand_over_link(request, user) -> str:
    """Store the link in the session; the next page shows it once."""
    request.session["invitation"] = {"user": user.pk, "path": invitation_link(user)}
    return reverse("show_invitation", args=[user.pk])


def _users_crumbs() -> list[Crumb]:
    return [Crumb(_("Users"), reverse("users"))]


def _user_crumbs(user: User) -> list[Crumb]:
    return [*_users_crumbs(), Crumb(user, reverse("user", args=[user.pk]))]


@permission_required(MANAGE, raise_exception=True)
def show_invitation(request, pk):
    user = get_object_or_404(User, pk=pk)
    waiting = request.session.pop("invitation", None) or {}
    path = waiting.get("path") if waiting.get("user") == user.pk else None
    link = request.build_absolute_uri(path) if path else ""
    context = {"subject": user, "link": link, "qr": qr_address(link) if link else ""}
    return render(request, "accounts/show_invitation.html", context)


@permission_required(MANAGE, raise_exception=True)
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


@permission_required(MANAGE, raise_exception=True)
@signed_in_anew
def assign_role(request, pk):
    subject = get_object_or_404(User, pk=pk)
    return act_page(
        request,
        form=RoleForm(posted(request)),
        act=partial(actions.assign_role, user=subject, by=request.user),
        done=_given,
        title=_("Give a role"),
        lead=_("To %(name)s, who is then signed out and signs in again.") % {"name": subject},
        button=_("Give the role"),
        crumbs=_user_crumbs(subject),
        back=reverse("user", args=[pk]),
        template="accounts/assign_role.html",
        context={"people": people_said()},
    )


def _given(made: Assignment) -> str:
    said = _("Role given: %(role)s.") % {"role": made}
    if made.is_waiting:
        said += " " + str(WAITS) % {"day": day(made.since)}
    return said


@permission_required(MANAGE, raise_exception=True)
@signed_in_anew
def end_assignment(request, pk):
    assignment = get_object_or_404(Assignment.objects.select_related("user", "region"), pk=pk)
    subject, today = assignment.user, timezone.localdate()
    return _confirmation(
        request,
        subject,
        partial(actions.end_assignment, assignment=assignment, on=today, by=request.user),
        done=_("Role ended: %(role)s.") % {"role": assignment},
        title=_("End a role of %(name)s?") % {"name": subject},
        lead=_("%(role)s: it ends today, at once. Nothing that was recorded is lost.")
        % {"role": assignment},
        button=_("End the role"),
    )


@permission_required(MANAGE, raise_exception=True)
@signed_in_anew
def reset_access(request, pk):
    subject = get_object_or_404(User, pk=pk)
    page = reverse("user", args=[pk])
    return _confirmation(
        request,
        subject,
        partial(actions.reset_access, user=subject, by=request.user),
        done=lambda is_made: "" if is_made else str(ASKED),
        then=lambda is_made: _hand_over_link(request, subject) if is_made else page,
        title=_("New link for %(name)s?") % {"name": subject},
        lead=_(
            "The password and the second factor of now stop working. Hand over the new link only "
            "in person. For staff two administrators do it, or one a day after asking; the user "
            "reads of it meanwhile, and then pays nothing for a day."
        ),
        button=_("Make a new link"),
    )


@permission_required(MANAGE, raise_exception=True)
@signed_in_anew
def deactivate_user(request, pk):
    subject = get_object_or_404(User, pk=pk)
    return _confirmation(
        request,
        subject,
        partial(actions.deactivate_user, user=subject, by=request.user),
        done=_("The account of %(user)s is closed.") % {"user": subject},
        title=_("Close the account of %(name)s?") % {"name": subject},
        lead=_("Nobody can sign in by this name, at once. What was recorded stays."),
        button=_("Close the account"),
    )


@permission_required(MANAGE, raise_exception=True)
@signed_in_anew
def activate_user(request, pk):
    subject = get_object_or_404(User, pk=pk)
    return _confirmation(
        request,
        subject,
        partial(actions.activate_user, user=subject, by=request.user),
        done=_("%(user)s may sign in again.") % {"user": subject},
        title=_("Open the account of %(name)s again?") % {"name": subject},
        lead=_("The password of before works again, and the roles that have not ended."),
        button=_("Open the account"),
    )


def _confirmation(request, subject: User, act, **page):
    """`act_page` for an act on a user without form fields."""
    return act_page(
        request,
        form=Confirmation(posted(request)),
        act=act,
        crumbs=_user_crumbs(subject),
        back=reverse("user", args=[subject.pk]),
        context={"heading": _("Not possible now")},
        **page,
    )
