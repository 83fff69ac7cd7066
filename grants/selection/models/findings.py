"""What a verifier finds of a requirement, and declares on relations to the group."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.duties import keeps_apart
from foundation.triggers import checked_insert, refuse_if
from grants.selection.models.candidacies import Candidacy, OfCandidacy
from papers.models import Recorded


class Finding(Recorded):
    """A verifier's finding on one requirement (paper 5); the latest of a rule counts.

    Computed results have no row; a finding overrides them, with a reason.
    """

    class Result(models.TextChoices):
        MET = "met", _("Met")
        NOT_MET = "not_met", _("Not met")
        EXCEPTION = "exception", _("Met by exception")

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="findings")
    rule = models.CharField(_("rule"), max_length=30)  # a name of grants.rules
    result = models.CharField(_("result"), max_length=10, choices=Result)
    evidence = models.CharField(_("evidence or reason"), max_length=300)
    list_version = models.CharField(_("version of the list"), max_length=40, blank=True)

    objects = OfCandidacy.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-at"]
        permissions = [("check_candidacy", "Verify a proposed group: findings, visit, scores")]
        constraints = [
            models.CheckConstraint(condition=~Q(evidence=""), name="grants_finding_evidence")
        ]
        triggers = [
            keeps_apart("verify_group", by="NEW.by_id", candidacy="NEW.candidacy_id"),
            checked_insert(
                "not_by_who_stepped_back",
                refuse_if(
                    """EXISTS (SELECT FROM grants_declaration d
                               WHERE d.candidacy_id = NEW.candidacy_id AND d.by_id = NEW.by_id
                                   AND d.related)""",
                    "A related verifier cannot record findings.",
                    "grants_verifier_is_unbound",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.rule}: {self.get_result_display()}"


class Declaration(Recorded):
    """A verifier's declaration of interest; with a relation to the group they step back."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="declarations")
    related = models.BooleanField(_("a relation binds me to this group"))
    relation = models.CharField(_("which one"), max_length=200, blank=True)

    objects = OfCandidacy.as_manager()

    class Meta(Recorded.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "by"],
                name="grants_declaration_once",
                violation_error_message=_("You have declared this already."),
            ),
            models.CheckConstraint(
                condition=Q(related=False, relation="") | Q(related=True) & ~Q(relation=""),
                name="grants_declaration_names_the_relation",
            ),
        ]
        triggers = [
            keeps_apart("verify_group", by="NEW.by_id", candidacy="NEW.candidacy_id"),
            checked_insert(
                "never_the_facilitator",
                refuse_if(
                    """NOT NEW.related AND EXISTS (
                        SELECT FROM grants_candidacy c
                        JOIN groups_facilitation f ON f.group_id = c.group_id
                        WHERE c.id = NEW.candidacy_id AND f.facilitator_id = NEW.by_id
                    )""",
                    "A current or former facilitator cannot verify the group.",
                    "grants_declaration_not_the_facilitator",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.candidacy}, {self.by}"
