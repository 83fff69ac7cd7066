"""Each SQL function created by a migration has a readable copy, `<app>/sql/<name>.sql`.

PostgreSQL compares: it creates the file's function in the session's temporary schema, and prints
both definitions as it stores them.
"""

from pathlib import Path

import pytest

from tests.finance.promises.sql import run

ROOT = Path(__file__).resolve().parent.parent
FILES = {path.stem: path for path in sorted(ROOT.glob("*/sql/*.sql"))}
OF_MIGRATIONS = """
    SELECT proname FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND proowner = 'kube_owner'::regrole
        AND proname NOT LIKE %s AND proname NOT LIKE %s
        AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')"""

pytestmark = pytest.mark.django_db


def stored(schema: str, name: str) -> list[str]:
    """The definition in the database, without its schema and indentation."""
    sql = "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = %s"
    found = run(f"{sql} AND pronamespace = {schema}", name)
    first, *lines = found[0][0].splitlines()
    return [first.split(".", 1)[1], *(line.strip() for line in lines)]


@pytest.mark.parametrize("name", FILES)
def test_the_database_has_the_function_of_the_file(name):
    made = f"FUNCTION {name}("
    text = FILES[name].read_text()
    assert made in text

    run(text.replace(made, f"FUNCTION pg_temp.{name}(").replace("%", "%%"))

    assert stored("pg_my_temp_schema()", name) == stored("'public'::regnamespace", name)


def test_every_function_has_a_file():
    """Except those that pgtrigger and pghistory create for triggers of models."""
    names = {name for (name,) in run(OF_MIGRATIONS, r"pgtrigger\_%", r"\_pg%")}

    assert names == set(FILES)
