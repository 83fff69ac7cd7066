"""Which groups are to be assessed this year."""

import datetime

from django.db.models import Exists, OuterRef, Q

from groups.assessment.models import Assessment
from groups.models import Instrument


def not_assessed(since: datetime.date) -> Q:
    """Groups formed by that day and not assessed after it; none without an instrument."""
    lately = Assessment.objects.filter(group=OuterRef("pk"), date__gt=since).order_by()
    instruments = Instrument.objects.usable().filter(purpose=Instrument.Purpose.MONITORING)
    return Q(formed_on__lte=since) & ~Exists(lately) & Exists(instruments.order_by())
