"""Borders of the rules of grants that `run.py bench mutants` could move unseen."""

import datetime
from types import SimpleNamespace

import pytest

from foundation.rules import RuleBroken
from grants.payment.models import BankFile, Transfer
from grants.payment.rules.bulk import names_order, require_bulk
from grants.payment.rules.explanations import require_fitting_amount, require_fitting_kind
from grants.payment.rules.sent_payments import read_sent
from grants.payment.rules.statement_joins import kind_of
from grants.payment.rules.undoing import require_undoable
from grants.selection.rules.rounds import (
    require_in_its_years,
    require_listable,
    require_places_left,
)
from grants.selection.rules.scores import is_hidden, require_differing
from tests.conftest import TODAY
from tests.factories import ProgrammeFactory, UserFactory
from tests.grants.factories import (
    GRANT,
    CandidacyFactory,
    ListProposalFactory,
    MatchFactory,
    QuotaFactory,
    RankingFactory,
    RoundFactory,
    StatementLineFactory,
    TransferFactory,
)
from tests.grants.matching import match
from tests.grants.statements import line_of
from tests.grants.test_match_bulk import FEE, bulk, two_payments
from tests.grants.test_two_scores import score, verifier
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
YEAR = TODAY.year


made = shared(two_payments)


@pytest.fixture
def pair(made):
    return [Transfer.objects.get(pk=transfer.pk) for transfer in made]


def test_one_of_several_payments_is_matched_already(pair):
    MatchFactory(transfer=pair[0])
    TransferFactory()  # another one waits

    with pytest.raises(RuleBroken, match="matched already"):
        require_bulk(bulk(), pair, "SP2D hari itu")


def test_a_fee_without_a_reason_is_asked_for(pair):
    with pytest.raises(RuleBroken, match=f"other Rp{FEE:,}".replace(",", ".")) as refused:
        require_bulk(bulk(-2 * GRANT - FEE), pair, "")

    assert refused.value.field == "reason"


@pytest.mark.parametrize(("sp2d", "named"), [("123", False), ("1234", True), ("9999", False)])
def test_a_number_of_three_letters_names_no_order(sp2d, named):
    order = SimpleNamespace(sp2d=sp2d)
    transfer = SimpleNamespace(disbursement=SimpleNamespace(order=order))

    assert names_order(SimpleNamespace(reference="1234", text="bayar"), transfer) is named


@pytest.mark.parametrize(("amount", "kind"), [(GRANT, "double"), (-GRANT, "came_back")])
def test_a_kind_that_does_not_fit_the_sign_is_said_beside_it(amount, kind):
    with pytest.raises(RuleBroken) as refused:
        require_fitting_kind(StatementLineFactory(amount=amount), kind, None)

    assert refused.value.field == "kind"


def test_a_return_stays():
    transfer, cashier = TransferFactory(), UserFactory(role="cashier")
    match(line_of(transfer), transfer, cashier)
    returned = match(line_of(transfer, transfer.amount), transfer, cashier)

    with pytest.raises(RuleBroken, match="A return has its minutes"):
        require_undoable(returned, UserFactory(role="cashier"))


@pytest.mark.parametrize(
    ("until", "year", "words"),
    [
        (datetime.date(YEAR, 1, 2), YEAR, ""),
        (datetime.date(YEAR, 1, 1), YEAR, f"ends on 31 December {YEAR - 1}"),
        (None, YEAR + 50, ""),
        (None, YEAR - 51, "begins on"),
    ],
)
def test_a_quota_is_of_a_year_in_which_the_programme_runs(until, year, words):
    programme = ProgrammeFactory(
        name="Tahunan", since=datetime.date(YEAR - 50, 12, 31), until=until
    )

    if not words:
        require_in_its_years(programme, year)
        return
    with pytest.raises(RuleBroken, match=words) as refused:
        require_in_its_years(programme, year)
    assert refused.value.field == "year"


@pytest.mark.parametrize(("places", "left"), [(1, True), (0, False)])
def test_the_last_place_of_a_quota_opens_a_round(places, left):
    quota = QuotaFactory(programme=ProgrammeFactory(name="Kuota"), places=places + 1)
    RoundFactory(quota=quota, places=1)

    if left:
        require_places_left(quota)
    else:
        with pytest.raises(RuleBroken, match="All places"):
            require_places_left(quota)


def test_the_ranking_of_another_round_settles_no_scores():
    rules = RoundFactory().rules | {"two_scores": True}
    candidacy = CandidacyFactory(round__rules=rules)
    score(candidacy, verifier(candidacy, "Wahyu"))
    score(candidacy, verifier(candidacy, "Sari"), c1=4)
    RankingFactory()

    require_differing(candidacy)


@pytest.mark.parametrize("more", [0, 1])
def test_as_much_comes_back_as_went_out(more):
    transfer = MatchFactory().transfer
    line = StatementLineFactory(amount=transfer.amount + more)

    if not more:
        require_fitting_amount(line, "came_back", transfer)
        return
    with pytest.raises(RuleBroken, match="no more came back") as refused:
        require_fitting_amount(line, "came_back", transfer)
    assert refused.value.field == "transfer"


def test_a_second_list_waits_for_the_first():
    with pytest.raises(RuleBroken, match="A list waits"):
        require_listable(ListProposalFactory().round, TODAY)


@pytest.mark.parametrize(("number", "found"), [("123456", True), ("12345", False)])
def test_an_account_has_six_digits(number, found):
    content = f"rekening;referensi;jumlah\n{number};KUBE1-1;17500000\n{'9' * 10};;1\n".encode()

    assert any(row.has_account(number) for row in read_sent(content)) is found


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ({"read_as": "Jatim", "content": b""}, "Jatim"),
        (
            {"content": b":20:A\r\n:25:123\r\n:60F:C260101IDR0,\r\n:61:2601010101C1,NMSC\r\n"},
            "MT940",
        ),
        ({"content": b"tanggal;jumlah\n"}, "table"),
    ],
)
def test_a_file_is_of_the_kind_it_was_read_as(file, kind):
    assert kind_of(BankFile(**file)) == kind


def test_where_one_scores_nothing_is_hidden():
    candidacy = CandidacyFactory()

    assert not is_hidden(candidacy, UserFactory(role="verifier"), [])
