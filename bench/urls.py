"""The site's addresses, and one beside them that costs next to nothing."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from accounts.models import User
from kube_admin.urls import urlpatterns as of_the_site


def bare(request: HttpRequest) -> HttpResponse:
    """A signed-in view with one query of its own and no template: the measure of all others."""
    return HttpResponse(User.objects.count())


urlpatterns = [path("bare/", bare, name="bare"), *of_the_site]
