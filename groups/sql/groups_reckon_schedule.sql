-- The current definition, after all migrations (see tests/test_database_functions.py).
-- To change it, edit this file and copy it into a new migration.
CREATE OR REPLACE FUNCTION groups_reckon_schedule(for_group bigint) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM FROM groups_schedule WHERE group_id = for_group FOR UPDATE;
    INSERT INTO groups_schedule (group_id, village_id, last_met_on, quiet_since, expected_on)
    SELECT g.id, g.village_id, m.date, coalesce(m.date, g.formed_on),
        CASE WHEN m.next_on > m.date THEN m.next_on
            WHEN g.rhythm = 'monthly'
            THEN (coalesce(m.date, g.formed_on) + INTERVAL '1 month')::date
            ELSE coalesce(m.date, g.formed_on) + g.rhythm::integer END
    FROM groups_group g LEFT JOIN LATERAL (
        SELECT date, next_on FROM groups_meeting
        WHERE group_id = g.id AND cancelled_at IS NULL ORDER BY date DESC LIMIT 1
    ) m ON true
    WHERE g.id = for_group
    ON CONFLICT (group_id) DO UPDATE SET village_id = excluded.village_id,
        last_met_on = excluded.last_met_on, quiet_since = excluded.quiet_since,
        expected_on = excluded.expected_on;
END $$;
