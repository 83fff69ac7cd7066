-- The current definition, after all migrations (see tests/test_database_functions.py).
-- To change it, edit this file and copy it into a new migration.
-- In Python it is `Meets.next_meeting_after` (groups/models/rhythm.py), which says why.
CREATE OR REPLACE FUNCTION groups_next_meeting(
    rhythm text, weekday integer, month_day integer, day date
) RETURNS date
    LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    first date;
    last date;
    later date;
BEGIN
    IF rhythm ~ '^[0-9]+$' THEN
        later := day + rhythm::integer;
        RETURN later + coalesce(
            (weekday - extract(isodow FROM later)::integer + 10) % 7 - 3, 0);
    END IF;
    IF weekday IS NULL AND month_day IS NULL THEN
        RETURN (day + INTERVAL '1 month')::date;
    END IF;
    FOR months IN 0..2 LOOP
        first := (day - extract(day FROM day)::integer + 1 + months * INTERVAL '1 month')::date;
        last := (first + INTERVAL '1 month')::date - 1;
        later := CASE
            WHEN month_day IS NOT NULL THEN least(first + month_day - 1, last)
            WHEN rhythm = 'last'
            THEN last - (extract(isodow FROM last)::integer - weekday + 7) % 7
            ELSE first + (weekday - extract(isodow FROM first)::integer + 7) % 7
                + 7 * (right(rhythm, 1)::integer - 1) END;
        IF later - day >= 14 THEN
            RETURN later;
        END IF;
    END LOOP;
    RETURN later;
END $$;
