"""The form of a page as a browser would send it: its own values, the empty fields filled in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.conftest import TODAY

DAY = f"{TODAY:%d/%m/%Y}"
USUAL = {"time": "10:00", "email": "a@example.org", "number": "1"}
BY_KEYBOARD = {"numeric": "10000", "decimal": "10000", "tel": "081234567890"}
KEPT = ("csrfmiddlewaretoken", "submission", "next", "-search", "_FORMS", "more")


@dataclass
class OnPage:
    """A form: the values to send, and the names of fields that somebody types into."""

    values: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Reads the forms with method POST inside of `<main>`."""

    def __init__(self, html: str):
        super().__init__()
        self.forms: list[OnPage] = []
        self.is_main = self.is_form = False
        self.select = self.textarea = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name") or ""
        self.is_main = self.is_main or tag == "main"
        if tag == "form" and self.is_main and given.get("method", "").lower() == "post":
            self.forms.append(OnPage())
            self.is_form = True
        elif not self.is_form or "disabled" in given:
            return
        elif tag == "input" and name:
            self._input(name, given)
        elif tag == "select":
            self.select = name
        elif tag == "option" and given.get("value") and self.select:
            if "selected" in given or self.select not in self.forms[-1].values:
                self.forms[-1].values[self.select] = given["value"]
        elif tag == "textarea":
            self.textarea = name
            self._text(name, "Kata")

    def handle_endtag(self, tag):
        self.is_form = self.is_form and tag != "form"
        self.select = "" if tag == "select" else self.select
        self.textarea = "" if tag == "textarea" else self.textarea

    def handle_data(self, text):
        if self.textarea and text.strip():
            self.forms[-1].values[self.textarea] = text.strip()

    def _input(self, name, given):
        kind, value = given.get("type", "text"), given.get("value") or ""
        values = self.forms[-1].values
        if kind in ("checkbox", "radio"):
            if "checked" in given or (kind == "radio" and name not in values):
                values[name] = value or "on"
        elif kind == "hidden":
            values[name] = value
        elif kind not in ("file", "submit", "button"):
            usual = BY_KEYBOARD.get(given.get("inputmode"), "Kata")
            usual = DAY if "data-day" in given else usual
            self._text(name, value or USUAL.get(kind, usual))

    def _text(self, name, value):
        self.forms[-1].values[name] = value
        self.forms[-1].typed.append(name)


def form_of(html: str) -> OnPage:
    """The largest form of a page; an empty one where there is none."""
    return max(Reader(html).forms, key=lambda form: len(form.values), default=OnPage())
