"""Opening a round on a quota; its rules are a copy and never change."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from accounts.database_roles import as_owner
from foundation.rules import RuleBroken
from grants.selection.actions.rounds import open_round
from grants.selection.forms.rounds import RoundForm
from grants.selection.models import Quota, Round
from groups.models import Instrument
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import ProgrammeFactory, UserFactory
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


def page(quota) -> str:
    return reverse("grants:open_round", args=[quota.pk])


def test_the_page_shows_all_before_it_is_fixed(as_user, quota):
    client = as_user(UserFactory(role="head"))

    looked_over = client.post(page(quota), typed(quota) | {"check": "1"})

    text = looked_over.content.decode()
    assert (looked_over.status_code, Round.objects.count()) == (200, 0)
    assert "Rp300.000.000" in text
    assert f'name="places" value="{10}"' in text


def refusals(form) -> set[str]:
    assert not form.is_valid()
    return set(form.errors)


def opening(quota, **changed) -> RoundForm:
    sent = {name: str(value) for name, value in typed(quota, **changed).items()}
    return RoundForm(sent | {"documents": ["minutes"]}, quota=quota, left=quota.places_left())


def test_one_answer_says_all_that_is_wrong(quota):
    """Also while a field is not even read."""
    wrong = {"pass_mark": "101", "places": "11", "amount": "30.000.001", "mend_days": "0"}
    days = {"visits_until": TODAY + 30 * DAY, "decision_until": TODAY + 20 * DAY}

    form = opening(quota, **wrong, **days)

    assert refusals(form) == {*wrong, "decision_until"}
    assert "1 sampai 100" in str(form.errors["pass_mark"])


@pytest.mark.parametrize(
    "changed",
    [{"objection_days": "0"}, {"amount": "30.000.001"}, {"payment_until": TODAY - DAY}],
)
def test_nothing_is_asked_that_is_refused_once_confirmed(quota, changed):
    form = opening(quota, **changed)

    assert refusals(form) == set(changed)
    assert "Centang" not in str(form.errors)


def test_a_round_outside_of_its_year_is_asked_about(quota):
    quota.year = TODAY.year + 2

    assert "Seleksi ini untuk tahun" in str(opening(quota).errors["opened_on"])
    assert opening(quota, sure="on").is_valid()


@pytest.mark.parametrize("programme", ["BLPS 2026", "BLPS", "BLPS, 2025"])
def test_the_proposed_name_has_one_year(quota, programme):
    quota.programme.name, quota.year = programme, 2027

    form = RoundForm(quota=quota, left=1)

    assert form["name"].value() == "BLPS 2027"


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
