"""The letter that answers an objection."""

from django.utils.translation import gettext as _

from foundation.formatting import day
from grants.selection.models import ObjectionAnswer
from papers.content import content, official
from papers.letters import letter_parts
from papers.office import for_the_head
from papers.wording import filled, words_of


@official
def answer_content(answer: ObjectionAnswer) -> dict:
    """To who objected: what was said, what the office decided and why; no other person is named."""
    objection = answer.objection
    words = words_of(objection.round.district)
    changed = answer.effect != ObjectionAnswer.Effect.NONE
    title = _("Answer to an objection")
    return content(
        title=title,
        about=str(objection.candidacy.group),
        paragraphs=[
            f"“{objection.says}”",
            *filled(words["answer_outcome"], hasil=answer.get_effect_display()),
            answer.reasons,
        ],
        signatures=[for_the_head(objection.round.district, answer.date, answer.by)],
        parts=letter_parts(
            title,
            [_("To %(name)s") % {"name": objection.name}],
            nature=_("Ordinary"),
            opening=filled(
                words["answer_opening"],
                tanggal=day(objection.date),
                kelompok=objection.candidacy.group,
                program=objection.round,
            ),
            closing=[
                *(filled(words["answer_changed"]) if changed else []),
                *filled(words["answer_closing"]),
            ],
        ),
        data={"objection": objection.pk, "answer": answer.pk},
    )
