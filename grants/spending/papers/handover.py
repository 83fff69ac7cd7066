"""The minutes of a handover (BAST)."""

import datetime

from django.utils.translation import gettext as _

from foundation.formatting import day, weekday
from grants.payment.models import Transfer
from grants.selection.models import Award
from groups.models import Membership, Photo
from papers.content import Signature, content, official


@official
def handover_content(
    award: Award,
    transfer: Transfer,
    *,
    date: datetime.date,
    chair: Membership,
    witnesses: str,
    photo: Photo,
) -> dict:
    return content(
        title=_("Minutes of the handover"),
        about=str(award.group),
        facts=[
            (_("Day"), weekday(date)),
            (_("Group"), str(award.group)),
            (_("Village"), award.group.village.name),
            (_("Decree"), f"{award.decree.paper.number}, {day(award.decree.date)}"),
            (_("Agreement"), f"{award.agreement.paper.number}, {day(award.agreement.date)}"),
            (_("Paid on"), day(transfer.date)),
            (_("Reference"), transfer.reference),
            (_("Account"), f"{transfer.account.bank} {transfer.account.masked}"),
            (_("Witnesses"), witnesses),
            (_("Photo"), photo.digest[:16]),
        ],
        paragraphs=[
            _("The office hands the grant over. The group has it whole in its account."),
            _("The group uses it as its agreement and budget plan say, and accounts for it."),
        ],
        amount=award.amount,
        signatures=[
            Signature(_("Chair"), chair.person.name, str(award.group)),
            Signature(_("For the office")),
            Signature(_("Witness")),
        ],
        data={"award": award.pk, "transfer": transfer.pk, "photo": photo.digest},
    )
