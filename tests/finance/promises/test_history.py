"""8: edits are recorded in the history."""

import pghistory
import pytest
from django.db import IntegrityError
from psycopg2.errorcodes import RESTRICT_VIOLATION

from accounts.database_roles import as_owner, grant
from finance.models import DuesRule
from tests.finance.promises.sql import committed, refused, run

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


KNOWN, NEW = (f"{digit * 8}-0000-4000-8000-000000000000" for digit in "12")


def rename_by(context, said, name):
    """Rename all groups in one transaction, as the site does with this context."""
    run(
        "SELECT set_config('pghistory.context_id', %s, true),"
        " set_config('pghistory.context_metadata', %s, true);"
        " UPDATE groups_group SET name = %s",
        context,
        said,
        name,
    )


def authors():
    return run(
        "SELECT name, (metadata->>'user')::int FROM groups_groupevent"
        " JOIN pghistory_context ON pghistory_context.id = pgh_context_id"
        " WHERE metadata ? 'user' ORDER BY pgh_id"
    )


def test_nobody_becomes_the_author_of_what_another_did(group):
    rename_by(KNOWN, '{"user": 2}', "Baru")
    rename_by(KNOWN, '{"user": 2}', "Lagi")

    with pytest.raises(IntegrityError) as refusal:
        rename_by(KNOWN, '{"user": 3}', "Lain")

    assert refusal.value.__cause__.diag.constraint_name == "history_author_stays"
    assert refusal.value.__cause__.pgcode == RESTRICT_VIOLATION
    assert authors() == [("Baru", 2), ("Lagi", 2)]


@pytest.mark.parametrize(("context", "said"), [("", '{"user": 3}'), (NEW, ""), (NEW, "{}")])
def test_a_change_by_nobody_is_refused(group, context, said):
    with pytest.raises(IntegrityError) as refusal:
        rename_by(context, said, "Lain")

    assert refusal.value.__cause__.diag.constraint_name == "history_author_named"
    assert refusal.value.__cause__.pgcode == RESTRICT_VIOLATION


@committed
def test_a_migration_has_no_author(group):
    with as_owner():
        rename_by("", "", "Baru")

    assert group.events.latest("pgh_id").pgh_context is None


@pytest.mark.parametrize(
    "table", ["accounts_user", "accounts_assignment", "groups_membership", "groups_attendance"]
)
def test_the_site_deletes_nothing_that_has_a_history(table):
    refused(f"DELETE FROM {table}")


@pytest.mark.django_db(transaction=True)
def test_rights_are_given_by_a_command_that_names_itself():
    with pghistory.context(command="migrate"), as_owner():
        grant()
