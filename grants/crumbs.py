"""Breadcrumbs of the pages of grants."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.acts import Crumb
from foundation.texts import Text
from grants.models import Award, Candidacy, Round
from groups.models import Group


def of_group(user: User, group: Group) -> list[Crumb]:
    """The crumb of the group, linked for users who may open it: a cashier may not."""
    may_open = user.has_perm("groups.view_group", group)
    page = reverse("finance:group_overview", args=[group.pk]) if may_open else ""
    return [Crumb(group, page)]


def of_award(user: User, award: Award) -> list[Crumb]:
    page = reverse("grants:spending", args=[award.pk])
    return [*of_group(user, award.group), Crumb(_("Use of the grant"), page)]


def of_selection() -> list[Crumb]:
    return [Crumb(_("Selection"), reverse("grants:rounds"))]


def of_quotas() -> list[Crumb]:
    return [*of_selection(), Crumb(_("Quotas"), reverse("grants:quotas"))]


def of_programmes() -> list[Crumb]:
    return [*of_selection(), Crumb(_("Programmes"), reverse("grants:programmes"))]


def of_waiting(text: Text, key: str) -> list[Crumb]:
    """The list of all that waits so."""
    return [Crumb(text, reverse("grants:waiting", args=[key]))]


def of_payments() -> list[Crumb]:
    return [Crumb(_("Payments"), reverse("grants:disbursements"))]


def of_round(selection_round: Round) -> list[Crumb]:
    page = reverse("grants:round", args=[selection_round.pk])
    return [*of_selection(), Crumb(selection_round.name, page)]


def of_candidacy(candidacy: Candidacy) -> list[Crumb]:
    page = reverse("grants:candidacy", args=[candidacy.pk])
    return [*of_round(candidacy.round), Crumb(candidacy.group, page)]


def of_ranking(selection_round: Round) -> list[Crumb]:
    page = reverse("grants:ranking", args=[selection_round.pk])
    return [*of_round(selection_round), Crumb(_("Ranking"), page)]


def of_bank() -> list[Crumb]:
    return [Crumb(_("Bank statement"), reverse("grants:bank"))]


def of_audit(selection_round: Round | None = None) -> list[Crumb]:
    crumbs = [Crumb(_("Trail and audit"), reverse("grants:audit"))]
    if selection_round:
        page = reverse("grants:audit_round", args=[selection_round.pk])
        crumbs.append(Crumb(selection_round, page))
    return crumbs
