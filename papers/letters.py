"""How letters of an office are set: to whom, what about, who gets a copy (domain.md §11d)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from foundation.texts import Text
from papers.parts import NUMBER, Part, copies, letter, texts


def letter_parts(
    subject: Text,
    to: Sequence[Text],
    *,
    nature: Text,
    opening: Sequence[Text],
    closing: Sequence[Text],
    copied: Sequence[Text] = (),
) -> list[Part]:
    """A letter; between its opening and its closing stand the paragraphs of the content."""
    rows = [
        (_("Number"), NUMBER),
        (_("Nature"), nature),
        (_("Annexes"), "–"),
        (_("Subject"), subject),
    ]
    return [
        letter(rows, to),
        texts(*opening),
        "paragraphs",
        texts(*closing),
        "signatures",
        *([copies(copied)] if copied else []),
    ]
