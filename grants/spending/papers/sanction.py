"""Letters of reminder and sanctions."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.formatting import day, rupiah
from foundation.texts import Text
from grants.selection.models import Sanction
from papers.content import content, official
from papers.office import for_the_head
from papers.parts import NUMBER, copies, letter, texts

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


TO_ANSWER = datetime.timedelta(days=7)  # from the day of a letter


def missing(due_on: datetime.date) -> str:
    """What a letter says for which no reason was typed; its opening says it already."""
    return _("What was due on %(day)s has not come.") % {"day": day(due_on)}


@official
def sanction_content(sanction: Sanction, due_on: datetime.date) -> dict:
    award = sanction.award
    village = award.group.village
    until = _("Send the report to the facilitator, on %(day)s at the latest.")
    asks = MEASURES.get(sanction.step, until % {"day": day(sanction.date + TO_ANSWER)})
    said = [] if sanction.reason == missing(due_on) else [sanction.reason]
    opening = _(
        "By decree number %(decree)s %(group)s received %(amount)s of %(round)s. The report on it"
        " was due on %(day)s and has not come."
    )
    return content(
        title=sanction.get_step_display(),
        about=str(award.group),
        paragraphs=[*said, str(asks)],
        signatures=[for_the_head(award.round.district, sanction.date, sanction.by)],
        parts=[
            letter(
                [
                    (_("Number"), NUMBER),
                    (_("Nature"), _("Important")),
                    (_("Annexes"), "–"),
                    (_("Subject"), sanction.get_step_display()),
                ],
                [
                    _("To the chair of %(group)s") % {"group": award.group},
                    _("in %(village)s") % {"village": village.long_name},
                ],
            ),
            texts(
                opening
                % {
                    "decree": award.decree.paper.number,
                    "group": award.group,
                    "amount": rupiah(award.amount),
                    "round": award.round,
                    "day": day(due_on),
                }
            ),
            "paragraphs",
            texts(_("Thank you for your attention and cooperation.")),
            "signatures",
            copies(
                [
                    _("Head of village %(village)s;") % {"village": village.name},
                    _("Facilitator of the group."),
                ]
            ),
        ],
        data={"award": award.pk, "step": str(sanction.step)},
    )
