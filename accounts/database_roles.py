"""Two database roles: the owner migrates; the site owns nothing and gets explicit grants."""

from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from pghistory.models import Context, Event

SIGN_IN = ("USER", "PASSWORD")
USUAL = """
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {site};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {site};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {site};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {site};
    REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {site};"""
# A trigger function runs as the owner. Attached to a temporary table it would write balances from
# invented rows, so nobody may execute it; firing a trigger needs no EXECUTE right.
TRIGGERS_ALONE = """
    DO $$ DECLARE made record; BEGIN
        FOR made IN SELECT oid::regprocedure AS name FROM pg_proc
            WHERE prorettype = 'trigger'::regtype AND proowner = current_user::regrole
                AND pronamespace = 'public'::regnamespace
        LOOP EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', made.name); END LOOP;
    END $$"""

# History is written by triggers that run as the owner and that no session setting disables, so the
# site can read it but neither forge nor skip it.
HISTORY_IS_FIRM = """
    CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN
        LANGUAGE plpgsql AS 'BEGIN RETURN FALSE; END';
    DO $$ DECLARE made record; BEGIN
        FOR made IN SELECT DISTINCT tgfoid::regprocedure AS name
            FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
            WHERE NOT tgisinternal AND prosrc LIKE '%_pgh_attach_context()%'
                AND proowner = current_user::regrole
        LOOP EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER'
            ' SET search_path = pg_catalog, public, pg_temp', made.name); END LOOP;
    END $$"""


# Who did it is written once: pghistory's own function would let a later statement name another
# user for a context that is known. The site changes no tracked row without saying who and where;
# a command says which command it is (manage.py), and the owner's migrations are nobody's.
AUTHOR_IS_FIRM = """
    CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE plpgsql AS $$
    DECLARE
        told uuid := nullif(current_setting('pghistory.context_id', true), '');
        said jsonb := nullif(current_setting('pghistory.context_metadata', true), '');
    BEGIN
        IF told IS NULL OR said IS NULL OR said = '{{}}' THEN
            IF session_user = '{site}' THEN
                RAISE EXCEPTION 'A change needs its author.'
                    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'history_author_named';
            END IF;
            RETURN NULL;
        END IF;
        INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
            VALUES (told, said, now(), now()) ON CONFLICT (id) DO NOTHING;
        IF NOT FOUND
            AND said IS DISTINCT FROM (SELECT metadata FROM pghistory_context WHERE id = told)
        THEN
            RAISE EXCEPTION 'The author of a change stays.'
                USING ERRCODE = 'restrict_violation', CONSTRAINT = 'history_author_stays';
        END IF;
        RETURN told;
    END $$"""


def become(role):
    """Reconnect as another role; threads and live_server follow, as they share the settings."""
    if not role:
        raise ImproperlyConfigured("This needs the owner's sign-in: set DATABASE_OWNER_URL.")
    connection.close()
    connection.settings_dict.update({key: role.get(key, "") for key in SIGN_IN})


@contextmanager
def as_owner():
    before = {key: connection.settings_dict.get(key, "") for key in SIGN_IN}
    become(settings.OWNER)
    try:
        yield
    finally:
        become(before)


def mark_as_example(*, marked: bool = True) -> None:
    """Let rows of this database tell moments of the past, as the demo's and the tests' do.

    Only its owner can: the site never tells another moment than now.
    """
    if is_example() == marked:
        return  # to sign in as the owner would end a transaction
    with as_owner(), unwrapped(), connection.cursor() as cursor:
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        said = "'example data'" if marked else "NULL"
        cursor.execute(f"COMMENT ON DATABASE {name} IS {said}")


def is_example() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') = 'example data'"
            " FROM pg_database WHERE datname = current_database()"
        )
        return bool(cursor.fetchone()[0])


def rights_of(model) -> str | None:
    """The privileges of the site on this model's table; None for third-party models (`USUAL`).

    Each model of ours declares `site_may` (tests/accounts/test_site_may.py). History is read-only.
    """
    return "SELECT" if issubclass(model, Event | Context) else getattr(model, "site_may", None)


@contextmanager
def unwrapped():
    """No history's author is set before each statement: that would read a `%` in SQL as its own."""
    kept, connection.execute_wrappers = connection.execute_wrappers, []
    try:
        yield
    finally:
        connection.execute_wrappers = kept


def grant():
    """Run after each migrate: default privileges first, then those that models declare."""
    site = settings.SITE["USER"]
    with unwrapped(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(USUAL.format(site=site))
        cursor.execute(HISTORY_IS_FIRM)
        cursor.execute(AUTHOR_IS_FIRM.format(site=site))
        cursor.execute(TRIGGERS_ALONE)
        for model in apps.get_models():
            if may := rights_of(model):
                table = model._meta.db_table
                cursor.execute(
                    f"REVOKE ALL ON {table} FROM {site}; GRANT {may} ON {table} TO {site}"
                )
            for function in getattr(model, "site_may_call", ()):
                cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {site}")
