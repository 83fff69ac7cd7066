"""The agreement with a group and its integrity pact (NPHD), required before any payment."""

import datetime
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.batches import Batch, act_on_each
from foundation.days import require_day
from foundation.formatting import rupiah
from foundation.rules import RuleBroken, refusals_in_words
from grants.payment.models import Agreement, Budget
from grants.payment.papers.agreement import agreement_content
from grants.payment.rules.budgets import require_standing_meeting
from grants.selection.models import Award
from groups.rules.officers import require_chair
from papers.actions import issue_paper
from papers.models import Paper


@transaction.atomic
def sign_agreement(
    *, award: Award, date: datetime.date, today: datetime.date, by: User
) -> Agreement:
    """Issue the agreement that office and chair sign: use, report, refund, sanctions."""
    _require_in_force(award)
    require_day(date, today=today, first=award.decree.date, why=_("The decree is of %(day)s."))
    budget = _exact_budget(award)
    chair = require_chair(award.group, date)
    with refusals_in_words(
        grants_agreement_plan_is_the_grant=_(
            "The plan or the decree changed a moment ago. Look at them again."
        )
    ):
        paper = issue_paper(
            Paper.Kind.AGREEMENT,
            office=award.round.district,
            content=agreement_content(award, budget, chair, date=date, by=by),
            date=date,
            group=award.group,
            by=by,
        )
        return Agreement.objects.create(award=award, date=date, chair=chair, paper=paper, by=by)


@transaction.atomic
def sign_agreements(
    *, awards: Iterable[Award], date: datetime.date, today: datetime.date, by: User
) -> Batch[Award, Agreement]:
    """Draw up the agreements of many groups, each by itself."""
    sign = partial(sign_agreement, date=date, today=today, by=by)
    return act_on_each(awards, lambda award: sign(award=award))


def _require_in_force(award: Award) -> None:
    if award.is_revoked:
        raise RuleBroken(_("This grant was taken back by an addendum to the decree."))
    if award.has_agreement:
        raise RuleBroken(_("This group has its agreement already."))


def _exact_budget(award: Award) -> Budget:
    """The plan in force; raises RuleBroken unless its grant lines sum to the grant exactly."""
    budget = Budget.objects.filter(candidacy=award.candidacy_id).in_force().first()
    if budget is None:
        raise RuleBroken(_("The group has no budget plan yet. Ask its facilitator."))
    require_standing_meeting(budget)
    if budget.from_grant != award.amount:
        raise RuleBroken(
            _("The plan says %(planned)s, the decree %(grant)s. Change the plan first.")
            % {"planned": rupiah(budget.from_grant), "grant": rupiah(award.amount)}
        )
    return budget
