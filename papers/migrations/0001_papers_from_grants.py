"""Papers become an app below `groups`: their tables move from `grants` with all rows."""

import django.db.models.deletion
import foundation.clock
import foundation.triggers
import papers.models.papers
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

MODELS = ("letterhead", "paper", "papercount", "signedpage")


def move(old, new):
    """Rename tables, their constraints, indexes and sequences, and the content types."""
    tables = "".join(f"ALTER TABLE {old}_{name} RENAME TO {new}_{name};" for name in MODELS)
    names = ", ".join(f"'{name}'" for name in MODELS)
    oids = ", ".join(f"'{new}_{name}'::regclass" for name in MODELS)
    return f"""
        {tables}
        DO $$ DECLARE found record; BEGIN
            FOR found IN SELECT conrelid::regclass AS place, conname AS name FROM pg_constraint
                WHERE conrelid IN ({oids}) AND starts_with(conname, '{old}_')
            LOOP EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', found.place,
                found.name, overlay(found.name PLACING '{new}' FROM 1 FOR {len(old)})); END LOOP;
            FOR found IN SELECT indexrelid::regclass AS place, relname AS name
                FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
                WHERE indrelid IN ({oids}) AND starts_with(relname, '{old}_')
            LOOP EXECUTE format('ALTER INDEX %s RENAME TO %I', found.place,
                overlay(found.name PLACING '{new}' FROM 1 FOR {len(old)})); END LOOP;
            FOR found IN SELECT objid::regclass AS place, relname AS name
                FROM pg_depend JOIN pg_class ON pg_class.oid = objid AND relkind = 'S'
                WHERE refobjid IN ({oids}) AND starts_with(relname, '{old}_')
            LOOP EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', found.place,
                overlay(found.name PLACING '{new}' FROM 1 FOR {len(old)})); END LOOP;
        END $$;
        UPDATE django_content_type SET app_label = '{new}'
            WHERE app_label = '{old}' AND model IN ({names});"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0004_administrator_alone'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('groups', '0008_schedule_by_day'),
        ('grants', '0002_papers_without_triggers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(move("grants", "papers"), move("papers", "grants"))],
            state_operations=[
                migrations.CreateModel(
                    name='Letterhead',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100, verbose_name='name of the office')),
                        ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                        ('place', models.CharField(max_length=60, verbose_name='place of signing')),
                        ('unit', models.CharField(default='35.07.106', max_length=20, verbose_name='unit in the number')),
                        ('number_format', models.CharField(default='460/{seq}/{unit}/{month}/{year}', max_length=80, verbose_name='format of the number')),
                        ('office', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='letterhead', to='accounts.region')),
                    ],
                ),
                migrations.CreateModel(
                    name='Paper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                        ('kind', models.CharField(choices=[('candidates', 'Public list of candidates'), ('ranking', 'Minutes of the ranking'), ('decree', 'Decree (SK)'), ('agreement', 'Agreement (NPHD)'), ('payment_order', 'Payment order (SPM)'), ('handover', 'Handover (BAST)'), ('report', 'Spending report (LPJ)'), ('review', 'Review of a report'), ('bank', 'Minutes of a bank matter'), ('sanction', 'Letter of reminder or sanction'), ('visit', 'Minutes of a visit')], max_length=20)),
                        ('date', models.DateField()),
                        ('sequence', models.PositiveIntegerField(editable=False)),
                        ('number', models.CharField(editable=False, max_length=80)),
                        ('code', models.CharField(default=papers.models.papers.fresh_code, max_length=9, unique=True)),
                        ('text', models.TextField()),
                        ('digest', models.CharField(editable=False, max_length=64)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='groups.group')),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.region')),
                        ('supersedes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='papers.paper')),
                    ],
                    options={
                        'ordering': ['-at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='PaperCount',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=20)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('last', models.PositiveIntegerField()),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.region')),
                    ],
                ),
                migrations.CreateModel(
                    name='SignedPage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signed_pages', to='papers.paper')),
                        ('photo', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.photo')),
                    ],
                    options={
                        'permissions': [('add_signed_page', 'Keep the signed page of a paper')],
                        'abstract': False,
                    },
                ),
                migrations.AddConstraint(
                    model_name='paper',
                    constraint=models.UniqueConstraint(models.F('office'), models.F('kind'), models.F('date__year'), models.F('sequence'), name='papers_paper_number'),
                ),
                migrations.AddConstraint(
                    model_name='papercount',
                    constraint=models.UniqueConstraint(fields=('office', 'kind', 'year'), name='papers_papercount_once'),
                ),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='093f93c121822f985c3f9eec29d2951e62b0d109', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_a155f', table='papers_paper', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='numbered_when_signed', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    INSERT INTO papers_papercount AS c (office_id, kind, year, last)\n                        VALUES (NEW.office_id, NEW.kind, extract(year FROM NEW.date), 1)\n                        ON CONFLICT (office_id, kind, year) DO UPDATE SET last = c.last + 1\n                        RETURNING last INTO NEW.sequence;\n                    SELECT replace(replace(replace(replace(h.number_format,\n                            '{seq}', lpad(NEW.sequence::text,\n                                          greatest(3, length(NEW.sequence::text)), '0')),\n                            '{unit}', h.unit), '{month}', to_char(NEW.date, 'FMRM')),\n                            '{year}', to_char(NEW.date, 'YYYY'))\n                        INTO STRICT NEW.number\n                        FROM papers_letterhead h WHERE h.office_id = NEW.office_id;\n                    NEW.digest := encode(sha256(convert_to(\n                        concat_ws(E'\\n', NEW.kind, NEW.number, NEW.date, NEW.code, NEW.text),\n                        'UTF8')), 'hex');\n                    RETURN NEW;", hash='3b7ec3898a3a5773eb7946188f4f897aa5598125', operation='INSERT', pgid='pgtrigger_numbered_when_signed_fb7cf', table='papers_paper', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signedpage',
            trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='9ff18e7bec617732c6d20c7017da54aa840f2c10', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_61c9a', table='papers_signedpage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signedpage',
            trigger=pgtrigger.compiler.Trigger(name='of_the_papers_group', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF NOT EXISTS (\n                        SELECT FROM papers_paper p JOIN groups_photo f ON f.group_id = p.group_id\n                        WHERE p.id = NEW.paper_id AND f.id = NEW.photo_id\n                    ) THEN\n                        RAISE EXCEPTION 'A signed page is a photo of the group its paper is about.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'papers_signedpage_of_the_papers_group';\n                    END IF;\n                    RETURN NEW;", hash='8004975a0b8755169e96fdc5875dbe9d758b63a2', operation='INSERT', pgid='pgtrigger_of_the_papers_group_03a21', table='papers_signedpage', when='BEFORE')),
        ),
    ]
