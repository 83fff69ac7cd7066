"""The review of a spending report."""

import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import day, rupiah
from grants.spending.models import Report
from grants.spending.papers.award_facts import award_facts
from papers.content import content, official
from papers.minutes import minutes_parts
from papers.models import Paper
from papers.office import signature_of
from papers.wording import filled, words_of


@official
def review_content(
    report: Report,
    *,
    corrections: str,
    mend_until: datetime.date | None,
    date: datetime.date,
    by: User,
) -> dict:
    office = report.award.round.district
    words = words_of(office)
    if mend_until:
        says = filled(words["review_returned"], batas=day(mend_until))
    else:
        says = filled(words["review_accepted"])
        if report.remainder:
            says += filled(words["review_remainder"], sisa=rupiah(report.remainder))
    signed = [signature_of(office, date, _("Verifier"), by=by)]
    title, about = _("Minutes of the review of the spending report"), str(report.award.group)
    return content(
        title=title,
        about=about,
        facts=[(_("Report (LPJ)"), report.paper.number), *award_facts(report.award)],
        paragraphs=[*says, *corrections.splitlines()],
        signatures=signed,
        parts=minutes_parts(Paper.Kind.REVIEW, title, about, words=words, date=date, signed=signed),
        data={"report": report.pk, "accepted": mend_until is None},
    )
