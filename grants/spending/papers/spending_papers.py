"""What the papers say that follow a payment: report, review, letters, minutes of visits."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from finance.models import Chain
from foundation.formatting import day, rupiah, short_day
from grants.selection.models import Award
from grants.spending.models import MonitoringVisit, Report, Sanction
from grants.spending.reports.spending import Spending
from groups.models import Group, Office, Photo
from papers.content import Signature, Table, content, official

MEASURES = {
    Sanction.Step.HOLD: gettext_lazy(
        "What is left of the grant may not be spent until the report is here."
    ),
    Sanction.Step.NO_ROUND: gettext_lazy("The group takes part in no round until this is settled."),
    Sanction.Step.RECOVERY: gettext_lazy("The group pays back what it has not accounted for."),
    Sanction.Step.INSPECTORATE: gettext_lazy(
        "The matter is told to the inspectorate of the district."
    ),
}


@official
def report_content(now: Spending, *, remarks: str, date: datetime.date) -> dict:
    """The whole report (LPJ): plan against actual, each purchase, evidence, remainder."""
    award = now.award
    kept = Photo.objects.filter(pk__in=[row.receipt_id for row in now.standing])
    receipts = dict(kept.values_list("pk", "digest"))
    return content(
        title=_("Spending report (LPJ)"),
        about=str(award.group),
        facts=[
            *facts_of(award),
            (_("Handover (BAST)"), award.handover.paper.number),
            (_("Spent"), now.spent),
            *([(_("Given back before"), now.given_back)] if now.given_back else []),
            (_("Remainder"), now.left),
        ],
        paragraphs=[remarks] if remarks else [],
        tables=[by_line(now), by_purchase(now)],
        amount=now.award.amount,
        closing=[*missing(now), *seal_of(award.group)],
        signatures=[*officers_of(award.group, date), Signature(_("Village head"))],
        data={
            "award": award.pk,
            "spent": now.spent,
            "remainder": now.left,
            "purchases": [
                {"id": row.pk, "entry": row.entry_id, "receipt": receipts[row.receipt_id]}
                for row in now.standing
            ],
        },
    )


def facts_of(award: Award) -> list:
    village = award.group.village
    agreement = getattr(award, "agreement", None)
    return [
        (_("Village"), f"{village.name}, {village.parent.name}"),
        (_("Programme"), str(award.round)),
        (_("Decree (SK)"), award.decree.paper.number),
        *([(_("Agreement (NPHD)"), agreement.paper.number)] if agreement else []),
        (_("Grant"), award.amount),
    ]


def by_line(now: Spending) -> Table:
    return Table(
        heading=_("Plan and spending"),
        columns=[_("Item"), _("Planned"), _("Spent"), _("Left")],
        rows=[[row.line.item, row.line.total, row.spent, row.left] for row in now.lines],
        total=[_("Together"), now.planned, now.spent, now.planned - now.spent],
    )


def by_purchase(now: Spending) -> Table:
    return Table(
        heading=_("Purchases"),
        columns=[_("Day"), _("What"), _("Seller"), _("Entry"), _("Amount")],
        rows=[
            [
                short_day(row.date),
                f"{row.item} {row.tag}".strip(),
                row.seller,
                _("no. %(number)s") % {"number": row.entry.sequence},
                row.amount,
            ]
            for row in now.standing
        ],
        total=[_("Together"), "", "", "", now.spent],
    )


def missing(now: Spending) -> list[str]:
    return [
        _("Missing of %(item)s, %(day)s: %(what)s.")
        % {
            "item": purchase.item,
            "day": day(purchase.date),
            "what": ", ".join(str(kind.label) for kind in kinds),
        }
        for purchase, kinds in now.missing.items()
    ]


def seal_of(group: Group) -> list[str]:
    """The head of the group's chain: on signed paper it testifies against later changes."""
    chain = Chain.objects.filter(group=group).first()
    if chain is None:
        return []
    digest = bytes(chain.digest).hex()
    return [
        _("Books of %(group)s up to entry no. %(number)s. Their seal:")
        % {"group": group, "number": chain.sequence}
        + " "
        + " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
    ]


def officers_of(group: Group, date: datetime.date) -> list[Signature]:
    """Chair and treasurer of that day; the places stay empty where nobody holds the office."""
    held = Office.objects.running(date).filter(group=group).select_related("membership__person")
    names = {office.post: office.membership.person.name for office in held}
    return [
        Signature(Office.Post(post).label, names.get(post, ""), str(group))
        for post in (Office.Post.CHAIR, Office.Post.TREASURER)
    ]


@official
def review_content(
    report: Report,
    *,
    points: str,
    mend_until: datetime.date | None,
    date: datetime.date,
    by: User,
) -> dict:
    accepted = mend_until is None
    says = (
        [_("The report is accepted.")]
        if accepted
        else [_("The report goes back. To be mended until %(day)s:") % {"day": day(mend_until)}]
    )
    if accepted and report.remainder:
        says.append(
            _("The remainder of %(amount)s is given back through the bank.")
            % {"amount": rupiah(report.remainder)}
        )
    return content(
        title=_("Review of the spending report"),
        about=str(report.award.group),
        facts=[(_("Report (LPJ)"), report.paper.number), *facts_of(report.award)],
        paragraphs=[*says, *points.splitlines()],
        signatures=[Signature(_("Verifier"), by.name)],
        data={"report": report.pk, "accepted": accepted},
    )


@official
def sanction_content(sanction: Sanction, due_on: datetime.date) -> dict:
    award = sanction.award
    asks = MEASURES.get(sanction.step, _("Send the report to the facilitator at once."))
    return content(
        title=sanction.get_step_display(),
        about=str(award.group),
        facts=[*facts_of(award), (_("Was due on"), day(due_on))],
        paragraphs=[sanction.reason, str(asks)],
        signatures=[Signature(_("For the office"), sanction.by.name)],
        data={"award": award.pk, "step": str(sanction.step)},
    )


@official
def visit_content(visit: MonitoringVisit) -> dict:
    award = visit.award
    return content(
        title=_("Minutes of a visit, %(months)s after the grant")
        % {"months": visit.get_month_display()},
        about=str(award.group),
        facts=[*facts_of(award), (_("Visited on"), day(visit.date))],
        paragraphs=[
            visit.found,
            *([_("Agreed: %(what)s") % {"what": visit.agreed}] if visit.agreed else []),
        ],
        signatures=[
            Signature(_("Visited by"), visit.by.name),
            *officers_of(award.group, visit.date),
        ],
        data={"award": award.pk, "month": visit.month},
    )
