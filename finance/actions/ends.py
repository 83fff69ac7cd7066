"""End a group by decree: dissolve it, merge it into another, or split off a new one."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from finance.ledger import BookKey, Posting
from finance.models import Book, DuesRule, SavingsRule
from finance.papers.end import end_content
from finance.reports.ends import end_facts
from finance.rules.ending import require_end_asked, require_end_signable, require_no_open_end
from finance.rules.ends import CASH, OPENING, Balances, Got, Move, dissolve, mirrored
from foundation.rules import RuleBroken, refusals_in_words
from groups.forming.models import EndAsk, EndDecree, EndWithdrawal
from groups.models import Facilitation, Group, Meeting, Membership, Office
from papers.actions import issue_paper
from papers.models import Paper

Kind = EndAsk.Kind
COPIED = [
    *("village", "hamlet", "programme", "business", "rhythm", "weekday", "month_day"),
    *("usual_hour", "usual_place"),
]


@transaction.atomic
def ask_end(
    *,
    group: Group,
    kind: str,
    meeting: Meeting,
    votes: int,
    reason: str,
    receiver: Group | None = None,
    name: str = "",
    leaving: Sequence[int] = (),
    by: User,
) -> EndAsk:
    """Ask that the group ends, or splits, as a meeting decided with two thirds of its members.

    `receiver` takes over the fund and the goods, or everything; `leaving` are the memberships of
    those who found the group `name`.
    """
    group = Group.objects.select_for_update().get(pk=group.pk)
    require_no_open_end(group)
    members = set(group.memberships.filter(until=None).values_list("pk", flat=True))
    _require_fits(group, kind, receiver, name, set(leaving), members)
    with refusals_in_words(
        groups_endask_of_a_meeting=_("Choose a meeting of this group."),
        groups_endask_one_at_a_time=_("The receiving group has ended, or is this one."),
    ):
        return EndAsk.objects.create(
            group=group,
            kind=kind,
            meeting=meeting,
            votes=votes,
            of_members=len(members),
            reason=reason.strip(),
            receiver=None if kind == Kind.SPLIT else receiver,
            name=name.strip() if kind == Kind.SPLIT else "",
            leaving=sorted(leaving) if kind == Kind.SPLIT else [],
            by=by,
        )


def _require_fits(
    group: Group,
    kind: str,
    receiver: Group | None,
    name: str,
    leaving: set[int],
    members: set[int],
) -> None:
    if kind == Kind.MERGED and receiver is None:
        raise RuleBroken(_("Choose the group that it is merged into."), field="receiver")
    if receiver and receiver.office != group.office:
        raise RuleBroken(_("Choose a group of the same district."), field="receiver")
    if kind != Kind.SPLIT:
        return
    if not name.strip():
        raise RuleBroken(_("Write the name of the new group."), field="name")
    if not leaving or not leaving < members:
        raise RuleBroken(_("Tick who of the members leaves; not all."), field="leaving")
    if Group.objects.filter(village=group.village_id, name__iexact=name.strip()).exists():
        raise RuleBroken(_("This village has a group of this name already."), field="name")


@transaction.atomic
def withdraw_end(*, group: Group, reason: str, by: User) -> EndWithdrawal:
    """Take back an end that was asked for."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    ask = require_end_asked(group)
    return EndWithdrawal.objects.create(ask=ask, reason=reason.strip(), by=by)


@transaction.atomic
def sign_end(*, group: Group, today: datetime.date, by: User) -> EndDecree:
    """Sign the decree: books, members and facilitation follow at once, all or nothing."""
    ask = require_end_signable(group, by)
    groups = {each.pk: each for each in (group, ask.receiver) if each}
    list(Group.objects.select_for_update().filter(pk__in=groups).order_by("pk"))
    for pk in sorted(groups):
        ledger.lock(groups[pk])
    unmet = [fact for fact in end_facts(ask, today) if not fact.met]
    if unmet:
        raise RuleBroken(
            _("Not met: %(what)s.") % {"what": "; ".join(f"{f.name}, {f.text}" for f in unmet)}
        )
    act = {Kind.DISSOLVED: _dissolve, Kind.MERGED: _merge, Kind.SPLIT: _split}[Kind(ask.kind)]
    founded, got, handed_over = act(ask, today, by)
    paper = issue_paper(
        Paper.Kind.GROUP_DECREE,
        office=group.office,
        group=group,
        content=end_content(ask, got=got, handed_over=handed_over, date=today, by=by),
        date=today,
        by=by,
    )
    if founded:
        founded.decree_number, founded.decree_on = paper.number, today
        founded.save(update_fields=["decree_number", "decree_on"])
    with refusals_in_words(groups_enddecree_ask_id_key=_("This is decided already.")):
        return EndDecree.objects.create(
            ask=ask,
            ended=None if founded else group,
            founded=founded,
            date=today,
            paper=paper,
            got=[[r.member.pk, r.savings, r.debts, r.share, r.paid] for r in got],
            by=by,
        )


Done = tuple[Group | None, list[Got], list[tuple[str, int]]]


def _dissolve(ask: EndAsk, date: datetime.date, by: User) -> Done:
    group = ask.group
    books = _balances(group)
    members = _members(group, books)
    got, received = dissolve(books, members)
    _post(group, books.moves, date, by)
    if ask.receiver:
        _post(ask.receiver, received, date, by)
    _end_members(group, list(group.memberships.filter(until=None)), date)
    Facilitation.objects.filter(group=group).not_ended(date).update(until=Greatest("since", date))
    return None, got, [_named(move) for move in received]


def _merge(ask: EndAsk, date: datetime.date, by: User) -> Done:
    group, into = ask.group, ask.receiver
    assert into is not None  # by the constraint
    books = _balances(group)
    members = list(group.memberships.filter(until=None).select_related("person"))
    if set(_members(group, books)) - set(members):
        raise RuleBroken(_("A former member still has savings. Pay the rest first."))
    got = [Got(member, books.saved(member), _debt(books, member), 0) for member in members]
    taken = mirrored(books, [key for key in books.now if key != OPENING])
    _post(group, books.moves, date, by)
    _end_members(group, members, date)
    Facilitation.objects.filter(group=group).not_ended(date).update(until=Greatest("since", date))
    new = _admit(into, members, date)
    _post(into, _of_new_members(taken, new), date, by)
    goods = [move for move in taken if not (move[0].membership or move[1].membership)]
    return None, got, [_named(move) for move in goods]


def _split(ask: EndAsk, date: datetime.date, by: User) -> Done:
    group = ask.group
    books = _balances(group)
    members = list(group.memberships.filter(pk__in=ask.leaving, until=None))
    founded = _found(ask, date, by)
    got = [Got(member, books.saved(member), 0, 0) for member in members]
    keys = [BookKey(kind, member) for member in members for kind in Book.SAVINGS]
    taken = mirrored(books, keys)
    total = sum(row.savings for row in got)
    books.move(OPENING, CASH, total)
    _post(group, books.moves, date, by)
    _end_members(group, members, date)
    new = _admit(founded, members, date)
    _post(founded, [(CASH, OPENING, total), *_of_new_members(taken, new)], date, by)
    return founded, got, []


def _balances(group: Group) -> Balances:
    rows = group.books.exclude(balance=0).select_related("membership__person")
    return Balances({BookKey(row.kind, row.membership, row.name): row.balance for row in rows})


def _members(group: Group, books: Balances) -> list[Membership]:
    """Those who are members, and those of before who still have savings, by number."""
    found = set(group.memberships.filter(until=None).select_related("person"))
    found |= {key.membership for key in books.now if key.membership}
    return sorted(found, key=lambda member: member.number)


def _debt(books: Balances, member: Membership) -> int:
    return books.now.get(BookKey(Book.Kind.LOAN, member), 0)


def _post(group: Group, moves: Sequence[Move], date: datetime.date, by: User) -> None:
    moves = [move for move in moves if move[2]]
    books = ledger.books(group, {key for move in moves for key in move[:2]})
    ledger.post_many(
        [Posting(books[debit], books[credit], amount) for debit, credit, amount in moves],
        group=group,
        date=date,
        by=by,
    )


def _named(move: Move) -> tuple[str, int]:
    debit, credit, amount = move
    key = credit if debit == OPENING or credit.kind == Book.Kind.IKS else debit
    return Book(kind=key.kind, name=key.name).label, amount


def _end_members(group: Group, members: Sequence[Membership], date: datetime.date) -> None:
    keys = [member.pk for member in members]
    offices = Office.objects.not_ended(date).filter(group=group, membership__in=keys)
    offices.update(until=Greatest("since", date))
    rows = Membership.objects.filter(pk__in=keys)
    rows.update(until=Greatest("since", date), reason=Membership.Reason.ENDED)


def _admit(
    group: Group, members: Sequence[Membership], date: datetime.date
) -> dict[Membership, Membership]:
    """The new membership of each, numbered on."""
    first = (group.memberships.aggregate(last=Max("number"))["last"] or 0) + 1
    with refusals_in_words():
        rows = Membership.objects.bulk_create(
            Membership(
                group=group,
                person=member.person,
                household=member.household,
                number=number,
                since=date,
            )
            for number, member in enumerate(members, start=first)
        )
    return dict(zip(members, rows, strict=True))


def _of_new_members(moves: Sequence[Move], new: dict[Membership, Membership]) -> list[Move]:
    def key(each: BookKey) -> BookKey:
        return each._replace(membership=new[each.membership]) if each.membership else each

    return [(key(debit), key(credit), amount) for debit, credit, amount in moves]


def _found(ask: EndAsk, date: datetime.date, by: User) -> Group:
    """The new group of a split: like the old one, with its rules and its facilitator."""
    group = ask.group
    like = {name: getattr(group, name) for name in COPIED}
    with refusals_in_words():
        founded = Group.objects.create(name=ask.name, formed_on=date, registered_by=by, **like)
    if now := group.facilitations.running(date).first():
        Facilitation.objects.create(group=founded, facilitator=now.facilitator, since=date)
    if dues := group.dues_rules.in_force(date):
        DuesRule.objects.create(group=founded, since=date, amount=dues.amount, made_by=by)
    if saved := group.savings_rules.in_force(date):
        SavingsRule.objects.create(
            group=founded,
            since=date,
            principal=saved.principal,
            mandatory=saved.mandatory,
            made_by=by,
        )
    return founded
