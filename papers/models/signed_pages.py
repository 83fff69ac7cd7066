"""Scans of papers as they were signed by hand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
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


class OfficePageQuerySet(models.QuerySet["OfficePage"]):
    def visible_to(self, user: User) -> "OfficePageQuerySet":
        return self.filter(paper__in=Paper.objects.visible_to(user))


class OfficePage(Recorded):
    """A scan of a page of the office's own paper, which is about no group: decree, list, order."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="office_pages")
    content = models.BinaryField()  # JPEG
    digest = models.CharField(max_length=64)

    objects = OfficePageQuerySet.as_manager()

    class Meta(Recorded.Meta):
        permissions = [("add_office_page", "Keep the signed page of the office's own paper")]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "digest"],
                name="papers_officepage_once",
                violation_error_message=_("This photo is kept already. Send the next page."),
            )
        ]
        triggers = [
            checked_insert(
                "of_the_office",
                refuse_if(
                    """EXISTS (SELECT FROM papers_paper p
                               WHERE p.id = NEW.paper_id AND p.group_id IS NOT NULL)""",
                    "The page of a group's paper is a photo of the group.",
                    "papers_officepage_of_the_office",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper}"

    @property
    def territory(self) -> models.Model:
        return self.paper.territory
