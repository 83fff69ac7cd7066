-- The current definition, after all migrations (see tests/test_database_functions.py).
-- To change it, edit this file and copy it into a new migration.
CREATE OR REPLACE FUNCTION groups_reckon_schedule(for_group bigint) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM FROM groups_schedule WHERE group_id = for_group FOR UPDATE;
    INSERT INTO groups_schedule (group_id, village_id, last_met_on, quiet_since, reckoned_from,
        expected_on, next_at, next_place, moved_because)
    SELECT g.id, g.village_id, m.date, coalesce(m.date, began.day), l.date,
        coalesce(v.next_on, CASE WHEN l.next_on > l.date THEN l.next_on
            ELSE groups_next_meeting(
                g.rhythm, g.weekday, g.month_day, coalesce(l.date, began.day - CASE
                    WHEN g.rhythm = '7' AND g.weekday IS NOT NULL THEN 3
                    WHEN g.rhythm !~ '^[0-9]+$' AND coalesce(g.weekday, g.month_day) IS NOT NULL
                    THEN 13 ELSE 0 END)) END),
        CASE WHEN v.id IS NOT NULL THEN v.next_at WHEN l.next_on > l.date THEN l.next_at END,
        CASE WHEN v.id IS NOT NULL THEN v.next_place
            WHEN l.next_on > l.date THEN l.next_place ELSE '' END,
        coalesce(v.reason, '')
    FROM groups_group g CROSS JOIN LATERAL (
        SELECT greatest(g.formed_on, (g.registered_at AT TIME ZONE 'Asia/Jakarta')::date) AS day
    ) began LEFT JOIN LATERAL (
        SELECT date FROM groups_meeting
        WHERE group_id = g.id AND cancelled_at IS NULL ORDER BY date DESC LIMIT 1
    ) m ON true LEFT JOIN LATERAL (
        (SELECT date, next_on, next_at, next_place, true AS held FROM groups_meeting
            WHERE group_id = g.id AND cancelled_at IS NULL ORDER BY date DESC LIMIT 1)
        UNION ALL
        (SELECT date, next_on, NULL, '', false FROM groups_missedmeeting s
            WHERE group_id = g.id AND NOT EXISTS (SELECT FROM groups_meeting o
                WHERE o.group_id = g.id AND o.date = s.date AND o.recorded_at > s.at)
            ORDER BY date DESC LIMIT 1)
        ORDER BY date DESC, held DESC LIMIT 1
    ) l ON true LEFT JOIN LATERAL (
        SELECT said.* FROM (
            SELECT id, after, next_on, next_at, next_place, reason FROM groups_movedmeeting
            WHERE group_id = g.id AND (after IS NULL OR after <= l.date) ORDER BY id DESC LIMIT 1
        ) said
        WHERE said.after IS NOT DISTINCT FROM l.date
            OR said.next_on > l.date
                AND coalesce(l.next_on <= l.date OR l.next_on = said.next_on, true)
    ) v ON true
    WHERE g.id = for_group
    ON CONFLICT (group_id) DO UPDATE SET village_id = excluded.village_id,
        last_met_on = excluded.last_met_on, quiet_since = excluded.quiet_since,
        reckoned_from = excluded.reckoned_from, expected_on = excluded.expected_on,
        next_at = excluded.next_at, next_place = excluded.next_place,
        moved_because = excluded.moved_because;
END $$;
