"""The contents of an audit file: papers, photos, books and the trail of each grant."""

import json
from calendar import timegm
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from django.db.models import Q, QuerySet
from django.urls import reverse

from finance.models import Book, Entry
from grants.audit.file.award_data import award_data, photos_of
from grants.selection.models import Award, Round
from groups.models import Group, Photo, PhotoPage
from papers.models import OfficePage, Paper, SignedPage
from papers.printing import pdf


@dataclass(frozen=True)
class Item:
    """A file to be created, and the URL that shows the same on the site."""

    name: str
    what: str
    load: Callable[[], bytes]
    url: str = ""


@dataclass(frozen=True)
class Scope:
    """The scope of an audit file: a round or a group."""

    round: Round | None = None
    group: Group | None = None

    def __str__(self):
        return str(self.round or self.group)

    @cached_property
    def awards(self) -> list[Award]:
        rows = Award.objects.select_related("group__village", "round", "decree__paper")
        of = {"round": self.round} if self.round else {"group": self.group}
        return list(rows.filter(**of).order_by("round_id", "place", "pk"))

    @property
    def groups(self) -> list[Group]:
        found = {award.group_id: award.group for award in self.awards}
        return list(found.values()) or ([self.group] if self.group else [])

    @property
    def papers(self) -> QuerySet[Paper]:
        """Papers of the groups since their round opened, and papers of the office on the round."""
        rounds = {self.round.pk} if self.round else {award.round_id for award in self.awards}
        of_office = (
            Q(ranking__round__in=rounds)
            | Q(publication__round__in=rounds)
            | Q(decree__round__in=rounds)
            | Q(payment_order__round__in=rounds)
            | Q(answer_letter__answer__objection__round__in=rounds)
            | Q(changed_ranking__answer__objection__round__in=rounds)
            | Q(changed_list__answer__objection__round__in=rounds)
        )
        of_groups = Q(group__in=[group.pk for group in self.groups])
        if self.round:
            of_groups = Q(group__candidacies__round=self.round, date__gte=self.round.opened_on)
        rows = Paper.objects.filter(of_office | of_groups).select_related("office", "group")
        return rows.order_by("pk").distinct()


def items_of(scope: Scope) -> Iterator[Item]:
    papers = list(scope.papers)
    for paper in papers:
        url = reverse("papers:paper", args=[paper.pk])
        yield Item(f"papers/{paper.pk}.pdf", str(paper), partial(pdf, paper), url)
        yield Item(f"papers/{paper.pk}.json", str(paper), partial(_sealed, paper))
    yield from _photos(scope, papers)
    for group in scope.groups:
        yield Item(f"ledger/{group.pk}.json", str(group), partial(_ledger, group))
    for award in scope.awards:
        yield Item(f"trail/{award.pk}.json", str(award), partial(_trail, award))


def packed(data: dict) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _sealed(paper: Paper) -> bytes:
    """The digested fields of a paper, and the digest."""
    names = ("kind", "number", "code", "text", "digest")
    said = {name: getattr(paper, name) for name in names}
    return packed(said | {"date": paper.date.isoformat()})


def _photos(scope: Scope, papers: list[Paper]) -> Iterator[Item]:
    """Signed pages, receipts and letters, each once, loaded one by one."""
    pages = SignedPage.objects.filter(paper__in=papers).values_list("photo_id", flat=True)
    wanted = dict.fromkeys(pages, "signed page")
    for award in scope.awards:
        wanted |= photos_of(award)
    own = (
        OfficePage.objects.filter(paper__in=papers).order_by("pk").values_list("pk", "paper__kind")
    )
    for pk, kind in own:
        url = reverse("papers:office_page", args=[pk])
        yield Item(f"pages/{pk}.jpg", f"signed page: {kind}", partial(_office_page, pk), url)
    for pk, what in sorted(wanted.items()):
        url = reverse("groups:photo", args=[pk])
        yield Item(f"photos/{pk}.jpg", what, partial(_photo, pk), url)
    further = PhotoPage.objects.filter(photo__in=wanted).order_by("photo", "number")
    for page, photo, number in further.values_list("pk", "photo", "number"):
        url, what = reverse("groups:photo", args=[photo]), f"{wanted[photo]}, {number}"
        yield Item(f"photos/{photo}-{number}.jpg", what, partial(_page, page), url)


def _photo(pk: int) -> bytes:
    return bytes(Photo.objects.values_list("content", flat=True).get(pk=pk))


def _page(pk: int) -> bytes:
    return bytes(PhotoPage.objects.values_list("content", flat=True).get(pk=pk))


def _office_page(pk: int) -> bytes:
    return bytes(OfficePage.objects.values_list("content", flat=True).get(pk=pk))


def _trail(award: Award) -> bytes:
    return packed(award_data(award))


def _ledger(group: Group) -> bytes:
    """All books and entries of a group, with the fields its chain is computed over."""
    chain = getattr(group, "chain", None)
    books = Book.objects.filter(group=group).order_by("pk")
    entries = Entry.objects.filter(group=group).order_by("sequence")
    return packed(
        {
            "group": {"id": group.pk, "name": str(group)},
            "awards": group.awards.count(),
            "chain": [chain.sequence, bytes(chain.digest).hex()] if chain else [0, ""],
            "books": [
                [book.pk, book.kind, book.name, book.membership_id, book.balance] for book in books
            ],
            "entries": [_entry(entry) for entry in entries.iterator(chunk_size=2_000)],
            "people": dict(_names(group)),
        }
    )


def _names(group: Group) -> Iterable[tuple]:
    return group.memberships.values_list("pk", "person__name")


def _entry(entry: Entry) -> list:
    """An entry in the field order of `finance.reports.integrity.StoredEntry`, without the group."""
    moment = entry.posted_at
    return [
        entry.pk,
        entry.sequence,
        bytes(entry.digest).hex(),
        entry.date.isoformat(),
        entry.debit_id,
        entry.credit_id,
        entry.amount,
        entry.membership_id or 0,
        entry.meeting_id or 0,
        entry.reverses_id or 0,
        entry.corrects_id or 0,
        entry.posted_by_id,
        timegm(moment.utctimetuple()) * 1_000_000 + moment.microsecond,
        entry.note,
    ]
