"""The list of reports with its filters: due soon, overdue, by state."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grants.selection.models import Award
from grants.spending.models import State
from grants.spending.reports.paid_grants import is_due_soon, is_overdue, paid_grants
from tests.conftest import TODAY
from tests.excel import rows_of
from tests.factories import UserFactory
from tests.grants.factories import DAY, AgreementFactory
from tests.grants.spending import buy, in_hand, reviewed, sent, write

pytestmark = pytest.mark.django_db
PAGE = "grants:reports"


def listed(client, **asked) -> list[str]:
    return [str(row.group) for row in client.get(reverse(PAGE), asked).context["page"]]


def test_a_report_is_due_90_days_after_the_money_came():
    in_hand()

    row = paid_grants(Award.objects.all()).get()

    assert (row.state, row.due_on, row.since) == (State.TO_WRITE, TODAY + 90 * DAY, TODAY)


@pytest.mark.parametrize(("days", "soon", "late"), [(59, 0, 0), (60, 1, 0), (90, 1, 0), (91, 0, 1)])
def test_it_is_soon_due_for_30_days_and_then_overdue(days, soon, late):
    in_hand()
    due_on = paid_grants(Award.objects.all()).get().due_on
    today = TODAY + days * DAY

    assert is_due_soon(due_on, today) == bool(soon)
    assert is_overdue(due_on, today) == bool(late)


def test_no_grant_is_listed_before_it_was_paid():
    AgreementFactory()

    assert not paid_grants(Award.objects.all()).exists()


def test_the_list_is_narrowed_to_what_waits(as_user):
    in_hand()
    waits, back = in_hand(), in_hand()
    sent(waits)
    reviewed(back, accepted=False)
    client = as_user(UserFactory(role="verifier"))

    assert listed(client, show="to_review") == [str(waits.group)]
    assert listed(client, show="returned") == [str(back.group)]
    assert listed(client, q=back.group.name) == [str(back.group)]
    assert len(listed(client)) == 3


def test_a_facilitator_sees_the_own_groups(as_user):
    mine = in_hand()
    in_hand()
    client = as_user(mine.group.facilitations.get(until=None).facilitator)

    assert listed(client) == [str(mine.group)]


def test_an_address_that_makes_no_sense_shows_all(as_user):
    in_hand()

    answer = as_user(UserFactory(role="verifier")).get(reverse(PAGE), {"show": "nonsense"})

    assert answer.status_code == 400
    assert len(answer.context["page"]) == 1


def test_the_table_holds_all_rows(as_user):
    award = in_hand()
    buy(award)

    answer = as_user(UserFactory(role="verifier")).get(reverse(PAGE), {"table": "xlsx"})

    rows = rows_of(answer)
    assert rows[1][0] == str(award.group)
    assert 1_000_000 in rows[1]


def test_queries_stay_the_same_for_more_rows(as_user):
    award = in_hand()
    buy(award)
    write(award)
    client = as_user(UserFactory(role="verifier"))

    few = queries_of(client)
    for _more in range(3):
        buy(in_hand())

    assert queries_of(client) == few


def queries_of(client) -> int:
    client.get(reverse(PAGE))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(PAGE))
    return len(queries)


def test_the_page_counts_what_is_late(as_user):
    award = in_hand()

    answer = as_user(UserFactory(role="verifier")).get(reverse(PAGE))

    late = paid_grants(Award.objects.filter(pk=award.pk)).get().due_on < timezone.localdate()
    assert answer.context["counts"]["overdue"] == int(late)
