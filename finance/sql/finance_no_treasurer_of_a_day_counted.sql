-- The current definition, after all migrations (see tests/test_database_functions.py).
-- To change it, edit this file and copy it into a new migration.
CREATE OR REPLACE FUNCTION finance_no_treasurer_of_a_day_counted() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM FROM groups_group WHERE id = NEW.group_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM finance_cashcount
        WHERE group_id = NEW.group_id AND meeting_id IS NULL
            AND counted_by_id = NEW.membership_id
            AND daterange(NEW.since, NEW.until) @> date
    ) THEN
        RAISE EXCEPTION 'Who counted the box was not its treasurer on that day.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_cashcount_by_another';
    END IF;
    RETURN NEW;
END $$;
