"""The decree that puts a group into a stage."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from groups.forming.models import StageCheck
from papers.content import Table, official
from papers.decrees import GroupDecreeSays, group_decree_of
from papers.office import letterhead_now
from papers.wording import words_of


@official
def stage_content(check: StageCheck, *, date: datetime.date, by: User) -> dict[str, Any]:
    ask = check.ask
    group, stage = ask.group, ask.get_stage_display()
    office = group.office
    met = {True: _("Met"), False: _("Not met"), None: _("Not known")}
    facts = Table(
        columns=[_("What is asked"), _("Found"), _("Result")],
        rows=[[name, text, met[is_met]] for name, is_met, text in check.facts],
    )
    first = _("%(group)s in %(village)s is put into the stage: %(stage)s.")
    village = group.village.long_name
    says = GroupDecreeSays(
        about=_("the stage of %(group)s") % {"group": group},
        first=first % {"group": group, "village": village, "stage": stage},
        kind="stage",
        blanks={"kelompok": str(group), "desa": village, "tahap": stage, "alasan": check.reason},
        tables=[facts],
        annex_title=_("WHAT WAS FOUND OF THE GROUP"),
        data={"group": group.pk, "ask": ask.pk, "stage": ask.stage},
    )
    words, head = words_of(office), letterhead_now(office)
    return group_decree_of(says, office=office, head=head, words=words, date=date, by=by)
