"""Register a group: its own form and a row for each family, as one form."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.forms.regions import spelled
from accounts.models import Region, User
from foundation.formsets import GrowingFormSet, rows_of, typed
from foundation.rules import shown_on
from groups.forms.groups import NewGroupForm
from groups.forms.homes import HomeForm
from groups.forms.members import FamilyForm
from groups.registers.forms.picking import filled_in
from groups.registers.reports.compared import register_questions
from groups.registers.reports.search import picked_rows
from groups.reports.households import cards_of
from groups.reports.namesakes import namesakes, twins
from groups.rules.homes import require_near

USUAL_SIZE = 10
MOST_ROWS = 30
PREFIX = "members"


class FamilyRow(HomeForm, FamilyForm):
    """`FamilyForm` without help texts, which would repeat in each row."""

    def __init__(self, *args, near: Sequence[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].label = _("Village, if it is not that of the group")
        self.fields["village"].near = near
        for field in self.fields.values():
            field.help_text = ""


class Registration:
    """The group form and the formset of its families as one form; empty rows are ignored."""

    of_group = NewGroupForm

    def __init__(self, data=None, *, user: User, picked: Sequence[str] = (), **of_group):
        """`picked` are keys of rows of registers, whose people the page fills in."""
        self.user = user
        keys = list(picked) if data is None else _keys_in(data)
        found = picked_rows(user, keys)
        of_row = {"user": user, "near": of_group["near"], "picked": found}
        rows: dict[str, Any] = {"prefix": PREFIX, "form_kwargs": of_row}
        if data is not None and "more" in data:
            initial = typed(self.of_group(**of_group).fields, data)
            self.group = self.of_group(initial=initial, **of_group)
            self.families = _rows().unvalidated(data, more=1, **rows)
        else:
            known = list(found.values())
            place = {"village": spelled(known[0].register.village)} if known else {}
            self.group = self.of_group(data, **{"initial": place} | of_group)
            if data is None:
                rows["initial"] = [filled_in(found[row.pk], home=_village(known)) for row in known]
            self.families = (
                _rows().unvalidated(data, **rows)
                if data is not None and self._is_search()
                else _rows(max(USUAL_SIZE, len(known)))(data, **rows)
            )
        self.is_bound = self.group.is_bound
        self.parts: list[Any] = [self.group, self.families]

    def _is_search(self) -> bool:
        """Whether only places were searched: nothing else is checked then."""
        return not self.group.is_valid() and self.group.only_searched

    def is_valid(self) -> bool:
        valid = [part.is_valid() for part in self.parts]  # validate all, so that all show errors
        if self.only_searched:
            self._say_nothing_else()
            return False
        if all(valid):
            self._ask_about_the_known()
        else:
            self._refuse_taken_cards()
        return all(part.is_valid() for part in self.parts)

    def _say_nothing_else(self) -> None:
        """Leave out what is wrong besides the place that was searched."""
        for form in (self.group, *self.families):
            if not form.only_searched:
                form.errors.clear()
        self.families.non_form_errors().clear()

    def _ask_about_the_known(self) -> None:
        filled, numbers = self._filled, self._numbers
        newcomers = [row.new_member() for row in filled]
        village = self.group.cleaned_data["village"]
        for row, newcomer in zip(filled, newcomers, strict=True):
            with shown_on(row):
                self.require_home(newcomer.village or village)
        if any(row.errors for row in filled):
            return
        known = namesakes(newcomers, village=village)
        for row, people, twin in zip(filled, known, twins(newcomers), strict=True):
            row.ask_who(people, twin=None if twin is None else numbers[twin])
        self._compare_with_register(filled, newcomers, village)
        cards, formed_on = (
            cards_of(row.kk for row in newcomers),
            self.group.cleaned_data["formed_on"],
        )
        for row, newcomer in zip(filled, newcomers, strict=True):
            row.ask_family(cards.get(newcomer.kk), since=formed_on)

    def require_home(self, home: Region) -> None:
        """Refuse a home too far from the group for its programme."""
        of_group = self.group.cleaned_data
        require_near(of_group["programme"], of_group["village"].pk, home.pk)

    def _compare_with_register(self, filled, newcomers, village) -> None:
        asked = register_questions(newcomers, village=village, user=self.user)
        for row, question in zip(filled, asked, strict=True):
            if not row.person and not row.row:
                row.ask_register(question)

    def _refuse_taken_cards(self) -> None:
        rows = [row for row in self._filled if row.cleaned_data.get("kk")]
        cards = cards_of(row.cleaned_data["kk"] for row in rows)
        for row in rows:
            row.refuse_taken_card(cards, since=self.group.cleaned_data.get("formed_on"))

    @property
    def only_searched(self) -> bool:
        return self.group.only_searched or any(row.only_searched for row in self.families)

    @property
    def _filled(self) -> list[FamilyRow]:
        return [row for row in self.families if row.has_changed()]

    @property
    def _numbers(self) -> list[int]:
        """The number of each filled row, as the page shows it."""
        return [number for number, row in enumerate(self.families, 1) if row.has_changed()]

    @property
    def fields(self) -> dict:
        """The form and field for each name that a RuleBroken may use."""
        of_rows = {
            f"{PREFIX}-{number}-{name}": (row, name)
            for number, row in enumerate(self._filled)
            for name in row.fields
        }
        return of_rows | {name: (self.group, name) for name in self.group.fields}

    def add_error(self, field: str | None, error: str) -> None:
        form, name = self.fields.get(field, (self.group, None))
        form.add_error(name, error)

    @property
    def cleaned_data(self) -> dict:
        rows = [row.new_member() for row in self._filled]
        return {"facilitator": None} | self.group.cleaned_data | {"families": rows}


def _keys_in(data) -> list[str]:
    """The rows of registers that were picked, as the form sent them."""
    return [value for name, value in data.items() if name.endswith("-register_row") and value]


def _village(known) -> str:
    return known[0].register.village_id if known else ""


def _rows(count: int = 0) -> type[GrowingFormSet]:
    rows: type[GrowingFormSet] = rows_of(FamilyRow, extra=count, most=MOST_ROWS)
    return rows
