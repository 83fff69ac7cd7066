"""Issue a paper: its words are frozen, numbered and digested as it is signed."""

import datetime
import json

from accounts.models import Region, User
from grants.models import Letterhead, Paper
from groups.models import Group


def canonical(content: dict) -> str:
    """The same text for the same content, so that a digest can be made again anywhere."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def issue(
    kind: str,
    *,
    office: Region,
    content: dict,
    date: datetime.date,
    group: Group | None = None,
    supersedes: Paper | None = None,
    by: User,
) -> Paper:
    """Sign a paper of a district's office. `content` holds all the paper says, amounts in rupiah.

    Called in the transaction of the act it stands for: no act, no number, so none is skipped.
    """
    Letterhead.objects.get_or_create(
        office=office, defaults={"name": f"Dinas Sosial {office.name}", "place": office.name}
    )
    paper = Paper.objects.create(
        kind=kind,
        office=office,
        group=group,
        date=date,
        text=canonical(content),
        supersedes=supersedes,
        by=by,
    )
    paper.refresh_from_db()  # number and digest are the database's
    return paper
