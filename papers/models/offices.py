"""An office as its papers show it: letterhead, officials, words. Rows are added, never changed."""

import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, User
from foundation import clock
from papers.models.recorded import AppendOnly, Recorded


class Emblem(Recorded):
    """The emblem of a district as PNG; papers name it by its digest."""

    office = models.ForeignKey(Region, models.PROTECT, related_name="+")
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta(Recorded.Meta):
        constraints = [
            models.UniqueConstraint(fields=["office", "digest"], name="papers_emblem_once")
        ]

    def __str__(self) -> str:
        return self.digest[:8]


class LetterheadQuerySet(models.QuerySet["Letterhead"]):
    def in_force(self, office: Region) -> "Letterhead | None":
        return self.filter(office=office).select_related("emblem").order_by("-pk").first()


class Letterhead(AppendOnly):
    """The issuer of a district's papers and their number format; the newest row is in force."""

    office = models.ForeignKey(Region, models.PROTECT, related_name="letterheads")
    government = models.CharField(_("line above the name"), max_length=100, blank=True, default="")
    name = models.CharField(_("name of the office"), max_length=100)
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True, default="")
    telephone = models.CharField(_("telephone"), max_length=40, blank=True, default="")
    email = models.EmailField(_("e-mail"), max_length=100, blank=True, default="")
    place = models.CharField(_("place of signing"), max_length=60)
    unit = models.CharField(_("unit in the number"), max_length=20, default="35.07.106")
    number_format = models.CharField(
        _("format of the number"), max_length=80, default="400.9/{seq}/{kind}/{unit}/{month}/{year}"
    )
    emblem = models.ForeignKey(Emblem, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # null: made before
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = LetterheadQuerySet.as_manager()

    class Meta:
        permissions = [("edit_office", "Edit letterhead, officials and words of the office")]
        constraints = [
            models.CheckConstraint(
                condition=Q(number_format__contains="{seq}")
                & Q(number_format__contains="{kind}")
                & Q(number_format__contains="{year}"),
                name="papers_letterhead_number_format",
                violation_error_message=_("The format needs {seq}, {kind} and {year}."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def as_head(self) -> dict[str, str]:
        """What is frozen into a paper."""
        names = ("government", "name", "address", "postcode", "telephone", "email", "place")
        head = {name: getattr(self, name) for name in names}
        return head | {"emblem": self.emblem.digest if self.emblem else ""}


class Wording(Recorded):
    """The office's own words for a part of a paper; the newest row of a part is in force."""

    class Part(models.TextChoices):
        CONSIDERING = "considering", _("Considerations of the decree (Menimbang)")
        RECALLING = "recalling", _("Legal bases of the decree (Mengingat)")
        DICTUM = "dictum", _("Points of the decree from the second on (Kedua, Ketiga …)")
        COPIES = "copies", _("Who gets a copy (Tembusan)")
        CLAUSES = "clauses", _("Articles of the agreement")
        RANKING_OPENING = "ranking_opening", _("Opening")
        RANKING_RESULT = "ranking_result", _("After the names of those who sign")
        RANKING_RULE = "ranking_rule", _("How equal points are ordered")
        RANKING_EXCEPTION = "ranking_exception", _("Where an exception was granted")
        RANKING_PLAIN = "ranking_plain", _("Where no exception was granted")
        RANKING_CHANGED = "ranking_changed", _("Where an objection changed the ranking")
        RANKING_CLOSING = "ranking_closing", _("Closing")
        CANDIDATES_TEXT = "candidates_text", _("Text of the list")
        CANDIDATES_CHANGED = "candidates_changed", _("Text of a list that replaces another")
        CANDIDATES_CLOSING = "candidates_closing", _("Closing")
        ANSWER_OPENING = "answer_opening", _("Opening")
        ANSWER_OUTCOME = "answer_outcome", _("What came of it")
        ANSWER_CHANGED = "answer_changed", _("Where the ranking changed")
        ANSWER_CLOSING = "answer_closing", _("Closing")
        VISIT_OPENING = "visit_opening", _("Opening")
        VISIT_RESULT = "visit_result", _("After the names of those who sign")
        VISIT_CLOSING = "visit_closing", _("Closing")
        ORDER_TEXT = "payment_order_text", _("Text of the list")
        BANK_OPENING = "bank_opening", _("Opening")
        BANK_RESULT = "bank_result", _("After the names of those who sign")
        BANK_RETURNED = "bank_returned", _("Where the bank gave a payment back")
        BANK_CLOSING = "bank_closing", _("Closing")
        HANDOVER_OPENING = "handover_opening", _("Opening")
        HANDOVER_TEXT = "handover_text", _("What is handed over")
        HANDOVER_CLOSING = "handover_closing", _("Closing")
        REVIEW_OPENING = "review_opening", _("Opening")
        REVIEW_RESULT = "review_result", _("After the names of those who sign")
        REVIEW_ACCEPTED = "review_accepted", _("Where the report is accepted")
        REVIEW_REMAINDER = "review_remainder", _("Where money is left")
        REVIEW_RETURNED = "review_returned", _("Where the report goes back")
        REVIEW_CLOSING = "review_closing", _("Closing")
        SANCTION_OPENING = "sanction_opening", _("Opening")
        SANCTION_LETTER = "sanction_letter", _("In the three letters")
        SANCTION_HOLD = "sanction_hold", _("Where help is held back")
        SANCTION_NO_ROUND = "sanction_no_round", _("Where no new round is open to the group")
        SANCTION_RECOVERY = "sanction_recovery", _("Where the money is asked back")
        SANCTION_INSPECTORATE = "sanction_inspectorate", _("Where the inspectorate is told")
        SANCTION_CLOSING = "sanction_closing", _("Closing")
        SANCTION_COPIES = "sanction_copies", _("Who gets a copy (Tembusan)")
        COACHING_OPENING = "coaching_opening", _("Opening")
        COACHING_CLOSING = "coaching_closing", _("Closing")
        FOUNDING_OPENING = "founding_opening", _("Opening")
        FOUNDING_RESULT = "founding_result", _("After the names of those who sign")
        FOUNDING_CLOSING = "founding_closing", _("Closing")
        FOUNDING_STATUTES = "founding_statutes", _("Articles of the statutes (AD/ART)")
        GROUP_RECALLING = "group_recalling", _("Legal bases (Mengingat)")
        FORMING_CONSIDERING = "forming_considering", _("Where a group is formed (Menimbang)")
        FORMING_DICTUM = "forming_dictum", _("Where a group is formed, from the second point on")
        STAGE_CONSIDERING = "stage_considering", _("Where a group moves to a stage (Menimbang)")
        STAGE_DICTUM = "stage_dictum", _("Where a group moves to a stage, from the second point on")
        ENDING_CONSIDERING = "ending_considering", _("Where a group ends or splits (Menimbang)")
        ENDING_DICTUM = "ending_dictum", _("Where a group ends or splits, from the second point on")
        GROUP_COPIES = "group_copies", _("Who gets a copy (Tembusan)")
        BREACH_OPENING = "breach_opening", _("Opening")
        BREACH_AUTHORITY = "breach_authority", _("To the authority")
        BREACH_PERSONS = "breach_persons", _("To the persons")
        BREACH_CLOSING = "breach_closing", _("Closing")

    office = models.ForeignKey(Region, models.PROTECT, related_name="wordings")
    part = models.CharField(max_length=30, choices=Part)
    text = models.TextField()

    def __str__(self) -> str:
        return self.get_part_display()


class OfficialQuerySet(models.QuerySet["Official"]):
    def on(self, office: Region, date: datetime.date) -> "OfficialQuerySet":
        """Who was in office that day; where several rows say who, the one written last."""
        rows = self.filter(office=office, since__lte=date)
        return rows.filter(Q(until=None) | Q(until__gte=date)).order_by("-since", "-pk")

    def of_today_and_later(self, today: datetime.date) -> "OfficialQuerySet":
        rows = self.filter(Q(until=None) | Q(until__gte=today))
        return rows.order_by("duty", "-since", "-pk")


class Official(Recorded):
    """A person who signs for the office: number, rank, post, from and until."""

    class Duty(models.TextChoices):
        HEAD = "head", _("Head of office")
        BUDGET_USER = "budget_user", _("User of the budget")
        TREASURER = "treasurer", _("Treasurer")
        OTHER = "other", _("Another post")

    office = models.ForeignKey(Region, models.PROTECT, related_name="officials")
    duty = models.CharField(_("signs as"), max_length=12, choices=Duty)
    name = models.CharField(_("name with titles"), max_length=100)
    nip = models.CharField(_("NIP"), max_length=24, blank=True)
    rank = models.CharField(_("rank"), max_length=60, blank=True)
    post = models.CharField(_("post"), max_length=100)
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = OfficialQuerySet.as_manager()

    class Meta(Recorded.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="papers_official_until_after_since",
                violation_error_message=_("The last day comes after the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}"

    def is_named(self, name: str, user: Any = None) -> bool:
        """Whether this is who is meant by a name as people type it, or by an account."""
        names = {self.name, self.user.name if self.user else self.name}
        return (user is not None and self.user == user) or name.strip().casefold() in {
            each.casefold() for each in names
        }
