"""Budget plans and their lines."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from foundation.relations import is_there
from foundation.triggers import checked_insert, made_with, refuse_if
from grants.payment.models.line_kinds import BY_HEAD, QUANTITIES, STAYS_IN, LineKind
from grants.selection.models.candidacies import Candidacy, OfCandidacy
from grants.selection.models.sql import lock_round
from groups.models import Group, Meeting
from papers.models import AppendOnly, Recorded


class BudgetQuerySet(OfCandidacy):
    def in_force(self) -> "BudgetQuerySet":
        """The plan in force of each candidacy: the last one approved, else the first."""
        approved = Budget.objects.filter(
            candidacy=OuterRef("candidacy"), version__gt=OuterRef("version"), approval__isnull=False
        )
        return self.filter(Q(version=1) | Q(approval__isnull=False), ~Exists(approved))

    def last_versions(self) -> "BudgetQuerySet":
        """The last version of each candidacy, in force or not."""
        later = Budget.objects.filter(
            candidacy=OuterRef("candidacy"), version__gt=OuterRef("version")
        )
        return self.filter(~Exists(later))

    def awaiting_answer(self) -> "BudgetQuerySet":
        """Changed plans neither approved nor returned, without a later version."""
        return self.last_versions().filter(version__gt=1, approval=None, returned=None)

    def awaiting_correction(self) -> "BudgetQuerySet":
        """Returned plans, while the plan may still change."""
        open_plans = self.exclude(candidacy__award__reports__review__accepted=True)
        return open_plans.last_versions().filter(returned__isnull=False)


class Budget(Recorded):
    """A version of a budget plan (RAB, paper 4), chosen in a recorded meeting.

    The first version is in force at once, a later one once approved (`BudgetApproval`). Its grant
    lines sum to the grant exactly; the group's own lines (swadaya) are not counted.
    """

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="budgets")
    version = models.PositiveSmallIntegerField()
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    plan = models.TextField(_("what the group wants to do, and who buys from it"), max_length=2000)
    reason = models.CharField(_("why it changes"), max_length=300, blank=True)

    objects = BudgetQuerySet.as_manager()

    is_approved = is_there("approval")
    is_returned = is_there("returned")

    class Meta(Recorded.Meta):
        ordering = ["candidacy_id", "-version"]
        permissions = [("plan_budget", "Enter the budget plan a group chose")]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "version"],
                name="grants_budget_version_once",
                violation_error_message=_("Somebody saved this plan a moment ago. Look at it."),
            ),
            models.CheckConstraint(
                condition=Q(version=1, reason="") | Q(version__gt=1) & ~Q(reason=""),
                name="grants_budget_change_says_why",
            ),
        ]
        triggers = [
            checked_insert(
                "chosen_in_a_meeting",
                refuse_if(
                    """NEW.version <> 1 + (SELECT count(*) FROM grants_budget
                                           WHERE candidacy_id = NEW.candidacy_id)""",
                    "The versions of a plan follow each other.",
                    "grants_budget_version_once",
                    "unique_violation",
                ),
                refuse_if(
                    """NOT EXISTS (
                        SELECT FROM grants_candidacy c
                        JOIN groups_meeting m ON m.id = NEW.meeting_id AND m.group_id = c.group_id
                        WHERE c.id = NEW.candidacy_id AND m.cancelled_at IS NULL
                            AND 0 < (SELECT count(*) FROM groups_attendance
                                     WHERE meeting_id = m.id AND kind IN ('present', 'represented'))
                            AND 3 * (SELECT count(*) FROM groups_attendance
                                     WHERE meeting_id = m.id AND kind IN ('present', 'represented'))
                                >= 2 * (SELECT count(*) FROM groups_membership s
                                        WHERE s.group_id = c.group_id AND s.since <= m.date
                                            AND (s.until IS NULL OR s.until > m.date))
                    )""",
                    "A plan is chosen in a meeting with two thirds there.",
                    "grants_budget_chosen_in_a_meeting",
                ),
                refuse_if(
                    """EXISTS (
                        SELECT FROM grants_candidacy c
                        JOIN groups_meeting m ON m.id = NEW.meeting_id
                        WHERE c.id = NEW.candidacy_id
                            AND NEW.version > 1 AND m.date < greatest(
                                (SELECT max(held.date) FROM grants_budget before
                                 JOIN groups_meeting held ON held.id = before.meeting_id
                                 WHERE before.candidacy_id = c.id),
                                (SELECT max(d.date) FROM grants_award a
                                 JOIN grants_decree d ON d.id = a.decree_id
                                 WHERE a.candidacy_id = c.id)))""",
                    "A change of a plan is decided after the plan and after the decree.",
                    "grants_budget_decided_since",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.candidacy}, RAB {self.version}"

    @property
    def territory(self) -> Group:
        return self.candidacy.group

    @property
    def is_change(self) -> bool:
        return self.version > 1

    @property
    def is_waiting(self) -> bool:
        """Whether this is a change neither approved nor returned, without a later version."""
        return type(self).objects.awaiting_answer().filter(pk=self.pk).exists()

    def sum_of(self, source: str) -> int:
        return sum(line.total for line in self.lines.all() if line.source == source)

    @property
    def from_grant(self) -> int:
        return self.sum_of(BudgetLine.Source.GRANT)

    @property
    def from_own(self) -> int:
        return self.sum_of(BudgetLine.Source.OWN)


class BudgetLineQuerySet(models.QuerySet):
    def granted(self) -> "BudgetLineQuerySet":
        """Lines paid by the grant."""
        return self.filter(source=BudgetLine.Source.GRANT)

    def own(self) -> "BudgetLineQuerySet":
        """Lines paid by the group itself (swadaya)."""
        return self.filter(source=BudgetLine.Source.OWN)


class BudgetLine(AppendOnly):
    """An item to buy: quantity x price, in whole rupiah. `number` is the same in all versions."""

    class Source(models.TextChoices):
        GRANT = "grant", _("Grant")
        OWN = "own", _("The group's own part (swadaya)")

    Kind = LineKind

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField()
    item = models.CharField(_("item"), max_length=100)
    kind = models.CharField(_("kind"), max_length=10, choices=LineKind)
    source = models.CharField(_("paid from"), max_length=5, choices=Source, default=Source.GRANT)
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=20)
    price = models.BigIntegerField(_("price each"))

    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        ordering = ["budget_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "number"], name="grants_budgetline_once"),
            models.CheckConstraint(
                condition=Q(quantity__range=QUANTITIES, price__gte=1),
                name="grants_budgetline_positive",
            ),
            models.CheckConstraint(
                condition=Exact(Mod(F("quantity") * F("price"), 1), 0),
                name="grants_budgetline_whole_rupiah",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=BY_HEAD) | Q(Exact(Mod("quantity", 1), 0)),
                name="grants_budgetline_whole_heads",
            ),
        ]
        triggers = [
            checked_insert(
                "while_the_plan_is_open",
                lock_round("budget", share=True),
                refuse_if(
                    """EXISTS (
                        SELECT FROM grants_budget b
                        LEFT JOIN grants_award a ON a.candidacy_id = b.candidacy_id
                        LEFT JOIN grants_agreement g ON g.award_id = a.id
                        WHERE b.id = NEW.budget_id AND (
                            b.version = 1 AND g.id IS NOT NULL
                            OR EXISTS (SELECT FROM grants_budgetapproval WHERE budget_id = b.id)
                            OR EXISTS (SELECT FROM grants_budget later
                                       WHERE later.candidacy_id = b.candidacy_id
                                           AND later.version > b.version))
                    )""",
                    "A plan that counts gets no more lines; make a new version.",
                    "grants_budgetline_of_an_open_plan",
                ),
            ),
            made_with("grants_budget", "budget_id"),
        ]

    def __str__(self):
        return self.item

    @property
    def total(self) -> int:
        return int(self.quantity * self.price)

    @property
    def stays_in(self) -> str | None:
        """The kind of book that holds what is bought; none if the grant alone is charged."""
        return STAYS_IN.get(self.kind)

    @property
    def is_lent(self) -> bool:
        return self.kind == LineKind.LENDING
