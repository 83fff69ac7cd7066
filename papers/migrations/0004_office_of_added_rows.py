"""What papers say of their office is kept as rows that are added."""

import django.db.models.deletion
import foundation.clock
import foundation.triggers
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_administrator_alone'),
        ('papers', '0003_formats_bear_the_kind'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Emblem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                ('content', models.BinaryField()),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Official',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                ('duty', models.CharField(choices=[('head', 'Head of office'), ('budget_user', 'User of the budget'), ('treasurer', 'Treasurer'), ('other', 'Another post')], max_length=12, verbose_name='signs as')),
                ('name', models.CharField(max_length=100, verbose_name='name with titles')),
                ('nip', models.CharField(blank=True, max_length=24, verbose_name='NIP')),
                ('rank', models.CharField(blank=True, max_length=60, verbose_name='rank')),
                ('post', models.CharField(max_length=100, verbose_name='post')),
                ('since', models.DateField(verbose_name='from')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                ('part', models.CharField(choices=[('considering', 'Considerations of the decree (Menimbang)'), ('recalling', 'Legal bases of the decree (Mengingat)'), ('dictum', 'Points of the decree from the second on (Kedua, Ketiga …)'), ('copies', 'Who gets a copy (Tembusan)'), ('clauses', 'Articles of the agreement')], max_length=20)),
                ('text', models.TextField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AlterModelOptions(
            name='letterhead',
            options={'permissions': [('edit_office', 'Edit letterhead, officials and words of the office')]},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='paper',
            name='numbered_when_signed',
        ),
        migrations.AddField(
            model_name='letterhead',
            name='at',
            field=models.DateTimeField(default=foundation.clock.now, editable=False),
        ),
        migrations.AddField(
            model_name='letterhead',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='letterhead',
            name='email',
            field=models.EmailField(blank=True, default='', max_length=100, verbose_name='e-mail'),
        ),
        migrations.AddField(
            model_name='letterhead',
            name='government',
            field=models.CharField(blank=True, default='', max_length=100, verbose_name='line above the name'),
        ),
        migrations.AddField(
            model_name='letterhead',
            name='postcode',
            field=models.CharField(blank=True, default='', max_length=5, verbose_name='postcode'),
        ),
        migrations.AddField(
            model_name='letterhead',
            name='telephone',
            field=models.CharField(blank=True, default='', max_length=40, verbose_name='telephone'),
        ),
        migrations.AlterField(
            model_name='letterhead',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letterheads', to='accounts.region'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterhead',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='e89ec7b2b7c2aa803b7486086e11191d80cea4e0', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_da57a', table='papers_letterhead', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='numbered_when_signed', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    INSERT INTO papers_papercount AS c (office_id, kind, year, last)\n                        VALUES (NEW.office_id, NEW.kind, extract(year FROM NEW.date), 1)\n                        ON CONFLICT (office_id, kind, year) DO UPDATE SET last = c.last + 1\n                        RETURNING last INTO NEW.sequence;\n                    SELECT replace(replace(replace(replace(replace(h.number_format,\n                            '{seq}', lpad(NEW.sequence::text,\n                                          greatest(3, length(NEW.sequence::text)), '0')),\n                            '{kind}', CASE NEW.kind WHEN 'candidates' THEN 'PGM' WHEN 'ranking' THEN 'BA-SEL' WHEN 'decree' THEN 'SK' WHEN 'agreement' THEN 'NPHD' WHEN 'payment_order' THEN 'SPM' WHEN 'handover' THEN 'BAST' WHEN 'report' THEN 'LPJ' WHEN 'review' THEN 'BA-LPJ' WHEN 'bank' THEN 'BA-BANK' WHEN 'sanction' THEN 'ST' WHEN 'visit' THEN 'BA-KJG' WHEN 'answer' THEN 'S-JWB' END),\n                            '{unit}', h.unit), '{month}', to_char(NEW.date, 'FMRM')),\n                            '{year}', to_char(NEW.date, 'YYYY'))\n                        INTO STRICT NEW.number\n                        FROM papers_letterhead h WHERE h.office_id = NEW.office_id\n                        ORDER BY h.id DESC LIMIT 1;\n                    INSERT INTO papers_takennumber (office_id, number)\n                        VALUES (NEW.office_id, NEW.number);\n                    NEW.digest := encode(sha256(convert_to(\n                        concat_ws(E'\\n', NEW.kind, NEW.number, NEW.date, NEW.code, NEW.text),\n                        'UTF8')), 'hex');\n                    RETURN NEW;", hash='53bf6caee7b834fe284c08a69f2b4d3eb483ba1c', operation='INSERT', pgid='pgtrigger_numbered_when_signed_fb7cf', table='papers_paper', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='emblem',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='emblem',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.region'),
        ),
        migrations.AddField(
            model_name='letterhead',
            name='emblem',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.emblem'),
        ),
        migrations.AddField(
            model_name='official',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='official',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='officials', to='accounts.region'),
        ),
        migrations.AddField(
            model_name='official',
            name='user',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account'),
        ),
        migrations.AddField(
            model_name='wording',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='wording',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='accounts.region'),
        ),
        migrations.AddConstraint(
            model_name='emblem',
            constraint=models.UniqueConstraint(fields=('office', 'digest'), name='papers_emblem_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='emblem',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='a9be01bdf5666bdb80f5269834c415ad8fee945f', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_f4cde', table='papers_emblem', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='official',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='papers_official_until_after_since', violation_error_message='The last day comes after the first.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='official',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='0158564bc8568e1998885155ff07cae7cfb12f8b', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_1eaa9', table='papers_official', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='wording',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='46e2c536917bd13dd9a559097cdbcb61adaa6d6e', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_a691a', table='papers_wording', when='BEFORE')),
        ),
    ]
