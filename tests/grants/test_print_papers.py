"""All agreements or handovers of a round as one PDF, each paper with its own pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grants.payment.actions.agreements import sign_agreements
from papers.models import Paper
from tests.conftest import TODAY
from tests.factories import OfficeFactory, UserFactory
from tests.grants.factories import AwardFactory, BudgetFactory, CandidacyFactory, DecreeFactory
from tests.pdf_text import pages_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def decree():
    return DecreeFactory()


def agreed(decree, count: int) -> list[Paper]:
    """The papers of so many agreements of one round."""
    awards = [
        AwardFactory(decree=decree, candidacy=CandidacyFactory(round=decree.round))
        for _number in range(count)
    ]
    for award in awards:
        BudgetFactory(candidacy=award.candidacy)
        OfficeFactory(membership=award.group.memberships.first())
    by = UserFactory(role="head")
    batch = sign_agreements(awards=awards, date=TODAY, today=TODAY, by=by)
    assert not batch.left
    return [each.paper for each in batch.made]


def url(decree, kind="agreement"):
    return reverse("grants:print_papers", args=[decree.round_id, kind])


def test_each_paper_counts_its_own_pages(as_user, decree):
    papers = agreed(decree, 3)

    pages = pages_of(as_user(UserFactory(role="head")).get(url(decree)).content)

    for paper in papers:
        mine = [page.splitlines()[-1] for page in pages if paper.number in page]
        of = len(pages) // 3
        assert mine == [f"Halaman {number} / {of}" for number in range(1, of + 1)]


def test_another_districts_head_finds_no_such_round(as_user, decree):
    agreed(decree, 1)

    assert as_user(UserFactory(role="head", at="35.79")).get(url(decree)).status_code == 404


def test_a_facilitator_prints_the_own_groups_only(as_user, decree):
    first, second = agreed(decree, 2)
    facilitator = first.group.facilitations.get().facilitator

    text = "".join(pages_of(as_user(facilitator).get(url(decree)).content))

    assert first.number in text
    assert second.number not in text


def test_nothing_yet_is_said_and_another_kind_is_unknown(as_user, decree):
    client = as_user(UserFactory(role="head"))
    agreed(decree, 1)

    assert client.get(url(decree, "handover")).url == reverse("grants:disbursements")
    assert client.get(url(decree, "decree")).status_code == 404


def test_it_asks_no_query_a_paper(as_user, decree):
    client = as_user(UserFactory(role="head"))
    agreed(decree, 1)
    client.get(url(decree))
    with CaptureQueriesContext(connection) as few:
        client.get(url(decree))
    agreed(decree, 3)

    with CaptureQueriesContext(connection) as many:
        client.get(url(decree))

    assert len(many) == len(few)
