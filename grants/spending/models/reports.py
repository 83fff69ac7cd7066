"""Spending reports, their checks and reviews."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.duties import keeps_apart
from foundation.relations import is_there
from foundation.texts import Text
from foundation.triggers import checked_insert, made_with, refuse_if
from grants.selection.models.decisions import Award, OfAward
from grants.selection.models.sql import lock_round, report_is_sent, sent_back, spent
from grants.spending.models.spending import Purchase
from groups.models import Group
from papers.models import AppendOnly, Paper, Recorded


class ReportQuerySet(OfAward):
    def last_versions(self) -> "ReportQuerySet":
        """The last version of each award's report."""
        later = Report.objects.filter(award=OuterRef("award"), version__gt=OuterRef("version"))
        return self.filter(~Exists(later))

    def in_force(self) -> "ReportQuerySet":
        """The last versions that no verifier returned."""
        return self.last_versions().exclude(review__accepted=False)

    def checked(self) -> "ReportQuerySet":
        """Those in force that the facilitator sent to the verifier."""
        return self.in_force().filter(facilitator_check__isnull=False)

    def accepted(self) -> "ReportQuerySet":
        return self.last_versions().filter(review__accepted=True)


class Report(Recorded):
    """A spending report (LPJ, paper 17) over purchases in the books.

    After a return the group writes the next version.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="reports")
    version = models.PositiveSmallIntegerField(default=1)
    date = models.DateField(_("date"))
    remarks = models.TextField(_("what the group wants to say"), blank=True, max_length=1000)
    purchases = models.ManyToManyField(Purchase, through="ReportedPurchase", related_name="reports")
    remainder = models.BigIntegerField()
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="report")

    objects = ReportQuerySet.as_manager()

    is_checked = is_there("facilitator_check")
    is_reviewed = is_there("review")

    class Meta(Recorded.Meta):
        ordering = ["award_id", "-version"]
        permissions = [("write_report", "Write a group's spending report")]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "version"],
                name="grants_report_version_once",
                violation_error_message=_("This report was sent a moment ago."),
            ),
            models.CheckConstraint(
                condition=Q(remainder__gte=0), name="grants_report_remainder_not_negative"
            ),
        ]
        triggers = [
            keeps_apart("write_report", by="NEW.by_id", award="NEW.award_id"),
            checked_insert(
                "of_all_that_was_bought",
                lock_round("award"),
                refuse_if(
                    f"""NEW.version <> 1 + (SELECT count(*) FROM grants_report
                                           WHERE award_id = NEW.award_id)
                        OR {report_is_sent("NEW.award_id")}""",
                    "A report is written anew once the last one was returned.",
                    "grants_report_version_once",
                    "unique_violation",
                ),
                refuse_if(
                    f"""NEW.remainder <> (SELECT amount FROM grants_award WHERE id = NEW.award_id)
                        - {spent("NEW.award_id")}
                        - {sent_back("NEW.award_id")}""",
                    "A report accounts for every rupiah of the grant.",
                    "grants_report_adds_up",
                ),
            ),
        ]

    def __str__(self):
        return f"LPJ {self.award}"

    @property
    def territory(self) -> Group:
        return self.award.group

    @property
    def state(self) -> tuple[str, Text]:
        """Its state as a kind of status and a label."""
        if self.is_reviewed:
            accepted = self.review.accepted
            return ("ok", _("Accepted")) if accepted else ("bad", _("Returned to mend"))
        if self.is_checked:
            return "wait", _("Verifier reviews")
        if self.paper.is_superseded:
            return "plain", _("Replaced")
        return "wait", _("Facilitator checks")


class ReportedPurchase(AppendOnly):
    """A purchase that a report accounts for."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "purchase"], name="grants_reportedpurchase_once"
            )
        ]
        triggers = [made_with("grants_report", "report_id")]

    def __str__(self):
        return f"{self.report}: {self.purchase}"


class ReportCheck(Recorded):
    """The facilitator's check of a signed report, which sends it to the verifier."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="facilitator_check")
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        permissions = [("check_report", "Check a group's report before it is sent")]
        triggers = [
            checked_insert(
                "the_last_one_signed",
                lock_round("report"),
                refuse_if(
                    """NOT EXISTS (
                        SELECT FROM grants_report p
                        JOIN papers_signedpage s ON s.paper_id = p.paper_id
                        WHERE p.id = NEW.report_id AND NOT EXISTS (
                            SELECT FROM grants_report later
                            WHERE later.award_id = p.award_id AND later.version > p.version)
                    )""",
                    "The last version of a report is checked, once signed.",
                    "grants_reportcheck_of_the_last_signed",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.report}"


class Review(Recorded):
    """The verifier's review of a report (paper 18): accepted, or corrections and a deadline."""

    report = models.OneToOneField(
        Report,
        models.PROTECT,
        related_name="review",
        error_messages={"unique": _("This report was reviewed a moment ago.")},
    )
    accepted = models.BooleanField(_("accepted"))
    corrections = models.TextField(_("what is to be mended"), blank=True, max_length=1000)
    mend_until = models.DateField(_("to be mended until"), null=True, blank=True)
    date = models.DateField(_("date"))
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="review")

    class Meta(Recorded.Meta):
        permissions = [("review_report", "Review a group's spending report")]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted=True, corrections="", mend_until=None)
                | Q(accepted=False, mend_until__isnull=False) & ~Q(corrections=""),
                name="grants_review_says_what_to_mend",
            )
        ]
        triggers = [
            keeps_apart(
                "review_report",
                by="NEW.by_id",
                award="SELECT award_id FROM grants_report WHERE id = NEW.report_id",
                round="SELECT a.round_id FROM grants_report p JOIN grants_award a"
                " ON a.id = p.award_id WHERE p.id = NEW.report_id",
                office="SELECT r.district_id FROM grants_report p JOIN grants_award a"
                " ON a.id = p.award_id JOIN grants_round r ON r.id = a.round_id"
                " WHERE p.id = NEW.report_id",
            ),
            checked_insert(
                "of_a_checked_report",
                refuse_if(
                    """NOT EXISTS (SELECT FROM grants_reportcheck
                                   WHERE report_id = NEW.report_id)""",
                    "A report is reviewed after the facilitator checked it.",
                    "grants_review_of_a_checked_report",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.report}"
