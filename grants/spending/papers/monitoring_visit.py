"""The minutes of a visit after the grant."""

from django.utils.translation import gettext as _

from foundation.formatting import day
from grants.spending.models import MonitoringVisit
from grants.spending.papers.award_facts import award_facts, officers_of
from papers.content import Signature, content, official


@official
def monitoring_content(visit: MonitoringVisit) -> dict:
    award = visit.award
    return content(
        title=_("Minutes of a visit, %(months)s after the grant")
        % {"months": visit.get_month_display()},
        about=str(award.group),
        facts=[*award_facts(award), (_("Visited on"), day(visit.date))],
        paragraphs=[
            visit.found,
            *([_("Agreed: %(what)s") % {"what": visit.agreed}] if visit.agreed else []),
        ],
        signatures=[
            Signature(_("Visited by"), visit.by.name),
            *officers_of(award.group, visit.date),
        ],
        data={"award": award.pk, "month": visit.month},
    )
