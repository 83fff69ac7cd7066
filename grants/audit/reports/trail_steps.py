"""One step of a trail: what, how much, by whom, on which paper, with doubts."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from finance.models import Entry
from foundation.formatting import day, rupiah
from grants.payment.models import LineNote, Match, UndoneMatch, UndoneNote
from grants.payment.reports.suggestions import Suggestion
from groups.models import Photo
from papers.models import Paper


@dataclass(frozen=True)
class TrailFact:
    label: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class TrailStep:
    """`doubts` lists what does not fit; empty if all does. `looks`: what the auditor looks at."""

    anchor: str
    title: str
    amount: int | None
    by: str
    at: datetime.datetime
    facts: list[TrailFact] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)


def doubt(fits: bool, words: str) -> list[str]:
    return [] if fits else [words]


def step(
    anchor: str,
    title: str,
    row: Any,
    amount: int | None = None,
    facts: Iterable[TrailFact] = (),
    doubts: Iterable[str] = (),
) -> TrailStep:
    """Build a step; `row` is the record of the act, with who and when."""
    return TrailStep(anchor, str(title), amount, row.by.name, row.at, list(facts), list(doubts))


def step_of_note(note: LineNote) -> TrailStep:
    """The step of a bank line that was explained as paid twice or wrongly."""
    line = note.line
    said = f"{day(line.date)}, {line.written}, {line.reference}"
    facts = [TrailFact(_("Line of the bank"), said), TrailFact(_("Explanation"), note.explanation)]
    facts += [on_paper(note.paper)] if note.paper else []
    title = _("Line of the bank: %(what)s") % {"what": note.get_kind_display()}
    return step(f"line-{line.pk}", title, note, line.amount, facts)


def step_of_loose(row: Suggestion) -> TrailStep:
    """The step of a bank line that may be about the grant, but counts for nothing of it."""
    line, note = row.line, getattr(row.line, "note", None)
    said = f"{day(line.date)}, {line.written}, {line.reference} {line.text} {line.counter_name}"
    facts = [TrailFact(_("Line of the bank"), " ".join(said.split()))]
    if note:
        facts.append(TrailFact(str(note.get_kind_display()), note.explanation))
    facts += [on_paper(note.paper)] if note and note.paper else []
    made, by = (note, note.by) if note else (line.file, line.file.by)
    title = _("Line of the bank, set aside") if note else _("Line of the bank, not explained yet")
    return TrailStep(
        f"line-{line.pk}", title, line.amount, by.name, made.at, facts, looks=[row.label]
    )


def step_of_undone(undone: UndoneMatch) -> TrailStep:
    """The step of a wrong match that was undone."""
    line = undone.line
    facts = [
        TrailFact(_("Line of the bank"), f"{day(line.date)}, {line.written}, {line.reference}"),
        TrailFact(_("Matched by"), f"{undone.matched_by.name}, {day(undone.matched_at)}"),
        TrailFact(_("Reason"), undone.reason),
        in_books(undone.reversal),
    ]
    return step(f"undone-{undone.pk}", _("Match undone"), undone, line.amount, facts)


def step_of_undone_note(undone: UndoneNote) -> TrailStep:
    """The step of an explanation of a bank line that was taken back."""
    line = undone.line
    facts = [
        TrailFact(_("Line of the bank"), f"{day(line.date)}, {line.written}, {line.reference}"),
        TrailFact(_("Explained by"), f"{undone.explained_by.name}, {day(undone.explained_at)}"),
        TrailFact(_("Explanation"), undone.explanation),
        TrailFact(_("Reason"), undone.reason),
    ]
    facts += [on_paper(undone.paper)] if undone.paper else []
    title = _("Explanation taken back")
    return step(f"undone-note-{undone.pk}", title, undone, line.amount, facts)


def on_paper(paper: Paper) -> TrailFact:
    url = reverse("papers:paper", args=[paper.pk])
    return TrailFact(paper.get_kind_display(), f"{paper.number}, {day(paper.date)}", url)


def in_books(entry: Entry) -> TrailFact:
    number = _("Entry no. %(number)s") % {"number": entry.sequence}
    text = f"{number}, {entry.debit.label} ← {entry.credit.label}, {rupiah(entry.amount)}"
    return TrailFact(_("In the books"), text, reverse("finance:entry", args=[entry.pk]))


def on_photo(label: str, photo: Photo | None) -> list[TrailFact]:
    if not photo:
        return []
    return [TrailFact(label, _("See the photo"), reverse("groups:photo", args=[photo.pk]))]


def step_of_match(match: Match, amount: int) -> TrailStep:
    line = match.line
    facts = [
        TrailFact(_("Line of the bank"), f"{day(line.date)}, {line.written}, {line.reference}"),
        TrailFact(
            _("File of the bank"),
            _("%(file)s, line %(place)s") % {"file": line.file, "place": line.place},
        ),
    ]
    facts += [in_books(match.entry)] if match.entry else []
    facts += [on_paper(match.paper)] if match.paper else []
    whole = abs(line.amount) == amount or (
        match.transfer is not None and match.transfer.line_notes.exists()
    )
    fits = whole and (not match.entry or match.entry.amount == amount)
    return step(
        f"line-{line.pk}",
        _("Line of the bank: %(what)s") % {"what": match.get_kind_display()},
        match,
        line.amount,
        facts,
        doubt(fits, _("Bank and books do not agree.")),
    )
