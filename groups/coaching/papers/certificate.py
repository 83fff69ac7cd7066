"""Certificates of a training, a page a person."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from foundation.formatting import day
from groups.coaching.models import Trained, Training
from papers.office import head_signature, letterhead_now

TEMPLATE = Path(__file__).with_suffix(".typ")


def certificates(training: Training, trained: list[Trained]) -> dict[str, Any]:
    """The data of `certificate.typ`; `trained` as `took_part` finds them."""
    head = letterhead_now(training.office)
    signer = head_signature(training.office, training.date)
    return {
        "title": _("Certificates: %(topics)s") % {"topics": training.topics},
        "government": head.government,
        "office": head.name,
        "heading": _("Certificate"),
        "given": _("is given to"),
        "for": _("who took part in the training"),
        "topics": training.topics,
        "held": _("on %(day)s in %(place)s, %(hours)s hours, by %(trainer)s")
        % {
            "day": day(training.date),
            "place": training.place,
            "hours": training.hours,
            "trainer": training.trainer,
        },
        "at": f"{head.place}, {day(training.date)}",
        "signer": {
            "role": str(signer.role),
            "name": str(signer.name),
            "rank": signer.rank,
            "nip": signer.nip and f"NIP {signer.nip}",
        },
        "people": [
            {
                "name": row.membership.person.name,
                "of": ", ".join(
                    filter(
                        None,
                        [
                            getattr(row, "post", ""),
                            str(row.membership.group),
                            row.membership.group.village.name,
                        ],
                    )
                ),
            }
            for row in trained
        ],
    }
