"""The grant year as each role lives it, for the help page."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment
from foundation.texts import Text

Role = Assignment.Role
GRANT_YEAR: list[tuple[Role, list[Text]]] = [
    (
        Role.FACILITATOR,
        [
            _("Propose the groups that meet every rule, and bring their papers."),
            _("Enter the budget plan (RAB) that a meeting chose."),
            _("After the decree: keep the signed agreement, enter the bank account."),
            _("When the money arrived: record the handover (BAST), then each purchase."),
            _("Write the spending report (LPJ), have it signed, send it in time."),
            _("Give back what is left, and visit after 3, 6 and 12 months."),
        ],
    ),
    (
        Role.VERIFIER,
        [
            _("Declare whether you are related to the group, then visit it and score it."),
            _("Check the bank account against the bank's letter."),
            _("Look at changed budget plans."),
            _("Review each report: accept it, or say what is to be mended."),
            _("Send the letters when a report is overdue."),
        ],
    ),
    (
        Role.HEAD,
        [
            _("Open the round on a quota, with its calendar and papers."),
            _("Close the scoring, publish the list, answer objections."),
            _("Propose the list to the head of office."),
            _("Make the agreement with each group."),
        ],
    ),
    (
        Role.APPROVER,
        [
            _("Read the proposed list. Sign the decree, or give the list back with a reason."),
            _("Decide what follows when all letters were sent and no report came."),
        ],
    ),
    (
        Role.CASHIER,
        [
            _("Draw up the order to pay, then pay each group by the account on the slip."),
            _("Import the bank's statement. Another cashier matches what you paid."),
            _("Explain lines that are no grant."),
        ],
    ),
]
