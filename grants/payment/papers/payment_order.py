"""Content of a payment order (SPP, SPM, SP2D)."""

import datetime

from django.utils.translation import gettext as _

from foundation.formatting import day
from grants.payment.models import BankAccount
from grants.selection.models import Award, Round
from papers.content import Table, content, official
from papers.models import Official
from papers.office import duty_signature
from papers.wording import filled, words_of


@official
def order_content(
    selection_round: Round,
    accounts: dict[Award, BankAccount],
    spm: str,
    sp2d: str,
    date: datetime.date,
) -> dict:
    """`accounts` has the bank account of each grant; full numbers, because the bank needs them."""
    total = sum(award.amount for award in accounts)
    decrees = {award.decree.paper.number: day(award.decree.date) for award in accounts}
    return content(
        title=_("List of payments ordered"),
        about=str(selection_round),
        facts=[
            (_("SPM number"), spm),
            *([(_("SP2D number"), sp2d)] if sp2d else []),
            *((_("Decree"), f"{number}, {date}") for number, date in decrees.items()),
        ],
        paragraphs=filled(words_of(selection_round.district)["payment_order_text"]),
        tables=[
            Table(
                columns=[_("Group"), _("Village"), _("Bank"), _("Account number"), _("Amount")],
                rows=[_row(award, account) for award, account in accounts.items()],
                total=[_("Together"), "", "", "", total],
            )
        ],
        amount=total,
        signatures=[
            duty_signature(selection_round.district, date, duty)
            for duty in (Official.Duty.TREASURER, Official.Duty.BUDGET_USER)
        ],
        data={
            "round": selection_round.pk,
            "awards": {str(award.pk): account.pk for award, account in accounts.items()},
        },
    )


def _row(award: Award, account: BankAccount) -> list:
    group = award.group
    return [str(group), group.village.name, account.bank, account.number, award.amount]
