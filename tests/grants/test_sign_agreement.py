"""The agreement needs the decree and a plan that equals the grant; payment needs the agreement."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from grants.payment.actions.agreements import sign_agreement
from grants.payment.models import Agreement, BudgetApproval
from papers.models import Paper
from tests.conftest import TODAY
from tests.factories import OfficeFactory, UserFactory
from tests.grants.factories import (
    DAY,
    GRANT,
    AgreementFactory,
    AwardFactory,
    BudgetFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def award():
    """An award with a plan, of a group with a chair."""
    award = AwardFactory()
    BudgetFactory(candidacy=award.candidacy)
    OfficeFactory(membership=award.group.memberships.first())
    return award


def sign(award, **more):
    facts = {"date": TODAY, "today": TODAY, "by": UserFactory(role="head")}
    return sign_agreement(award=award, **facts | more)


def test_it_leaves_a_paper_with_plan_and_amount(award):
    kept = sign(award)

    assert kept.paper.kind == Paper.Kind.AGREEMENT
    assert kept.paper.content["amount"] == GRANT
    assert ["Sapi", "2 buah", 10_000_000, 20_000_000] in kept.paper.content["tables"][0]["rows"]


def test_it_is_signed_once(award):
    sign(award)
    award.refresh_from_db()

    with pytest.raises(RuleBroken, match="agreement already"):
        sign(award)


@pytest.mark.parametrize(
    ("days", "words"), [(1, "has not come yet"), (-2, "Choose that day or a later one")]
)
def test_its_day_is_between_decree_and_today(award, days, words):
    with pytest.raises(RuleBroken, match=words):
        sign(award, date=TODAY + days * DAY)


def test_it_waits_for_a_plan():
    award = AwardFactory()
    OfficeFactory(membership=award.group.memberships.first())

    with pytest.raises(RuleBroken, match="no budget plan yet"):
        sign(award)


def test_it_waits_for_a_chair():
    award = AwardFactory()
    BudgetFactory(candidacy=award.candidacy)

    with pytest.raises(RuleBroken, match="no chair"):
        sign(award)


def test_the_plan_must_be_the_grant():
    award = AwardFactory()
    BudgetFactory(candidacy=award.candidacy, lines=[("Sapi", "animal", 1, GRANT - 1)])

    with pytest.raises(RuleBroken, match="Change the plan first"):
        sign(award)


def test_the_database_wants_so_too():
    award = AwardFactory()
    BudgetFactory(candidacy=award.candidacy, lines=[("Sapi", "animal", 1, GRANT - 1)])

    with pytest.raises(IntegrityError, match="planned exactly"), transaction.atomic():
        AgreementFactory(award=award)


def test_the_database_asks_for_the_awards_own_plan(award):
    """Regression: an alias shadowed the outer one, so the latest plan of any award was compared."""
    changed = BudgetFactory(candidacy=award.candidacy, version=2, reason="x")
    BudgetApproval.objects.create(budget=changed, by=UserFactory(role="verifier"))
    other = AwardFactory()
    BudgetFactory(candidacy=other.candidacy, lines=[("Sapi", "animal", 1, GRANT - 1)])

    with pytest.raises(IntegrityError, match="planned exactly"), transaction.atomic():
        AgreementFactory(award=other)


def test_a_change_nobody_approved_does_not_count(award):
    BudgetFactory(
        candidacy=award.candidacy, version=2, reason="x", lines=[("Sapi", "animal", 1, GRANT - 1)]
    )

    assert sign(award)


def test_the_page_leads_to_the_paper(as_user, award):
    client = as_user(UserFactory(role="head"))
    url = reverse("grants:sign_agreement", args=[award.pk])
    key = client.get(url).context["form"]["submission"].value()

    first = client.post(url, {"submission": key, "date": TODAY.isoformat()})
    again = client.post(url, {"submission": key, "date": TODAY.isoformat()})

    assert first.url == reverse("papers:paper", args=[Agreement.objects.get().paper_id])
    assert again.url == first.url


def test_the_page_says_what_is_missing(as_user):
    award = AwardFactory()

    page = as_user(UserFactory(role="head")).get(reverse("grants:sign_agreement", args=[award.pk]))

    assert page.status_code == 200
    assert "<button" not in page.text.split("<main")[1].split("</main")[0]
