"""Labels for a copy of rules."""

from typing import Any

from django.utils.translation import gettext as _

from foundation.texts import Text
from grants.selection.rules.requirements import NAMES, RULES
from groups.models.programmes import Near, Stage


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
