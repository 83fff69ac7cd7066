"""Queries on programmes, and who may change one."""

from django.db.models import Count, QuerySet

from accounts.models import User
from groups.models import Group, Programme


def programmes_listed() -> QuerySet[Programme]:
    """Programmes, newest first, with the number of groups and rounds that use each."""
    return Programme.objects.annotate(
        group_count=Count("groups", distinct=True), round_count=Count("rounds", distinct=True)
    ).order_by("-since", "pk")


def is_changed_by(user: User, programme: Programme) -> bool:
    """Whether the user has the permission in every territory where the programme is used."""
    verb = "groups.change_programme"
    mine = Group.objects.visible_to(user, verb)
    if programme.groups.exclude(pk__in=mine.order_by().values("pk")).exists():
        return False
    districts = {quota.district for quota in programme.quotas.in_force().select_related("district")}
    return user.has_perm(verb) and all(user.has_perm(verb, each) for each in districts)
