"""Look for a village's people in its registers, to register or admit them."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from foundation.access import get_permitted
from foundation.pagination import paginate
from foundation.rules import RuleBroken, shown_on
from groups.lookups import require_look_up
from groups.models import Group
from groups.registers.forms.picking import MOST_PICKED, FindPeopleForm
from groups.registers.reports.search import VillagePeople, picked_rows
from groups.rules.plausibility import require_length

VIEW = "groups.view_register"
FORMS = {"register": "groups:register_group", "begin": "groups:begin_group"}


@permission_required(VIEW, raise_exception=True)
@sensitive_post_parameters("q")
def find_people(request):
    """A search by name is a GET, so that it can come again; a number is answered directly."""
    sent = request.POST if request.method == "POST" else request.GET
    group = _group(request, sent.get("group"))
    picked = picked_rows(request.user, sent.getlist("picked")[:MOST_PICKED])
    if request.method == "POST" and (where := FORMS.get(request.POST.get("take", ""))):
        return redirect(reverse(where, query={"picked": list(picked)}))
    form = FindPeopleForm(_asked(request, sent, group), user=request.user)
    rows, people = [], None
    if form.is_valid():
        typed, number = form.cleaned_data, form.number
        family = request.POST.get("family")
        if request.method == "POST" and (family or not number):
            return redirect(_address(typed, group, picked, family))
        people = VillagePeople(request.user, typed["village"].pk)
        rows = _rows(request, form, people, request.GET.get("family", ""))
    page = paginate(rows, request.GET.get("page"))
    context = {
        "form": form,
        "group": group,
        "people": people,
        "page": page,
        "found": people.shown(page) if people else [],
        "picked": picked,
        "whole": people and people.may_see_numbers,
    }
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "groups/find_people.html", context, status=status)


def _group(request, key: str | None) -> Group | None:
    """The group that somebody is looked for, if any."""
    if not (key and key.isascii() and key.isdigit() and len(key) < 18):
        return None
    return get_permitted(request, Group, "groups.admit_member", pk=key)


def _asked(request, sent, group: Group | None) -> dict:
    """What was typed; a village where none was chosen: that of the group, else the first."""
    village = sent.get("village") or (group.village_id if group else "")
    if not village and (
        first := FindPeopleForm(user=request.user).fields["village"].queryset.first()
    ):
        village = first.pk
    return {"village": village, "q": sent.get("q", ""), "decile": sent.get("decile", "")}


def _address(typed: dict, group: Group | None, picked, family: str | None) -> str:
    asked = {"family": family} if family else {"q": typed["q"], "decile": typed["decile"]}
    query = asked | {"village": typed["village"].pk, "group": group and group.pk}
    kept = {name: value for name, value in query.items() if value}
    return reverse("groups:find_people", query=kept | {"picked": list(picked)})


def _rows(request, form: FindPeopleForm, people: VillagePeople, family: str):
    if form.number:
        with shown_on(form):
            _require_number(form.number)
            require_look_up(request.user, form.number, field="q")
        return people.rows.none() if form.errors else people.with_number(form.number)
    if row := picked_rows(request.user, [family]).get(int(family) if family.isdigit() else 0):
        return people.family(row)
    return people.search(form.cleaned_data["q"], decile=form.cleaned_data["decile"])


def _require_number(number: str) -> None:
    """A NIK and a KK are of one length."""
    try:
        require_length(number, kind="nik")
    except RuleBroken as rule:
        raise RuleBroken(str(rule), field="q") from rule
