"""Quotas, and opening a round on one."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Region
from foundation.access import get_permitted
from foundation.acts import Crumb, act_page, posted
from foundation.exports import table_file
from foundation.lists import OfficeList
from foundation.pagination import paginate
from foundation.rules import shown_on
from grants import crumbs
from grants.selection.actions import rounds as actions
from grants.selection.forms.filters import QuotaFilter
from grants.selection.forms.rounds import EndingForm, QuotaCorrectionForm, QuotaForm, RoundForm
from grants.selection.models import Quota, Round
from grants.selection.reports.quotas import ORDER, quota_columns, quotas_table, with_places_left
from grants.selection.reports.rounds import papers_asked
from grants.selection.reports.rules import in_words
from grants.selection.rules.requirements import rules_of
from grants.selection.rules.rounds import (
    require_before_its_list,
    require_places_left,
    require_unused,
)

QUOTAS = Quota.objects.select_related("district", "programme", "withdrawal")


@permission_required("grants.view_round", raise_exception=True)
def quotas(request):
    form = QuotaFilter(request, Quota.objects.visible_to(request.user, "grants.view_round"))
    listed = OfficeList(request, quota_columns(request.user), ORDER)
    rows = listed.ordered(with_places_left(form.qs))
    if form.wants_table:
        return table_file(_("quotas"), *quotas_table(rows))
    context = {
        "form": form.form,
        "listed": listed,
        "page": paginate(rows, request.GET.get("page")),
    }
    return render(request, "grants/quotas.html", context, status=form.status)


@permission_required("grants.load_quota", raise_exception=True)
def enter_quota(request):
    held = {each.region_id for each in request.user.assignments_for("grants.load_quota")}
    districts = Region.objects.filter(level=Region.Level.DISTRICT, parent__in=held)
    return act_page(
        request,
        form=QuotaForm(posted(request), districts=districts.order_by("name")),
        act=partial(actions.enter_quota, by=request.user),
        done=_("The quota is entered. The district opens a round on it."),
        then=reverse("grants:quotas"),
        title=_("Enter a quota"),
        lead=_("Compare it with the letter. It can be corrected until a round rests on it."),
        button=_("Enter the quota"),
        crumbs=crumbs.of_quotas(),
        back=reverse("grants:quotas"),
    )


def correct_quota(request, pk):
    quota = get_permitted(request, QUOTAS, "grants.load_quota", pk=pk)
    return act_page(
        request,
        form=QuotaCorrectionForm(posted(request), quota=quota),
        guard=partial(require_unused, quota),
        act=partial(actions.correct_quota, quota=quota, by=request.user),
        done=_("The quota is corrected."),
        then=reverse("grants:quotas"),
        title=_("Correct the quota"),
        lead=quota_line(quota),
        button=_("Save the quota"),
        crumbs=crumbs.of_quotas(),
        back=reverse("grants:quotas"),
    )


def withdraw_quota(request, pk):
    quota = get_permitted(request, QUOTAS, "grants.load_quota", pk=pk)
    return act_page(
        request,
        form=EndingForm(posted(request)),
        guard=partial(require_unused, quota),
        act=partial(actions.withdraw_quota, quota=quota, by=request.user),
        done=_("The quota is withdrawn."),
        title=_("Withdraw this quota?"),
        lead=quota_line(quota),
        button=_("Withdraw the quota"),
        crumbs=crumbs.of_quotas(),
        back=reverse("grants:quotas"),
    )


def quota_line(quota: Quota) -> str:
    return f"{quota.district.name} · {quota.programme} · {quota.year}"


def close_round(request, pk):
    rounds = Round.objects.select_related("district", "closing", "publication")
    selection_round = get_permitted(request, rounds, "grants.close_round", pk=pk)
    act = partial(actions.close_round, selection_round=selection_round)
    return act_page(
        request,
        form=EndingForm(posted(request)),
        guard=partial(require_before_its_list, selection_round),
        act=partial(act, today=timezone.localdate(), by=request.user),
        done=_("The round is closed. Its quota is free again."),
        then=reverse("grants:round", args=[pk]),
        title=_("Close %(round)s?") % {"round": selection_round.name},
        lead=_("For a round opened by mistake. Its groups leave it; it is not opened again."),
        button=_("Close the round"),
        crumbs=crumbs.of_round(selection_round),
        back=reverse("grants:round", args=[pk]),
    )


def open_round(request, pk):
    """Open a round in two steps: preview (`check`), then confirm (`open`) or edit (`change`)."""
    quota = get_permitted(request, QUOTAS, "grants.open_round", pk=pk)
    left, today = quota.places_left(), timezone.localdate()
    form = RoundForm(posted(request), quota=quota, left=left)
    if "change" in request.POST:
        form = RoundForm(quota=quota, left=left, typed=form.typed)
    elif "open" not in request.POST and (rehearsed := rehearse(form, quota, request.user)):
        return confirm_round(request, form, rehearsed)
    return act_page(
        request,
        form=form,
        guard=partial(require_places_left, quota),
        act=partial(actions.open_round, quota=quota, today=today, by=request.user),
        done=_("The round is open. Groups can be proposed."),
        then=lambda selection_round: reverse("grants:round", args=[selection_round.pk]),
        title=_("Open a round"),
        lead=quota_line(quota),
        button=_("Look it over"),
        crumbs=crumbs.of_quotas(),
        back=reverse("grants:quotas"),
        template="grants/open_round.html",
        context={
            "quota": quota,
            "rules": in_words(rules_of(quota.programme)),
            "heading": _("Cannot be opened yet"),
        },
    )


def rehearse(form: RoundForm, quota: Quota, by) -> Round | None:
    """Build the round in a transaction that is rolled back."""
    if not form.is_valid():
        return None
    typed = {name: value for name, value in form.cleaned_data.items() if name != "submission"}
    with shown_on(form), transaction.atomic():
        opened = actions.open_round(quota=quota, **typed, today=timezone.localdate(), by=by)
        transaction.set_rollback(True)
        return opened
    return None


def confirm_round(request, form: RoundForm, selection_round: Round):
    """Render the preview, with the data repeated for the button `open`."""
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "round": selection_round,
        "papers": papers_asked(selection_round),
        "rules": in_words(rules_of(selection_round.programme)),
        "typed": [(name, value) for name, value in sent if name in form.fields],
        "crumbs": [*crumbs.of_quotas(), Crumb(_("Open a round"))],
    }
    return render(request, "grants/open_round_confirm.html", context)
