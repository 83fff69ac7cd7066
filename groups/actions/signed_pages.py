"""Store scans of pages that were signed on paper."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken, refusals_in_words
from groups.photos import Picture, keep_photo
from papers.models import OfficePage, Paper, SignedPage

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
    assert paper.group is not None  # the office's own have office pages
    kept = keep_photo(group=paper.group, picture=photo, by=by)
    return SignedPage.objects.create(paper=paper, photo=kept, by=by)


@transaction.atomic
def add_office_page(*, paper: Paper, photo: Picture, by: User) -> list[OfficePage]:
    """Store the signed pages of the office's own paper, also of one that was replaced."""
    pages = [photo.content, *photo.further]
    if paper.office_pages.count() + len(pages) > MOST_PAGES:
        raise RuleBroken(_("This paper has %(most)s pages already.") % {"most": MOST_PAGES})
    with refusals_in_words():
        return [
            OfficePage.objects.create(
                paper=paper, content=page, digest=hashlib.sha256(page).hexdigest(), by=by
            )
            for page in pages
        ]
