"""The minutes of a visit after the grant."""

from django.utils.translation import gettext as _

from foundation.formatting import day
from grants.spending.models import MonitoringVisit
from grants.spending.papers.award_facts import award_facts, officers_of
from papers.content import content, official
from papers.minutes import minutes_parts
from papers.models import Paper
from papers.office import signature_of
from papers.wording import words_of


@official
def monitoring_content(visit: MonitoringVisit) -> dict:
    award, office = visit.award, visit.award.round.district
    signed = [
        signature_of(office, visit.date, _("Visiting officer"), by=visit.by),
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
        parts=minutes_parts(
            Paper.Kind.VISIT,
            title,
            about,
            words=words_of(office),
            date=visit.date,
            signed=signed,
        ),
        data={"award": award.pk, "month": visit.month},
    )
