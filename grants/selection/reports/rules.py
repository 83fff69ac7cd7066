"""Labels for a copy of rules."""

from typing import Any

from django.utils.translation import gettext as _

from foundation.formatting import day, rupiah
from foundation.texts import Text
from grants.selection.rules.requirements import NAMES, RULES, rules_of
from groups.models import Programme
from groups.models.programmes import Near, Stage


def side_by_side(*programmes: Programme) -> list[tuple[str, list[str], bool]]:
    """Each rule that one of these asks: its name, the words of each, whether they differ."""
    asked = [dict(of_programme(each)) for each in programmes]
    names = list(dict.fromkeys(name for each in asked for name in each))
    rows = [(name, [each.get(name, "–") for each in asked]) for name in names]
    return [(name, words, len(set(words)) > 1) for name, words in rows]


def of_programme(programme: Programme) -> list[tuple[str, str]]:
    """The days, the rules and the grant of a programme, as words."""
    words: list[tuple[Text, str]] = [(_("Since"), day(programme.since))]
    if programme.until:
        words.append((_("Until before"), day(programme.until)))
    words += in_words(rules_of(programme))
    if programme.amount_a_member:
        words.append((_("Grant a member"), rupiah(programme.amount_a_member)))
    elif programme.amount:
        words.append((_("Grant a group"), rupiah(programme.amount)))
    return [(str(name), said) for name, said in words]


def in_words(rules: dict[str, Any]) -> list[tuple[Text, str]]:
    """The rules of a copy as labels, without those that require nothing."""
    words = {
        "size": _("%(least_members)s to %(most_members)s members"),
        "ages": _("%(youngest)s to %(oldest)s years"),
        "poverty_list": _("%(poverty_list)s, deciles 1 to %(deciles)s")
        if rules.get("deciles")
        else "%(poverty_list)s",
        "heads": _("Each the head of the family or its main earner"),
        "married": _("Each married, or was"),
        "occupations": _("None of these: %(barred_occupations)s"),
        "aid": _("No member had a part in a grant before"),
        "waiting_months": _("%(waiting_months)s months or more"),
        "closed_months": _("%(closed_months)s months or more"),
        "active": _("A meeting in the last %(silent_months)s months"),
        "stage": str(Stage(rules["stage_needed"]).label) if rules.get("stage_needed") else "",
        "once_only": _("One grant a group"),
        "officers": _("Chair, secretary, treasurer"),
        "families": _("Nobody else of the family is a member"),
        "nik": _("16 digits, with a date that exists"),
        "sanctions": _("No round is closed to the group"),
    }
    asked: list[tuple[Text, str]] = [
        (NAMES[name], words[name] % rules)
        for name, (key, _rule) in RULES.items()
        if rules.get(key) and words[name]
    ]
    if rules.get("members_live"):
        asked.append((_("Where members live"), str(Near(rules["members_live"]).label)))
    if rules.get("two_scores"):
        asked.append((_("Scores"), _("By two verifiers, neither knowing the other's")))
    return asked
