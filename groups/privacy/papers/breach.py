"""The letter that tells the authority or the persons of a breach."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import clock, day, dotted
from groups.privacy.models import Breach, BreachStep
from papers.content import content, official
from papers.letters import letter_parts
from papers.office import for_the_head
from papers.wording import filled, words_of

Kind = BreachStep.Kind


@official
def breach_content(
    breach: Breach, kind: str, remedy: str, date: datetime.date, by: User
) -> dict[str, Any]:
    words, found = words_of(breach.office), day(timezone.localdate(breach.found_at))
    title = _("Notice of a breach of personal data")
    moment = f"{found}, {clock(breach.found_at)} WIB"
    to_authority = kind == Kind.AUTHORITY
    asks = filled(words["breach_authority" if to_authority else "breach_persons"])
    return content(
        title=title,
        about=breach.data,
        paragraphs=[
            _("What happened: %(what)s") % {"what": breach.what},
            _("Which data: %(data)s, of %(people)s people (%(whose)s)")
            % {"data": breach.data, "people": dotted(breach.people), "whose": breach.whose},
            _("Known since: %(moment)s") % {"moment": moment},
            _("Remedy: %(what)s") % {"what": remedy},
            *asks,
        ],
        signatures=[for_the_head(breach.office, date, by)],
        parts=letter_parts(
            title,
            [_("To the authority that protects personal data")]
            if to_authority
            else [_("To those whose data these are"), breach.whose],
            nature=_("Important"),
            opening=filled(words["breach_opening"], tanggal=found),
            closing=filled(words["breach_closing"]),
        ),
        data={"breach": breach.pk, "kind": kind},
    )
