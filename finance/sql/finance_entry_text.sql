-- The current definition, after all migrations (see tests/test_database_functions.py).
-- To change it, edit this file and copy it into a new migration.
CREATE OR REPLACE FUNCTION finance_entry_text(
    id bigint, for_group bigint, sequence bigint, date date, debit bigint, credit bigint,
    amount bigint, membership bigint, meeting bigint, reverses bigint, corrects bigint,
    posted_by bigint, posted_at timestamptz, note text
) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT concat_ws('|', id, for_group, sequence, to_char(date, 'YYYY-MM-DD'), debit, credit,
        amount, coalesce(membership, 0), coalesce(meeting, 0), coalesce(reverses, 0),
        coalesce(corrects, 0), posted_by, (extract(epoch FROM posted_at) * 1000000)::bigint, note)
$$;
