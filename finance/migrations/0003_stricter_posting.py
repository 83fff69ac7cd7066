"""A savings book and its entry are of one member; a reversal mirrors an earlier entry whole."""

import accounts.triggers
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


POST = """
    CREATE OR REPLACE FUNCTION finance_post(
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
"""


class Migration(migrations.Migration):

    dependencies = [
        ('finance', '0002_posting_functions'),
    ]

    operations = [
        migrations.RunSQL(POST, migrations.RunSQL.noop),
        pgtrigger.migrations.RemoveTrigger(
            model_name='entry',
            name='b_of_one_group',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='entry',
            name='c_reversal_swaps',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='period',
            name='waits_for_posting',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='b_of_one_group', sql=accounts.triggers.FirmSql(func="\n                    IF EXISTS (\n                        SELECT FROM new_rows n\n                        JOIN finance_book d ON d.id = n.debit_id\n                        JOIN finance_book c ON c.id = n.credit_id\n                        LEFT JOIN groups_membership s ON s.id = n.membership_id\n                        LEFT JOIN groups_meeting m ON m.id = n.meeting_id\n                        LEFT JOIN finance_entry e ON e.id = n.corrects_id\n                        WHERE d.group_id <> n.group_id OR c.group_id <> n.group_id\n                            OR s.group_id <> n.group_id OR m.group_id <> n.group_id\n                            OR e.group_id <> n.group_id\n                            OR d.membership_id IS NOT NULL\n                                AND d.membership_id IS DISTINCT FROM n.membership_id\n                            OR c.membership_id IS NOT NULL\n                                AND c.membership_id IS DISTINCT FROM n.membership_id\n                    ) THEN\n                        RAISE EXCEPTION 'The books, the member, the meeting are of one group,'\n                            ' and a savings book is of the member named.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'finance_entry_one_group';\n                    END IF;\n                    RETURN NULL;", hash='2ec51b960a0bfaf965cc16c5465f6579990ca451', level='STATEMENT', operation='INSERT', pgid='pgtrigger_b_of_one_group_46f5b', referencing='REFERENCING NEW TABLE AS new_rows ', table='finance_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='c_reversal_swaps', sql=accounts.triggers.FirmSql(func="\n                    IF EXISTS (\n                        SELECT FROM new_rows n JOIN finance_entry e ON e.id = n.reverses_id\n                        WHERE e.reverses_id IS NOT NULL OR n.debit_id <> e.credit_id\n                            OR n.credit_id <> e.debit_id OR n.amount <> e.amount\n                            OR n.group_id <> e.group_id OR n.note = '' OR n.date < e.date\n                            OR n.membership_id IS DISTINCT FROM e.membership_id\n                    ) THEN\n                        RAISE EXCEPTION 'A reversal swaps the books of an earlier original entry.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'finance_entry_reversal';\n                    END IF;\n                    RETURN NULL;", hash='8d129b45d05417bd889dbb42a2b68f7996882874', level='STATEMENT', operation='INSERT', pgid='pgtrigger_c_reversal_swaps_2ad9d', referencing='REFERENCING NEW TABLE AS new_rows ', table='finance_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='period',
            trigger=pgtrigger.compiler.Trigger(name='waits_for_posting', sql=accounts.triggers.FirmSql(func='\n                    PERFORM finance_lock(NEW.group_id);\n                    UPDATE finance_chain SET sequence = sequence WHERE group_id = NEW.group_id;\n                    RETURN NEW;', hash='f951793fe5e289bf38f07839aa328e5ddc4a4b86', operation='INSERT', pgid='pgtrigger_waits_for_posting_1b5e4', table='finance_period', when='BEFORE')),
        ),
    ]
