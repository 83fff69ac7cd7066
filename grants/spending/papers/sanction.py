"""Letters of reminder and sanctions."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.formatting import day
from foundation.texts import Text
from grants.selection.models import Sanction
from grants.spending.papers.award_facts import award_facts
from papers.content import Signature, content, official

MEASURES: dict[str, Text] = {
    Sanction.Step.HOLD: gettext_lazy(
        "What is left of the grant may not be spent until the report is here."
    ),
    Sanction.Step.NO_ROUND: gettext_lazy("The group takes part in no round until this is settled."),
    Sanction.Step.RECOVERY: gettext_lazy("The group pays back what it has not accounted for."),
    Sanction.Step.INSPECTORATE: gettext_lazy(
        "The matter is told to the inspectorate of the district."
    ),
}


@official
def sanction_content(sanction: Sanction, due_on: datetime.date) -> dict:
    award = sanction.award
    asks = MEASURES.get(sanction.step, _("Send the report to the facilitator at once."))
    return content(
        title=sanction.get_step_display(),
        about=str(award.group),
        facts=[*award_facts(award), (_("Was due on"), day(due_on))],
        paragraphs=[sanction.reason, str(asks)],
        signatures=[Signature(_("For the office"), sanction.by.name)],
        data={"award": award.pk, "step": str(sanction.step)},
    )
