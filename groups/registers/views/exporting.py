"""The rows of a register as an Excel table with whole numbers."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from accounts.accesses import note_access
from accounts.models import Access
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.exports import table_file
from foundation.lists import OfficeList
from groups.registers import crumbs
from groups.registers.actions import exporting as actions
from groups.registers.forms.exporting import ExportRegisterForm
from groups.registers.forms.search import RowsFilter
from groups.registers.reports.findings import Findings
from groups.registers.reports.lists import ROW_ORDER, row_columns
from groups.registers.rules.loading import require_in_force
from groups.registers.views.loading import WITH_VILLAGE, rows_shown


@sensitive_variables()
def export_register(request, pk):
    """The rows that the page of rows showed: its filter is in the address."""
    register = get_permitted(request, WITH_VILLAGE, "groups.export_register", pk=pk)
    shown = rows_shown(Findings(register, request.user), **RowsFilter(request).chosen)
    rows = list(shown.order_by(*ROW_ORDER)) if request.method == "POST" else []
    return act_page(
        request,
        form=ExportRegisterForm(posted(request)),
        act=partial(actions.export_register, register=register, rows=rows, by=request.user),
        guard=partial(require_in_force, register),
        then=partial(_file, request, register),
        title=_("Download with whole NIK and KK"),
        lead=f"{register.dated}, {register.village.long_name}",
        button=_("Download"),
        icon="download",
        crumbs=crumbs.of_register(register),
        back=reverse("groups:register_rows", args=[pk]),
        template="groups/export_register.html",
        context={"exports": register.exports.select_related("by").order_by("-pk")[:20]},
    )


@sensitive_variables()
def _file(request, register, rows):
    """In the response to the POST, so that it has no address of its own."""
    note_access(Access.Kind.REVEALED, request, request.user)
    listed = OfficeList(request, row_columns(whole=True, numbers=("nik", "kk")))
    return table_file(str(register), *listed.table(rows))
