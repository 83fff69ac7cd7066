"""Numbers bear the kind of paper, and each is taken once."""

import django.db.models.deletion
import foundation.triggers
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_administrator_alone'),
        ('papers', '0001_papers_from_grants'),
    ]

    operations = [
        migrations.CreateModel(
            name='TakenNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=80)),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='paper',
            name='numbered_when_signed',
        ),
        migrations.AlterField(
            model_name='letterhead',
            name='number_format',
            field=models.CharField(default='400.9/{seq}/{kind}/{unit}/{month}/{year}', max_length=80, verbose_name='format of the number'),
        ),
        migrations.AlterField(
            model_name='paper',
            name='kind',
            field=models.CharField(choices=[('candidates', 'Public list of candidates'), ('ranking', 'Minutes of the ranking'), ('decree', 'Decree (SK)'), ('agreement', 'Agreement (NPHD)'), ('payment_order', 'Payment order (SPM)'), ('handover', 'Handover (BAST)'), ('report', 'Spending report (LPJ)'), ('review', 'Review of a report'), ('bank', 'Minutes of a bank matter'), ('sanction', 'Letter of reminder or sanction'), ('visit', 'Minutes of a visit'), ('answer', 'Answer to an objection')], max_length=20),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='numbered_when_signed', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    INSERT INTO papers_papercount AS c (office_id, kind, year, last)\n                        VALUES (NEW.office_id, NEW.kind, extract(year FROM NEW.date), 1)\n                        ON CONFLICT (office_id, kind, year) DO UPDATE SET last = c.last + 1\n                        RETURNING last INTO NEW.sequence;\n                    SELECT replace(replace(replace(replace(replace(h.number_format,\n                            '{seq}', lpad(NEW.sequence::text,\n                                          greatest(3, length(NEW.sequence::text)), '0')),\n                            '{kind}', CASE NEW.kind WHEN 'candidates' THEN 'PGM' WHEN 'ranking' THEN 'BA-SEL' WHEN 'decree' THEN 'SK' WHEN 'agreement' THEN 'NPHD' WHEN 'payment_order' THEN 'SPM' WHEN 'handover' THEN 'BAST' WHEN 'report' THEN 'LPJ' WHEN 'review' THEN 'BA-LPJ' WHEN 'bank' THEN 'BA-BANK' WHEN 'sanction' THEN 'ST' WHEN 'visit' THEN 'BA-KJG' WHEN 'answer' THEN 'S-JWB' END),\n                            '{unit}', h.unit), '{month}', to_char(NEW.date, 'FMRM')),\n                            '{year}', to_char(NEW.date, 'YYYY'))\n                        INTO STRICT NEW.number\n                        FROM papers_letterhead h WHERE h.office_id = NEW.office_id;\n                    INSERT INTO papers_takennumber (office_id, number)\n                        VALUES (NEW.office_id, NEW.number);\n                    NEW.digest := encode(sha256(convert_to(\n                        concat_ws(E'\\n', NEW.kind, NEW.number, NEW.date, NEW.code, NEW.text),\n                        'UTF8')), 'hex');\n                    RETURN NEW;", hash='cafd51e713192dca8d98898b48c7394b4948777d', operation='INSERT', pgid='pgtrigger_numbered_when_signed_fb7cf', table='papers_paper', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='takennumber',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.region'),
        ),
        migrations.AddConstraint(
            model_name='takennumber',
            constraint=models.UniqueConstraint(fields=('office', 'number'), name='papers_takennumber_once', violation_error_message='Another paper has this number. Change the format of the numbers.'),
        ),
    ]
