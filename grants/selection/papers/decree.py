"""The decree (SK) and its addenda."""

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import day
from grants.selection.models import Award, ListedGroup, ListProposal
from papers.content import Signature, Table, content, official


@official
def decree_content(proposal: ListProposal, in_force: list[Award], *, by: User) -> dict:
    """The decree, or an addendum: groups removed, groups added and the resulting list."""
    selection_round = proposal.round
    listed = list(proposal.listed.select_related("candidacy__group__village"))
    coming, leaving = ([row for row in listed if row.leaves is side] for side in (False, True))
    total = sum(row.amount for row in coming) + sum(award.amount for award in in_force)
    is_addendum = bool(in_force or leaving)
    tables = []
    if leaving:
        tables.append(leaving_table(leaving))
    rows = [(award.place, award.group, award.amount) for award in in_force]
    rows += [(row.place, row.candidacy.group, row.amount) for row in coming]
    tables.append(
        Table(
            heading=_("Groups that receive the grant"),
            columns=[_("No."), _("Group"), _("Village"), _("Amount")],
            rows=[
                [str(place), str(group), group.village.name, amount]
                for place, group, amount in sorted(rows, key=lambda row: row[0])
            ],
            total=["", _("Together"), "", total],
        )
    )
    return content(
        title=_("Addendum to the decree") if is_addendum else _("Decree on the grant's groups"),
        about=str(selection_round),
        facts=[
            (_("Groups"), str(len(rows))),
            (_("Quota"), str(selection_round.places)),
            (_("Budget"), selection_round.budget),
            (_("Proposed on"), day(proposal.date)),
        ],
        tables=tables,
        amount=total,
        signatures=[Signature(_("Head of office"), by.name)],
        data={
            "round": selection_round.pk,
            "proposal": proposal.pk,
            "groups": [[row.candidacy_id, row.place, row.amount, row.leaves] for row in listed],
        },
    )


def leaving_table(leaving: list[ListedGroup]) -> Table:
    return Table(
        heading=_("Groups that no longer receive it"),
        columns=[_("Group"), _("Amount"), _("Reason")],
        rows=[[str(row.candidacy.group), row.amount, row.reason] for row in leaving],
    )
