"""The day an agreement is signed."""

from django.utils.translation import gettext_lazy as _

from finance.forms.money import DayField
from finance.submissions import SentOnce


class AgreementForm(SentOnce):
    date = DayField(label=_("signed on"))
