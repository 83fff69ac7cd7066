"""The budget plan: equal to the grant, chosen in a meeting with two thirds of the members."""

from contextlib import nullcontext

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.database_roles import as_owner
from foundation.rules import RuleBroken
from grants.payment.actions.agreements import sign_agreement
from grants.payment.actions.budgets import DraftLine
from grants.payment.forms.budgets import BudgetChangeForm, BudgetForm
from grants.payment.models import Budget, BudgetLine
from groups.models import Meeting
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import (
    DAY,
    GRANT,
    AgreementFactory,
    AwardFactory,
    BudgetFactory,
    CandidacyFactory,
    full_meeting,
    officers,
)
from tests.grants.planning import COW, OWN_FEED, meeting_with, plan, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_a_plan_is_the_grant_to_the_rupiah():
    kept = plan(CandidacyFactory())

    assert (kept.version, kept.from_grant, kept.from_own) == (1, GRANT, 0)
    assert [line.number for line in kept.lines.all()] == [1]


def test_the_groups_own_part_stands_apart():
    kept = plan(CandidacyFactory(), lines=[COW, OWN_FEED])

    assert (kept.from_grant, kept.from_own) == (GRANT, 500_000)


@pytest.mark.parametrize(
    ("price", "words"),
    [(9_999_999, "Rp3 is still missing"), (10_000_001, "Rp3 too much")],
)
def test_a_rupiah_more_or_less_is_refused(price, words):
    line = DraftLine("Sapi", BudgetLine.Kind.ANIMAL, 3, "ekor", price)

    with pytest.raises(RuleBroken, match=words):
        plan(CandidacyFactory(), lines=[line])


def test_two_thirds_of_the_members_choose():
    candidacy = CandidacyFactory()

    assert plan(candidacy, meeting=meeting_with(candidacy.group, 7))


def test_fewer_do_not():
    candidacy = CandidacyFactory()

    with pytest.raises(RuleBroken, match="fewer than two thirds"):
        plan(candidacy, meeting=meeting_with(candidacy.group, 6))


def test_a_meeting_of_another_group_does_not():
    with pytest.raises(RuleBroken, match="meeting of this group"):
        plan(CandidacyFactory(), meeting=full_meeting(CandidacyFactory().group))


@pytest.mark.parametrize("days", [-1, 0])
def test_the_meeting_lies_after_the_proposal(days):
    candidacy = CandidacyFactory()
    meeting = full_meeting(candidacy.group, date=candidacy.date + days * DAY)

    offered = BudgetForm(candidacy, today=TODAY).fields["meeting"].queryset

    assert (meeting in offered) == (days == 0)
    with nullcontext() if days == 0 else pytest.raises(RuleBroken, match="in a meeting on"):
        plan(candidacy, meeting=meeting)


def test_a_change_offers_only_meetings_since_the_decree():
    award = BudgetFactory(candidacy=AwardFactory().candidacy).candidacy.award
    days = [award.decree.date - DAY, award.decree.date]
    before, since = (full_meeting(award.group, date=day) for day in days)

    offered = BudgetChangeForm(award.candidacy, today=TODAY).fields["meeting"].queryset

    assert since in offered
    assert before not in offered


def test_there_is_one_first_plan():
    candidacy = BudgetFactory().candidacy

    with pytest.raises(RuleBroken, match="has a budget plan already"):
        plan(candidacy)


def test_a_form_of_a_second_tab_is_closed_and_leads_back(as_user):
    """It could never be saved, whatever is mended in it."""
    budget = BudgetFactory()
    candidacy, meeting = budget.candidacy, budget.meeting
    cow = {"what": "Sapi", "quantity": "3", "price": "10.000.000"}
    url = reverse("grants:plan_budget", args=[candidacy.pk])

    for data in (sent(candidacy, meeting, cow), sent(candidacy, meeting, cow) | {"plan": ""}):
        answer = as_user(budget.by).post(url, data)

        assert answer.status_code == 422
        assert 'name="submission"' not in answer.text
        assert f'class="btn btn-outline" href="{answer.context["back"]}"' in answer.text


def test_the_database_wants_a_quorum_too():
    candidacy = CandidacyFactory()
    meeting = meeting_with(candidacy.group, 6)

    with pytest.raises(IntegrityError, match="two thirds"), transaction.atomic():
        BudgetFactory(candidacy=candidacy, meeting=meeting)


def test_a_plan_that_counts_gets_no_more_lines():
    budget = AgreementFactory().award.candidacy.budgets.get()

    with pytest.raises(IntegrityError, match="no more lines"), transaction.atomic():
        BudgetLine.objects.create(
            budget=budget,
            number=9,
            item="Motor",
            kind="equipment",
            quantity=1,
            unit="buah",
            price=1_000_000,
        )


@pytest.mark.django_db(transaction=True)
def test_not_even_the_owner_changes_a_line():
    BudgetFactory()

    with as_owner(), pytest.raises(IntegrityError, match="never changed"):
        BudgetLine.objects.update(price=1)


def test_the_page_saves_a_plan(as_user):
    candidacy = CandidacyFactory()
    fields = sent(
        candidacy,
        full_meeting(candidacy.group),
        {"item": "Sapi", "quantity": 2, "price": "10.000.000"},
        {"item": "", "quantity": "", "price": "", "kind": "", "unit": ""},
        {"item": "Kandang", "quantity": 1, "price": "10000000", "kind": "equipment"},
    )

    response = as_user(candidacy.by).post(
        reverse("grants:plan_budget", args=[candidacy.pk]), fields
    )

    assert response.url == reverse("grants:budget", args=[candidacy.pk])
    assert [line.item for line in candidacy.budgets.get().lines.all()] == ["Sapi", "Kandang"]


def test_a_wrong_line_keeps_what_was_typed(as_user):
    candidacy = CandidacyFactory()
    fields = sent(
        candidacy, full_meeting(candidacy.group), {"item": "Sapi", "quantity": 2, "price": "tiga"}
    )

    response = as_user(candidacy.by).post(
        reverse("grants:plan_budget", args=[candidacy.pk]), fields
    )

    assert response.status_code == 422
    assert 'value="tiga"' in response.text
    assert not Budget.objects.exists()


def test_one_more_row_comes_without_judging(as_user):
    candidacy = CandidacyFactory()
    fields = sent(candidacy, full_meeting(candidacy.group), {"item": "Sapi", "price": "tiga"})

    response = as_user(candidacy.by).post(
        reverse("grants:plan_budget", args=[candidacy.pk]), fields | {"more": "lines"}
    )

    assert response.status_code == 200
    assert 'name="lines-1-item"' in response.text
    assert 'value="Sapi"' in response.text
    assert fields["submission"] in response.text


@pytest.mark.parametrize("count", ["", "x", "-1", "9999999", "٣"])
def test_an_odd_number_of_rows_breaks_nothing(as_user, count):
    candidacy = CandidacyFactory()
    url = reverse("grants:plan_budget", args=[candidacy.pk])
    fields = sent(candidacy, full_meeting(candidacy.group)) | {"lines-TOTAL_FORMS": count}

    for more in ({}, {"more": "lines"}):
        assert as_user(candidacy.by).post(url, fields | more).status_code in (200, 422)


def test_the_plan_is_printed_with_lines_for_chair_and_treasurer(as_user):
    candidacy = BudgetFactory().candidacy
    officers(candidacy.group)

    page = as_user(candidacy.by).get(reverse("grants:budget", args=[candidacy.pk]))

    signed = page.content.decode().split('class="signatures"')[1]
    names = candidacy.group.memberships.order_by("number").values_list("person__name", flat=True)
    assert names[0] in signed
    assert names[1] not in signed
    assert names[2] in signed
    assert "data-print" in page.content.decode()


def test_the_plan_says_that_its_meeting_was_cancelled(as_user):
    budget = BudgetFactory()
    client = as_user(UserFactory(role="verifier"))
    url = reverse("grants:budget", args=[budget.candidacy_id])
    assert "dibatalkan" not in client.get(url).text

    cancelled(budget.meeting)

    assert "dibatalkan: “Salah hari”" in client.get(url).text


def test_no_agreement_rests_on_a_cancelled_meeting():
    award = AwardFactory()
    cancelled(BudgetFactory(candidacy=award.candidacy).meeting)

    with pytest.raises(RuleBroken, match="was cancelled"):
        sign_agreement(award=award, date=TODAY, today=TODAY, by=UserFactory(role="head"))


def cancelled(meeting):
    by, at = UserFactory(), timezone.now()
    rows = Meeting.objects.filter(pk=meeting.pk)
    rows.update(cancelled_by=by, cancelled_at=at, cancel_reason="Salah hari")


def test_without_a_meeting_the_page_says_what_is_missing_and_where(as_user):
    candidacy = CandidacyFactory()
    url = reverse("grants:plan_budget", args=[candidacy.pk])
    record = reverse("finance:record_meeting", args=[candidacy.group_id])

    before = as_user(candidacy.by).get(url).text
    full_meeting(candidacy.group)
    after = as_user(candidacy.by).get(url).text

    assert "sejak kelompok diusulkan" in before
    assert record in before
    assert 'name="plan"' not in before
    assert "sejak kelompok diusulkan" not in after
    assert 'name="plan"' in after
