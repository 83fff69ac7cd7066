"""What must be true before a group is dissolved, merged or split: met and unmet facts."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from finance.models import Book, CashCount, Dispute
from foundation.formatting import day, rupiah
from groups.forming.models import EndAsk
from groups.forming.rules.stages import Fact
from groups.models import Group, Membership

Kind = Book.Kind


def end_facts(ask: EndAsk, today: datetime.date) -> list[Fact]:
    """The facts of each app that has some (`END_FACTS`)."""
    sources = (import_string(source) for source in settings.END_FACTS)
    return [fact for source in sources for fact in source(ask, today)]


def own_facts(ask: EndAsk, today: datetime.date) -> Iterator[Fact]:
    group = ask.group
    yield _counted(group, ask.meeting.date)
    disputes = Dispute.objects.open().filter(group=group).count()
    said = _("%(count)s open") % {"count": disputes} if disputes else _("None is open")
    yield Fact(_("No contested figure"), not disputes, said)
    if ask.kind != EndAsk.Kind.MERGED:
        yield _debts_covered(ask)
    if ask.kind == EndAsk.Kind.SPLIT:
        yield _cash_enough(ask)
    if ask.kind == EndAsk.Kind.DISSOLVED:
        yield _receiver(ask)
    yield _sizes(ask)


def _counted(group: Group, since: datetime.date) -> Fact:
    rows = CashCount.objects.filter(group=group, whole_box=True, date__gte=since)
    last = rows.order_by("-date", "-pk").first()
    text = day(last.date) if last else _("Not counted since %(day)s") % {"day": day(since)}
    return Fact(_("The whole box was counted at the meeting or since"), last is not None, text)


def _debts_covered(ask: EndAsk) -> Fact:
    """By the savings of each who owes; who leaves by a split owes nothing."""
    name = _("Debts are covered by savings")
    books = Book.objects.filter(group=ask.group, membership__isnull=False, balance__gt=0)
    if ask.kind == EndAsk.Kind.SPLIT:
        name, books = _("Who leaves owes nothing"), books.filter(membership__in=ask.leaving)
        owed = books.filter(kind=Kind.LOAN)
        return _named(name, {book.membership: book.balance for book in _with_names(owed)})
    saved = dict(
        books.filter(kind__in=Book.SAVINGS).values_list("membership").annotate(n=Sum("balance"))
    )
    loans = _with_names(books.filter(kind=Kind.LOAN))
    short = {book.membership: book.balance - saved.get(book.membership_id, 0) for book in loans}
    return _named(name, {member: amount for member, amount in short.items() if amount > 0})


def _with_names(books: QuerySet[Book]) -> QuerySet[Book]:
    return books.select_related("membership__person")


def _named(name: str, owing: dict[Any, int]) -> Fact:
    said = ", ".join(f"{member} {member.code} ({rupiah(n)})" for member, n in owing.items())
    return Fact(name, not owing, said or _("Nobody"))


def _cash_enough(ask: EndAsk) -> Fact:
    books = Book.objects.filter(group=ask.group)
    leaving = books.filter(membership__in=ask.leaving, kind__in=Book.SAVINGS)
    needed = leaving.aggregate(n=Sum("balance"))["n"] or 0
    cash = books.filter(kind=Kind.CASH).aggregate(n=Sum("balance"))["n"] or 0
    said = _("%(cash)s in the box, %(needed)s leave") % {
        "cash": rupiah(cash),
        "needed": rupiah(needed),
    }
    return Fact(_("The box holds the savings of who leaves"), cash >= needed, said)


def _receiver(ask: EndAsk) -> Fact:
    rows = Book.objects.filter(group=ask.group, kind__in=[Kind.IKS, *Book.GOODS], balance__gt=0)
    worth = rows.aggregate(n=Sum("balance"))["n"] or 0
    said = str(ask.receiver or _("None")) + f": {rupiah(worth)}"
    name = _("Another group receives the fund and the goods")
    return Fact(name, ask.receiver is not None or not worth, said)


def _sizes(ask: EndAsk) -> Fact:
    """Of the groups that go on, by their programmes."""
    running = Membership.objects.filter(until=None)
    here = running.filter(group=ask.group).count()
    programme = ask.group.programme
    if ask.kind == EndAsk.Kind.SPLIT:
        counts = [here - len(ask.leaving), len(ask.leaving)]
    elif ask.kind == EndAsk.Kind.MERGED and ask.receiver:
        counts = [here + running.filter(group=ask.receiver).count()]
        programme = ask.receiver.programme
    else:
        return Fact(_("Members"), True, str(here))
    met = all(programme.least_members <= n <= programme.most_members for n in counts)
    limits = {"least": programme.least_members, "most": programme.most_members}
    asked = _("%(least)s to %(most)s are asked for") % limits
    said = ", ".join(map(str, counts))
    return Fact(_("Members of each group afterwards"), met, f"{said}; {asked}")
