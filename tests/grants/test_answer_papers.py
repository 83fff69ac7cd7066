"""An answer leaves a letter; one that upholds an objection also new minutes and a new list."""

import datetime

import pytest
from django.urls import reverse

from grants.selection.actions.objections import answer_objection
from grants.selection.models import AnswerPapers, ObjectionAnswer
from papers.printing import pdf
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import (
    ObjectionFactory,
    PublicationFactory,
    RankingFactory,
    RoundFactory,
)
from tests.grants.test_rank import EXAMPLE
from tests.grants.test_rankings import candidate
from tests.pdf_text import pages_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
Effect = ObjectionAnswer.Effect


@pytest.fixture
def objection():
    """To the better of two groups for one place, on a public list."""
    selection_round = RoundFactory(places=1, documents=[])
    best = candidate(selection_round, "P", EXAMPLE["P"])
    candidate(selection_round, "Q", EXAMPLE["Q"])
    RankingFactory(round=selection_round)
    PublicationFactory(round=selection_round, date=TODAY - 2 * DAY, until=TODAY + 5 * DAY)
    return ObjectionFactory(candidacy=best, date=TODAY - DAY)


def answered(objection, effect=Effect.REMOVED) -> AnswerPapers:
    by = UserFactory(role="head")
    return answer_objection(
        objection=objection, effect=effect, reasons="Ketua perangkat desa.", date=TODAY, by=by
    ).papers


def text(paper) -> str:
    return " ".join("\n".join(pages_of(pdf(paper))).split())


def test_an_answer_that_changes_nothing_leaves_a_letter_alone(objection):
    papers = answered(objection, Effect.NONE)

    said = text(papers.letter)
    assert "Yth. Pak Karto" in said
    assert "Ketua perangkat desa." in said
    assert (papers.minutes, papers.public_list) == (None, None)
    assert not objection.round.publication.paper.is_superseded


def test_an_upheld_objection_leaves_minutes_and_list_that_replace_the_old_ones(objection):
    old = objection.round.publication.paper, objection.round.ranking.paper

    papers = answered(objection)

    new = papers.public_list, papers.minutes
    assert [paper.supersedes for paper in new] == list(old)
    assert f"{objection.candidacy.group}" in text(papers.minutes)
    assert "menggantikan daftar sebelumnya" in text(papers.public_list)
    assert "diterbitkan kembali" in text(papers.letter)


def test_a_second_one_replaces_the_first_change(objection):
    second = ObjectionFactory(candidacy=objection.candidacy, date=TODAY - DAY)

    before, after = answered(objection), answered(second)

    assert after.public_list.supersedes == before.public_list
    assert after.minutes.supersedes == before.minutes


def test_the_old_list_says_what_replaced_it(client, objection):
    old = objection.round.publication.paper

    new = answered(objection).public_list

    page = client.get(reverse("papers:check_paper", args=[old.code])).text
    assert new.number in page
    assert "Surat ini asli dan tidak berubah" not in page


def test_the_page_links_to_all_three(as_user, objection):
    papers = answered(objection)
    url = reverse("grants:objections", args=[papers.answer.objection.round_id])

    page = as_user(UserFactory(role="head")).get(url).text

    for paper in (papers.letter, papers.minutes, papers.public_list):
        assert reverse("papers:paper", args=[paper.pk]) in page


def test_a_facilitator_does_not_read_who_objected(as_user, objection):
    papers = answered(objection)
    facilitator = objection.candidacy.group.facilitations.get().facilitator

    client = as_user(facilitator)

    assert client.get(reverse("papers:paper", args=[papers.letter_id])).status_code == 404
    assert client.get(reverse("papers:paper", args=[papers.public_list_id])).status_code == 200
