"""The list of objections to a published list of groups."""

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.lists import ListColumn, act, folded, link, marks
from foundation.templatetags.constants import address_of
from grants.selection.models import Objection
from groups.reports.groups import village_of

ORDER = ("date", "pk")


def objection_columns(*, may_answer: bool) -> list[ListColumn]:
    """What decides stands first, where a narrow screen shows it.

    Contact details only for those who answer, and never in the file.
    """
    contact = ListColumn(gettext_lazy("Contact"), lambda row: row.contact, is_act=True)
    return [
        ListColumn(
            gettext_lazy("Group"),
            lambda row: link(address_of("grants:candidacy", row.candidacy_id), row.candidacy.group),
            "group",
            ["candidacy__group__name"],
            width=28,
        ),
        ListColumn(gettext_lazy("Who objects"), lambda row: row.name, "who", ["name"], width=24),
        ListColumn(
            gettext_lazy("Objection"),
            lambda row: folded(row.says),
            in_file=lambda row: row.says,
            width=50,
        ),
        *_of_the_answer(may_answer=may_answer),
        ListColumn(gettext_lazy("Received on"), lambda row: row.date, "received", ["date"]),
        ListColumn(
            gettext_lazy("Answered on"),
            lambda row: row.answer_or_none and row.answer.date,
            "answered",
            ["answer__date"],
        ),
        ListColumn(
            gettext_lazy("Village"),
            lambda row: village_of(row.candidacy.group),
            "village",
            ["candidacy__group__village__name"],
        ),
        *([contact] if may_answer else []),
        ListColumn(gettext_lazy("Written down by"), lambda row: row.by.name, "by", ["by__name"]),
    ]


def _of_the_answer(*, may_answer: bool) -> list[ListColumn]:
    def to_do(objection: Objection) -> SafeString:
        if objection.answer_or_none:
            return _papers(objection)
        if not may_answer:
            return marks()
        return act(address_of("grants:answer_objection", objection.pk), _("Answer"), objection.name)

    return [
        ListColumn(gettext_lazy("State"), _state, in_file=_outcome, width=28),
        ListColumn(
            gettext_lazy("Reasons"),
            lambda row: folded(row.answer.reasons) if row.answer_or_none else "",
            in_file=lambda row: row.answer.reasons if row.answer_or_none else "",
            width=50,
        ),
        ListColumn(gettext_lazy("To do"), to_do, is_act=True),
    ]


def _state(objection: Objection) -> SafeString:
    answer = objection.answer_or_none
    if not answer:
        return marks(("wait", _("Waiting for an answer")))
    return marks(("plain" if answer.effect == "none" else "ok", _outcome(objection)))


def _outcome(objection: Objection) -> str:
    answer = objection.answer_or_none
    if not answer:
        return ""
    changed = f": {answer.criterion} → {answer.level}" if answer.criterion else ""
    return f"{answer.get_effect_display()}{changed}"


def _papers(objection: Objection) -> SafeString:
    """The letter with the answer, and what was changed by it."""
    papers = objection.answer.papers_or_none
    if not papers:
        return marks()
    named = [
        (papers.letter_id, _("Letter with the answer")),
        (papers.minutes_id, _("Changed minutes")),
        (papers.public_list_id, _("New list")),
    ]
    return format_html_join(
        " ",
        '<a href="{}">{}</a>',
        ((address_of("papers:paper", pk), name) for pk, name in named if pk),
    )
