"""Bar, row 14: functions that run as the owner read our tables, whatever a session makes."""

import pytest

from finance import ledger
from finance.models import Book
from tests.conftest import TODAY
from tests.finance.promises.conftest import group
from tests.finance.promises.sql import refused, run

__all__ = ["group"]  # a fixture
pytestmark = pytest.mark.django_db
OF_THE_OWNER = """
    FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"""


def test_their_path_is_fixed():
    [(count,)] = run(f"SELECT count(*) {OF_THE_OWNER}")

    loose = run(
        f"SELECT proname, proconfig {OF_THE_OWNER} AND proconfig IS DISTINCT FROM"
        " ARRAY['search_path=pg_catalog, public, pg_temp']"
    )

    assert loose == []
    assert count > 50


@pytest.mark.parametrize("schema", ["public", "pg_catalog", "elsewhere"])
def test_the_site_makes_nothing_on_their_path(schema):
    for made in ("TABLE {}.finance_book (id int)", "FUNCTION {}.lower(text) RETURNS text RETURN 1"):
        refused(f"CREATE {made.format(schema)}", match="permission denied|does not exist")
    refused(f"CREATE SCHEMA {schema}_2")


def test_a_temporary_table_of_the_same_name_fools_no_trigger(group):
    cash = ledger.book(group, Book.Kind.CASH)

    run("CREATE TEMP TABLE finance_book (LIKE public.finance_book)")
    run("CREATE TEMP TABLE finance_chain (LIKE public.finance_chain)")
    run(
        "SELECT public.finance_post(%s, %s, ARRAY[%s]::date[], ARRAY[%s]::bigint[],"
        " ARRAY[%s]::bigint[], ARRAY[700]::bigint[], ARRAY[NULL]::bigint[], ARRAY[NULL]::bigint[],"
        " ARRAY[NULL]::bigint[], ARRAY[NULL]::bigint[], ARRAY['']::text[])",
        group.pk,
        group.registered_by_id,
        TODAY,
        cash.pk,
        run("SELECT id FROM public.finance_book WHERE kind = 'iks'")[0][0],
    )

    assert run("SELECT balance FROM public.finance_book WHERE id = %s", cash.pk) == [(10_700,)]


def test_a_trigger_of_ours_hangs_on_no_table_of_the_sites(group):
    """The trigger function writes balances as the owner; it would trust invented rows."""
    run("CREATE TEMP TABLE forged (LIKE public.finance_entry)")
    names = run(
        "SELECT p.oid::regproc::text FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid"
        " WHERE p.prosecdef GROUP BY 1"
    )

    for (name,) in names:
        refused(
            "CREATE TRIGGER forged AFTER INSERT ON forged REFERENCING NEW TABLE AS new_rows"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )
    assert len(names) > 8
