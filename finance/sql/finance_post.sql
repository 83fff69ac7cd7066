-- The current definition, after all migrations (see tests/test_database_functions.py).
-- To change it, edit this file and copy it into a new migration.
CREATE OR REPLACE FUNCTION finance_post(
    for_group bigint, by bigint, dates date[], debits bigint[], credits bigint[],
    amounts bigint[], memberships bigint[], meetings bigint[], reversed bigint[],
    corrected bigint[], notes text[]
) RETURNS SETOF bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    head finance_chain := finance_lock(for_group);
    moment timestamptz := clock_timestamp();
    ids bigint[];
    digests bytea[];
BEGIN
    IF (cardinality(dates) = ALL (ARRAY[cardinality(debits), cardinality(credits),
        cardinality(amounts), cardinality(memberships), cardinality(meetings),
        cardinality(reversed), cardinality(corrected), cardinality(notes)])) IS NOT TRUE
    THEN
        RAISE EXCEPTION 'Each entry has a value in every array.'
            USING ERRCODE = 'check_violation';
    END IF;
    FOR n IN 1 .. cardinality(dates) LOOP
        ids[n] := nextval('finance_entry_id_seq');
        head.digest := sha256(head.digest || convert_to(finance_entry_text(ids[n], for_group,
            head.sequence + n, dates[n], debits[n], credits[n], amounts[n], memberships[n],
            meetings[n], reversed[n], corrected[n], by, moment, notes[n]), 'UTF8'));
        digests[n] := head.digest;
    END LOOP;
    RETURN QUERY
    INSERT INTO finance_entry (id, group_id, sequence, digest, date, debit_id, credit_id, amount,
        membership_id, meeting_id, reverses_id, corrects_id, posted_by_id, posted_at, note)
    SELECT id, for_group, head.sequence + place, digest, date, debit, credit, amount,
        membership, meeting, reverses, corrects, by, moment, note
    FROM unnest(ids, digests, dates, debits, credits, amounts, memberships, meetings, reversed,
        corrected, notes) WITH ORDINALITY AS given(id, digest, date, debit, credit, amount,
        membership, meeting, reverses, corrects, note, place)
    RETURNING finance_entry.id;
END $$;
