"""Record a training; say who of a group took part."""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Region, User
from foundation.days import require_past_day
from foundation.rules import RuleBroken, refusals_in_words
from groups.coaching.models import Trained, Training
from groups.coaching.rules.visits import require_members_then
from groups.models import Group, Membership


@transaction.atomic
def record_training(
    *,
    office: Region,
    date: datetime.date,
    place: str,
    topics: str,
    trainer: str,
    hours: int,
    today: datetime.date,
    by: User,
) -> Training:
    require_past_day(date, today=today)
    with refusals_in_words():
        return Training.objects.create(
            office=office,
            date=date,
            place=place,
            topics=topics,
            trainer=trainer,
            hours=hours,
            by=by,
        )


@transaction.atomic
def name_trained(
    *, training: Training, group: Group, present: Collection[Membership], by: User
) -> int:
    """Of this group these members took part, and no others; how many."""
    if not group.village_id.startswith(f"{training.office_id}."):
        raise RuleBroken(_("This group is of another district than the training."))
    Group.objects.select_for_update().get(pk=group.pk)
    rows = {row.membership_id: row for row in training.trained.filter(membership__group=group)}
    require_members_then(group, [each for each in present if each.pk not in rows], training.date)
    chosen = {each.pk for each in present}
    Trained.objects.bulk_create(
        Trained(training=training, membership=each) for each in present if each.pk not in rows
    )
    for pk, row in rows.items():
        if row.took_part != (pk in chosen):
            row.took_part = pk in chosen
            row.save(update_fields=["took_part"])
    return len(chosen)
