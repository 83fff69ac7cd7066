"""Quotas: entered by the province, once, of the amount that the programme names."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from foundation.rules import RuleBroken
from grants.selection.actions.quotas import load_quotas
from grants.selection.actions.rounds import enter_quota
from grants.selection.models import Quota
from tests.conftest import TODAY
from tests.factories import ProgrammeFactory, UserFactory, region
from tests.grants.factories import QuotaFactory


@pytest.fixture
def quota(db):
    return QuotaFactory()


def test_a_quota_is_entered_once(quota, in_english):
    with pytest.raises(RuleBroken, match="entered already"):
        enter_quota(
            programme=quota.programme,
            district=quota.district,
            year=quota.year,
            places=5,
            amount=1_000,
            by=quota.by,
        )


@pytest.mark.parametrize(
    ("year", "words"),
    [(TODAY.year - 2, "begins on"), (TODAY.year + 2, "ends on")],
)
def test_a_quota_is_of_a_year_of_its_programme(db, in_english, year, words):
    first, end = date(TODAY.year - 1, 12, 16), date(TODAY.year + 2, 1, 1)
    programme = ProgrammeFactory(name="BLPS", since=first, until=end)
    by, district = UserFactory(role="province", at="35"), region("35.07")
    figures = {"programme": programme, "amount": 1_000, "by": by}

    with pytest.raises(RuleBroken, match=words) as refused:
        enter_quota(district=district, year=year, places=5, **figures)
    with pytest.raises(RuleBroken, match=words):
        load_quotas(lines=[], year=year, source="", **figures)

    assert refused.value.field == "year"
    for kept in range(TODAY.year - 1, TODAY.year + 2):
        enter_quota(district=district, year=kept, places=5, **figures)


def test_its_year_is_refused_while_another_field_is_wrong(as_user):
    programme = ProgrammeFactory(name="BLPS", since=date(TODAY.year, 1, 1))
    client = as_user(UserFactory(role="province", at="35"))

    page = client.post(
        reverse("grants:enter_quota"),
        {"programme": programme.pk, "year": TODAY.year - 1, "places": "40000"},
    )

    errors = page.context["form"].errors
    assert "mulai" in str(errors["year"])
    assert "1 sampai 30.000" in str(errors["places"])


def test_the_page_enters_a_quota(as_user):
    region("35.07")
    programme = ProgrammeFactory(name="BLPS")
    client = as_user(UserFactory(role="province", at="35"))

    answer = client.post(
        reverse("grants:enter_quota"),
        {
            "programme": programme.pk,
            "district": "35.07",
            "year": TODAY.year,
            "places": "10",
            "amount": "30.000.000",
            "submission": uuid.uuid4(),
        },
    )

    quota = Quota.objects.get()
    assert answer.url == reverse("grants:quotas")
    assert quota.budget == 300_000_000


def test_a_quota_of_another_amount_than_the_programme_is_asked_about(as_user):
    region("35.07")
    programme = ProgrammeFactory(name="BLPS", amount=30_000_000)
    client, page_of_all = (
        as_user(UserFactory(role="province", at="35")),
        reverse("grants:enter_quota"),
    )
    data = {"programme": programme.pk, "district": "35.07", "year": TODAY.year, "places": "10"}
    data |= {"amount": "3.000.000", "submission": uuid.uuid4()}

    answer = client.post(page_of_all, data)

    assert "Rp3.000.000, padahal program menyebut Rp30.000.000" in answer.text
    assert not Quota.objects.exists()
    assert client.post(page_of_all, data | {"sure": "on"}).status_code == 302


def test_a_province_enters_none_of_another(as_user):
    programme = ProgrammeFactory(name="BLPS")
    region("36.71")
    client = as_user(UserFactory(role="province", at="35"))

    answer = client.post(
        reverse("grants:enter_quota"),
        {
            "programme": programme.pk,
            "district": "36.71",
            "year": TODAY.year,
            "places": "10",
            "amount": "30.000.000",
            "submission": uuid.uuid4(),
        },
    )

    assert answer.status_code == 422
    assert not Quota.objects.exists()


def test_the_district_reads_its_quotas_and_enters_none(as_user, quota):
    client = as_user(UserFactory(role="head"))

    shown = client.get(reverse("grants:quotas")).text

    assert str(quota.programme) in shown
    assert reverse("grants:enter_quota") not in shown
    assert client.get(reverse("grants:enter_quota")).status_code == 403
