"""Whether the end of a group may be asked for or signed now."""

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from groups.forming.models import EndAsk
from groups.models import Group


def open_end(group: Group) -> EndAsk | None:
    rows = group.end_asks.open().select_related("group__village", "receiver", "meeting", "by")
    return rows.last()


def require_no_open_end(group: Group) -> None:
    if group.has_ended:
        raise RuleBroken(_("This group has ended."))
    if open_end(group):
        raise RuleBroken(_("An end of this group was asked for already. The head decides."))


def require_end_asked(group: Group) -> EndAsk:
    if (ask := open_end(group)) is None:
        raise RuleBroken(_("No end of a group waits for a decree here."))
    return ask


def require_end_signable(group: Group, by: User) -> EndAsk:
    ask = require_end_asked(group)
    if ask.by_id == by.pk:
        raise RuleBroken(_("Who asked for an end may not sign it."))
    return ask
