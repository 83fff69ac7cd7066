"""The office's own bank accounts."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.access import get_permitted, permitted
from foundation.acts import act_page, posted
from foundation.submissions import SubmitOnceForm
from grants import crumbs
from grants.payment.actions import office_accounts as actions
from grants.payment.forms.statements import OfficeAccountForm
from grants.payment.models import OfficeAccount
from grants.payment.rules.office_accounts import require_changeable, require_confirmable
from grants.selection.forms.rounds import EndingForm

ACCOUNTS = OfficeAccount.objects.select_related("office", "by", "confirmed_by")


@permitted("grants.import_statement")
def add_office_account(request):
    words = _("%(account)s is kept. Another cashier confirms it.")
    return act_page(
        request,
        form=OfficeAccountForm(request.user, posted(request)),
        act=partial(actions.add_office_account, by=request.user),
        done=lambda account: words % {"account": account},
        title=_("Account of the office"),
        lead=_("The account that grants are paid from."),
        button=_("Save the account"),
        icon="bank",
        crumbs=crumbs.of_bank(),
        back=reverse("grants:import_statement"),
    )


def confirm_office_account(request, pk):
    account = get_permitted(request, ACCOUNTS.all(), "grants.import_statement", pk=pk)
    said = {"account": account, "name": account.by or "–"}
    return act_page(
        request,
        form=SubmitOnceForm(posted(request)),
        guard=partial(require_confirmable, account, request.user),
        act=partial(actions.confirm_office_account, account=account, by=request.user),
        done=_("The account is confirmed. Its statements may be sent."),
        title=_("Is this the account of the office?"),
        lead=_("%(account)s, typed by %(name)s. Compare it with the bank's paper.") % said,
        button=_("Confirm the account"),
        icon="check",
        crumbs=crumbs.of_bank(),
        back=reverse("grants:import_statement"),
    )


def correct_office_account(request, pk):
    account = get_permitted(request, ACCOUNTS.all(), "grants.import_statement", pk=pk)
    return act_page(
        request,
        form=OfficeAccountForm(request.user, posted(request), account=account),
        guard=partial(require_changeable, account),
        act=partial(actions.correct_office_account, account=account, by=request.user),
        done=_("The account is corrected. Another cashier confirms it."),
        title=_("Correct the account"),
        lead=account,
        button=_("Save the account"),
        crumbs=crumbs.of_bank(),
        back=reverse("grants:import_statement"),
    )


def remove_office_account(request, pk):
    account = get_permitted(request, ACCOUNTS.all(), "grants.import_statement", pk=pk)
    return act_page(
        request,
        form=EndingForm(posted(request)),
        guard=partial(require_changeable, account),
        act=partial(actions.remove_office_account, account=account, by=request.user),
        done=_("The account is removed."),
        title=_("Remove this account?"),
        lead=account,
        button=_("Remove the account"),
        crumbs=crumbs.of_bank(),
        back=reverse("grants:import_statement"),
    )
