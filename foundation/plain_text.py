"""One spelling of each text: what is typed is normalised before any form or view reads it.

Signs that are not seen make two names that look alike differ, turn a line round or hide in a paper.
"""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _

JOINER = "\u200d"
VIRAMA = 9  # the combining class of signs that join letters of Indic scripts
MOST_MARKS = 4  # on one letter; Javanese and Arabic have up to three
EMOJI = "\ufe0f"  # asks for the coloured picture of the sign before it
SEPARATORS = {"\u2028", "\u2029"}  # of lines and paragraphs
HIDDEN = {"\u115f", "\u1160", "\u3164", "\uffa0", "\ufffe", "\uffff"}  # empty letters, no signs
KEPT = {"\0", "\t", "\n", "\r"}  # forms refuse NUL in words
SECRET = "password"
IN_NAMES = set(" .,-'’‘`\0")  # a comma before a title; NUL has an error of its own


def plain(text: str) -> str:
    """NFC without format and control characters, and with few marks on a letter."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_few_marks(unicodedata.normalize("NFC", "".join(_seen(text)))))


def _seen(text: str) -> Iterator[str]:
    before = " "
    for sign in text:
        hidden = sign in HIDDEN or unicodedata.category(sign) in ("Cf", "Cc", "Cs")
        if sign in SEPARATORS:
            yield "\n"
        elif not hidden or sign in KEPT or (sign == JOINER and _joins(before)):
            yield sign
        before = sign


def _joins(before: str) -> bool:
    """Whether a joiner after this sign holds together an emoji or an Indic letter."""
    is_virama = unicodedata.combining(before) == VIRAMA
    return is_virama or before == EMOJI or unicodedata.category(before).startswith("S")


def _few_marks(text: str) -> Iterator[str]:
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            yield sign


def validate_one_script(name: str) -> None:
    """A name whose letters are of one script, so that none looks like another."""
    scripts = {
        unicodedata.name(sign, "?").split()[0]
        for sign in name
        if unicodedata.category(sign) in ("Lu", "Ll", "Lt", "Lo")
    }
    if len(scripts) > 1:
        raise ValidationError(_("Write the name in one alphabet: some letters only look alike."))


def validate_person_name(name: str) -> None:
    """A name has letters, and what stands between them: a digit or markup is a slip."""
    odd = dict.fromkeys(sign for sign in name if sign not in IN_NAMES and not _is_letter(sign))
    if odd:
        words = _("A name has letters only. Leave out: %(signs)s")
        raise ValidationError(words, params={"signs": " ".join(odd)})
    if not any(map(_is_letter, name)):
        raise ValidationError(_("A name has letters."))


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM"  # with the marks on letters


class PlainText:
    """Normalises what is typed in every form and query but for passwords, and names of files.

    Stands after the check against foreign sites, which reads the body first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        request.GET = _plain(request.GET)
        if request.method == "POST":
            request.POST = _plain(request.POST)
            for files in dict(request.FILES.lists()).values():
                for file in files:
                    file.name = plain(file.name or "")


def _plain(typed: Any) -> Any:
    cleaned = QueryDict(mutable=True)
    for name, values in typed.lists():
        cleaned.setlist(name, values if SECRET in name else [plain(value) for value in values])
    cleaned._mutable = False
    return cleaned
