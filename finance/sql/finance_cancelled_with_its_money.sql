-- The current definition, after all migrations (see tests/test_database_functions.py).
-- To change it, edit this file and copy it into a new migration.
CREATE OR REPLACE FUNCTION finance_cancelled_with_its_money() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM finance_lock(NEW.group_id);
    IF EXISTS (
        WITH RECURSIVE of_the_sheet AS (
            SELECT id FROM finance_entry WHERE meeting_id = NEW.id AND reverses_id IS NULL
            UNION
            SELECT e.id FROM finance_entry e JOIN of_the_sheet s ON e.corrects_id = s.id
                WHERE e.reverses_id IS NULL
        )
        SELECT FROM of_the_sheet s
            WHERE NOT EXISTS (SELECT FROM finance_entry WHERE reverses_id = s.id)
    ) THEN
        RAISE EXCEPTION 'A meeting is cancelled with all its entries.'
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'finance_meeting_cancelled_with_its_money';
    END IF;
    RETURN NEW;
END $$;
