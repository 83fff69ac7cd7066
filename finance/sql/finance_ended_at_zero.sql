-- The current definition, after all migrations (see tests/test_database_functions.py).
-- To change it, edit this file and copy it into a new migration.
CREATE OR REPLACE FUNCTION finance_ended_at_zero() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM finance_book WHERE group_id = NEW.ended_id AND balance <> 0)
        OR EXISTS (SELECT FROM groups_membership WHERE group_id = NEW.ended_id AND until IS NULL)
    THEN
        RAISE EXCEPTION 'A group ends with its books at zero and without members.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_ended_at_zero';
    END IF;
    RETURN NULL;
END $$;
