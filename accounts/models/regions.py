"""Regions of Indonesia."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.history import EditHistory


def district_of(code: str) -> str:
    """The code of the district of a region in it: 35.07 of the village 35.07.07.2001."""
    return ".".join(code.split(".")[:2])


class RegionQuerySet(models.QuerySet):
    def within(self, code: str):
        """The region of this code and all below; codes end at a dot: 35.07 excludes 35.071."""
        return self.filter(Q(code=code) | Q(code__startswith=f"{code}."))

    def named(self, word: str):
        """Regions whose name, or that of the region around them, contains this word."""
        return self.filter(Q(name__icontains=word) | Q(parent__name__icontains=word))

    def with_path(self):
        """Selects the ancestors that `long_name` and `path` need."""
        return self.select_related("parent__parent__parent")


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old))
class Region(models.Model):
    """A province, district, subdistrict or village, by its Kemendagri code (text)."""

    class Level(models.IntegerChoices):
        PROVINCE = 1, _("Province")
        DISTRICT = 2, _("District")
        SUBDISTRICT = 3, _("Subdistrict")
        VILLAGE = 4, _("Village")

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=100)
    level = models.PositiveSmallIntegerField(choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )

    objects = RegionQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE (name)"
    edit_history = EditHistory(_("Regions"), region="pgh_obj")

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "name"], name="accounts_region_by_name")]

    def __str__(self):
        return self.name

    @property
    def long_name(self) -> str:
        """Desa Dawuhan, Kec. Poncokusumo, as on letters; see `with_path`."""
        match self.level:
            case self.Level.VILLAGE:
                assert self.parent is not None  # it lies in a subdistrict
                kind = "Kelurahan" if self.code.rpartition(".")[2].startswith("1") else "Desa"
                return f"{kind} {self.name}, {self.parent.long_name}"
            case self.Level.SUBDISTRICT:
                return f"Kec. {self.name}"
        return self.name

    @property
    def path(self) -> str:
        """The long name up to the province."""
        places, place = [self.long_name], self.parent
        while place:
            if place.level < self.Level.SUBDISTRICT:
                places.append(place.name)
            place = place.parent
        return ", ".join(places)
