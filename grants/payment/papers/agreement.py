"""Content of the agreement and integrity pact (NPHD)."""

from django.utils.translation import gettext as _

from foundation.formatting import day
from grants.payment.models import Budget, BudgetLine
from grants.selection.models import Award
from groups.models import Membership
from papers.content import Signature, Table, content, official


@official
def agreement_content(award: Award, budget: Budget, chair: Membership) -> dict:
    return content(
        title=_("Grant agreement and integrity pact"),
        about=str(award.group),
        facts=[
            (_("Group"), str(award.group)),
            (_("Village"), award.group.village.name),
            (_("Represented by"), _("%(name)s, chair") % {"name": chair.person.name}),
            (_("Decree"), f"{award.decree.paper.number}, {day(award.decree.date)}"),
        ],
        paragraphs=[*_uses(award), *_pact()],
        tables=[plan_table(budget)],
        amount=award.amount,
        signatures=[
            Signature(_("Chair"), chair.person.name, str(award.group)),
            Signature(_("For the office")),
        ],
        data={"award": award.pk, "budget": budget.pk, "amount": award.amount},
    )


def plan_table(budget: Budget) -> Table:
    """The lines paid by the grant, and their sum."""
    lines = [each for each in budget.lines.all() if each.source == BudgetLine.Source.GRANT]
    return Table(
        heading=_("Budget plan"),
        columns=[_("Item"), _("Quantity"), _("Price each"), _("Amount")],
        rows=[
            [each.item, f"{each.quantity} {each.unit}", each.price, each.total] for each in lines
        ],
        total=[_("Together"), "", "", budget.from_grant],
    )


def _uses(award: Award) -> list[str]:
    days = award.round.report_days
    return [
        _("The office pays the grant whole, by bank, into the account in the group's name."),
        _("The group buys what its budget plan says, and nothing else from this money."),
        _("The plan changes before buying only, by a meeting and with the verifier's word."),
        _("The group keeps a receipt of each purchase and shows it to the office at any time."),
        _("The group hands in its report within %(days)s days after the payment.") % {"days": days},
        _("What is not spent goes back to the office by bank."),
        _("Without a report: three letters, then help is held back and the money asked back."),
    ]


def _pact() -> list[str]:
    return [
        _("Integrity pact: no part of the grant is given to anybody for having helped to get it."),
        _("Chair, secretary and treasurer answer together for what is done with the money."),
    ]
