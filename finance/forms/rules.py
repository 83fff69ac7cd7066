"""Form for a group's savings and dues rules."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from finance.forms.doubts import too_many_times
from finance.forms.fields import RupiahField
from finance.forms.money import DayField
from foundation.doubts import AskOnceForm
from foundation.submissions import SubmitOnceForm
from groups.models import Group

AMOUNTS = ("principal", "mandatory", "dues")
USUAL = 50_000  # of a group without rules
A_YEAR = datetime.timedelta(days=366)


class RulesForm(AskOnceForm, SubmitOnceForm):
    """Initially the rules in force; 0 is allowed."""

    since = DayField(label=_("holds from"))
    principal = RupiahField(label=_("principal savings (pokok), once"))
    mandatory = RupiahField(label=_("mandatory savings (wajib) a meeting"))
    dues = RupiahField(label=_("dues (IKS) a meeting"))

    def __init__(self, group: Group, data=None):
        today = timezone.localdate()
        self.savings_rule = group.savings_rules.in_force(today)
        self.dues_rule = group.dues_rules.in_force(today)
        now: dict[str, int] = {}
        if savings := self.savings_rule:
            now |= {"principal": savings.principal, "mandatory": savings.mandatory}
        if self.dues_rule:
            now["dues"] = self.dues_rule.amount
        super().__init__(data, initial=now)
        self.order_fields(["since", *AMOUNTS, "sure"])

    def doubt(self, data):
        for name in AMOUNTS:
            if question := too_many_times(data[name], self.initial.get(name, USUAL)):
                return name, question
        return None

    def clean_since(self):
        since = self.cleaned_data["since"]
        if since > timezone.localdate() + A_YEAR:
            raise ValidationError(_("This day is more than a year away. Check the year."))
        return since
