"""A group in a round: candidacy, documents, findings, declarations and visits."""

import datetime

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.duties import keeps_apart
from accounts.models import User
from foundation.relations import is_there, or_none
from foundation.triggers import EnforcedTrigger, checked_insert, made_with, refuse_if
from grants.selection.models.rounds import Round
from grants.selection.models.sql import REFUSE_IN_CLOSED_ROUND, lock_round
from groups.models import Group, GroupScoped, Photo
from papers.models import AppendOnly, Paper, Recorded


def _has_counting_sheet() -> Exists:
    sheets = apps.get_model("grants.ScoreSheet").objects.counting()
    return Exists(sheets.filter(candidacy=OuterRef("pk")).order_by())


def _is_scored_by_two() -> Exists:
    sheets = apps.get_model("grants.ScoreSheet").objects.order_by()
    by_others = sheets.filter(candidacy=OuterRef("candidacy")).exclude(by=OuterRef("by"))
    return Exists(sheets.filter(Exists(by_others), candidacy=OuterRef("pk")))


class CandidacyQuerySet(GroupScoped):
    def running(self) -> "CandidacyQuerySet":
        """Candidacies not withdrawn."""
        return self.filter(withdrawal=None)

    def scored(self) -> "CandidacyQuerySet":
        return self.filter(_has_counting_sheet())

    def removed(self) -> "CandidacyQuerySet":
        """Candidacies that an upheld objection took off the list."""
        return self.filter(objections__answer__effect="removed").distinct()

    def unscored(self) -> "CandidacyQuerySet":
        """Running candidacies without scores that count."""
        return self.running().exclude(_has_counting_sheet())

    def in_scoring(self) -> "CandidacyQuerySet":
        """Running candidacies without scores that count, of rounds that may still be ranked."""
        return self.unscored().filter(round__ranking=None, round__decrees=None)

    def to_declare_by(self, user: User) -> "CandidacyQuerySet":
        """Those that the user has not declared on, who neither proposed nor ever facilitated."""
        groups = Group.objects.visible_to(user, "grants.check_candidacy")
        rows = self.in_scoring().filter(group__in=groups).exclude(by=user)
        rows = rows.exclude(group__facilitations__facilitator=user)
        return rows.exclude(declarations__by=user).order_by("round_id", "group__name")

    def awaiting_visit(self) -> "CandidacyQuerySet":
        return self.in_scoring().filter(visits=None)

    def awaiting_scores(self) -> "CandidacyQuerySet":
        visits = Visit.objects.filter(candidacy=OuterRef("pk")).order_by("-date")
        visited = self.in_scoring().annotate(visited_on=Subquery(visits.values("date")[:1]))
        return visited.filter(visited_on__isnull=False).exclude(_is_scored_by_two())

    def awaiting_settlement(self) -> "CandidacyQuerySet":
        """Candidacies whose two verifiers' scores differ."""
        return (
            self.in_scoring()
            .annotate(scored_at=Max("score_sheets__at"))
            .filter(_is_scored_by_two())
        )

    def awaiting_plan(self) -> "CandidacyQuerySet":
        """Candidacies without a budget plan, in a running selection or awarded."""
        undecided = ~Q(round__decrees__isnull=False)
        named = Q(award__isnull=False, award__revocation=None)
        return self.running().filter(undecided | named, budgets=None)

    def missing_documents(self) -> "CandidacyQuerySet":
        """Candidacies without every document the round requires, in rounds not yet ranked."""
        brought = Document.objects.filter(candidacy=OuterRef("pk")).order_by()
        rows = self.running().filter(round__ranking=None, round__decrees=None)
        return rows.exclude(
            round__documents__contained_by=ArraySubquery(brought.values("kind").distinct())
        )


class Candidacy(Recorded):
    """A group proposed in a round (usulan, paper 3)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="candidacies")
    group = models.ForeignKey(Group, models.PROTECT, related_name="candidacies")
    date = models.DateField(_("proposed on"))
    note = models.CharField(_("why this group"), max_length=300, blank=True)

    objects = CandidacyQuerySet.as_manager()

    is_decided: bool  # these two by grants.way.reports.steps
    is_awarded: bool
    visited_on: datetime.date | None  # these two by grants.selection.reports.rounds
    is_scored: bool

    is_withdrawn = is_there("withdrawal")
    withdrawal_or_none = or_none("withdrawal")
    award_or_none = or_none("award")

    class Meta(Recorded.Meta):
        ordering = ["round_id", "group__name"]
        permissions = [("propose_group", "Propose a group in a round")]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "group"],
                name="grants_candidacy_once_a_round",
                violation_error_message=_("This group is proposed already."),
            )
        ]
        triggers = [
            keeps_apart(
                "propose_group",
                by="NEW.by_id",
                candidacy="NEW.id",
                round="NEW.round_id",
                office="SELECT district_id FROM grants_round WHERE id = NEW.round_id",
            ),
            checked_insert(
                "group_of_the_district",
                lock_round(share=True),
                refuse_if(
                    """NOT EXISTS (
                        SELECT FROM grants_round r JOIN groups_group g ON g.id = NEW.group_id
                        WHERE r.id = NEW.round_id AND g.village_id LIKE r.district_id || '.%'
                    ) OR EXISTS (SELECT FROM grants_ranking WHERE round_id = NEW.round_id)""",
                    "A group is proposed in a running round of its district.",
                    "grants_candidacy_in_a_running_round",
                ),
                REFUSE_IN_CLOSED_ROUND,
            ),
            checked_insert(
                "of_a_formed_group",
                refuse_if(
                    """EXISTS (SELECT FROM groups_forming WHERE group_id = NEW.group_id)
                        AND NOT EXISTS (
                            SELECT FROM groups_formingdecree WHERE group_id = NEW.group_id)""",
                    "A group that is still being formed is not proposed.",
                    "grants_candidacy_of_a_formed_group",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.group}, {self.round}"

    @property
    def territory(self) -> Group:
        return self.group


class OfCandidacy(models.QuerySet):
    """Rows of a candidacy, visible to those who see its group."""

    def visible_to(self, user):
        return self.filter(candidacy__group__in=Group.objects.visible_to(user))


class Withdrawal(Recorded):
    """A group's withdrawal from a round, with a reason."""

    candidacy = models.OneToOneField(Candidacy, models.PROTECT, related_name="withdrawal")
    date = models.DateField(_("withdrawn on"))
    reason = models.CharField(_("reason"), max_length=300)

    class Meta(Recorded.Meta):
        permissions = [("withdraw_candidacy", "Withdraw a group from a round")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="grants_withdrawal_reason")
        ]
        triggers = [
            checked_insert(
                "before_an_award",
                lock_round("candidacy"),
                refuse_if(
                    """EXISTS (SELECT FROM grants_award a
                               LEFT JOIN grants_revocation v ON v.award_id = a.id
                               WHERE a.candidacy_id = NEW.candidacy_id AND v.id IS NULL)""",
                    "A group with a grant leaves by an addendum.",
                    "grants_withdrawal_before_an_award",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.candidacy}: {self.reason}"


class Document(Recorded):
    """A document of the group as photo or scan; the latest of a kind counts."""

    class Kind(models.TextChoices):
        MINUTES = "minutes", _("Minutes of the founding")
        MEMBERS = "members", _("List of members")
        RULES = "rules", _("Rules of the group (AD/ART)")
        VILLAGE_DECREE = "village_decree", _("Village head's decree")
        LETTER = "letter", _("Letter of request")
        PLAN = "plan", _("Business plan")
        ACCOUNT = "account", _("Copy of the bank book")

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="+")

    objects = OfCandidacy.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-at"]
        permissions = [("add_document_photo", "Add a paper of a proposed group")]

    def __str__(self):
        return self.get_kind_display()


def unbound_verifier(name: str) -> EnforcedTrigger:
    """A trigger that accepts rows only from a verifier who declared no relation to the group."""
    return checked_insert(
        name,
        refuse_if(
            """NOT EXISTS (SELECT FROM grants_declaration d
                           WHERE d.candidacy_id = NEW.candidacy_id AND d.by_id = NEW.by_id
                               AND NOT d.related)""",
            "A verifier declares first that no relation binds them.",
            "grants_verifier_is_unbound",
        ),
    )


class Visit(Recorded):
    """A visit (paper 6): counts, photos and an optional position."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="visits")
    date = models.DateField(_("visited on"))
    place = models.CharField(_("place"), max_length=100)
    people = models.PositiveSmallIntegerField(_("people met"))
    animals = models.PositiveSmallIntegerField(_("animals counted"), null=True, blank=True)
    books_seen = models.CharField(_("books seen, and until when kept"), max_length=200)
    notes = models.TextField(_("notes"), blank=True, max_length=1000)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)

    paper = models.OneToOneField(Paper, models.PROTECT, null=True, related_name="visit")
    photos = models.ManyToManyField(Photo, through="VisitPhoto", related_name="+")

    objects = OfCandidacy.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="grants_visit_position",
            )
        ]
        triggers = [
            unbound_verifier("by_an_unbound_verifier"),
            keeps_apart("verify_group", by="NEW.by_id", candidacy="NEW.candidacy_id"),
        ]

    def __str__(self):
        return f"{self.candidacy}, {self.date}"


class VisitPhoto(AppendOnly):
    """A photo taken on a visit."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="+")
    photo = models.OneToOneField(Photo, models.PROTECT, related_name="+")

    class Meta:
        triggers = [made_with("grants_visit", "visit_id")]

    def __str__(self):
        return f"{self.visit}: {self.photo}"
