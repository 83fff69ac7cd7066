"""The day an agreement is signed."""

from django.utils.translation import gettext_lazy as _

from finance.forms.money import DayField
from foundation.submissions import SubmitOnceForm


class AgreementForm(SubmitOnceForm):
    date = DayField(label=_("signed on"))
