"""The list of registers, and the rows of one."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.formatting import day
from foundation.lists import ListColumn, link, marks
from foundation.templatetags.constants import address_of
from groups.registers.models import Register, RegisterPerson
from groups.registers.reading.people import Fault
from groups.registers.reports.differences import changes_of
from groups.registers.reports.findings import Findings

ORDER = ("-as_of", "-pk")
ROW_ORDER = ("row", "pk")


def registers_listed(rows: QuerySet[Register]) -> QuerySet[Any]:
    return rows.select_related("village__parent", "by", "decision", "withdrawal")


def state_of(register: Register) -> object:
    if register.taken_back:
        return marks(("plain", _("Taken back")))
    return marks(("ok", _("Taken over")) if register.answered else ("wait", _("To be decided")))


def people_in(register: Register) -> int:
    counts = register.decision.counts if register.answered else register.counts
    return int(counts.get("taken", counts.get("people", 0)))


def register_columns() -> list[ListColumn]:
    def linked(register: Register) -> object:
        return link(address_of("groups:register", register.pk), register)

    return [
        ListColumn(
            gettext_lazy("Register of people"), linked, "list", ["list_name", "version"], width=32
        ),
        ListColumn(
            gettext_lazy("Village"),
            lambda row: row.village.long_name,
            "village",
            ["village__name", "village_id"],
            width=32,
        ),
        ListColumn(gettext_lazy("Day of the file"), lambda row: row.as_of, "day", ["as_of"]),
        ListColumn(gettext_lazy("People"), people_in, is_figure=True),
        ListColumn(gettext_lazy("Sent by"), lambda row: row.by.name, "by", ["by__name"]),
        ListColumn(gettext_lazy("Sent on"), lambda row: timezone.localdate(row.at), "sent", ["at"]),
        ListColumn(gettext_lazy("State"), state_of),
    ]


def born(row: RegisterPerson, *, whole: bool) -> object:
    return row.born_on if whole and row.born_on else row.born_year


def flaw_in_words(flaw: dict[str, Any]) -> str:
    """NIK: without 16 digits."""
    said = str(Fault(flaw["what"]).label)
    column = flaw["column"]
    if not column or said.startswith(f"{column} "):
        return said
    return f"{column.replace('_', ' ')}: {said}"


def row_columns(
    *, whole: bool, numbers: tuple[str, str] = ("nik_masked", "kk_masked")
) -> list[ListColumn]:
    """The columns of a register's rows; numbers are masked unless `numbers` says otherwise."""

    def flaws(row: RegisterPerson) -> object:
        return "; ".join(flaw_in_words(flaw) for flaw in row.flaws)

    def state(row: RegisterPerson) -> object:
        if row.is_left_out:
            return marks(("plain", _("Left out")))
        if row.status != RegisterPerson.Status.LIVING:
            return marks(("bad", row.get_status_display()))
        return ""

    def field(name: str) -> Callable[[Any], object]:
        return lambda row: getattr(row, name)

    return [
        ListColumn(gettext_lazy("Row"), field("row"), "row", ["row"], is_figure=True),
        ListColumn(gettext_lazy("Name"), field("name"), "name", ["name"], is_head=True, width=30),
        ListColumn(gettext_lazy("NIK"), field(numbers[0])),
        ListColumn(gettext_lazy("KK"), field(numbers[1])),
        ListColumn(
            gettext_lazy("Born on"), lambda row: born(row, whole=whole), "born", ["born_on"]
        ),
        ListColumn(gettext_lazy("Woman or man"), lambda row: row.get_sex_display(), "sex", ["sex"]),
        ListColumn(gettext_lazy("In the family"), field("relation")),
        ListColumn(gettext_lazy("Lives in"), field("place"), "place", ["rw", "rt"]),
        ListColumn(gettext_lazy("Decile"), field("decile"), "decile", ["decile"], is_figure=True),
        ListColumn(gettext_lazy("Aid"), field("aid"), width=30),
        ListColumn(gettext_lazy("What stands out"), flaws, width=50),
        ListColumn(gettext_lazy("State"), state),
    ]


def change_column(findings: Findings, *, whole: bool) -> ListColumn:
    """What a row says otherwise than that of the file before; empty for others."""
    changed = findings.differences.changed
    before = RegisterPerson.objects.in_bulk(changed.values())

    def said(row: RegisterPerson) -> object:
        if row.pk not in changed:
            return ""
        return changes_of(row, before[changed[row.pk]], whole=whole)

    return ListColumn(gettext_lazy("What changed"), said, width=50)


def described(row: RegisterPerson) -> str:
    """Sutini, born 17 May 1985: what a question says of a row."""
    if row.born_on is None:
        return row.name
    return _("%(name)s, born %(day)s") % {"name": row.name, "day": day(row.born_on)}
