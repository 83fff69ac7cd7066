"""Store scans of pages that officers signed on paper."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from groups.photos import Picture, keep_photo
from papers.models import Paper, SignedPage

MOST_PAGES = 20


@transaction.atomic
def add_signed_page(*, paper: Paper, photo: Picture, by: User) -> SignedPage:
    """Store a scan of a signed page of a group's paper."""
    if paper.is_superseded:
        raise RuleBroken(
            _("Paper %(number)s took the place of this one. Keep the signed page there.")
            % {"number": paper.superseded_by.number}
        )
    if paper.signed_pages.count() >= MOST_PAGES:
        raise RuleBroken(_("This paper has %(most)s pages already.") % {"most": MOST_PAGES})
    if paper.signed_pages.filter(photo__digest=photo.digest).exists():
        raise RuleBroken(_("This photo is kept already. Send the next page."), field="photo")
    assert paper.group is not None  # only a group's papers have signed pages
    kept = keep_photo(group=paper.group, picture=photo, by=by)
    return SignedPage.objects.create(paper=paper, photo=kept, by=by)
