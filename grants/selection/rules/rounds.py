"""What a round or a quota allows now; actions ask it first, pages before they show a form."""

import datetime
from functools import partial
from itertools import pairwise

from django.utils.translation import gettext as _

from accounts.duties import require_apart
from accounts.models import User
from foundation.across import Rule
from foundation.formatting import day, dotted, rupiah
from foundation.rules import RuleBroken
from grants.selection.models import (
    Award,
    Candidacy,
    Decree,
    Publication,
    Quota,
    Ranking,
    Round,
    Withdrawal,
)
from grants.selection.rules.objections import require_objections_over
from groups.forming.rules.steps import require_formed_by_decree
from groups.models import Group, Instrument, Programme


def require_running(selection_round: Round) -> None:
    if closing := selection_round.closing_or_none:
        raise RuleBroken(_("This round was closed: %(reason)s") % {"reason": closing.reason})


def require_in_its_years(programme: Programme, year: int) -> None:
    """Require a year in which the programme runs, for a quota of it."""
    last = programme.until and programme.until - datetime.timedelta(days=1)
    if year < programme.since.year:
        text = _("%(programme)s begins on %(day)s. Write that year or a later one.")
        figures = {"programme": programme, "day": day(programme.since)}
    elif last and year > last.year:
        text = _("%(programme)s ends on %(day)s. Write that year or an earlier one.")
        figures = {"programme": programme, "day": day(last)}
    else:
        return
    raise RuleBroken(text % figures, field="year")


def require_quota_in_force(quota: Quota) -> None:
    if quota.withdrawal_or_none is None:
        return
    alike = Quota.objects.in_force().filter(
        programme=quota.programme_id, district=quota.district_id, year=quota.year
    )
    if now := alike.filter(version__gt=quota.version).first():
        figures = {"places": now.places, "amount": rupiah(now.amount)}
        raise RuleBroken(
            _("This quota was corrected: it is %(places)s groups of %(amount)s now.") % figures
        )
    raise RuleBroken(_("This quota was withdrawn already."))


def require_places_left(quota: Quota) -> None:
    require_quota_in_force(quota)
    if quota.places_left() < 1:
        raise RuleBroken(_("All places of this quota are in rounds already."))


def opening_rules(quota: Quota, today: datetime.date) -> list[Rule]:
    """What a round that opens on the quota must keep, by the fields it is about."""
    days = ["opened_on", "proposals_until", "visits_until", "decision_until", "payment_until"]
    return [
        Rule(("name",), partial(require_new_name, quota)),
        Rule(("places",), partial(require_places, quota)),
        Rule(("amount",), partial(require_amount, quota)),
        Rule(("instrument",), require_of_points),
        *(Rule(pair, partial(require_order, field=pair[1])) for pair in pairwise(days)),
        *(Rule((name,), partial(require_a_day, name)) for name in ("report_days", "mend_days")),
        Rule(("objection_days",), require_day_to_object),
        Rule(("proposals_until",), partial(require_to_come, today)),
    ]


def require_new_name(quota: Quota, name: str) -> None:
    alike = Round.objects.filter(quota=quota, closing=None, name__iexact=name.strip())
    if alike.exists():
        raise RuleBroken(
            _("A round of this programme and year has this name. Give it another."), field="name"
        )


def require_places(quota: Quota, places: int) -> None:
    left = quota.places_left()
    if places > left:
        said = _("The quota has %(left)s places left.") % {"left": dotted(left)}
        raise RuleBroken(said, field="places")


def require_amount(quota: Quota, amount: int) -> None:
    if amount > quota.amount:
        raise RuleBroken(
            _("The quota gives a group %(amount)s at most.") % {"amount": rupiah(quota.amount)},
            field="amount",
        )


def require_of_points(instrument: Instrument) -> None:
    if instrument.for_old_results:
        raise RuleBroken(
            _("This instrument is for old results only. Choose another."), field="instrument"
        )
    if not Instrument.objects.of_points().filter(pk=instrument.pk).exists():
        raise RuleBroken(
            _("This instrument does not give points of 100. Choose another."), field="instrument"
        )


def require_order(before: datetime.date, after: datetime.date, *, field: str) -> None:
    """Require the last days in the order of the steps."""
    if after < before:
        raise RuleBroken(_("Choose %(day)s or a later day.") % {"day": day(before)}, field=field)


def require_a_day(field: str, days: int) -> None:
    if days < 1:
        raise RuleBroken(_("Leave at least one day."), field=field)


def require_day_to_object(days: int) -> None:
    if days < 1:
        text = _("Leave at least one day for objections, or nobody can object.")
        raise RuleBroken(text, field="objection_days")


def require_to_come(today: datetime.date, proposals_until: datetime.date) -> None:
    if proposals_until < today:
        raise RuleBroken(_("This day is over. Choose today or later."), field="proposals_until")


def require_unused(quota: Quota) -> None:
    """Require that no round rests on the quota: it may be withdrawn or corrected."""
    require_quota_in_force(quota)
    if quota.rounds.filter(closing=None).exists():
        raise RuleBroken(quota_is_used())


def quota_is_used() -> str:
    return _("A round rests on this quota. Close the round first, if it was a mistake.")


def require_before_its_list(selection_round: Round) -> None:
    """Require that the round may be closed as a mistake."""
    if selection_round.is_closed:
        raise RuleBroken(_("This round was closed already."))
    if selection_round.publication_or_none or selection_round.list_proposals.exists():
        raise RuleBroken(list_is_out())


def list_is_out() -> str:
    return _("The list of this round is out. A round is closed before its list only.")


def require_proposer(selection_round: Round, by: User) -> None:
    """Require a user with no other duty in the round."""
    require_apart("propose_group", selection_round.district_id, by=by, round=selection_round)


def require_proposable(
    selection_round: Round, group: Group, today: datetime.date, by: User
) -> None:
    require_proposer(selection_round, by)
    require_running(selection_round)
    if today < selection_round.opened_on:
        raise RuleBroken(
            _("This round opens on %(day)s. Propose the group then.")
            % {"day": day(selection_round.opened_on)}
        )
    if today > selection_round.proposals_until:
        raise RuleBroken(
            _("Groups could be proposed until %(day)s.")
            % {"day": day(selection_round.proposals_until)}
        )
    if Ranking.objects.filter(round=selection_round).exists():
        raise RuleBroken(_("This round is ranked already. No group comes in any more."))
    if not f"{group.village_id}.".startswith(f"{selection_round.district_id}."):
        raise RuleBroken(_("This group is in another district."))
    require_formed_by_decree(group)
    if selection_round.candidacies.filter(group=group).exists():
        raise RuleBroken(_("This group is proposed already."))


def require_here(candidacy: Candidacy) -> None:
    """Require a group that did not leave its round, which was not closed."""
    require_running(candidacy.round)
    if Withdrawal.objects.filter(candidacy=candidacy).exists():
        raise RuleBroken(_("This group left the round."))


def require_in_the_round(candidacy: Candidacy) -> None:
    """Require a group that neither left the round nor stands in the decree."""
    if candidacy.is_withdrawn:
        raise RuleBroken(_("This group has left the round already."))
    if Award.objects.in_force().filter(candidacy=candidacy).exists():
        raise RuleBroken(is_decreed())


def is_decreed() -> str:
    return _("The decree names this group. Only an addendum takes it off.")


def require_scoring_over(selection_round: Round, date: datetime.date) -> None:
    """Require that the scoring may be closed on that day, and is not yet."""
    require_running(selection_round)
    if Ranking.objects.filter(round=selection_round).exists():
        raise RuleBroken(_("The scoring of this round is closed already."))
    if date <= selection_round.proposals_until:
        text = _("Groups may be proposed until %(day)s. Close the scoring after that day.")
        raise RuleBroken(text % {"day": day(selection_round.proposals_until)})


def require_publishable(selection_round: Round) -> None:
    require_running(selection_round)
    if not Ranking.objects.filter(round=selection_round).exists():
        raise RuleBroken(_("Close the scoring first."))
    if Publication.objects.filter(round=selection_round).exists():
        raise RuleBroken(_("The list is public already."))


def require_listable(selection_round: Round, date: datetime.date) -> None:
    """Require that a list may be proposed on that day."""
    require_running(selection_round)
    if Decree.objects.filter(round=selection_round).exists():
        raise RuleBroken(_("The decree is signed. Propose an addendum instead."))
    if selection_round.list_proposals.filter(returned=None, decree=None).exists():
        raise RuleBroken(list_waits())
    require_objections_over(selection_round, date)


def is_year_over(selection_round: Round, date: datetime.date) -> bool:
    return date.year > selection_round.year


def require_addendum(selection_round: Round, date: datetime.date, by: User) -> None:
    """Require a decree from which a group may still leave, in its budget year."""
    require_apart("propose_list", by=by, round=selection_round)
    if not Decree.objects.filter(round=selection_round).exists():
        raise RuleBroken(_("This round has no decree yet."))
    if is_year_over(selection_round, date):
        raise RuleBroken(_("The budget year is over. The reserve no longer moves up."))
    awards = Award.objects.in_force().filter(round=selection_round).select_related("disbursement")
    if all(award.has_payment_in_force for award in awards):
        raise RuleBroken(_("All groups of the decree are paid. An addendum takes no grant back."))


def list_waits() -> str:
    return _("A list waits for the head of office already.")


def require_signer(selection_round: Round, by: User) -> None:
    """Require a user who may sign the decrees of the round, by duties in it."""
    require_apart("sign_decree", selection_round.district_id, by=by, round=selection_round)
