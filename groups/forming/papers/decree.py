"""The decree that forms a group, with its members as annex."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from groups.forming.models import CheckedRule, FormingCheck
from groups.forming.papers.founding import members_table
from groups.models import Group
from groups.rules.requirements import NAMES
from papers.content import Table, official
from papers.decrees import GroupDecreeSays, group_decree_of
from papers.office import letterhead_now
from papers.wording import words_of


@official
def forming_content(
    group: Group, check: FormingCheck, *, date: datetime.date, by: User
) -> dict[str, Any]:
    office = group.office
    members = list(group.memberships.in_book_order().filter(pk__in=check.members))
    excepted = list(check.found.filter(result=CheckedRule.Result.EXCEPTION))
    first = _(
        "%(group)s is formed in %(village)s, with %(count)s members as listed in the annex, which"
        " is a part of this decree."
    )
    village = group.village.long_name
    says = GroupDecreeSays(
        about=_("the forming of %(group)s") % {"group": group},
        first=first % {"group": group, "village": village, "count": len(members)},
        kind="forming",
        blanks={
            "kelompok": str(group),
            "desa": village,
            "program": check.rules["programme"],
            "hasil": _("with the exceptions of the annex") if excepted else _("and meets them all"),
        },
        tables=[members_table(members), *([_exceptions(excepted)] if excepted else [])],
        annex_title=_("MEMBERS OF THE GROUP"),
        data={"group": group.pk, "check": check.pk, "members": check.members},
    )
    words, head = words_of(office), letterhead_now(office)
    return group_decree_of(says, office=office, head=head, words=words, date=date, by=by)


def _exceptions(excepted: list[CheckedRule]) -> Table:
    """The rules that the verifier found unmet and excepted, and why."""
    return Table(
        heading=_("Exceptions"),
        columns=[_("Rule"), _("What the check found"), _("Reason")],
        rows=[[NAMES[row.rule], row.evidence, row.reason] for row in excepted],
    )
