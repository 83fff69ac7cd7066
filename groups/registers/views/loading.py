"""Send a file of people, look at what it says, decide, take back."""

import datetime
from functools import partial
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.accesses import note_access
from accounts.limits import limit
from accounts.models import Access, Assignment, User
from foundation.access import get_permitted, permitted
from foundation.acts import act_page, posted
from foundation.bodies import FILES, takes_files
from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import paginate
from foundation.rules import RuleBroken
from foundation.workbooks import TooLarge, Unreadable
from groups.forms.places import near
from groups.registers import crumbs
from groups.registers.actions import loading as actions
from groups.registers.forms.loading import ChooseForm, DecideForm, LoadForm, WithdrawForm
from groups.registers.forms.search import RegisterFilter, RowsFilter
from groups.registers.models import HeadingMap, Register
from groups.registers.reading import Reading, UnknownTable, read_people
from groups.registers.reading.refusals import why_not
from groups.registers.reports.beside import Beside
from groups.registers.reports.differences import newer_than
from groups.registers.reports.findings import Findings, other_village, own_figures
from groups.registers.reports.lists import (
    ORDER,
    ROW_ORDER,
    change_column,
    register_columns,
    registers_listed,
    row_columns,
)
from groups.registers.rules.loading import is_untouched, require_untouched, require_waiting

VIEW, LOAD = "groups.view_register", "groups.load_register"
MOST_A_DAY, DAY = 20, datetime.timedelta(days=1)
WITH_VILLAGE = Register.objects.select_related("village__parent", "decision", "withdrawal", "by")


@permission_required(VIEW, raise_exception=True)
@require_safe
def registers(request):
    mine = Register.objects.visible_to(request.user)
    listed = OfficeList(request, register_columns(), ORDER)
    chosen = RegisterFilter(request, mine)
    rows = listed.ordered(registers_listed(chosen.qs))
    if chosen.wants_table:
        return table_file(_("registers of people"), *listed.table(rows))
    page = paginate(rows, request.GET.get("page"))
    context = {"filter": chosen.form, "listed": listed, "page": page}
    return render(request, "groups/registers.html", context, status=chosen.status)


@permitted(LOAD)
@takes_files(FILES)
def load_register(request):
    facilitates = request.user.holds(Assignment.Role.FACILITATOR)
    places = [held.region_id for held in request.user.assignments_for(LOAD) if held.region_id]
    form = LoadForm(
        posted(request),
        request.FILES or None,
        within=None if facilitates else places,
        near=near(request.user) if facilitates else [],
        initial={"village": places[0]} if len(places) == 1 and places[0].count(".") == 3 else {},
    )
    return act_page(
        request,
        form=form,
        act=partial(_load, request),
        done=_said_of_file,
        then=_after_loading,
        title=_("Send a file of people"),
        lead=_("Of the civil registry, OpenSID or SIKS-NG, as it is. Nothing is taken over yet."),
        button=_("Read the file"),
        icon="in",
        crumbs=crumbs.of_registers(),
        back=reverse("groups:registers"),
        template="groups/load_register.html",
    )


def _load(request, file, **typed) -> actions.Loaded:
    if not limit("load_register", request.user.pk, most=MOST_A_DAY, per=DAY):
        words = _("You have sent %(count)s files since yesterday. Send the next one tomorrow.")
        raise RuleBroken(words % {"count": MOST_A_DAY}, field="file")
    note_access(Access.Kind.LOOKED_UP, request, request.user)
    content = file.read()
    return actions.load_register(
        **typed,
        file_name=file.name,
        content=content,
        reading=_read(content, file.name, request.user),
        today=timezone.localdate(),
        by=request.user,
    )


def _read(content: bytes, name: str, by: User) -> Reading:
    """A file of a known kind, or one whose headings somebody has named."""
    try:
        try:
            return read_people(content, name)
        except UnknownTable as table:
            if (said := HeadingMap.objects.fitting(table.headings, by)) is None:
                raise
            return read_people(content, name, mapping=said.columns)
    except (TooLarge, Unreadable, UnknownTable) as refusal:
        raise RuleBroken(why_not(refusal), field="file") from refusal


def _said_of_file(loaded: actions.Loaded) -> str:
    return "" if loaded.is_new else _("This very file is here already. Nothing was added.")


def _after_loading(loaded: actions.Loaded) -> str:
    page = "register" if loaded.register.answered else "decide_register"
    return reverse(f"groups:{page}", args=[loaded.register.pk])


@require_safe
def register(request, pk):
    row = get_permitted(request, WITH_VILLAGE, VIEW, pk=pk)
    findings = Findings(row, request.user)
    context = {**_shown(findings), "is_untouched": is_untouched(row)}
    return render(request, "groups/register.html", context)


def _shown(findings: Findings) -> dict:
    return {
        "register": findings.register,
        "counts": findings.count(),
        "before": findings.before,
        "newer": newer_than(findings.register),
        "own": own_figures(findings.register),
        "differing": own_figures(findings.register, differing=True),
        "elsewhere": other_village(findings.register),
    }


@require_safe
def register_rows(request, pk):
    row = get_permitted(request, WITH_VILLAGE, VIEW, pk=pk)
    chosen = RowsFilter(request)
    whole = request.user.has_perm("groups.reveal_number", row)
    findings = Findings(row, request.user)
    rows = rows_shown(findings, **chosen.chosen)
    beside = Beside(findings, chosen.chosen["show"])
    columns = [*row_columns(whole=whole), *beside.columns()]
    if chosen.chosen["show"] == "changed":
        columns.insert(2, change_column(findings, whole=whole))
    listed = OfficeList(request, columns, ROW_ORDER)
    if request.GET.get("table") == "xlsx" and chosen.status == 200:
        return table_file(str(row), *listed.table(beside.read(list(listed.ordered(rows)))))
    page = paginate(listed.ordered(rows), request.GET.get("page"))
    beside.read(list(page))
    context = {"register": row, "filter": chosen, "listed": listed, "page": page}
    return render(request, "groups/register_rows.html", context, status=chosen.status)


def rows_shown(findings: Findings, *, q: str = "", show: str = ""):
    rows: Any = findings.of(show) if show else findings.rows
    return rows.named(q) if q else rows


def choose_rows(request, pk):
    row = get_permitted(request, WITH_VILLAGE, LOAD, pk=pk)
    chosen = RowsFilter(request)
    shown = {"show": "serious"} | {name: each for name, each in chosen.chosen.items() if each}
    findings = Findings(row, request.user)
    rows = rows_shown(findings, **shown).filter(register=row)
    page = paginate(rows.order_by(*ROW_ORDER), request.GET.get("page"))
    form = ChooseForm(posted(request), rows=list(page), findings=findings)
    return act_page(
        request,
        form=form,
        act=partial(actions.choose_rows, register=row, by=request.user),
        guard=partial(require_waiting, row),
        done=_("Chosen."),
        then=reverse("groups:decide_register", args=[pk]),
        title=_("Choose row by row"),
        lead=f"{row}, {row.village}",
        button=_("Save the choice"),
        crumbs=crumbs.of_register(row),
        back=reverse("groups:decide_register", args=[pk]),
        template="groups/choose_rows.html",
        context={"page": page},
    )


def decide_register(request, pk):
    row = get_permitted(request, WITH_VILLAGE, LOAD, pk=pk)
    findings = Findings(row, request.user)
    return act_page(
        request,
        form=DecideForm(posted(request), findings=findings),
        act=partial(actions.decide_register, register=row, by=request.user),
        guard=partial(require_waiting, row),
        done=_("The file is taken over."),
        then=reverse("groups:register", args=[pk]),
        title=_("Take the file over?"),
        lead=f"{row}, {row.village.long_name}",
        button=_("Take over"),
        icon="check",
        crumbs=crumbs.of_register(row),
        back=reverse("groups:registers"),
        template="groups/decide_register.html",
        context=_shown(findings),
    )


def withdraw_register(request, pk):
    row = get_permitted(request, WITH_VILLAGE, LOAD, pk=pk)
    return act_page(
        request,
        form=WithdrawForm(posted(request)),
        act=partial(actions.withdraw_register, register=row, by=request.user),
        guard=partial(require_untouched, row),
        done=_("The file is taken back; its people are deleted here."),
        then=reverse("groups:registers"),
        title=_("Take this file back?"),
        lead=f"{row}, {row.village.long_name}",
        button=_("Take the file back"),
        crumbs=crumbs.of_register(row),
        back=reverse("groups:register", args=[pk]),
    )
