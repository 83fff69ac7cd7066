"""Bar, row 12: the site's database role owns nothing, and each way around is refused."""

import pytest
from django.db.utils import ProgrammingError
from psycopg2.errorcodes import INSUFFICIENT_PRIVILEGE

from tests.finance.promises.sql import run

pytestmark = pytest.mark.django_db


def test_the_tests_are_the_site_which_owns_nothing():
    assert run("SELECT current_user, session_user")[0][0] == "kube_app"
    assert run("SELECT FROM pg_class WHERE relowner = current_user::regrole") == []


REFUSED = [
    "UPDATE finance_entry SET amount = 1",
    "DELETE FROM finance_entry",
    "TRUNCATE finance_entry CASCADE",
    "TRUNCATE pghistory_context CASCADE",
    "UPDATE finance_book SET balance = 1",
    "UPDATE finance_chain SET sequence = 0, digest = ''",
    "INSERT INTO finance_entry SELECT * FROM finance_entry",
    "UPDATE papers_paper SET text = ''",
    "DELETE FROM accounts_duty",
    "UPDATE django_migrations SET app = ''",
    "ALTER TABLE finance_entry DISABLE TRIGGER ALL",
    "ALTER TABLE finance_entry ADD COLUMN x int",
    "ALTER FUNCTION finance_lock SECURITY INVOKER",
    "DROP TABLE finance_entry",
    "DROP FUNCTION finance_lock",
    "CREATE TABLE public.x (id int)",
    "CREATE SCHEMA x",
    "CREATE ROLE x",
    "GRANT kube_owner TO kube_app",
    "SET ROLE kube_owner",
    "SET SESSION AUTHORIZATION kube_owner",
    "SET session_replication_role = replica",
    "COPY finance_entry TO PROGRAM 'cat'",
    "COPY finance_book FROM '/etc/passwd'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT setval('finance_entry_id_seq', 1)",
    "SELECT _pgh_attach_context()",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_each_way_around_is_refused(statement):
    with pytest.raises(ProgrammingError) as refusal:
        run(statement)

    assert refusal.value.__cause__.pgcode == INSUFFICIENT_PRIVILEGE
