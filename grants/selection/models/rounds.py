"""Quotas and rounds: the selection of a district and year, with rules frozen at opening."""

import datetime
from typing import Self

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Exists, F, Max, OuterRef, Q, Sum
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, User
from foundation.relations import is_there, or_none
from foundation.triggers import checked_insert, refuse_if
from grants.selection.models.sql import is_closed
from groups.models import Group, Instrument, Programme
from papers.models import Recorded


class OfDistrict(models.QuerySet):
    def visible_to(self, user: User, verb: str = "") -> Self:
        """Rows of the districts of the user's roles; a facilitator's districts by their groups."""
        seen = Q(pk__in=[])
        assignments = user.assignments_for(verb) if verb else user.running_assignments
        for assignment in assignments:
            if assignment.role == assignment.Role.FACILITATOR:
                mine = Group.objects.facilitated_by(user).order_by()
                seen |= Q(district__in=mine.values("village__parent__parent"))
            elif assignment.region_id and assignment.role != assignment.Role.OPERATOR:
                seen |= Q(district__code=assignment.region_id)
                seen |= Q(district__code__startswith=f"{assignment.region_id}.")
        return self.filter(seen)


class QuotaQuerySet(OfDistrict):
    def in_force(self) -> Self:
        return self.filter(withdrawal=None)


class Quota(Recorded):
    """How many groups of a district a year's budget covers (paper 1); amounts in whole rupiah.

    A mistake is withdrawn and entered anew as the next version.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="quotas")
    district = models.ForeignKey(Region, models.PROTECT, related_name="quotas")
    year = models.PositiveSmallIntegerField(_("year"))
    places = models.PositiveSmallIntegerField(_("groups"))
    amount = models.BigIntegerField(_("grant a group"))
    source = models.CharField(_("decided by"), max_length=200, blank=True)
    version = models.PositiveSmallIntegerField(default=1)

    objects = QuotaQuerySet.as_manager()

    withdrawal_or_none = or_none("withdrawal")

    class Meta(Recorded.Meta):
        ordering = ["-year", "district_id"]
        permissions = [("load_quota", "Enter the quotas of a year")]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "district", "year", "version"],
                name="grants_quota_once",
                violation_error_message=_("Somebody entered this quota a moment ago."),
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1, amount__gte=1, version__gte=1),
                name="grants_quota_positive",
            ),
        ]
        triggers = [
            checked_insert(
                "one_in_force",
                refuse_if(
                    """NEW.version <> 1 + (
                        SELECT count(*) FROM grants_quota before
                        JOIN grants_quotawithdrawal ended ON ended.quota_id = before.id
                        WHERE before.programme_id = NEW.programme_id
                            AND before.district_id = NEW.district_id
                            AND before.year = NEW.year)""",
                    "A quota is entered anew only after the one before was withdrawn.",
                    "grants_quota_once",
                    "unique_violation",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.district}, {self.year}"

    @property
    def territory(self) -> Region:
        return self.district

    @property
    def budget(self) -> int:
        return self.places * self.amount

    def places_left(self) -> int:
        """The places not yet used by a round; one query."""
        rounds = self.rounds.filter(closing=None)
        return self.places - (rounds.aggregate(taken=Sum("places"))["taken"] or 0)


def usual_reminders() -> list[int]:
    return [1, 14, 28]


class RoundQuerySet(OfDistrict):
    def taking_proposals(self, today: datetime.date) -> "RoundQuerySet":
        running = self.filter(opened_on__lte=today, proposals_until__gte=today)
        return running.filter(ranking=None, closing=None)

    def awaiting_ranking(self) -> "RoundQuerySet":
        """Rounds with all groups scored, without a ranking; `scored_at`: time of the last score."""
        unscored = apps.get_model("grants.Candidacy").objects.unscored().order_by()
        return (
            self.filter(ranking=None, decrees=None)
            .annotate(
                candidates=running("candidacies"),
                scored_at=Max("candidacies__score_sheets__at"),
            )
            .filter(~Exists(unscored.filter(round=OuterRef("pk"))), candidates__gt=0)
        )

    def awaiting_publication(self) -> "RoundQuerySet":
        rows = self.filter(ranking__isnull=False, publication=None, decrees=None)
        return rows.filter(closing=None)

    def awaiting_list(self) -> "RoundQuerySet":
        """Published rounds without open objections or a proposed list in force.

        `returned_at` is when the head of office returned the last list, if any.
        """
        open_objections = Q(objections__isnull=False, objections__answer=None)
        lists = Q(list_proposals__isnull=False, list_proposals__returned=None)
        return (
            self.filter(publication__isnull=False, decrees=None)
            .annotate(
                unanswered=Count("objections", filter=open_objections, distinct=True),
                proposed=Count("list_proposals", filter=lists, distinct=True),
                returned_at=Max("list_proposals__returned__at"),
            )
            .filter(unanswered=0, proposed=0)
        )

    def awaiting_first_list(self) -> "RoundQuerySet":
        return self.awaiting_list().filter(returned_at=None)

    def awaiting_corrected_list(self) -> "RoundQuerySet":
        return self.awaiting_list().filter(returned_at__isnull=False)


def running(relation: str, **more) -> Count:
    """An expression: the number of running candidacies of a round, filtered by `more`."""
    return Count(relation, filter=Q(**{f"{relation}__withdrawal": None}, **more), distinct=True)


class Round(Recorded):
    """A selection round of one district and year (putaran, paper 2), frozen when it opens."""

    quota = models.ForeignKey(Quota, models.PROTECT, related_name="rounds")
    district = models.ForeignKey(Region, models.PROTECT, related_name="rounds")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rounds")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="rounds")
    name = models.CharField(_("name"), max_length=80)
    year = models.PositiveSmallIntegerField(_("year"))
    places = models.PositiveSmallIntegerField(_("groups"))
    amount = models.BigIntegerField(_("grant a group"))
    budget = models.BigIntegerField(_("budget"))
    rules = models.JSONField()  # the programme's rules of this day: grants.rules reads them
    documents = ArrayField(models.CharField(max_length=20))  # kinds of Document asked for
    opened_on = models.DateField(_("opens on"))
    proposals_until = models.DateField(_("proposals until"))
    visits_until = models.DateField(_("visits until"))
    decision_until = models.DateField(_("decision until"))
    payment_until = models.DateField(_("payment until"))
    objection_days = models.PositiveSmallIntegerField(_("days for objections"), default=7)
    report_days = models.PositiveSmallIntegerField(_("days until the report"), default=90)
    mend_days = models.PositiveSmallIntegerField(_("days to mend a report"), default=14)
    reminder_days = ArrayField(
        models.PositiveSmallIntegerField(), default=usual_reminders
    )  # after the day a report was due: the first, second, third letter
    two_offers_over = models.BigIntegerField(_("two price notes over"), default=5_000_000)
    waiting_days = models.PositiveSmallIntegerField(_("days a changed account waits"), default=3)
    pass_mark = models.PositiveSmallIntegerField(_("pass mark"), default=60)

    objects = RoundQuerySet.as_manager()

    candidate_count: int  # annotations of grants.selection.reports.rounds.with_counts
    visited_count: int
    scored_count: int
    award_count: int
    phases_over: int  # annotation of grants.way.reports.rounds.with_phases

    has_ranking = is_there("ranking")
    ranking_or_none = or_none("ranking")
    publication_or_none = or_none("publication")
    closing_or_none = or_none("closing")
    is_closed = is_there("closing")

    @property
    def two_scores(self) -> bool:
        """Whether two verifiers score each group, neither knowing the other's."""
        return bool(self.rules.get("two_scores"))

    class Meta(Recorded.Meta):
        ordering = ["-year", "-pk"]
        permissions = [("open_round", "Open a round of selection")]
        constraints = [
            models.CheckConstraint(
                condition=Q(budget__gte=F("places") * F("amount"), places__gte=1, amount__gte=1),
                name="grants_round_budget",
            ),
            models.CheckConstraint(
                condition=Q(
                    proposals_until__gte=F("opened_on"),
                    visits_until__gte=F("proposals_until"),
                    decision_until__gte=F("visits_until"),
                    payment_until__gte=F("decision_until"),
                ),
                name="grants_round_calendar",
            ),
        ]
        triggers = [
            checked_insert(
                "within_its_quota",
                "PERFORM FROM grants_quota WHERE id = NEW.quota_id FOR UPDATE;",
                refuse_if(
                    """NOT EXISTS (
                        SELECT FROM grants_quota q
                        JOIN groups_instrument i ON i.id = NEW.instrument_id
                        WHERE q.id = NEW.quota_id AND q.district_id = NEW.district_id
                            AND q.programme_id = NEW.programme_id AND q.year = NEW.year
                            AND NOT i.for_old_results AND i.purpose = 'selection'
                    ) OR EXISTS (SELECT FROM grants_quotawithdrawal
                                 WHERE quota_id = NEW.quota_id)""",
                    "A round is of its quota, with an instrument in use.",
                    "grants_round_of_its_quota",
                ),
                refuse_if(
                    f"""(SELECT q.places < NEW.places + coalesce(sum(r.places), 0)
                            OR q.places * q.amount < NEW.budget + coalesce(sum(r.budget), 0)
                        FROM grants_quota q LEFT JOIN grants_round r ON r.quota_id = q.id
                            AND NOT {is_closed("r.id")}
                        WHERE q.id = NEW.quota_id GROUP BY q.id)""",
                    "The rounds exceed the quota of the district.",
                    "grants_round_within_quota",
                ),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def territory(self) -> Region:
        return self.district
