"""Acts on many groups at once: the rules of one, each by itself, what is left is said."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.answers import Answer
from foundation.rules import RuleBroken
from grants.payment.actions.agreements import sign_agreements
from grants.payment.actions.bank_accounts import check_accounts
from grants.payment.actions.matches import match_named
from grants.payment.models import AccountCheck, Agreement, Match
from grants.selection.actions.verification import declare_many
from grants.selection.models import Declaration
from papers.models import Paper
from tests.conftest import TODAY
from tests.factories import LONG_AGO, FacilitationFactory, OfficeFactory, UserFactory
from tests.grants.factories import (
    DAY,
    GRANT,
    AwardFactory,
    BankAccountFactory,
    BudgetFactory,
    CandidacyFactory,
    TransferFactory,
)
from tests.grants.matching import sent
from tests.grants.statements import line_of

BEFORE = {"since": LONG_AGO - 9 * DAY, "until": LONG_AGO}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def ready():
    """An award whose agreement may be drawn up."""
    award = AwardFactory()
    BudgetFactory(candidacy=award.candidacy)
    OfficeFactory(membership=award.group.memberships.first())
    return award


def with_account(**more):
    return BankAccountFactory(group=AwardFactory().group, **more)


def queries(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_agreements_are_drawn_up_each_by_itself():
    unplanned, free = AwardFactory(), [ready(), ready()]

    made, left = sign_agreements(
        awards=[unplanned, *free], date=TODAY, today=TODAY, by=UserFactory(role="head")
    )

    assert [each.award for each in made] == free
    assert len({each.paper.number for each in made}) == 2
    [(award, why)] = left
    assert (award, "no budget plan" in why) == (unplanned, True)


def test_what_a_rule_refuses_leaves_no_paper():
    wrong = AwardFactory()
    OfficeFactory(membership=wrong.group.memberships.first())
    BudgetFactory(candidacy=wrong.candidacy, lines=[("Sapi", "animal", 1, GRANT - 1)])

    sign_agreements(awards=[wrong], date=TODAY, today=TODAY, by=UserFactory(role="head"))

    assert not Paper.objects.filter(kind=Paper.Kind.AGREEMENT).exists()


def test_the_page_of_agreements_ticks_the_ready_and_names_the_others(as_user):
    first, second, waiting = ready(), ready(), AwardFactory()
    client, url = as_user(UserFactory(role="head")), reverse("grants:sign_agreements")

    page = client.get(url)
    answer = sent(client, url, awards=[first.pk], date=TODAY.isoformat())

    assert {row.award for row in page.context["free"]} == {first, second}
    assert [row.award for row in page.context["waiting"]] == [waiting]
    assert answer.status_code == 302
    assert [each.award for each in Agreement.objects.all()] == [first]


def test_a_group_that_may_not_be_ticked_is_refused(as_user):
    ready()
    client, url = as_user(UserFactory(role="head")), reverse("grants:sign_agreements")

    answer = sent(client, url, awards=[AwardFactory().pk], date=TODAY.isoformat())

    assert answer.status_code == 422
    assert "awards" in answer.context["form"].errors
    assert not Agreement.objects.exists()


def test_accounts_are_checked_each_by_itself():
    verifier = UserFactory(role="verifier")
    right, wrong, own = with_account(), with_account(), with_account(by=verifier)
    answers = [Answer(right, "yes", ""), Answer(wrong, "no", "Nomor"), Answer(own, "yes", "")]

    made, left = check_accounts(answers=answers, by=verifier)

    assert [(each.account, each.right) for each in made] == [(right, True), (wrong, False)]
    [(said, why)] = left
    assert (said.row, "may not check it" in why) == (own, True)


def test_the_page_of_accounts_keeps_what_is_left_for_later(as_user):
    first, second = with_account(), with_account()
    client, url = as_user(UserFactory(role="verifier")), reverse("grants:check_accounts")

    answer = sent(client, url, **{f"answer_{first.pk}": "yes", f"answer_{second.pk}": ""})

    assert answer.status_code == 302
    assert AccountCheck.objects.get().account == first
    assert [row for row, *_fields in client.get(url).context["form"].rows()] == [second]


def test_a_wrong_account_needs_its_note_and_nothing_typed_is_lost(as_user):
    account, other = with_account(), with_account()
    client, url = as_user(UserFactory(role="verifier")), reverse("grants:check_accounts")

    answer = sent(client, url, **{f"answer_{account.pk}": "no", f"answer_{other.pk}": "yes"})

    assert answer.status_code == 422
    said = str(answer.context["form"].errors[f"note_{account.pk}"])
    assert f"{account.group}: " in said
    assert answer.context["form"][f"answer_{other.pk}"].value() == "yes"
    assert not AccountCheck.objects.exists()


def test_an_answer_about_a_row_settled_meanwhile_is_said(as_user):
    account, other = with_account(), with_account()
    client, url = as_user(UserFactory(role="verifier")), reverse("grants:check_accounts")
    check_accounts(answers=[Answer(other, "yes", "")], by=UserFactory(role="verifier"))

    answer = sent(client, url, **{f"answer_{account.pk}": "yes", f"answer_{other.pk}": "yes"})

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_declarations_are_made_each_by_itself():
    verifier = UserFactory(role="verifier")
    free, bound, own = CandidacyFactory(), CandidacyFactory(), CandidacyFactory()
    FacilitationFactory(group=own.group, facilitator=verifier, **BEFORE)
    answers = [Answer(free, "no", ""), Answer(bound, "yes", "Keponakan"), Answer(own, "no", "")]

    made, left = declare_many(answers=answers, by=verifier)

    assert [(each.candidacy, each.related) for each in made] == [(free, False), (bound, True)]
    assert [said.row for said, _why in left] == [own]


def test_the_page_of_declarations_leaves_out_own_groups(as_user):
    verifier = UserFactory(role="verifier")
    free, own = CandidacyFactory(), CandidacyFactory()
    FacilitationFactory(group=own.group, facilitator=verifier, **BEFORE)
    client, url = as_user(verifier), reverse("grants:declare_many")

    answer = sent(client, url, **{f"answer_{free.pk}": "no"})

    assert answer.status_code == 302
    assert Declaration.objects.get().candidacy == free
    assert list(client.get(url).context["form"].rows()) == []


def test_lines_without_an_account_are_matched_with_one_reason():
    rows = [line_of(TransferFactory(), counter_account="") for _number in range(2)]
    cashier = UserFactory(role="cashier")

    made, left = match_named(lines=rows, reason="Slip bank", today=TODAY, by=cashier)

    assert ({each.line for each in made}, left) == (set(rows), [])
    assert {each.reason for each in made} == {"Slip bank"}


def test_only_lines_that_lack_nothing_but_the_account():
    double = TransferFactory()
    rows = [
        line_of(double, counter_account=""),
        line_of(double, counter_account=""),
        line_of(TransferFactory(), counter_account="999999999"),
        line_of(TransferFactory(), -1_000, counter_account=""),
        line_of(TransferFactory(), counter_account="", sen=-50),
    ]

    match_named(lines=rows, reason="Slip bank", today=TODAY, by=UserFactory(role="cashier"))

    assert not Match.objects.exists()


def test_the_own_payment_is_left_and_a_reason_is_asked():
    transfer = TransferFactory()
    line = line_of(transfer, counter_account="")

    _made, [(row, why)] = match_named(lines=[line], reason="Slip", today=TODAY, by=transfer.by)

    assert (row.line, "another cashier" in why) == (line, True)
    with pytest.raises(RuleBroken, match="how you know"):
        match_named(lines=[line], reason=" ", today=TODAY, by=UserFactory(role="cashier"))


def test_the_page_offers_them_as_one_batch(as_user):
    named, exact = line_of(TransferFactory(), counter_account=""), line_of(TransferFactory())
    client, url = as_user(UserFactory(role="cashier")), reverse("grants:match_named")

    page = client.get(url)
    answer = sent(client, url, lines=[named.pk, exact.pk], reason="Slip bank")

    assert [row.line for row in page.context["rows"]] == [named]
    assert answer.status_code == 302
    assert Match.objects.get().line == named


@pytest.mark.parametrize(
    ("role", "name", "make"),
    [
        ("head", "sign_agreements", ready),
        ("verifier", "check_accounts", with_account),
        ("verifier", "declare_many", CandidacyFactory),
        ("cashier", "match_named", lambda: line_of(TransferFactory(), counter_account="")),
    ],
)
def test_a_page_of_many_asks_no_query_a_row(as_user, role, name, make):
    client, url = as_user(UserFactory(role=role)), reverse(f"grants:{name}")
    make()
    few = queries(client, url)

    for _number in range(3):
        make()

    assert queries(client, url) == few


def test_what_waits_leads_to_the_page_of_many(as_user):
    ready()

    page = as_user(UserFactory(role="head")).get(reverse("grants:waiting", args=["agreement"]))

    assert reverse("grants:sign_agreements") in page.text
