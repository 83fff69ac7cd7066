"""Filter of the list of the bank's files."""

import django_filters
from django.utils.translation import gettext_lazy as _

from foundation.filters import QuerySetFilter
from foundation.searches import SearchFilter
from grants.payment.models import BankFile, OfficeAccount
from grants.selection.forms.filters import year_filter


class BankFileFilter(QuerySetFilter):
    q = SearchFilter(label=_("Name"), field_name="name", lookup_expr="icontains")
    account = django_filters.ModelChoiceFilter(label=_("Account"), empty_label=_("All"))
    year = year_filter("last_on__year")

    class Meta:
        model = BankFile
        fields = ["q", "account", "year"]

    def __init__(self, request, files) -> None:
        super().__init__(request, files)
        used = OfficeAccount.objects.filter(pk__in=files.order_by().values("account"))
        self.filters["account"].queryset = used.select_related("office")
