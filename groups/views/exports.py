"""The members of a group as an Excel table."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from accounts.accesses import note_access
from accounts.models import Access
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.exports import table_file
from groups.actions import exports as actions
from groups.crumbs import group_crumbs
from groups.forms.exports import OWN, SIKS, ExportForm
from groups.models import Group
from groups.reports.member_table import own_table, siks_table


@sensitive_variables()
def export_members(request, pk):
    group = get_permitted(request, Group, "groups.view_membership", pk=pk)
    whole = request.user.has_perm("groups.reveal_number", group)
    form = ExportForm(posted(request), may_reveal=whole)
    return act_page(
        request,
        form=form,
        act=partial(actions.export_members, group=group, by=request.user),
        then=partial(_file, request, group),
        title=_("Download the members"),
        lead=group,
        button=_("Download"),
        icon="download",
        crumbs=group_crumbs(group),
        back=reverse("groups:members", args=[pk]),
    )


@sensitive_variables()
def _file(request, group, rows):
    """In the response to the POST, so that it has no address of its own."""
    table = request.POST["table"]
    if table != OWN:
        note_access(Access.Kind.REVEALED, request, request.user)
    columns, cells = siks_table(rows) if table == SIKS else own_table(rows, whole=table != OWN)
    return table_file(_("members of %(group)s") % {"group": group}, columns, cells)
