"""A group is formed: minutes of its founding meeting, a verifier's check, the decree.

A group without a `Forming` was formed before it came into the register.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.relations import or_none
from foundation.triggers import TODAY, checked_insert, made_with, refuse_if
from groups.models.groups import Group, GroupScoped
from papers.models import AppendOnly, Paper, Recorded

LOCK = "PERFORM FROM groups_group WHERE id = NEW.group_id FOR UPDATE;"


class Forming(Recorded):
    """The group is new: it is one once its decree is signed."""

    group = models.OneToOneField(Group, models.PROTECT, related_name="forming")

    class Meta(Recorded.Meta):
        permissions = [("begin_group", "Begin a new group with its families")]
        triggers = [
            checked_insert(
                "of_a_new_group",
                refuse_if(
                    """EXISTS (SELECT FROM groups_group
                               WHERE id = NEW.group_id AND decree_number <> '')
                        OR EXISTS (SELECT FROM groups_meeting WHERE group_id = NEW.group_id)""",
                    "This group was formed before.",
                    "groups_forming_of_a_new_group",
                ),
            )
        ]

    def __str__(self):
        return str(self.group)


class Proposal(Recorded):
    """The group asks to be formed: the minutes of its founding meeting (musyawarah).

    Another one where a check found what was to be mended.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="proposals")
    place = models.CharField(_("place"), max_length=100)
    led_by = models.CharField(_("who led the meeting"), max_length=100)
    decisions = models.TextField(_("what was decided"))
    came = models.PositiveSmallIntegerField()  # the paper names them
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="+")

    check_or_none = or_none("checked")

    objects = GroupScoped.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["pk"]
        permissions = [("propose_forming", "Propose a new group with its minutes")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(place="") & ~Q(led_by="") & ~Q(decisions="") & Q(came__gte=1),
                name="groups_proposal_says_all",
            )
        ]
        triggers = [
            checked_insert(
                "one_at_a_time",
                LOCK,
                refuse_if(
                    """NOT EXISTS (SELECT FROM groups_forming WHERE group_id = NEW.group_id)
                        OR EXISTS (
                            SELECT FROM groups_proposal p
                            LEFT JOIN groups_formingcheck c ON c.proposal_id = p.id
                            WHERE p.group_id = NEW.group_id AND c.is_fit IS NOT FALSE)""",
                    "A new group is proposed once, and anew after a check sent it back.",
                    "groups_proposal_one_at_a_time",
                ),
            )
        ]

    def __str__(self):
        return str(self.paper)

    @property
    def territory(self) -> Group:
        return self.group


class FormingCheck(Recorded):
    """What a verifier found: fit, or what is to be mended; with the rules and members of then."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="checked")
    is_fit = models.BooleanField()
    reason = models.CharField(_("what is to be mended"), max_length=300, blank=True)
    rules = models.JSONField()  # the programme's, as they were
    members = models.JSONField()  # keys of the memberships that were checked

    decree_or_none = or_none("decree")

    class Meta(Recorded.Meta):
        permissions = [("check_forming", "Check a proposed new group")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_fit=True) | ~Q(reason=""), name="groups_formingcheck_has_a_reason"
            )
        ]
        triggers = [
            checked_insert(
                "by_another",
                refuse_if(
                    """EXISTS (
                        SELECT FROM groups_proposal p
                        JOIN groups_group g ON g.id = p.group_id
                        WHERE p.id = NEW.proposal_id AND (
                            NEW.by_id = g.registered_by_id
                            OR EXISTS (SELECT FROM groups_proposal o
                                WHERE o.group_id = g.id AND o.by_id = NEW.by_id)
                            OR EXISTS (SELECT FROM groups_facilitation f
                                WHERE f.group_id = g.id AND f.facilitator_id = NEW.by_id)))""",
                    "Who proposes or facilitates a group does not check it.",
                    "groups_formingcheck_by_another",
                ),
            )
        ]

    def __str__(self):
        return f"{self.proposal}: {self.is_fit}"


class CheckedRule(AppendOnly):
    """A rule of the programme as the check found it; an exception has its reason."""

    class Result(models.TextChoices):
        MET = "met", _("Met")
        SEEN = "seen", _("Met, as the verifier saw")
        EXCEPTION = "exception", _("Met by exception")
        NOT_MET = "not_met", _("Not met")

    check_of = models.ForeignKey(FormingCheck, models.PROTECT, related_name="found")
    rule = models.CharField(max_length=30)  # a name of groups.rules.requirements
    result = models.CharField(max_length=10, choices=Result)
    evidence = models.TextField()  # with the names of who does not meet it
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "rule"], name="groups_checkedrule_once"),
            models.CheckConstraint(
                condition=Q(result__in=["met", "not_met"]) | ~Q(reason=""),
                name="groups_checkedrule_has_a_reason",
                violation_error_message=_("An exception needs its reason."),
            ),
        ]
        triggers = [
            made_with("groups_formingcheck", "check_of_id"),
            checked_insert(
                "fit_meets_all",
                refuse_if(
                    """NEW.result = 'not_met' AND EXISTS (
                        SELECT FROM groups_formingcheck WHERE id = NEW.check_of_id AND is_fit)""",
                    "A group is fit where each rule is met, or excepted.",
                    "groups_checkedrule_fit_meets_all",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.rule}: {self.result}"


class FormingDecree(Recorded):
    """The head of office forms the group."""

    group = models.OneToOneField(Group, models.PROTECT, related_name="forming_decree")
    check_of = models.OneToOneField(FormingCheck, models.PROTECT, related_name="decree")
    date = models.DateField(_("signed on"))
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="+")

    class Meta(Recorded.Meta):
        permissions = [("sign_forming", "Sign the decree that forms a group")]
        triggers = [
            checked_insert(
                "of_a_fit_group",
                LOCK,
                refuse_if(
                    f"""NEW.date <> {TODAY} AND NOT accounts_tells_moments()
                        OR NOT EXISTS (
                            SELECT FROM groups_formingcheck c
                            JOIN groups_proposal p ON p.id = c.proposal_id
                            WHERE c.id = NEW.check_of_id AND c.is_fit
                                AND p.group_id = NEW.group_id)""",
                    "A group is formed today, by a check that found it fit.",
                    "groups_formingdecree_of_a_fit_group",
                ),
                refuse_if(
                    """EXISTS (
                        SELECT FROM groups_proposal p
                        JOIN groups_group g ON g.id = p.group_id
                        LEFT JOIN groups_formingcheck c ON c.proposal_id = p.id
                        WHERE p.group_id = NEW.group_id
                            AND NEW.by_id IN (p.by_id, c.by_id, g.registered_by_id))""",
                    "Who proposed or checked a group does not sign its decree.",
                    "groups_formingdecree_by_another",
                ),
            )
        ]

    def __str__(self):
        return str(self.paper)
