"""Who holds the box signs no count of it: asked when a count is saved, and when an office is."""

import accounts.triggers
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

# The other way round: a table of a lower floor, so its model does not name this trigger.
NO_TREASURER_OF_A_DAY_COUNTED = """
    CREATE FUNCTION finance_no_treasurer_of_a_day_counted() RETURNS trigger
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
    CREATE TRIGGER finance_no_treasurer_of_a_day_counted BEFORE INSERT OR UPDATE ON groups_office
        FOR EACH ROW WHEN (NEW.post = 'treasurer')
        EXECUTE FUNCTION finance_no_treasurer_of_a_day_counted();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('finance', '0004_disputes_by_age'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='cashcount',
            trigger=pgtrigger.compiler.Trigger(name='by_another_than_the_treasurer', sql=accounts.triggers.FirmSql(func="\n                    PERFORM FROM groups_group WHERE id = NEW.group_id FOR SHARE;\n                    IF NEW.meeting_id IS NULL AND (\n                        NOT EXISTS (SELECT FROM groups_membership\n                            WHERE id = NEW.counted_by_id AND group_id = NEW.group_id)\n                        OR EXISTS (SELECT FROM groups_office\n                            WHERE membership_id = NEW.counted_by_id AND post = 'treasurer'\n                                AND daterange(since, until) @> NEW.date)\n                    ) THEN\n                        RAISE EXCEPTION 'Another member than the treasurer counts the box.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'finance_cashcount_by_another';\n                    END IF;\n                    RETURN NEW;", hash='cf25fd0dec1f0338ea7ebecec92085bcf25e8cad', operation='INSERT', pgid='pgtrigger_by_another_than_the_treasurer_e7a58', table='finance_cashcount', when='BEFORE')),
        ),
        migrations.RunSQL(
            NO_TREASURER_OF_A_DAY_COUNTED,
            "DROP TRIGGER finance_no_treasurer_of_a_day_counted ON groups_office;"
            " DROP FUNCTION finance_no_treasurer_of_a_day_counted",
        ),
    ]
