"""The book of accesses: sign-ins, failed ones, refusals, files taken, numbers shown.

A typed name is kept only where it is a user's: people type passwords there.
"""

from urllib.parse import quote

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest

from accounts.models import Access, User

Kind = Access.Kind


def note_access(kind: str, request: HttpRequest, user: User | None) -> None:
    page = quote(request.path, safe="/%")[: Access._meta.get_field("page").max_length]
    Access.objects.create(kind=kind, user=user, address=get_ip(request) or None, page=page)


class AccessesNoted:
    """Middleware: notes refusals of signed-in users, and the files they take."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and (kind := self.kind_of(request, response)):
            note_access(kind, request, request.user)
        return response

    def kind_of(self, request, response) -> str:
        is_page = request.resolver_match is not None
        if response.status_code == 403 or (response.status_code == 404 and is_page):
            return Kind.REFUSED
        way = response.headers.get("Content-Disposition", "")
        return Kind.FILE if way.startswith("attachment") and response.status_code == 200 else ""
