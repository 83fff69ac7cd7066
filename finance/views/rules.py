"""The amounts that members of a group pay."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from finance.actions import rules as actions
from finance.crumbs import cash_crumbs
from finance.forms.rules import RulesForm
from foundation.access import get_permitted
from foundation.acts import act_page, posted
from foundation.formatting import day
from groups.models import Group


def change_rules(request, pk):
    group = get_permitted(request, Group, "finance.change_rules", pk=pk)
    form = RulesForm(group, posted(request))
    return act_page(
        request,
        form=form,
        act=partial(actions.change_rules, group=group, by=request.user),
        done=lambda _made: _("Agreed from %(day)s on.") % {"day": day(form.cleaned_data["since"])},
        then=reverse("finance:change_rules", args=[pk]),
        title=_("Rules of dues and savings"),
        lead=_("What the group agreed that each member pays."),
        button=_("Save the rules"),
        icon="check",
        crumbs=cash_crumbs(group),
        back=reverse("finance:cash", args=[pk]),
        template="finance/change_rules.html",
        context={
            "savings_rules": group.savings_rules.select_related("made_by"),
            "dues_rules": group.dues_rules.select_related("made_by"),
            "savings_now": form.savings_rule,
            "dues_now": form.dues_rule,
        },
    )
