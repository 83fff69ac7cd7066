"""A group ends, or a part of it founds another: asked by its meeting, decided by decree.

The books follow in the same transaction (`finance.actions.ends`).
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from foundation.relations import or_none
from foundation.triggers import TODAY, checked_insert, refuse_if
from groups.models.groups import Group, GroupScoped
from groups.models.meetings import Meeting
from papers.models import Paper, Recorded

LOCK = "PERFORM FROM groups_group WHERE id = NEW.group_id FOR UPDATE;"
ENDED = "EXISTS (SELECT FROM groups_enddecree WHERE ended_id = NEW.{})"


class EndAskQuerySet(GroupScoped):
    def open(self) -> "EndAskQuerySet":
        return self.filter(decree=None, withdrawal=None)


class EndAsk(Recorded):
    """What a meeting decided with two thirds of the members: to dissolve, to merge, to split."""

    class Kind(models.TextChoices):
        DISSOLVED = "dissolved", _("Dissolve the group")
        MERGED = "merged", _("Merge it into another group")
        SPLIT = "split", _("Some members found a new group")

    group = models.ForeignKey(Group, models.PROTECT, related_name="end_asks")
    kind = models.CharField(_("what was decided"), max_length=10, choices=Kind)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="+", verbose_name=_("the meeting that decided it")
    )
    votes = models.PositiveSmallIntegerField(_("members for it"))
    of_members = models.PositiveSmallIntegerField()
    reason = models.CharField(_("why"), max_length=300)
    receiver = models.ForeignKey(
        Group, models.PROTECT, null=True, related_name="+", verbose_name=_("receiving group")
    )
    name = models.CharField(_("name of the new group"), max_length=60, blank=True)
    leaving = models.JSONField(default=list)  # of a split: keys of the memberships

    decree_or_none = or_none("decree")

    objects = EndAskQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["pk"]
        permissions = [("ask_end", "Ask that a group is dissolved, merged or split")]
        constraints = [
            models.CheckConstraint(
                condition=Q(votes__lte=F("of_members"), of_members__lte=F("votes") * 3 / 2),
                name="groups_endask_two_thirds",
                violation_error_message=_("Two thirds of the members must be for it."),
            ),
            models.CheckConstraint(
                condition=~Q(reason="")
                & (
                    Q(kind="dissolved", name="")
                    | Q(kind="merged", name="", receiver__isnull=False)
                    | Q(kind="split", receiver=None) & ~Q(name="")
                ),
                name="groups_endask_says_all",
            ),
        ]
        triggers = [
            checked_insert(
                "one_at_a_time",
                LOCK,
                refuse_if(
                    f"""EXISTS (
                        SELECT FROM groups_endask a
                        LEFT JOIN groups_enddecree d ON d.ask_id = a.id
                        LEFT JOIN groups_endwithdrawal w ON w.ask_id = a.id
                        WHERE a.group_id = NEW.group_id AND d.id IS NULL AND w.id IS NULL)
                        OR {ENDED.format("group_id")} OR {ENDED.format("receiver_id")}
                        OR NEW.receiver_id = NEW.group_id""",
                    "A running group asks for one end at a time, to another that runs.",
                    "groups_endask_one_at_a_time",
                ),
                refuse_if(
                    """NOT EXISTS (SELECT FROM groups_meeting WHERE id = NEW.meeting_id
                        AND group_id = NEW.group_id AND cancelled_at IS NULL)""",
                    "A meeting of the group decides on its end.",
                    "groups_endask_of_a_meeting",
                ),
            )
        ]

    def __str__(self):
        return f"{self.group}: {self.get_kind_display()}"

    @property
    def territory(self) -> Group:
        return self.group


class EndWithdrawal(Recorded):
    """An end that was asked for does not come."""

    ask = models.OneToOneField(EndAsk, models.PROTECT, related_name="withdrawal")
    reason = models.CharField(_("reason"), max_length=200)

    class Meta(Recorded.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="groups_endwithdrawal_reason")
        ]
        triggers = [
            checked_insert(
                "before_the_decree",
                refuse_if(
                    "EXISTS (SELECT FROM groups_enddecree WHERE ask_id = NEW.ask_id)",
                    "This is decided already.",
                    "groups_endwithdrawal_before_the_decree",
                ),
            )
        ]

    def __str__(self):
        return f"{self.ask}: {self.reason}"


class EndDecree(Recorded):
    """The head of office ends the group, or forms the new one of a split."""

    ask = models.OneToOneField(EndAsk, models.PROTECT, related_name="decree")
    ended = models.OneToOneField(Group, models.PROTECT, null=True, related_name="end")
    founded = models.OneToOneField(Group, models.PROTECT, null=True, related_name="split_from")
    date = models.DateField(_("signed on"))
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="+")
    got = models.JSONField(default=list)  # [member, savings, debts, share, paid] each

    class Meta(Recorded.Meta):
        permissions = [("sign_end", "Sign the decree on the end of a group")]
        triggers = [
            checked_insert(
                "as_asked",
                refuse_if(
                    f"""NEW.date <> {TODAY} AND NOT accounts_tells_moments()
                        OR EXISTS (SELECT FROM groups_endwithdrawal WHERE ask_id = NEW.ask_id)
                        OR NOT EXISTS (
                            SELECT FROM groups_endask a WHERE a.id = NEW.ask_id
                                AND CASE a.kind WHEN 'split'
                                    THEN NEW.ended_id IS NULL AND NEW.founded_id IS NOT NULL
                                    ELSE NEW.ended_id = a.group_id AND NEW.founded_id IS NULL
                                END)""",
                    "A decree ends the group, or founds one, as it was asked.",
                    "groups_enddecree_as_asked",
                ),
                refuse_if(
                    "NEW.by_id = (SELECT by_id FROM groups_endask WHERE id = NEW.ask_id)",
                    "Who asked for an end does not sign it.",
                    "groups_enddecree_by_another",
                ),
            )
        ]

    def __str__(self):
        return str(self.paper)
