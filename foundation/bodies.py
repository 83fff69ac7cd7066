"""How large a request may be: asked by its Content-Length, before anything of its body is read."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MEGABYTE = 1024 * 1024
TYPED = MEGABYTE  # a meeting sheet of twenty members has 20 kB
View = TypeVar("View", bound=Callable[..., Any])
FILES = 16 * MEGABYTE  # a scan of 15 MB, or several photos


def takes_files(most: int) -> Callable[[View], View]:
    """Decorate a view whose form has files, of so many bytes in all."""

    def marked(view: View) -> View:
        vars(view)["most_bytes"] = most
        return view

    return marked


class TemporaryFiles(TemporaryFileUploadHandler):
    """Django's, which on a full disk leaves the part that was written."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError:
            with suppress(OSError):
                self.file.close()  # deletes the file, though what is buffered has no room
            raise


class BodyLimited:
    """Stands before whatever reads the body; Django itself stores files of any size."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        if length <= TYPED:
            return None
        most = getattr(view, "most_bytes", TYPED)
        if most > TYPED and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if length <= most:
            return None
        return render(request, "413.html", {"most": most // MEGABYTE}, status=413)
