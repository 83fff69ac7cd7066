"""The spending report (LPJ)."""

import datetime

from django.utils.translation import gettext as _

from finance.models import Chain
from foundation.formatting import day, short_day
from grants.spending.models import Evidence, Purchase
from grants.spending.papers.award_facts import award_facts, officers_of
from grants.spending.reports.spending import Spending
from groups.models import Group, Photo
from groups.papers.letterhead import group_head, group_number
from papers.content import Signature, Table, content, official
from papers.parts import heading, texts


@official
def report_content(now: Spending, *, remarks: str, date: datetime.date, version: int) -> dict:
    """The group's own letter (LPJ): plan against actual, each purchase, evidence, remainder."""
    award = now.award
    group = award.group
    kept = Photo.objects.filter(pk__in=[row.receipt_id for row in now.purchases_in_force])
    receipts = dict(kept.values_list("pk", "digest"))
    return content(
        title=_("Spending report (LPJ)"),
        about=str(award.group),
        facts=[
            *award_facts(award),
            (_("Handover (BAST)"), award.handover.paper.number),
            (_("Spent"), now.spent),
            *([(_("Given back before"), now.given_back)] if now.given_back else []),
            *([(_("On its way back"), now.on_its_way)] if now.on_its_way else []),
            (_("Remainder"), now.left),
        ],
        paragraphs=[remarks] if remarks else [],
        tables=[by_line(now), by_purchase(now), by_evidence(now)],
        amount=now.spent,
        closing=[*missing(now), *seal_of(award.group)],
        signatures=[*officers_of(award.group, date), Signature(_("Village head"))],
        head=group_head(group),
        own_number=group_number(group, version, "LPJ", date),
        parts=[
            heading(_("SPENDING REPORT (LPJ)"), str(award.round).upper()),
            texts(_("Accounted for of the grant received:")),
            "amount",
            "facts",
            "paragraphs",
            "tables",
            "closing",
            "signatures",
        ],
        data={
            "award": award.pk,
            "spent": now.spent,
            "remainder": now.left,
            "purchases": [
                {"id": row.pk, "entry": row.entry_id, "receipt": receipts[row.receipt_id]}
                for row in now.purchases_in_force
            ],
        },
    )


def by_line(now: Spending) -> Table:
    return Table(
        heading=_("Plan and spending"),
        columns=[_("Item"), _("Planned"), _("Spent"), _("Left")],
        rows=[[row.line.item, row.line.total, row.spent, row.left] for row in now.lines],
        total=[_("Together"), now.planned, now.spent, now.unspent],
    )


def by_purchase(now: Spending) -> Table:
    return Table(
        heading=_("Purchases"),
        columns=[_("Day"), _("What"), _("Seller"), _("Entry"), _("Amount")],
        rows=[
            [
                short_day(row.date),
                row.what,
                row.seller,
                _("no. %(number)s") % {"number": row.entry.sequence},
                row.amount,
            ]
            for row in now.purchases_in_force
        ],
        total=[_("Together"), "", "", "", now.spent],
    )


def by_evidence(now: Spending) -> Table:
    """What is kept with the report, purchase by purchase."""
    return Table(
        heading=_("List of evidence"),
        columns=[_("No."), _("What"), _("Day"), _("Evidence")],
        rows=[
            [str(number), f"{row.item} {row.tag}".strip(), short_day(row.date), _evidence(row)]
            for number, row in enumerate(now.purchases_in_force, 1)
        ],
    )


def _evidence(purchase: Purchase) -> str:
    kinds = Evidence.Kind
    kept = {
        *purchase.kinds_of_evidence,
        *([kinds.SECOND_OFFER.value] if purchase.second_offer_id else []),
        *([kinds.HEALTH_LETTER.value] if purchase.health_letter_id else []),
    }
    names = [str(kind.label) for kind in kinds if kind.value in kept]
    return ", ".join([_("Receipt"), *names])


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
    """The chain head of the group's books, printed as evidence against later changes."""
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
