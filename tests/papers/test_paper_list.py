"""The list of all papers (agenda surat), searched by number, code, group, kind and days."""

import datetime

import pytest
from django.urls import reverse

from papers.models import Paper
from tests.conftest import TODAY
from tests.factories import GroupFactory, UserFactory
from tests.grants.factories import PaperFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_alone")]
URL = reverse("papers:papers")
QUERIES = 5


@pytest.fixture
def papers():
    return {
        "decree": PaperFactory(),
        "ranking": PaperFactory(kind="ranking", date=TODAY - datetime.timedelta(days=9)),
        "agreement": PaperFactory(kind="agreement", group=GroupFactory(name="Melati")),
    }


def found(client, papers, **typed) -> set[str]:
    page = client.get(URL, typed).text
    return {name for name, paper in papers.items() if f">{paper.number}<" in page}


def test_papers_are_found_by_each_part(as_user, papers):
    client = as_user(UserFactory(role="auditor"))

    assert found(client, papers) == set(papers)
    assert found(client, papers, q="/SK/") == {"decree"}
    assert found(client, papers, q="kube melati") == {"agreement"}
    assert found(client, papers, q=papers["ranking"].code.lower()) == {"ranking"}
    assert found(client, papers, kind="ranking") == {"ranking"}
    assert found(client, papers, since=TODAY.isoformat()) == {"decree", "agreement"}
    assert found(client, papers, until=(TODAY - datetime.timedelta(days=1)).isoformat()) == {
        "ranking"
    }
    assert found(client, papers, q="nichts") == set()


def test_each_sees_what_the_role_sees(as_user, papers):
    facilitator = papers["agreement"].group.facilitations.get().facilitator

    assert found(as_user(facilitator), papers) == {"decree", "agreement"}
    assert found(as_user(UserFactory(role="head", at="35.79")), papers) == set()


def test_the_table_holds_the_same_rows(as_user, papers):
    response = as_user(UserFactory(role="head")).get(URL, {"table": "xlsx", "kind": "decree"})

    assert response.status_code == 200
    assert "spreadsheetml" in response["Content-Type"]


@pytest.mark.parametrize("typed", [{"kind": "x"}, {"since": "31-02"}, {"q": "x" * 200}])
def test_what_cannot_be_filtered_is_said_so(as_user, papers, typed):
    response = as_user(UserFactory(role="head")).get(URL, typed)

    assert response.status_code == 400


def test_the_list_takes_a_fixed_number_of_queries(as_user, django_assert_num_queries):
    client = as_user(UserFactory(role="head"))
    PaperFactory(kind=Paper.Kind.AGREEMENT, group=GroupFactory())
    client.get(URL)
    with django_assert_num_queries(QUERIES):
        client.get(URL)
    for _number in range(5):
        PaperFactory(supersedes=PaperFactory())

    with django_assert_num_queries(QUERIES):
        client.get(URL)
