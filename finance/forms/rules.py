"""What a group agrees to pay."""

from django.utils.translation import gettext_lazy as _

from finance.forms.fields import RupiahField
from finance.forms.money import DayField
from finance.submissions import SentOnce


class RulesForm(SentOnce):
    """Filled in with what holds now; 0 is possible."""

    since = DayField(label=_("holds from"))
    principal = RupiahField(label=_("principal savings (pokok), once"))
    mandatory = RupiahField(label=_("mandatory savings (wajib) a meeting"))
    dues = RupiahField(label=_("dues (IKS) a meeting"))
