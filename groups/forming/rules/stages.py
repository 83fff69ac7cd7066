"""To which stages a group may move, and what must be true for it (domain.md §3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from foundation.texts import Text
from groups.forming.models import StageAsk, StageCheck
from groups.models import Group
from groups.models.programmes import Stage

SILENT_MONTHS = 6
CLOSED_MONTHS = 12
POINTS = {Stage.DEVELOPING: 201, Stage.INDEPENDENT: 301}  # of an assessment, to be in that stage
MOVES: dict[str, list[str]] = {
    Stage.INACTIVE: [Stage.GROWING],
    Stage.GROWING: [Stage.DEVELOPING, Stage.INACTIVE],
    Stage.DEVELOPING: [Stage.INDEPENDENT, Stage.GROWING, Stage.INACTIVE],
    Stage.INDEPENDENT: [Stage.DEVELOPING, Stage.INACTIVE],
}
ORDER = list(MOVES)


@dataclass(frozen=True)
class Move:
    """A group, the stage it is in, and one it may move to."""

    group: int
    now: str
    to: str

    @property
    def is_up(self) -> bool:
        """To a better stage among those of active groups."""
        return Stage.INACTIVE not in (self.now, self.to) and ORDER.index(self.to) > ORDER.index(
            self.now
        )

    @property
    def is_down(self) -> bool:
        return Stage.INACTIVE not in (self.now, self.to) and not self.is_up

    @property
    def limit(self) -> int:
        """The points that part the two stages."""
        return POINTS[Stage(self.to if self.is_up else self.now)]


@dataclass(frozen=True)
class Fact:
    """Something that must be true to move; None where nothing says whether it is."""

    name: Text
    met: bool | None
    text: Text


def moves_of(group: Group) -> list[Move]:
    return [Move(group.pk, group.stage, to) for to in MOVES[group.stage]]


def all_met(facts: Sequence[Fact]) -> bool:
    return bool(facts) and all(fact.met for fact in facts)


def open_ask(group: Group) -> StageAsk | None:
    return group.stage_asks.open().select_related("checked", "decision", "by").last()


def require_no_open_ask(group: Group) -> None:
    if open_ask(group):
        raise RuleBroken(_("Another stage was asked for already. Wait until it is decided."))


def require_stage_checkable(group: Group, by: User) -> StageAsk:
    ask = open_ask(group)
    if ask is None or ask.check_or_none:
        raise RuleBroken(_("No stage waits for a check here."))
    if ask.by_id == by.pk or group.facilitations.filter(facilitator=by).exists():
        raise RuleBroken(
            _("Who asks for a stage or facilitates the group may not check it. Ask another one.")
        )
    return ask


def require_stage_signable(group: Group, by: User) -> StageCheck:
    ask = open_ask(group)
    check = ask and ask.check_or_none
    if ask is None or not check:
        raise RuleBroken(_("No stage waits for a decree here."))
    if by.pk in (ask.by_id, check.by_id):
        raise RuleBroken(_("Who asked for a stage or checked it may not sign it."))
    return check
