"""A form that asks the same of many rows, each answered by itself or left for later."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.submissions import SubmitOnceForm
from foundation.texts import Text

LATER = ("", _("Later"))


class Answer(NamedTuple):
    row: Any
    answer: str
    note: str


class AnswersForm(SubmitOnceForm):
    """For each row a choice and a note; cleans to `answers` of the rows that were answered.

    Each row is of a `group`, which is named where its answer is refused.
    """

    question: Text
    choices: Sequence[tuple[str, Text]]
    note_label: Text
    note_length = 300

    def __init__(self, asked: Sequence[Any], data: Any = None) -> None:
        super().__init__(data)
        self.asked = asked
        for row in asked:
            self.fields[f"answer_{row.pk}"] = forms.ChoiceField(
                label=self.question,
                choices=[LATER, *self.choices],
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"note_{row.pk}"] = forms.CharField(
                label=self.note_label, max_length=self.note_length, required=False
            )

    def rows(self) -> Iterator[tuple[Any, Any, Any]]:
        """Each row with its two fields."""
        for row in self.asked:
            yield row, self[f"answer_{row.pk}"], self[f"note_{row.pk}"]

    def missing_note(self, row: Any, answer: str) -> Text:
        """Why the answer needs a note; empty if it needs none."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        answers = []
        for row in self.asked:
            answer, note = data.pop(f"answer_{row.pk}", ""), data.pop(f"note_{row.pk}", "").strip()
            if answer and not note and (why := self.missing_note(row, answer)):
                self.add_error(f"note_{row.pk}", f"{row.group}: {why}")
            elif answer:
                answers.append(Answer(row, answer, note))
        if any(name.startswith("answer_") and name not in self.fields for name in self.data):
            self.add_error(None, str(_("One of these was settled meanwhile. Look again.")))
        if not answers and not self.errors:
            self.add_error(None, str(_("Answer for at least one of them.")))
        return data | {"answers": answers}
