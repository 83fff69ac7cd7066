"""What the rules of its programme find of a group that is to be formed."""

import datetime
from typing import Any

from groups.models import Group
from groups.reports.member_facts import members_on
from groups.rules.requirements import OF_FORMING, Facts, Found, checked


def found_of(group: Group, rules: dict[str, Any], today: datetime.date) -> dict[str, Found]:
    """Each rule that asks something, by these rules on this day."""
    facts = Facts(
        on=today,
        formed_on=group.formed_on,
        village=group.village_id,
        members=members_on([group.pk], today, rules=rules)[group.pk],
    )
    return dict(checked(facts, rules, OF_FORMING))
