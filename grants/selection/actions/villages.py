"""Correct the village of a group that was registered in the wrong one."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Region, User
from foundation.rules import RuleBroken, refusals_in_words
from groups.models import Group, Household


@transaction.atomic
def correct_village(*, group: Group, village: Region, by: User) -> Group:
    """Move a group, and its families of the same village, while no paper and no round names it."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    if group.village_id == village.pk:
        raise RuleBroken(_("The group is in this village already."), field="village")
    if group.papers.exists() or group.candidacies.exists():
        raise RuleBroken(_("A round or a paper names the village. It stays."))
    families = Household.objects.filter(village=group.village_id, persons__memberships__group=group)
    Household.objects.filter(pk__in=families.values("pk")).update(village=village)
    group.village = village
    with refusals_in_words():
        group.save(update_fields=["village"])
    return group
