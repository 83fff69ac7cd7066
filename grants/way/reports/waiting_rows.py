"""What waits for a user, one query a kind of task: rows of the places where the verb is allowed."""

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from grants.payment.models import (
    BankAccount,
    Budget,
    Disbursement,
    Match,
    OfficeAccount,
    Refund,
    StatementLine,
    Transfer,
)
from grants.selection.models import Award, Candidacy, ListProposal, Objection, Round
from grants.selection.reports.requirements import eligible_groups
from grants.spending.models import Report
from groups.models import Group
from papers.models import SignedPage


def groups(user: User, verb: str) -> QuerySet:
    return Group.objects.visible_to(user, verb)


def rounds(user: User, verb: str) -> QuerySet:
    return Round.objects.visible_to(user, verb)


def awards(user: User, verb: str) -> QuerySet:
    rows = Award.objects.in_force().filter(group__in=groups(user, verb))
    return rows.select_related("group", "decree").order_by("decree__date", "pk")


def arrived() -> QuerySet:
    """Awards whose money is in the group's bank book."""
    matches = Match.objects.filter(transfer__disbursement__award=OuterRef("pk"))
    kept = Transfer.objects.filter(
        disbursement__award=OuterRef("pk"), matches__kind=Match.Kind.ARRIVED
    ).exclude(matches__kind=Match.Kind.RETURNED)
    return Award.objects.in_force().filter(Exists(kept)).annotate(
        arrived_on=matches.filter(kind=Match.Kind.ARRIVED)
        .order_by().values("transfer__disbursement__award")
        .annotate(last=Max("line__date")).values("last")
    )  # fmt: skip


def arrived_for(user: User, verb: str) -> QuerySet:
    rows = arrived().filter(group__in=groups(user, verb))
    return rows.select_related("group", "round").order_by("arrived_on", "pk")


# --- selection


def open_to_groups(user, verb):
    """Rounds that groups of the user may enter: they meet every rule and are not proposed yet."""
    today = timezone.localdate()
    running = rounds(user, verb).filter(
        opened_on__lte=today, proposals_until__gte=today, ranking=None
    )
    mine = groups(user, verb)
    return [each for each in running.order_by("opened_on") if eligible_groups(each, mine, today)]


def to_check(user, verb):
    rows = Candidacy.objects.running().filter(
        group__in=groups(user, verb), round__ranking=None, score_sheets=None
    )
    bound = rows.filter(declarations__by=user, declarations__related=True)
    own = rows.filter(Q(by=user) | Q(group__facilitations__facilitator=user))
    return rows.exclude(pk__in=bound).exclude(pk__in=own).select_related("group").order_by("date")


def to_rank(user, verb):
    waiting = Candidacy.objects.running().filter(round=OuterRef("pk"), score_sheets=None)
    some = Candidacy.objects.running().filter(round=OuterRef("pk"))
    rows = rounds(user, verb).filter(
        Exists(some), ~Exists(waiting), ranking=None, proposals_until__lt=timezone.localdate()
    )
    return rows.annotate(scored_at=Max("candidacies__score_sheets__at")).order_by("scored_at")


def to_publish(user, verb):
    rows = rounds(user, verb).filter(ranking__isnull=False, publication=None)
    return rows.select_related("ranking").order_by("ranking__at")


def to_answer(user, verb):
    rows = Objection.objects.filter(round__in=rounds(user, verb), answer=None)
    scored = rows.filter(candidacy__score_sheets__by=user)
    return rows.exclude(pk__in=scored).select_related("candidacy__group").order_by("date")


def to_propose(user, verb):
    open_objections = Objection.objects.filter(round=OuterRef("pk"), answer=None)
    live = ListProposal.objects.filter(round=OuterRef("pk"), returned=None)
    rows = rounds(user, verb).filter(
        ~Exists(open_objections), ~Exists(live), publication__until__lt=timezone.localdate()
    )
    return rows.select_related("publication").order_by("publication__until")


def to_decide(user, verb):
    rows = ListProposal.objects.filter(
        round__in=rounds(user, verb), returned=None, decree=None
    ).exclude(by=user)
    return rows.select_related("round").order_by("at")


# --- agreement and payment


def without_budget(user, verb):
    """Of groups in a selection, and of those that the decree names."""
    rows = Candidacy.objects.running().filter(group__in=groups(user, verb), budgets=None)
    named = Q(round__decrees=None) | Q(award__isnull=False, award__revocation=None)
    return rows.filter(named).select_related("group").order_by("date", "pk").distinct()


def to_agree(user, verb):
    return awards(user, verb).filter(candidacy__budgets__isnull=False, agreement=None).distinct()


def without_signature(user, verb):
    """Of the groups that the user facilitates: who else may keep it, is not asked to."""
    rows = awards(user, verb).filter(agreement__isnull=False, disbursement=None)
    rows = rows.filter(group__in=Group.objects.facilitated_by(user))
    return rows.filter(agreement__paper__signed_pages=None).select_related("agreement")


def without_account(user, verb):
    return awards(user, verb).filter(group__bank_accounts=None)


def changed_budgets(user, verb):
    rows = Budget.objects.filter(
        candidacy__group__in=groups(user, verb), version__gt=1, approval=None
    ).exclude(by=user)
    return rows.select_related("candidacy__group").order_by("at")


def to_check_account(user, verb):
    later = BankAccount.objects.filter(group=OuterRef("group"), pk__gt=OuterRef("pk"))
    rows = BankAccount.objects.filter(
        ~Exists(later), group__in=groups(user, verb), check_row=None
    ).exclude(by=user)
    return rows.select_related("group").order_by("at")


def to_order(user, verb):
    later = BankAccount.objects.filter(
        group=OuterRef("group__bank_accounts__group"), pk__gt=OuterRef("group__bank_accounts__pk")
    )
    rows = awards(user, verb).filter(
        ~Exists(later),
        Exists(SignedPage.objects.filter(paper=OuterRef("agreement__paper"))),
        disbursement=None,
        group__bank_accounts__check_row__right=True,
    )
    return rows.select_related("agreement")


def to_pay(user, verb):
    in_force = Transfer.objects.filter(disbursement=OuterRef("pk")).exclude(
        matches__kind=Match.Kind.RETURNED
    )
    rows = Disbursement.objects.filter(~Exists(in_force), award__group__in=groups(user, verb))
    rows = rows.exclude(award__decree__by=user)
    return rows.select_related("award__group", "order").order_by("order__date", "pk")


def to_match(user, verb):
    """Accounts of the office with lines that are not settled."""
    lines = StatementLine.objects.visible_to(user).filter(match=None, note=None).exclude(amount=0)
    rows = OfficeAccount.objects.filter(lines__in=lines).annotate(oldest=Min("lines__date"))
    return rows.order_by("oldest")


def payment_awaited(user, verb):
    """Paid by another cashier, and not matched yet."""
    rows = Transfer.objects.filter(
        disbursement__award__group__in=groups(user, verb), matches=None
    ).exclude(by=user)
    return rows.select_related("disbursement__award__group").order_by("date", "pk")


def refund_awaited(user, verb):
    rows = Refund.objects.standing().filter(award__group__in=groups(user, verb), match=None)
    return rows.select_related("award__group").order_by("date", "pk")


# --- spending


def to_hand_over(user, verb):
    return arrived_for(user, verb).filter(handover=None)


def to_report(user, verb):
    """Arrived, and no report that still counts."""
    counts = Report.objects.filter(award=OuterRef("pk")).filter(
        Q(review=None) | Q(review__accepted=True)
    )
    return arrived_for(user, verb).filter(~Exists(counts), handover__isnull=False)


def to_check_report(user, verb):
    rows = Report.objects.filter(award__group__in=groups(user, verb), facilitator_check=None)
    return rows.filter(review=None).select_related("award__group").order_by("date", "pk")


def to_review(user, verb):
    rows = Report.objects.filter(
        award__group__in=groups(user, verb), facilitator_check__isnull=False, review=None
    ).exclude(by=user)
    return rows.select_related("award__group", "facilitator_check").order_by("date", "pk")


def to_refund(user, verb):
    standing = Refund.objects.standing().filter(award=OuterRef("award"))
    rows = Report.objects.filter(
        ~Exists(standing), award__group__in=groups(user, verb), review__accepted=True,
        remainder__gt=0,
    )  # fmt: skip
    return rows.select_related("award__group", "review").order_by("review__date", "pk")
