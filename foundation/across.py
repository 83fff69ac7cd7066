"""Rules over several fields, said while another field is still wrong.

An action asks its rules one after the other and stops at the first. A form asks each of them whose
values are valid, so that a person reads at once all that is to be mended.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from foundation.rules import shown_on


@dataclass(frozen=True)
class Rule:
    """A guard that is called with the values of these fields."""

    names: tuple[str, ...]
    guard: Callable[..., object]

    def ask(self, values: Mapping[str, Any]) -> None:
        """Raise RuleBroken where the values, if all are there, break the rule."""
        if all(values.get(name) is not None for name in self.names):
            self.guard(*(values[name] for name in self.names))


class AcrossForm(forms.Form):
    """A form that asks the rules of its act."""

    def rules(self) -> Iterable[Rule]:
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for rule in self.rules():
            with shown_on(self):
                rule.ask(data)
        return data
