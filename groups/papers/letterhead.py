"""The head and number of what a group writes itself, not its office."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from foundation.formatting import roman
from groups.models import Group


def group_head(group: Group) -> dict[str, Any]:
    return {
        "government": _("Joint business group (KUBE)"),
        "name": str(group),
        "lines": [group.village.path],
        "place": group.village.name,
        "emblem": "",
    }


def group_number(group: Group, sequence: int, kind: str, date: datetime.date) -> str:
    return f"{sequence:03}/{kind}/{str(group).upper()}/{roman(date.month)}/{date.year}"
