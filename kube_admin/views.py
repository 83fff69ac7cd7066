"""The home page, help, and the error pages."""

import logging
import sys
from contextlib import suppress

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db.utils import Error
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import Assignment
from foundation.tasks import tasks_of
from kube_admin.database_limits import Trouble, trouble_of
from kube_admin.grant_year import GRANT_YEAR
from kube_admin.home import by_kind, facilitated, greeting, territory, urgent

logger = logging.getLogger(__name__)
Role = Assignment.Role
MEETING = {Role.FACILITATOR, Role.MEMBER}  # on the help page what they do comes first


def home(request):
    """Show a section per role; redirect users whose only role has a page of its own."""
    user, now = request.user, timezone.localtime()
    roles = {held.role for held in user.running_assignments}
    if roles == {Role.MEMBER}:
        return redirect("finance:my")
    if roles == {Role.ADMINISTRATOR}:
        return redirect("users")
    context = {"greeting": greeting(now.hour), "today": now.date(), "roles": roles}
    tasks, soon = tasks_of(user, now.date()), []
    if Role.FACILITATOR in roles:
        context["mine"] = facilitated(user, now.date())
        context["urgent"] = soon = urgent(tasks, now.date())
    if roles - {Role.MEMBER, Role.ADMINISTRATOR, Role.OPERATOR, Role.PROVINCE, Role.AUDITOR}:
        context["waiting"] = kinds = by_kind([task for task in tasks if task not in soon])
        context["waiting_count"] = sum(kind.total for kind in kinds)
    if roles - {Role.FACILITATOR, Role.MEMBER, Role.CASHIER, Role.ADMINISTRATOR}:
        context["territory"] = territory(user, now.date())
    return render(request, "kube_admin/home.html", context)


@login_not_required
def help(request):
    user = request.user
    roles = {held.role for held in user.running_assignments} if user.is_authenticated else set()
    context = {
        "years": sorted(GRANT_YEAR, key=lambda year: year[0] not in roles),
        "roles": roles,
        "office_first": bool(roles) and not roles & MEETING,
    }
    return render(request, "kube_admin/help.html", context)


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """Rendered without the request, as a context processor may be what failed."""
    if trouble := trouble_of(sys.exception()):
        return unavailable(request, trouble)
    return HttpResponseServerError(render_to_string("500.html"))


def unavailable(request, trouble: Trouble):
    """503 where the database is away, busy or too slow, or the disk full; help needs neither.

    A line in the log instead of a traceback for each request.
    """
    if request.path_info == reverse("help"):
        request.user = AnonymousUser()
        with suppress(Error):
            return help(request)
    logger.error("Unavailable, %s: %r", trouble.value, request.path)
    text = render_to_string("503.html", {"trouble": trouble.value})
    response = HttpResponse(text, status=503, headers={"Retry-After": "60"})
    vars(response)["_has_been_logged"] = True  # asked by django.utils.log
    return response
