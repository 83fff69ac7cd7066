"""What a group agreed its members pay."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from finance.actions import rules
from finance.forms.rules import RulesForm
from foundation.access import get_permitted
from foundation.formatting import day
from foundation.submissions import submit_once
from groups.models import Group


def change_rules(request, pk):
    group = get_permitted(request, Group, "finance.change_rules", pk=pk)
    savings, dues = (
        rows.in_force(timezone.localdate()) for rows in (group.savings_rules, group.dues_rules)
    )
    form = RulesForm(
        request.POST or None,
        initial={
            "principal": savings.principal if savings else None,
            "mandatory": savings.mandatory if savings else None,
            "dues": dues.amount if dues else None,
        },
    )

    def act(**typed):
        rules.change_rules(group=group, **typed, by=request.user)
        messages.success(request, _("Agreed from %(day)s on.") % {"day": day(typed["since"])})
        return reverse("finance:change_rules", args=[group.pk])

    if request.method == "POST" and (done := submit_once(request, form, act)):
        return done
    context = {
        "group": group,
        "form": form,
        "savings_rules": group.savings_rules.select_related("made_by"),
        "dues_rules": group.dues_rules.select_related("made_by"),
        "savings_now": savings,
        "dues_now": dues,
    }
    status = 422 if form.is_bound else 200
    return render(request, "finance/change_rules.html", context, status=status)
