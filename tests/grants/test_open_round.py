"""Opening a round on a quota; its rules are a copy and never change."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from accounts.database_roles import as_owner
from foundation.rules import RuleBroken
from grants.selection.actions.rounds import enter_quota, open_round
from grants.selection.forms.rounds import RoundForm
from grants.selection.models import Quota, Round
from groups.models import Instrument, Programme
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import ProgrammeFactory, UserFactory, region
from tests.grants.factories import InstrumentFactory, QuotaFactory, RoundFactory

DAY = datetime.timedelta(days=1)


def facts(quota: Quota, **changed) -> dict:
    return {
        "quota": quota,
        "instrument": InstrumentFactory(),
        "name": "BLPS 2026",
        "places": 10,
        "amount": 30_000_000,
        "documents": ["minutes"],
        "opened_on": TODAY,
        "proposals_until": TODAY + 10 * DAY,
        "visits_until": TODAY + 20 * DAY,
        "decision_until": TODAY + 30 * DAY,
        "payment_until": TODAY + 40 * DAY,
        "today": TODAY,
        "by": quota.by,
    } | changed


def typed(quota: Quota, **changed) -> dict:
    """The fields as the page posts them."""
    sent = {
        name: value.isoformat() if isinstance(value, datetime.date) else value
        for name, value in facts(quota).items()
        if name not in ("quota", "today", "by")
    }
    days = {"objection_days": 7, "report_days": 90, "mend_days": 14, "waiting_days": 3}
    more = {
        "instrument": InstrumentFactory().pk,
        "pass_mark": 60,
        "reminder_days": "1,14,28",
        "two_offers_over": "5.000.000",
        "submission": uuid.uuid4(),
    }
    return sent | days | more | changed


@pytest.fixture
def quota(db):
    return QuotaFactory(places=10, programme=ProgrammeFactory(name="BLPS", most_members=12))


def test_a_round_takes_the_rules_of_its_day(quota):
    opened = open_round(**facts(quota))

    quota.programme.most_members = 20
    quota.programme.save()
    opened.refresh_from_db()
    assert (opened.rules["most_members"], opened.budget) == (12, 300_000_000)
    assert (opened.district, opened.programme, opened.year) == (
        quota.district,
        quota.programme,
        quota.year,
    )


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"places": 11}, "places", "The quota has 10 places left"),
        ({"amount": 30_000_001}, "amount", "gives a group Rp30.000.000 at most"),
        ({"proposals_until": TODAY - DAY}, "proposals_until", "or a later day"),
        ({"visits_until": TODAY + 9 * DAY}, "visits_until", "or a later day"),
        ({"decision_until": TODAY}, "decision_until", "or a later day"),
        ({"payment_until": TODAY}, "payment_until", "or a later day"),
        ({"objection_days": 0}, "objection_days", "nobody can object"),
        ({"opened_on": TODAY - 9 * DAY, "proposals_until": TODAY - DAY}, "proposals_until", "over"),
    ],
)
def test_what_the_quota_or_the_calendar_forbids(quota, in_english, changed, field, says):
    with pytest.raises(RuleBroken, match=says) as refused:
        open_round(**facts(quota, **changed))

    assert refused.value.field == field
    assert not Round.objects.exists()


def test_two_rounds_share_a_quota_and_no_more(quota, in_english):
    open_round(**facts(quota, places=6))
    open_round(**facts(quota, places=4, name="BLPS 2026, II"))

    assert quota.places_left() == 0
    with pytest.raises(RuleBroken, match="0 places left"):
        open_round(**facts(quota, places=1, name="Lagi"))


def test_an_old_instrument_selects_nobody(quota, in_english):
    old = Instrument.objects.create(code="old", version=1, name="Lama", for_old_results=True)

    with pytest.raises(RuleBroken, match="for old results only"):
        open_round(**facts(quota, instrument=old))


def test_an_instrument_of_other_points_selects_nobody(quota, in_english):
    monitoring = InstrumentFactory(code="kube_monev", version=2, name="Monitoring", divisor=1)

    with pytest.raises(RuleBroken, match="does not give points of 100"):
        open_round(**facts(quota, instrument=monitoring))
    assert monitoring not in RoundForm(quota=quota, left=1).fields["instrument"].queryset


@pytest.mark.parametrize("more", [{"places": 11}, {"year": 2020}, {"budget": 300_000_001}])
def test_the_database_keeps_a_round_within_its_quota(quota, more):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundFactory(quota=quota, **more)


WRITES = [
    "UPDATE grants_round SET places = 99",
    "DELETE FROM grants_round",
    "UPDATE grants_quota SET places = 99",
]


@pytest.mark.parametrize("write", WRITES)
def test_the_site_changes_no_round(quota, write):
    RoundFactory(quota=quota)

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(write)


@pytest.mark.django_db(transaction=True)
def test_not_even_the_owner_changes_one():
    RoundFactory()

    for write in WRITES:
        with as_owner(), pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            connection.cursor().execute(write)


@pytest.mark.django_db(transaction=True)
def test_eight_heads_open_no_more_than_the_quota():
    quota = QuotaFactory(places=10)
    given = facts(quota, places=4)

    done = at_once([lambda: open_round(**given)] * 8)

    assert sum(isinstance(each, Round) for each in done) == 2
    assert all(isinstance(each, Round | RuleBroken) for each in done), done


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


def page(quota) -> str:
    return reverse("grants:open_round", args=[quota.pk])


def test_the_page_shows_all_before_it_is_fixed(as_user, quota):
    client = as_user(UserFactory(role="head"))

    looked_over = client.post(page(quota), typed(quota) | {"check": "1"})

    text = looked_over.content.decode()
    assert (looked_over.status_code, Round.objects.count()) == (200, 0)
    assert "Rp300.000.000" in text
    assert f'name="places" value="{10}"' in text


def test_the_second_press_opens_it(as_user, quota):
    client, sent = as_user(UserFactory(role="head")), typed(quota) | {"open": "1"}

    answers = [client.post(page(quota), sent) for _press in range(2)]

    opened = Round.objects.get()
    assert {answer.url for answer in answers} == {reverse("grants:round", args=[opened.pk])}
    assert (opened.reminder_days, opened.two_offers_over) == ([1, 14, 28], 5_000_000)


def test_change_something_keeps_what_was_typed(as_user, quota):
    client = as_user(UserFactory(role="head"))

    answer = client.post(page(quota), typed(quota, name="Putaran pertama") | {"change": "1"})

    assert answer.status_code == 200
    assert 'value="Putaran pertama"' in answer.content.decode()


@pytest.mark.parametrize(
    ("changed", "button"),
    [
        ({"places": "11"}, "check"),
        ({"places": "11"}, "open"),
        ({"visits_until": "besok"}, "check"),
        ({"reminder_days": "28,1,14"}, "check"),
        ({"reminder_days": "1,2,999999"}, "check"),
        ({"pass_mark": "101"}, "check"),
    ],
)
def test_a_mistake_is_said_and_nothing_lost(as_user, quota, changed, button):
    client = as_user(UserFactory(role="head"))

    answer = client.post(page(quota), typed(quota, name="Putaran", **changed) | {button: "1"})

    assert answer.status_code == 422
    assert 'value="Putaran"' in answer.content.decode()
    assert not Round.objects.exists()


def test_the_page_enters_a_quota(as_user):
    region("35.07")
    programme = ProgrammeFactory(name="BLPS")
    client = as_user(UserFactory(role="province", at="35"))

    answer = client.post(
        reverse("grants:enter_quota"),
        {
            "programme": programme.pk,
            "district": "35.07",
            "year": "2026",
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
    data = {"programme": programme.pk, "district": "35.07", "year": "2026", "places": "10"}
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
            "year": "2026",
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


def test_the_lists_take_as_many_queries_for_more_rows(as_user, django_assert_max_num_queries):
    for year in range(2020, 2026):
        RoundFactory(quota=QuotaFactory(year=year), year=year)
    client = as_user(UserFactory(role="head"))

    with django_assert_max_num_queries(9):
        client.get(reverse("grants:rounds"))
    with django_assert_max_num_queries(9):
        client.get(reverse("grants:quotas"))


def test_rounds_are_filtered_and_taken_along(as_user):
    for year in (2024, 2025):
        RoundFactory(quota=QuotaFactory(year=year), year=year, name=f"BLPS {year}")
    client = as_user(UserFactory(role="auditor"))

    shown = client.get(reverse("grants:rounds"), {"year": "2025"}).content.decode()
    table = client.get(reverse("grants:rounds"), {"year": "2025", "table": "xlsx"})

    assert "BLPS 2025" in shown
    assert "BLPS 2024" not in shown
    assert table["Content-Disposition"].endswith('.xlsx"')


def test_a_programme_changed_is_kept_with_who_did_it(as_user, db):
    programme = ProgrammeFactory(name="BLPS")
    head = UserFactory(role="head", name="Bu Endang")
    client = as_user(head)
    sent = {
        "name": "BLPS",
        "since": "2024-01-01",
        "until": "",
        "least_members": "5",
        "most_members": "15",
        "youngest": "18",
        "oldest": "60",
        "poverty_list": "DTSEN",
        "deciles": "4",
        "amount": "30.000.000",
        "amount_a_member": "",
        "waiting_months": "0",
        "closed_months": "12",
        "stage_needed": "developing",
        "once_only": "on",
    }

    answer = client.post(reverse("grants:edit_programme", args=[programme.pk]), sent)

    programme.refresh_from_db()
    shown = client.get(answer.url).content.decode()
    assert (programme.most_members, programme.amount, programme.stage_needed) == (
        15,
        30_000_000,
        "developing",
    )
    assert "20 → 15" in shown
    assert "Bu Endang" in shown


@pytest.mark.parametrize(
    "changed",
    [
        {"least_members": "30"},
        {"oldest": "10"},
        {"deciles": "11"},
        {"until": "2020-01-01"},
        {"amount_a_member": "2.000.000"},
        {"name": ""},
        {"least_members": "0"},
    ],
)
def test_rules_that_cannot_be_are_asked_again(as_user, db, changed):
    sent = {
        "name": "BLPS",
        "since": "2024-01-01",
        "least_members": "5",
        "most_members": "15",
        "youngest": "18",
        "oldest": "60",
        "poverty_list": "DTSEN",
        "amount": "30.000.000",
        "waiting_months": "0",
        "closed_months": "12",
    }

    answer = as_user(UserFactory(role="head")).post(reverse("grants:add_programme"), sent | changed)

    assert answer.status_code == 422
    assert not Programme.objects.exists()


def test_a_programme_used_elsewhere_is_changed_by_no_head_of_here(as_user):
    quota = QuotaFactory(district=region("35.79"))

    answer = as_user(UserFactory(role="head", at="35.07")).get(
        reverse("grants:edit_programme", args=[quota.programme_id])
    )

    assert answer.status_code == 403
