"""A round opened by mistake is closed with a reason, before its list."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.database_roles import as_owner
from foundation.rules import RuleBroken
from grants.selection.actions.candidacies import propose_group
from grants.selection.actions.rankings import close_scoring, publish_list
from grants.selection.actions.rounds import close_round, open_round
from grants.selection.models import Candidacy, Round, RoundClosing
from grants.way.reports.tasks import tasks
from tests.conftest import TODAY
from tests.factories import GroupFactory, UserFactory
from tests.grants.factories import (
    CandidacyFactory,
    DecreeFactory,
    ListProposalFactory,
    PublicationFactory,
    QuotaFactory,
    RankingFactory,
    RoundFactory,
    ScoreSheetFactory,
)
from tests.grants.test_open_round import facts

WHY = "Dibuka dua kali"


@pytest.fixture
def opened(db):
    return RoundFactory(quota=QuotaFactory(places=10))


def close(selection_round: Round) -> RoundClosing:
    by = selection_round.by
    return close_round(selection_round=selection_round, reason=WHY, today=TODAY, by=by)


def test_its_groups_leave_and_its_quota_is_free(opened):
    candidacy = CandidacyFactory(round=opened)

    close(opened)

    assert candidacy.withdrawal.reason == WHY
    assert opened.quota.places_left() == 10
    assert open_round(**facts(opened.quota)).places == 10


@pytest.mark.parametrize(
    ("act", "more"),
    [
        (propose_group, {"today": TODAY}),
        (close_scoring, {"team": ["A", "B", "C"], "date": TODAY}),
        (publish_list, {"date": TODAY}),
    ],
)
def test_nothing_follows_in_it(opened, in_english, act, more):
    if act == propose_group:
        more = more | {"group": GroupFactory(members=10)}
    close(opened)

    with pytest.raises(RuleBroken, match=f"This round was closed: {WHY}"):
        act(selection_round=opened, by=opened.by, **more)


def test_nobody_is_asked_to_act_in_it(opened):
    ranked = RankingFactory(round=ScoreSheetFactory(candidacy__round=opened).candidacy.round)
    head = UserFactory(role="head")
    before = {task.name for task in tasks(head, TODAY)}

    close(ranked.round)

    assert before == {"grants.publish"}
    assert [task.name for task in tasks(head, TODAY)] == ["grants.quota"]  # it is free again


@pytest.mark.parametrize("factory", [PublicationFactory, ListProposalFactory, DecreeFactory])
def test_not_once_there_is_a_list(db, in_english, factory):
    listed = factory().round

    with pytest.raises(RuleBroken, match="before its list only"):
        close(listed)


def test_it_is_closed_once(opened, in_english):
    close(opened)

    with pytest.raises(RuleBroken, match="closed already"):
        close(Round.objects.get())


@pytest.mark.parametrize(
    "factory", [CandidacyFactory, RankingFactory, PublicationFactory, ListProposalFactory]
)
def test_the_database_lets_nothing_into_it(opened, factory):
    close(opened)

    with pytest.raises(IntegrityError, match="was closed"), transaction.atomic():
        factory(round=opened)


@pytest.mark.django_db(transaction=True)
def test_the_database_closes_none_with_a_list():
    PublicationFactory()
    write = """INSERT INTO grants_roundclosing (round_id, date, reason, by_id, at)
               SELECT id, opened_on, 'x', by_id, at FROM grants_round"""

    for role in (transaction.atomic, as_owner):
        with role(), pytest.raises(IntegrityError, match="with a list"), transaction.atomic():
            connection.cursor().execute(write)


def test_the_page(as_user, opened):
    CandidacyFactory(round=opened)
    client = as_user(opened.by)
    offered = reverse("grants:close_round", args=[opened.pk])
    assert offered in client.get(reverse("grants:round", args=[opened.pk])).text

    answer = client.post(offered, {"reason": WHY, "submission": uuid.uuid4()})

    shown = client.get(answer.url).text
    assert f"{opened.by.name}: {WHY}" in shown
    assert offered not in shown
    assert "Ditutup" in client.get(reverse("grants:rounds")).text
    assert not Candidacy.objects.running().exists()
    assert client.get(reverse("grants:ranking", args=[opened.pk])).status_code == 200


def test_its_groups_did_not_withdraw(as_user, opened):
    candidacy = CandidacyFactory(round=opened)
    close(opened)
    client = as_user(UserFactory(role="head"))

    page = client.get(reverse("grants:round", args=[opened.pk]))
    group = client.get(reverse("grants:group_grant", args=[candidacy.group_id])).text

    assert [row.marks for row in page.context["rows"]] == [[("plain", "Seleksi dihentikan")]]
    assert reverse("grants:ranking", args=[opened.pk]) not in page.text
    assert "Seleksi dihentikan" in group
    assert "Belum mulai" not in group
