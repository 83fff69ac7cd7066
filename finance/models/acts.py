"""Records of acts besides entries: openings, closed months, counts, waivers, disputes."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from finance.models.entries import Entry
from foundation.history import EditHistory
from foundation.triggers import checked_insert, fixed, refuse_if, refused_change, told_now
from groups.models import Group, GroupScoped, Meeting, Membership, own_membership
from papers.models import Recorded


class Opening(models.Model):
    """The opening balances of a group, entered once (domain.md §5, E1)."""

    group = models.OneToOneField(Group, models.PROTECT, related_name="opening")
    date = models.DateField(_("counted on"))
    counted_by = models.CharField(_("counted by"), max_length=200)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = GroupScoped.as_manager()
    site_may = "SELECT, INSERT"

    class Meta:
        permissions = [
            ("record_opening", "Enter a group's opening balances"),
            ("import_groups", "Take old groups in from a workbook"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(counted_by=""), name="finance_opening_counted_by")
        ]
        triggers = told_now("recorded_at")

    def __str__(self):
        return f"{self.group}, {self.date}"


class Period(models.Model):
    """A closed month of a group: no entry can be dated in it."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="periods", db_index=False)
    month = models.DateField()  # its first day
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(auto_now_add=True)

    objects = GroupScoped.as_manager()
    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["-month"]
        permissions = [("close_period", "Close a group's month")]
        constraints = [
            models.UniqueConstraint(fields=["group", "month"], name="finance_period_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="finance_period_first_day"),
        ]
        triggers = [
            *told_now("closed_at"),
            checked_insert(
                "waits_for_posting",
                "PERFORM finance_lock(NEW.group_id);",
                # The update makes a concurrent post with an older snapshot fail.
                "UPDATE finance_chain SET sequence = sequence WHERE group_id = NEW.group_id;",
            ),
        ]

    def __str__(self):
        return f"{self.group}, {self.month:%Y-%m}"


class CashCount(models.Model):
    """A cash count, with the booked amount at that time (whole rupiah)."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="cash_counts")
    meeting = models.OneToOneField(Meeting, models.PROTECT, null=True, related_name="cash_count")
    date = models.DateField()
    whole_box = models.BooleanField()  # else only the money of one meeting
    booked = models.BigIntegerField()
    counted = models.BigIntegerField()
    reason = models.CharField(_("reason of the difference"), max_length=200, blank=True)
    entry = models.OneToOneField(Entry, models.PROTECT, null=True, related_name="cash_count")
    counted_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = GroupScoped.as_manager()
    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["-date", "-pk"]
        permissions = [("count_cash", "Count the whole cash box")]
        constraints = [
            models.CheckConstraint(
                condition=Q(counted=F("booked"), entry=None)
                | ~Q(counted=F("booked")) & ~Q(reason="") & Q(entry__isnull=False),
                name="finance_cashcount_difference_is_booked",
            ),
            models.CheckConstraint(
                condition=Q(counted__gte=0), name="finance_cashcount_not_negative"
            ),
        ]
        triggers = [
            *told_now("recorded_at"),
            # At a meeting all members watch; at other times the treasurer cannot sign the count.
            checked_insert(
                "by_another_than_the_treasurer",
                "PERFORM FROM groups_group WHERE id = NEW.group_id FOR SHARE;",
                refuse_if(
                    """NEW.meeting_id IS NULL AND (
                        NOT EXISTS (SELECT FROM groups_membership
                            WHERE id = NEW.counted_by_id AND group_id = NEW.group_id)
                        OR EXISTS (SELECT FROM groups_office
                            WHERE membership_id = NEW.counted_by_id AND post = 'treasurer'
                                AND daterange(since, until) @> NEW.date)
                    )""",
                    "Another member than the treasurer counts the box.",
                    "finance_cashcount_by_another",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.group}, {self.date}"

    @property
    def difference(self) -> int:
        """Positive if over, negative if short."""
        return self.counted - self.booked


class DuesWaiver(Recorded):
    """Dues that the group asks no longer of a member who has left, and why."""

    membership = models.OneToOneField(Membership, models.PROTECT, related_name="dues_waiver")
    amount = models.BigIntegerField()
    reason = models.CharField(_("reason"), max_length=200)

    class Meta(Recorded.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(reason=""), name="finance_dueswaiver_with_a_reason"
            )
        ]
        triggers = [
            checked_insert(
                "of_who_has_left",
                "PERFORM FROM groups_membership WHERE id = NEW.membership_id FOR SHARE;",
                refuse_if(
                    """NOT EXISTS (SELECT FROM groups_membership
                        WHERE id = NEW.membership_id AND until IS NOT NULL)""",
                    "Dues are waived when a member leaves.",
                    "finance_dueswaiver_of_who_has_left",
                ),
            )
        ]

    def __str__(self):
        return f"{self.membership}: {self.amount}"


class DisputeQuerySet(GroupScoped):
    def visible_to(self, user):
        seen = Q(group__in=Group.objects.visible_to(user))
        return self.filter(seen | own_membership(user, "membership__"))

    def listed_for(self, user) -> "DisputeQuerySet":
        """Disputes in groups where the user has `finance.view_dispute`."""
        return self.filter(group__in=Group.objects.visible_to(user, "finance.view_dispute"))

    def open(self) -> "DisputeQuerySet":
        return self.filter(answered_at=None)


@pghistory.track()
class Dispute(models.Model):
    """A member's claim that an entry is wrong (sanggahan), open until answered.

    Without an entry: the claim that money was never written.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="disputes")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="disputes")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, blank=True, related_name="disputes")
    claimed = models.BigIntegerField(_("how much it should be"), null=True, blank=True)
    says = models.CharField(_("what is wrong"), max_length=300)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = DisputeQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE (answer, answered_by_id, answered_at)"
    edit_history = EditHistory(_("Disputes"), group="group")

    class Meta:
        ordering = ["-made_at"]
        indexes = [
            models.Index(fields=["made_at", "id"], name="finance_dispute_by_age"),
            models.Index(
                fields=["made_at", "id"],
                name="finance_dispute_open_by_age",
                condition=Q(answered_at=None),
            ),
        ]
        permissions = [
            ("make_dispute", "Say that a figure of one's own is wrong"),
            ("answer_dispute", "Answer a member's dispute"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="finance_dispute_answered_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(entry__isnull=False) | Q(claimed__isnull=False, claimed__gt=0),
                name="finance_dispute_missing_money_has_an_amount",
            ),
            models.UniqueConstraint(
                fields=["entry", "membership"],
                condition=Q(answered_at=None),
                name="finance_dispute_one_open_an_entry",
                violation_error_message=_("You have told about this figure. Wait for the answer."),
            ),
        ]
        triggers = [
            *told_now("made_at", "answered_at"),
            checked_insert(
                "of_one_group",
                refuse_if(
                    """NOT EXISTS (SELECT FROM groups_membership
                            WHERE id = NEW.membership_id AND group_id = NEW.group_id)
                        OR NEW.entry_id IS NOT NULL AND NOT EXISTS (SELECT FROM finance_entry
                            WHERE id = NEW.entry_id AND group_id = NEW.group_id
                                AND membership_id = NEW.membership_id)""",
                    "A member disputes an entry of the own book.",
                    "finance_dispute_of_one_group",
                ),
            ),
            fixed(
                "answered_once",
                *("answer", "answered_by_id", "answered_at"),
                once="answered_at",
                message="An answered dispute stays answered; make another.",
                constraint="finance_dispute_answered_once",
            ),
        ]

    def __str__(self):
        return self.says

    @property
    def territory(self) -> Group:
        return self.group


class Submission(models.Model):
    """A submitted form, which makes submitting idempotent.

    `digest` is over the posted data: the same UUID from another user or with other data is
    refused, without showing the first result. `answer` is the redirect URL of the first one.
    """

    uuid = models.UUIDField(primary_key=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    digest = models.CharField(max_length=64)
    answer = models.CharField(max_length=200, blank=True)

    site_may = "SELECT, INSERT, UPDATE (answer)"

    class Meta:
        triggers = [
            *told_now("at"),
            refused_change(
                "answered_once",
                "OLD.answer <> '' AND OLD.answer <> NEW.answer",
                message="A submission keeps its first answer.",
                constraint="finance_submission_answered_once",
            ),
        ]

    def __str__(self):
        return str(self.uuid)
