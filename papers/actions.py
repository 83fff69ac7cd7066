"""Issue a paper of the office."""

import datetime
from typing import Any

from django.conf import settings

from accounts.models import Region, User
from foundation.rules import refusals_in_words
from papers.content import canonical
from papers.models import Letterhead, Paper


def issue_paper(
    kind: str,
    *,
    office: Region,
    content: dict[str, Any],
    date: datetime.date,
    group: Any = None,  # a Group, of the app above
    supersedes: Paper | None = None,
    by: User,
) -> Paper:
    """Issue a paper of a district's office, with today's letterhead frozen in its content.

    Call it inside the transaction of its act: a rollback also returns the number, so none is
    skipped.
    """
    letterhead, _made = Letterhead.objects.get_or_create(
        office=office, defaults={"name": f"Dinas Sosial {office.name}", "place": office.name}
    )
    head = {
        "name": letterhead.name,
        "address": letterhead.address,
        "place": letterhead.place,
        "check": f"{settings.SITE_ADDRESS}/check/",
    }
    with refusals_in_words():
        paper = Paper.objects.create(
            kind=kind,
            office=office,
            group=group,
            date=date,
            text=canonical(content | {"office": head}),
            supersedes=supersedes,
            by=by,
        )
    paper.refresh_from_db()  # number and digest are set by the database
    return paper
