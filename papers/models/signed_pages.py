"""Scans of papers as they were signed by hand."""

from django.db import models

from foundation.triggers import checked_insert, refuse_if
from papers.models.papers import Paper
from papers.models.recorded import Recorded


class SignedPage(Recorded):
    """A photo or scan of a page that was signed by hand."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="signed_pages")
    photo = models.OneToOneField("groups.Photo", models.PROTECT, related_name="+")

    class Meta(Recorded.Meta):
        permissions = [("add_signed_page", "Keep the signed page of a paper")]
        triggers = [
            checked_insert(
                "of_the_papers_group",
                refuse_if(
                    """NOT EXISTS (
                        SELECT FROM papers_paper p JOIN groups_photo f ON f.group_id = p.group_id
                        WHERE p.id = NEW.paper_id AND f.id = NEW.photo_id
                    )""",
                    "A signed page is a photo of the group its paper is about.",
                    "papers_signedpage_of_the_papers_group",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper}"
