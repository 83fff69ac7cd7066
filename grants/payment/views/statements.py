"""Import statements, and map the columns of tables."""

import json

from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.http import FileResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.pagination import paginate
from foundation.rules import shown_on
from grants import crumbs
from grants.payment.actions import statements as actions
from grants.payment.bank_files import unreadable
from grants.payment.bank_tables import guess, headings_of
from grants.payment.forms.bank import ColumnsForm, OfficeAccountForm, SampleForm, StatementForm
from grants.payment.models import BankFile, OfficeAccount


@permission_required("grants.import_statement", raise_exception=True)
def import_statement(request):
    accounts = OfficeAccount.objects.visible_to(request.user, "grants.import_statement")

    def act(account, file):
        return actions.import_statement(
            account=account,
            name=file.name,
            content=file.read(actions.LARGEST + 1),
            today=timezone.localdate(),
            by=request.user,
        )

    return act_page(
        request,
        form=StatementForm(accounts, posted(request), request.FILES or None),
        act=act,
        done=imported_message,
        title=_("Send a bank statement"),
        button=_("Send the statement"),
        icon="in",
        crumbs=crumbs.of_bank(),
        back=reverse("grants:bank"),
        template="grants/import_statement.html",
        context={"accounts": accounts.select_related("office")},
    )


def imported_message(done: actions.Imported) -> str:
    figures = {"new": done.new, "known": done.known}
    new = ngettext("%(new)s line is new.", "%(new)s lines are new.", done.new) % figures
    if not done.new:
        return _("All lines of this file are here already. Nothing was added.")
    if not done.known:
        return new
    return new + " " + _("%(known)s were here already.") % figures


@permission_required("grants.import_statement", raise_exception=True)
def add_office_account(request):
    return act_page(
        request,
        form=OfficeAccountForm(request.user, posted(request)),
        done=lambda account: _("%(account)s is kept.") % {"account": account},
        title=_("Account of the office"),
        lead=_("The account that grants are paid from."),
        button=_("Save the account"),
        icon="bank",
        crumbs=crumbs.of_bank(),
        back=reverse("grants:import_statement"),
    )


def name_columns(request, pk):
    """Map columns in two steps: upload a sample for its headings, then choose."""
    rows = OfficeAccount.objects.select_related("office")
    account = get_permitted(request, rows, "grants.import_statement", pk=pk)
    form: ColumnsForm | SampleForm
    if "headings" in request.POST:
        form = ColumnsForm(account, posted(request))
    else:
        form = sample = SampleForm(posted(request), request.FILES or None)
        if sample.is_valid():
            with shown_on(sample):
                form = form_of(read_headings(sample.cleaned_data["file"]), account)
    asks = isinstance(form, SampleForm)
    return act_page(
        request,
        form=form,
        done=_("Kept. Send the table now."),
        title=_("Columns of a table"),
        lead=account,
        button=_("Read the headings") if asks else _("Save the columns"),
        crumbs=crumbs.of_bank(),
        back=reverse("grants:import_statement"),
    )


def read_headings(file) -> list[str]:
    if file.size > actions.LARGEST:
        raise unreadable(_("It is larger than 10 MB. Take a shorter time."))
    return headings_of(file.read())


def form_of(headings: list[str], account: OfficeAccount) -> ColumnsForm:
    kept = {name: each for name, each in account.columns.items() if each in headings}
    known = guess(headings) | kept
    return ColumnsForm(account, initial={"headings": json.dumps(headings)} | known)


@permission_required("grants.view_statementline", raise_exception=True)
def bank_files(request):
    rows = BankFile.objects.visible_to(request.user, "grants.view_statementline")
    rows = rows.defer("content").select_related("account__office", "by").annotate(Count("lines"))
    rows = rows.order_by("-at", "-pk")
    page = paginate(rows, request.GET.get("page"))
    return render(request, "grants/bank_files.html", {"page": page})


def download_bank_file(request, pk):
    """Download the original file."""
    rows = BankFile.objects.select_related("account__office")
    file = get_permitted(request, rows, "grants.view_statementline", pk=pk)
    return FileResponse(
        [bytes(file.content)],
        as_attachment=True,
        filename=file.name,
        content_type="application/octet-stream",
    )
