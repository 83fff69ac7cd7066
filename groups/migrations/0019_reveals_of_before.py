"""A reveal of before belongs to the membership that ran on its day."""

from django.db import migrations

FIND = """
    UPDATE groups_reveal SET membership_id = (
        SELECT id FROM groups_membership
            WHERE person_id = groups_reveal.person_id
                AND since <= (groups_reveal.at AT TIME ZONE 'Asia/Jakarta')::date
            ORDER BY until IS NULL DESC, since DESC LIMIT 1)
        WHERE membership_id IS NULL"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0018_reveals_of_a_membership")]

    operations = [migrations.RunSQL(FIND, migrations.RunSQL.noop)]
