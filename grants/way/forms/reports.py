"""Filter of the list of spending reports."""

import datetime

import django_filters
from django.utils.translation import gettext_lazy as _

from grants.selection.forms.filters import year_filter
from grants.selection.models import Award, Round
from grants.way.reports.report_list import STATES, Annotations, is_shown
from groups.forms.rows import GroupRowsFilter


class ReportFilter(GroupRowsFilter):
    """Filters of the list of reports."""

    SHOW = [("soon", _("Due in 30 days")), ("overdue", _("Overdue")), *STATES.items()]

    show = django_filters.ChoiceFilter(
        label=_("Show"), choices=SHOW, empty_label=_("All"), method="in_state"
    )
    round = django_filters.ModelChoiceFilter(label=_("Round"), empty_label=_("All"))
    year = year_filter()

    class Meta:
        model = Award
        fields = ["q", "show", "round", "year", "subdistrict", "facilitator"]

    def __init__(self, request, awards, found: Annotations, today: datetime.date) -> None:
        super().__init__(request, awards)
        self.found, self.today = found, today
        rounds = Round.objects.filter(awards__in=awards.order_by()).distinct()
        self.filters["round"].queryset = rounds

    def in_state(self, awards, name, asked):
        keys = [pk for pk, row in self.found.items() if is_shown(row, asked, self.today)]
        return awards.filter(pk__in=keys)
