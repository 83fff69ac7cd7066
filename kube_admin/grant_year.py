"""What each role does in a grant year, for the help page."""

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
    (
        Role.OPERATOR,
        [
            _("Register the groups of your village, with their members."),
            _("Give a member the link to sign in: it is shown once."),
            _("Look at the groups and members of your village. Money is not shown to you."),
        ],
    ),
    (
        Role.AUDITOR,
        [
            _("Follow one grant from the quota to the last receipt, under Audit."),
            _("See who changed what, and check that no entry was altered."),
            _("Take the audit file of a round or a group, and write down its digest."),
            _("Check such a file: whole, unchanged, and the one that the office wrote down."),
            _("Search each letter and decree by a part of its number."),
        ],
    ),
    (
        Role.PROVINCE,
        [
            _("Enter the quota of each district, and correct it until a round rests on it."),
            _("Follow rounds, payments and reports of all districts. You change nothing there."),
        ],
    ),
    (
        Role.ADMINISTRATOR,
        [
            _("Add users and hand over their link: it works once."),
            _("Give roles with territory and days. End a role when somebody leaves."),
            _("A lost password or phone: make a new link, and hand it over in person."),
            _("You see no groups and no money: who gives roles may not use them there."),
        ],
    ),
]
