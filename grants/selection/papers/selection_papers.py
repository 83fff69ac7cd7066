"""What the papers of a selection say: minutes of a visit, of the ranking, the list, the decree."""

import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import day, points
from grants.selection.models import Award, Candidacy, ListedGroup, ListProposal, Round
from grants.selection.reports.ranking import Ranked, Row, State
from grants.selection.reports.standings import name_of
from groups.models import Office, Photo
from papers.content import Signature, Table, content, official


def state_of(row: Row) -> str:
    """Where a group stands, in words."""
    match row.state:
        case State.LISTED:
            return _("Proposed")
        case State.HELD:
            return _("Held")
        case State.RESERVE:
            return _("Reserve %(number)s") % {"number": row.reserve}
        case State.BELOW:
            return _("Below the pass mark")
        case State.UNMET:
            return _("Requirements not met")
    return _("Not scored yet")


@official
def visit_content(
    candidacy: Candidacy, *, date, place, people, animals, books_seen, notes, photos: list[Photo],
    by: User,
) -> dict:  # fmt: skip
    group = candidacy.group
    chair = Office.objects.running(date).filter(group=group, post=Office.Post.CHAIR)
    chair = chair.select_related("membership__person").first()
    counted = "–" if animals is None else str(animals)
    return content(
        title=_("Minutes of a visit"),
        about=f"{group}, {candidacy.round}",
        facts=[
            (_("Group"), str(group)),
            (_("Visited on"), day(date)),
            (_("Place"), place),
            (_("People met"), str(people)),
            (_("Animals counted"), counted),
            (_("Books seen"), books_seen),
            (_("Photos"), str(len(photos))),
        ],
        paragraphs=[notes] if notes else [],
        signatures=[
            Signature(_("Verifier"), by.name),
            Signature(_("Chair"), chair.membership.person.name if chair else "", str(group)),
        ],
        data={"candidacy": candidacy.pk, "photos": [photo.digest for photo in photos]},
    )


@official
def ranking_content(selection_round: Round, ranked: Ranked, *, team: list[str]) -> dict:
    """Minutes of the ranking: all scores to their parts, what decided ties, and the snapshot."""
    instrument, dimensions = selection_round.instrument, ranked.snapshot.dimensions
    ties = [dimensions[number] for number in ranked.snapshot.ties]
    rule = _("Of equal points the order is decided by: %(ties)s, the earlier formed group, a public"
             " lot. Pass mark %(mark)s.")  # fmt: skip
    return content(
        title=_("Minutes of the ranking"),
        about=str(selection_round),
        facts=[
            (_("Instrument"), f"{instrument.name} v{instrument.version}"),
            (_("Groups scored"), str(len(ranked.rows))),
            (_("Quota"), str(selection_round.places)),
            (_("Budget"), selection_round.budget),
        ],
        paragraphs=[rule % {"ties": ", ".join(ties), "mark": selection_round.pass_mark}],
        tables=[
            Table(
                columns=[_("No."), _("Group"), *dimensions.values(), _("Points"), _("Result")],
                rows=[
                    [place_of(row), row.candidate.group,
                     *(points(row.parts.get(number)) for number in dimensions),
                     points(row.total), state_and_reason(ranked, row)]
                    for row in ranked.rows
                ],
            )
        ],
        signatures=[Signature(_("Team"), name) for name in team],
        data={
            "round": selection_round.pk,
            "snapshot": ranked.snapshot.as_data(),
            "result": result_of(ranked),
        },
    )  # fmt: skip


def result_of(ranked: Ranked) -> list[list]:
    """Candidacy, points, place and state: what a recomputation must give again."""
    return [
        [row.candidate.candidacy, points(row.total), row.place, row.state.value]
        for row in ranked.rows
    ]


def place_of(row: Row) -> str:
    return str(row.place or "–")


def state_and_reason(ranked: Ranked, row: Row) -> str:
    words = [state_of(row)]
    if row.candidate.unmet:
        words.append(", ".join(name_of(each) for each in row.candidate.unmet))
    if row.decided_by:
        words.append(_("equal points: %(by)s") % {"by": decided_by(ranked, row)})
    return "; ".join(words)


def decided_by(ranked: Ranked, row: Row) -> str:
    """What put a group behind one of equal points."""
    match row.decided_by:
        case int():
            return ranked.snapshot.dimensions[row.decided_by]
        case "formed_on":
            return _("formed later")
        case "lot":
            return _("the public lot")
    return _("a lot is to be drawn")


@official
def list_content(selection_round: Round, ranked: Ranked, *, until: datetime.date) -> dict:
    """The list on the village board: groups, villages, points; nothing of any person."""
    text = _("Whoever knows a reason against a group on this list tells the office until %(day)s."
             " Each objection is answered in writing.")  # fmt: skip
    return content(
        title=_("List of candidates for the grant"),
        about=str(selection_round),
        facts=[
            (_("Quota"), str(selection_round.places)),
            (_("Grant a group"), selection_round.amount),
            (_("Objections until"), day(until)),
        ],
        paragraphs=[text % {"day": day(until)}],
        tables=[
            Table(
                columns=[_("No."), _("Group"), _("Village"), _("Points"), _("Result")],
                rows=[
                    [place_of(row), row.candidate.group, row.candidate.village,
                     points(row.total), state_of(row)]
                    for row in ranked.rows
                ],
            )
        ],
        data={"round": selection_round.pk},
    )  # fmt: skip


@official
def decree_content(proposal: ListProposal, in_force: list[Award], *, by: User) -> dict:
    """The decree, or an addendum to it: who leaves, who comes, and the whole list from now on."""
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
