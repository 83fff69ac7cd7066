"""Forms to sign agreements."""

from django.utils.translation import gettext_lazy as _

from finance.forms.money import DayField
from foundation.submissions import SubmitOnceForm
from grants.payment.forms.payments import AwardsForm


class AgreementsForm(AwardsForm):
    """One day for the agreements of many groups."""

    date = DayField(label=_("signed on"))


class AgreementForm(SubmitOnceForm):
    date = DayField(label=_("signed on"))
