"""Triggers of groups and of rows that a group gets."""

import pgtrigger

from foundation.triggers import INDENT, EnforcedTrigger, checked_insert, refuse_if


def stage_by_decree() -> EnforcedTrigger:
    """A trigger of groups: the stage of one changes with the decree on it."""
    return EnforcedTrigger(
        name="stage_by_decree",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("stage"),
        condition=pgtrigger.Condition("OLD.stage <> NEW.stage"),
        func=INDENT
        + refuse_if(
            """NOT EXISTS (
                        SELECT FROM groups_stagedecree d
                        JOIN groups_stagecheck c ON c.id = d.check_of_id
                        JOIN groups_stageask a ON a.id = c.ask_id
                        WHERE a.group_id = NEW.id AND a.stage = NEW.stage
                            AND accounts_written_now(d.xmin))""",
            "The stage of a group changes by decree.",
            "groups_group_stage_by_decree",
            "restrict_violation",
        )
        + f"{INDENT}RETURN NEW;",
    )


def of_a_running_group() -> EnforcedTrigger:
    """A trigger for rows that a group gets: none once it was dissolved or merged."""
    return checked_insert(
        "of_a_running_group",
        refuse_if(
            "EXISTS (SELECT FROM groups_enddecree WHERE ended_id = NEW.group_id)",
            "This group has ended.",
            "groups_group_has_ended",
        ),
    )


def stays_in_its_group() -> EnforcedTrigger:
    """A trigger for rows that ledger books refer to: `group` cannot be changed."""
    return EnforcedTrigger(
        name="stays_in_its_group",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("group_id"),
        condition=pgtrigger.Condition("OLD.group_id <> NEW.group_id"),
        func="""
            RAISE EXCEPTION 'A member or a meeting never moves to another group.'
                USING ERRCODE = 'restrict_violation';""",
    )
