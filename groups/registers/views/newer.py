"""What newer registers say of members: another decile, dead, moved away or not valid."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import paginate
from groups.models import Membership
from groups.registers.reports.away import members_away
from groups.registers.reports.deciles import changed_deciles
from groups.registers.reports.newer_columns import away_columns, decile_columns

VIEW = "groups.view_register"


@permission_required(VIEW, raise_exception=True)
@require_safe
def list_changes(request):
    members = Membership.objects.listed_for(request.user).filter(until=None)
    return _listed(
        request,
        decile_columns(),
        changed_deciles(members, request.user),
        file_name=_("changed deciles"),
        title=_("What newer lists change for members"),
        lead=_(
            "Members looked up before, whom the newest list puts in another decile or leaves out."
            " What stands for a round is the look-up: look them up again."
        ),
        nobody=_("No newer list says otherwise."),
    )


@permission_required(VIEW, raise_exception=True)
@require_safe
def list_away(request):
    return _listed(
        request,
        away_columns(),
        members_away(Membership.objects.listed_for(request.user), request.user),
        file_name=_("members dead or moved"),
        title=_("Members whom the register says are dead or moved"),
        lead=_(
            "By the newest register of the village where each lives, or not valid in the registry."
            " Ask the family, then settle with the group."
        ),
        nobody=_("The registers say this of no member."),
    )


def _listed(request, columns, rows, *, file_name, **words):
    listed = OfficeList(request, columns)
    rows = listed.sorted(rows)
    if request.GET.get("table") == "xlsx":
        return table_file(file_name, *listed.table(rows))
    page = paginate(rows, request.GET.get("page"))
    return render(
        request, "groups/of_newer_registers.html", {"listed": listed, "page": page, **words}
    )
