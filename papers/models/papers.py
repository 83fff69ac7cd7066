"""Papers of an office: numbered without gaps, immutable, with a digest that anybody can verify."""

import json
import secrets
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, User
from foundation.relations import is_there
from foundation.triggers import EnforcedTrigger
from papers.models.recorded import Recorded

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no letters that look alike


CODES = {  # the part of a number that tells the kinds apart: each once
    "candidates": "PGM",
    "ranking": "BA-SEL",
    "decree": "SK",
    "agreement": "NPHD",
    "payment_order": "SPM",
    "handover": "BAST",
    "report": "LPJ",
    "review": "BA-LPJ",
    "bank": "BA-BANK",
    "sanction": "ST",
    "visit": "BA-KJG",
    "answer": "S-JWB",
    "coaching": "LAP",
    "founding": "BA-MSY",
    "group_decree": "SK-KUBE",
    "breach": "S-PDP",
}
CODE_OF_KIND = " ".join(
    ["CASE NEW.kind", *(f"WHEN '{kind}' THEN '{code}'" for kind, code in CODES.items()), "END"]
)


def fresh_code() -> str:
    """A code such as K7PX-32QM, printed beside the QR."""
    drawn = "".join(secrets.choice(ALPHABET) for _place in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


class PaperCount(models.Model):
    """The last number of a kind and year of an office; written by a trigger."""

    office = models.ForeignKey(Region, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    site_may = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "year"], name="papers_papercount_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


class TakenNumber(models.Model):
    """A number that a paper of the office bears; written by a trigger.

    Papers of before the numbers had the kind may share one; a new paper takes a number of its own.
    """

    office = models.ForeignKey(Region, models.PROTECT, related_name="+")
    number = models.CharField(max_length=80)

    site_may = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"],
                name="papers_takennumber_once",
                violation_error_message=_(
                    "Another paper has this number. Change the format of the numbers."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.number


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, user: User) -> "PaperQuerySet":
        """Papers of groups the user may see, and papers without a group of the user's districts.

        A facilitator sees only the public ones of the district: lists of candidates, decrees; and
        the own monthly reports.
        The functions in `PAPERS_WITHHELD` find those that the user may not see yet.
        """
        groups: Any = self.model._meta.get_field("group").related_model
        offices = Q(pk__in=[])
        for assignment in user.running_assignments:
            if assignment.role == assignment.Role.FACILITATOR:
                mine = groups.objects.facilitated_by(user).order_by()
                offices |= Q(kind__in=self.model.PUBLIC) & Q(
                    office__in=mine.values("village__parent__parent")
                )
                offices |= Q(kind=self.model.Kind.COACHING, by=user)
            elif assignment.region_id:
                offices |= Q(office=assignment.region_id)
                offices |= Q(office__code__startswith=f"{assignment.region_id}.")
        seen = self.filter(Q(group__in=groups.objects.visible_to(user)) | Q(offices, group=None))
        withheld = [import_string(source)(user) for source in settings.PAPERS_WITHHELD]
        for papers in withheld:
            seen = seen if papers is None else seen.exclude(pk__in=papers)
        return seen


class Paper(Recorded):
    """A paper as issued. `text` is its content as canonical JSON, from which the PDF is printed.

    A trigger sets number and digest on insert; `supersedes` points to the paper that this one
    replaces.
    """

    class Kind(models.TextChoices):
        CANDIDATES = "candidates", _("Public list of candidates")
        RANKING = "ranking", _("Minutes of the ranking")
        DECREE = "decree", _("Decree (SK)")
        AGREEMENT = "agreement", _("Agreement (NPHD)")
        PAYMENT_ORDER = "payment_order", _("Payment order (SPM)")
        HANDOVER = "handover", _("Handover (BAST)")
        REPORT = "report", _("Spending report (LPJ)")
        REVIEW = "review", _("Review of a report")
        BANK = "bank", _("Minutes of a bank matter")
        SANCTION = "sanction", _("Letter of reminder or sanction")
        VISIT = "visit", _("Minutes of a visit")
        ANSWER = "answer", _("Answer to an objection")
        COACHING = "coaching", _("Monthly report of coaching")
        FOUNDING = "founding", _("Minutes of a founding meeting")
        GROUP_DECREE = "group_decree", _("Decree on a group")
        BREACH = "breach", _("Notice of a breach of personal data")

    PUBLIC = [Kind.CANDIDATES, Kind.DECREE]

    kind = models.CharField(max_length=20, choices=Kind)
    office = models.ForeignKey(Region, models.PROTECT, related_name="+")
    group = models.ForeignKey("groups.Group", models.PROTECT, null=True, related_name="papers")
    date = models.DateField()
    sequence = models.PositiveIntegerField(editable=False)  # by the database
    number = models.CharField(max_length=80, editable=False)  # by the database
    code = models.CharField(max_length=9, unique=True, default=fresh_code)
    text = models.TextField()
    digest = models.CharField(max_length=64, editable=False)  # by the database
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by"
    )

    objects = PaperQuerySet.as_manager()

    is_superseded = is_there("superseded_by")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                F("office"), F("kind"), F("date__year"), F("sequence"), name="papers_paper_number"
            )
        ]
        triggers = [
            EnforcedTrigger(
                name="numbered_when_signed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    INSERT INTO papers_papercount AS c (office_id, kind, year, last)
                        VALUES (NEW.office_id, NEW.kind, extract(year FROM NEW.date), 1)
                        ON CONFLICT (office_id, kind, year) DO UPDATE SET last = c.last + 1
                        RETURNING last INTO NEW.sequence;
                    SELECT replace(replace(replace(replace(replace(h.number_format,
                            '{{seq}}', lpad(NEW.sequence::text,
                                          greatest(3, length(NEW.sequence::text)), '0')),
                            '{{kind}}', {CODE_OF_KIND}),
                            '{{unit}}', h.unit), '{{month}}', to_char(NEW.date, 'FMRM')),
                            '{{year}}', to_char(NEW.date, 'YYYY'))
                        INTO STRICT NEW.number
                        FROM papers_letterhead h WHERE h.office_id = NEW.office_id
                        ORDER BY h.id DESC LIMIT 1;
                    INSERT INTO papers_takennumber (office_id, number)
                        VALUES (NEW.office_id, NEW.number);
                    NEW.digest := encode(sha256(convert_to(
                        concat_ws(E'\\n', NEW.kind, NEW.number, NEW.date, NEW.code, NEW.text),
                        'UTF8')), 'hex');
                    RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def latest(self) -> "Paper":
        """The paper that stands now in the place of this one."""
        paper = self
        while paper.is_superseded:
            paper = paper.superseded_by
        return paper

    @property
    def content(self) -> dict[str, Any]:
        return json.loads(self.text)

    @property
    def territory(self) -> models.Model:
        return self.group or self.office
