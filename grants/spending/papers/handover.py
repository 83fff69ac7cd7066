"""The minutes of a handover (BAST)."""

import datetime
import re

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import day
from grants.payment.models import Transfer
from grants.selection.models import Award
from groups.models import Membership, Photo
from papers.content import Signature, content, official
from papers.minutes import closing, opening
from papers.models import Paper
from papers.office import head_signature, letterhead_now
from papers.parts import Part, heading, pairs, texts
from papers.wording import filled, words_of

DEGREE = re.compile(r"(?:[A-Z][A-Za-z]*\.)+[A-Za-z]*")


@official
def handover_content(
    award: Award,
    transfer: Transfer,
    *,
    date: datetime.date,
    chair: Membership,
    witnesses: str,
    photo: Photo,
    by: User,
) -> dict:
    group, words = award.group, words_of(award.round.district)
    gives = head_signature(award.round.district, date)
    return content(
        title=_("Minutes of the handover"),
        about=str(group),
        facts=[
            (_("Decree"), f"{award.decree.paper.number}, {day(award.decree.date)}"),
            (_("Agreement"), f"{award.agreement.paper.number}, {day(award.agreement.date)}"),
            (_("Paid on"), day(transfer.date)),
            (_("Reference"), transfer.reference),
            (_("Account"), f"{transfer.account.bank} {transfer.account.masked}"),
            (_("Witnesses"), witnesses),
            (_("Photo"), _("taken at the handover, kept with this paper")),
        ],
        paragraphs=filled(words["handover_text"]),
        amount=award.amount,
        signatures=[
            Signature(_("SECOND PARTY,"), chair.person.name, _chair_of(award)),
            Signature(_("FIRST PARTY,"), gives.name, gives.role, gives.rank, gives.nip),
            *(Signature(_("Witness"), name) for name in witnesses_of(witnesses)),
        ],
        parts=[
            heading(_("MINUTES OF THE HANDOVER"), _("OF SOCIAL AID TO %(group)s") % _upper(award)),
            opening(Paper.Kind.HANDOVER, words, date),
            *_parties(award, chair, gives),
            "paragraphs",
            "amount",
            "facts",
            closing(Paper.Kind.HANDOVER, words),
            "signatures",
        ],
        data={"award": award.pk, "transfer": transfer.pk, "photo": photo.digest, "by": by.pk},
    )


def witnesses_of(typed: str) -> list[str]:
    """Each witness, whatever stands between them; a degree stays with its name."""
    names: list[str] = []
    for part in re.split(r"[,;\n]|\s(?:dan|serta|&)\s", typed):
        if names and DEGREE.fullmatch(part.strip()):
            names[-1] += f", {part.strip()}"
        elif part.strip():
            names.append(part.strip())
    return names


def _upper(award: Award) -> dict[str, str]:
    return {"group": str(award.group).upper()}


def _chair_of(award: Award) -> str:
    return _("Chair of %(group)s") % {"group": award.group}


def _parties(award: Award, chair: Membership, gives: Signature) -> list[Part]:
    head = letterhead_now(award.round.district)
    return [
        pairs(
            (_("Name"), gives.name or "–"),
            (_("NIP"), gives.nip or "–"),
            (_("Post"), gives.role),
            (_("Address"), head.address or "–"),
        ),
        texts(_("from here on FIRST PARTY;")),
        pairs(
            (_("Name"), chair.person.name),
            (_("Post"), _chair_of(award)),
            (_("Address"), award.group.village.long_name),
        ),
        texts(_("from here on SECOND PARTY.")),
    ]
