"""The register of breaches: what came out, whose, and whom it was told within 72 hours."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, User
from foundation.triggers import checked_insert, refuse_if
from papers.models import Paper, Recorded


class BreachQuerySet(models.QuerySet["Breach"]):
    def visible_to(self, user: User) -> Self:
        """Those of the offices that the user's region holds."""
        seen = Q(pk__in=[])
        for assignment in user.running_assignments:
            if assignment.region_id:
                seen |= Q(office=assignment.region_id)
                seen |= Q(office__code__startswith=f"{assignment.region_id}.")
        return self.filter(seen)

    def with_told(self) -> Self:
        """Annotates `told_authority`, `told_persons` and `is_closed`."""
        steps = BreachStep.objects.filter(breach=OuterRef("pk")).order_by()
        return self.annotate(
            told_authority=Exists(steps.filter(kind=BreachStep.Kind.AUTHORITY)),
            told_persons=Exists(steps.filter(kind=BreachStep.Kind.PERSONS)),
            is_closed=Exists(steps.filter(kind=BreachStep.Kind.CLOSED)),
        )

    def untold(self) -> Self:
        """Where the clock runs: the authority or the persons are not told yet."""
        return self.with_told().filter(Q(told_authority=False) | Q(told_persons=False))


class Breach(Recorded):
    """Data of people came where they do not belong (domain.md §9)."""

    WITHIN = datetime.timedelta(hours=72)

    office = models.ForeignKey(Region, models.PROTECT, related_name="+")
    found_at = models.DateTimeField(_("found on"))
    what = models.TextField(_("what happened"), max_length=1000)
    data = models.CharField(_("which data"), max_length=300)
    people = models.PositiveIntegerField(_("how many people"))
    whose = models.CharField(_("whose"), max_length=300)
    is_drill = models.BooleanField(_("a drill"), default=False)

    objects = BreachQuerySet.as_manager()

    told_authority: bool  # these by `with_told`
    told_persons: bool
    is_closed: bool

    class Meta(Recorded.Meta):
        ordering = ["-found_at", "-pk"]
        permissions = [("record_breach", "Keep the register of breaches")]
        constraints = [
            models.CheckConstraint(
                condition=Q(found_at__lte=F("at")) & Q(people__gte=1) & ~Q(what="", data=""),
                name="groups_breach_found_before",
            )
        ]

    def __str__(self):
        return self.data

    @property
    def territory(self) -> Region:
        return self.office

    @property
    def due_at(self) -> datetime.datetime:
        return self.found_at + self.WITHIN


class BreachStep(Recorded):
    """What was done: the remedy, whom it was told, and that it is over."""

    class Kind(models.TextChoices):
        REMEDY = "remedy", _("Remedy")
        AUTHORITY = "authority", _("Told to the authority")
        PERSONS = "persons", _("Told to the persons")
        CLOSED = "closed", _("Closed")

    LETTERS = [Kind.AUTHORITY, Kind.PERSONS]

    breach = models.ForeignKey(Breach, models.PROTECT, related_name="steps")
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    done_at = models.DateTimeField(_("done on"))
    what = models.CharField(_("what was done"), max_length=500)
    paper = models.OneToOneField(
        Paper, models.PROTECT, null=True, blank=True, related_name="breach_step"
    )

    class Meta(Recorded.Meta):
        ordering = ["done_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["breach", "kind"],
                condition=~Q(kind="remedy"),
                name="groups_breachstep_once",
                violation_error_message=_("This is written down already."),
            ),
            models.CheckConstraint(condition=~Q(what=""), name="groups_breachstep_says_what"),
            models.CheckConstraint(
                condition=Q(kind__in=["authority", "persons"], paper__isnull=False)
                | Q(kind__in=["remedy", "closed"], paper=None),
                name="groups_breachstep_letter",
            ),
        ]
        triggers = [
            checked_insert(
                "in_order",
                "PERFORM FROM groups_breach WHERE id = NEW.breach_id FOR UPDATE;",
                refuse_if(
                    """NEW.done_at > NEW.at OR NEW.done_at < (
                        SELECT found_at FROM groups_breach WHERE id = NEW.breach_id)""",
                    "A step is taken after the breach was found.",
                    "groups_breachstep_after_it_was_found",
                ),
                refuse_if(
                    """EXISTS (SELECT FROM groups_breachstep
                        WHERE breach_id = NEW.breach_id AND kind = 'closed')
                        OR NEW.kind = 'closed' AND (
                            SELECT count(DISTINCT kind) FROM groups_breachstep
                            WHERE breach_id = NEW.breach_id) < 3""",
                    "A breach is closed once it is mended and told, and then stays.",
                    "groups_breachstep_closed_last",
                ),
            )
        ]

    def __str__(self):
        return self.get_kind_display()
