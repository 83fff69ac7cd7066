"""Roles on money that wait: let them begin at once, or stop them."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import actions
from accounts.forms.users import Confirmation
from accounts.models import Assignment
from accounts.waiting_roles import require_waiting
from foundation.access import get_permitted, signed_in_anew
from foundation.acts import Crumb, act_page, posted
from foundation.formatting import day

STOP = "accounts.stop_role"
WHOLE = Assignment.objects.select_related("user", "region", "given_by")


@permission_required("accounts.manage_users", raise_exception=True)
@signed_in_anew
def begin_role(request, pk):
    assignment = get_object_or_404(WHOLE, pk=pk)
    page = reverse("user", args=[assignment.user_id])
    return act_page(
        request,
        form=Confirmation(posted(request)),
        guard=partial(require_waiting, assignment),
        act=partial(actions.begin_role, assignment=assignment, by=request.user),
        done=_("The role begins today."),
        title=_("Let the role of %(name)s begin?") % {"name": assignment.user},
        lead=_("%(role)s, given by %(by)s. Know who it is before you say yes.")
        % {"role": assignment, "by": assignment.given_by},
        button=_("Let it begin today"),
        crumbs=[Crumb(_("Users"), reverse("users")), Crumb(assignment.user, page)],
        back=page,
        context={"heading": _("Not possible now")},
    )


def stop_role(request, pk):
    assignment = get_permitted(request, WHOLE, STOP, pk=pk)
    return act_page(
        request,
        form=Confirmation(posted(request)),
        guard=partial(require_waiting, assignment),
        act=partial(actions.stop_role, assignment=assignment, by=request.user),
        done=_("Stopped: the role never begins."),
        title=_("Stop the role of %(name)s?") % {"name": assignment.user},
        lead=_(
            "%(role)s, given by %(by)s, begins on %(day)s. Do you know this person, and was it "
            "agreed? Then there is nothing to do. If not, stop it and ask the administrator."
        )
        % {"role": assignment, "by": assignment.given_by, "day": day(assignment.since)},
        button=_("Stop it"),
        back=reverse("home"),
        context={"heading": _("Not possible now")},
    )
