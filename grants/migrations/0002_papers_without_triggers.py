"""Drop the triggers of the papers, named after `grants`, before the tables move to `papers`."""

import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0001_initial'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name=model, name=name)
        for model, name in [
            ('paper', 'never_changed'),
            ('paper', 'numbered_when_signed'),
            ('signedpage', 'never_changed'),
            ('signedpage', 'of_the_papers_group'),
        ]
    ]
