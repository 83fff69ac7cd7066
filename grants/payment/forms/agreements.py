"""Form to sign an agreement."""

from django.utils.translation import gettext_lazy as _

from finance.forms.money import DayField
from foundation.submissions import SubmitOnceForm


class AgreementForm(SubmitOnceForm):
    date = DayField(label=_("signed on"))
