"""The schedules of groups that stood before hour, place and start were part of it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("groups", "0011_meetings_without_a_sheet")]

    operations = [
        migrations.RunSQL(
            "SELECT groups_reckon_schedule(id) FROM groups_group", migrations.RunSQL.noop
        )
    ]
