"""The list of groups, filtered by the state and year of their grants."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grants.selection.models import Award, Candidacy, Round, Withdrawal
from grants.way.forms.groups import GRANTS
from tests.conftest import TODAY
from tests.excel import rows_of
from tests.factories import GroupFactory, UserFactory
from tests.grants.factories import (
    AwardFactory,
    CandidacyFactory,
    DecreeFactory,
    QuotaFactory,
    RoundFactory,
)
from tests.grants.spending import buy, in_hand, reviewed, sent, write

pytestmark = pytest.mark.django_db
URL = "/groups/"
LAST_YEAR = TODAY.year - 1


@pytest.fixture
def head(as_user):
    return as_user(UserFactory(role="head"))


def names(response) -> set[str]:
    return {group.name for group in response.context["page"]}


def round_of(year: int) -> Round:
    return RoundFactory(quota=QuotaFactory(year=year), year=year)


def proposed(name: str, year: int = TODAY.year) -> Candidacy:
    return CandidacyFactory(group=GroupFactory(name=name), round=round_of(year))


def decreed(name: str, year: int = TODAY.year) -> Award:
    decree = DecreeFactory(proposal__round=round_of(year))
    candidacy = CandidacyFactory(round=decree.round, group=GroupFactory(name=name))
    return AwardFactory(decree=decree, candidacy=candidacy)


@pytest.fixture
def one_of_each():
    """A group in each of some states, named for it."""
    GroupFactory(name="none")
    proposed("proposed")
    decreed("decreed")
    paid = {name: in_hand(group=GroupFactory(name=name, members=10)) for name in PAID}
    for name, award in paid.items():
        if name != "to_write":
            buy(award)
    write(paid["to_check"])
    sent(paid["to_review"])
    reviewed(paid["to_refund"])


PAID = ["to_write", "to_check", "to_review", "to_refund"]


@pytest.mark.usefixtures("one_of_each")
@pytest.mark.parametrize("state", ["none", "proposed", "decreed", *PAID])
def test_a_state_shows_the_groups_in_it(head, state):
    assert names(head.get(URL, {"grant": state})) == {state}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"grant": "proposed"}, {"Baru", "Keduanya"}),
        ({"grant": "decreed"}, {"Lama", "Keduanya"}),
        ({"year": LAST_YEAR}, {"Lama", "Keduanya"}),
        ({"year": TODAY.year}, {"Baru", "Keduanya"}),
        ({"grant": "proposed", "year": LAST_YEAR}, set()),
        ({"grant": "decreed", "year": LAST_YEAR}, {"Lama", "Keduanya"}),
        ({"grant": "none", "year": TODAY.year}, {"Lama", "Belum"}),
        ({"grant": "none"}, {"Belum"}),
    ],
)
def test_state_and_year_are_of_one_grant(head, asked, shown):
    decreed("Lama", LAST_YEAR)
    both = decreed("Keduanya", LAST_YEAR)
    CandidacyFactory(group=both.group, round=round_of(TODAY.year))
    proposed("Baru")
    GroupFactory(name="Belum")

    assert names(head.get(URL, asked)) == shown


def test_what_was_withdrawn_is_no_grant(head):
    Withdrawal.objects.create(
        candidacy=proposed("Mundur"), date=TODAY, reason="Pindah", by=UserFactory(role="head")
    )

    assert names(head.get(URL, {"grant": "none"})) == {"Mundur"}
    assert names(head.get(URL, {"year": TODAY.year})) == set()


def test_who_sees_no_grants_is_not_asked_for_them(as_user):
    proposed("Baru")
    client = as_user(UserFactory(role="operator", at="35.07.07.2001"))

    response = client.get(URL, {"grant": "none"})

    assert "grant" not in response.context["form"].fields
    assert response.status_code == 200


@pytest.mark.parametrize("asked", [{"grant": "x"}, {"year": "1"}, {"year": "kemarin"}])
def test_what_is_no_state_and_no_year_is_said(head, asked):
    assert head.get(URL, asked).status_code == 400


def test_the_filter_is_kept_by_order_and_file(head):
    proposed("Baru")
    GroupFactory(name="Belum")
    asked = {"grant": "proposed", "year": TODAY.year}

    page = head.get(URL, asked).text
    file = rows_of(head.get(URL, asked | {"table": "xlsx"}))

    assert f"grant=proposed&amp;year={TODAY.year}&amp;table=xlsx" in page
    assert [row[0] for row in file[1:]] == ["KUBE Baru"]


def test_each_state_costs_the_same_queries(head):
    proposed("Baru")
    head.get(URL)
    asked = [{}, *({"grant": state, "year": TODAY.year} for state in GRANTS)]
    counts = []
    for query in asked:
        GroupFactory()
        with CaptureQueriesContext(connection) as queries:
            found = head.get(URL, query)
        counts.append((bool(names(found)), len(queries)))

    assert len({count for any_found, count in counts if any_found}) == 1
