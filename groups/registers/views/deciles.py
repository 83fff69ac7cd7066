"""What a newer list of poor families changed for members."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import paginate
from groups.models import Membership
from groups.registers.reports.deciles import changed_deciles
from groups.registers.reports.lists import decile_columns

VIEW = "groups.view_register"


@permission_required(VIEW, raise_exception=True)
@require_safe
def list_changes(request):
    members = Membership.objects.listed_for(request.user).filter(until=None)
    listed = OfficeList(request, decile_columns())
    rows = listed.sorted(changed_deciles(members, request.user))
    if request.GET.get("table") == "xlsx":
        return table_file(_("changed deciles"), *listed.table(rows))
    page = paginate(rows, request.GET.get("page"))
    return render(request, "groups/list_changes.html", {"listed": listed, "page": page})
