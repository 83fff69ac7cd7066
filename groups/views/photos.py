"""Photos, for users who may see those of the group."""

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from foundation.access import get_permitted
from groups.models import Photo
from groups.photos import as_pdf, small


@require_GET
# The style by which browsers fit an image; the hint of csp knows no views with arguments.
@csp_replace({"style-src": [UNSAFE_INLINE]})  # type: ignore[arg-type]
def photo(request, pk):
    """The photo; a scan of several pages as PDF."""
    found = get_permitted(request, Photo, "groups.view_photo", pk=pk)
    if found.pages > 1:
        return HttpResponse(as_pdf(found), content_type="application/pdf")
    return HttpResponse(found.content, content_type="image/jpeg")


@require_GET
def photo_small(request, pk):
    found = get_permitted(request, Photo, "groups.view_photo", pk=pk)
    return HttpResponse(small(found), content_type="image/jpeg")
