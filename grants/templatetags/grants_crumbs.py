"""The way to a page of a grant, for pages that are no page of an act.

Without `here`, the page's own name, the last step of the way is the page itself.
"""

from django import template

from foundation.acts import Crumb
from grants import crumbs
from grants.models import Award, Candidacy, Round
from groups.models import Group

register = template.Library()


def _ending(way: list[Crumb], here: object) -> dict:
    return {"crumbs": [*way, Crumb(here)] if here else [*way[:-1], Crumb(way[-1].text)]}


@register.inclusion_tag("components/crumbs.html", takes_context=True)
def grant_crumbs(context, group: Group, here: object) -> dict:
    return _ending(crumbs.of_group(context["user"], group), here)


@register.inclusion_tag("components/crumbs.html", takes_context=True)
def award_crumbs(context, award: Award, here: object = "") -> dict:
    return _ending(crumbs.of_award(context["user"], award), here)


@register.inclusion_tag("components/crumbs.html")
def selection_crumbs(here: object) -> dict:
    return _ending(crumbs.of_selection(), here)


@register.inclusion_tag("components/crumbs.html")
def programmes_crumbs(here: object) -> dict:
    return _ending(crumbs.of_programmes(), here)


@register.inclusion_tag("components/crumbs.html")
def payments_crumbs(here: object) -> dict:
    return _ending(crumbs.of_payments(), here)


@register.inclusion_tag("components/crumbs.html")
def round_crumbs(selection_round: Round, here: object) -> dict:
    return _ending(crumbs.of_round(selection_round), here)


@register.inclusion_tag("components/crumbs.html")
def candidacy_crumbs(candidacy: Candidacy) -> dict:
    return _ending(crumbs.of_candidacy(candidacy), "")


@register.inclusion_tag("components/crumbs.html")
def ranking_crumbs(selection_round: Round, here: object = "") -> dict:
    return _ending(crumbs.of_ranking(selection_round), here)


@register.inclusion_tag("components/crumbs.html")
def bank_crumbs(here: object) -> dict:
    return _ending(crumbs.of_bank(), here)


@register.inclusion_tag("components/crumbs.html")
def audit_crumbs(here: object, selection_round: Round | None = None) -> dict:
    return _ending(crumbs.of_audit(selection_round), here)
