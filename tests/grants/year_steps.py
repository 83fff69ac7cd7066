"""The acts of a grant year, each by the action that its page calls, and the task that asks it."""

from dataclasses import dataclass, field

from grants.payment.actions.agreements import sign_agreement
from grants.payment.actions.bank_accounts import check_account, enter_account
from grants.payment.actions.budgets import DraftLine, plan_budget
from grants.payment.actions.matches import match_exact
from grants.payment.actions.payments import enter_sp2d, order_payment, pay_disbursement
from grants.payment.actions.refunds import record_refund
from grants.payment.actions.statements import import_statement
from grants.payment.models import OfficeAccount, Refund, Transfer
from grants.selection.actions.candidacies import add_document, propose_group
from grants.selection.actions.decrees import issue_decree
from grants.selection.actions.lists import propose_list
from grants.selection.actions.objections import answer_objection, record_objection
from grants.selection.actions.rankings import close_scoring, publish_list
from grants.selection.actions.rounds import enter_quota, open_round
from grants.selection.actions.scores import score_candidacy
from grants.selection.actions.verification import declare, record_visit
from grants.selection.models import Award, Candidacy, Round
from grants.spending.actions.handovers import record_handover
from grants.spending.actions.purchases import record_purchase
from grants.spending.actions.reports import check_report, review_report, write_report
from groups.actions.signed_pages import add_signed_page
from groups.models import Group, Programme
from groups.rules.levels import Judged
from tests.conftest import TODAY
from tests.grants.factories import DAY, InstrumentFactory, full_meeting
from tests.grants.spending import PHOTO, PICTURE
from tests.grants.statements import mt940

OPENED, PROPOSED, PUBLISHED = TODAY - 30 * DAY, TODAY - 15 * DAY, TODAY - 2 * DAY
CALENDAR = {
    "opened_on": OPENED,
    "proposals_until": TODAY - 10 * DAY,
    "visits_until": TODAY + DAY,
    "decision_until": TODAY + 20 * DAY,
    "payment_until": TODAY + 30 * DAY,
    "objection_days": 1,
}
ACCOUNT = "0091000777"  # of the office


@dataclass
class Case:
    """A programme of the year with one group: what it gets, plans and spends."""

    programme: Programme
    group: Group
    grant: int
    lines: list[DraftLine]
    spent: list[int]  # of each line
    round: Round = field(init=False)

    @property
    def candidacy(self) -> Candidacy:
        return self.group.candidacies.get()

    @property
    def award(self) -> Award:
        return self.candidacy.award

    @property
    def remainder(self) -> int:
        return self.grant - sum(self.spent)


def open_its_round(case, office, by):
    quota = enter_quota(
        programme=case.programme,
        district=office,
        year=TODAY.year,
        places=1,
        amount=case.grant,
        source="DIPA",
        by=by,
    )
    case.round = open_round(
        quota=quota,
        instrument=InstrumentFactory(),
        places=1,
        amount=case.grant,
        name=f"Putaran {case.programme}",
        documents=["minutes"],
        today=OPENED,
        by=by,
        **CALENDAR,
    )


def propose(case, by):
    propose_group(selection_round=case.round, group=case.group, today=PROPOSED, by=by)


def add_paper(case, by):
    add_document(candidacy=case.candidacy, kind="minutes", picture=PHOTO, by=by)


def plan(case, by):
    plan_budget(
        candidacy=case.candidacy,
        meeting=full_meeting(case.group),
        plan="Usaha bersama.",
        lines=case.lines,
        today=TODAY,
        by=by,
    )


def visit(case, by):
    declare(candidacy=case.candidacy, related=False, by=by)
    record_visit(
        candidacy=case.candidacy,
        date=TODAY,
        place="Balai desa",
        people=case.group.memberships.count(),
        books_seen="Buku kas",
        photos=[PHOTO],
        today=TODAY,
        by=by,
    )


def score(case, by):
    criteria = case.round.instrument.criteria.all()
    scores = [Judged(criterion, 3, "Dilihat pada kunjungan") for criterion in criteria]
    seen = case.candidacy.visits.get()
    if not case.candidacy.declarations.filter(by=by).exists():  # another one visited
        declare(candidacy=case.candidacy, related=False, by=by)
    score_candidacy(candidacy=case.candidacy, visit=seen, scores=scores, by=by)


def rank(case, by):
    close_scoring(
        selection_round=case.round, team=["Yuli", "Hendro", "Endang"], date=PUBLISHED, by=by
    )


def publish(case, by):
    publish_list(selection_round=case.round, date=PUBLISHED, by=by)


def object_to_it(case, by):
    record_objection(
        candidacy=case.candidacy,
        name="Pak Karto",
        says="Tidak pernah bertemu.",
        date=PUBLISHED,
        today=TODAY,
        by=by,
    )


def answer(case, by):
    objection = case.candidacy.objections.get()
    answer_objection(objection=objection, effect="none", reasons="Bertemu.", date=TODAY, by=by)


def name_the_list(case, by):
    propose_list(selection_round=case.round, date=TODAY, by=by)


def decree(case, by):
    issue_decree(proposal=case.round.list_proposals.get(), date=TODAY, by=by)


def agree(case, by):
    sign_agreement(award=case.award, date=TODAY, today=TODAY, by=by)


def keep_the_agreement(case, by):
    add_signed_page(paper=case.award.agreement.paper, photo=PHOTO, by=by)


def type_account(case, by):
    enter_account(
        group=case.group,
        bank="Bank Jatim",
        number=f"00456{case.group.pk:06}",
        holder=str(case.group),
        letter=PHOTO,
        today=TODAY,
        by=by,
    )


def check_its_account(case, by):
    check_account(account=case.group.bank_accounts.get(), right=True, by=by)


def order(case, by):
    spm = f"SPM/{case.group.pk}"
    order_payment(round=case.round, awards=[case.award], date=TODAY, spm=spm, today=TODAY, by=by)


def write_sp2d(case, by):
    paid_by, number = case.award.disbursement.order, f"SP2D/{case.group.pk}"
    enter_sp2d(order=paid_by, number=number, date=TODAY, today=TODAY, by=by)


def pay(case, by):
    pay_disbursement(
        disbursement=case.award.disbursement,
        account_number=case.group.bank_accounts.get().number,
        date=TODAY,
        today=TODAY,
        by=by,
    )


def match(case, by):
    """Send in the month's statement so far, and match the lines of this group."""
    account = OfficeAccount.objects.get()
    content = mt940([*lines_of_the_month()], number=account.number)
    import_statement(account=account, name="bulan.sta", content=content, today=TODAY, by=by)
    number = case.group.bank_accounts.get().number
    lines = account.lines.open().filter(text__contains=number)
    batch = match_exact(lines=lines, today=TODAY, by=by)
    assert (len(batch.made), batch.left) == (1, [])


def lines_of_the_month():
    for sign, model in ((-1, Transfer), (1, Refund)):
        for row in model.objects.order_by("pk"):
            number = row.group.bank_accounts.get().number
            yield TODAY, sign * row.amount, row.reference, f"TRF {number} {row.group}"


def hand_over(case, by):
    record_handover(
        award=case.award, date=TODAY, witnesses="Kepala desa", photo=PHOTO, today=TODAY, by=by
    )


def spend_and_report(case, by):
    plan_in_force = case.candidacy.budgets.get()
    for line, amount in zip(plan_in_force.lines.all(), case.spent, strict=True):
        record_purchase(
            award=case.award,
            line=line,
            item=line.item,
            seller="Toko Tani",
            amount=amount,
            quantity=line.quantity,
            date=TODAY,
            received_by=case.group.memberships.first(),
            receipt=PICTURE,
            second_offer=PICTURE,
            today=TODAY,
            by=by,
        )
    purchases = case.award.purchases.all()
    write_report(award=case.award, purchases=purchases, date=TODAY, by=by)


def send_the_report(case, by):
    report = case.award.reports.get()
    add_signed_page(paper=report.paper, photo=PHOTO, by=by)
    check_report(report=report, by=by)


def accept(case, by):
    review_report(report=case.award.reports.get(), accepted=True, date=TODAY, by=by)


def give_back(case, by):
    record_refund(
        award=case.award,
        amount=case.remainder,
        sts=f"STS/{case.group.pk}",
        date=TODAY,
        slip=PHOTO,
        today=TODAY,
        by=by,
    )
