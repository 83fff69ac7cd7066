-- The current definition, after all migrations (see tests/test_database_functions.py).
-- To change it, edit this file and copy it into a new migration.
CREATE OR REPLACE FUNCTION accounts_tells_moments() RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
-- Whether a row may tell another moment than now: the owner's may, and those of a database that its
-- owner marked as example data. A trigger asks it, as the owner whoever signed in.
SELECT session_user = current_user
    OR shobj_description(oid, 'pg_database') IS NOT DISTINCT FROM 'example data'
FROM pg_database WHERE datname = current_database();
$$;
