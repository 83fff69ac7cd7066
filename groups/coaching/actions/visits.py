"""Record a coaching visit; correct it by a later row."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken, refusals_in_words
from groups.coaching.models import CoachedMember, CoachingPhoto, CoachingVisit
from groups.coaching.models.visits import MOST_PHOTOS
from groups.coaching.rules.visits import (
    require_members_then,
    require_next_step,
    require_standing,
    require_visit_day,
)
from groups.models import Group, Membership, Photo
from groups.photos import Picture, keep_photo


@transaction.atomic
def record_coaching(
    *,
    group: Group,
    date: datetime.date,
    present: Sequence[Membership] = (),
    photos: Sequence[Picture] = (),
    today: datetime.date,
    by: User,
    **said: Any,
) -> CoachingVisit:
    """Record a visit; `said` are the texts and the next step, by the names of their fields."""
    require_visit_day(group, date, today=today)
    kept = [keep_photo(group=group, picture=picture, by=by) for picture in photos]
    return _write(group, date, present, kept, by=by, **said)


@transaction.atomic
def correct_coaching(
    *,
    visit: CoachingVisit,
    date: datetime.date,
    present: Sequence[Membership] = (),
    photos: Sequence[Picture] = (),
    reason: str,
    today: datetime.date,
    by: User,
    **said: Any,
) -> CoachingVisit:
    """Write the visit anew, with a reason; the photos stay and `photos` are added."""
    require_standing(visit)
    if date != visit.date:
        require_visit_day(visit.group, date, today=today)
    if visit.photos.count() + len(photos) > MOST_PHOTOS:
        words = _("At most %(most)s photos.") % {"most": MOST_PHOTOS}
        raise RuleBroken(words, field="photos")
    added = [keep_photo(group=visit.group, picture=each, by=by) for each in photos]
    kept = [*visit.photos.all(), *added]
    said |= {"corrects": visit, "reason": reason}
    with refusals_in_words(groups_coachingvisit_corrects_id_key=_("This visit was corrected.")):
        return _write(visit.group, date, present, kept, by=by, **said)


def _write(
    group: Group,
    date: datetime.date,
    present: Sequence[Membership],
    photos: Sequence[Photo],
    **row: Any,
) -> CoachingVisit:
    require_next_step(date, row.get("next_step", ""), row.get("next_on"))
    require_members_then(group, present, date)
    visit = CoachingVisit.objects.create(group=group, date=date, **row)
    CoachedMember.objects.bulk_create(
        CoachedMember(visit=visit, membership=each) for each in present
    )
    CoachingPhoto.objects.bulk_create(CoachingPhoto(visit=visit, photo=each) for each in photos)
    return visit
