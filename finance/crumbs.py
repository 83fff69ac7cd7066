"""Breadcrumbs of the finance pages of a group."""

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.acts import Crumb
from groups.models import Group


def cash_crumbs(group: Group) -> list[Crumb]:
    return [_overview(group), Crumb(_("Cash"), reverse("finance:cash", args=[group.pk]))]


def books_crumbs(group: Group) -> list[Crumb]:
    return [_overview(group), Crumb(_("All books"), reverse("finance:books", args=[group.pk]))]


def periods_crumbs(group: Group) -> list[Crumb]:
    page = reverse("finance:periods", args=[group.pk])
    return [_overview(group), Crumb(_("Close the books"), page)]


def members_crumbs(group: Group) -> list[Crumb]:
    return [_overview(group), Crumb(_("Members"), reverse("groups:members", args=[group.pk]))]


def meetings_crumbs(group: Group) -> list[Crumb]:
    return [Crumb(group, reverse("groups:meetings", args=[group.pk]))]


def _overview(group: Group) -> Crumb:
    return Crumb(group, reverse("finance:group_overview", args=[group.pk]))
