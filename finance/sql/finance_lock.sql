-- The current definition, after all migrations (see tests/test_database_functions.py).
-- To change it, edit this file and copy it into a new migration.
CREATE OR REPLACE FUNCTION finance_lock(for_group bigint) RETURNS finance_chain
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE head finance_chain;
BEGIN
    SELECT * INTO head FROM finance_chain WHERE group_id = for_group FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO finance_chain (group_id, sequence, digest) VALUES (for_group, 0, '')
            ON CONFLICT DO NOTHING;
        SELECT * INTO head FROM finance_chain WHERE group_id = for_group FOR UPDATE;
    END IF;
    RETURN head;
END $$;
