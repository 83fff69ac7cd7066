"""Issue a paper of the office; edit what papers from now on say of the office."""

import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import Region, User
from foundation.rules import refusals_in_words
from papers.content import canonical
from papers.emblems import Picture
from papers.models import Emblem, Letterhead, Official, Paper, Wording
from papers.office import letterhead_of
from papers.wording import words_of


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
    head = letterhead_of(office, by).as_head() | {"check": f"{settings.SITE_ADDRESS}/check/"}
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


@transaction.atomic
def edit_letterhead(
    *, office: Region, emblem: Picture | None, by: User, **lines: str
) -> Letterhead:
    """Add a letterhead, which papers bear from now on; without an emblem the last one stays."""
    now = Letterhead.objects.in_force(office)
    kept = now.emblem if now else None
    if emblem:
        kept, _made = Emblem.objects.get_or_create(
            office=office, digest=emblem.digest, defaults={"content": emblem.content, "by": by}
        )
    with refusals_in_words():
        return Letterhead.objects.create(office=office, emblem=kept, by=by, **lines)


@transaction.atomic
def edit_wording(*, office: Region, words: dict[str, str], by: User) -> list[Wording]:
    """Add the words of each part that differ from those in force."""
    now = words_of(office)
    return [
        Wording.objects.create(office=office, part=part, text=text, by=by)
        for part, text in words.items()
        if text.split() != now[part].split()
    ]


def add_official(*, office: Region, by: User, **entered: Any) -> Official:
    """Add who signs from a day on; earlier rows stay."""
    with refusals_in_words():
        return Official.objects.create(office=office, by=by, **entered)
