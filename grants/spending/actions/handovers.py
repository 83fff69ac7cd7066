"""The handover (BAST) of a grant that arrived."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.batches import Batch, act_on_each
from foundation.days import require_day
from foundation.rules import refusals_in_words
from grants.selection.models import Award
from grants.spending.models import Handover
from grants.spending.papers.handover import handover_content
from grants.spending.rules.handovers import require_handover_open
from groups.photos import Picture, keep_photo
from groups.rules.officers import require_chair
from papers.actions import issue_paper
from papers.models import Paper


@transaction.atomic
def record_handover(
    *,
    award: Award,
    date: datetime.date,
    witnesses: str,
    photo: Picture,
    today: datetime.date,
    by: User,
) -> Handover:
    """Record that the group signed for its grant, with witnesses and a photo."""
    arrived = require_handover_open(award)
    require_day(date, today=today, first=arrived.date, why=_("The grant was paid on %(day)s."))
    chair = require_chair(award.group, date)
    with refusals_in_words(
        grants_handover_after_it_arrived=_("The bank returned this grant a moment ago.")
    ):
        kept = keep_photo(group=award.group, picture=photo, by=by)
        said: dict[str, Any] = {"date": date, "chair": chair, "witnesses": witnesses, "photo": kept}
        paper = issue_paper(
            Paper.Kind.HANDOVER,
            office=award.round.district,
            content=handover_content(award, arrived, by=by, **said),
            date=date,
            group=award.group,
            by=by,
        )
        return Handover.objects.create(award=award, paper=paper, by=by, **said)


@transaction.atomic
def record_handovers(
    *,
    photos: Iterable[tuple[Award, Picture]],
    date: datetime.date,
    witnesses: str,
    today: datetime.date,
    by: User,
) -> Batch[tuple[Award, Picture], Handover]:
    """Record the handovers of one day, each group with its own photo and by itself."""

    def record(row: tuple[Award, Picture]) -> Handover:
        award, photo = row
        return record_handover(
            award=award, date=date, witnesses=witnesses, photo=photo, today=today, by=by
        )

    return act_on_each(photos, record)
