"""A member's page of the group's grant."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils import timezone

from grants.way.reports.my_grant import my_grants, spoken


@permission_required("grants.view_own_grant", raise_exception=True)
def my_grant(request):
    grants = my_grants(request.user)
    context = {"grants": grants, "spoken": spoken(grants), "now": timezone.now()}
    return render(request, "grants/my_grant.html", context)
