"""A verifier's acts on a candidacy: declare, visit, check requirements."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.answers import Answer
from foundation.batches import Batch, act_on_each
from foundation.rules import RuleBroken, refusals_in_words
from grants.selection.models import (
    Candidacy,
    Declaration,
    Finding,
    Visit,
    VisitPhoto,
)
from grants.selection.papers.visit import visit_content
from grants.selection.rules.verification import (
    require_to_declare,
    require_verifier,
    require_visit_day,
)
from groups.models import Facilitation
from groups.photos import Picture, keep_photo
from papers.actions import issue_paper
from papers.models import Paper


@transaction.atomic
def declare(*, candidacy: Candidacy, related: bool, relation: str = "", by: User) -> Declaration:
    """Declare no conflict of interest, or step back and name it."""
    require_to_declare(candidacy, by)
    relation = relation.strip()
    if related and not relation:
        raise RuleBroken(_("Write which relation binds you."), field="relation")
    if not related:
        _require_no_facilitator(candidacy, by)
    with refusals_in_words():
        return Declaration.objects.create(
            candidacy=candidacy, related=related, relation=relation if related else "", by=by
        )


@transaction.atomic
def declare_many(*, answers: Iterable[Answer], by: User) -> Batch[Answer, Declaration]:
    """Declare on many groups, each by itself."""

    def declare_one(said: Answer) -> Declaration:
        return declare(candidacy=said.row, related=said.answer == "yes", relation=said.note, by=by)

    return act_on_each(answers, declare_one)


def _require_no_facilitator(candidacy: Candidacy, by: User) -> None:
    if Facilitation.objects.filter(group=candidacy.group_id, facilitator=by).exists():
        raise RuleBroken(_("You facilitate or facilitated this group. Ask another verifier."))


@transaction.atomic
def record_visit(
    *,
    candidacy: Candidacy,
    date: datetime.date,
    place: str,
    people: int,
    books_seen: str,
    animals: int | None = None,
    notes: str = "",
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    photos: Iterable[Picture] = (),
    today: datetime.date,
    by: User,
) -> Visit:
    """Record a visit and issue its minutes; the position is optional."""
    require_verifier(candidacy, by)
    require_visit_day(candidacy, today, date)
    observed = {
        "date": date,
        "place": place,
        "people": people,
        "animals": animals,
        "books_seen": books_seen,
        "notes": notes,
    }
    kept = [keep_photo(group=candidacy.group, picture=picture, by=by) for picture in photos]
    paper = issue_paper(
        Paper.Kind.VISIT,
        office=candidacy.round.district,
        content=visit_content(candidacy, by=by, photos=kept, **observed),
        date=today,
        group=candidacy.group,
        by=by,
    )
    visit = Visit.objects.create(
        candidacy=candidacy, latitude=latitude, longitude=longitude, paper=paper, by=by, **observed
    )
    VisitPhoto.objects.bulk_create(VisitPhoto(visit=visit, photo=photo) for photo in kept)
    return visit


@transaction.atomic
def check_requirement(
    *,
    candidacy: Candidacy,
    rule: str,
    result: str,
    evidence: str,
    list_version: str = "",
    by: User,
) -> Finding:
    """Record a verifier's finding on one requirement; it overrides the computed result."""
    require_verifier(candidacy, by)
    if not evidence.strip():
        raise RuleBroken(_("Write what shows it, or why the exception."), field="evidence")
    return Finding.objects.create(
        candidacy=candidacy,
        rule=rule,
        result=result,
        evidence=evidence.strip(),
        list_version=list_version,
        by=by,
    )
