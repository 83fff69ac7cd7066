"""Import statements, and look at the files that were imported."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.db.models import Exists, OuterRef
from django.http import FileResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.access import get_permitted, permitted
from foundation.acts import act_page, posted
from foundation.bodies import FILES, takes_files
from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import paginate
from grants import crumbs
from grants.payment.actions import statements as actions
from grants.payment.forms.bank_files import BankFileFilter
from grants.payment.forms.statements import StatementForm
from grants.payment.models import BankFile, OfficeAccount
from grants.payment.reports.bank_file_list import ORDER, bank_file_columns, files_listed
from grants.payment.reports.bank_files import balances_of, doubtful_lines, gaps_of
from grants.payment.rules.files import require_withdrawable
from grants.payment.statements.headings import SHIPPED
from grants.selection.forms.rounds import EndingForm

VIEW = "grants.view_statementline"


@permitted("grants.import_statement")
@takes_files(FILES)
def import_statement(request):
    accounts = OfficeAccount.objects.visible_to(request.user, "grants.import_statement").in_force()
    sent = BankFile.objects.in_force().filter(account=OuterRef("pk"))

    def act(account, file, spent, earned):
        return actions.import_statement(
            account=account,
            name=file.name,
            content=file.read(actions.LARGEST + 1),
            spent=spent,
            earned=earned,
            today=timezone.localdate(),
            by=request.user,
        )

    return act_page(
        request,
        form=StatementForm(accounts, posted(request), request.FILES or None),
        act=act,
        done=imported_message,
        then=after_import,
        title=_("Send a bank statement"),
        button=_("Send the statement"),
        icon="in",
        crumbs=crumbs.of_bank(),
        back=reverse("grants:bank"),
        template="grants/import_statement.html",
        context={
            "accounts": accounts.select_related("office").annotate(is_used=Exists(sent)),
            "banks": ", ".join(sorted({profile.bank for profile in SHIPPED})),
        },
    )


def after_import(done: actions.Imported) -> str:
    """The lines to work off; the file first, if some of it was left out or a statement misses."""
    if done.file.left_out or done.file.gaps:
        return reverse("grants:bank_file", args=[done.file.pk])
    return reverse("grants:bank")


def imported_message(done: actions.Imported) -> str:
    figures = {"new": done.new, "known": done.known}
    new = ngettext("%(new)s line is new.", "%(new)s lines are new.", done.new) % figures
    if not done.new and not done.known:
        return _("This statement has no lines.")
    if not done.new:
        return _("All lines of this file are here already. Nothing was added.")
    if not done.known:
        return new
    return new + " " + _("%(known)s were here already.") % figures


@permission_required(VIEW, raise_exception=True)
def bank_files(request):
    mine = BankFile.objects.visible_to(request.user, VIEW)
    chosen = BankFileFilter(request, mine)
    listed = OfficeList(request, bank_file_columns(), ORDER)
    rows = listed.ordered(files_listed(chosen.qs))
    if chosen.wants_table:
        return table_file(_("Files of the bank"), *listed.table(rows))
    page = paginate(rows, request.GET.get("page"))
    context = {"filter": chosen.form, "listed": listed, "page": page}
    return render(request, "grants/bank_files.html", context, status=chosen.status)


def bank_file(request, pk):
    """A file: what was read of it, what was left out, where the balances do not join."""
    file = get_permitted(request, files_listed(BankFile.objects.all()), VIEW, pk=pk)
    context = {
        "file": file,
        "balances": balances_of(file),
        "gaps": gaps_of(file),
        "page": paginate(file.left_out, request.GET.get("page")),
    }
    return render(request, "grants/bank_file.html", context)


def withdraw_statement(request, pk):
    rows = BankFile.objects.defer("content").select_related("account__office", "withdrawal")
    file = get_permitted(request, rows, "grants.import_statement", pk=pk)
    return act_page(
        request,
        form=EndingForm(posted(request)),
        guard=lambda: require_withdrawable(file, doubtful_lines(file), request.user),
        act=partial(actions.withdraw_statement, file=file, by=request.user),
        done=_("The file is taken back. It may be sent again."),
        title=_("Take this file back?"),
        lead=f"{file.account} · {file.name}",
        button=_("Take the file back"),
        crumbs=crumbs.of_bank(),
        back=reverse("grants:bank_file", args=[pk]),
    )


def download_bank_file(request, pk):
    """Download the original file."""
    rows = BankFile.objects.select_related("account__office")
    file = get_permitted(request, rows, VIEW, pk=pk)
    return FileResponse(
        [bytes(file.content)],
        as_attachment=True,
        filename=file.name,
        content_type="application/octet-stream",
    )
