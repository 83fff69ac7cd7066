"""Each paper of an office says the office's own words, and keeps them when they are edited."""

from collections.abc import Iterable

import pytest

from finance.actions.coaching import sign_coaching_report
from foundation.months import months_after
from grants.payment.papers.payment_order import order_content
from grants.selection.actions.objections import answer_objection
from grants.selection.actions.rankings import close_scoring, publish_list
from grants.selection.actions.verification import declare, record_visit
from grants.selection.models import Finding, ObjectionAnswer
from grants.spending.actions.follow_up import monitor_grant
from groups.privacy.actions.breaches import take_breach_step
from papers.actions import edit_wording, issue_paper
from papers.models import Paper, Wording
from papers.printing import pdf
from papers.wording import ARTICLES, BLANKS, words_of
from tests.conftest import TODAY, month
from tests.factories import BreachFactory, GroupFactory, UserFactory, region
from tests.finance.ends import dissolved, group_to_end
from tests.grants.factories import (
    DAY,
    BankAccountFactory,
    BudgetFactory,
    CandidacyFactory,
    ObjectionFactory,
    RoundFactory,
    TransferFactory,
)
from tests.grants.matching import match
from tests.grants.spending import buy, in_hand, reviewed
from tests.grants.statements import line_of
from tests.grants.test_printed_papers import awarded, handed_over
from tests.grants.test_rank import EXAMPLE
from tests.grants.test_rankings import TEAM, candidate
from tests.grants.test_remind_group import decide, reminded
from tests.grants.test_sign_agreement import sign
from tests.groups.forming import found_fit, proposed
from tests.groups.forming import sign as sign_forming
from tests.groups.test_stages import moved
from tests.papers.test_printed import decree
from tests.pdf_text import pages_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_alone")]


def mark(part: str) -> str:
    return f"Bunyi <{part}> Dinas."


@pytest.fixture
def marked():
    """An office with words of its own for each part."""
    words = {part.value: mark(part) for part in Wording.Part}
    for part in ARTICLES:
        words[part] = f"# Isi\n{mark(part)}"
    edit_wording(office=region("35.07"), words=words, by=UserFactory(role="head"))


def selection(excepted: bool) -> Iterable[Paper]:
    """Minutes of a ranking and the public list."""
    selection_round = RoundFactory(places=1, documents=[], proposals_until=TODAY - DAY)
    best = candidate(selection_round, f"P{excepted}", EXAMPLE["P"])
    candidate(selection_round, f"Q{excepted}", EXAMPLE["Q"])
    if excepted:
        by = best.declarations.get().by
        said = {"rule": "size", "result": "exception", "evidence": "Musibah"}
        Finding.objects.create(candidacy=best, by=by, **said)
    by = UserFactory(role="head")
    yield close_scoring(selection_round=selection_round, team=TEAM, date=TODAY, by=by).paper
    yield publish_list(selection_round=selection_round, date=TODAY, by=by).paper


def answered() -> Iterable[Paper]:
    """The letter, the minutes and the list after an objection was upheld."""
    selection_round = RoundFactory(places=1, documents=[], proposals_until=TODAY - DAY)
    best = candidate(selection_round, "R", EXAMPLE["P"])
    candidate(selection_round, "S", EXAMPLE["Q"])
    by = UserFactory(role="head")
    close_scoring(selection_round=selection_round, team=TEAM, date=TODAY, by=by)
    publish_list(selection_round=selection_round, date=TODAY, by=by)
    objection = ObjectionFactory(candidacy=best, date=TODAY)
    said = {"effect": ObjectionAnswer.Effect.REMOVED, "reasons": "Perangkat desa", "date": TODAY}
    papers = answer_objection(objection=objection, by=by, **said).papers
    return papers.letter, papers.minutes, papers.public_list


def visits() -> Iterable[Paper]:
    """Of a candidate and of a group that has its grant."""
    candidacy, by = CandidacyFactory(), UserFactory(role="verifier")
    declare(candidacy=candidacy, related=False, by=by)
    met = {"place": "Kandang", "people": 9, "animals": 4, "books_seen": "Ada", "notes": ""}
    yield record_visit(candidacy=candidacy, date=TODAY, today=TODAY, by=by, **met).paper
    date = months_after(TODAY, 3)
    said = {"month": 3, "found": "Sehat", "agreed": "", "date": date, "today": date}
    yield monitor_grant(award=in_hand(), by=by, **said).paper


def order() -> Paper:
    award = awarded()
    rows = {award: BankAccountFactory(group=award.group)}
    said = order_content(award.round, rows, "SPM/1", "SP2D/1", TODAY)
    by, kind = UserFactory(role="cashier"), Paper.Kind.PAYMENT_ORDER
    return issue_paper(kind, office=award.round.district, content=said, date=TODAY, by=by)


def came_back() -> Paper:
    """The minutes of a payment that the bank gave back."""
    transfer, by = TransferFactory(), UserFactory(role="cashier")
    match(line_of(transfer), transfer, by)
    return match(line_of(transfer, transfer.amount), transfer, by).paper


def reviews() -> Iterable[Paper]:
    """A report accepted with money left, and one that goes back."""
    for accepted in (True, False):
        award = in_hand()
        buy(award)
        yield reviewed(award, accepted=accepted).review.paper


def letters() -> list[Paper]:
    award = reminded(in_hand())
    for _measure in range(4):
        decide(award)
    return [each.paper for each in award.sanctions.all()]


def monthly() -> Paper:
    """The report of last month on one group."""
    by = GroupFactory().facilitations.get().facilitator
    return sign_coaching_report(office=region("35.07"), month=month(-1), today=TODAY, by=by).paper


def notices() -> Iterable[Paper]:
    """Of a breach, to the authority and to the persons."""
    row = BreachFactory()
    for kind in ("authority", "persons"):
        told = take_breach_step(breach=row, kind=kind, done_at=row.at, what="Ditarik", by=row.by)
        yield told.paper


ISSUED = {
    Paper.Kind.RANKING: lambda: [
        *selection(excepted=True),
        *selection(excepted=False),
        *answered(),
    ],
    Paper.Kind.CANDIDATES: lambda: [*selection(False), *answered()],
    Paper.Kind.ANSWER: answered,
    Paper.Kind.DECREE: lambda: [decree(region("35.07"), 1)],
    Paper.Kind.AGREEMENT: lambda: [handed_over_agreement()],
    Paper.Kind.PAYMENT_ORDER: lambda: [order()],
    Paper.Kind.BANK: lambda: [came_back()],
    Paper.Kind.HANDOVER: lambda: [handed_over(awarded(), "Karto")],
    Paper.Kind.VISIT: visits,
    Paper.Kind.REVIEW: reviews,
    Paper.Kind.SANCTION: letters,
    Paper.Kind.COACHING: lambda: [monthly()],
    Paper.Kind.FOUNDING: lambda: [proposed().proposals.get().paper],
    Paper.Kind.GROUP_DECREE: lambda: [
        sign_forming(found_fit()).paper,
        moved().paper,
        dissolved(group_to_end()).paper,
    ],
    Paper.Kind.BREACH: notices,
}


def handed_over_agreement() -> Paper:
    """An agreement as the action issues it."""
    award = awarded()
    BudgetFactory(candidacy=award.candidacy)
    return sign(award).paper


def text(paper: Paper) -> str:
    return " ".join(" ".join(pages_of(pdf(paper))).split())


def test_each_paper_with_words_is_issued_here():
    assert set(ISSUED) == set(BLANKS)


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("kind", list(ISSUED))
def test_a_paper_says_the_words_of_its_office(kind):
    printed = [text(paper) for paper in ISSUED[kind]() if paper.kind == kind]

    parts = {part: mark(part) for part in BLANKS[kind]}
    assert [part for part, said in parts.items() if not any(said in each for each in printed)] == []
    others = {mark(part) for part in Wording.Part} - set(parts.values())
    assert [said for said in others if any(said in each for each in printed)] == []


@pytest.mark.parametrize("kind", ["sanction", "ranking"])
def test_a_paper_keeps_the_words_that_it_was_issued_with(kind, request):
    papers = [each for each in ISSUED[kind]() if each.kind == kind]
    before = [pdf(each) for each in papers]

    request.getfixturevalue("marked")

    assert [pdf(Paper.objects.get(pk=each.pk)) for each in papers] == before
    assert words_of(region("35.07"))[f"{kind}_closing"] == mark(f"{kind}_closing")
