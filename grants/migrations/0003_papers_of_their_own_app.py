"""References to papers point to the app `papers`; the rows in the database do already."""

import django.db.models.deletion
import foundation.triggers
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0002_papers_without_triggers'),
        ('papers', '0001_papers_from_grants'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='match',
                    name='paper',
                    field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='match', to='papers.paper'),
                ),
                migrations.AlterField(
                    model_name='linenote',
                    name='paper',
                    field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='line_note', to='papers.paper'),
                ),
                migrations.AlterField(
                    model_name='monitoringvisit',
                    name='paper',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='monitoring_visit', to='papers.paper'),
                ),
                migrations.AlterField(
                    model_name='publication',
                    name='paper',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='papers.paper'),
                ),
                migrations.AlterField(
                    model_name='decree',
                    name='paper',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decree', to='papers.paper'),
                ),
                migrations.AlterField(
                    model_name='sanction',
                    name='paper',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sanction', to='papers.paper'),
                ),
                migrations.AlterField(
                    model_name='visit',
                    name='paper',
                    field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visit', to='papers.paper'),
                ),
                migrations.AlterField(
                    model_name='paymentorder',
                    name='paper',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='payment_order', to='papers.paper'),
                ),
                migrations.AlterField(
                    model_name='handover',
                    name='paper',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='handover', to='papers.paper'),
                ),
                migrations.AlterField(
                    model_name='agreement',
                    name='paper',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='agreement', to='papers.paper'),
                ),
                migrations.AlterField(
                    model_name='report',
                    name='paper',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='papers.paper'),
                ),
                migrations.AlterField(
                    model_name='ranking',
                    name='paper',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ranking', to='papers.paper'),
                ),
                migrations.AlterField(
                    model_name='review',
                    name='paper',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='papers.paper'),
                ),
                migrations.DeleteModel(name='SignedPage'),
                migrations.DeleteModel(name='PaperCount'),
                migrations.DeleteModel(name='Letterhead'),
                migrations.DeleteModel(name='Paper'),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='disbursement',
            name='the_whole_award_in_force',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reportcheck',
            name='the_last_one_signed',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='the_whole_award_in_force', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id\n                        WHERE a.id = NEW.award_id FOR UPDATE OF r;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_award a\n                        JOIN grants_paymentorder o ON o.id = NEW.order_id\n                        JOIN grants_agreement g ON g.award_id = a.id\n                        WHERE a.id = NEW.award_id AND a.amount = NEW.amount\n                            AND EXISTS (SELECT FROM papers_signedpage\n                                        WHERE paper_id = g.paper_id)\n                            AND a.round_id = o.round_id AND NOT EXISTS (\n                                SELECT FROM grants_revocation WHERE award_id = a.id)\n                    ) THEN\n                        RAISE EXCEPTION 'An order pays a whole award, its agreement signed.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_disbursement_of_an_award';\n                    END IF;\n                    RETURN NEW;", hash='5cd6840b7f425d990fa4e566a0e539bf11935516', operation='INSERT', pgid='pgtrigger_the_whole_award_in_force_6e6c4', table='grants_disbursement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportcheck',
            trigger=pgtrigger.compiler.Trigger(name='the_last_one_signed', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id\n                        JOIN grants_report p ON p.award_id = a.id\n                        WHERE p.id = NEW.report_id FOR UPDATE OF r;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_report p\n                        JOIN papers_signedpage s ON s.paper_id = p.paper_id\n                        WHERE p.id = NEW.report_id AND NOT EXISTS (\n                            SELECT FROM grants_report later\n                            WHERE later.award_id = p.award_id AND later.version > p.version)\n                    ) THEN\n                        RAISE EXCEPTION 'The last version of a report is checked, once signed.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_reportcheck_of_the_last_signed';\n                    END IF;\n                    RETURN NEW;", hash='4ea04c12ab905dca6a5da218fcb20609f50ab4ca', operation='INSERT', pgid='pgtrigger_the_last_one_signed_941ef', table='grants_reportcheck', when='BEFORE')),
        ),
    ]
