"""Kinds of pages, who sees what, and the rows that pages are asked for."""

from dataclasses import dataclass, field

from tests.conftest import month

SEE_GROUPS = "facilitator operator verifier head approver cashier auditor province"
READ_BOOKS = "facilitator verifier head auditor province"
SEE_AWARDS = "facilitator verifier head approver cashier auditor province"
SEE_REPORTS = "facilitator verifier head approver auditor province"
SEE_ROUNDS = "facilitator verifier head approver auditor province"
IN_ROUNDS = f"{SEE_ROUNDS} cashier"
READ_GRANTS = "facilitator verifier head approver cashier auditor province"
READ_PAYMENTS = "verifier head approver cashier auditor province"
SEE_GROUP = "facilitator operator verifier head approver auditor province"
SEE_RANKING = "verifier head approver auditor province"
SEE_MEMBERS = "facilitator operator verifier head auditor province"
SEE_REGISTERS = "facilitator operator verifier auditor"
LOAD_REGISTERS = "facilitator operator"
SEE_PHOTOS = "facilitator verifier head approver cashier auditor province"
SEE_ROLES = "head approver auditor province administrator"
READ_BANK = "cashier auditor province"
IN_A_DISTRICT = "verifier head approver cashier auditor province"
HAVE_SECOND_FACTOR = "administrator approver approver_elsewhere cashier cashier_elsewhere"


@dataclass
class Page:
    kind: str
    may: set
    args: callable = lambda world: []
    get: set = field(default_factory=lambda: {200})
    posts: bool = True
    seen_by: set = field(default_factory=set)


def row(may, args=lambda world: [], seen_by=SEE_GROUPS, **more) -> Page:
    return Page("row", set(may.split()), args, seen_by=set(seen_by.split()), **more)


def verb(may, args=lambda world: [], **more) -> Page:
    return Page("verb", set(may.split()), args, **more)


def own(args=lambda world: [], **more) -> Page:
    return Page("own", set(), args, **more)


def public(args=lambda world: [], **more) -> Page:
    return Page("public", set(), args, **more)


def group(world):
    return [world.group.pk]


def membership(world):
    return [world.membership.pk]


def other_membership(world):
    return [world.other_membership.pk]


def colleague(world):
    return [world.colleague.pk]


def register(world):
    return [world.register.pk]


def waiting_register(world):
    return [world.waiting_register.pk]


def meeting(world):
    return [world.meeting.pk]


def training(world):
    return [world.trained.training_id]


def entry(world):
    return [world.entry.pk]


def assessment(world):
    return [world.assessment.pk]


def paper(world):
    return [world.paper.pk]


def candidacy(world):
    return [world.candidacy.pk]


def payment_order(world):
    return [world.disbursement.order_id]


def line(world):
    return [world.line.pk]


def passkey(world):
    return [world.passkey.pk]


def award(world):
    return [world.award.pk]


def purchase(world):
    return [world.purchase.pk]


def report(world):
    return [world.report.pk]


def selection_round(world):
    return [world.round.pk]


def planned(world):
    return [world.due.candidacy_id]


def public_round(world):
    return [world.objection.round_id]


LAST_MONTH = (month(-1).year, month(-1).month)
LEADS_ON = {200, 302}  # allauth redirects: signed in already, nothing to show, set up already


def is_allowed(page, user) -> bool:
    if page.kind in ("own", "public"):
        return page.kind == "public" or user != "nobody"
    role = user.removesuffix("_elsewhere") if page.kind == "verb" else user
    return role in page.may
