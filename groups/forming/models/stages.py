"""A group moves to another stage: asked for, checked by its facts, decided by decree."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.relations import or_none
from foundation.triggers import TODAY, checked_insert, refuse_if
from groups.models.groups import Group, GroupScoped
from groups.models.meetings import Decision
from groups.models.programmes import Stage
from papers.models import Paper, Recorded

LOCK = "PERFORM FROM groups_group WHERE id = NEW.group_id FOR UPDATE;"


class StageAskQuerySet(GroupScoped):
    def open(self) -> "StageAskQuerySet":
        """Those not answered, and those agreed to whose decree is not signed."""
        waits = Q(checked=None) | Q(checked__agreed=True, checked__decree=None)
        return self.filter(waits)


class StageAsk(Recorded):
    """A group is to move to a stage, as a meeting decided; to fall silent needs no decision."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="stage_asks")
    stage = models.CharField(_("stage"), max_length=12, choices=Stage)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, related_name="+", verbose_name=_("decided so")
    )

    check_or_none = or_none("checked")

    objects = StageAskQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["pk"]
        permissions = [("ask_stage", "Ask that a group moves to another stage")]
        triggers = [
            checked_insert(
                "one_at_a_time",
                LOCK,
                refuse_if(
                    """EXISTS (
                        SELECT FROM groups_stageask a
                        LEFT JOIN groups_stagecheck c ON c.ask_id = a.id
                        LEFT JOIN groups_stagedecree d ON d.check_of_id = c.id
                        WHERE a.group_id = NEW.group_id AND c.agreed IS NOT FALSE
                            AND d.id IS NULL)
                        OR NEW.stage = (SELECT stage FROM groups_group WHERE id = NEW.group_id)""",
                    "A group asks for one other stage at a time.",
                    "groups_stageask_one_at_a_time",
                ),
                refuse_if(
                    """'inactive' NOT IN (NEW.stage,
                            (SELECT stage FROM groups_group WHERE id = NEW.group_id))
                        AND NEW.decision_id IS NULL
                        OR NEW.decision_id IS NOT NULL AND NOT EXISTS (
                            SELECT FROM groups_decision d JOIN groups_meeting m
                                ON m.id = d.meeting_id
                            WHERE d.id = NEW.decision_id AND d.group_id = NEW.group_id
                                AND m.cancelled_at IS NULL)""",
                    "A meeting of the group decides on its stage.",
                    "groups_stageask_decided",
                ),
            )
        ]

    def __str__(self):
        return f"{self.group}: {self.get_stage_display()}"

    @property
    def territory(self) -> Group:
        return self.group


class StageCheck(Recorded):
    """The verifier's word, with the facts as they were."""

    ask = models.OneToOneField(StageAsk, models.PROTECT, related_name="checked")
    agreed = models.BooleanField()
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    facts = models.JSONField()  # [name, met, text] each
    all_met = models.BooleanField()

    decree_or_none = or_none("decree")

    class Meta(Recorded.Meta):
        permissions = [("check_stage", "Agree that a group moves to another stage")]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed=True, all_met=True) | ~Q(reason=""),
                name="groups_stagecheck_has_a_reason",
            )
        ]
        triggers = [
            checked_insert(
                "by_another",
                refuse_if(
                    """EXISTS (
                        SELECT FROM groups_stageask a
                        LEFT JOIN groups_facilitation f
                            ON f.group_id = a.group_id AND f.facilitator_id = NEW.by_id
                        WHERE a.id = NEW.ask_id AND (a.by_id = NEW.by_id OR f.id IS NOT NULL))""",
                    "Who asks for a stage or facilitates the group does not check it.",
                    "groups_stagecheck_by_another",
                ),
            )
        ]

    def __str__(self):
        return f"{self.ask}: {self.agreed}"


class StageDecree(Recorded):
    """The head of office puts the group into the stage."""

    check_of = models.OneToOneField(StageCheck, models.PROTECT, related_name="decree")
    date = models.DateField(_("signed on"))
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="+")

    class Meta(Recorded.Meta):
        ordering = ["-pk"]
        permissions = [("sign_stage", "Sign the decree on a group's stage")]
        triggers = [
            checked_insert(
                "of_an_agreed_stage",
                refuse_if(
                    f"""NEW.date <> {TODAY} AND NOT accounts_tells_moments()
                        OR NOT EXISTS (SELECT FROM groups_stagecheck
                                       WHERE id = NEW.check_of_id AND agreed)""",
                    "A stage is decided today, after a verifier agreed.",
                    "groups_stagedecree_of_an_agreed_stage",
                ),
                refuse_if(
                    """NEW.by_id IN (
                        SELECT unnest(ARRAY[a.by_id, c.by_id]) FROM groups_stagecheck c
                        JOIN groups_stageask a ON a.id = c.ask_id WHERE c.id = NEW.check_of_id)""",
                    "Who asked for a stage or checked it does not sign it.",
                    "groups_stagedecree_by_another",
                ),
            )
        ]

    def __str__(self):
        return str(self.paper)
