"""8: edits are recorded in the history."""

import pytest

from finance.models import DuesRule
from tests.finance.promises.sql import refused, run

pytestmark = pytest.mark.django_db


def test_an_edit_leaves_its_history_which_the_site_cannot_change(group):
    run("UPDATE groups_group SET name = 'Baru' WHERE id = %s", group.pk)
    run("UPDATE finance_duesrule SET amount = 6000 WHERE group_id = %s", group.pk)

    assert run("SELECT name FROM groups_groupevent WHERE pgh_label = 'update'") == [("Baru",)]
    assert DuesRule.pgh_event_model.objects.filter(amount=6_000).count() == 1
    for table in ("groups_groupevent", "finance_duesruleevent", "groups_personevent"):
        refused(f"UPDATE {table} SET pgh_label = 'x'")
        refused(f"DELETE FROM {table}")


def test_no_setting_of_a_session_skips_the_history(group):
    ignored = "(SELECT '{' || string_agg(tgname, ',') || '}' FROM pg_trigger)"
    run(f"SELECT set_config('pgtrigger.ignore', {ignored}, false)")

    run("UPDATE groups_group SET name = 'Baru' WHERE id = %s", group.pk)

    assert run("SELECT name FROM groups_groupevent WHERE pgh_label = 'update'") == [("Baru",)]


@pytest.mark.parametrize("table", ["groups_groupevent", "accounts_assignmentevent"])
def test_the_site_forges_no_history(table):
    refused(f"INSERT INTO {table} SELECT * FROM {table}")
    for forged in ("UPDATE pghistory_context SET metadata = '{}'", "DELETE FROM pghistory_context"):
        refused(forged)


@pytest.mark.parametrize(
    "table", ["accounts_user", "accounts_assignment", "groups_membership", "groups_attendance"]
)
def test_the_site_deletes_nothing_that_has_a_history(table):
    refused(f"DELETE FROM {table}")
