"""Filter of the list of spending reports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.filters import Filter
from grants.way.reports.report_list import STATES


class ReportFilter(Filter):
    """Filters of the list of reports."""

    SHOW = [
        ("", _("All")),
        ("soon", _("Due in 30 days")),
        ("overdue", _("Overdue")),
        *STATES.items(),
    ]

    q = forms.CharField(label=_("Group or village"), required=False, max_length=60)
    show = forms.ChoiceField(label=_("Show"), choices=SHOW, required=False)
