"""The decree (SK) and its addenda."""

import datetime

from accounts.models import User
from grants.selection.models import Award, ListProposal
from groups.models import Group
from groups.rules.officers import chairs_of
from papers.decrees import DecreeSays, Listed, decree_of
from papers.office import letterhead_now
from papers.wording import words_of


def decree_content(
    proposal: ListProposal,
    in_force: list[Award],
    *,
    date: datetime.date,
    by: User,
    amends: str = "",
) -> dict:
    """The decree, or an addendum: groups removed, and the list as it results."""
    selection_round = proposal.round
    rows = list(proposal.listed.select_related("candidacy__group__village__parent"))
    coming, leaving = ([row for row in rows if row.leaves is side] for side in (False, True))
    listed = [(award.place, award.group, award.amount) for award in in_force]
    listed += [(row.place, row.candidacy.group, row.amount) for row in coming]
    chairs = chairs_of([group for _place, group, _amount in listed], date)
    office = selection_round.district
    says = DecreeSays(
        program=str(selection_round),
        year=selection_round.year,
        report_days=selection_round.report_days,
        rows=[
            _listed(place, group, amount, chairs.get(group.pk, ""))
            for place, group, amount in sorted(listed, key=lambda row: row[0])
        ],
        leaving=[(str(row.candidacy.group), row.amount, row.reason) for row in leaving],
        amends=amends,
        data={
            "round": selection_round.pk,
            "proposal": proposal.pk,
            "groups": [[row.candidacy_id, row.place, row.amount, row.leaves] for row in rows],
        },
    )
    return decree_of(
        says,
        office=office,
        head=letterhead_now(office),
        words=words_of(office),
        date=date,
        by=by,
    )


def _listed(place: int, group: Group, amount: int, chair: str) -> Listed:
    village = group.village
    assert village.parent is not None  # a village lies in a subdistrict
    return Listed(str(place), str(group), village.name, village.parent.name, chair, amount)
