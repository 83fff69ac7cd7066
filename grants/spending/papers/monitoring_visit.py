"""The minutes of a visit after the grant."""

from django.utils.translation import gettext as _

from foundation.formatting import day
from grants.spending.models import MonitoringVisit
from grants.spending.papers.award_facts import award_facts, officers_of
from papers.content import content, official
from papers.minutes import minutes_parts, visited
from papers.office import signature_of


@official
def monitoring_content(visit: MonitoringVisit) -> dict:
    award = visit.award
    signed = [
        signature_of(award.round.district, visit.date, _("Visiting officer"), by=visit.by),
        *officers_of(award.group, visit.date),
    ]
    title = _("Minutes of a visit, %(months)s after the grant")
    title, about = title % {"months": visit.get_month_display()}, str(award.group)
    return content(
        title=title,
        about=about,
        facts=[*award_facts(award), (_("Visited on"), day(visit.date))],
        paragraphs=[
            visit.found,
            *([_("Agreed: %(what)s") % {"what": visit.agreed}] if visit.agreed else []),
        ],
        signatures=signed,
        parts=minutes_parts(title, about, date=visit.date, signed=signed, says=visited()),
        data={"award": award.pk, "month": visit.month},
    )
