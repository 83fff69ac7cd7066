"""A quota typed wrong is corrected or withdrawn while no round rests on it."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.database_roles import as_owner
from foundation.rules import RuleBroken
from grants.selection.actions.quotas import load_quotas
from grants.selection.actions.rounds import (
    close_round,
    correct_quota,
    enter_quota,
    withdraw_quota,
)
from grants.selection.models import Quota, QuotaWithdrawal, Round
from grants.selection.quota_file import QuotaLine
from grants.way.reports.tasks import tasks
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import ProgrammeFactory, UserFactory, region
from tests.grants.factories import QuotaFactory, RoundFactory

WHY = "Salah ketik"


@pytest.fixture
def quota(db):
    return QuotaFactory(places=10, amount=3_000_000, programme=ProgrammeFactory(name="BLPS"))


def right(quota: Quota) -> dict:
    return {"quota": quota, "places": 10, "amount": 30_000_000, "reason": WHY, "by": quota.by}


def again(quota: Quota) -> dict:
    """What `enter_quota` takes for the same programme, district and year."""
    same = {name: getattr(quota, name) for name in ("programme", "district", "year")}
    return same | {"places": 20, "amount": 30_000_000, "by": quota.by}


def test_a_correction_replaces_the_quota(quota):
    corrected = correct_quota(**right(quota))

    assert (corrected.version, corrected.amount) == (2, 30_000_000)
    assert list(Quota.objects.in_force()) == [corrected]
    assert quota.withdrawal.reason == WHY


def test_a_withdrawn_quota_may_be_entered_anew(quota):
    withdraw_quota(quota=quota, reason=WHY, by=quota.by)

    assert enter_quota(**again(quota)).version == 2


def test_a_file_enters_anew_what_was_withdrawn(quota):
    withdraw_quota(quota=quota, reason=WHY, by=quota.by)
    malang = region("35.07")
    line = QuotaLine(1, "35.07", malang.parent.name, malang.name, 30)

    given = {"programme": quota.programme, "year": quota.year, "amount": 30_000_000}
    assert load_quotas(lines=[line], **given, source="", by=quota.by) == 1
    assert Quota.objects.in_force().get().places == 30


@pytest.mark.parametrize("act", ["correct", "withdraw"])
def test_not_while_a_round_rests_on_it(quota, in_english, act):
    opened = RoundFactory(quota=quota, amount=3_000_000)
    acts = {
        "correct": lambda: correct_quota(**right(quota)),
        "withdraw": lambda: withdraw_quota(quota=quota, reason=WHY, by=quota.by),
    }

    with pytest.raises(RuleBroken, match="A round rests on this quota"):
        acts[act]()
    close_round(selection_round=opened, reason=WHY, today=TODAY, by=quota.by)
    assert acts[act]()


def test_no_round_opens_on_a_withdrawn_one(quota):
    withdraw_quota(quota=quota, reason=WHY, by=quota.by)

    with pytest.raises(IntegrityError, match="of its quota"), transaction.atomic():
        RoundFactory(quota=quota, amount=3_000_000)


def test_a_correction_changes_something(quota, in_english):
    same = {"places": quota.places, "amount": quota.amount}

    with pytest.raises(RuleBroken, match="Nothing is changed"):
        correct_quota(**right(quota) | same)
    assert not QuotaWithdrawal.objects.exists()


def test_it_is_withdrawn_once(quota, in_english):
    withdraw_quota(quota=quota, reason=WHY, by=quota.by)

    with pytest.raises(RuleBroken, match="withdrawn already"):
        withdraw_quota(quota=Quota.objects.get(), reason=WHY, by=quota.by)


COPY = """INSERT INTO grants_quota
    (programme_id, district_id, year, places, amount, source, version, by_id, at)
    SELECT programme_id, district_id, year, 5, 1000, '', {version}, by_id, at FROM grants_quota"""


@pytest.mark.parametrize("version", [1, 2, 3])
def test_the_database_keeps_one_in_force(quota, version):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COPY.format(version=version))


@pytest.mark.django_db(transaction=True)
def test_nobody_withdraws_one_with_a_round():
    opened = RoundFactory()
    write = """INSERT INTO grants_quotawithdrawal (quota_id, reason, by_id, at)
               SELECT quota_id, 'x', by_id, at FROM grants_round"""

    for role in (transaction.atomic, as_owner):
        with role(), pytest.raises(IntegrityError, match="not withdrawn"), transaction.atomic():
            connection.cursor().execute(write)
    assert opened.quota.withdrawal_or_none is None


@pytest.mark.django_db(transaction=True)
def test_a_round_and_a_withdrawal_at_once():
    quota = QuotaFactory()
    acts = [
        lambda: withdraw_quota(quota=quota, reason=WHY, by=quota.by),
        lambda: RoundFactory(quota=quota),
    ]

    at_once(acts * 4, refused_by=(RuleBroken, IntegrityError))

    rounds = Round.objects.filter(quota__withdrawal__isnull=False, closing=None)
    assert not rounds.exists()


def test_the_pages(as_user, quota):
    by = UserFactory(role="province", at="35")
    client = as_user(by)
    sent = {"reason": WHY, "places": "10", "amount": "30.000.000", "submission": uuid.uuid4()}

    answer = client.post(reverse("grants:correct_quota", args=[quota.pk]), sent)
    corrected = Quota.objects.in_force().get()
    before = client.get(reverse("grants:correct_quota", args=[quota.pk])).text
    assert "sudah dibetulkan: sekarang 10 kelompok, Rp30.000.000" in before
    more = {"reason": WHY, "submission": uuid.uuid4()}
    client.post(reverse("grants:withdraw_quota", args=[corrected.pk]), more)

    assert (answer.status_code, corrected.amount) == (302, 30_000_000)
    shown = client.get(reverse("grants:quotas")).text
    assert shown.count(f"{by.name}: {WHY}</span>") == 2
    assert reverse("grants:open_round", args=[corrected.pk]) not in shown


def test_an_odd_correction_is_asked_about_too(as_user, quota):
    quota.programme.amount = 30_000_000
    quota.programme.save()
    sent = {"reason": WHY, "places": "10", "amount": "300.000", "submission": uuid.uuid4()}

    client = as_user(UserFactory(role="province", at="35"))
    answer = client.post(reverse("grants:correct_quota", args=[quota.pk]), sent)

    assert "Rp300.000, padahal program menyebut Rp30.000.000" in answer.text
    assert not QuotaWithdrawal.objects.exists()


def test_a_correction_is_no_withdrawal(as_user, quota):
    correct_quota(**right(quota))

    page = as_user(UserFactory(role="head")).get(reverse("grants:quotas")).text

    assert "Diperbaiki" in page
    assert "Ditarik" not in page


def test_a_quota_waits_for_the_head_until_a_round_rests_on_it(db):
    quota = QuotaFactory()
    head = UserFactory(role="head")
    province = UserFactory(role="province")

    def waiting(user):
        return [task.about for task in tasks(user, TODAY) if task.name == "grants.quota"]

    assert (waiting(head), waiting(province)) == ([str(quota)], [])
    RoundFactory(quota=quota)
    assert waiting(head) == []
