"""The groups that stood before their schedules were kept."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("groups", "0005_schedule")]

    operations = [
        migrations.RunSQL(
            "SELECT groups_reckon_schedule(id) FROM groups_group", migrations.RunSQL.noop
        )
    ]
