"""What papers of an office say of it on a day: its letterhead, who signs."""

import datetime

from django.utils.translation import gettext as _

from accounts.models import Region, User
from papers.content import Signature
from papers.models import Letterhead, Official


def letterhead_now(office: Region) -> Letterhead:
    """The letterhead in force; without one, an unsaved one with the district's name."""
    return Letterhead.objects.in_force(office) or Letterhead(
        office=office,
        government=f"Pemerintah {office.name}",
        name=f"Dinas Sosial {office.name}",
        place=office.name,
    )


def letterhead_of(office: Region, by: User) -> Letterhead:
    """The letterhead in force, which the first paper of a district makes."""
    now = letterhead_now(office)
    if now.pk is None:
        now.by = by
        now.save()
    return now


def head_signature(office: Region, date: datetime.date, by: User | None = None) -> Signature:
    """The head of office; without one on the page of the office, the account that signs."""
    for official in Official.objects.on(office, date).filter(duty=Official.Duty.HEAD)[:1]:
        return of_official(official)
    name = letterhead_now(office).name
    return Signature((_("Head of %(office)s") % {"office": name}).upper(), by.name if by else "")


def of_official(official: Official) -> Signature:
    role, rank = official.post.upper(), official.rank
    return Signature(role, official.name, rank=rank, nip=official.nip)


def duty_signature(office: Region, date: datetime.date, duty: str) -> Signature:
    """Who has this duty that day; a place to sign where nobody is entered."""
    for official in Official.objects.on(office, date).filter(duty=duty)[:1]:
        return of_official(official)
    return Signature(Official.Duty(duty).label)


def signature_of(
    office: Region, date: datetime.date, role: str, *, name: str = "", by: User | None = None
) -> Signature:
    """A person named in a paper, with rank, number and post where the office entered them.

    A post that says the role already stands alone: one person never has two posts on a paper.
    """
    name = name or (by.name if by else "")
    for official in Official.objects.on(office, date).select_related("user"):
        if official.is_named(name, by):
            said = str(role).casefold() in official.post.casefold()
            posts = (official.post, "") if role and said else (role, official.post)
            return Signature(posts[0], official.name, posts[1], official.rank, official.nip)
    return Signature(role, name)


def for_the_head(office: Region, date: datetime.date, by: User) -> Signature:
    """A letter of the office, signed by its head or on behalf of the head."""
    head = head_signature(office, date, by)
    mine = signature_of(office, date, "", by=by)
    if mine.name == head.name:
        return head
    behalf = _("On behalf of: %(post)s") % {"post": head.role}
    return Signature(behalf, mine.name, mine.of, mine.rank, mine.nip)
