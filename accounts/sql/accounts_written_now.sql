-- The current definition, after all migrations (see tests/test_database_functions.py).
-- To change it, edit this file and copy it into a new migration.
CREATE OR REPLACE FUNCTION accounts_written_now(mark xid) RETURNS boolean
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
-- Whether the present transaction, or a savepoint in it, wrote the row with this `xmin`: alone the
-- row of an unfinished transaction of one's own can be seen. `mark` has 32 bits of the number.
DECLARE
    present bigint := pg_current_xact_id()::text::bigint;
    apart bigint := mark::text::bigint - present % 4294967296;
BEGIN
    IF abs(apart) > 2147483648 THEN
        apart := apart - sign(apart)::bigint * 4294967296;
    END IF;
    RETURN present + apart > 0 AND coalesce(
        pg_xact_status((present + apart)::text::xid8) = 'in progress', false);
END $$;
