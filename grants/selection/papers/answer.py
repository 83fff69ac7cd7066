"""The letter that answers an objection."""

from django.utils.translation import gettext as _

from foundation.formatting import day
from grants.selection.models import ObjectionAnswer
from papers.content import content, official
from papers.office import for_the_head
from papers.parts import NUMBER, letter, texts


@official
def answer_content(answer: ObjectionAnswer) -> dict:
    """To who objected: what was said, what the office decided and why; no other person is named."""
    objection = answer.objection
    opening = _(
        "On %(day)s we received your objection to %(group)s on the public list of %(round)s:"
    )
    decided = _("We have looked into it. Outcome: %(outcome)s.")
    outcome = answer.get_effect_display()
    closing = [_("Thank you for your attention.")]
    if answer.effect != ObjectionAnswer.Effect.NONE:
        closing.insert(0, _("The minutes of the ranking and the public list are issued anew."))
    return content(
        title=_("Answer to an objection"),
        about=str(objection.candidacy.group),
        paragraphs=[f"“{objection.says}”", decided % {"outcome": outcome}, answer.reasons],
        closing=closing,
        signatures=[for_the_head(objection.round.district, answer.date, answer.by)],
        parts=[
            letter(
                [
                    (_("Number"), NUMBER),
                    (_("Nature"), _("Ordinary")),
                    (_("Annexes"), "–"),
                    (_("Subject"), _("Answer to an objection")),
                ],
                [_("To %(name)s") % {"name": objection.name}],
            ),
            texts(
                opening
                % {
                    "day": day(objection.date),
                    "group": objection.candidacy.group,
                    "round": objection.round,
                }
            ),
            "paragraphs",
            "closing",
            "signatures",
        ],
        data={"objection": objection.pk, "answer": answer.pk},
    )
