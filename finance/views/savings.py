"""Savings of a group, and the savings book of a member."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from finance.forms.filters import DateFilter
from finance.papers.savings_book import TEMPLATE, paper
from finance.reports import tables
from finance.reports.owed import waiver_of
from finance.reports.savings import (
    books_of,
    principal_missing,
    savings_columns,
    savings_of,
)
from finance.reports.statements import statement
from foundation.access import get_permitted
from foundation.lists import OfficeList
from groups.models import Group, Membership
from papers import typesetting


def savings(request, pk):
    group = get_permitted(request, Group, "finance.view_book", pk=pk)
    form = DateFilter(request)
    listed = OfficeList(request, savings_columns(in_span=bool(form.span)))
    saved = savings_of(group, timezone.localdate(), form.span).in_order(listed)
    if form.wants_table:
        return tables.savings(group, saved, form.span)
    context = {"group": group, "filter": form, "listed": listed, "saved": saved}
    return render(request, "finance/savings.html", context, status=form.status)


def savings_book(request, pk):
    membership = find_book(request, pk)
    user, group = request.user, membership.group
    form = DateFilter(request)
    if form.wants_table:
        return tables.savings_book(membership, form.span)
    own = membership.person.user_id == user.pk
    shown = statement(books_of(membership), form.span, **form.cut)
    context = {
        "group": group,
        "membership": membership,
        "filter": form,
        "waiver": waiver_of(membership),
        "statement": shown,
        "principal_missing": principal_missing(membership, shown.books, timezone.localdate()),
        "sees_group": user.has_perm("finance.view_book", group),
        "may_correct": user.has_perm("finance.reverse_entry", group),
        "may_dispute": own and not membership.until and user.has_perm("finance.make_dispute"),
    }
    return render(request, "finance/savings_book.html", context, status=form.status)


def print_savings_book(request, pk):
    membership = find_book(request, pk)
    return printed(membership.group, [membership], of=f" {membership.person}")


def print_savings_books(request, pk):
    group = get_permitted(request, Group, "finance.view_book", pk=pk)
    saved = savings_of(group, timezone.localdate())
    return printed(group, [row.membership for row in saved.members])


def printed(group: Group, memberships: list[Membership], of: str = ""):
    data = paper(group, memberships, timezone.now())
    return typesetting.answer(f"{data['title']}{of}", TEMPLATE, data)


def find_book(request, pk) -> Membership:
    """Get a membership whose savings book the user may read, as staff or as the member."""
    rows = Membership.objects.visible_to(request.user)
    membership = get_object_or_404(rows.select_related("group__village", "person"), pk=pk)
    own = membership.person.user_id == request.user.pk
    verbs = ["finance.view_book"] + ["finance.view_own_book"] * own
    if not any(request.user.has_perm(verb, membership.group) for verb in verbs):
        raise PermissionDenied
    return membership
