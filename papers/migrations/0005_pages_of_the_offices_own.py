"""Signed scans of papers of the office that are about no group."""

import django.db.models.deletion
import foundation.clock
import foundation.triggers
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('papers', '0004_office_of_added_rows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OfficePage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                ('content', models.BinaryField()),
                ('digest', models.CharField(max_length=64)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='office_pages', to='papers.paper')),
            ],
            options={
                'permissions': [('add_office_page', "Keep the signed page of the office's own paper")],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('paper', 'digest'), name='papers_officepage_once', violation_error_message='This photo is kept already. Send the next page.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officepage',
            trigger=pgtrigger.compiler.Trigger(name='of_the_office', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF EXISTS (SELECT FROM papers_paper p\n                               WHERE p.id = NEW.paper_id AND p.group_id IS NOT NULL) THEN\n                        RAISE EXCEPTION 'The page of a group''s paper is a photo of the group.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'papers_officepage_of_the_office';\n                    END IF;\n                    RETURN NEW;", hash='ec850c6074f12fbe0bfeaa901c93c67c9c55dc8b', operation='INSERT', pgid='pgtrigger_of_the_office_de1a1', table='papers_officepage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officepage',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='301199c04e41bbe140fb9cf30b92f02693b59741', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_76d42', table='papers_officepage', when='BEFORE')),
        ),
    ]
