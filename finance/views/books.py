"""All books of a group, the entries of one book, and the cash book by day."""

from django.shortcuts import render
from django.utils import timezone

from finance.forms.filters import DateFilter
from finance.models import Book
from finance.reports import tables
from finance.reports.balance_sheet import balance_sheet, result_of_year
from finance.reports.books import shelf
from finance.reports.cash import cash_book
from finance.reports.overview import whole_counts
from finance.reports.statements import statement
from foundation.access import get_permitted
from groups.models import Group


def cash(request, pk):
    group = get_permitted(request, Group, "finance.view_book", pk=pk)
    form = DateFilter(request)
    box, bank = (group.books.filter(kind=kind).first() for kind in (Book.Kind.CASH, Book.Kind.BANK))
    if box and form.wants_table:
        return tables.book(box, form.span)
    context = {
        "group": group,
        "filter": form,
        "bank": bank,
        "cash": box and cash_book(box, form.span, **form.cut),
        "last_count": next(iter(whole_counts(group.pk)), None),
        "may_record": request.user.has_perm("finance.record_money", group),
    }
    return render(request, "finance/cash.html", context, status=form.status)


def books(request, pk):
    group = get_permitted(request, Group, "finance.view_book", pk=pk)
    form = DateFilter(request)
    shown = shelf(group, form.span)
    if form.wants_table:
        return tables.books(group, shown, form.span)
    context = {
        "group": group,
        "filter": form,
        "shelf": shown,
        "sheet": balance_sheet(group),
        "result": result_of_year(group, timezone.localdate()),
    }
    return render(request, "finance/books.html", context, status=form.status)


def book(request, pk):
    rows = Book.objects.select_related("group")
    row = get_permitted(request, rows, "finance.view_book", pk=pk)
    form = DateFilter(request)
    if form.wants_table:
        return tables.book(row, form.span)
    context = {
        "group": row.group,
        "book": row,
        "filter": form,
        "statement": statement([row], form.span, **form.cut),
        "may_correct": request.user.has_perm("finance.reverse_entry", row.group),
    }
    return render(request, "finance/book.html", context, status=form.status)
