"""The one way into the ledger: functions that run as the owner, since the site writes no entry itself."""

from django.db import migrations

ENTRY_TEXT = """
    CREATE FUNCTION finance_entry_text(
        id bigint, for_group bigint, sequence bigint, date date, debit bigint, credit bigint,
        amount bigint, membership bigint, meeting bigint, reverses bigint, corrects bigint,
        posted_by bigint, posted_at timestamptz, note text
    ) RETURNS text LANGUAGE sql STABLE AS $$
        SELECT concat_ws('|', id, for_group, sequence, to_char(date, 'YYYY-MM-DD'), debit, credit,
            amount, coalesce(membership, 0), coalesce(meeting, 0), coalesce(reverses, 0),
            coalesce(corrects, 0), posted_by, (extract(epoch FROM posted_at) * 1000000)::bigint, note)
    $$;
    COMMENT ON FUNCTION finance_entry_text IS
        'What the digest of an entry is made over; the note stands last, as it alone may hold a bar.';
"""
CHAIN_DIGEST = """
    CREATE FUNCTION finance_link(before bytea, head bytea, entry text) RETURNS bytea
        LANGUAGE sql IMMUTABLE AS
        $$ SELECT sha256(coalesce(before, head) || convert_to(entry, 'UTF8')) $$;
    CREATE AGGREGATE finance_chain_digest(bytea, text) (SFUNC = finance_link, STYPE = bytea);
"""
LOCK = """
    CREATE FUNCTION finance_lock(for_group bigint) RETURNS finance_chain
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
    REVOKE ALL ON FUNCTION finance_lock FROM PUBLIC;
"""
POST = """
    CREATE FUNCTION finance_post(
        for_group bigint, by bigint, dates date[], debits bigint[], credits bigint[],
        amounts bigint[], memberships bigint[], meetings bigint[], reversed bigint[],
        corrected bigint[], notes text[]
    ) RETURNS SETOF bigint
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    DECLARE
        head finance_chain := finance_lock(for_group);
        moment timestamptz := clock_timestamp();
    BEGIN
        IF (SELECT count(DISTINCT coalesce(given, -1)) > 1 FROM unnest(ARRAY[
            cardinality(dates), cardinality(debits), cardinality(credits), cardinality(amounts),
            cardinality(memberships), cardinality(meetings), cardinality(reversed),
            cardinality(corrected), cardinality(notes)]) AS given)
        THEN
            RAISE EXCEPTION 'Each entry has a value in every array.'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN QUERY
        INSERT INTO finance_entry (id, group_id, sequence, digest, date, debit_id, credit_id, amount,
            membership_id, meeting_id, reverses_id, corrects_id, posted_by_id, posted_at, note)
        SELECT id, for_group, sequence,
            finance_chain_digest(head.digest, finance_entry_text(id, for_group, sequence, date, debit,
                credit, amount, membership, meeting, reverses, corrects, by, moment, note))
                OVER (ORDER BY sequence),
            date, debit, credit, amount, membership, meeting, reverses, corrects, by, moment, note
        FROM (
            SELECT nextval('finance_entry_id_seq') AS id, head.sequence + place AS sequence,
                date, debit, credit, amount, membership, meeting, reverses, corrects, note
            FROM unnest(dates, debits, credits, amounts, memberships, meetings, reversed, corrected,
                notes) WITH ORDINALITY AS given(date, debit, credit, amount, membership, meeting,
                reverses, corrects, note, place)
        ) numbered
        RETURNING finance_entry.id;
    END $$;
    REVOKE ALL ON FUNCTION finance_post FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("finance", "0001_initial")]

    operations = [
        migrations.RunSQL(ENTRY_TEXT, "DROP FUNCTION finance_entry_text"),
        migrations.RunSQL(
            CHAIN_DIGEST,
            "DROP AGGREGATE finance_chain_digest(bytea, text); DROP FUNCTION finance_link",
        ),
        migrations.RunSQL(LOCK, "DROP FUNCTION finance_lock"),
        migrations.RunSQL(POST, "DROP FUNCTION finance_post"),
    ]
