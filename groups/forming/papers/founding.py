"""The minutes of a founding meeting, with the members and the statutes as annexes."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from foundation.formatting import clock, day
from groups.models import Group, Membership
from groups.papers.letterhead import group_head, group_number
from groups.rules.officers import officers_of
from papers.agreements import articles
from papers.content import Signature, Table, content, official
from papers.minutes import minutes_parts
from papers.models import Paper
from papers.parts import annex
from papers.wording import filled, words_of


@official
def founding_content(
    group: Group, *, place: str, led_by: str, decisions: str, present: Collection[int]
) -> dict[str, Any]:
    """`present` are the memberships of who came."""
    date, office = group.formed_on, group.office
    members = list(group.memberships.in_book_order().filter(until=None))
    words, title = words_of(office), _("Minutes of a founding meeting")
    signed = _signatures(group, led_by)
    statutes = filled(
        words["founding_statutes"],
        kelompok=str(group),
        usaha=group.get_business_display(),
        desa=group.village.long_name,
        pertemuan=_rhythm(group),
    )
    return content(
        title=title,
        about=str(group),
        facts=[
            (_("Group"), str(group)),
            (_("Held on"), day(date)),
            (_("Place"), place),
            (_("Led by"), led_by),
            (_("Who came"), _("%(came)s of %(of)s") % {"came": len(present), "of": len(members)}),
        ],
        paragraphs=[line.strip() for line in decisions.splitlines() if line.strip()],
        tables=[members_table(members, present)],
        signatures=signed,
        head=group_head(group),
        own_number=group_number(group, group.proposals.count() + 1, "BA", date),
        parts=[
            *minutes_parts(
                Paper.Kind.FOUNDING, title, str(group), words=words, date=date, signed=signed
            ),
            annex(_("MEMBERS OF THE GROUP"), str(group).upper()),
            "tables",
            annex(_("STATUTES (AD/ART)"), str(group).upper()),
            *articles(statutes),
        ],
        data={"group": group.pk, "present": sorted(present), "members": [m.pk for m in members]},
    )


def members_table(members: list[Membership], present: Collection[int] | None = None) -> Table:
    """Number, name, sex and office of each member; and who was there, where it is asked."""
    posts = {
        office.membership_id: office.get_post_display()
        for member in members[:1]
        for office in member.group.offices.filter(until=None)
    }
    columns = [_("No."), _("Name"), _("Woman or man"), _("Office")]
    rows = [
        [row.code, row.person.name, row.person.get_sex_display(), posts.get(row.pk, "–")]
        for row in members
    ]
    if present is not None:
        columns.append(_("Came"))
        rows = [
            [*cells, _("yes") if row.pk in present else _("no")]
            for cells, row in zip(rows, members, strict=True)
        ]
    return Table(columns=columns, rows=rows)


def _signatures(group: Group, led_by: str) -> list[Signature]:
    officers = officers_of(group, group.formed_on)
    held = [(post, officers[post]) for post in ("chair", "secretary") if post in officers]
    signed = [Signature(_("Leader of the meeting"), led_by)]
    labels = {"chair": _("Chair"), "secretary": _("Secretary")}
    return signed + [Signature(labels[post], row.person.name, str(group)) for post, row in held]


def _rhythm(group: Group) -> str:
    """How often, on which day, when and where the group meets, as far as it agreed on it."""
    said = [group.get_rhythm_display().lower()]
    if group.weekday:
        said.append(_("on a %(weekday)s") % {"weekday": group.get_weekday_display()})
    if group.month_day:
        said.append(_("on day %(day)s") % {"day": group.month_day})
    said.append(_("at %(hour)s") % {"hour": clock(group.usual_hour)})
    if group.usual_place:
        said.append(_("in %(place)s") % {"place": group.usual_place})
    return ", ".join(said)
