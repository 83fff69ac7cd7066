"""Objections as a table."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from foundation.exports import Column
from grants.selection.models import Objection


def objections_table(objections: Iterable[Objection]) -> tuple[list[Column], list[list[Any]]]:
    """Columns and rows of an export, without contact details."""
    columns = [
        Column(_("Received on")),
        Column(_("Group"), 28),
        Column(_("Village"), 20),
        Column(_("Who objects"), 24),
        Column(_("Objection"), 50),
        Column(_("Answered on")),
        Column(_("Outcome"), 28),
        Column(_("Reasons"), 50),
    ]
    return columns, [row_of(each) for each in objections]


def row_of(objection: Objection) -> list[Any]:
    answer = objection.answer_or_none
    return [
        objection.date,
        str(objection.candidacy.group),
        objection.candidacy.group.village.name,
        objection.name,
        objection.says,
        answer and answer.date,
        answer.get_effect_display() if answer else "",
        answer.reasons if answer else "",
    ]
