"""Letters of reminder and sanctions."""

import datetime

from django.utils.translation import gettext as _

from foundation.formatting import day, rupiah
from grants.selection.models import Sanction
from papers.content import content, official
from papers.letters import letter_parts
from papers.office import for_the_head
from papers.wording import filled, words_of

TO_ANSWER = datetime.timedelta(days=7)  # from the day of a letter


def missing(due_on: datetime.date) -> str:
    """What a letter says for which no reason was typed; its opening says it already."""
    return _("What was due on %(day)s has not come.") % {"day": day(due_on)}


@official
def sanction_content(sanction: Sanction, due_on: datetime.date) -> dict:
    award = sanction.award
    village = award.group.village
    words = words_of(award.round.district)
    step = "letter" if sanction.step in Sanction.LETTERS else sanction.step
    asks = filled(words[f"sanction_{step}"], batas=day(sanction.date + TO_ANSWER))
    said = [] if sanction.reason == missing(due_on) else [sanction.reason]
    return content(
        title=sanction.get_step_display(),
        about=str(award.group),
        paragraphs=[*said, *asks],
        signatures=[for_the_head(award.round.district, sanction.date, sanction.by)],
        parts=letter_parts(
            sanction.get_step_display(),
            [
                _("To the chair of %(group)s") % {"group": award.group},
                _("in %(village)s") % {"village": village.long_name},
            ],
            nature=_("Important"),
            opening=filled(
                words["sanction_opening"],
                sk=award.decree.paper.number,
                kelompok=award.group,
                bantuan=rupiah(award.amount),
                program=award.round,
                jatuh_tempo=day(due_on),
            ),
            closing=filled(words["sanction_closing"]),
            copied=filled(words["sanction_copies"], desa=village.name),
        ),
        data={"award": award.pk, "step": str(sanction.step)},
    )
