"""What papers after the payment share: the facts of the award, the signatures of the officers."""

import datetime

from django.utils.translation import gettext as _

from grants.selection.models import Award
from groups.models import Group, Office
from papers.content import Signature


def award_facts(award: Award) -> list:
    village = award.group.village
    agreement = award.agreement_or_none
    assert village.parent is not None  # a village lies in a subdistrict
    return [
        (_("Village"), f"{village.name}, {village.parent.name}"),
        (_("Programme"), str(award.round)),
        (_("Decree (SK)"), award.decree.paper.number),
        *([(_("Agreement (NPHD)"), agreement.paper.number)] if agreement else []),
        (_("Grant"), award.amount),
    ]


def officers_of(group: Group, date: datetime.date) -> list[Signature]:
    """Places to sign for the chair and treasurer of that day; unnamed if vacant."""
    held = Office.objects.running(date).filter(group=group).select_related("membership__person")
    names = {office.post: office.membership.person.name for office in held}
    return [
        Signature(Office.Post(post).label, names.get(post, ""), str(group))
        for post in (Office.Post.CHAIR, Office.Post.TREASURER)
    ]
