"""The page of the ranking with its changes, and what-if, which writes nothing."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from papers.models import Paper
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import (
    ObjectionFactory,
    PublicationFactory,
    RankingFactory,
    RoundFactory,
    ScoreSheetFactory,
)
from tests.grants.test_rank import EXAMPLE
from tests.grants.test_rankings import candidate

pytestmark = pytest.mark.django_db


@pytest.fixture
def example():
    selection_round = RoundFactory(places=2)
    for name, levels in EXAMPLE.items():
        candidate(selection_round, name, levels)
    return selection_round


@pytest.fixture
def head():
    return UserFactory(role="head")


def page(as_user, user, name, selection_round, data=None):
    return as_user(user).get(reverse(f"grants:{name}", args=[selection_round.pk]), data)


def test_the_page_draws_the_line_and_says_what_decided(example, head, as_user):
    text = page(as_user, head, "ranking", example).content.decode()

    assert "terisi 2" in text
    assert "mencapai nilai minimal" in text
    assert text.index("KUBE Q") < text.index("Batas kuota") < text.index("KUBE R")
    assert "85,00" in text
    assert "Cadangan 1" in text
    assert "Nilai sama; di bawah karena Pembukuan" in text


def test_the_page_tells_what_moved_and_why(example, head, as_user):
    sheet = example.candidacies.get(group__name="T")
    ScoreSheetFactory(candidacy=sheet, levels=[4] * 10, reason="Buku Oktober ditemukan")

    text = page(as_user, head, "ranking", example).content.decode()

    assert "Buku Oktober ditemukan" in text


def test_a_day_that_makes_no_sense_is_said_so(example, head, as_user):
    response = page(as_user, head, "ranking", example, {"since": "kemarin"})

    assert response.status_code == 400


def test_the_page_tells_of_an_upheld_objection(example, head, as_user):
    RankingFactory(round=example)
    PublicationFactory(round=example)
    p = example.candidacies.get(group__name="P")
    answered(ObjectionFactory(candidacy=p), head)

    text = page(as_user, head, "ranking", example).content.decode()

    assert "Sanggahan terhadap KUBE P diterima" in text
    assert "sama sampai angka terakhir" in text


def answered(objection, by):
    objection._meta.get_field("answer").related_model.objects.create(
        objection=objection, effect="removed", reasons="Benar", date=TODAY, by=by
    )


def test_the_page_takes_the_same_queries_for_more_groups(example, head, as_user):
    client = as_user(head)
    url = reverse("grants:ranking", args=[example.pk])
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for name in "UVWXYZ":
        candidate(example, name, EXAMPLE["S"])

    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(many) == len(few) < 70


def test_the_table_can_be_taken_along(example, head, as_user):
    response = page(as_user, head, "ranking", example, {"table": "xlsx"})

    assert response["Content-Disposition"].endswith('.xlsx"')
    assert b"".join(response)


def test_other_weights_move_groups_and_write_nothing(example, head, as_user):
    attendance = {"weight_9": "60"}  # R has 3, P has 4

    text = page(as_user, head, "what_if", example, attendance).content.decode()

    assert "jumlah 145" in text
    assert not Paper.objects.exists()


def test_without_a_group_the_next_moves_up(example, head, as_user):
    p = example.candidacies.get(group__name="P")

    response = page(as_user, head, "what_if", example, {"without": p.pk})

    assert [row.candidate.group for row in response.context["then"].listed] == ["KUBE Q", "KUBE R"]


def test_a_weight_that_makes_no_sense_is_said_so(example, head, as_user):
    response = page(as_user, head, "what_if", example, {"weight_1": "banyak"})

    assert response.status_code == 400


def test_only_the_head_tries_what_if(example, as_user):
    response = page(as_user, UserFactory(role="verifier"), "what_if", example)

    assert response.status_code == 403


def test_the_scoring_is_closed_on_its_page(head, as_user):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    selection_round = RoundFactory(places=2, opened_on=yesterday, proposals_until=yesterday)
    candidate(selection_round, "P", EXAMPLE["P"])
    client, url = as_user(head), reverse("grants:close_scoring", args=[selection_round.pk])
    team = {f"team_{number}": name for number, name in [(1, "Yuli"), (2, "Hendro"), (3, "Endang")]}
    key = client.get(url).context["form"]["submission"].value()

    response = client.post(url, {"submission": key} | team)

    assert response.status_code == 302
    assert selection_round.ranking.team == "Yuli, Hendro, Endang"


def test_without_a_team_the_page_says_so(example, head, as_user):
    client, url = as_user(head), reverse("grants:close_scoring", args=[example.pk])

    response = client.post(url, {"team_1": "Yuli"})

    assert response.status_code == 422
