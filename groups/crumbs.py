"""Breadcrumbs of the pages of a group."""

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.acts import Crumb
from groups.models import Group, Membership


def group_crumbs(group: Group) -> list[Crumb]:
    return [
        Crumb(_("Groups"), reverse("groups:groups")),
        Crumb(group, reverse("finance:group_overview", args=[group.pk])),
    ]


def member_crumbs(membership: Membership) -> list[Crumb]:
    page = reverse("groups:member", args=[membership.pk])
    return [*group_crumbs(membership.group), Crumb(membership, page)]
