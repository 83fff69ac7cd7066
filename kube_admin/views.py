"""The home page of each role, and the answers when something is not to be had."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string


def home(request):
    return render(request, "kube_admin/home.html")


@login_not_required
def help(request):
    return render(request, "kube_admin/help.html")


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """Without the request: what broke may be what every other page needs."""
    return HttpResponseServerError(render_to_string("500.html"))
