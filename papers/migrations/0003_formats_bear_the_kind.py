"""Formats of before take in the kind of paper; numbers that stand on papers are taken."""

from django.db import migrations, models

NEEDED = ["{seq}", "{kind}", "{year}"]


class Migration(migrations.Migration):

    dependencies = [
        ('papers', '0002_numbers_bear_the_kind'),
    ]

    operations = [
        migrations.RunSQL(
            """UPDATE papers_letterhead SET number_format = replace(number_format, '{seq}', '{seq}/{kind}')
                WHERE position('{kind}' IN number_format) = 0 AND length(number_format) <= 73;
            UPDATE papers_letterhead SET number_format = '400.9/{seq}/{kind}/{unit}/{month}/{year}'
                WHERE position('{seq}' IN number_format) = 0 OR position('{kind}' IN number_format) = 0
                    OR position('{year}' IN number_format) = 0""",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name='letterhead',
            constraint=models.CheckConstraint(
                condition=models.Q(('number_format__contains', '{seq}'), ('number_format__contains', '{kind}'), ('number_format__contains', '{year}')),
                name='papers_letterhead_number_format',
                violation_error_message='The format needs {seq}, {kind} and {year}.',
            ),
        ),
        migrations.RunSQL(
            """INSERT INTO papers_takennumber (office_id, number)
                SELECT DISTINCT office_id, number FROM papers_paper""",
            migrations.RunSQL.noop,
        ),
    ]
