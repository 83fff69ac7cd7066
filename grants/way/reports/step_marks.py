"""What each step of a grant leaves, read from a candidacy that `steps.candidacy_of` loaded."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from grants.payment.models import BankAccount, Match, Refund
from grants.selection.models import Award, Candidacy
from grants.spending.models import Report
from papers.models import Paper


@dataclass(frozen=True)
class Done:
    """The row that a step left."""

    on: datetime.date
    by: User | None
    paper: Paper | None = None


def day(moment: datetime.datetime) -> datetime.date:
    return timezone.localdate(moment)


def noted(row, on: datetime.date | None = None) -> Done | None:
    """What a row says of its own making."""
    if row is None:
        return None
    return Done(
        on or getattr(row, "date", None) or day(row.at), row.by, getattr(row, "paper", None)
    )


def one(row, name: str):
    """A one-to-one that may not be there."""
    return getattr(row, name, None) if row is not None else None


def award(candidacy: Candidacy) -> Award | None:
    found = one(candidacy, "award")
    return None if found is None or hasattr(found, "revocation") else found


def proposed_list(candidacy: Candidacy) -> Done | None:
    lists = candidacy.round.list_proposals.all()
    return noted(next((row for row in lists if not hasattr(row, "returned")), None))


def decreed(candidacy: Candidacy) -> Done | None:
    found = award(candidacy)
    return found and Done(found.decree.date, found.by, found.decree.paper)


def agreement_paper(candidacy: Candidacy) -> Paper | None:
    return one(one(award(candidacy), "agreement"), "paper")


def signed_agreement(candidacy: Candidacy) -> Done | None:
    paper = agreement_paper(candidacy)
    return noted(next(iter(paper.signed_pages.all()), None)) if paper else None


def entered_account(candidacy: Candidacy) -> Done | None:
    """One that a verifier found wrong is to be entered anew."""
    account = account_in_force(candidacy)
    check = one(account, "check_row")
    return None if check and not check.right else noted(account)


def checked_account(candidacy: Candidacy) -> Done | None:
    check = one(account_in_force(candidacy), "check_row")
    return noted(check) if check and check.right else None


def account_in_force(candidacy: Candidacy) -> BankAccount | None:
    return next(iter(candidacy.group.bank_accounts.all()), None)


def disbursement(candidacy: Candidacy):
    return one(award(candidacy), "disbursement")


def ordered(candidacy: Candidacy) -> Done | None:
    found = disbursement(candidacy)
    return found and Done(found.order.date, found.by, found.order.paper)


def transfer_in_force(candidacy: Candidacy):
    """The last payment that the bank did not return."""
    found = disbursement(candidacy)
    transfers = found.transfers.all() if found else []
    return next((row for row in reversed(transfers) if not match_of(row, "returned")), None)


def match_of(transfer, kind: str) -> Match | None:
    return next((row for row in transfer.matches.all() if row.kind == kind), None)


def arrived(candidacy: Candidacy) -> Done | None:
    transfer = transfer_in_force(candidacy)
    found = transfer and match_of(transfer, Match.Kind.ARRIVED)
    return found and Done(found.line.date, found.by)


def last_purchase(candidacy: Candidacy) -> Done | None:
    found = award(candidacy)
    return noted(next(iter(reversed(found.purchases.all())), None)) if found else None


def report(candidacy: Candidacy) -> Report | None:
    """The latest; one that was returned does not count."""
    found = award(candidacy)
    latest = next(iter(found.reports.all()), None) if found else None
    review = one(latest, "review")
    return None if review and not review.accepted else latest


def refunds(candidacy: Candidacy) -> list[Refund]:
    """Those not taken back as a mistake."""
    found = award(candidacy)
    return [row for row in found.refunds.all() if not one(row, "cancellation")] if found else []


def refunded(candidacy: Candidacy) -> Done | None:
    """By the group; nothing to refund is as good."""
    return whole(candidacy, refunds(candidacy))


def refund_arrived(candidacy: Candidacy) -> Done | None:
    """By the bank's statement."""
    return whole(candidacy, [row for row in refunds(candidacy) if one(row, "match")])


def whole(candidacy: Candidacy, paid: list[Refund]) -> Done | None:
    """The last of the refunds that are the remainder together."""
    found = report(candidacy)
    review = one(found, "review")
    if not review or sum(row.amount for row in paid) < found.remainder:
        return None
    return noted(paid[-1]) if paid else noted(review)


def monitored(candidacy: Candidacy) -> Done | None:
    found = award(candidacy)
    visits = list(found.monitoring_visits.all()) if found else []
    return noted(visits[-1]) if len(visits) == 3 else None


def pk(found: Callable) -> Callable:
    return lambda candidacy: getattr(found(candidacy), "pk", None)


def round_pk(candidacy: Candidacy) -> int:
    return candidacy.round_id


def group_pk(candidacy: Candidacy) -> int:
    return candidacy.group_id


def own_pk(candidacy: Candidacy) -> int:
    return candidacy.pk
