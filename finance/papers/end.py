"""The decree on the end of a group, or on its split: who got what."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from finance.rules.ends import Got
from groups.forming.models import EndAsk
from papers.content import Table, official
from papers.decrees import GroupDecreeSays, group_decree_of
from papers.office import letterhead_now
from papers.wording import words_of


@official
def end_content(
    ask: EndAsk,
    *,
    got: Sequence[Got],
    handed_over: Sequence[tuple[str, int]],
    date: datetime.date,
    by: User,
) -> dict[str, Any]:
    """`handed_over` is what another group takes over: its name in the books, and the worth."""
    group, office = ask.group, ask.group.office
    about, first = _said(ask)
    village = group.village.long_name
    says = GroupDecreeSays(
        about=about,
        first=first,
        kind="ending",
        blanks={"kelompok": str(group), "desa": village, "sebab": ask.reason},
        tables=[table for table in (_of_members(got), _of_goods(handed_over)) if table.rows],
        annex_title=_("WHO RECEIVES WHAT"),
        data={"group": group.pk, "ask": ask.pk, "kind": ask.kind},
    )
    words, head = words_of(office), letterhead_now(office)
    return group_decree_of(says, office=office, head=head, words=words, date=date, by=by)


def _said(ask: EndAsk) -> tuple[str, str]:
    names: dict[str, Any] = {
        "group": ask.group,
        "other": ask.receiver or "–",
        "name": f"KUBE {ask.name}",
    }
    names |= {"count": len(ask.leaving), "votes": ask.votes, "of": ask.of_members}
    match ask.kind:
        case EndAsk.Kind.MERGED:
            about, first = (
                _("the merging of %(group)s into %(other)s"),
                _("%(group)s is merged into %(other)s, which takes over its members and books."),
            )
        case EndAsk.Kind.SPLIT:
            about, first = (
                _("the forming of %(name)s out of %(group)s"),
                _("%(name)s is formed by %(count)s members of %(group)s with their savings."),
            )
        case _kind:
            about, first = (
                _("the dissolving of %(group)s"),
                _("%(group)s is dissolved; its fund and goods go to: %(other)s."),
            )
    return about % names, first % names


def _of_members(got: Sequence[Got]) -> Table:
    rows: list[list[Any]] = [
        [row.member.code, row.member.person.name, row.savings, row.debts, row.share, row.paid]
        for row in got
    ]
    return Table(
        columns=[_("No."), _("Name"), _("Savings"), _("Debts"), _("Share"), _("Paid")],
        rows=rows,
        total=["", _("Together"), *(sum(row[place] for row in rows) for place in range(2, 6))]
        if rows
        else [],
    )


def _of_goods(handed_over: Sequence[tuple[str, int]]) -> Table:
    return Table(
        heading=_("What the other group takes over"),
        columns=[_("What"), _("Worth")],
        rows=[[name, worth] for name, worth in handed_over],
        total=[_("Together"), sum(worth for _name, worth in handed_over)] if handed_over else [],
    )
