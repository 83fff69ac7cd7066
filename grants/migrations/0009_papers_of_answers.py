"""An answer to an objection leaves its papers."""

import django.db.models.deletion
import foundation.clock
import foundation.triggers
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0008_kinds_of_what_a_plan_buys'),
        ('papers', '0005_pages_of_the_offices_own'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerPapers',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                ('answer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='grants.objectionanswer')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer_letter', to='papers.paper')),
                ('minutes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changed_ranking', to='papers.paper')),
                ('public_list', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changed_list', to='papers.paper')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('minutes', None), ('public_list', None)), models.Q(('minutes__isnull', False), ('public_list__isnull', False)), _connector='OR'), name='grants_answerpapers_both_or_none')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='answerpapers',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='e08ee1c04df5c86860fd79476058fc30c8b20e88', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_55cee', table='grants_answerpapers', when='BEFORE')),
        ),
    ]
