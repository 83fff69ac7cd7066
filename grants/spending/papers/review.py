"""The review of a spending report."""

import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import day, rupiah
from grants.spending.models import Report
from grants.spending.papers.award_facts import award_facts
from papers.content import content, official
from papers.minutes import minutes_parts
from papers.office import signature_of


@official
def review_content(
    report: Report,
    *,
    corrections: str,
    mend_until: datetime.date | None,
    date: datetime.date,
    by: User,
) -> dict:
    accepted = mend_until is None
    says = (
        [_("The report is accepted.")]
        if accepted
        else [_("The report goes back. To be mended until %(day)s:") % {"day": day(mend_until)}]
    )
    if accepted and report.remainder:
        says.append(
            _("The remainder of %(amount)s is given back through the bank.")
            % {"amount": rupiah(report.remainder)}
        )
    signed = [signature_of(report.award.round.district, date, _("Verifier"), by=by)]
    title, about = _("Minutes of the review of the spending report"), str(report.award.group)
    result = _("has reviewed the spending report of the group, with this result:")
    return content(
        title=title,
        about=about,
        facts=[(_("Report (LPJ)"), report.paper.number), *award_facts(report.award)],
        paragraphs=[*says, *corrections.splitlines()],
        signatures=signed,
        parts=minutes_parts(title, about, date=date, signed=signed, says=result),
        data={"report": report.pk, "accepted": accepted},
    )
