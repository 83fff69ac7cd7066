"""Content of the agreement and integrity pact (NPHD)."""

import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import quantity
from grants.payment.models import BankAccount, Budget, BudgetLine
from grants.selection.models import Award
from groups.models import Membership
from papers.agreements import AgreementSays, agreement_of
from papers.content import Table, official
from papers.office import letterhead_now
from papers.wording import words_of


@official
def agreement_content(
    award: Award, budget: Budget, chair: Membership, *, date: datetime.date, by: User
) -> dict:
    office = award.round.district
    says = AgreementSays(
        group=str(award.group),
        seat=award.group.village.long_name,
        chair=chair.person.name,
        program=str(award.round),
        decree=award.decree.paper.number,
        decree_date=award.decree.date,
        amount=award.amount,
        account=_account(award),
        report_days=award.round.report_days,
        plan=plan_table(budget),
        data={"award": award.pk, "budget": budget.pk, "amount": award.amount},
    )
    return agreement_of(
        says, office=office, head=letterhead_now(office), words=words_of(office), date=date, by=by
    )


def _account(award: Award) -> str:
    """The group's account that no verifier refused; before there is one, that it follows."""
    account = BankAccount.objects.filter(group=award.group_id).not_refused().first()
    if account is None:
        return _("the group's account, which a verifier checks before the payment")
    return f"{account.bank} {account.number} a.n. {account.holder}"


def plan_table(budget: Budget) -> Table:
    """The lines paid by the grant, and their sum."""
    lines = [each for each in budget.lines.all() if each.source == BudgetLine.Source.GRANT]
    return Table(
        columns=[_("Item"), _("Quantity"), _("Price each"), _("Amount")],
        rows=[
            [each.item, f"{quantity(each.quantity)} {each.unit}", each.price, each.total]
            for each in lines
        ],
        total=[_("Together"), "", "", budget.from_grant],
    )
