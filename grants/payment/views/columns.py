"""Say what the columns of a bank's tables are, and look at what is then read."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.bodies import FILES, takes_files
from foundation.rules import shown_on
from grants import crumbs
from grants.payment.actions import statements as actions
from grants.payment.forms.statements import ColumnsForm, SampleForm, packed
from grants.payment.models import OfficeAccount
from grants.payment.reports.bank_files import lines_read
from grants.payment.statements.headings import Headings, guess
from grants.payment.statements.lines import Refused, Statement
from grants.payment.statements.reading import headings_of
from grants.payment.statements.table import read_table

SHOWN_ROWS = 6  # of the table, below its headings
READ_ROWS = 40  # what is read back before the mapping is kept


def name_columns(request, pk):
    """Send a table, say what its columns are, look at what is read (`look`), keep it (`sure`)."""
    rows = OfficeAccount.objects.select_related("office")
    account = get_permitted(request, rows, "grants.import_statement", pk=pk)
    form = columns_form(request, account)
    table = shown_rows(form) if isinstance(form, ColumnsForm) else None
    looks = isinstance(form, ColumnsForm) and form.is_bound and "sure" not in request.POST
    if isinstance(form, ColumnsForm) and looks and (statement := look(form)):
        return confirm_columns(request, form, statement)
    return act_page(
        request,
        form=form,
        done=_("Kept. Send the table now."),
        title=_("Columns of a table"),
        lead=account,
        button=_("Look at what is read") if table else _("Read the headings"),
        crumbs=crumbs.of_bank(),
        back=reverse("grants:import_statement"),
        template="grants/name_columns.html",
        context={"table": table},
    )


@takes_files(FILES)
def columns_form(request, account: OfficeAccount) -> SampleForm | ColumnsForm:
    """The form of the step: for the table, or for its columns."""
    if "change" in request.POST:
        return ColumnsForm(account, initial=request.POST.dict())
    if "sample" in request.POST:
        return ColumnsForm(account, posted(request))
    form = SampleForm(posted(request), request.FILES or None)
    if form.is_valid():
        with shown_on(form):
            return form_of(read_headings(form.cleaned_data["file"], account), account)
    return form


def read_headings(file, account: OfficeAccount) -> Headings:
    if file.size > actions.LARGEST:
        raise Refused(_("It is larger than 10 MB. Take a shorter time."))
    found = headings_of(file.read(), account.profiles)
    if not found:
        raise Refused(_("It has no row of headings."))
    return found[0]


def form_of(headings: Headings, account: OfficeAccount) -> ColumnsForm:
    known = guess(headings.names, headings.rows[headings.last_row :])
    chosen = {**headings.profile.columns} if headings.profile.bank else known
    more = {"day_order": account.day_order, "without_balances": account.without_balances}
    return ColumnsForm(account, initial={"sample": packed(headings, READ_ROWS)} | chosen | more)


def shown_rows(form: ColumnsForm) -> dict:
    return {"names": form.names, "rows": form.rows[form.first : form.first + SHOWN_ROWS]}


def look(form: ColumnsForm) -> Statement | None:
    """Read the first rows with the chosen columns; None with the mistakes on the form."""
    if not form.is_valid():
        return None
    try:
        return read_table(form.headings)
    except Refused as refusal:
        words = {"row": refusal.row, "why": refusal.why}
        form.add_error(None, _("Row %(row)s: %(why)s") % words if refusal.row else refusal.why)
        return None


def confirm_columns(request, form: ColumnsForm, statement: Statement):
    """Render what was read, with the choices repeated for the button `sure`."""
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "account": form.account,
        "lines": lines_read(statement.lines),
        "left_out": statement.left_out,
        "typed": [(name, value) for name, value in sent if name != "csrfmiddlewaretoken"],
    }
    return render(request, "grants/name_columns_confirm.html", context)
