"""A changed budget plan is a new version, in force once a verifier approved it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from grants.payment.actions.budgets import DraftLine, approve_budget, change_budget, return_budget
from grants.payment.models import Budget, BudgetApproval
from grants.payment.reports.budgets import plan_of
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import (
    DAY,
    GRANT,
    AgreementFactory,
    BudgetFactory,
    HandoverFactory,
    PurchaseFactory,
    full_meeting,
)
from tests.grants.planning import sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def lines_of(budget, **changed):
    """The lines of a plan with changes by line number: `_1={"price": …}`."""
    return [
        DraftLine(
            **{name: getattr(line, name) for name in DraftLine.__dataclass_fields__}
            | changed.get(f"_{line.number}", {})
        )
        for line in budget.lines.all()
    ]


def change(candidacy, lines, **more):
    facts = {
        "meeting": full_meeting(candidacy.group),
        "plan": "Sapi lebih mahal",
        "reason": "Harga naik",
        "today": TODAY,
        "by": candidacy.by,
    }
    return change_budget(candidacy=candidacy, lines=lines, **facts | more)


DEARER = {"_1": {"price": 12_000_000}, "_2": {"price": 3_000_000}, "_3": {"price": 60_000}}


@pytest.fixture
def budget():
    return BudgetFactory()


def test_a_change_waits_and_the_first_plan_counts(budget):
    changed = change(budget.candidacy, lines_of(budget, **DEARER))

    plan = plan_of(budget.candidacy)
    assert (plan.in_force, plan.waiting) == (budget, changed)


def test_approved_it_counts(budget):
    changed = change(budget.candidacy, lines_of(budget, **DEARER))

    approve_budget(budget=changed, by=UserFactory(role="verifier"))

    assert Budget.objects.in_force().get(candidacy=budget.candidacy) == changed


def test_given_back_the_first_plan_stays(budget):
    changed = change(budget.candidacy, lines_of(budget, **DEARER))

    return_budget(budget=changed, reason="Harga terlalu tinggi", by=UserFactory(role="verifier"))

    plan = plan_of(budget.candidacy)
    assert (plan.in_force, plan.waiting, plan.returned) == (budget, None, changed)


def test_given_back_it_is_not_approved(budget):
    changed = change(budget.candidacy, lines_of(budget, **DEARER))
    return_budget(budget=changed, reason="Mahal", by=UserFactory(role="verifier"))

    with pytest.raises(RuleBroken, match="does not wait"):
        approve_budget(budget=Budget.objects.get(pk=changed.pk), by=UserFactory(role="verifier"))


def test_a_change_is_decided_after_the_plan_it_changes(budget):
    older = full_meeting(budget.candidacy.group, date=budget.meeting.date - DAY)

    with pytest.raises(RuleBroken, match="is decided in a meeting on"):
        change(budget.candidacy, lines_of(budget, **DEARER), meeting=older)


def test_and_after_the_decree():
    award = HandoverFactory().award
    budget = award.candidacy.budgets.get()
    meetings = {
        days: full_meeting(award.group, date=award.decree.date + days * DAY) for days in (-1, 0)
    }

    with pytest.raises(RuleBroken, match="is decided in a meeting on"):
        change(award.candidacy, lines_of(budget, **DEARER), meeting=meetings[-1])
    assert change(award.candidacy, lines_of(budget, **DEARER), meeting=meetings[0])


def test_a_line_keeps_its_number(budget):
    lines = [*lines_of(budget)[1:], DraftLine("Domba", "animal", 10, "ekor", 2_000_000)]

    changed = change(budget.candidacy, lines)

    assert {line.number: line.item for line in changed.lines.all()} == {
        2: "Kandang",
        3: "Pakan",
        4: "Domba",
    }


def test_nobody_approves_the_own_change(budget):
    both = UserFactory(role="verifier")
    changed = change(budget.candidacy, lines_of(budget, **DEARER), by=both)

    with pytest.raises(RuleBroken, match="may not approve"):
        approve_budget(budget=changed, by=both)
    with pytest.raises(IntegrityError, match="another person"), transaction.atomic():
        BudgetApproval.objects.create(budget=changed, by=both)


def test_the_total_stays(budget):
    with pytest.raises(RuleBroken, match="too much"):
        change(budget.candidacy, lines_of(budget, _1={"price": 12_000_000}))


def test_what_is_bought_stays_within_its_line():
    purchase = PurchaseFactory(award=HandoverFactory().award)
    budget = purchase.line.budget
    less = {"_1": {"quantity": 1, "price": 9_000_000}, "_2": {"price": 16_000_000}}

    meeting = full_meeting(budget.candidacy.group, date=TODAY)

    with pytest.raises(RuleBroken, match=r"Rp9\.450\.000 was bought already"):
        change(budget.candidacy, lines_of(budget, **less), meeting=meeting)


def test_the_database_covers_what_is_bought():
    purchase = PurchaseFactory(award=HandoverFactory().award)
    changed = BudgetFactory(
        candidacy=purchase.line.budget.candidacy,
        version=2,
        reason="Bukan sapi",
        lines=[("Sapi", "animal", 1, 9_000_000), ("Motor", "equipment", 1, GRANT - 9_000_000)],
    )

    with pytest.raises(IntegrityError, match="covers what is bought"), transaction.atomic():
        BudgetApproval.objects.create(budget=changed, by=UserFactory(role="verifier"))


def test_the_database_holds_the_total_of_an_award():
    award = HandoverFactory().award
    changed = BudgetFactory(
        candidacy=award.candidacy,
        version=2,
        reason="Lebih",
        lines=[("Sapi", "animal", 1, GRANT + 1)],
    )

    with pytest.raises(IntegrityError, match="is the grant"), transaction.atomic():
        BudgetApproval.objects.create(budget=changed, by=UserFactory(role="verifier"))


def test_the_page_opens_with_the_lines_there_are(as_user, budget):
    response = as_user(budget.candidacy.by).get(
        reverse("grants:change_budget", args=[budget.candidacy_id])
    )

    assert 'value="Kandang"' in response.text
    assert 'value="10.000.000"' in response.text


def test_the_verifier_sees_what_changes_and_approves(as_user, budget):
    changed = change(budget.candidacy, lines_of(budget, **DEARER))
    client = as_user(UserFactory(role="verifier"))
    url = reverse("grants:approve_budget", args=[changed.pk])

    page = client.get(url)
    key = page.context["form"]["submission"].value()
    response = client.post(url, {"submission": key, "note": ""})

    assert "24.000.000" in page.text
    assert response.url == reverse("grants:budget", args=[budget.candidacy_id])
    assert BudgetApproval.objects.filter(budget=changed).exists()


def test_the_verifier_gives_it_back(as_user, budget):
    changed = change(budget.candidacy, lines_of(budget, **DEARER))
    client = as_user(UserFactory(role="verifier"))
    url = reverse("grants:return_budget", args=[changed.pk])
    approval = client.get(reverse("grants:approve_budget", args=[changed.pk]))
    key = client.get(url).context["form"]["submission"].value()

    nothing = client.post(url, {"submission": key, "reason": ""})
    client.post(url, {"submission": key, "reason": "Terlalu mahal"})

    assert url in approval.text
    assert nothing.status_code == 422
    assert Budget.objects.get(pk=changed.pk).returned.reason == "Terlalu mahal"


def test_the_facilitator_sends_a_change(as_user, budget):
    candidacy = budget.candidacy
    fields = sent(
        candidacy,
        full_meeting(candidacy.group),
        {"item": "Sapi", "quantity": 3, "price": "10000000", "number": 1},
    ) | {"reason": "Kandang sudah ada"}

    as_user(candidacy.by).post(reverse("grants:change_budget", args=[candidacy.pk]), fields)

    assert candidacy.budgets.get(version=2).lines.get().number == 1


COPY = """INSERT INTO grants_budget (candidacy_id, version, meeting_id, plan, reason, by_id, at)
    SELECT candidacy_id, 2, %s, plan, 'Lain', by_id, at FROM grants_budget WHERE id = %s"""


def test_the_database_wants_a_meeting_since_the_decree_too():
    budget = AgreementFactory().award.candidacy.budgets.get()
    decreed = budget.candidacy.award.decree.date
    early = full_meeting(budget.candidacy.group, date=decreed - DAY)
    late = full_meeting(budget.candidacy.group, date=decreed)

    with pytest.raises(IntegrityError, match="after the decree"), transaction.atomic():
        connection.cursor().execute(COPY, [early.pk, budget.pk])
    connection.cursor().execute(COPY, [late.pk, budget.pk])
    assert Budget.objects.get(version=2).meeting == late
