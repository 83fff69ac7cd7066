"""All tables, constraints, functions and triggers at once, for a database that has none of them.

Replaces the migrations of groups, finance, papers and grants so far, which an older database goes
on with (tests/upgrade compares both). One by one they render Django's models 600 times: forty
seconds of processor, of which less than two are PostgreSQL's. One migration for four apps, as one
transaction: an interruption leaves nothing half-made. Made by the autodetector.
"""

from importlib import import_module

import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.utils.timezone
import foundation.clock
import foundation.terms
import foundation.triggers
import grants.payment.models.movements
import grants.selection.models.rounds
import papers.models.papers
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from foundation.operations import BatchedOperations, ForApp

posting = import_module("finance.migrations.0002_posting_functions")
sealing = import_module("finance.migrations.0003_seal_entries_in_a_loop")
counting = import_module("finance.migrations.0005_count_by_another")
meetings = import_module("groups.migrations.0011_meetings_without_a_sheet")


class Migration(migrations.Migration):

    replaces = [
        ('finance', '0001_initial'),
        ('finance', '0002_posting_functions'),
        ('finance', '0003_seal_entries_in_a_loop'),
        ('finance', '0004_disputes_by_age'),
        ('finance', '0005_count_by_another'),
        ('finance', '0006_money_never_written'),
        ('finance', '0007_goods_to_sell'),
        ('grants', '0001_initial'),
        ('grants', '0002_papers_without_triggers'),
        ('grants', '0003_papers_of_their_own_app'),
        ('grants', '0004_triggers_from_shared_sql'),
        ('grants', '0005_review_corrections'),
        ('grants', '0006_statements_as_banks_write_them'),
        ('grants', '0007_lines_for_several_payments'),
        ('grants', '0008_kinds_of_what_a_plan_buys'),
        ('grants', '0009_papers_of_answers'),
        ('grants', '0010_mistakes_withdrawn'),
        ('grants', '0011_imports_taken_back'),
        ('grants', '0012_sp2d_from_the_treasury'),
        ('grants', '0013_office_accounts_by_two'),
        ('grants', '0014_refused_accounts_are_no_change'),
        ('grants', '0015_lost_payments'),
        ('grants', '0016_matches_undone'),
        ('groups', '0001_initial'),
        ('groups', '0002_instruments_and_photos'),
        ('groups', '0003_photo_never_changed'),
        ('groups', '0004_dimension_tie'),
        ('groups', '0005_schedule'),
        ('groups', '0006_schedule_of_all_groups'),
        ('groups', '0007_instruments_without_a_gap'),
        ('groups', '0008_schedule_by_day'),
        ('groups', '0009_membership_follows_the_household'),
        ('groups', '0010_merges'),
        ('groups', '0011_meetings_without_a_sheet'),
        ('groups', '0012_reckon_all_schedules'),
        ('groups', '0013_scans_of_several_pages'),
        ('papers', '0001_papers_from_grants'),
        ('papers', '0002_numbers_bear_the_kind'),
        ('papers', '0003_formats_bear_the_kind'),
        ('papers', '0004_office_of_added_rows'),
        ('papers', '0005_pages_of_the_offices_own'),
    ]
    dependencies = [
        ('accounts', '0004_administrator_alone'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BatchedOperations(
            [
                ForApp(
                    'groups',
                    [
                    migrations.CreateModel(
                        name='Group',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('rhythm', models.CharField(choices=[('monthly', 'Each month'), ('nth1', 'First week of each month'), ('nth2', 'Second week of each month'), ('nth3', 'Third week of each month'), ('nth4', 'Fourth week of each month'), ('last', 'Last week of each month'), ('35', 'Every 35 days'), ('28', 'Every four weeks'), ('21', 'Every three weeks'), ('14', 'Every two weeks'), ('7', 'Every week')], default='monthly', max_length=8, verbose_name='rhythm of meetings')),
                            ('weekday', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Monday'), (2, 'Tuesday'), (3, 'Wednesday'), (4, 'Thursday'), (5, 'Friday'), (6, 'Saturday'), (7, 'Sunday')], null=True, verbose_name='day of the week')),
                            ('month_day', models.PositiveSmallIntegerField(blank=True, choices=[(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8), (9, 9), (10, 10), (11, 11), (12, 12), (13, 13), (14, 14), (15, 15), (16, 16), (17, 17), (18, 18), (19, 19), (20, 20), (21, 21), (22, 22), (23, 23), (24, 24), (25, 25), (26, 26), (27, 27), (28, 28), (29, 29), (30, 30), (31, 31)], null=True, verbose_name='day of the month')),
                            ('usual_hour', models.TimeField(default=datetime.time(16, 0), verbose_name='usual hour')),
                            ('usual_place', models.CharField(blank=True, max_length=100, verbose_name='usual place')),
                            ('meetings_before', models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='meetings before this book')),
                            ('name', models.CharField(max_length=60, verbose_name="group's name")),
                            ('hamlet', models.CharField(blank=True, max_length=60, verbose_name='hamlet')),
                            ('formed_on', models.DateField(verbose_name='formed on')),
                            ('business', models.CharField(choices=[('cattle', 'Cattle'), ('goats', 'Goats'), ('poultry', 'Poultry'), ('fish', 'Fish'), ('crops', 'Crops'), ('food', 'Food'), ('craft', 'Craft'), ('trade', 'Trade'), ('service', 'Service')], max_length=10, verbose_name='business')),
                            ('stage', models.CharField(choices=[('growing', 'Growing'), ('developing', 'Developing'), ('independent', 'Independent')], default='growing', max_length=12, verbose_name='stage')),
                            ('registered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                            ('registered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.region', verbose_name='village')),
                        ],
                        options={
                            'ordering': ['name', 'pk'],
                            'permissions': [('register_group', 'Register a group'), ('hand_over_group', 'Hand a group over to another facilitator')],
                        },
                    ),
                    migrations.CreateModel(
                        name='Facilitation',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('since', models.DateField(default=django.utils.timezone.localdate)),
                            ('until', models.DateField(blank=True, null=True)),
                            ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facilitations', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facilitations', to='groups.group')),
                        ],
                        options={
                            'ordering': ['-since', 'pk'],
                        },
                    ),
                    migrations.CreateModel(
                        name='FollowUp',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('what', models.CharField(max_length=300, verbose_name='what was done')),
                            ('date', models.DateField(default=django.utils.timezone.localdate)),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ],
                        options={
                            'ordering': ['date', 'pk'],
                        },
                    ),
                    migrations.CreateModel(
                        name='FacilitationEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('since', models.DateField(default=django.utils.timezone.localdate)),
                            ('until', models.DateField(blank=True, null=True)),
                            ('facilitator', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.facilitation')),
                            ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.group')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Decision',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('what', models.CharField(max_length=200, verbose_name='what')),
                            ('who', models.CharField(blank=True, max_length=100, verbose_name='who')),
                            ('due_on', models.DateField(blank=True, null=True, verbose_name='by when')),
                            ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                            ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='groups.group')),
                        ],
                        options={
                            'ordering': ['due_on', 'pk'],
                        },
                    ),
                    migrations.CreateModel(
                        name='Household',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('address', models.CharField(blank=True, max_length=150, verbose_name='address')),
                            ('kk_sealed', models.TextField(blank=True, editable=False)),
                            ('kk_index', models.CharField(blank=True, editable=False, max_length=64)),
                            ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.region', verbose_name='village')),
                        ],
                    ),
                    migrations.CreateModel(
                        name='HouseholdEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('address', models.CharField(blank=True, max_length=150, verbose_name='address')),
                            ('kk_sealed', models.TextField(blank=True, editable=False)),
                            ('kk_index', models.CharField(blank=True, editable=False, max_length=64)),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.household')),
                            ('village', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.region', verbose_name='village')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Instrument',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('name', models.CharField(max_length=200, verbose_name='name')),
                            ('name_en', models.CharField(blank=True, max_length=200, verbose_name='name in English')),
                            ('code', models.CharField(max_length=40)),
                            ('version', models.PositiveSmallIntegerField()),
                            ('divisor', models.PositiveSmallIntegerField(default=1)),
                            ('for_old_results', models.BooleanField(default=False)),
                        ],
                        options={
                            'ordering': ['code', '-version'],
                            'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='groups_instrument_once'), models.CheckConstraint(condition=models.Q(('divisor__gte', 1)), name='groups_instrument_divisor')],
                        },
                    ),
                    migrations.CreateModel(
                        name='Dimension',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('name', models.CharField(max_length=200, verbose_name='name')),
                            ('name_en', models.CharField(blank=True, max_length=200, verbose_name='name in English')),
                            ('number', models.PositiveSmallIntegerField()),
                            ('tie', models.PositiveSmallIntegerField(blank=True, null=True)),
                            ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dimensions', to='groups.instrument')),
                        ],
                        options={
                            'ordering': ['instrument_id', 'number'],
                        },
                    ),
                    migrations.CreateModel(
                        name='Criterion',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('name', models.CharField(max_length=200, verbose_name='name')),
                            ('name_en', models.CharField(blank=True, max_length=200, verbose_name='name in English')),
                            ('number', models.PositiveSmallIntegerField()),
                            ('aspect', models.CharField(blank=True, max_length=200)),
                            ('weight', models.PositiveSmallIntegerField()),
                            ('dimension', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criteria', to='groups.dimension')),
                            ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criteria', to='groups.instrument')),
                        ],
                        options={
                            'ordering': ['instrument_id', 'number'],
                        },
                    ),
                    migrations.CreateModel(
                        name='Category',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('name', models.CharField(max_length=200, verbose_name='name')),
                            ('name_en', models.CharField(blank=True, max_length=200, verbose_name='name in English')),
                            ('least', models.DecimalField(decimal_places=2, max_digits=6)),
                            ('most', models.DecimalField(decimal_places=2, max_digits=6)),
                            ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='categories', to='groups.instrument')),
                        ],
                        options={
                            'ordering': ['instrument_id', 'least'],
                        },
                    ),
                    migrations.CreateModel(
                        name='LateDay',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('date', models.DateField()),
                            ('reason', models.CharField(max_length=200, verbose_name='why so late')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='late_days', to='groups.group')),
                        ],
                        options={
                            'ordering': ['-date'],
                            'permissions': [('allow_late_day', 'Let a group record a day late')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Level',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('name', models.CharField(max_length=200, verbose_name='name')),
                            ('name_en', models.CharField(blank=True, max_length=200, verbose_name='name in English')),
                            ('level', models.PositiveSmallIntegerField()),
                            ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='levels', to='groups.criterion')),
                        ],
                        options={
                            'ordering': ['criterion_id', 'level'],
                        },
                    ),
                    migrations.CreateModel(
                        name='Meeting',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('number', models.PositiveIntegerField()),
                            ('date', models.DateField(verbose_name='day of the meeting')),
                            ('place', models.CharField(blank=True, max_length=100, verbose_name='place')),
                            ('notes', models.TextField(blank=True, verbose_name='notes')),
                            ('next_on', models.DateField(blank=True, null=True, verbose_name='day')),
                            ('next_at', models.TimeField(blank=True, null=True, verbose_name='hour')),
                            ('next_place', models.CharField(blank=True, max_length=100, verbose_name='place')),
                            ('recorded_at', models.DateTimeField(auto_now_add=True)),
                            ('cancelled_at', models.DateTimeField(editable=False, null=True)),
                            ('cancel_reason', models.CharField(blank=True, editable=False, max_length=200)),
                            ('cancelled_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='groups.group')),
                            ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ],
                        options={
                            'ordering': ['-date', '-number'],
                            'permissions': [('edit_meeting', 'Change attendance and notes of a meeting')],
                        },
                    ),
                    migrations.CreateModel(
                        name='DecisionEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('what', models.CharField(max_length=200, verbose_name='what')),
                            ('who', models.CharField(blank=True, max_length=100, verbose_name='who')),
                            ('due_on', models.DateField(blank=True, null=True, verbose_name='by when')),
                            ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.decision')),
                            ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.group')),
                            ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.meeting')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Attendance',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('kind', models.CharField(choices=[('present', 'Present'), ('represented', 'Represented by family'), ('excused', 'Excused'), ('ill', 'Ill'), ('absent', 'Absent without word')], default='present', max_length=12)),
                            ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='groups.meeting')),
                        ],
                        options={
                            'ordering': ['meeting_id', 'membership__number'],
                        },
                    ),
                    migrations.CreateModel(
                        name='Membership',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('number', models.PositiveSmallIntegerField()),
                            ('since', models.DateField(default=django.utils.timezone.localdate)),
                            ('until', models.DateField(blank=True, null=True)),
                            ('reason', models.CharField(blank=True, choices=[('died', 'Died'), ('moved', 'Moved away'), ('able', 'Able to stand alone'), ('refused', 'Does not want to go on'), ('expelled', 'Expelled'), ('mistake', 'Registered by mistake')], max_length=10, verbose_name='why left')),
                            ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='groups.group')),
                            ('household', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='groups.household')),
                        ],
                        options={
                            'ordering': ['group_id', 'number'],
                            'permissions': [('admit_member', 'Admit a member'), ('invite_member', 'Give a member a way to sign in')],
                        },
                    ),
                    migrations.CreateModel(
                        name='MeetingEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('number', models.PositiveIntegerField()),
                            ('date', models.DateField(verbose_name='day of the meeting')),
                            ('place', models.CharField(blank=True, max_length=100, verbose_name='place')),
                            ('notes', models.TextField(blank=True, verbose_name='notes')),
                            ('next_on', models.DateField(blank=True, null=True, verbose_name='day')),
                            ('next_at', models.TimeField(blank=True, null=True, verbose_name='hour')),
                            ('next_place', models.CharField(blank=True, max_length=100, verbose_name='place')),
                            ('recorded_at', models.DateTimeField(auto_now_add=True)),
                            ('cancelled_at', models.DateTimeField(editable=False, null=True)),
                            ('cancel_reason', models.CharField(blank=True, editable=False, max_length=200)),
                            ('cancelled_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.group')),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.meeting')),
                            ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('leader', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.membership', verbose_name='leader')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='AttendanceEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('kind', models.CharField(choices=[('present', 'Present'), ('represented', 'Represented by family'), ('excused', 'Excused'), ('ill', 'Ill'), ('absent', 'Absent without word')], default='present', max_length=12)),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.attendance')),
                            ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.meeting')),
                            ('membership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.membership')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Merge',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('why', models.CharField(max_length=200, verbose_name='how do you know?')),
                            ('asked_at', models.DateTimeField(auto_now_add=True)),
                            ('agreed', models.BooleanField(null=True)),
                            ('answer', models.CharField(blank=True, max_length=200, verbose_name='answer')),
                            ('answered_at', models.DateTimeField(null=True)),
                            ('moved_nik', models.BooleanField(default=False)),
                            ('undone_at', models.DateTimeField(null=True)),
                            ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='groups.group')),
                            ('moved_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ],
                        options={
                            'ordering': ['-asked_at'],
                            'permissions': [('ask_merge', 'Ask to merge two records of one person'), ('answer_merge', 'Confirm, refuse and undo a merge of two records')],
                        },
                    ),
                    migrations.CreateModel(
                        name='MissedMeeting',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('date', models.DateField()),
                            ('next_on', models.DateField()),
                            ('reason', models.CharField(max_length=200, verbose_name='why it did not take place')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='missed_meetings', to='groups.group')),
                        ],
                        options={
                            'ordering': ['-date'],
                            'permissions': [('mark_missed', 'Say that a meeting did not take place')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='MovedMeeting',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('after', models.DateField(null=True)),
                            ('instead_of', models.DateField()),
                            ('next_on', models.DateField()),
                            ('next_at', models.TimeField(null=True)),
                            ('next_place', models.CharField(blank=True, max_length=100)),
                            ('reason', models.CharField(max_length=200, verbose_name='why it is moved')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moved_meetings', to='groups.group')),
                        ],
                        options={
                            'ordering': ['-pk'],
                            'permissions': [('move_meeting', 'Move the next meeting of a group')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Office',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('post', models.CharField(choices=[('chair', 'Chair'), ('secretary', 'Secretary'), ('treasurer', 'Treasurer')], max_length=10)),
                            ('since', models.DateField(default=django.utils.timezone.localdate)),
                            ('until', models.DateField(blank=True, null=True)),
                            ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='groups.group')),
                            ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='groups.membership')),
                        ],
                        options={
                            'ordering': ['group_id', 'post', '-since'],
                            'permissions': [('change_officers', 'Change the officers of a group')],
                        },
                    ),
                    migrations.CreateModel(
                        name='OfficeEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('post', models.CharField(choices=[('chair', 'Chair'), ('secretary', 'Secretary'), ('treasurer', 'Treasurer')], max_length=10)),
                            ('since', models.DateField(default=django.utils.timezone.localdate)),
                            ('until', models.DateField(blank=True, null=True)),
                            ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.group')),
                            ('membership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.membership')),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.office')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Person',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('name', models.CharField(max_length=100, verbose_name='name')),
                            ('sex', models.CharField(choices=[('F', 'Woman'), ('M', 'Man')], max_length=1, verbose_name='sex')),
                            ('born_on', models.DateField(blank=True, null=True, verbose_name='born on')),
                            ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                            ('nik_sealed', models.TextField(blank=True, editable=False)),
                            ('nik_index', models.CharField(blank=True, editable=False, max_length=64)),
                            ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='persons', to='groups.household')),
                            ('same_as', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duplicates', to='groups.person', verbose_name='merged with')),
                            ('user', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='person', to=settings.AUTH_USER_MODEL)),
                        ],
                        options={
                            'ordering': ['name', 'pk'],
                        },
                    ),
                    migrations.CreateModel(
                        name='MergeEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('why', models.CharField(max_length=200, verbose_name='how do you know?')),
                            ('asked_at', models.DateTimeField(auto_now_add=True)),
                            ('agreed', models.BooleanField(null=True)),
                            ('answer', models.CharField(blank=True, max_length=200, verbose_name='answer')),
                            ('answered_at', models.DateTimeField(null=True)),
                            ('moved_nik', models.BooleanField(default=False)),
                            ('undone_at', models.DateTimeField(null=True)),
                            ('answered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('asked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.group')),
                            ('moved_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.merge')),
                            ('undone_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('duplicate', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.person')),
                            ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.person')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='MergedMembership',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('until', models.DateField(null=True)),
                            ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.membership')),
                            ('merge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='groups.merge')),
                            ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.person')),
                        ],
                    ),
                    migrations.CreateModel(
                        name='MembershipEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('number', models.PositiveSmallIntegerField()),
                            ('since', models.DateField(default=django.utils.timezone.localdate)),
                            ('until', models.DateField(blank=True, null=True)),
                            ('reason', models.CharField(blank=True, choices=[('died', 'Died'), ('moved', 'Moved away'), ('able', 'Able to stand alone'), ('refused', 'Does not want to go on'), ('expelled', 'Expelled'), ('mistake', 'Registered by mistake')], max_length=10, verbose_name='why left')),
                            ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.group')),
                            ('household', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.household')),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.membership')),
                            ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.person')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='PersonEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('name', models.CharField(max_length=100, verbose_name='name')),
                            ('sex', models.CharField(choices=[('F', 'Woman'), ('M', 'Man')], max_length=1, verbose_name='sex')),
                            ('born_on', models.DateField(blank=True, null=True, verbose_name='born on')),
                            ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                            ('nik_sealed', models.TextField(blank=True, editable=False)),
                            ('nik_index', models.CharField(blank=True, editable=False, max_length=64)),
                            ('household', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.household')),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.person')),
                            ('same_as', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.person', verbose_name='merged with')),
                            ('user', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Photo',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('content', models.BinaryField()),
                            ('digest', models.CharField(max_length=64)),
                            ('pages', models.PositiveSmallIntegerField(default=1)),
                            ('width', models.PositiveIntegerField()),
                            ('height', models.PositiveIntegerField()),
                            ('at', models.DateTimeField(auto_now_add=True)),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='groups.group')),
                        ],
                    ),
                    migrations.CreateModel(
                        name='PhotoPage',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('number', models.PositiveSmallIntegerField()),
                            ('content', models.BinaryField()),
                            ('photo', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='further', to='groups.photo')),
                        ],
                        options={
                            'ordering': ['photo_id', 'number'],
                        },
                    ),
                    migrations.CreateModel(
                        name='PovertyCheck',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('poverty_list', models.CharField(max_length=100, verbose_name='list')),
                            ('version', models.CharField(max_length=40, verbose_name='version of the list')),
                            ('checked_on', models.DateField(verbose_name='looked up on')),
                            ('decile', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='decile')),
                            ('at', models.DateTimeField(auto_now_add=True)),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='poverty_checks', to='groups.household')),
                        ],
                        options={
                            'ordering': ['-checked_on', '-pk'],
                        },
                    ),
                    migrations.CreateModel(
                        name='Problem',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('kind', models.CharField(choices=[('business', 'Business'), ('money', 'Money'), ('people', 'People'), ('animal', 'Animal'), ('paper', 'Paper')], max_length=10, verbose_name='kind')),
                            ('what', models.CharField(max_length=300, verbose_name='what is wrong')),
                            ('who', models.CharField(blank=True, max_length=100, verbose_name='who takes care')),
                            ('due_on', models.DateField(blank=True, null=True, verbose_name='by when')),
                            ('raised_on', models.DateField(default=django.utils.timezone.localdate)),
                            ('closed_on', models.DateField(blank=True, editable=False, null=True)),
                            ('closed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='problems', to='groups.group')),
                            ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='problems', to='groups.meeting')),
                            ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ],
                        options={
                            'ordering': ['-raised_on', '-pk'],
                        },
                    ),
                    migrations.CreateModel(
                        name='FollowUpEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('what', models.CharField(max_length=300, verbose_name='what was done')),
                            ('date', models.DateField(default=django.utils.timezone.localdate)),
                            ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.followup')),
                            ('problem', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.problem')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='ProblemEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('kind', models.CharField(choices=[('business', 'Business'), ('money', 'Money'), ('people', 'People'), ('animal', 'Animal'), ('paper', 'Paper')], max_length=10, verbose_name='kind')),
                            ('what', models.CharField(max_length=300, verbose_name='what is wrong')),
                            ('who', models.CharField(blank=True, max_length=100, verbose_name='who takes care')),
                            ('due_on', models.DateField(blank=True, null=True, verbose_name='by when')),
                            ('raised_on', models.DateField(default=django.utils.timezone.localdate)),
                            ('closed_on', models.DateField(blank=True, editable=False, null=True)),
                            ('closed_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.group')),
                            ('meeting', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.meeting')),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.problem')),
                            ('raised_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Programme',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                            ('since', models.DateField(verbose_name='from')),
                            ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                            ('least_members', models.PositiveSmallIntegerField(default=5, verbose_name='least members')),
                            ('most_members', models.PositiveSmallIntegerField(default=20, verbose_name='most members')),
                            ('youngest', models.PositiveSmallIntegerField(default=18, verbose_name='youngest age')),
                            ('oldest', models.PositiveSmallIntegerField(default=60, verbose_name='oldest age')),
                            ('poverty_list', models.CharField(default='DTSEN', max_length=100, verbose_name='list of poor families')),
                            ('amount', models.BigIntegerField(blank=True, null=True, verbose_name='grant a group')),
                            ('amount_a_member', models.BigIntegerField(blank=True, null=True, verbose_name='grant a member')),
                            ('waiting_months', models.PositiveSmallIntegerField(default=0, verbose_name='months a group has existed before a grant')),
                            ('closed_months', models.PositiveSmallIntegerField(default=0, verbose_name='months of closed books before a grant')),
                            ('stage_needed', models.CharField(blank=True, choices=[('growing', 'Growing'), ('developing', 'Developing'), ('independent', 'Independent')], max_length=12, verbose_name='stage before a grant')),
                            ('once_only', models.BooleanField(default=True, verbose_name='a group gets one grant only')),
                            ('deciles', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='poorest deciles of the list')),
                        ],
                        options={
                            'ordering': ['-since'],
                            'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='groups_programme_until_after_since'), models.CheckConstraint(condition=models.Q(('least_members__gte', 1), ('most_members__gte', models.F('least_members'))), name='groups_programme_size'), models.CheckConstraint(condition=models.Q(('oldest__gte', models.F('youngest'))), name='groups_programme_ages'), models.CheckConstraint(condition=models.Q(('amount', None), ('amount_a_member', None), _connector='OR'), name='groups_programme_one_amount'), models.CheckConstraint(condition=models.Q(models.Q(('amount', None), ('amount__gt', 0), _connector='OR'), models.Q(('amount_a_member', None), ('amount_a_member__gt', 0), _connector='OR')), name='groups_programme_amount_positive')],
                        },
                    ),
                    migrations.CreateModel(
                        name='GroupEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('rhythm', models.CharField(choices=[('monthly', 'Each month'), ('nth1', 'First week of each month'), ('nth2', 'Second week of each month'), ('nth3', 'Third week of each month'), ('nth4', 'Fourth week of each month'), ('last', 'Last week of each month'), ('35', 'Every 35 days'), ('28', 'Every four weeks'), ('21', 'Every three weeks'), ('14', 'Every two weeks'), ('7', 'Every week')], default='monthly', max_length=8, verbose_name='rhythm of meetings')),
                            ('weekday', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Monday'), (2, 'Tuesday'), (3, 'Wednesday'), (4, 'Thursday'), (5, 'Friday'), (6, 'Saturday'), (7, 'Sunday')], null=True, verbose_name='day of the week')),
                            ('month_day', models.PositiveSmallIntegerField(blank=True, choices=[(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8), (9, 9), (10, 10), (11, 11), (12, 12), (13, 13), (14, 14), (15, 15), (16, 16), (17, 17), (18, 18), (19, 19), (20, 20), (21, 21), (22, 22), (23, 23), (24, 24), (25, 25), (26, 26), (27, 27), (28, 28), (29, 29), (30, 30), (31, 31)], null=True, verbose_name='day of the month')),
                            ('usual_hour', models.TimeField(default=datetime.time(16, 0), verbose_name='usual hour')),
                            ('usual_place', models.CharField(blank=True, max_length=100, verbose_name='usual place')),
                            ('meetings_before', models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='meetings before this book')),
                            ('name', models.CharField(max_length=60, verbose_name="group's name")),
                            ('hamlet', models.CharField(blank=True, max_length=60, verbose_name='hamlet')),
                            ('formed_on', models.DateField(verbose_name='formed on')),
                            ('business', models.CharField(choices=[('cattle', 'Cattle'), ('goats', 'Goats'), ('poultry', 'Poultry'), ('fish', 'Fish'), ('crops', 'Crops'), ('food', 'Food'), ('craft', 'Craft'), ('trade', 'Trade'), ('service', 'Service')], max_length=10, verbose_name='business')),
                            ('stage', models.CharField(choices=[('growing', 'Growing'), ('developing', 'Developing'), ('independent', 'Independent')], default='growing', max_length=12, verbose_name='stage')),
                            ('registered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.group')),
                            ('registered_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('village', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.region', verbose_name='village')),
                            ('programme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.programme', verbose_name='programme')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='ProgrammeEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('name', models.CharField(max_length=100, verbose_name='name')),
                            ('since', models.DateField(verbose_name='from')),
                            ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                            ('least_members', models.PositiveSmallIntegerField(default=5, verbose_name='least members')),
                            ('most_members', models.PositiveSmallIntegerField(default=20, verbose_name='most members')),
                            ('youngest', models.PositiveSmallIntegerField(default=18, verbose_name='youngest age')),
                            ('oldest', models.PositiveSmallIntegerField(default=60, verbose_name='oldest age')),
                            ('poverty_list', models.CharField(default='DTSEN', max_length=100, verbose_name='list of poor families')),
                            ('amount', models.BigIntegerField(blank=True, null=True, verbose_name='grant a group')),
                            ('amount_a_member', models.BigIntegerField(blank=True, null=True, verbose_name='grant a member')),
                            ('waiting_months', models.PositiveSmallIntegerField(default=0, verbose_name='months a group has existed before a grant')),
                            ('closed_months', models.PositiveSmallIntegerField(default=0, verbose_name='months of closed books before a grant')),
                            ('stage_needed', models.CharField(blank=True, choices=[('growing', 'Growing'), ('developing', 'Developing'), ('independent', 'Independent')], max_length=12, verbose_name='stage before a grant')),
                            ('once_only', models.BooleanField(default=True, verbose_name='a group gets one grant only')),
                            ('deciles', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='poorest deciles of the list')),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.programme')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Reveal',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('number', models.CharField(choices=[('nik', 'NIK'), ('kk', 'KK')], max_length=3)),
                            ('purpose', models.CharField(max_length=200, verbose_name='what for?')),
                            ('at', models.DateTimeField(auto_now_add=True)),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reveals', to='groups.person')),
                        ],
                        options={
                            'ordering': ['-at'],
                            'permissions': [('reveal_number', 'Look at a whole NIK or KK')],
                        },
                    ),
                    migrations.CreateModel(
                        name='Schedule',
                        fields=[
                            ('group', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='schedule', serialize=False, to='groups.group')),
                            ('last_met_on', models.DateField(null=True)),
                            ('quiet_since', models.DateField()),
                            ('expected_on', models.DateField()),
                            ('reckoned_from', models.DateField(null=True)),
                            ('next_at', models.TimeField(null=True)),
                            ('next_place', models.CharField(blank=True, db_default='', max_length=100)),
                            ('moved_because', models.CharField(blank=True, db_default='', max_length=200)),
                            ('village', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.region')),
                        ],
                    ),
                    ],
                ),
                ForApp(
                    'finance',
                    [
                    migrations.CreateModel(
                        name='Chain',
                        fields=[
                            ('group', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='chain', serialize=False, to='groups.group')),
                            ('sequence', models.BigIntegerField(default=0)),
                            ('digest', models.BinaryField(default=b'')),
                        ],
                    ),
                    migrations.CreateModel(
                        name='Book',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('kind', models.CharField(choices=[('cash', 'Cash box'), ('bank', 'Bank'), ('loan', 'Loan'), ('herd', 'Herd'), ('equipment', 'Equipment'), ('stock', 'Goods to sell'), ('expense', 'Expense'), ('pokok', 'Principal savings'), ('wajib', 'Mandatory savings'), ('sukarela', 'Voluntary savings'), ('iks', 'Solidarity fund (IKS)'), ('grant', 'Grant not yet accounted for'), ('capital', 'Capital'), ('reserve', 'Reserve'), ('training', 'Training fund'), ('income', 'Income'), ('shu', "Year's profit (SHU)"), ('opening', 'Opening balance')], max_length=10)),
                            ('name', models.CharField(blank=True, max_length=40)),
                            ('balance', models.BigIntegerField(default=0, editable=False)),
                            ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='books', to='groups.group')),
                            ('membership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='books', to='groups.membership')),
                        ],
                        options={
                            'ordering': ['group_id', 'kind', 'membership_id', 'name'],
                            'permissions': [('view_own_book', "Look at one's own savings")],
                        },
                    ),
                    migrations.CreateModel(
                        name='Dispute',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('claimed', models.BigIntegerField(blank=True, null=True, verbose_name='how much it should be')),
                            ('says', models.CharField(max_length=300, verbose_name='what is wrong')),
                            ('made_at', models.DateTimeField(auto_now_add=True)),
                            ('answer', models.CharField(blank=True, max_length=300, verbose_name='answer')),
                            ('answered_at', models.DateTimeField(null=True)),
                            ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='groups.group')),
                            ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='groups.membership')),
                        ],
                        options={
                            'ordering': ['-made_at'],
                            'permissions': [('make_dispute', "Say that a figure of one's own is wrong"), ('answer_dispute', "Answer a member's dispute")],
                        },
                    ),
                    migrations.CreateModel(
                        name='DuesRule',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('since', models.DateField(verbose_name='from')),
                            ('made_at', models.DateTimeField(auto_now_add=True)),
                            ('amount', models.BigIntegerField(verbose_name='dues (IKS) a meeting')),
                            ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='dues_rules', to='groups.group')),
                            ('made_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ],
                        options={
                            'ordering': ['-since'],
                            'permissions': [('change_rules', "Change a group's rules of dues and savings")],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='DuesRuleEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('since', models.DateField(verbose_name='from')),
                            ('made_at', models.DateTimeField(auto_now_add=True)),
                            ('amount', models.BigIntegerField(verbose_name='dues (IKS) a meeting')),
                            ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.group')),
                            ('made_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='finance.duesrule')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Entry',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('sequence', models.BigIntegerField()),
                            ('digest', models.BinaryField()),
                            ('date', models.DateField()),
                            ('amount', models.BigIntegerField()),
                            ('note', models.CharField(blank=True, max_length=200)),
                            ('posted_at', models.DateTimeField()),
                            ('corrects', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='finance.entry')),
                            ('credit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='credits', to='finance.book')),
                            ('debit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='debits', to='finance.book')),
                            ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='groups.group')),
                            ('meeting', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='groups.meeting')),
                            ('membership', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='groups.membership')),
                            ('posted_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='finance.entry')),
                        ],
                        options={
                            'ordering': ['group_id', 'sequence'],
                            'permissions': [('record_meeting', 'Record a meeting with its dues and savings'), ('cancel_meeting', 'Cancel a meeting sheet that was a mistake'), ('record_money', 'Record money between meetings'), ('reverse_entry', 'Reverse an entry, or correct it'), ('release_member', 'Release a member and pay out the savings')],
                        },
                    ),
                    migrations.CreateModel(
                        name='DisputeEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('claimed', models.BigIntegerField(blank=True, null=True, verbose_name='how much it should be')),
                            ('says', models.CharField(max_length=300, verbose_name='what is wrong')),
                            ('made_at', models.DateTimeField(auto_now_add=True)),
                            ('answer', models.CharField(blank=True, max_length=300, verbose_name='answer')),
                            ('answered_at', models.DateTimeField(null=True)),
                            ('answered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.group')),
                            ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('membership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.membership')),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='finance.dispute')),
                            ('entry', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='finance.entry')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='CashCount',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('date', models.DateField()),
                            ('whole_box', models.BooleanField()),
                            ('booked', models.BigIntegerField()),
                            ('counted', models.BigIntegerField()),
                            ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason of the difference')),
                            ('recorded_at', models.DateTimeField(auto_now_add=True)),
                            ('counted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.membership')),
                            ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cash_counts', to='groups.group')),
                            ('meeting', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cash_count', to='groups.meeting')),
                            ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('entry', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cash_count', to='finance.entry')),
                        ],
                        options={
                            'ordering': ['-date', '-pk'],
                            'permissions': [('count_cash', 'Count the whole cash box')],
                        },
                    ),
                    migrations.CreateModel(
                        name='Opening',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('date', models.DateField(verbose_name='counted on')),
                            ('counted_by', models.CharField(max_length=200, verbose_name='counted by')),
                            ('recorded_at', models.DateTimeField(auto_now_add=True)),
                            ('group', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='opening', to='groups.group')),
                            ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ],
                        options={
                            'permissions': [('record_opening', "Enter a group's opening balances")],
                        },
                    ),
                    migrations.CreateModel(
                        name='Period',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('month', models.DateField()),
                            ('closed_at', models.DateTimeField(auto_now_add=True)),
                            ('closed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='periods', to='groups.group')),
                        ],
                        options={
                            'ordering': ['-month'],
                            'permissions': [('close_period', "Close a group's month")],
                        },
                    ),
                    migrations.CreateModel(
                        name='SavingsRule',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('since', models.DateField(verbose_name='from')),
                            ('made_at', models.DateTimeField(auto_now_add=True)),
                            ('principal', models.BigIntegerField(verbose_name='principal savings (pokok), once')),
                            ('mandatory', models.BigIntegerField(verbose_name='mandatory savings (wajib) a meeting')),
                            ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='savings_rules', to='groups.group')),
                            ('made_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ],
                        options={
                            'ordering': ['-since'],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='SavingsRuleEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('since', models.DateField(verbose_name='from')),
                            ('made_at', models.DateTimeField(auto_now_add=True)),
                            ('principal', models.BigIntegerField(verbose_name='principal savings (pokok), once')),
                            ('mandatory', models.BigIntegerField(verbose_name='mandatory savings (wajib) a meeting')),
                            ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.group')),
                            ('made_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='finance.savingsrule')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Submission',
                        fields=[
                            ('uuid', models.UUIDField(primary_key=True, serialize=False)),
                            ('at', models.DateTimeField(auto_now_add=True)),
                            ('digest', models.CharField(max_length=64)),
                            ('answer', models.CharField(blank=True, max_length=200)),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ],
                    ),
                    ],
                ),
                ForApp(
                    'papers',
                    [
                    migrations.CreateModel(
                        name='Emblem',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('content', models.BinaryField()),
                            ('digest', models.CharField(max_length=64)),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.region')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Letterhead',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('government', models.CharField(blank=True, default='', max_length=100, verbose_name='line above the name')),
                            ('name', models.CharField(max_length=100, verbose_name='name of the office')),
                            ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                            ('postcode', models.CharField(blank=True, default='', max_length=5, verbose_name='postcode')),
                            ('telephone', models.CharField(blank=True, default='', max_length=40, verbose_name='telephone')),
                            ('email', models.EmailField(blank=True, default='', max_length=100, verbose_name='e-mail')),
                            ('place', models.CharField(max_length=60, verbose_name='place of signing')),
                            ('unit', models.CharField(default='35.07.106', max_length=20, verbose_name='unit in the number')),
                            ('number_format', models.CharField(default='400.9/{seq}/{kind}/{unit}/{month}/{year}', max_length=80, verbose_name='format of the number')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('emblem', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.emblem')),
                            ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letterheads', to='accounts.region')),
                        ],
                        options={
                            'permissions': [('edit_office', 'Edit letterhead, officials and words of the office')],
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
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='officials', to='accounts.region')),
                            ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Paper',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('kind', models.CharField(choices=[('candidates', 'Public list of candidates'), ('ranking', 'Minutes of the ranking'), ('decree', 'Decree (SK)'), ('agreement', 'Agreement (NPHD)'), ('payment_order', 'Payment order (SPM)'), ('handover', 'Handover (BAST)'), ('report', 'Spending report (LPJ)'), ('review', 'Review of a report'), ('bank', 'Minutes of a bank matter'), ('sanction', 'Letter of reminder or sanction'), ('visit', 'Minutes of a visit'), ('answer', 'Answer to an objection')], max_length=20)),
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
                    migrations.CreateModel(
                        name='TakenNumber',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('number', models.CharField(max_length=80)),
                            ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.region')),
                        ],
                    ),
                    migrations.CreateModel(
                        name='Wording',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('part', models.CharField(choices=[('considering', 'Considerations of the decree (Menimbang)'), ('recalling', 'Legal bases of the decree (Mengingat)'), ('dictum', 'Points of the decree from the second on (Kedua, Ketiga …)'), ('copies', 'Who gets a copy (Tembusan)'), ('clauses', 'Articles of the agreement')], max_length=20)),
                            ('text', models.TextField()),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='accounts.region')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    ],
                ),
                ForApp(
                    'grants',
                    [
                    migrations.CreateModel(
                        name='EntryOfGrant',
                        fields=[
                        ],
                        options={
                            'proxy': True,
                            'indexes': [],
                            'constraints': [],
                        },
                        bases=('finance.entry',),
                    ),
                    migrations.CreateModel(
                        name='Award',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('place', models.PositiveSmallIntegerField()),
                            ('amount', models.BigIntegerField()),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='groups.group')),
                        ],
                        options={
                            'ordering': ['round_id', 'place'],
                            'permissions': [('view_own_grant', "Look at what one's own group got")],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Agreement',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('date', models.DateField(verbose_name='signed on')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('chair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.membership')),
                            ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='agreement', to='papers.paper')),
                            ('award', models.OneToOneField(error_messages={'unique': 'This group has its agreement already.'}, on_delete=django.db.models.deletion.PROTECT, related_name='agreement', to='grants.award')),
                        ],
                        options={
                            'permissions': [('sign_agreement', 'Draw up the agreement with a group')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='BankAccount',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('bank', models.CharField(max_length=60, verbose_name='bank')),
                            ('number', models.CharField(max_length=30, verbose_name='account number')),
                            ('holder', models.CharField(max_length=100, verbose_name='name of the account')),
                            ('reason', models.CharField(blank=True, max_length=300, verbose_name='why it changes')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('chair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.membership')),
                            ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bank_accounts', to='groups.group')),
                            ('letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.photo')),
                            ('treasurer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.membership')),
                        ],
                        options={
                            'ordering': ['group_id', '-pk'],
                            'permissions': [('enter_account', "Enter a group's bank account")],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='AccountCheck',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('right', models.BooleanField(verbose_name='name, number and signatories are right')),
                            ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('account', models.OneToOneField(error_messages={'unique': 'Somebody checked this account a moment ago. Look at it.'}, on_delete=django.db.models.deletion.PROTECT, related_name='check_row', to='grants.bankaccount')),
                        ],
                        options={
                            'permissions': [('check_account', "Check a group's bank account")],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='BankFile',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('name', models.CharField(max_length=200)),
                            ('digest', models.CharField(max_length=64)),
                            ('content', models.BinaryField()),
                            ('first_on', models.DateField()),
                            ('last_on', models.DateField()),
                            ('read_as', models.CharField(blank=True, max_length=60)),
                            ('opening', models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                            ('closing', models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                            ('left_out', models.JSONField(default=list)),
                            ('gaps', models.JSONField(default=list)),
                            ('version', models.PositiveSmallIntegerField(default=1)),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ],
                        options={
                            'ordering': ['-at', '-pk'],
                            'permissions': [('import_statement', "Import the bank's statement")],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Budget',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('version', models.PositiveSmallIntegerField()),
                            ('plan', models.TextField(max_length=2000, verbose_name='what the group wants to do, and who buys from it')),
                            ('reason', models.CharField(blank=True, max_length=300, verbose_name='why it changes')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.meeting')),
                        ],
                        options={
                            'ordering': ['candidacy_id', '-version'],
                            'permissions': [('plan_budget', 'Enter the budget plan a group chose')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='BudgetApproval',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                            ('budget', models.OneToOneField(error_messages={'unique': 'Somebody answered this plan a moment ago. Look at it.'}, on_delete=django.db.models.deletion.PROTECT, related_name='approval', to='grants.budget')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ],
                        options={
                            'permissions': [('approve_budget', 'Approve a changed budget plan')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='BudgetLine',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('number', models.PositiveSmallIntegerField()),
                            ('item', models.CharField(max_length=100, verbose_name='item')),
                            ('kind', models.CharField(choices=[('animal', 'Cattle, each with its ear tag'), ('smallstock', 'Goats, sheep, pigs: counted'), ('poultry', 'Chickens, ducks'), ('fish', 'Fish, fry'), ('equipment', 'Tools, stall, building'), ('trade', 'Goods to sell'), ('consumable', 'Used up: feed, medicine, transport'), ('training', 'Training'), ('lending', 'Lending to members')], max_length=10, verbose_name='kind')),
                            ('source', models.CharField(choices=[('grant', 'Grant'), ('own', "The group's own part (swadaya)")], default='grant', max_length=5, verbose_name='paid from')),
                            ('quantity', models.PositiveIntegerField(verbose_name='quantity')),
                            ('unit', models.CharField(max_length=20, verbose_name='unit')),
                            ('price', models.BigIntegerField(verbose_name='price each')),
                            ('budget', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='grants.budget')),
                        ],
                        options={
                            'ordering': ['budget_id', 'number'],
                        },
                    ),
                    migrations.CreateModel(
                        name='BudgetReturn',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('reason', models.CharField(max_length=300, verbose_name='what is to be mended')),
                            ('budget', models.OneToOneField(error_messages={'unique': 'Somebody answered this plan a moment ago. Look at it.'}, on_delete=django.db.models.deletion.PROTECT, related_name='returned', to='grants.budget')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Candidacy',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('date', models.DateField(verbose_name='proposed on')),
                            ('note', models.CharField(blank=True, max_length=300, verbose_name='why this group')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='candidacies', to='groups.group')),
                        ],
                        options={
                            'ordering': ['round_id', 'group__name'],
                            'permissions': [('propose_group', 'Propose a group in a round')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Declaration',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('related', models.BooleanField(verbose_name='a relation binds me to this group')),
                            ('relation', models.CharField(blank=True, max_length=200, verbose_name='which one')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='grants.candidacy')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Decree',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('sequence', models.PositiveSmallIntegerField(default=0)),
                            ('date', models.DateField(verbose_name='signed on')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decree', to='papers.paper')),
                        ],
                        options={
                            'ordering': ['round_id', 'sequence'],
                            'permissions': [('issue_decree', 'Sign the decree that names the groups')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Document',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('kind', models.CharField(choices=[('minutes', 'Minutes of the founding'), ('members', 'List of members'), ('rules', 'Rules of the group (AD/ART)'), ('village_decree', "Village head's decree"), ('letter', 'Letter of request'), ('plan', 'Business plan'), ('account', 'Copy of the bank book')], max_length=20, verbose_name='kind')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='grants.candidacy')),
                            ('photo', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.photo')),
                        ],
                        options={
                            'ordering': ['-at'],
                            'permissions': [('add_document_photo', 'Add a paper of a proposed group')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='FileWithdrawal',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('reason', models.CharField(max_length=300, verbose_name='reason')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('file', models.OneToOneField(error_messages={'unique': 'This file was taken back a moment ago.'}, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='grants.bankfile')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Finding',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('rule', models.CharField(max_length=30, verbose_name='rule')),
                            ('result', models.CharField(choices=[('met', 'Met'), ('not_met', 'Not met'), ('exception', 'Met by exception')], max_length=10, verbose_name='result')),
                            ('evidence', models.CharField(max_length=300, verbose_name='evidence or reason')),
                            ('list_version', models.CharField(blank=True, max_length=40, verbose_name='version of the list')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='grants.candidacy')),
                        ],
                        options={
                            'ordering': ['-at'],
                            'permissions': [('check_candidacy', 'Verify a proposed group: findings, visit, scores')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Handover',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('date', models.DateField(verbose_name='date')),
                            ('witnesses', models.CharField(max_length=200, verbose_name='witnesses')),
                            ('award', models.OneToOneField(error_messages={'unique': 'The handover to this group is recorded already.'}, on_delete=django.db.models.deletion.PROTECT, related_name='handover', to='grants.award')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('chair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.membership')),
                            ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='handover', to='papers.paper')),
                            ('photo', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.photo')),
                        ],
                        options={
                            'permissions': [('record_handover', 'Record the handover of a grant')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='ListProposal',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('date', models.DateField(verbose_name='proposed on')),
                            ('note', models.CharField(blank=True, max_length=300, verbose_name='note to the head of office')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ],
                        options={
                            'ordering': ['-at', '-pk'],
                            'permissions': [('propose_list', 'Propose the list of groups to the head of office')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='ListedGroup',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('place', models.PositiveSmallIntegerField()),
                            ('amount', models.BigIntegerField()),
                            ('leaves', models.BooleanField(default=False)),
                            ('reason', models.CharField(blank=True, max_length=300)),
                            ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listed', to='grants.candidacy')),
                            ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listed', to='grants.listproposal')),
                        ],
                        options={
                            'ordering': ['proposal_id', 'place'],
                        },
                    ),
                    migrations.CreateModel(
                        name='ListReturn',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('reason', models.CharField(max_length=300, verbose_name='what is to be mended')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='returned', to='grants.listproposal')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='MonitoringVisit',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('month', models.PositiveSmallIntegerField(choices=[(3, '3 months'), (6, '6 months'), (12, '12 months')], verbose_name='after')),
                            ('date', models.DateField(verbose_name='visited on')),
                            ('found', models.TextField(max_length=1000, verbose_name='what was found')),
                            ('agreed', models.CharField(blank=True, max_length=300, verbose_name='what was agreed')),
                            ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='monitoring_visits', to='grants.award')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='monitoring_visit', to='papers.paper')),
                            ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.photo')),
                        ],
                        options={
                            'ordering': ['award_id', 'month'],
                            'permissions': [('monitor_grant', 'Visit a group after its grant')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Objection',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('name', models.CharField(max_length=100, verbose_name='who objects')),
                            ('contact', models.CharField(blank=True, max_length=100, verbose_name='how to reach them')),
                            ('says', models.TextField(max_length=1000, verbose_name='the objection')),
                            ('date', models.DateField(verbose_name='received on')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='grants.candidacy')),
                        ],
                        options={
                            'ordering': ['date', 'pk'],
                            'permissions': [('record_objection', 'Write down an objection to the list')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='ObjectionAnswer',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('effect', models.CharField(choices=[('none', 'Not upheld: nothing changes'), ('removed', 'Upheld: the group leaves the list'), ('score', 'Upheld: one score changes'), ('met', 'Upheld: the group meets the rules after all')], max_length=10, verbose_name='outcome')),
                            ('level', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='level')),
                            ('reasons', models.TextField(max_length=1000, verbose_name='reasons')),
                            ('date', models.DateField(verbose_name='answered on')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('criterion', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.criterion')),
                            ('objection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='grants.objection')),
                        ],
                        options={
                            'permissions': [('answer_objection', 'Answer an objection to the list')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='AnswerPapers',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer_letter', to='papers.paper')),
                            ('minutes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changed_ranking', to='papers.paper')),
                            ('public_list', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changed_list', to='papers.paper')),
                            ('answer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='grants.objectionanswer')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='OfficeAccount',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('bank', models.CharField(max_length=60, verbose_name='bank')),
                            ('number', models.CharField(max_length=30, verbose_name='account number')),
                            ('removed', models.CharField(blank=True, max_length=300, verbose_name='why it was removed')),
                            ('columns', models.JSONField(blank=True, default=dict)),
                            ('day_order', models.CharField(blank=True, choices=[('', 'As the table itself shows'), ('day', 'Day first: 24/11/2026'), ('month', 'Month first: 11/24/2026')], default='', max_length=5)),
                            ('without_balances', models.BooleanField(default=False)),
                            ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='accounts.region')),
                        ],
                        options={
                            'ordering': ['bank', 'number'],
                        },
                    ),
                    migrations.CreateModel(
                        name='OfficeAccountEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('bank', models.CharField(max_length=60, verbose_name='bank')),
                            ('number', models.CharField(max_length=30, verbose_name='account number')),
                            ('removed', models.CharField(blank=True, max_length=300, verbose_name='why it was removed')),
                            ('columns', models.JSONField(blank=True, default=dict)),
                            ('day_order', models.CharField(blank=True, choices=[('', 'As the table itself shows'), ('day', 'Day first: 24/11/2026'), ('month', 'Month first: 11/24/2026')], default='', max_length=5)),
                            ('without_balances', models.BooleanField(default=False)),
                            ('by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('confirmed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('office', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.region')),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='grants.officeaccount')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='PaymentOrder',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('date', models.DateField(verbose_name='date')),
                            ('spm', models.CharField(max_length=60, verbose_name='SPM number')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='payment_order', to='papers.paper')),
                        ],
                        options={
                            'ordering': ['-date', '-pk'],
                            'permissions': [('order_payment', 'Draw up an order to pay')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Disbursement',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('amount', models.BigIntegerField()),
                            ('award', models.OneToOneField(error_messages={'unique': 'This grant stands in an order to pay already.'}, on_delete=django.db.models.deletion.PROTECT, related_name='disbursement', to='grants.award')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disbursements', to='grants.paymentorder')),
                        ],
                        options={
                            'ordering': ['order_id', 'pk'],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Purchase',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('date', models.DateField(verbose_name='bought on')),
                            ('seller', models.CharField(max_length=100, verbose_name='seller')),
                            ('item', models.CharField(max_length=100, verbose_name='what was bought')),
                            ('quantity', models.PositiveIntegerField(default=1, verbose_name='quantity')),
                            ('amount', models.BigIntegerField(verbose_name='amount')),
                            ('tag', models.CharField(blank=True, max_length=30, verbose_name='ear tag')),
                            ('weight', models.PositiveIntegerField(blank=True, null=True, verbose_name='weight in kg')),
                            ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='purchases', to='grants.award')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('capital_entry', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='purchase_capital', to='finance.entry')),
                            ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='purchase', to='finance.entry')),
                            ('health_letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.photo')),
                            ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='purchases', to='grants.budgetline')),
                            ('receipt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.photo')),
                            ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.membership', verbose_name='received by')),
                            ('second_offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.photo')),
                        ],
                        options={
                            'ordering': ['date', 'pk'],
                            'permissions': [('record_purchase', 'Record a purchase from the grant')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Loss',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('kind', models.CharField(choices=[('died', 'Died'), ('stolen', 'Stolen'), ('lost', 'Lost or broken')], max_length=10, verbose_name='what happened')),
                            ('date', models.DateField(verbose_name='on')),
                            ('amount', models.BigIntegerField(verbose_name='value in the books')),
                            ('explanation', models.CharField(max_length=300, verbose_name='how it came about')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='loss', to='finance.entry')),
                            ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.photo')),
                            ('purchase', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='losses', to='grants.purchase')),
                        ],
                        options={
                            'ordering': ['date', 'pk'],
                            'permissions': [('record_loss', 'Bring lost goods of a grant to account')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Evidence',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('kind', models.CharField(choices=[('second_offer', 'Price note of a second seller'), ('health_letter', 'Health letter of the animal'), ('goods', 'Photo of what was bought')], max_length=15, verbose_name='what it is')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('photo', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.photo')),
                            ('purchase', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='grants.purchase')),
                        ],
                        options={
                            'ordering': ['purchase_id', 'pk'],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Quota',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                            ('places', models.PositiveSmallIntegerField(verbose_name='groups')),
                            ('amount', models.BigIntegerField(verbose_name='grant a group')),
                            ('source', models.CharField(blank=True, max_length=200, verbose_name='decided by')),
                            ('version', models.PositiveSmallIntegerField(default=1)),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotas', to='accounts.region')),
                            ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotas', to='groups.programme')),
                        ],
                        options={
                            'ordering': ['-year', 'district_id'],
                            'permissions': [('load_quota', 'Enter the quotas of a year')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='QuotaWithdrawal',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('reason', models.CharField(max_length=300, verbose_name='reason')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('quota', models.OneToOneField(error_messages={'unique': 'This quota was withdrawn a moment ago.'}, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='grants.quota')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Ranking',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('team', models.CharField(max_length=300, verbose_name='the team of three')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ranking', to='papers.paper')),
                        ],
                        options={
                            'permissions': [('close_scoring', 'Close the scoring of a round')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Lot',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('number', models.PositiveSmallIntegerField(verbose_name='number drawn')),
                            ('candidacy', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='lot', to='grants.candidacy')),
                            ('ranking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lots', to='grants.ranking')),
                        ],
                    ),
                    migrations.CreateModel(
                        name='Refund',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('amount', models.BigIntegerField(verbose_name='amount')),
                            ('sts', models.CharField(max_length=60, unique=True, verbose_name='STS number')),
                            ('reference', models.CharField(max_length=20, unique=True, verbose_name='reference')),
                            ('date', models.DateField(verbose_name='paid back on')),
                            ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refunds', to='grants.award')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('slip', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.photo')),
                        ],
                        options={
                            'ordering': ['award_id', 'pk'],
                            'permissions': [('record_refund', "Record the refund of a grant's remainder")],
                            'abstract': False,
                        },
                        bases=(grants.payment.models.movements.BankMovement, models.Model),
                    ),
                    migrations.CreateModel(
                        name='RefundCancellation',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('reason', models.CharField(max_length=200, verbose_name='what was wrong')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('refund', models.OneToOneField(error_messages={'unique': 'This was taken back a moment ago.'}, on_delete=django.db.models.deletion.PROTECT, related_name='cancellation', to='grants.refund')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Report',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('version', models.PositiveSmallIntegerField(default=1)),
                            ('date', models.DateField(verbose_name='date')),
                            ('remarks', models.TextField(blank=True, max_length=1000, verbose_name='what the group wants to say')),
                            ('remainder', models.BigIntegerField()),
                            ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='grants.award')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='papers.paper')),
                        ],
                        options={
                            'ordering': ['award_id', '-version'],
                            'permissions': [('write_report', "Write a group's spending report")],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='ReportCheck',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='facilitator_check', to='grants.report')),
                        ],
                        options={
                            'permissions': [('check_report', "Check a group's report before it is sent")],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='ReportedPurchase',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('purchase', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.purchase')),
                            ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.report')),
                        ],
                    ),
                    migrations.CreateModel(
                        name='Review',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('accepted', models.BooleanField(verbose_name='accepted')),
                            ('corrections', models.TextField(blank=True, max_length=1000, verbose_name='what is to be mended')),
                            ('mend_until', models.DateField(blank=True, null=True, verbose_name='to be mended until')),
                            ('date', models.DateField(verbose_name='date')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='papers.paper')),
                            ('report', models.OneToOneField(error_messages={'unique': 'This report was reviewed a moment ago.'}, on_delete=django.db.models.deletion.PROTECT, related_name='review', to='grants.report')),
                        ],
                        options={
                            'permissions': [('review_report', "Review a group's spending report")],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Revocation',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('reason', models.CharField(max_length=300, verbose_name='reason')),
                            ('award', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='revocation', to='grants.award')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('decree', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revocations', to='grants.decree')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Round',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('name', models.CharField(max_length=80, verbose_name='name')),
                            ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                            ('places', models.PositiveSmallIntegerField(verbose_name='groups')),
                            ('amount', models.BigIntegerField(verbose_name='grant a group')),
                            ('budget', models.BigIntegerField(verbose_name='budget')),
                            ('rules', models.JSONField()),
                            ('documents', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                            ('opened_on', models.DateField(verbose_name='opens on')),
                            ('proposals_until', models.DateField(verbose_name='proposals until')),
                            ('visits_until', models.DateField(verbose_name='visits until')),
                            ('decision_until', models.DateField(verbose_name='decision until')),
                            ('payment_until', models.DateField(verbose_name='payment until')),
                            ('objection_days', models.PositiveSmallIntegerField(default=7, verbose_name='days for objections')),
                            ('report_days', models.PositiveSmallIntegerField(default=90, verbose_name='days until the report')),
                            ('mend_days', models.PositiveSmallIntegerField(default=14, verbose_name='days to mend a report')),
                            ('reminder_days', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=grants.selection.models.rounds.usual_reminders, size=None)),
                            ('two_offers_over', models.BigIntegerField(default=5000000, verbose_name='two price notes over')),
                            ('waiting_days', models.PositiveSmallIntegerField(default=3, verbose_name='days a changed account waits')),
                            ('pass_mark', models.PositiveSmallIntegerField(default=60, verbose_name='pass mark')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='accounts.region')),
                            ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='groups.instrument')),
                            ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='groups.programme')),
                            ('quota', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='grants.quota')),
                        ],
                        options={
                            'ordering': ['-year', '-pk'],
                            'permissions': [('open_round', 'Open a round of selection')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Publication',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('date', models.DateField(verbose_name='published on')),
                            ('until', models.DateField(verbose_name='objections until')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='papers.paper')),
                            ('round', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='grants.round')),
                        ],
                        options={
                            'permissions': [('publish_list', 'Publish the list of candidates')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='AuditFile',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('files', models.PositiveIntegerField()),
                            ('digest', models.CharField(max_length=64)),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='audit_files', to='groups.group')),
                            ('round', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='audit_files', to='grants.round')),
                        ],
                        options={
                            'ordering': ['-at', '-pk'],
                            'permissions': [('audit', 'Follow the money, and take the audit file along')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='RoundClosing',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('date', models.DateField(verbose_name='closed on')),
                            ('reason', models.CharField(max_length=300, verbose_name='reason')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('round', models.OneToOneField(error_messages={'unique': 'This round was closed a moment ago.'}, on_delete=django.db.models.deletion.PROTECT, related_name='closing', to='grants.round')),
                        ],
                        options={
                            'permissions': [('close_round', 'Close a round that was opened by mistake')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Sanction',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('step', models.CharField(choices=[('letter_1', 'First letter'), ('letter_2', 'Second letter'), ('letter_3', 'Third letter'), ('hold', 'Help is held back'), ('no_round', 'No new round'), ('recovery', 'The money is asked back'), ('inspectorate', 'Told to the inspectorate')], max_length=15, verbose_name='step')),
                            ('date', models.DateField(verbose_name='date')),
                            ('reason', models.CharField(max_length=300, verbose_name='reason')),
                            ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sanctions', to='grants.award')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sanction', to='papers.paper')),
                        ],
                        options={
                            'ordering': ['award_id', 'date', 'pk'],
                            'permissions': [('remind_group', 'Send a letter of reminder'), ('sanction_group', 'Decide a sanction')],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='ScoreSheet',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('reason', models.CharField(blank=True, max_length=300, verbose_name='why scored anew')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='score_sheets', to='grants.candidacy')),
                        ],
                        options={
                            'ordering': ['-at', '-pk'],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Score',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('level', models.PositiveSmallIntegerField()),
                            ('evidence', models.CharField(blank=True, max_length=300, verbose_name='evidence')),
                            ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.criterion')),
                            ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='grants.scoresheet')),
                        ],
                        options={
                            'ordering': ['sheet_id', 'criterion__number'],
                        },
                    ),
                    migrations.CreateModel(
                        name='Sp2d',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('number', models.CharField(max_length=60, verbose_name='SP2D number')),
                            ('date', models.DateField(verbose_name='date of the SP2D')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('order', models.OneToOneField(error_messages={'unique': 'The SP2D number was written a moment ago. Look at it.'}, on_delete=django.db.models.deletion.PROTECT, related_name='treasury', to='grants.paymentorder')),
                        ],
                    ),
                    migrations.CreateModel(
                        name='Sp2dEvent',
                        fields=[
                            ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                            ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                            ('pgh_label', models.TextField(help_text='The event label.')),
                            ('id', models.BigIntegerField()),
                            ('number', models.CharField(max_length=60, verbose_name='SP2D number')),
                            ('date', models.DateField(verbose_name='date of the SP2D')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                            ('order', models.ForeignKey(db_constraint=False, error_messages={'unique': 'The SP2D number was written a moment ago. Look at it.'}, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='grants.paymentorder')),
                            ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                            ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='grants.sp2d')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='StatementLine',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('place', models.PositiveIntegerField()),
                            ('date', models.DateField()),
                            ('amount', models.BigIntegerField()),
                            ('sen', models.SmallIntegerField(default=0)),
                            ('balance', models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                            ('page', models.CharField(blank=True, max_length=20)),
                            ('reference', models.CharField(blank=True, max_length=100)),
                            ('counter_account', models.CharField(blank=True, max_length=30)),
                            ('counter_name', models.CharField(blank=True, max_length=100)),
                            ('text', models.CharField(blank=True, max_length=500)),
                            ('fingerprint', models.CharField(max_length=64)),
                            ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='grants.officeaccount')),
                            ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='grants.bankfile')),
                            ('part_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='grants.statementline')),
                        ],
                        options={
                            'ordering': ['account_id', 'date', 'pk'],
                        },
                    ),
                    migrations.CreateModel(
                        name='Transfer',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('attempt', models.PositiveSmallIntegerField(default=1)),
                            ('amount', models.BigIntegerField()),
                            ('reference', models.CharField(max_length=20, unique=True, verbose_name='reference')),
                            ('date', models.DateField(verbose_name='paid on')),
                            ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='grants.bankaccount')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('disbursement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='grants.disbursement')),
                        ],
                        options={
                            'ordering': ['disbursement_id', 'attempt'],
                            'permissions': [('pay_disbursement', 'Pay a grant')],
                            'abstract': False,
                        },
                        bases=(grants.payment.models.movements.BankMovement, models.Model),
                    ),
                    migrations.CreateModel(
                        name='Match',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('kind', models.CharField(choices=[('arrived', 'Paid'), ('returned', 'Returned by the bank'), ('refunded', 'Refund')], max_length=10)),
                            ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('entry', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grant_match', to='finance.entry')),
                            ('paper', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='match', to='papers.paper')),
                            ('refund', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='match', to='grants.refund')),
                            ('line', models.OneToOneField(error_messages={'unique': 'This line is matched already.'}, on_delete=django.db.models.deletion.PROTECT, related_name='match', to='grants.statementline')),
                            ('transfer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='grants.transfer')),
                        ],
                        options={
                            'permissions': [('match_statement', "Match the bank's statement")],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='LostTransfer',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('date', models.DateField(verbose_name="date of the bank's letter")),
                            ('reason', models.CharField(max_length=300, verbose_name='what the bank says')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.photo')),
                            ('transfer', models.OneToOneField(error_messages={'unique': 'This payment was declared lost a moment ago.'}, on_delete=django.db.models.deletion.PROTECT, related_name='lost', to='grants.transfer')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='LineNote',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('kind', models.CharField(choices=[('unrelated', 'Not about grants'), ('double', 'Paid twice'), ('wrong_amount', 'Wrong amount'), ('other', 'Something else')], max_length=15, verbose_name='what it is')),
                            ('explanation', models.CharField(max_length=300, verbose_name='explanation')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('paper', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='line_note', to='papers.paper')),
                            ('line', models.OneToOneField(error_messages={'unique': 'Somebody settled this line a moment ago. Look at it.'}, on_delete=django.db.models.deletion.PROTECT, related_name='note', to='grants.statementline')),
                            ('transfer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='line_notes', to='grants.transfer')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='UndoneMatch',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('match_number', models.BigIntegerField(error_messages={'unique': 'This match was undone a moment ago.'}, unique=True)),
                            ('kind', models.CharField(choices=[('arrived', 'Paid'), ('returned', 'Returned by the bank'), ('refunded', 'Refund')], max_length=10)),
                            ('match_reason', models.CharField(blank=True, max_length=300)),
                            ('matched_at', models.DateTimeField()),
                            ('reason', models.CharField(max_length=300, verbose_name='reason')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='undone_match', to='finance.entry')),
                            ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='undone_matches', to='grants.statementline')),
                            ('matched_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('refund', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_matches', to='grants.refund')),
                            ('reversal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='finance.entry')),
                            ('transfer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_matches', to='grants.transfer')),
                        ],
                        options={
                            'ordering': ['pk'],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Visit',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('date', models.DateField(verbose_name='visited on')),
                            ('place', models.CharField(max_length=100, verbose_name='place')),
                            ('people', models.PositiveSmallIntegerField(verbose_name='people met')),
                            ('animals', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='animals counted')),
                            ('books_seen', models.CharField(max_length=200, verbose_name='books seen, and until when kept')),
                            ('notes', models.TextField(blank=True, max_length=1000, verbose_name='notes')),
                            ('latitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                            ('longitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='grants.candidacy')),
                            ('paper', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visit', to='papers.paper')),
                        ],
                        options={
                            'ordering': ['-date', '-pk'],
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='VisitPhoto',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('photo', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.photo')),
                            ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.visit')),
                        ],
                        options={
                            'abstract': False,
                        },
                    ),
                    migrations.CreateModel(
                        name='Withdrawal',
                        fields=[
                            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                            ('at', models.DateTimeField(default=foundation.clock.now, editable=False)),
                            ('date', models.DateField(verbose_name='withdrawn on')),
                            ('reason', models.CharField(max_length=300, verbose_name='reason')),
                            ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                            ('candidacy', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='grants.candidacy')),
                        ],
                        options={
                            'permissions': [('withdraw_candidacy', 'Withdraw a group from a round')],
                            'abstract': False,
                        },
                    ),
                    ],
                ),
            ]
        ),
        BatchedOperations(
            [
                ForApp(
                    'groups',
                    [
                    migrations.AddField(
                        model_name='decision',
                        name='meeting',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='groups.meeting'),
                    ),
                    migrations.AddField(
                        model_name='meeting',
                        name='leader',
                        field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.membership', verbose_name='leader'),
                    ),
                    migrations.AddField(
                        model_name='attendance',
                        name='membership',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='groups.membership'),
                    ),
                    migrations.AddField(
                        model_name='merge',
                        name='duplicate',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges_away', to='groups.person'),
                    ),
                    migrations.AddField(
                        model_name='merge',
                        name='person',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='groups.person'),
                    ),
                    migrations.AddField(
                        model_name='membership',
                        name='person',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='groups.person'),
                    ),
                    migrations.AddField(
                        model_name='followup',
                        name='problem',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='groups.problem'),
                    ),
                    migrations.AddField(
                        model_name='group',
                        name='programme',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='groups.programme', verbose_name='programme'),
                    ),
                    ],
                ),
                ForApp(
                    'finance',
                    [
                    migrations.AddField(
                        model_name='dispute',
                        name='entry',
                        field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='finance.entry'),
                    ),
                    ],
                ),
                ForApp(
                    'grants',
                    [
                    migrations.AddField(
                        model_name='budget',
                        name='candidacy',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='budgets', to='grants.candidacy'),
                    ),
                    migrations.AddField(
                        model_name='award',
                        name='candidacy',
                        field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='award', to='grants.candidacy'),
                    ),
                    migrations.AddField(
                        model_name='award',
                        name='decree',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='grants.decree'),
                    ),
                    migrations.AddField(
                        model_name='decree',
                        name='proposal',
                        field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decree', to='grants.listproposal'),
                    ),
                    migrations.AddField(
                        model_name='bankfile',
                        name='account',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='grants.officeaccount'),
                    ),
                    migrations.AddField(
                        model_name='report',
                        name='purchases',
                        field=models.ManyToManyField(related_name='reports', through='grants.ReportedPurchase', to='grants.purchase'),
                    ),
                    migrations.AddField(
                        model_name='ranking',
                        name='round',
                        field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ranking', to='grants.round'),
                    ),
                    migrations.AddField(
                        model_name='paymentorder',
                        name='round',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payment_orders', to='grants.round'),
                    ),
                    migrations.AddField(
                        model_name='objection',
                        name='round',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='grants.round'),
                    ),
                    migrations.AddField(
                        model_name='listproposal',
                        name='round',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='list_proposals', to='grants.round'),
                    ),
                    migrations.AddField(
                        model_name='decree',
                        name='round',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decrees', to='grants.round'),
                    ),
                    migrations.AddField(
                        model_name='candidacy',
                        name='round',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='candidacies', to='grants.round'),
                    ),
                    migrations.AddField(
                        model_name='award',
                        name='round',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='grants.round'),
                    ),
                    migrations.AddField(
                        model_name='scoresheet',
                        name='visit',
                        field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='score_sheets', to='grants.visit'),
                    ),
                    migrations.AddField(
                        model_name='visit',
                        name='photos',
                        field=models.ManyToManyField(related_name='+', through='grants.VisitPhoto', to='groups.photo'),
                    ),
                    ],
                ),
            ]
        ),
        BatchedOperations(
            [
                ForApp(
                    'groups',
                    [
                    migrations.AddConstraint(
                        model_name='facilitation',
                        constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='groups_facilitation_until_after_since'),
                    ),
                    migrations.AddConstraint(
                        model_name='facilitation',
                        constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('group'), '='), (foundation.terms.DateRange(models.F('since'), models.F('until')), '&&')], name='groups_facilitation_one_at_a_time', violation_error_message='The group has a facilitator in that time.'),
                    ),
                    migrations.AddConstraint(
                        model_name='household',
                        constraint=models.UniqueConstraint(condition=models.Q(('kk_index', ''), _negated=True), fields=('kk_index',), name='groups_household_kk_once', violation_error_message='This KK was entered a moment ago. Send it again.'),
                    ),
                    migrations.AddConstraint(
                        model_name='household',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('kk_index', ''), ('kk_sealed', '')), models.Q(models.Q(('kk_sealed', ''), _negated=True), models.Q(('kk_index', ''), _negated=True)), _connector='OR'), name='groups_household_kk_sealed_and_indexed'),
                    ),
                    migrations.AddConstraint(
                        model_name='dimension',
                        constraint=models.UniqueConstraint(fields=('instrument', 'number'), name='groups_dimension_number_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='criterion',
                        constraint=models.UniqueConstraint(fields=('instrument', 'number'), name='groups_criterion_number_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='criterion',
                        constraint=models.CheckConstraint(condition=models.Q(('weight__gte', 1)), name='groups_criterion_weight'),
                    ),
                    migrations.AddConstraint(
                        model_name='category',
                        constraint=models.CheckConstraint(condition=models.Q(('most__gte', models.F('least'))), name='groups_category_range'),
                    ),
                    migrations.AddConstraint(
                        model_name='lateday',
                        constraint=models.UniqueConstraint(fields=('group', 'date'), name='groups_lateday_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='lateday',
                        constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='groups_lateday_has_a_reason'),
                    ),
                    migrations.AddConstraint(
                        model_name='level',
                        constraint=models.UniqueConstraint(fields=('criterion', 'level'), name='groups_level_once'),
                    ),
                    migrations.AddIndex(
                        model_name='decision',
                        index=models.Index(condition=models.Q(('done_on', None), ('due_on__isnull', False)), fields=['due_on', 'id'], name='groups_decision_not_done'),
                    ),
                    migrations.AddConstraint(
                        model_name='meeting',
                        constraint=models.UniqueConstraint(fields=('group', 'number'), name='groups_meeting_number_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='meeting',
                        constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at', None)), fields=('group', 'date'), name='groups_meeting_once_a_day'),
                    ),
                    migrations.AddConstraint(
                        model_name='meeting',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancel_reason', ''), ('cancelled_at', None), ('cancelled_by', None)), models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False), models.Q(('cancel_reason', ''), _negated=True)), _connector='OR'), name='groups_meeting_cancelled_by_at_why'),
                    ),
                    migrations.AddConstraint(
                        model_name='attendance',
                        constraint=models.UniqueConstraint(fields=('meeting', 'membership'), name='groups_attendance_once_a_meeting'),
                    ),
                    migrations.AddConstraint(
                        model_name='missedmeeting',
                        constraint=models.UniqueConstraint(fields=('group', 'date'), name='groups_missedmeeting_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='missedmeeting',
                        constraint=models.CheckConstraint(condition=models.Q(('next_on__gt', models.F('date'))), name='groups_missedmeeting_next_is_later'),
                    ),
                    migrations.AddConstraint(
                        model_name='missedmeeting',
                        constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='groups_missedmeeting_has_a_reason'),
                    ),
                    migrations.AddConstraint(
                        model_name='movedmeeting',
                        constraint=models.CheckConstraint(condition=models.Q(('after', None), ('next_on__gt', models.F('after')), _connector='OR'), name='groups_movedmeeting_after_the_last'),
                    ),
                    migrations.AddConstraint(
                        model_name='movedmeeting',
                        constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='groups_movedmeeting_has_a_reason'),
                    ),
                    migrations.AddConstraint(
                        model_name='office',
                        constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='groups_office_until_after_since'),
                    ),
                    migrations.AddConstraint(
                        model_name='office',
                        constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('group'), '='), (models.F('post'), '='), (foundation.terms.DateRange(models.F('since'), models.F('until')), '&&')], name='groups_office_one_holder', violation_error_message='Somebody holds this office in that time.'),
                    ),
                    migrations.AddConstraint(
                        model_name='office',
                        constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('membership'), '='), (foundation.terms.DateRange(models.F('since'), models.F('until')), '&&')], name='groups_office_one_a_member', violation_error_message='One member holds one office.'),
                    ),
                    migrations.AddConstraint(
                        model_name='person',
                        constraint=models.UniqueConstraint(condition=models.Q(('nik_index', ''), _negated=True), fields=('nik_index',), name='groups_person_nik_once', violation_error_message='Another person has this NIK. Look at the card again.'),
                    ),
                    migrations.AddConstraint(
                        model_name='person',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('nik_index', ''), ('nik_sealed', '')), models.Q(models.Q(('nik_sealed', ''), _negated=True), models.Q(('nik_index', ''), _negated=True)), _connector='OR'), name='groups_person_nik_sealed_and_indexed'),
                    ),
                    migrations.AddConstraint(
                        model_name='mergedmembership',
                        constraint=models.UniqueConstraint(fields=('merge', 'membership'), name='groups_mergedmembership_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='merge',
                        constraint=models.CheckConstraint(condition=models.Q(('person', models.F('duplicate')), _negated=True), name='groups_merge_of_two_records'),
                    ),
                    migrations.AddConstraint(
                        model_name='merge',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed', None), ('answered_at', None), ('answered_by', None)), models.Q(('agreed__isnull', False), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='groups_merge_answered_by_and_at'),
                    ),
                    migrations.AddConstraint(
                        model_name='merge',
                        constraint=models.CheckConstraint(condition=models.Q(('answered_by', None), models.Q(('answered_by', models.F('asked_by')), _negated=True), _connector='OR'), name='groups_merge_answered_by_another'),
                    ),
                    migrations.AddConstraint(
                        model_name='merge',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None)), models.Q(('agreed', True), ('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='groups_merge_undone_once_agreed'),
                    ),
                    migrations.AddConstraint(
                        model_name='merge',
                        constraint=models.UniqueConstraint(condition=models.Q(('agreed', True), ('undone_at', None)), fields=('duplicate',), name='groups_merge_one_in_force'),
                    ),
                    migrations.AddConstraint(
                        model_name='merge',
                        constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('person', 'duplicate'), name='groups_merge_asked_once', violation_error_message='This was asked already. Wait for the answer.'),
                    ),
                    migrations.AddConstraint(
                        model_name='membership',
                        constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='groups_membership_until_after_since'),
                    ),
                    migrations.AddConstraint(
                        model_name='membership',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('until', None)), models.Q(('until__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='groups_membership_left_with_a_reason'),
                    ),
                    migrations.AddConstraint(
                        model_name='membership',
                        constraint=models.UniqueConstraint(fields=('group', 'number'), name='groups_membership_number_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='membership',
                        constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('reason', 'mistake'), _negated=True), expressions=[(models.F('person'), '='), (foundation.terms.DateRange(models.F('since'), models.F('until')), '&&')], name='groups_membership_one_a_person', violation_error_message='This person is still a member of another group. End that membership first.'),
                    ),
                    migrations.AddConstraint(
                        model_name='membership',
                        constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('reason', 'mistake'), _negated=True), expressions=[(models.F('household'), '='), (foundation.terms.DateRange(models.F('since'), models.F('until')), '&&')], name='groups_membership_one_a_household', violation_error_message='Somebody of this family is a member already.'),
                    ),
                    migrations.AddConstraint(
                        model_name='photo',
                        constraint=models.CheckConstraint(condition=models.Q(('height__gte', 1), ('width__gte', 1)), name='groups_photo_has_a_size'),
                    ),
                    migrations.AddConstraint(
                        model_name='photo',
                        constraint=models.CheckConstraint(condition=models.Q(('pages__gte', 1)), name='groups_photo_has_a_page'),
                    ),
                    migrations.AddConstraint(
                        model_name='photopage',
                        constraint=models.UniqueConstraint(fields=('photo', 'number'), name='groups_photopage_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='photopage',
                        constraint=models.CheckConstraint(condition=models.Q(('number__gte', 2)), name='groups_photopage_further'),
                    ),
                    migrations.AddConstraint(
                        model_name='povertycheck',
                        constraint=models.CheckConstraint(condition=models.Q(('decile', None), models.Q(('decile__gte', 1), ('decile__lte', 10)), _connector='OR'), name='groups_povertycheck_decile'),
                    ),
                    migrations.AddIndex(
                        model_name='problem',
                        index=models.Index(condition=models.Q(('closed_on', None)), fields=['due_on', 'raised_on', 'id'], name='groups_problem_open_by_due'),
                    ),
                    migrations.AddIndex(
                        model_name='problem',
                        index=models.Index(condition=models.Q(('closed_on', None)), fields=['raised_on'], name='groups_problem_open_by_age'),
                    ),
                    migrations.AddConstraint(
                        model_name='problem',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_by', None), ('closed_on', None)), models.Q(('closed_by__isnull', False), ('closed_on__isnull', False)), _connector='OR'), name='groups_problem_closed_by_and_on'),
                    ),
                    migrations.AddIndex(
                        model_name='group',
                        index=models.Index(fields=['name', 'id'], name='groups_group_by_name'),
                    ),
                    migrations.AddIndex(
                        model_name='group',
                        index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('name'), 'gin_trgm_ops'), name='groups_group_name_search'),
                    ),
                    migrations.AddIndex(
                        model_name='group',
                        index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('hamlet'), 'gin_trgm_ops'), name='groups_group_hamlet_search'),
                    ),
                    migrations.AddConstraint(
                        model_name='group',
                        constraint=models.UniqueConstraint(models.F('village'), django.db.models.functions.text.Lower('name'), name='groups_group_name_in_village', violation_error_message='This village has a group of this name already.'),
                    ),
                    migrations.AddConstraint(
                        model_name='group',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('rhythm', 'monthly'), ('weekday', None)), models.Q(('month_day', None), ('rhythm__in', ['nth1', 'nth2', 'nth3', 'nth4', 'last']), ('weekday__isnull', False)), models.Q(models.Q(('rhythm__in', ['monthly', 'nth1', 'nth2', 'nth3', 'nth4', 'last']), _negated=True), ('month_day', None)), _connector='OR'), name='groups_group_rhythm_has_its_day'),
                    ),
                    migrations.AddConstraint(
                        model_name='reveal',
                        constraint=models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='groups_reveal_has_a_purpose'),
                    ),
                    migrations.AddIndex(
                        model_name='schedule',
                        index=models.Index(fields=['village', 'expected_on', 'quiet_since'], name='groups_schedule_of_a_place', opclasses=['varchar_pattern_ops', 'date_ops', 'date_ops']),
                    ),
                    migrations.AddIndex(
                        model_name='schedule',
                        index=models.Index(fields=['quiet_since', 'village'], name='groups_schedule_silent'),
                    ),
                    migrations.AddIndex(
                        model_name='schedule',
                        index=models.Index(fields=['expected_on', 'village'], name='groups_schedule_late'),
                    ),
                    ],
                ),
                ForApp(
                    'finance',
                    [
                    migrations.AddConstraint(
                        model_name='book',
                        constraint=models.UniqueConstraint(fields=('group', 'kind', 'membership', 'name'), name='finance_book_once', nulls_distinct=False),
                    ),
                    migrations.AddConstraint(
                        model_name='book',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['pokok', 'wajib', 'sukarela', 'loan']), ('membership__isnull', False)), models.Q(models.Q(('kind__in', ['pokok', 'wajib', 'sukarela', 'loan']), _negated=True), ('membership', None)), _connector='OR'), name='finance_book_of_a_member'),
                    ),
                    migrations.AddConstraint(
                        model_name='book',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['herd', 'equipment', 'stock', 'expense', 'income']), models.Q(('name', ''), _negated=True)), models.Q(models.Q(('kind__in', ['herd', 'equipment', 'stock', 'expense', 'income']), _negated=True), ('name', '')), _connector='OR'), name='finance_book_named'),
                    ),
                    migrations.AddConstraint(
                        model_name='book',
                        constraint=models.CheckConstraint(condition=models.Q(('balance__gte', 0), models.Q(('kind__in', ['cash', 'bank', 'loan', 'herd', 'stock', 'pokok', 'wajib', 'sukarela', 'iks', 'grant']), _negated=True), _connector='OR'), name='finance_book_not_negative'),
                    ),
                    migrations.AddConstraint(
                        model_name='duesrule',
                        constraint=models.UniqueConstraint(fields=('group', 'since'), name='finance_duesrule_once_a_day'),
                    ),
                    migrations.AddConstraint(
                        model_name='duesrule',
                        constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='finance_duesrule_not_negative'),
                    ),
                    migrations.AddIndex(
                        model_name='entry',
                        index=models.Index(fields=['debit', 'date', 'sequence'], name='finance_entry_debits'),
                    ),
                    migrations.AddIndex(
                        model_name='entry',
                        index=models.Index(fields=['credit', 'date', 'sequence'], name='finance_entry_credits'),
                    ),
                    migrations.AddIndex(
                        model_name='entry',
                        index=models.Index(fields=['membership', 'date'], name='finance_entry_of_a_member'),
                    ),
                    migrations.AddIndex(
                        model_name='entry',
                        index=models.Index(condition=models.Q(('meeting__isnull', False)), fields=['meeting'], name='finance_entry_of_a_meeting'),
                    ),
                    migrations.AddIndex(
                        model_name='entry',
                        index=models.Index(condition=models.Q(('corrects__isnull', False)), fields=['corrects'], name='finance_entry_corrections'),
                    ),
                    migrations.AddConstraint(
                        model_name='entry',
                        constraint=models.UniqueConstraint(fields=('group', 'sequence'), name='finance_entry_sequence'),
                    ),
                    migrations.AddConstraint(
                        model_name='entry',
                        constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='finance_entry_amount_positive'),
                    ),
                    migrations.AddConstraint(
                        model_name='entry',
                        constraint=models.CheckConstraint(condition=models.Q(('debit', models.F('credit')), _negated=True), name='finance_entry_two_books'),
                    ),
                    migrations.AddIndex(
                        model_name='dispute',
                        index=models.Index(fields=['made_at', 'id'], name='finance_dispute_by_age'),
                    ),
                    migrations.AddIndex(
                        model_name='dispute',
                        index=models.Index(condition=models.Q(('answered_at', None)), fields=['made_at', 'id'], name='finance_dispute_open_by_age'),
                    ),
                    migrations.AddConstraint(
                        model_name='dispute',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='finance_dispute_answered_by_and_at'),
                    ),
                    migrations.AddConstraint(
                        model_name='dispute',
                        constraint=models.CheckConstraint(condition=models.Q(('entry__isnull', False), models.Q(('claimed__gt', 0), ('claimed__isnull', False)), _connector='OR'), name='finance_dispute_missing_money_has_an_amount'),
                    ),
                    migrations.AddConstraint(
                        model_name='dispute',
                        constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('entry', 'membership'), name='finance_dispute_one_open_an_entry', violation_error_message='You have told about this figure. Wait for the answer.'),
                    ),
                    migrations.AddConstraint(
                        model_name='cashcount',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('counted', models.F('booked')), ('entry', None)), models.Q(models.Q(('counted', models.F('booked')), _negated=True), models.Q(('reason', ''), _negated=True), ('entry__isnull', False)), _connector='OR'), name='finance_cashcount_difference_is_booked'),
                    ),
                    migrations.AddConstraint(
                        model_name='cashcount',
                        constraint=models.CheckConstraint(condition=models.Q(('counted__gte', 0)), name='finance_cashcount_not_negative'),
                    ),
                    migrations.AddConstraint(
                        model_name='opening',
                        constraint=models.CheckConstraint(condition=models.Q(('counted_by', ''), _negated=True), name='finance_opening_counted_by'),
                    ),
                    migrations.AddConstraint(
                        model_name='period',
                        constraint=models.UniqueConstraint(fields=('group', 'month'), name='finance_period_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='period',
                        constraint=models.CheckConstraint(condition=models.Q(('month__day', 1)), name='finance_period_first_day'),
                    ),
                    migrations.AddConstraint(
                        model_name='savingsrule',
                        constraint=models.UniqueConstraint(fields=('group', 'since'), name='finance_savingsrule_once_a_day'),
                    ),
                    migrations.AddConstraint(
                        model_name='savingsrule',
                        constraint=models.CheckConstraint(condition=models.Q(('mandatory__gte', 0), ('principal__gte', 0)), name='finance_savingsrule_not_negative'),
                    ),
                    ],
                ),
                ForApp(
                    'papers',
                    [
                    migrations.AddConstraint(
                        model_name='emblem',
                        constraint=models.UniqueConstraint(fields=('office', 'digest'), name='papers_emblem_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='letterhead',
                        constraint=models.CheckConstraint(condition=models.Q(('number_format__contains', '{seq}'), ('number_format__contains', '{kind}'), ('number_format__contains', '{year}')), name='papers_letterhead_number_format', violation_error_message='The format needs {seq}, {kind} and {year}.'),
                    ),
                    migrations.AddConstraint(
                        model_name='official',
                        constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='papers_official_until_after_since', violation_error_message='The last day comes after the first.'),
                    ),
                    migrations.AddConstraint(
                        model_name='paper',
                        constraint=models.UniqueConstraint(models.F('office'), models.F('kind'), models.F('date__year'), models.F('sequence'), name='papers_paper_number'),
                    ),
                    migrations.AddConstraint(
                        model_name='officepage',
                        constraint=models.UniqueConstraint(fields=('paper', 'digest'), name='papers_officepage_once', violation_error_message='This photo is kept already. Send the next page.'),
                    ),
                    migrations.AddConstraint(
                        model_name='papercount',
                        constraint=models.UniqueConstraint(fields=('office', 'kind', 'year'), name='papers_papercount_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='takennumber',
                        constraint=models.UniqueConstraint(fields=('office', 'number'), name='papers_takennumber_once', violation_error_message='Another paper has this number. Change the format of the numbers.'),
                    ),
                    ],
                ),
                ForApp(
                    'grants',
                    [
                    migrations.AddConstraint(
                        model_name='bankaccount',
                        constraint=models.CheckConstraint(condition=models.Q(('number__regex', '^\\d{6,30}$')), name='grants_bankaccount_digits'),
                    ),
                    migrations.AddConstraint(
                        model_name='bankaccount',
                        constraint=models.CheckConstraint(condition=models.Q(('chair', models.F('treasurer')), _negated=True), name='grants_bankaccount_two_signatories'),
                    ),
                    migrations.AddConstraint(
                        model_name='bankaccount',
                        constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(django.db.models.functions.text.Upper('bank'), '='), (models.F('number'), '='), (models.F('group'), '<>')], name='grants_bankaccount_of_one_group', violation_error_message="This account is another group's. Check the number."),
                    ),
                    migrations.AddConstraint(
                        model_name='budgetline',
                        constraint=models.UniqueConstraint(fields=('budget', 'number'), name='grants_budgetline_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='budgetline',
                        constraint=models.CheckConstraint(condition=models.Q(('price__gte', 1), ('quantity__gte', 1)), name='grants_budgetline_positive'),
                    ),
                    migrations.AddConstraint(
                        model_name='budgetreturn',
                        constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='grants_budgetreturn_reason'),
                    ),
                    migrations.AddConstraint(
                        model_name='budget',
                        constraint=models.UniqueConstraint(fields=('candidacy', 'version'), name='grants_budget_version_once', violation_error_message='Somebody saved this plan a moment ago. Look at it.'),
                    ),
                    migrations.AddConstraint(
                        model_name='budget',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('version', 1)), models.Q(('version__gt', 1), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='grants_budget_change_says_why'),
                    ),
                    migrations.AddConstraint(
                        model_name='declaration',
                        constraint=models.UniqueConstraint(fields=('candidacy', 'by'), name='grants_declaration_once', violation_error_message='You have declared this already.'),
                    ),
                    migrations.AddConstraint(
                        model_name='declaration',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('related', False), ('relation', '')), models.Q(('related', True), models.Q(('relation', ''), _negated=True)), _connector='OR'), name='grants_declaration_names_the_relation'),
                    ),
                    migrations.AddConstraint(
                        model_name='filewithdrawal',
                        constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='grants_filewithdrawal_reason'),
                    ),
                    migrations.AddConstraint(
                        model_name='finding',
                        constraint=models.CheckConstraint(condition=models.Q(('evidence', ''), _negated=True), name='grants_finding_evidence'),
                    ),
                    migrations.AddConstraint(
                        model_name='listedgroup',
                        constraint=models.UniqueConstraint(fields=('proposal', 'candidacy'), name='grants_listedgroup_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='listreturn',
                        constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='grants_listreturn_reason'),
                    ),
                    migrations.AddConstraint(
                        model_name='monitoringvisit',
                        constraint=models.UniqueConstraint(fields=('award', 'month'), name='grants_monitoringvisit_once', violation_error_message='This visit is recorded already.'),
                    ),
                    migrations.AddConstraint(
                        model_name='monitoringvisit',
                        constraint=models.CheckConstraint(condition=models.Q(('month__in', [3, 6, 12])), name='grants_monitoringvisit_month'),
                    ),
                    migrations.AddConstraint(
                        model_name='objectionanswer',
                        constraint=models.CheckConstraint(condition=models.Q(('reasons', ''), _negated=True), name='grants_objectionanswer_reasons'),
                    ),
                    migrations.AddConstraint(
                        model_name='objectionanswer',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('criterion__isnull', False), ('effect', 'score'), ('level__isnull', False)), models.Q(models.Q(('effect', 'score'), _negated=True), ('criterion', None), ('level', None)), _connector='OR'), name='grants_objectionanswer_score'),
                    ),
                    migrations.AddConstraint(
                        model_name='answerpapers',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('minutes', None), ('public_list', None)), models.Q(('minutes__isnull', False), ('public_list__isnull', False)), _connector='OR'), name='grants_answerpapers_both_or_none'),
                    ),
                    migrations.AddConstraint(
                        model_name='officeaccount',
                        constraint=models.UniqueConstraint(condition=models.Q(('removed', '')), fields=('bank', 'number'), name='grants_officeaccount_once', violation_error_message='This account is here already.'),
                    ),
                    migrations.AddConstraint(
                        model_name='officeaccount',
                        constraint=models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('by')), _negated=True), _connector='OR'), name='grants_officeaccount_by_two', violation_error_message='Who typed the account may not confirm it.'),
                    ),
                    migrations.AddConstraint(
                        model_name='officeaccount',
                        constraint=models.CheckConstraint(condition=models.Q(('number__regex', '^\\d{6,30}$')), name='grants_officeaccount_digits'),
                    ),
                    migrations.AddConstraint(
                        model_name='bankfile',
                        constraint=models.UniqueConstraint(fields=('account', 'digest', 'version'), name='grants_bankfile_once', violation_error_message='This file was imported already.'),
                    ),
                    migrations.AddConstraint(
                        model_name='purchase',
                        constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 1), ('quantity__gte', 1)), name='grants_purchase_positive'),
                    ),
                    migrations.AddConstraint(
                        model_name='loss',
                        constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='grants_loss_positive'),
                    ),
                    migrations.AddConstraint(
                        model_name='quota',
                        constraint=models.UniqueConstraint(fields=('programme', 'district', 'year', 'version'), name='grants_quota_once', violation_error_message='Somebody entered this quota a moment ago.'),
                    ),
                    migrations.AddConstraint(
                        model_name='quota',
                        constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 1), ('places__gte', 1), ('version__gte', 1)), name='grants_quota_positive'),
                    ),
                    migrations.AddConstraint(
                        model_name='quotawithdrawal',
                        constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='grants_quotawithdrawal_reason'),
                    ),
                    migrations.AddConstraint(
                        model_name='lot',
                        constraint=models.UniqueConstraint(fields=('ranking', 'number'), name='grants_lot_number_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='refund',
                        constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='grants_refund_positive'),
                    ),
                    migrations.AddConstraint(
                        model_name='reportedpurchase',
                        constraint=models.UniqueConstraint(fields=('report', 'purchase'), name='grants_reportedpurchase_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='report',
                        constraint=models.UniqueConstraint(fields=('award', 'version'), name='grants_report_version_once', violation_error_message='This report was sent a moment ago.'),
                    ),
                    migrations.AddConstraint(
                        model_name='report',
                        constraint=models.CheckConstraint(condition=models.Q(('remainder__gte', 0)), name='grants_report_remainder_not_negative'),
                    ),
                    migrations.AddConstraint(
                        model_name='review',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted', True), ('corrections', ''), ('mend_until', None)), models.Q(('accepted', False), ('mend_until__isnull', False), models.Q(('corrections', ''), _negated=True)), _connector='OR'), name='grants_review_says_what_to_mend'),
                    ),
                    migrations.AddConstraint(
                        model_name='round',
                        constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 1), ('budget__gte', django.db.models.expressions.CombinedExpression(models.F('places'), '*', models.F('amount'))), ('places__gte', 1)), name='grants_round_budget'),
                    ),
                    migrations.AddConstraint(
                        model_name='round',
                        constraint=models.CheckConstraint(condition=models.Q(('decision_until__gte', models.F('visits_until')), ('payment_until__gte', models.F('decision_until')), ('proposals_until__gte', models.F('opened_on')), ('visits_until__gte', models.F('proposals_until'))), name='grants_round_calendar'),
                    ),
                    migrations.AddConstraint(
                        model_name='ranking',
                        constraint=models.CheckConstraint(condition=models.Q(('team', ''), _negated=True), name='grants_ranking_team'),
                    ),
                    migrations.AddConstraint(
                        model_name='publication',
                        constraint=models.CheckConstraint(condition=models.Q(('until__gte', models.F('date'))), name='grants_publication_days'),
                    ),
                    migrations.AddConstraint(
                        model_name='decree',
                        constraint=models.UniqueConstraint(fields=('round', 'sequence'), name='grants_decree_one_a_round', violation_error_message='This round has its decree already.'),
                    ),
                    migrations.AddConstraint(
                        model_name='candidacy',
                        constraint=models.UniqueConstraint(fields=('round', 'group'), name='grants_candidacy_once_a_round', violation_error_message='This group is proposed already.'),
                    ),
                    migrations.AddConstraint(
                        model_name='award',
                        constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='grants_award_positive'),
                    ),
                    migrations.AddConstraint(
                        model_name='auditfile',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('group__isnull', False), ('round', None)), models.Q(('group', None), ('round__isnull', False)), _connector='OR'), name='grants_auditfile_of_one'),
                    ),
                    migrations.AddConstraint(
                        model_name='roundclosing',
                        constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='grants_roundclosing_reason'),
                    ),
                    migrations.AddConstraint(
                        model_name='sanction',
                        constraint=models.UniqueConstraint(fields=('award', 'step'), name='grants_sanction_each_step_once', violation_error_message='This letter was sent already.'),
                    ),
                    migrations.AddConstraint(
                        model_name='score',
                        constraint=models.UniqueConstraint(fields=('sheet', 'criterion'), name='grants_score_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='sp2d',
                        constraint=models.UniqueConstraint(django.db.models.functions.text.Upper('number'), name='grants_sp2d_once', violation_error_message='This SP2D number is used already.'),
                    ),
                    migrations.AddConstraint(
                        model_name='statementline',
                        constraint=models.UniqueConstraint(fields=('account', 'fingerprint'), name='grants_statementline_once'),
                    ),
                    migrations.AddConstraint(
                        model_name='statementline',
                        constraint=models.CheckConstraint(condition=models.Q(('sen', 0), models.Q(('amount__gte', 0), ('sen__gt', 0), ('sen__lt', 100)), models.Q(('amount__lte', 0), ('sen__gt', -100), ('sen__lt', 0)), _connector='OR'), name='grants_statementline_sen'),
                    ),
                    migrations.AddConstraint(
                        model_name='transfer',
                        constraint=models.UniqueConstraint(fields=('disbursement', 'attempt'), name='grants_transfer_one_in_force', violation_error_message='This grant was paid a moment ago.'),
                    ),
                    migrations.AddConstraint(
                        model_name='match',
                        constraint=models.UniqueConstraint(fields=('transfer', 'kind'), name='grants_match_once', violation_error_message='This payment is matched already.'),
                    ),
                    migrations.AddConstraint(
                        model_name='match',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'refunded'), ('refund__isnull', False), ('transfer', None)), models.Q(('kind__in', ['arrived', 'returned']), ('refund', None), ('transfer__isnull', False)), _connector='OR'), name='grants_match_of_one'),
                    ),
                    migrations.AddConstraint(
                        model_name='match',
                        constraint=models.CheckConstraint(condition=models.Q(('kind', 'returned'), ('entry__isnull', False), _connector='OR'), name='grants_match_posts'),
                    ),
                    migrations.AddConstraint(
                        model_name='match',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'returned'), _negated=True), ('paper__isnull', False), _connector='OR'), name='grants_match_return_leaves_a_paper'),
                    ),
                    migrations.AddConstraint(
                        model_name='losttransfer',
                        constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='grants_losttransfer_reason'),
                    ),
                    migrations.AddConstraint(
                        model_name='linenote',
                        constraint=models.CheckConstraint(condition=models.Q(('explanation', ''), _negated=True), name='grants_linenote_why'),
                    ),
                    migrations.AddConstraint(
                        model_name='linenote',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['double', 'wrong_amount']), ('paper__isnull', False)), models.Q(('kind__in', ['double', 'wrong_amount']), _negated=True), _connector='OR'), name='grants_linenote_paper'),
                    ),
                    migrations.AddConstraint(
                        model_name='linenote',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'unrelated'), _negated=True), ('transfer', None), _connector='OR'), name='grants_linenote_unrelated'),
                    ),
                    migrations.AddConstraint(
                        model_name='undonematch',
                        constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='grants_undonematch_reason'),
                    ),
                    migrations.AddConstraint(
                        model_name='visit',
                        constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__gte', -90), ('latitude__lte', 90), ('longitude__gte', -180), ('longitude__lte', 180)), _connector='OR'), name='grants_visit_position'),
                    ),
                    migrations.AddConstraint(
                        model_name='withdrawal',
                        constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='grants_withdrawal_reason'),
                    ),
                    ],
                ),
            ]
        ),
        migrations.RunSQL(posting.ENTRY_TEXT, "DROP FUNCTION finance_entry_text"),
        migrations.RunSQL(posting.LOCK, "DROP FUNCTION finance_lock"),
        migrations.RunSQL(sealing.POST, "DROP FUNCTION finance_post"),
        migrations.RunSQL("REVOKE ALL ON FUNCTION finance_post FROM PUBLIC", migrations.RunSQL.noop),
        migrations.RunSQL(meetings.NEXT_MEETING, "DROP FUNCTION groups_next_meeting"),
        migrations.RunSQL(meetings.RECKON, "DROP FUNCTION groups_reckon_schedule"),
        migrations.RunSQL(
            "REVOKE ALL ON FUNCTION groups_reckon_schedule FROM PUBLIC", migrations.RunSQL.noop
        ),
        BatchedOperations(
            [
                ForApp(
                    'groups',
                    [
                    pgtrigger.migrations.AddTrigger(
                        model_name='programme',
                        trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_programmeevent" ("amount", "amount_a_member", "closed_months", "deciles", "id", "least_members", "most_members", "name", "oldest", "once_only", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poverty_list", "since", "stage_needed", "until", "waiting_months", "youngest") VALUES (NEW."amount", NEW."amount_a_member", NEW."closed_months", NEW."deciles", NEW."id", NEW."least_members", NEW."most_members", NEW."name", NEW."oldest", NEW."once_only", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."poverty_list", NEW."since", NEW."stage_needed", NEW."until", NEW."waiting_months", NEW."youngest"); RETURN NULL;', hash='d57878eb2322ecb7f151980244f019b67d7847f8', operation='INSERT', pgid='pgtrigger_insert_insert_c9d79', table='groups_programme', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='programme',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_programmeevent" ("amount", "amount_a_member", "closed_months", "deciles", "id", "least_members", "most_members", "name", "oldest", "once_only", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poverty_list", "since", "stage_needed", "until", "waiting_months", "youngest") VALUES (NEW."amount", NEW."amount_a_member", NEW."closed_months", NEW."deciles", NEW."id", NEW."least_members", NEW."most_members", NEW."name", NEW."oldest", NEW."once_only", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."poverty_list", NEW."since", NEW."stage_needed", NEW."until", NEW."waiting_months", NEW."youngest"); RETURN NULL;', hash='9bf5f3da89a78dba77044656a0071a1f94e92ec0', operation='UPDATE', pgid='pgtrigger_update_update_0c62c', table='groups_programme', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='facilitation',
                        trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_facilitationevent" ("facilitator_id", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (NEW."facilitator_id", NEW."group_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since", NEW."until"); RETURN NULL;', hash='0aae5effdc8d465de7289174821f5b8fbb5afacb', operation='INSERT', pgid='pgtrigger_insert_insert_5c537', table='groups_facilitation', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='facilitation',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_facilitationevent" ("facilitator_id", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (NEW."facilitator_id", NEW."group_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since", NEW."until"); RETURN NULL;', hash='ccf0934d719e5f4053ae77707e2dc7ae6261a70b', operation='UPDATE', pgid='pgtrigger_update_update_ed933', table='groups_facilitation', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='household',
                        trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_householdevent" ("address", "id", "kk_index", "kk_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "village_id") VALUES (NEW."address", NEW."id", NEW."kk_index", NEW."kk_sealed", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."village_id"); RETURN NULL;', hash='9c2dff53fa770175d65660c89e222d731c830f68', operation='INSERT', pgid='pgtrigger_insert_insert_061df', table='groups_household', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='household',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_householdevent" ("address", "id", "kk_index", "kk_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "village_id") VALUES (NEW."address", NEW."id", NEW."kk_index", NEW."kk_sealed", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."village_id"); RETURN NULL;', hash='d9bb9e82e45f4684fe7cefdedc2eb2718b7204af', operation='UPDATE', pgid='pgtrigger_update_update_a1ef4', table='groups_household', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='criterion',
                        trigger=pgtrigger.compiler.Trigger(name='whole_when_kept', sql=foundation.triggers.EnforcedTriggerSql(constraint='CONSTRAINT', declare='DECLARE kept bigint;', func="\n            kept := (NEW.instrument_id);\n            IF EXISTS (SELECT FROM groups_instrument WHERE id = kept AND NOT for_old_results)\n                AND ((SELECT sum(weight) FROM groups_criterion WHERE instrument_id = kept) <> 100\n                    OR (SELECT count(DISTINCT (low, high)) <> 1\n                            OR bool_or(high - low + 1 <> levels) OR bool_or(levels = 0)\n                        FROM (SELECT min(l.level) AS low, max(l.level) AS high,\n                                  count(l.id) AS levels\n                              FROM groups_criterion c\n                              LEFT JOIN groups_level l ON l.criterion_id = c.id\n                              WHERE c.instrument_id = kept GROUP BY c.id) each_criterion))\n            THEN\n                RAISE EXCEPTION 'The weights or levels of an instrument in use leave a gap.'\n                    USING ERRCODE = 'check_violation',\n                        CONSTRAINT = 'groups_instrument_whole';\n            END IF;\n            RETURN NULL;", hash='661fc319661684a9ca2a2b74af39df50a51a3895', operation='INSERT', pgid='pgtrigger_whole_when_kept_35ad2', table='groups_criterion', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='lateday',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='fc4fa3939b85e0d8ef6bdb7ce8f39fc59d07b736', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_0ea51', table='groups_lateday', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='level',
                        trigger=pgtrigger.compiler.Trigger(name='whole_when_kept', sql=foundation.triggers.EnforcedTriggerSql(constraint='CONSTRAINT', declare='DECLARE kept bigint;', func="\n            kept := (SELECT instrument_id FROM groups_criterion WHERE id = NEW.criterion_id);\n            IF EXISTS (SELECT FROM groups_instrument WHERE id = kept AND NOT for_old_results)\n                AND ((SELECT sum(weight) FROM groups_criterion WHERE instrument_id = kept) <> 100\n                    OR (SELECT count(DISTINCT (low, high)) <> 1\n                            OR bool_or(high - low + 1 <> levels) OR bool_or(levels = 0)\n                        FROM (SELECT min(l.level) AS low, max(l.level) AS high,\n                                  count(l.id) AS levels\n                              FROM groups_criterion c\n                              LEFT JOIN groups_level l ON l.criterion_id = c.id\n                              WHERE c.instrument_id = kept GROUP BY c.id) each_criterion))\n            THEN\n                RAISE EXCEPTION 'The weights or levels of an instrument in use leave a gap.'\n                    USING ERRCODE = 'check_violation',\n                        CONSTRAINT = 'groups_instrument_whole';\n            END IF;\n            RETURN NULL;", hash='fed191161c4c868a426c938421ce83d83e2b7bd4', operation='INSERT', pgid='pgtrigger_whole_when_kept_67b64', table='groups_level', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='decision',
                        trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_decisionevent" ("done_on", "due_on", "group_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what", "who") VALUES (NEW."done_on", NEW."due_on", NEW."group_id", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."what", NEW."who"); RETURN NULL;', hash='08eab59e7abb2cf7a2be671a23e13762cf3fbe06', operation='INSERT', pgid='pgtrigger_insert_insert_59da1', table='groups_decision', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='decision',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_decisionevent" ("done_on", "due_on", "group_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what", "who") VALUES (NEW."done_on", NEW."due_on", NEW."group_id", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."what", NEW."who"); RETURN NULL;', hash='727a240f6c16dcad5b5a832b40b2a3b03b1b1f30', operation='UPDATE', pgid='pgtrigger_update_update_3c057', table='groups_decision', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='meeting',
                        trigger=pgtrigger.compiler.Trigger(name='stays_in_its_group', sql=foundation.triggers.EnforcedTriggerSql(condition='WHEN (OLD.group_id <> NEW.group_id)', func="\n            RAISE EXCEPTION 'A member or a meeting never moves to another group.'\n                USING ERRCODE = 'restrict_violation';", hash='30caa7db43017e39655e98f5178728ae84e4683b', operation='UPDATE OF "group_id"', pgid='pgtrigger_stays_in_its_group_db4aa', table='groups_meeting', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='meeting',
                        trigger=pgtrigger.compiler.Trigger(name='keeps_schedule', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    PERFORM groups_reckon_schedule(coalesce(NEW.group_id, OLD.group_id));\n                    RETURN NULL;', hash='ac57b7ed05bed131a1783b6d587cbeea8a13d900', operation='INSERT OR UPDATE OF "date", "next_on", "next_at", "next_place", "cancelled_at" OR DELETE', pgid='pgtrigger_keeps_schedule_4d61b', table='groups_meeting', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='meeting',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_meetingevent" ("cancel_reason", "cancelled_at", "cancelled_by_id", "date", "group_id", "id", "leader_id", "next_at", "next_on", "next_place", "notes", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id") VALUES (OLD."cancel_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."date", OLD."group_id", OLD."id", OLD."leader_id", OLD."next_at", OLD."next_on", OLD."next_place", OLD."notes", OLD."number", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id"); RETURN NULL;', hash='8dd4e7e8b4d836245994abb1f0bf8d1e2cb13902', operation='UPDATE', pgid='pgtrigger_update_update_9b97a', table='groups_meeting', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='attendance',
                        trigger=pgtrigger.compiler.Trigger(name='member_is_of_the_group', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF EXISTS (SELECT FROM new_rows n\n                               JOIN groups_meeting m ON m.id = n.meeting_id\n                               JOIN groups_membership s ON s.id = n.membership_id\n                               WHERE s.group_id <> m.group_id) THEN\n                        RAISE EXCEPTION 'Only members of the group attend its meeting.'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NULL;", hash='82e00fe45cd34b698cc5b25a65bc3b19546a2548', level='STATEMENT', operation='INSERT', pgid='pgtrigger_member_is_of_the_group_02f7b', referencing='REFERENCING NEW TABLE AS new_rows ', table='groups_attendance', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='attendance',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_attendanceevent" ("id", "kind", "meeting_id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."kind", OLD."meeting_id", OLD."membership_id", _pgh_attach_context(), NOW(), \'update\', OLD."id"); RETURN NULL;', hash='3c0b24f855e34592c0e1ea26c8b6525bcd70ff51', operation='UPDATE', pgid='pgtrigger_update_update_96fcb', table='groups_attendance', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='missedmeeting',
                        trigger=pgtrigger.compiler.Trigger(name='keeps_schedule', sql=foundation.triggers.EnforcedTriggerSql(func='PERFORM groups_reckon_schedule(NEW.group_id); RETURN NULL;', hash='a58c35d47763f579f42dcd687a529e9331c84360', operation='INSERT', pgid='pgtrigger_keeps_schedule_138c3', table='groups_missedmeeting', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='missedmeeting',
                        trigger=pgtrigger.compiler.Trigger(name='was_not_held', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF EXISTS (SELECT FROM groups_meeting WHERE group_id = NEW.group_id\n                        AND date = NEW.date AND cancelled_at IS NULL) THEN\n                        RAISE EXCEPTION 'The meeting of this day is recorded.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'groups_missedmeeting_was_not_held';\n                    END IF;\n                    RETURN NEW;", hash='e9f727026a4e36cf869c97807d595a39677bddfe', operation='INSERT', pgid='pgtrigger_was_not_held_88d04', table='groups_missedmeeting', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='missedmeeting',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='e0991561bbc95265242d934768b59273772ac60a', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_aec6e', table='groups_missedmeeting', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='movedmeeting',
                        trigger=pgtrigger.compiler.Trigger(name='keeps_schedule', sql=foundation.triggers.EnforcedTriggerSql(func='PERFORM groups_reckon_schedule(NEW.group_id); RETURN NULL;', hash='457c5db397421fc26bffe29f9c8af5ed59ac6aeb', operation='INSERT', pgid='pgtrigger_keeps_schedule_624ad', table='groups_movedmeeting', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='movedmeeting',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='e9e4db0d27517825bbf0fb7171869be5b9830320', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_e20f6', table='groups_movedmeeting', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='office',
                        trigger=pgtrigger.compiler.Trigger(name='officer_is_of_the_group', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF NOT EXISTS (SELECT FROM groups_membership\n                                   WHERE id = NEW.membership_id AND group_id = NEW.group_id) THEN\n                        RAISE EXCEPTION 'An officer is a member of the group.'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;", hash='924f80820dcad42abcb70558271a550d8ca0c6ca', operation='INSERT OR UPDATE OF "group_id", "membership_id"', pgid='pgtrigger_officer_is_of_the_group_81bc0', table='groups_office', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='office',
                        trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_officeevent" ("group_id", "id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "since", "until") VALUES (NEW."group_id", NEW."id", NEW."membership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post", NEW."since", NEW."until"); RETURN NULL;', hash='bcb9d817315af254ea7903c58204df4d886348ee', operation='INSERT', pgid='pgtrigger_insert_insert_588df', table='groups_office', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='office',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_officeevent" ("group_id", "id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "since", "until") VALUES (NEW."group_id", NEW."id", NEW."membership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post", NEW."since", NEW."until"); RETURN NULL;', hash='7c460343500e33e0934df33550bd2b7724a5096c', operation='UPDATE', pgid='pgtrigger_update_update_a22f8', table='groups_office', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='person',
                        trigger=pgtrigger.compiler.Trigger(name='membership_follows_the_household', sql=foundation.triggers.EnforcedTriggerSql(condition='WHEN (OLD.household_id <> NEW.household_id)', func='\n                    UPDATE groups_membership SET household_id = NEW.household_id\n                        WHERE person_id = NEW.id AND until IS NULL;\n                    RETURN NULL;', hash='699bc977afaea6dff8ca61217e79064fc41e3092', operation='UPDATE OF "household_id"', pgid='pgtrigger_membership_follows_the_household_ddcba', table='groups_person', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='person',
                        trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_personevent" ("born_on", "household_id", "id", "name", "nik_index", "nik_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "same_as_id", "sex", "user_id") VALUES (NEW."born_on", NEW."household_id", NEW."id", NEW."name", NEW."nik_index", NEW."nik_sealed", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."same_as_id", NEW."sex", NEW."user_id"); RETURN NULL;', hash='f3ce02a9d679db51be7da19aef47fb630c4d311b', operation='INSERT', pgid='pgtrigger_insert_insert_47fef', table='groups_person', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='person',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_personevent" ("born_on", "household_id", "id", "name", "nik_index", "nik_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "same_as_id", "sex", "user_id") VALUES (NEW."born_on", NEW."household_id", NEW."id", NEW."name", NEW."nik_index", NEW."nik_sealed", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."same_as_id", NEW."sex", NEW."user_id"); RETURN NULL;', hash='dc315cf1b01f0abf65875a95be55e6f77f84117f', operation='UPDATE', pgid='pgtrigger_update_update_5a60d', table='groups_person', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='merge',
                        trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_mergeevent" ("agreed", "answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "duplicate_id", "group_id", "id", "moved_nik", "moved_user_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "undone_at", "undone_by_id", "why") VALUES (NEW."agreed", NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."duplicate_id", NEW."group_id", NEW."id", NEW."moved_nik", NEW."moved_user_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."undone_at", NEW."undone_by_id", NEW."why"); RETURN NULL;', hash='f162ab679f0c242d1bfff56bf54e38f3a4b4bcb9', operation='INSERT', pgid='pgtrigger_insert_insert_64258', table='groups_merge', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='merge',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_mergeevent" ("agreed", "answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "duplicate_id", "group_id", "id", "moved_nik", "moved_user_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "undone_at", "undone_by_id", "why") VALUES (NEW."agreed", NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."duplicate_id", NEW."group_id", NEW."id", NEW."moved_nik", NEW."moved_user_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."undone_at", NEW."undone_by_id", NEW."why"); RETURN NULL;', hash='779a75ef6222302ecd596d2dffef29902fe68124', operation='UPDATE', pgid='pgtrigger_update_update_1e68f', table='groups_merge', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='membership',
                        trigger=pgtrigger.compiler.Trigger(name='household_is_the_persons', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    SELECT household_id INTO NEW.household_id FROM groups_person\n                        WHERE id = NEW.person_id;\n                    RETURN NEW;', hash='9323c6e07d3b5aba8a52c53a9b1bd01bd031bbc5', operation='INSERT OR UPDATE OF "person_id", "household_id"', pgid='pgtrigger_household_is_the_persons_321d0', table='groups_membership', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='membership',
                        trigger=pgtrigger.compiler.Trigger(name='stays_in_its_group', sql=foundation.triggers.EnforcedTriggerSql(condition='WHEN (OLD.group_id <> NEW.group_id)', func="\n            RAISE EXCEPTION 'A member or a meeting never moves to another group.'\n                USING ERRCODE = 'restrict_violation';", hash='6c9542708d23c24f446712f4a9d32f33a1437bbb', operation='UPDATE OF "group_id"', pgid='pgtrigger_stays_in_its_group_bb865', table='groups_membership', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='membership',
                        trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_membershipevent" ("group_id", "household_id", "id", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "until") VALUES (NEW."group_id", NEW."household_id", NEW."id", NEW."number", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."since", NEW."until"); RETURN NULL;', hash='f4e40fa353ab4fcc229402cef1032805171622b4', operation='INSERT', pgid='pgtrigger_insert_insert_de82e', table='groups_membership', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='membership',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_membershipevent" ("group_id", "household_id", "id", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "until") VALUES (NEW."group_id", NEW."household_id", NEW."id", NEW."number", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."since", NEW."until"); RETURN NULL;', hash='d072eaa0652d8818ef287bea1d9854d21433f406', operation='UPDATE', pgid='pgtrigger_update_update_e3575', table='groups_membership', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='photo',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    RAISE EXCEPTION 'A photo that proves something is never changed.'\n                        USING ERRCODE = 'restrict_violation';", hash='8441be8ee4396e0697396d4aa8ced1174bdb5b02', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_429ee', table='groups_photo', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='photopage',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    RAISE EXCEPTION 'A photo that proves something is never changed.'\n                        USING ERRCODE = 'restrict_violation';", hash='bfd8c142833aab2522b7c0979b9dad0d8db5e900', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_ef40b', table='groups_photopage', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='photopage',
                        trigger=pgtrigger.compiler.Trigger(name='up_to_the_last', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF NEW.number > (SELECT pages FROM groups_photo WHERE id = NEW.photo_id) THEN\n                        RAISE EXCEPTION 'A scan gets no more pages later.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'groups_photopage_up_to_the_last';\n                    END IF;\n                    RETURN NEW;", hash='991d028cf11396b891d666048782172b503dd241', operation='INSERT', pgid='pgtrigger_up_to_the_last_02e9e', table='groups_photopage', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='problem',
                        trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_problemevent" ("closed_by_id", "closed_on", "due_on", "group_id", "id", "kind", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_by_id", "raised_on", "what", "who") VALUES (NEW."closed_by_id", NEW."closed_on", NEW."due_on", NEW."group_id", NEW."id", NEW."kind", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."raised_by_id", NEW."raised_on", NEW."what", NEW."who"); RETURN NULL;', hash='852e5d1d2416238d2af01e6fa02df5124164f18b', operation='INSERT', pgid='pgtrigger_insert_insert_eb2ca', table='groups_problem', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='problem',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_problemevent" ("closed_by_id", "closed_on", "due_on", "group_id", "id", "kind", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_by_id", "raised_on", "what", "who") VALUES (NEW."closed_by_id", NEW."closed_on", NEW."due_on", NEW."group_id", NEW."id", NEW."kind", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."raised_by_id", NEW."raised_on", NEW."what", NEW."who"); RETURN NULL;', hash='bd03de958666f48ac7ddaad78c172ba674422b19', operation='UPDATE', pgid='pgtrigger_update_update_10bcc', table='groups_problem', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='followup',
                        trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_followupevent" ("by_id", "date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "what") VALUES (NEW."by_id", NEW."date", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."problem_id", NEW."what"); RETURN NULL;', hash='9199647bb157b7f40eb54d6f88ef4a44c92a9c07', operation='INSERT', pgid='pgtrigger_insert_insert_83a7c', table='groups_followup', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='followup',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_followupevent" ("by_id", "date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "what") VALUES (NEW."by_id", NEW."date", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."problem_id", NEW."what"); RETURN NULL;', hash='1e4251a177b2194dd29fac47f2e5e845f7db70ab', operation='UPDATE', pgid='pgtrigger_update_update_0a74a', table='groups_followup', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='group',
                        trigger=pgtrigger.compiler.Trigger(name='keeps_schedule', sql=foundation.triggers.EnforcedTriggerSql(func='PERFORM groups_reckon_schedule(NEW.id); RETURN NULL;', hash='01942997cc817bb6ce955293b24f87e98213e051', operation='INSERT OR UPDATE OF "village_id", "formed_on", "registered_at", "rhythm", "weekday", "month_day"', pgid='pgtrigger_keeps_schedule_dafb7', table='groups_group', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='group',
                        trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_groupevent" ("business", "formed_on", "hamlet", "id", "meetings_before", "month_day", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "registered_at", "registered_by_id", "rhythm", "stage", "usual_hour", "usual_place", "village_id", "weekday") VALUES (NEW."business", NEW."formed_on", NEW."hamlet", NEW."id", NEW."meetings_before", NEW."month_day", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."registered_at", NEW."registered_by_id", NEW."rhythm", NEW."stage", NEW."usual_hour", NEW."usual_place", NEW."village_id", NEW."weekday"); RETURN NULL;', hash='e47299fd357035d03e729f05ad495db5ccd83c9b', operation='INSERT', pgid='pgtrigger_insert_insert_6026d', table='groups_group', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='group',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_groupevent" ("business", "formed_on", "hamlet", "id", "meetings_before", "month_day", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "registered_at", "registered_by_id", "rhythm", "stage", "usual_hour", "usual_place", "village_id", "weekday") VALUES (NEW."business", NEW."formed_on", NEW."hamlet", NEW."id", NEW."meetings_before", NEW."month_day", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programme_id", NEW."registered_at", NEW."registered_by_id", NEW."rhythm", NEW."stage", NEW."usual_hour", NEW."usual_place", NEW."village_id", NEW."weekday"); RETURN NULL;', hash='258dba0cba69b8be6e92aeb00b33bf46abf5aeb7', operation='UPDATE', pgid='pgtrigger_update_update_02517', table='groups_group', when='AFTER')),
                    ),
                    ],
                ),
                ForApp(
                    'finance',
                    [
                    pgtrigger.migrations.AddTrigger(
                        model_name='book',
                        trigger=pgtrigger.compiler.Trigger(name='starts_empty', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF EXISTS (SELECT FROM groups_membership WHERE id = NEW.membership_id\n                               AND group_id <> NEW.group_id) THEN\n                        RAISE EXCEPTION 'A book and its member are of one group.'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    NEW.balance := 0;\n                    RETURN NEW;", hash='b95e587a1af2786c72ddb63e2cd04261ad0f3daf', operation='INSERT', pgid='pgtrigger_starts_empty_f5d72', table='finance_book', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='book',
                        trigger=pgtrigger.compiler.Trigger(name='balance_follows_entries', sql=foundation.triggers.EnforcedTriggerSql(condition='WHEN (OLD.balance IS DISTINCT FROM NEW.balance AND pg_trigger_depth() = 0)', func="\n                    RAISE EXCEPTION 'A balance is the sum of its entries; post an entry.'\n                        USING ERRCODE = 'restrict_violation';", hash='7aa795822b6afca7dcde0f439de4e3054f4d67c0', operation='UPDATE', pgid='pgtrigger_balance_follows_entries_03a7d', table='finance_book', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='duesrule',
                        trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "finance_duesruleevent" ("amount", "group_id", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since") VALUES (NEW."amount", NEW."group_id", NEW."id", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since"); RETURN NULL;', hash='06f0ea92c1c90c14d756f4c5d63cf6d7e0d9ad30', operation='INSERT', pgid='pgtrigger_insert_insert_6571d', table='finance_duesrule', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='duesrule',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "finance_duesruleevent" ("amount", "group_id", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since") VALUES (NEW."amount", NEW."group_id", NEW."id", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since"); RETURN NULL;', hash='9c60a99c55b758da72cb1dfb4f0da6d8b9770350', operation='UPDATE', pgid='pgtrigger_update_update_7578f', table='finance_duesrule', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='entry',
                        trigger=pgtrigger.compiler.Trigger(name='append_only', sql=foundation.triggers.EnforcedTriggerSql(func="\n    RAISE EXCEPTION 'Entries are never changed; post a reversal.'\n        USING ERRCODE = 'restrict_violation';", hash='ab1045c9676f3373ccc55e596ba47995aaed31b7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6ed6c', table='finance_entry', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='entry',
                        trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=foundation.triggers.EnforcedTriggerSql(func="\n    RAISE EXCEPTION 'Entries are never changed; post a reversal.'\n        USING ERRCODE = 'restrict_violation';", hash='6f514385590407a5859cc96e8aabed1933ebf22e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_cece7', table='finance_entry', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='entry',
                        trigger=pgtrigger.compiler.Trigger(name='a_continues_the_chain', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF EXISTS (\n                        SELECT FROM (\n                            SELECT n.sequence, n.digest,\n                                coalesce(c.sequence, 0) + row_number() OVER w AS expected,\n                                coalesce(lag(n.digest) OVER w, c.digest, ''::bytea) AS before,\n                                finance_entry_text(n.id, n.group_id, n.sequence, n.date, n.debit_id,\n                                    n.credit_id, n.amount, n.membership_id, n.meeting_id,\n                                    n.reverses_id, n.corrects_id, n.posted_by_id, n.posted_at,\n                                    n.note) AS entry\n                            FROM new_rows n LEFT JOIN finance_chain c ON c.group_id = n.group_id\n                            WINDOW w AS (PARTITION BY n.group_id ORDER BY n.sequence)\n                        ) r\n                        WHERE r.sequence <> r.expected\n                            OR r.digest <> sha256(r.before || convert_to(r.entry, 'UTF8'))\n                    ) THEN\n                        RAISE EXCEPTION 'An entry continues its group''s chain; use finance_post().'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    INSERT INTO finance_chain AS c (group_id, sequence, digest)\n                        SELECT DISTINCT ON (group_id) group_id, sequence, digest FROM new_rows\n                            ORDER BY group_id, sequence DESC\n                        ON CONFLICT (group_id) DO UPDATE\n                            SET sequence = excluded.sequence, digest = excluded.digest;\n                    RETURN NULL;", hash='2e4959ec9e67bef004f38ab9319c0f4b67c95d8c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_a_continues_the_chain_992e8', referencing='REFERENCING NEW TABLE AS new_rows ', table='finance_entry', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='entry',
                        trigger=pgtrigger.compiler.Trigger(name='b_of_one_group', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF EXISTS (\n                        SELECT FROM new_rows n\n                        JOIN finance_book d ON d.id = n.debit_id\n                        JOIN finance_book c ON c.id = n.credit_id\n                        LEFT JOIN groups_membership s ON s.id = n.membership_id\n                        LEFT JOIN groups_meeting m ON m.id = n.meeting_id\n                        LEFT JOIN finance_entry e ON e.id = n.corrects_id\n                        WHERE d.group_id <> n.group_id OR c.group_id <> n.group_id\n                            OR s.group_id <> n.group_id OR m.group_id <> n.group_id\n                            OR e.group_id <> n.group_id\n                            OR d.membership_id IS NOT NULL\n                                AND d.membership_id IS DISTINCT FROM n.membership_id\n                            OR c.membership_id IS NOT NULL\n                                AND c.membership_id IS DISTINCT FROM n.membership_id\n                    ) THEN\n                        RAISE EXCEPTION 'The books, the member, the meeting are of one group,'\n                            ' and a savings book is of the member named.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'finance_entry_one_group';\n                    END IF;\n                    RETURN NULL;", hash='2ec51b960a0bfaf965cc16c5465f6579990ca451', level='STATEMENT', operation='INSERT', pgid='pgtrigger_b_of_one_group_46f5b', referencing='REFERENCING NEW TABLE AS new_rows ', table='finance_entry', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='entry',
                        trigger=pgtrigger.compiler.Trigger(name='c_reversal_swaps', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF EXISTS (\n                        SELECT FROM new_rows n JOIN finance_entry e ON e.id = n.reverses_id\n                        WHERE e.reverses_id IS NOT NULL OR n.debit_id <> e.credit_id\n                            OR n.credit_id <> e.debit_id OR n.amount <> e.amount\n                            OR n.group_id <> e.group_id OR n.note = '' OR n.date < e.date\n                            OR n.membership_id IS DISTINCT FROM e.membership_id\n                    ) THEN\n                        RAISE EXCEPTION 'A reversal swaps the books of an earlier original entry.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'finance_entry_reversal';\n                    END IF;\n                    RETURN NULL;", hash='8d129b45d05417bd889dbb42a2b68f7996882874', level='STATEMENT', operation='INSERT', pgid='pgtrigger_c_reversal_swaps_2ad9d', referencing='REFERENCING NEW TABLE AS new_rows ', table='finance_entry', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='entry',
                        trigger=pgtrigger.compiler.Trigger(name='d_period_is_open', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF EXISTS (\n                        SELECT FROM new_rows n JOIN finance_period p\n                            ON p.group_id = n.group_id\n                            AND p.month = date_trunc('month', n.date)::date\n                    ) THEN\n                        RAISE EXCEPTION 'The month of this entry is closed.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'finance_entry_period_open';\n                    END IF;\n                    RETURN NULL;", hash='974a9dfad9fa43fc2f33f352a4de10bcbfd42132', level='STATEMENT', operation='INSERT', pgid='pgtrigger_d_period_is_open_94d71', referencing='REFERENCING NEW TABLE AS new_rows ', table='finance_entry', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='entry',
                        trigger=pgtrigger.compiler.Trigger(name='e_keeps_balances', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    UPDATE finance_book b SET balance = b.balance + CASE\n                        WHEN b.kind IN ('cash', 'bank', 'loan', 'herd', 'equipment', 'stock', 'expense')\n                        THEN d.change ELSE -d.change END\n                    FROM (\n                        SELECT book, sum(change) AS change FROM (\n                            SELECT debit_id AS book, amount AS change FROM new_rows\n                            UNION ALL SELECT credit_id, -amount FROM new_rows\n                        ) moved GROUP BY book\n                    ) d WHERE d.book = b.id;\n                    RETURN NULL;", hash='829cede240dff18d6ef2b4bedb6a981d207f0f3f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_e_keeps_balances_d68e0', referencing='REFERENCING NEW TABLE AS new_rows ', table='finance_entry', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='dispute',
                        trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "finance_disputeevent" ("answer", "answered_at", "answered_by_id", "claimed", "entry_id", "group_id", "id", "made_at", "made_by_id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "says") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."claimed", NEW."entry_id", NEW."group_id", NEW."id", NEW."made_at", NEW."made_by_id", NEW."membership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."says"); RETURN NULL;', hash='38e8ca4fb0e61feebd8dab2a8dc39aead7acf8d7', operation='INSERT', pgid='pgtrigger_insert_insert_73488', table='finance_dispute', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='dispute',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "finance_disputeevent" ("answer", "answered_at", "answered_by_id", "claimed", "entry_id", "group_id", "id", "made_at", "made_by_id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "says") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."claimed", NEW."entry_id", NEW."group_id", NEW."id", NEW."made_at", NEW."made_by_id", NEW."membership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."says"); RETURN NULL;', hash='88de3e3a4796cd3072ab1885f6c15f06667edb06', operation='UPDATE', pgid='pgtrigger_update_update_ac013', table='finance_dispute', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='cashcount',
                        trigger=pgtrigger.compiler.Trigger(name='by_another_than_the_treasurer', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM groups_group WHERE id = NEW.group_id FOR SHARE;\n                    IF NEW.meeting_id IS NULL AND (\n                        NOT EXISTS (SELECT FROM groups_membership\n                            WHERE id = NEW.counted_by_id AND group_id = NEW.group_id)\n                        OR EXISTS (SELECT FROM groups_office\n                            WHERE membership_id = NEW.counted_by_id AND post = 'treasurer'\n                                AND daterange(since, until) @> NEW.date)\n                    ) THEN\n                        RAISE EXCEPTION 'Another member than the treasurer counts the box.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'finance_cashcount_by_another';\n                    END IF;\n                    RETURN NEW;", hash='cf25fd0dec1f0338ea7ebecec92085bcf25e8cad', operation='INSERT', pgid='pgtrigger_by_another_than_the_treasurer_e7a58', table='finance_cashcount', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='period',
                        trigger=pgtrigger.compiler.Trigger(name='waits_for_posting', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    PERFORM finance_lock(NEW.group_id);\n                    UPDATE finance_chain SET sequence = sequence WHERE group_id = NEW.group_id;\n                    RETURN NEW;', hash='f951793fe5e289bf38f07839aa328e5ddc4a4b86', operation='INSERT', pgid='pgtrigger_waits_for_posting_1b5e4', table='finance_period', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='savingsrule',
                        trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "finance_savingsruleevent" ("group_id", "id", "made_at", "made_by_id", "mandatory", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal", "since") VALUES (NEW."group_id", NEW."id", NEW."made_at", NEW."made_by_id", NEW."mandatory", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."principal", NEW."since"); RETURN NULL;', hash='3b0e405c7ad1402582bb66870dfaaa49451f89a8', operation='INSERT', pgid='pgtrigger_insert_insert_4e520', table='finance_savingsrule', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='savingsrule',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "finance_savingsruleevent" ("group_id", "id", "made_at", "made_by_id", "mandatory", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal", "since") VALUES (NEW."group_id", NEW."id", NEW."made_at", NEW."made_by_id", NEW."mandatory", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."principal", NEW."since"); RETURN NULL;', hash='219728d8f4deb037a9602b75179e9d260f02f4b9', operation='UPDATE', pgid='pgtrigger_update_update_f9d5a', table='finance_savingsrule', when='AFTER')),
                    ),
                    ],
                ),
                ForApp(
                    'papers',
                    [
                    pgtrigger.migrations.AddTrigger(
                        model_name='emblem',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='a9be01bdf5666bdb80f5269834c415ad8fee945f', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_f4cde', table='papers_emblem', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='letterhead',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='e89ec7b2b7c2aa803b7486086e11191d80cea4e0', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_da57a', table='papers_letterhead', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='official',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='0158564bc8568e1998885155ff07cae7cfb12f8b', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_1eaa9', table='papers_official', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='paper',
                        trigger=pgtrigger.compiler.Trigger(name='numbered_when_signed', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    INSERT INTO papers_papercount AS c (office_id, kind, year, last)\n                        VALUES (NEW.office_id, NEW.kind, extract(year FROM NEW.date), 1)\n                        ON CONFLICT (office_id, kind, year) DO UPDATE SET last = c.last + 1\n                        RETURNING last INTO NEW.sequence;\n                    SELECT replace(replace(replace(replace(replace(h.number_format,\n                            '{seq}', lpad(NEW.sequence::text,\n                                          greatest(3, length(NEW.sequence::text)), '0')),\n                            '{kind}', CASE NEW.kind WHEN 'candidates' THEN 'PGM' WHEN 'ranking' THEN 'BA-SEL' WHEN 'decree' THEN 'SK' WHEN 'agreement' THEN 'NPHD' WHEN 'payment_order' THEN 'SPM' WHEN 'handover' THEN 'BAST' WHEN 'report' THEN 'LPJ' WHEN 'review' THEN 'BA-LPJ' WHEN 'bank' THEN 'BA-BANK' WHEN 'sanction' THEN 'ST' WHEN 'visit' THEN 'BA-KJG' WHEN 'answer' THEN 'S-JWB' END),\n                            '{unit}', h.unit), '{month}', to_char(NEW.date, 'FMRM')),\n                            '{year}', to_char(NEW.date, 'YYYY'))\n                        INTO STRICT NEW.number\n                        FROM papers_letterhead h WHERE h.office_id = NEW.office_id\n                        ORDER BY h.id DESC LIMIT 1;\n                    INSERT INTO papers_takennumber (office_id, number)\n                        VALUES (NEW.office_id, NEW.number);\n                    NEW.digest := encode(sha256(convert_to(\n                        concat_ws(E'\\n', NEW.kind, NEW.number, NEW.date, NEW.code, NEW.text),\n                        'UTF8')), 'hex');\n                    RETURN NEW;", hash='53bf6caee7b834fe284c08a69f2b4d3eb483ba1c', operation='INSERT', pgid='pgtrigger_numbered_when_signed_fb7cf', table='papers_paper', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='paper',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='093f93c121822f985c3f9eec29d2951e62b0d109', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_a155f', table='papers_paper', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='officepage',
                        trigger=pgtrigger.compiler.Trigger(name='of_the_office', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF EXISTS (SELECT FROM papers_paper p\n                               WHERE p.id = NEW.paper_id AND p.group_id IS NOT NULL) THEN\n                        RAISE EXCEPTION 'The page of a group''s paper is a photo of the group.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'papers_officepage_of_the_office';\n                    END IF;\n                    RETURN NEW;", hash='ec850c6074f12fbe0bfeaa901c93c67c9c55dc8b', operation='INSERT', pgid='pgtrigger_of_the_office_de1a1', table='papers_officepage', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='officepage',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='301199c04e41bbe140fb9cf30b92f02693b59741', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_76d42', table='papers_officepage', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='signedpage',
                        trigger=pgtrigger.compiler.Trigger(name='of_the_papers_group', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF NOT EXISTS (\n                        SELECT FROM papers_paper p JOIN groups_photo f ON f.group_id = p.group_id\n                        WHERE p.id = NEW.paper_id AND f.id = NEW.photo_id\n                    ) THEN\n                        RAISE EXCEPTION 'A signed page is a photo of the group its paper is about.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'papers_signedpage_of_the_papers_group';\n                    END IF;\n                    RETURN NEW;", hash='8004975a0b8755169e96fdc5875dbe9d758b63a2', operation='INSERT', pgid='pgtrigger_of_the_papers_group_03a21', table='papers_signedpage', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='signedpage',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='9ff18e7bec617732c6d20c7017da54aa840f2c10', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_61c9a', table='papers_signedpage', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='wording',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='46e2c536917bd13dd9a559097cdbcb61adaa6d6e', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_a691a', table='papers_wording', when='BEFORE')),
                    ),
                    ],
                ),
                ForApp(
                    'grants',
                    [
                    pgtrigger.migrations.AddTrigger(
                        model_name='entryofgrant',
                        trigger=pgtrigger.compiler.Trigger(name='reversed_with_its_paper', sql=foundation.triggers.EnforcedTriggerSql(condition='WHEN (NEW.reverses_id IS NOT NULL)', constraint='CONSTRAINT', func="\n                    IF EXISTS (\n                        SELECT FROM grants_match WHERE entry_id = NEW.reverses_id\n                            AND NOT EXISTS (SELECT FROM grants_match\n                                            WHERE entry_id = NEW.id AND kind = 'returned')\n                    ) OR EXISTS (\n                        SELECT FROM grants_purchase p\n                        WHERE NEW.reverses_id IN (p.entry_id, p.capital_entry_id)\n                            AND 1 = (SELECT count(*) FROM finance_entry\n                                     WHERE reverses_id IN (p.entry_id, p.capital_entry_id))\n                            AND p.capital_entry_id IS NOT NULL\n                    ) THEN\n                        RAISE EXCEPTION 'An entry of a grant is reversed with what it rests on.'\n                            USING ERRCODE = 'restrict_violation',\n                                CONSTRAINT = 'grants_entry_reversed_with_its_paper';\n                    END IF;\n                    RETURN NULL;", hash='73a378b93f4be65aef556a7af343cb63be952ae1', operation='INSERT', pgid='pgtrigger_reversed_with_its_paper_6a475', table='finance_entry', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='agreement',
                        trigger=pgtrigger.compiler.Trigger(name='plan_is_the_grant', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id\n                        WHERE a.id = NEW.award_id FOR UPDATE OF r;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_award a\n                        JOIN grants_decree d ON d.id = a.decree_id AND d.date <= NEW.date\n                        JOIN groups_membership s ON s.id = NEW.chair_id AND s.group_id = a.group_id\n                        WHERE a.id = NEW.award_id\n                            AND NOT EXISTS (SELECT FROM grants_revocation WHERE award_id = a.id)\n                            AND a.amount = (\n        SELECT coalesce(sum(line.quantity * line.price), 0) FROM grants_budgetline line\n        WHERE line.budget_id = (\n        SELECT plan.id FROM grants_budget plan\n        LEFT JOIN grants_budgetapproval approval ON approval.budget_id = plan.id\n        WHERE plan.candidacy_id = a.candidacy_id AND (plan.version = 1 OR approval.id IS NOT NULL)\n        ORDER BY plan.version DESC LIMIT 1) AND line.source = 'grant')\n                    ) THEN\n                        RAISE EXCEPTION 'An agreement has an award in force, planned exactly.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_agreement_plan_is_the_grant';\n                    END IF;\n                    RETURN NEW;", hash='254428ffa2af5cf2f02157e0a5628ed5f22d40f9', operation='INSERT', pgid='pgtrigger_plan_is_the_grant_54a53', table='grants_agreement', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='agreement',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='04ede024994b0a25d9d361d93cc91fefe8940f61', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_b5b3a', table='grants_agreement', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='bankaccount',
                        trigger=pgtrigger.compiler.Trigger(name='apart_type_account', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'type_account/check_account\', \'account:\' || made.number,\n                            0, NEW.by_id\n                        FROM (SELECT (NEW.id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='dd9eae25ca80b249e1fe6cf8124e9c2a944b95f2', operation='INSERT', pgid='pgtrigger_apart_type_account_dd253', table='grants_bankaccount', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='bankaccount',
                        trigger=pgtrigger.compiler.Trigger(name='of_the_group', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF EXISTS (SELECT FROM groups_membership\n                               WHERE id IN (NEW.chair_id, NEW.treasurer_id)\n                                   AND group_id <> NEW.group_id)\n                       OR EXISTS (SELECT FROM groups_photo\n                                  WHERE id = NEW.letter_id AND group_id <> NEW.group_id) THEN\n                        RAISE EXCEPTION 'Account, signatories and letter are of one group.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_bankaccount_of_the_group';\n                    END IF;\n                    IF NEW.reason = '' AND EXISTS (SELECT FROM grants_bankaccount\n                                                   WHERE group_id = NEW.group_id) THEN\n                        RAISE EXCEPTION 'A change of the account says why.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_bankaccount_change_says_why';\n                    END IF;\n                    RETURN NEW;", hash='0363a74df4c76f7172a48a9cee570274710495b9', operation='INSERT', pgid='pgtrigger_of_the_group_37e03', table='grants_bankaccount', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='bankaccount',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='a6b85dcc3a46912caf9c4575fe1de01b73099f76', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_7ec1e', table='grants_bankaccount', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='accountcheck',
                        trigger=pgtrigger.compiler.Trigger(name='apart_check_account', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'type_account/check_account\', \'account:\' || made.number,\n                            1, NEW.by_id\n                        FROM (SELECT (NEW.account_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'check_account/pay\', \'account:\' || made.number,\n                            0, NEW.by_id\n                        FROM (SELECT (NEW.account_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='bb124c6f5c2457f8ad717392b0b4e3d85ca380b1', operation='INSERT', pgid='pgtrigger_apart_check_account_3d930', table='grants_accountcheck', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='accountcheck',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='84afc13743ada2614ae2b80932489909f4c0345f', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_4d373', table='grants_accountcheck', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='budgetapproval',
                        trigger=pgtrigger.compiler.Trigger(name='by_another', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF EXISTS (SELECT FROM grants_budget\n                               WHERE id = NEW.budget_id AND by_id = NEW.by_id) THEN\n                        RAISE EXCEPTION 'A changed plan is approved by another person.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_budgetapproval_by_another';\n                    END IF;\n                    RETURN NEW;", hash='a39f787198ad89f492f72b6accb3df4cb66ac2d9', operation='INSERT', pgid='pgtrigger_by_another_b6d4f', table='grants_budgetapproval', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='budgetapproval',
                        trigger=pgtrigger.compiler.Trigger(name='within_the_grant_and_what_is_bought', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_candidacy c ON c.round_id = r.id\n                        JOIN grants_budget b ON b.candidacy_id = c.id\n                        WHERE b.id = NEW.budget_id FOR UPDATE OF r;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_budget b\n                        LEFT JOIN grants_award a ON a.candidacy_id = b.candidacy_id\n                        WHERE b.id = NEW.budget_id AND b.version > 1\n                            AND (a.id IS NULL OR a.amount = (\n        SELECT coalesce(sum(line.quantity * line.price), 0) FROM grants_budgetline line\n        WHERE line.budget_id = b.id AND line.source = 'grant'))\n                            AND NOT EXISTS (SELECT FROM grants_budgetreturn WHERE budget_id = b.id)\n                            AND NOT EXISTS (SELECT FROM grants_budget later WHERE later.candidacy_id = b.candidacy_id AND later.version > b.version)\n                            AND NOT EXISTS (\n                                SELECT FROM grants_purchase p\n                                JOIN grants_budgetline o ON o.id = p.line_id\n                                LEFT JOIN grants_budgetline n ON n.budget_id = b.id\n                                    AND n.number = o.number AND n.source = 'grant'\n                                WHERE p.award_id = a.id AND NOT EXISTS (SELECT FROM finance_entry reversal WHERE reversal.reverses_id = p.entry_id)\n                                GROUP BY o.number, n.quantity, n.price\n                                HAVING sum(p.amount) > coalesce(n.quantity * n.price, 0))\n                    ) THEN\n                        RAISE EXCEPTION 'A changed plan is the grant, and covers what is bought.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_budgetapproval_within_the_grant';\n                    END IF;\n                    RETURN NEW;", hash='5f548ccdb0f8788345927a338da60b1c0413bdec', operation='INSERT', pgid='pgtrigger_within_the_grant_and_what_is_bought_e5922', table='grants_budgetapproval', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='budgetapproval',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='1ca800e9e1adbfc64f132e5a04285cb1d3b79d90', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_d7b89', table='grants_budgetapproval', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='budgetline',
                        trigger=pgtrigger.compiler.Trigger(name='while_the_plan_is_open', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_candidacy c ON c.round_id = r.id\n                        JOIN grants_budget b ON b.candidacy_id = c.id\n                        WHERE b.id = NEW.budget_id FOR SHARE OF r;\n                    IF EXISTS (\n                        SELECT FROM grants_budget b\n                        LEFT JOIN grants_award a ON a.candidacy_id = b.candidacy_id\n                        LEFT JOIN grants_agreement g ON g.award_id = a.id\n                        WHERE b.id = NEW.budget_id AND (\n                            b.version = 1 AND g.id IS NOT NULL\n                            OR EXISTS (SELECT FROM grants_budgetapproval WHERE budget_id = b.id)\n                            OR EXISTS (SELECT FROM grants_budget later\n                                       WHERE later.candidacy_id = b.candidacy_id\n                                           AND later.version > b.version))\n                    ) THEN\n                        RAISE EXCEPTION 'A plan that counts gets no more lines; make a new version.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_budgetline_of_an_open_plan';\n                    END IF;\n                    RETURN NEW;", hash='7d3cac9a1fdad14843009c950187f69706bcc513', operation='INSERT', pgid='pgtrigger_while_the_plan_is_open_856c4', table='grants_budgetline', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='budgetline',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='38a73b9f8537973d84e3a766196318aa2e2f212e', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_09a00', table='grants_budgetline', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='budgetreturn',
                        trigger=pgtrigger.compiler.Trigger(name='while_nobody_approved_it', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_candidacy c ON c.round_id = r.id\n                        JOIN grants_budget b ON b.candidacy_id = c.id\n                        WHERE b.id = NEW.budget_id FOR UPDATE OF r;\n                    IF EXISTS (SELECT FROM grants_budgetapproval WHERE budget_id = NEW.budget_id)\n                       OR EXISTS (SELECT FROM grants_budget\n                                  WHERE id = NEW.budget_id AND version = 1) THEN\n                        RAISE EXCEPTION 'A plan that counts is not given back.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_budgetreturn_of_an_open_plan';\n                    END IF;\n                    RETURN NEW;", hash='be07acc1d269f8e64ddf8bf0f2238cc9dcec3f90', operation='INSERT', pgid='pgtrigger_while_nobody_approved_it_e583a', table='grants_budgetreturn', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='budgetreturn',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='31e389acd051792bff0805c1a38fb0c619bb7a1a', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_fb327', table='grants_budgetreturn', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='budget',
                        trigger=pgtrigger.compiler.Trigger(name='chosen_in_a_meeting', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF NEW.version <> 1 + (SELECT count(*) FROM grants_budget\n                                           WHERE candidacy_id = NEW.candidacy_id) THEN\n                        RAISE EXCEPTION 'The versions of a plan follow each other.'\n                            USING ERRCODE = 'unique_violation',\n                                CONSTRAINT = 'grants_budget_version_once';\n                    END IF;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_candidacy c\n                        JOIN groups_meeting m ON m.id = NEW.meeting_id AND m.group_id = c.group_id\n                        WHERE c.id = NEW.candidacy_id AND m.cancelled_at IS NULL\n                            AND 0 < (SELECT count(*) FROM groups_attendance\n                                     WHERE meeting_id = m.id AND kind IN ('present', 'represented'))\n                            AND 3 * (SELECT count(*) FROM groups_attendance\n                                     WHERE meeting_id = m.id AND kind IN ('present', 'represented'))\n                                >= 2 * (SELECT count(*) FROM groups_membership s\n                                        WHERE s.group_id = c.group_id AND s.since <= m.date\n                                            AND (s.until IS NULL OR s.until > m.date))\n                    ) THEN\n                        RAISE EXCEPTION 'A plan is chosen in a meeting with two thirds there.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_budget_chosen_in_a_meeting';\n                    END IF;\n                    RETURN NEW;", hash='1bc244f67c8d81409b827f526ececdca02d94f92', operation='INSERT', pgid='pgtrigger_chosen_in_a_meeting_9da2a', table='grants_budget', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='budget',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='df096a33d633f6ff8aff35978f37ffd33e9e18bc', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_c0c6c', table='grants_budget', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='declaration',
                        trigger=pgtrigger.compiler.Trigger(name='apart_verify_group', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'propose_group/verify_group\', \'candidacy:\' || made.number,\n                            1, NEW.by_id\n                        FROM (SELECT (NEW.candidacy_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='7b3f21f28b0b9c7c8b0093ab43f132980c652d2f', operation='INSERT', pgid='pgtrigger_apart_verify_group_5c6cd', table='grants_declaration', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='declaration',
                        trigger=pgtrigger.compiler.Trigger(name='never_the_facilitator', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF NOT NEW.related AND EXISTS (\n                        SELECT FROM grants_candidacy c\n                        JOIN groups_facilitation f ON f.group_id = c.group_id\n                        WHERE c.id = NEW.candidacy_id AND f.facilitator_id = NEW.by_id\n                    ) THEN\n                        RAISE EXCEPTION 'A current or former facilitator cannot verify the group.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_declaration_not_the_facilitator';\n                    END IF;\n                    RETURN NEW;", hash='f8f68aedfa5ad0fc3f6d42e1fb842054ab96834a', operation='INSERT', pgid='pgtrigger_never_the_facilitator_7c470', table='grants_declaration', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='declaration',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='712491e5ccd2f93bb4afdd6eb2b8fb73c25a9076', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_1c333', table='grants_declaration', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='document',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='f9fa030272e91d4b327c18648ff52eb46884f7ea', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_37bc9', table='grants_document', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='filewithdrawal',
                        trigger=pgtrigger.compiler.Trigger(name='nothing_rests_on_it', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_officeaccount a JOIN grants_bankfile f ON f.account_id = a.id\n                        WHERE f.id = NEW.file_id FOR UPDATE OF a;\n                    PERFORM FROM grants_statementline WHERE file_id = NEW.file_id FOR UPDATE;\n                    IF EXISTS (\n                        SELECT FROM grants_statementline l WHERE l.file_id = NEW.file_id AND (\n                            EXISTS (SELECT FROM grants_match WHERE line_id = l.id)\n                            OR EXISTS (SELECT FROM grants_linenote WHERE line_id = l.id))) THEN\n                        RAISE EXCEPTION 'A file with a settled line is not taken back.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_filewithdrawal_unsettled';\n                    END IF;\n                    IF EXISTS (\n                        SELECT FROM grants_bankfile f JOIN grants_bankfile later\n                            ON later.account_id = f.account_id AND later.id > f.id\n                                AND later.first_on <= f.last_on AND later.last_on >= f.first_on\n                        WHERE f.id = NEW.file_id AND NOT EXISTS (\n                            SELECT FROM grants_filewithdrawal WHERE file_id = later.id)) THEN\n                        RAISE EXCEPTION 'A later file of the same days is taken back first.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_filewithdrawal_latest_first';\n                    END IF;\n                    RETURN NEW;", hash='2faefe1a93dd73f060e03cc18b02060408fd9c62', operation='INSERT', pgid='pgtrigger_nothing_rests_on_it_af63f', table='grants_filewithdrawal', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='filewithdrawal',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='849192d83f18203aefb612d4e7628c33d990ddb6', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_f772d', table='grants_filewithdrawal', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='finding',
                        trigger=pgtrigger.compiler.Trigger(name='apart_verify_group', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'propose_group/verify_group\', \'candidacy:\' || made.number,\n                            1, NEW.by_id\n                        FROM (SELECT (NEW.candidacy_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='3322d8e09e890b0df88e96a794ab69453197b08d', operation='INSERT', pgid='pgtrigger_apart_verify_group_8fc26', table='grants_finding', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='finding',
                        trigger=pgtrigger.compiler.Trigger(name='not_by_who_stepped_back', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF EXISTS (SELECT FROM grants_declaration d\n                               WHERE d.candidacy_id = NEW.candidacy_id AND d.by_id = NEW.by_id\n                                   AND d.related) THEN\n                        RAISE EXCEPTION 'A related verifier cannot record findings.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_verifier_is_unbound';\n                    END IF;\n                    RETURN NEW;", hash='d219fbeaec64fa6687d3a9b321cf534ee8bfdfe2', operation='INSERT', pgid='pgtrigger_not_by_who_stepped_back_ad039', table='grants_finding', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='finding',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='16753996d63008fffedbd8dee94a57f529827964', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_9ec5a', table='grants_finding', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='handover',
                        trigger=pgtrigger.compiler.Trigger(name='after_it_arrived', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF NOT EXISTS (\n                        SELECT FROM grants_award a\n                        JOIN groups_membership s ON s.id = NEW.chair_id AND s.group_id = a.group_id\n                        JOIN groups_photo f ON f.id = NEW.photo_id AND f.group_id = a.group_id\n                        JOIN grants_disbursement d ON d.award_id = a.id\n                        JOIN grants_transfer t ON t.disbursement_id = d.id AND t.date <= NEW.date\n                        JOIN grants_match m ON m.transfer_id = t.id AND m.kind = 'arrived'\n                        WHERE a.id = NEW.award_id AND NOT EXISTS (SELECT FROM grants_match WHERE transfer_id = t.id AND kind = 'returned') AND NOT EXISTS (SELECT FROM grants_losttransfer WHERE transfer_id = t.id)\n                    ) THEN\n                        RAISE EXCEPTION 'A grant is handed over after it arrived.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_handover_after_it_arrived';\n                    END IF;\n                    RETURN NEW;", hash='50bbff4289b76c43eaa0182b6b9a020c96ed1b1e', operation='INSERT', pgid='pgtrigger_after_it_arrived_e09de', table='grants_handover', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='handover',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='40a42570d638e4e1b051d48c9bc2c2db6edb48fb', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_8caac', table='grants_handover', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='listedgroup',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='7545ddcf48d764301172da9ac3c98107470c8d7a', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_5c70d', table='grants_listedgroup', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='listreturn',
                        trigger=pgtrigger.compiler.Trigger(name='before_it_is_signed', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_listproposal p ON p.round_id = r.id\n                        WHERE p.id = NEW.proposal_id FOR UPDATE OF r;\n                    IF EXISTS (SELECT FROM grants_decree\n                               WHERE proposal_id = NEW.proposal_id) THEN\n                        RAISE EXCEPTION 'A list is given back before its decree.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_listreturn_before_it_is_signed';\n                    END IF;\n                    RETURN NEW;", hash='ae77408bf8695b088ed6b770ce805cd0b430ceae', operation='INSERT', pgid='pgtrigger_before_it_is_signed_feebf', table='grants_listreturn', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='listreturn',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='46ab9b5899cb939c8a5d1220d6fa260143532fe5', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_17bcc', table='grants_listreturn', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='monitoringvisit',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='a32c0d7f1780d743f25eb466ded364d01fb75954', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_8931c', table='grants_monitoringvisit', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='objectionanswer',
                        trigger=pgtrigger.compiler.Trigger(name='apart_answer_objection', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'score/answer_objection\', \'candidacy:\' || made.number,\n                            1, NEW.by_id\n                        FROM (SELECT (SELECT candidacy_id FROM grants_objection WHERE id = NEW.objection_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='a999afa9546d5fc702fd52b4635a63afce6d39fd', operation='INSERT', pgid='pgtrigger_apart_answer_objection_10500', table='grants_objectionanswer', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='objectionanswer',
                        trigger=pgtrigger.compiler.Trigger(name='before_the_decree', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_objection o ON o.round_id = r.id\n                        WHERE o.id = NEW.objection_id FOR SHARE OF r;\n                    IF EXISTS (SELECT FROM grants_decree d\n                               JOIN grants_objection o ON o.round_id = d.round_id\n                               WHERE o.id = NEW.objection_id) THEN\n                        RAISE EXCEPTION 'The decree is signed: no answer changes the list.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_objectionanswer_before_the_decree';\n                    END IF;\n                    IF NEW.effect = 'score' AND NOT EXISTS (\n                        SELECT FROM grants_objection o\n                        JOIN grants_round r ON r.id = o.round_id\n                        JOIN groups_criterion k ON k.instrument_id = r.instrument_id\n                        JOIN groups_level l ON l.criterion_id = k.id\n                        WHERE o.id = NEW.objection_id AND k.id = NEW.criterion_id\n                            AND l.level = NEW.level\n                    ) THEN\n                        RAISE EXCEPTION 'A changed score is a level of the round''s instrument.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_objectionanswer_level';\n                    END IF;\n                    RETURN NEW;", hash='c32098f726f22c8fa19fe1cb4ea3c758ac58eb8f', operation='INSERT', pgid='pgtrigger_before_the_decree_8db04', table='grants_objectionanswer', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='objectionanswer',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='537c05bd279c570451ac3bb873aff659dacaade3', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_6da33', table='grants_objectionanswer', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='answerpapers',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='e08ee1c04df5c86860fd79476058fc30c8b20e88', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_55cee', table='grants_answerpapers', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='officeaccount',
                        trigger=pgtrigger.compiler.Trigger(name='by_somebody', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF NEW.by_id IS NULL OR NEW.confirmed_by_id IS NOT NULL THEN\n                        RAISE EXCEPTION 'An account is typed by one and confirmed by another.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_officeaccount_by_two';\n                    END IF;\n                    RETURN NEW;", hash='13e49cb2717eeb27a24e4a78df084d942b994ef4', operation='INSERT', pgid='pgtrigger_by_somebody_e9212', table='grants_officeaccount', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='officeaccount',
                        trigger=pgtrigger.compiler.Trigger(name='until_it_is_used', sql=foundation.triggers.EnforcedTriggerSql(condition='WHEN ((OLD.office_id, OLD.bank, OLD.number, OLD.by_id, OLD.removed) IS DISTINCT FROM (NEW.office_id, NEW.bank, NEW.number, NEW.by_id, NEW.removed))', func="\n                    IF EXISTS (\n                        SELECT FROM grants_bankfile f WHERE f.account_id = OLD.id AND NOT EXISTS (\n                            SELECT FROM grants_filewithdrawal WHERE file_id = f.id)) THEN\n                        RAISE EXCEPTION 'An account with statements stays.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_officeaccount_until_it_is_used';\n                    END IF;\n                    IF NEW.by_id IS NULL OR NEW.confirmed_by_id IS NOT NULL THEN\n                        RAISE EXCEPTION 'A changed account is confirmed anew.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_officeaccount_confirmed_anew';\n                    END IF;\n                    RETURN NEW;", hash='39cb631138e51ba7dae850854355bb4490abc888', operation='UPDATE', pgid='pgtrigger_until_it_is_used_9066a', table='grants_officeaccount', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='officeaccount',
                        trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "grants_officeaccountevent" ("bank", "by_id", "columns", "confirmed_by_id", "day_order", "id", "number", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed", "without_balances") VALUES (NEW."bank", NEW."by_id", NEW."columns", NEW."confirmed_by_id", NEW."day_order", NEW."id", NEW."number", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."removed", NEW."without_balances"); RETURN NULL;', hash='586e508c33717231adaa852fea6f2243dec061f7', operation='INSERT', pgid='pgtrigger_insert_insert_67afe', table='grants_officeaccount', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='officeaccount',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "grants_officeaccountevent" ("bank", "by_id", "columns", "confirmed_by_id", "day_order", "id", "number", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed", "without_balances") VALUES (NEW."bank", NEW."by_id", NEW."columns", NEW."confirmed_by_id", NEW."day_order", NEW."id", NEW."number", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."removed", NEW."without_balances"); RETURN NULL;', hash='254d6f272137514e622c78a1b629ea0f63430d54', operation='UPDATE', pgid='pgtrigger_update_update_31233', table='grants_officeaccount', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='bankfile',
                        trigger=pgtrigger.compiler.Trigger(name='of_a_confirmed_account', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_officeaccount WHERE id = NEW.account_id FOR UPDATE;\n                    IF EXISTS (SELECT FROM grants_officeaccount\n                               WHERE id = NEW.account_id AND (removed <> ''\n                                   OR by_id IS NOT NULL AND confirmed_by_id IS NULL)) THEN\n                        RAISE EXCEPTION 'A statement is of an account that two persons know.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_bankfile_of_a_confirmed_account';\n                    END IF;\n                    RETURN NEW;", hash='8e7c7ca446a58919e0a53f15dd904e48aa3a1d4e', operation='INSERT', pgid='pgtrigger_of_a_confirmed_account_77a31', table='grants_bankfile', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='bankfile',
                        trigger=pgtrigger.compiler.Trigger(name='one_in_force', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF NEW.version <> 1 + (\n                        SELECT count(*) FROM grants_bankfile before\n                        JOIN grants_filewithdrawal ended ON ended.file_id = before.id\n                        WHERE before.account_id = NEW.account_id\n                            AND before.digest = NEW.digest) THEN\n                        RAISE EXCEPTION 'A file is imported once, unless it was taken back.'\n                            USING ERRCODE = 'unique_violation',\n                                CONSTRAINT = 'grants_bankfile_once';\n                    END IF;\n                    RETURN NEW;", hash='8e270cf3c4ef30d3469c0356afafaab02991c536', operation='INSERT', pgid='pgtrigger_one_in_force_fa1af', table='grants_bankfile', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='bankfile',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='b8f9202b9cfe7b4f175d2543ee481767d9b4dcdd', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_b052c', table='grants_bankfile', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='disbursement',
                        trigger=pgtrigger.compiler.Trigger(name='the_whole_award_in_force', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id\n                        WHERE a.id = NEW.award_id FOR UPDATE OF r;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_award a\n                        JOIN grants_paymentorder o ON o.id = NEW.order_id\n                        JOIN grants_agreement g ON g.award_id = a.id\n                        WHERE a.id = NEW.award_id AND a.amount = NEW.amount\n                            AND EXISTS (SELECT FROM papers_signedpage\n                                        WHERE paper_id = g.paper_id)\n                            AND a.round_id = o.round_id AND NOT EXISTS (SELECT FROM grants_revocation WHERE award_id = a.id)\n                    ) THEN\n                        RAISE EXCEPTION 'An order pays a whole award, its agreement signed.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_disbursement_of_an_award';\n                    END IF;\n                    RETURN NEW;", hash='8b360f5e290fd063b283632267ba437785ffdfb8', operation='INSERT', pgid='pgtrigger_the_whole_award_in_force_6e6c4', table='grants_disbursement', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='disbursement',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='a973b90c8c0f33616a31fa1c434ff141fb2f8c72', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_ad3a1', table='grants_disbursement', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='purchase',
                        trigger=pgtrigger.compiler.Trigger(name='within_its_line', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id\n                        WHERE a.id = NEW.award_id FOR UPDATE OF r;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_award a\n                        JOIN grants_budget b ON b.candidacy_id = a.candidacy_id\n                        JOIN grants_budgetline l ON l.budget_id = b.id AND l.id = NEW.line_id\n                        JOIN finance_entry e ON e.id = NEW.entry_id\n                        WHERE a.id = NEW.award_id AND l.source = 'grant'\n                            AND e.group_id = a.group_id AND e.amount = NEW.amount\n                            AND l.quantity * l.price >= NEW.amount + coalesce((\n                                SELECT sum(p.amount) FROM grants_purchase p\n                                JOIN grants_budgetline pl ON pl.id = p.line_id\n                                WHERE p.award_id = a.id AND pl.number = l.number\n                                    AND NOT EXISTS (SELECT FROM finance_entry reversal WHERE reversal.reverses_id = p.entry_id)), 0)\n                            AND b.id = (\n        SELECT plan.id FROM grants_budget plan\n        LEFT JOIN grants_budgetapproval approval ON approval.budget_id = plan.id\n        WHERE plan.candidacy_id = a.candidacy_id AND (plan.version = 1 OR approval.id IS NOT NULL)\n        ORDER BY plan.version DESC LIMIT 1)\n                    ) THEN\n                        RAISE EXCEPTION 'A purchase stays within its line of the plan in force.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_purchase_within_its_line';\n                    END IF;\n                    RETURN NEW;", hash='11e7eb23d4e9ea7640f8ed72860ad832b56b9a19', operation='INSERT', pgid='pgtrigger_within_its_line_a4e94', table='grants_purchase', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='purchase',
                        trigger=pgtrigger.compiler.Trigger(name='while_the_grant_is_in_hand', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id\n                        WHERE a.id = NEW.award_id FOR UPDATE OF r;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_award a\n                        JOIN grants_handover h ON h.award_id = a.id AND h.date <= NEW.date\n                        JOIN groups_membership m ON m.id = NEW.received_by_id\n                            AND m.group_id = a.group_id\n                        JOIN groups_photo f ON f.id = NEW.receipt_id AND f.group_id = a.group_id\n                        WHERE a.id = NEW.award_id\n                    ) THEN\n                        RAISE EXCEPTION 'A group buys from its grant once it signed for it.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_purchase_after_the_handover';\n                    END IF;\n                    IF EXISTS (\n        SELECT FROM grants_report report\n        JOIN grants_reportcheck passed ON passed.report_id = report.id\n        LEFT JOIN grants_review review ON review.report_id = report.id\n        WHERE report.award_id = NEW.award_id AND (review.id IS NULL OR review.accepted))\n                        OR EXISTS (SELECT FROM grants_sanction\n                                   WHERE award_id = NEW.award_id AND step = 'hold') THEN\n                        RAISE EXCEPTION 'Nothing is bought once the report is sent, or on hold.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_purchase_before_the_report';\n                    END IF;\n                    IF (SELECT amount FROM grants_award WHERE id = NEW.award_id)\n                        < NEW.amount + (\n        SELECT coalesce(sum(purchase.amount), 0) FROM grants_purchase purchase\n        WHERE purchase.award_id = NEW.award_id AND NOT EXISTS (SELECT FROM finance_entry reversal WHERE reversal.reverses_id = purchase.entry_id))\n                            + (\n        SELECT coalesce(sum(refund.amount), 0) FROM grants_refund refund\n        WHERE refund.award_id = NEW.award_id AND NOT EXISTS (\n            SELECT FROM grants_refundcancellation WHERE refund_id = refund.id)) THEN\n                        RAISE EXCEPTION 'Spent and given back are never more than the grant.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_purchase_within_the_grant';\n                    END IF;\n                    RETURN NEW;", hash='dad8f30e317661e167e1cc3706ebda687cb4673d', operation='INSERT', pgid='pgtrigger_while_the_grant_is_in_hand_4a9da', table='grants_purchase', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='purchase',
                        trigger=pgtrigger.compiler.Trigger(name='posted_as_its_kind', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF NOT EXISTS (\n                        SELECT FROM grants_budgetline l\n                        JOIN finance_entry e ON e.id = NEW.entry_id AND e.reverses_id IS NULL\n                        JOIN finance_book d ON d.id = e.debit_id\n                        JOIN finance_book c ON c.id = e.credit_id AND c.kind IN ('bank', 'cash')\n                        LEFT JOIN finance_entry k ON k.id = NEW.capital_entry_id\n                            AND k.group_id = e.group_id AND k.reverses_id IS NULL\n                        LEFT JOIN finance_book g ON g.id = k.debit_id\n                        LEFT JOIN finance_book o ON o.id = k.credit_id\n                        LEFT JOIN (VALUES ('animal', 'herd'), ('smallstock', 'herd'), ('poultry', 'herd'), ('fish', 'herd'), ('equipment', 'equipment'), ('trade', 'stock'), ('lending', 'loan')) s(line, book) ON s.line = l.kind\n                        WHERE l.id = NEW.line_id AND CASE\n                            WHEN s.book IS NULL\n                            THEN d.kind = 'grant' AND NEW.capital_entry_id IS NULL\n                            ELSE d.kind = s.book AND k.amount = NEW.amount\n                                AND g.kind = 'grant' AND o.kind = 'capital'\n                                AND coalesce(d.membership_id = NEW.received_by_id, true) END\n                    ) THEN\n                        RAISE EXCEPTION 'A purchase is posted as its line says.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_purchase_posted_as_its_kind';\n                    END IF;\n                    RETURN NEW;", hash='41db75f92e346efca65376ed2f0749c794640f52', operation='INSERT', pgid='pgtrigger_posted_as_its_kind_8fd28', table='grants_purchase', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='purchase',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='0a56ec255e74634221269376124a0978642a8adb', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_a3461', table='grants_purchase', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='loss',
                        trigger=pgtrigger.compiler.Trigger(name='of_goods_that_were_bought', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM finance_lock(e.group_id) FROM finance_entry e WHERE e.id = NEW.entry_id;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_purchase p\n                        JOIN finance_entry bought ON bought.id = p.entry_id\n                        JOIN finance_book goods ON goods.id = bought.debit_id\n                            AND goods.kind IN ('herd', 'equipment', 'stock')\n                        JOIN finance_entry e ON e.id = NEW.entry_id AND e.credit_id = goods.id\n                        JOIN finance_book x ON x.id = e.debit_id AND x.kind = 'expense'\n                        WHERE p.id = NEW.purchase_id AND e.amount = NEW.amount\n                            AND NOT EXISTS (SELECT FROM finance_entry reversal WHERE reversal.reverses_id = bought.id)\n                            AND p.amount >= NEW.amount + coalesce((\n                                SELECT sum(l.amount) FROM grants_loss l\n                                WHERE l.purchase_id = p.id AND NOT EXISTS (SELECT FROM finance_entry reversal WHERE reversal.reverses_id = l.entry_id)\n                                ), 0)\n                    ) THEN\n                        RAISE EXCEPTION 'What was lost had been bought, and for no less.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_loss_of_goods_bought';\n                    END IF;\n                    RETURN NEW;", hash='18f309c9ef690b0a3533c32111fc54ca94ea5334', operation='INSERT', pgid='pgtrigger_of_goods_that_were_bought_2ed6f', table='grants_loss', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='loss',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='6b7cd1f5b27da257ea4547c1b9f2c7f6217f72f0', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_efc7b', table='grants_loss', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='evidence',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='2dc94213587efb29856b290bcd895d81a2445afc', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_d62a2', table='grants_evidence', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='quota',
                        trigger=pgtrigger.compiler.Trigger(name='one_in_force', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF NEW.version <> 1 + (\n                        SELECT count(*) FROM grants_quota before\n                        JOIN grants_quotawithdrawal ended ON ended.quota_id = before.id\n                        WHERE before.programme_id = NEW.programme_id\n                            AND before.district_id = NEW.district_id\n                            AND before.year = NEW.year) THEN\n                        RAISE EXCEPTION 'A quota is entered anew only after the one before was withdrawn.'\n                            USING ERRCODE = 'unique_violation',\n                                CONSTRAINT = 'grants_quota_once';\n                    END IF;\n                    RETURN NEW;", hash='a16b7ac54c5c97c9393be655cbeed289fcd45243', operation='INSERT', pgid='pgtrigger_one_in_force_bc6ba', table='grants_quota', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='quota',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='52991e711f9b06b3e92aaa960b5d336a6d03999a', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_c508c', table='grants_quota', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='quotawithdrawal',
                        trigger=pgtrigger.compiler.Trigger(name='no_round_rests_on_it', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_quota WHERE id = NEW.quota_id FOR UPDATE;\n                    IF EXISTS (SELECT FROM grants_round running\n                               WHERE running.quota_id = NEW.quota_id\n                                   AND NOT EXISTS (SELECT FROM grants_roundclosing WHERE round_id = running.id)) THEN\n                        RAISE EXCEPTION 'A quota with a round is not withdrawn.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_quotawithdrawal_without_rounds';\n                    END IF;\n                    RETURN NEW;", hash='b414ea23a5cd866598907ae7ff0bd81c41ebadab', operation='INSERT', pgid='pgtrigger_no_round_rests_on_it_1b869', table='grants_quotawithdrawal', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='quotawithdrawal',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='c279dc14ab25d6eea99e4e7f558c5fc19715015b', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_d0e46', table='grants_quotawithdrawal', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='lot',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='683cad2b01e3c3bf21c6a6ac2f32e3152fceac65', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_54b1e', table='grants_lot', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='refund',
                        trigger=pgtrigger.compiler.Trigger(name='of_what_is_left', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id\n                        WHERE a.id = NEW.award_id FOR UPDATE OF r;\n                    IF NOT EXISTS (SELECT FROM grants_report r\n                                   JOIN grants_review v ON v.report_id = r.id AND v.accepted\n                                   WHERE r.award_id = NEW.award_id)\n                        AND NOT EXISTS (SELECT FROM grants_sanction\n                                        WHERE award_id = NEW.award_id AND step = 'recovery')\n                        OR (SELECT amount FROM grants_award WHERE id = NEW.award_id)\n                            < NEW.amount + (\n        SELECT coalesce(sum(purchase.amount), 0) FROM grants_purchase purchase\n        WHERE purchase.award_id = NEW.award_id AND NOT EXISTS (SELECT FROM finance_entry reversal WHERE reversal.reverses_id = purchase.entry_id))\n                                + (\n        SELECT coalesce(sum(refund.amount), 0) FROM grants_refund refund\n        WHERE refund.award_id = NEW.award_id AND NOT EXISTS (\n            SELECT FROM grants_refundcancellation WHERE refund_id = refund.id)) THEN\n                        RAISE EXCEPTION 'What is left goes back after the review, and no more.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_refund_of_what_is_left';\n                    END IF;\n                    RETURN NEW;", hash='f5df95a0feb1d8cbbd0325c53b303507d54559a3', operation='INSERT', pgid='pgtrigger_of_what_is_left_44ba5', table='grants_refund', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='refund',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='22a3d75d20acbe506f75b20f247f29ef37e6ce95', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_a5d41', table='grants_refund', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='refundcancellation',
                        trigger=pgtrigger.compiler.Trigger(name='before_it_is_matched', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_refund WHERE id = NEW.refund_id FOR UPDATE;\n                    IF EXISTS (SELECT FROM grants_match WHERE refund_id = NEW.refund_id) THEN\n                        RAISE EXCEPTION 'A refund that the bank confirmed stays.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_refundcancellation_before_match';\n                    END IF;\n                    RETURN NEW;", hash='5ad5e2e39cf9725b75171a7719500ae23f8d41bd', operation='INSERT', pgid='pgtrigger_before_it_is_matched_10081', table='grants_refundcancellation', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='refundcancellation',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='6a1151a7ad502d92403980d070fa7897e827c98a', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_68600', table='grants_refundcancellation', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='reportcheck',
                        trigger=pgtrigger.compiler.Trigger(name='the_last_one_signed', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id\n                        JOIN grants_report p ON p.award_id = a.id\n                        WHERE p.id = NEW.report_id FOR UPDATE OF r;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_report p\n                        JOIN papers_signedpage s ON s.paper_id = p.paper_id\n                        WHERE p.id = NEW.report_id AND NOT EXISTS (\n                            SELECT FROM grants_report later\n                            WHERE later.award_id = p.award_id AND later.version > p.version)\n                    ) THEN\n                        RAISE EXCEPTION 'The last version of a report is checked, once signed.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_reportcheck_of_the_last_signed';\n                    END IF;\n                    RETURN NEW;", hash='4ea04c12ab905dca6a5da218fcb20609f50ab4ca', operation='INSERT', pgid='pgtrigger_the_last_one_signed_941ef', table='grants_reportcheck', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='reportcheck',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='28f603887c6bee913f9cd09f485992c42221463b', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_a06b8', table='grants_reportcheck', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='reportedpurchase',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='61dc2b5dfaceec38e2e5e5f8925357dddb01cc68', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_4a0b9', table='grants_reportedpurchase', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='report',
                        trigger=pgtrigger.compiler.Trigger(name='apart_write_report', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'write_report/review_report\', \'award:\' || made.number,\n                            0, NEW.by_id\n                        FROM (SELECT (NEW.award_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='2c9a1ba2a7c40fbec247427f1bef847909536e21', operation='INSERT', pgid='pgtrigger_apart_write_report_45437', table='grants_report', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='report',
                        trigger=pgtrigger.compiler.Trigger(name='of_all_that_was_bought', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id\n                        WHERE a.id = NEW.award_id FOR UPDATE OF r;\n                    IF NEW.version <> 1 + (SELECT count(*) FROM grants_report\n                                           WHERE award_id = NEW.award_id)\n                        OR EXISTS (\n        SELECT FROM grants_report report\n        JOIN grants_reportcheck passed ON passed.report_id = report.id\n        LEFT JOIN grants_review review ON review.report_id = report.id\n        WHERE report.award_id = NEW.award_id AND (review.id IS NULL OR review.accepted)) THEN\n                        RAISE EXCEPTION 'A report is written anew once the last one was returned.'\n                            USING ERRCODE = 'unique_violation',\n                                CONSTRAINT = 'grants_report_version_once';\n                    END IF;\n                    IF NEW.remainder <> (SELECT amount FROM grants_award WHERE id = NEW.award_id)\n                        - (\n        SELECT coalesce(sum(purchase.amount), 0) FROM grants_purchase purchase\n        WHERE purchase.award_id = NEW.award_id AND NOT EXISTS (SELECT FROM finance_entry reversal WHERE reversal.reverses_id = purchase.entry_id))\n                        - (\n        SELECT coalesce(sum(refund.amount), 0) FROM grants_refund refund\n        WHERE refund.award_id = NEW.award_id AND NOT EXISTS (\n            SELECT FROM grants_refundcancellation WHERE refund_id = refund.id)) THEN\n                        RAISE EXCEPTION 'A report accounts for every rupiah of the grant.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_report_adds_up';\n                    END IF;\n                    RETURN NEW;", hash='176b9abf3104a335bd46b07ea4069c3fafd528a6', operation='INSERT', pgid='pgtrigger_of_all_that_was_bought_8d27f', table='grants_report', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='report',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='b6c53e1522869a7d1c60cb671f35cbe2ab3bd4ec', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_2711b', table='grants_report', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='review',
                        trigger=pgtrigger.compiler.Trigger(name='apart_review_report', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'write_report/review_report\', \'award:\' || made.number,\n                            1, NEW.by_id\n                        FROM (SELECT (SELECT award_id FROM grants_report WHERE id = NEW.report_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='6dc9237ef705207ee2c5a29f92e6a21a65afd7e4', operation='INSERT', pgid='pgtrigger_apart_review_report_6c3ee', table='grants_review', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='review',
                        trigger=pgtrigger.compiler.Trigger(name='of_a_checked_report', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF NOT EXISTS (SELECT FROM grants_reportcheck\n                                   WHERE report_id = NEW.report_id) THEN\n                        RAISE EXCEPTION 'A report is reviewed after the facilitator checked it.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_review_of_a_checked_report';\n                    END IF;\n                    RETURN NEW;", hash='0ad5d0ed55c3f5080ae04a128eaac3fe15d389c4', operation='INSERT', pgid='pgtrigger_of_a_checked_report_97c94', table='grants_review', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='review',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='ab67dc6daec1a52f9f220ab48634cb7fb284cc58', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_aa1e3', table='grants_review', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='revocation',
                        trigger=pgtrigger.compiler.Trigger(name='before_it_is_paid', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id\n                        WHERE a.id = NEW.award_id FOR UPDATE OF r;\n                    IF EXISTS (\n                        SELECT FROM grants_disbursement d\n                        JOIN grants_transfer t ON t.disbursement_id = d.id\n                        WHERE d.award_id = NEW.award_id AND NOT EXISTS (SELECT FROM grants_match WHERE transfer_id = t.id AND kind = 'returned') AND NOT EXISTS (SELECT FROM grants_losttransfer WHERE transfer_id = t.id)\n                    ) THEN\n                        RAISE EXCEPTION 'An award that is paid is not taken back by an addendum.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_revocation_before_payment';\n                    END IF;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_award a\n                        JOIN grants_listedgroup l ON l.candidacy_id = a.candidacy_id\n                        JOIN grants_decree d ON d.proposal_id = l.proposal_id\n                        WHERE a.id = NEW.award_id AND d.id = NEW.decree_id\n                            AND d.round_id = a.round_id AND l.leaves\n                    ) THEN\n                        RAISE EXCEPTION 'An award is taken back by an addendum that says so.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_revocation_by_an_addendum';\n                    END IF;\n                    RETURN NEW;", hash='db447680b0e2cafec0ba894de09858cbf0c913e1', operation='INSERT', pgid='pgtrigger_before_it_is_paid_efdc5', table='grants_revocation', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='revocation',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='abf838a41265d91e7cbbecfb36a21c07b2c7dbae', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_f94a8', table='grants_revocation', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='round',
                        trigger=pgtrigger.compiler.Trigger(name='within_its_quota', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_quota WHERE id = NEW.quota_id FOR UPDATE;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_quota q\n                        JOIN groups_instrument i ON i.id = NEW.instrument_id\n                        WHERE q.id = NEW.quota_id AND q.district_id = NEW.district_id\n                            AND q.programme_id = NEW.programme_id AND q.year = NEW.year\n                            AND NOT i.for_old_results\n                    ) OR EXISTS (SELECT FROM grants_quotawithdrawal\n                                 WHERE quota_id = NEW.quota_id) THEN\n                        RAISE EXCEPTION 'A round is of its quota, with an instrument in use.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_round_of_its_quota';\n                    END IF;\n                    IF (SELECT q.places < NEW.places + coalesce(sum(r.places), 0)\n                            OR q.places * q.amount < NEW.budget + coalesce(sum(r.budget), 0)\n                        FROM grants_quota q LEFT JOIN grants_round r ON r.quota_id = q.id\n                            AND NOT EXISTS (SELECT FROM grants_roundclosing WHERE round_id = r.id)\n                        WHERE q.id = NEW.quota_id GROUP BY q.id) THEN\n                        RAISE EXCEPTION 'The rounds exceed the quota of the district.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_round_within_quota';\n                    END IF;\n                    RETURN NEW;", hash='605667439726969402c27d3806f93e82c02b69c3', operation='INSERT', pgid='pgtrigger_within_its_quota_bdb63', table='grants_round', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='round',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='dfaf56b83e1838a43717de92179b9cc514181a13', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_22d9e', table='grants_round', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='ranking',
                        trigger=pgtrigger.compiler.Trigger(name='waits_for_scores', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round WHERE id = NEW.round_id FOR UPDATE;\n                    IF EXISTS (SELECT FROM grants_roundclosing WHERE round_id = NEW.round_id) THEN\n                        RAISE EXCEPTION 'This round was closed.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_round_closed';\n                    END IF;\n                    RETURN NEW;", hash='fd0759e1a0bd8e526881e62fecd912d7e549c6ab', operation='INSERT', pgid='pgtrigger_waits_for_scores_da519', table='grants_ranking', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='ranking',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='fd5546d28d8e15bb610dd3ace7de8d174a58d778', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_35f9a', table='grants_ranking', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='publication',
                        trigger=pgtrigger.compiler.Trigger(name='of_a_running_round', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round WHERE id = NEW.round_id FOR UPDATE;\n                    IF EXISTS (SELECT FROM grants_roundclosing WHERE round_id = NEW.round_id) THEN\n                        RAISE EXCEPTION 'This round was closed.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_round_closed';\n                    END IF;\n                    RETURN NEW;", hash='48e913e5bb2df2355eb390d3aa681b3f9dc484fa', operation='INSERT', pgid='pgtrigger_of_a_running_round_2bcc4', table='grants_publication', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='publication',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='9e5841785addcf1756a4320bbe213542cddb9d89', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_6a2b1', table='grants_publication', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='paymentorder',
                        trigger=pgtrigger.compiler.Trigger(name='number_used_once', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM pg_advisory_xact_lock(hashtext('grants_paymentorder'));\n                    IF EXISTS (SELECT FROM grants_paymentorder\n                               WHERE upper(spm) = upper(NEW.spm))\n                        OR EXISTS (SELECT FROM grants_sp2d\n                                   WHERE upper(number) = upper(NEW.spm)) THEN\n                        RAISE EXCEPTION 'An SPM number is used once.'\n                            USING ERRCODE = 'unique_violation',\n                                CONSTRAINT = 'grants_paymentorder_spm_once';\n                    END IF;\n                    RETURN NEW;", hash='ca327eb2120325600c8a59f4c2cb75915d012b6d', operation='INSERT', pgid='pgtrigger_number_used_once_c2f4d', table='grants_paymentorder', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='paymentorder',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='53fe3e4131eb7bc05103c9a98e5ef90e952885a7', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_2aedb', table='grants_paymentorder', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='objection',
                        trigger=pgtrigger.compiler.Trigger(name='within_the_period', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF NOT EXISTS (\n                        SELECT FROM grants_publication p\n                        JOIN grants_candidacy c ON c.round_id = p.round_id\n                        WHERE p.round_id = NEW.round_id AND c.id = NEW.candidacy_id\n                            AND NEW.date BETWEEN p.date AND p.until\n                    ) THEN\n                        RAISE EXCEPTION 'An objection comes within the period of the list.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_objection_within_the_period';\n                    END IF;\n                    RETURN NEW;", hash='358fa37b7ab0ae13f03e9e743221a2189b140128', operation='INSERT', pgid='pgtrigger_within_the_period_222a7', table='grants_objection', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='objection',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='353808d50161127e3e662688a36c0fc36bff6abb', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_1d561', table='grants_objection', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='listproposal',
                        trigger=pgtrigger.compiler.Trigger(name='apart_propose_list', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'propose_list/sign_decree\', \'round:\' || made.number,\n                            0, NEW.by_id\n                        FROM (SELECT (NEW.round_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='0cdc8c3beb54db44fa04671b69f4ba1511f19e6f', operation='INSERT', pgid='pgtrigger_apart_propose_list_49aca', table='grants_listproposal', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='listproposal',
                        trigger=pgtrigger.compiler.Trigger(name='one_at_a_time', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round WHERE id = NEW.round_id FOR UPDATE;\n                    IF EXISTS (SELECT FROM grants_listproposal p WHERE p.round_id = NEW.round_id\n                        AND NOT EXISTS (SELECT FROM grants_listreturn WHERE proposal_id = p.id)\n                        AND NOT EXISTS (SELECT FROM grants_decree WHERE proposal_id = p.id)) THEN\n                        RAISE EXCEPTION 'A list of this round waits for the head of office.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_listproposal_one_at_a_time';\n                    END IF;\n                    IF EXISTS (SELECT FROM grants_roundclosing WHERE round_id = NEW.round_id) THEN\n                        RAISE EXCEPTION 'This round was closed.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_round_closed';\n                    END IF;\n                    RETURN NEW;", hash='dac075b41b7edfd318a8b6faaab17fb6d742208a', operation='INSERT', pgid='pgtrigger_one_at_a_time_94026', table='grants_listproposal', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='listproposal',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='645ffcda753a6c3cee067c0003e1749a651a0ba8', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_39e88', table='grants_listproposal', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='decree',
                        trigger=pgtrigger.compiler.Trigger(name='apart_sign_decree', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'propose_list/sign_decree\', \'round:\' || made.number,\n                            1, NEW.by_id\n                        FROM (SELECT (NEW.round_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'sign_decree/pay\', \'round:\' || made.number,\n                            0, NEW.by_id\n                        FROM (SELECT (NEW.round_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='65b94c99d3f93a56b1fe6ac514c6965c062d9ec5', operation='INSERT', pgid='pgtrigger_apart_sign_decree_1ab61', table='grants_decree', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='decree',
                        trigger=pgtrigger.compiler.Trigger(name='of_a_list_in_force', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round WHERE id = NEW.round_id FOR UPDATE;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_listproposal p\n                        WHERE p.id = NEW.proposal_id AND p.round_id = NEW.round_id AND NOT EXISTS\n                            (SELECT FROM grants_listreturn WHERE proposal_id = p.id)\n                    ) THEN\n                        RAISE EXCEPTION 'A decree stands on a list of its round, not given back.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_decree_of_a_list_in_force';\n                    END IF;\n                    IF EXISTS (SELECT FROM grants_publication\n                               WHERE round_id = NEW.round_id AND until >= NEW.date)\n                        OR EXISTS (SELECT FROM grants_objection o WHERE o.round_id = NEW.round_id\n                            AND NOT EXISTS (SELECT FROM grants_objectionanswer\n                                            WHERE objection_id = o.id)) THEN\n                        RAISE EXCEPTION 'A decree waits for the objections and their answers.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_decree_after_the_objections';\n                    END IF;\n                    RETURN NEW;", hash='ef2467f61939b6ac77658cdda305a3eac40f185f', operation='INSERT', pgid='pgtrigger_of_a_list_in_force_bfed7', table='grants_decree', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='decree',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='90f9057177d927cf71709ee8ab6ea95aab42c220', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_3436c', table='grants_decree', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='candidacy',
                        trigger=pgtrigger.compiler.Trigger(name='apart_propose_group', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'propose_group/verify_group\', \'candidacy:\' || made.number,\n                            0, NEW.by_id\n                        FROM (SELECT (NEW.id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='3864d2dda68f27b73a4ed34b965461b0059d515b', operation='INSERT', pgid='pgtrigger_apart_propose_group_d18b8', table='grants_candidacy', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='candidacy',
                        trigger=pgtrigger.compiler.Trigger(name='group_of_the_district', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round WHERE id = NEW.round_id FOR SHARE;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_round r JOIN groups_group g ON g.id = NEW.group_id\n                        WHERE r.id = NEW.round_id AND g.village_id LIKE r.district_id || '.%'\n                    ) OR EXISTS (SELECT FROM grants_ranking WHERE round_id = NEW.round_id) THEN\n                        RAISE EXCEPTION 'A group is proposed in a running round of its district.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_candidacy_in_a_running_round';\n                    END IF;\n                    IF EXISTS (SELECT FROM grants_roundclosing WHERE round_id = NEW.round_id) THEN\n                        RAISE EXCEPTION 'This round was closed.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_round_closed';\n                    END IF;\n                    RETURN NEW;", hash='597591cb2642ef9731ef08c08aa0d36c16bd1bbc', operation='INSERT', pgid='pgtrigger_group_of_the_district_ddca3', table='grants_candidacy', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='candidacy',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='5da7c093e50687487b9fe4d74379428d4b88584d', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_4cab0', table='grants_candidacy', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='award',
                        trigger=pgtrigger.compiler.Trigger(name='within_quota_and_budget', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round WHERE id = NEW.round_id FOR UPDATE;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_candidacy c JOIN grants_decree d ON d.id = NEW.decree_id\n                        WHERE c.id = NEW.candidacy_id AND c.round_id = NEW.round_id\n                            AND c.group_id = NEW.group_id AND d.round_id = NEW.round_id\n                    ) THEN\n                        RAISE EXCEPTION 'An award, its decree and its candidacy are of one round.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_award_one_round';\n                    END IF;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_listedgroup l\n                        JOIN grants_decree d ON d.proposal_id = l.proposal_id\n                        WHERE d.id = NEW.decree_id AND l.candidacy_id = NEW.candidacy_id\n                            AND l.amount = NEW.amount AND NOT l.leaves\n                    ) THEN\n                        RAISE EXCEPTION 'A decree gives what the proposed list says.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_award_as_proposed';\n                    END IF;\n                    IF (SELECT r.budget < NEW.amount + coalesce(sum(a.amount), 0)\n                               OR r.places < 1 + count(a.id)\n                        FROM grants_round r LEFT JOIN grants_award a ON a.round_id = r.id\n                            AND NOT EXISTS (SELECT FROM grants_revocation WHERE award_id = a.id)\n                        WHERE r.id = NEW.round_id GROUP BY r.id) THEN\n                        RAISE EXCEPTION 'The awards exceed the quota or the budget of the round.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_award_within_budget';\n                    END IF;\n                    RETURN NEW;", hash='a4ae74ae66e1472e229365e8352825892a9e66d8', operation='INSERT', pgid='pgtrigger_within_quota_and_budget_2777d', table='grants_award', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='award',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='57d4d532bc8247985bc0420aed438b65a8b7a4f6', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_1fbc6', table='grants_award', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='auditfile',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='4c322456eeb18499b2b57600038704b90ea3f7f7', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_2d08e', table='grants_auditfile', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='roundclosing',
                        trigger=pgtrigger.compiler.Trigger(name='before_its_list', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round WHERE id = NEW.round_id FOR UPDATE;\n                    IF EXISTS (SELECT FROM grants_publication WHERE round_id = NEW.round_id)\n                       OR EXISTS (SELECT FROM grants_listproposal WHERE round_id = NEW.round_id)\n                       OR EXISTS (SELECT FROM grants_decree WHERE round_id = NEW.round_id) THEN\n                        RAISE EXCEPTION 'A round with a list is not closed.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_roundclosing_before_its_list';\n                    END IF;\n                    RETURN NEW;", hash='327b49bd8a8386dfbd29e1724431dc5dbc0a2110', operation='INSERT', pgid='pgtrigger_before_its_list_3fced', table='grants_roundclosing', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='roundclosing',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='0e32f177404307724d2b37ee9eb352b0f095d9d7', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_cef06', table='grants_roundclosing', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='sanction',
                        trigger=pgtrigger.compiler.Trigger(name='one_step_after_the_other', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF 1 + (SELECT count(*) FROM grants_sanction WHERE award_id = NEW.award_id)\n                        <> array_position(ARRAY['letter_1', 'letter_2', 'letter_3', 'hold',\n                            'no_round', 'recovery', 'inspectorate']::varchar[], NEW.step) THEN\n                        RAISE EXCEPTION 'Sanctions come one after the other.'\n                            USING ERRCODE = 'unique_violation',\n                                CONSTRAINT = 'grants_sanction_each_step_once';\n                    END IF;\n                    RETURN NEW;", hash='84bd822ad882ea0b254ce421ce22dd897bcf1099', operation='INSERT', pgid='pgtrigger_one_step_after_the_other_e272d', table='grants_sanction', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='sanction',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='ee6aa3bdc425bffbec58245011424c68e8d43862', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_90bf3', table='grants_sanction', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='score',
                        trigger=pgtrigger.compiler.Trigger(name='a_level_of_the_instrument', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF NOT EXISTS (\n                        SELECT FROM grants_scoresheet s\n                        JOIN grants_candidacy c ON c.id = s.candidacy_id\n                        JOIN grants_round r ON r.id = c.round_id\n                        JOIN groups_criterion k ON k.instrument_id = r.instrument_id\n                        JOIN groups_level l ON l.criterion_id = k.id\n                        WHERE s.id = NEW.sheet_id AND k.id = NEW.criterion_id\n                            AND l.level = NEW.level\n                            AND NOT EXISTS (SELECT FROM grants_ranking WHERE round_id = r.id)\n                    ) THEN\n                        RAISE EXCEPTION 'A score is a level of the round''s instrument, given before the ranking.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_score_level';\n                    END IF;\n                    RETURN NEW;", hash='11586716cbd467f0bd1c215a0656b5c750141f94', operation='INSERT', pgid='pgtrigger_a_level_of_the_instrument_59f55', table='grants_score', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='score',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='dc52780586fe80eb62db6d094c5b96d50f23e5a6', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_f2d24', table='grants_score', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='sp2d',
                        trigger=pgtrigger.compiler.Trigger(name='until_it_is_paid', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM pg_advisory_xact_lock(hashtext('grants_paymentorder'));\n                    PERFORM FROM grants_round r JOIN grants_paymentorder o\n                        ON o.round_id = r.id WHERE o.id = NEW.order_id FOR UPDATE OF r;\n                    IF EXISTS (SELECT FROM grants_paymentorder\n                               WHERE upper(spm) = upper(NEW.number)) THEN\n                        RAISE EXCEPTION 'An SP2D number is not that of an SPM.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_sp2d_is_no_spm';\n                    END IF;\n                    IF TG_OP = 'UPDATE' AND (NEW.order_id <> OLD.order_id OR EXISTS (\n                        SELECT FROM grants_transfer t\n                        JOIN grants_disbursement d ON d.id = t.disbursement_id\n                        WHERE d.order_id = NEW.order_id)) THEN\n                        RAISE EXCEPTION 'The SP2D of a paid order stays.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_sp2d_until_it_is_paid';\n                    END IF;\n                    RETURN NEW;", hash='0d7c549c857b75b351dad4738ea921d4c01b94a4', operation='INSERT OR UPDATE', pgid='pgtrigger_until_it_is_paid_dff64', table='grants_sp2d', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='sp2d',
                        trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "grants_sp2devent" ("at", "by_id", "date", "id", "number", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."at", NEW."by_id", NEW."date", NEW."id", NEW."number", NEW."order_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='b270d22cd113bef1c2e454ad42a018837eac0578', operation='INSERT', pgid='pgtrigger_insert_insert_f6c32', table='grants_sp2d', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='sp2d',
                        trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "grants_sp2devent" ("at", "by_id", "date", "id", "number", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."at", NEW."by_id", NEW."date", NEW."id", NEW."number", NEW."order_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='19360cc05e63f4af3f7e310bd8b669fad7a9e395', operation='UPDATE', pgid='pgtrigger_update_update_77075', table='grants_sp2d', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='statementline',
                        trigger=pgtrigger.compiler.Trigger(name='parts_come_to_the_line', sql=foundation.triggers.EnforcedTriggerSql(condition='WHEN (NEW.part_of_id IS NOT NULL)', constraint='CONSTRAINT', func="\n                    PERFORM FROM grants_statementline WHERE id = NEW.part_of_id FOR NO KEY UPDATE;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_statementline w WHERE w.id = NEW.part_of_id\n                            AND w.part_of_id IS NULL AND w.sen = 0 AND NEW.sen = 0\n                            AND w.file_id = NEW.file_id AND w.account_id = NEW.account_id\n                            AND w.date = NEW.date AND sign(w.amount) = sign(NEW.amount)\n                            AND w.amount = (SELECT sum(amount) FROM grants_statementline\n                                            WHERE part_of_id = w.id)\n                    ) OR EXISTS (SELECT FROM grants_match WHERE line_id = NEW.part_of_id)\n                    OR EXISTS (SELECT FROM grants_linenote WHERE line_id = NEW.part_of_id) THEN\n                        RAISE EXCEPTION 'The parts of an open line come to it exactly.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_statementline_parts';\n                    END IF;\n                    RETURN NULL;", hash='1da582be733803d708ab64cef068410cdc603a93', operation='INSERT', pgid='pgtrigger_parts_come_to_the_line_d9588', table='grants_statementline', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='statementline',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='76b945a7cae8bf5d60b05bec07999de41b554e1f', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_0eede', table='grants_statementline', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='transfer',
                        trigger=pgtrigger.compiler.Trigger(name='apart_pay', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'sign_decree/pay\', \'round:\' || made.number,\n                            1, NEW.by_id\n                        FROM (SELECT (SELECT a.round_id FROM grants_disbursement d JOIN grants_award a ON a.id = d.award_id WHERE d.id = NEW.disbursement_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'pay/match\', \'disbursement:\' || made.number,\n                            0, NEW.by_id\n                        FROM (SELECT (NEW.disbursement_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'check_account/pay\', \'account:\' || made.number,\n                            1, NEW.by_id\n                        FROM (SELECT (NEW.account_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='d9f7509687b8fa18325e55f8d78242d629a1556c', operation='INSERT', pgid='pgtrigger_apart_pay_afdd4', table='grants_transfer', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='transfer',
                        trigger=pgtrigger.compiler.Trigger(name='once_and_to_a_checked_account', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id\n                        JOIN grants_disbursement d ON d.award_id = a.id\n                        WHERE d.id = NEW.disbursement_id FOR UPDATE OF r;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_disbursement d\n                        JOIN grants_award a ON a.id = d.award_id\n                        JOIN grants_bankaccount b ON b.id = NEW.account_id\n                            AND b.group_id = a.group_id\n                        JOIN grants_accountcheck c ON c.account_id = b.id AND c.right\n                        WHERE d.id = NEW.disbursement_id AND d.amount = NEW.amount\n                            AND NOT EXISTS (SELECT FROM grants_revocation WHERE award_id = a.id)\n                            AND NOT EXISTS (SELECT FROM grants_bankaccount later\n                                            WHERE later.group_id = a.group_id AND later.id > b.id)\n                            AND (NOT EXISTS (SELECT FROM grants_bankaccount before\n                                             JOIN grants_accountcheck seen\n                                                 ON seen.account_id = before.id AND seen.right\n                                             WHERE before.group_id = a.group_id\n                                                 AND before.id < b.id)\n                                OR least(NEW.date, (now() AT TIME ZONE 'Asia/Jakarta')::date)\n                                    >= (b.at AT TIME ZONE 'Asia/Jakarta')::date + (\n                                        SELECT waiting_days FROM grants_round\n                                        WHERE id = a.round_id))\n                    ) THEN\n                        RAISE EXCEPTION 'A grant is paid whole, to the checked account in force.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_transfer_to_a_checked_account';\n                    END IF;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_disbursement d\n                        JOIN grants_sp2d s ON s.order_id = d.order_id\n                        WHERE d.id = NEW.disbursement_id) THEN\n                        RAISE EXCEPTION 'A grant is paid after the treasury gave its SP2D.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_transfer_after_the_sp2d';\n                    END IF;\n                    IF EXISTS (\n                        SELECT FROM grants_disbursement d\n                        JOIN grants_award a ON a.id = d.award_id\n                        JOIN grants_award before ON before.group_id = a.group_id\n                        JOIN grants_sanction s ON s.award_id = before.id\n                            AND s.step NOT IN ('letter_1', 'letter_2', 'letter_3')\n                        WHERE d.id = NEW.disbursement_id AND NOT EXISTS (\n                            SELECT FROM grants_report p\n                            JOIN grants_review v ON v.report_id = p.id AND v.accepted\n                            WHERE p.award_id = before.id)\n                    ) THEN\n                        RAISE EXCEPTION 'Help for this group is held back.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_transfer_help_is_held_back';\n                    END IF;\n                    IF EXISTS (\n                        SELECT FROM grants_transfer t\n                        WHERE t.disbursement_id = NEW.disbursement_id AND NOT EXISTS (SELECT FROM grants_match WHERE transfer_id = t.id AND kind = 'returned') AND NOT EXISTS (SELECT FROM grants_losttransfer WHERE transfer_id = t.id)\n                    ) OR NEW.attempt <> 1 + (SELECT count(*) FROM grants_transfer\n                                             WHERE disbursement_id = NEW.disbursement_id) THEN\n                        RAISE EXCEPTION 'A grant is paid once more only after the bank returned or lost it.'\n                            USING ERRCODE = 'unique_violation',\n                                CONSTRAINT = 'grants_transfer_one_in_force';\n                    END IF;\n                    RETURN NEW;", hash='5219a53d17a10711002a8ec8a6701dd628d61d45', operation='INSERT', pgid='pgtrigger_once_and_to_a_checked_account_d3280', table='grants_transfer', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='transfer',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='64cc794924da66d97fae97c59b25112224a86ac8', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_5486d', table='grants_transfer', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='match',
                        trigger=pgtrigger.compiler.Trigger(name='apart_match', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'pay/match\', \'disbursement:\' || made.number,\n                            1, NEW.by_id\n                        FROM (SELECT (SELECT disbursement_id FROM grants_transfer WHERE id = NEW.transfer_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='5f58fc5ea5a2be52fc99e645b97ed67e75949eac', operation='INSERT', pgid='pgtrigger_apart_match_e7328', table='grants_match', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='match',
                        trigger=pgtrigger.compiler.Trigger(name='a_refund_that_stands', sql=foundation.triggers.EnforcedTriggerSql(condition='WHEN (NEW.refund_id IS NOT NULL)', func="\n                    PERFORM FROM grants_refund WHERE id = NEW.refund_id FOR UPDATE;\n                    IF EXISTS (SELECT FROM grants_refundcancellation\n                               WHERE refund_id = NEW.refund_id) THEN\n                        RAISE EXCEPTION 'This refund was taken back.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_match_of_a_refund_that_stands';\n                    END IF;\n                    RETURN NEW;", hash='fee8496aacf1a75be7517859348dedf82ab4e8b5', operation='INSERT', pgid='pgtrigger_a_refund_that_stands_8db69', table='grants_match', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='match',
                        trigger=pgtrigger.compiler.Trigger(name='of_a_line_not_divided', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF EXISTS (SELECT FROM grants_statementline WHERE part_of_id = NEW.line_id) THEN\n                        RAISE EXCEPTION 'A line that is divided is settled by its parts.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_line_not_divided';\n                    END IF;\n                    RETURN NEW;", hash='9fde4f0a1240beff339d62f187489b5e61c1fb57', operation='INSERT', pgid='pgtrigger_of_a_line_not_divided_197ce', table='grants_match', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='match',
                        trigger=pgtrigger.compiler.Trigger(name='amounts_agree', sql=foundation.triggers.EnforcedTriggerSql(declare='DECLARE total bigint; odd bigint;', func="\n                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id\n                        JOIN grants_disbursement d ON d.award_id = a.id\n                        JOIN grants_transfer t ON t.disbursement_id = d.id\n                        WHERE t.id = NEW.transfer_id FOR UPDATE OF r;\n                    PERFORM FROM grants_statementline WHERE id = NEW.line_id FOR NO KEY UPDATE;\n                    IF EXISTS (SELECT FROM grants_statementline l\n                               JOIN grants_filewithdrawal w ON w.file_id = l.file_id\n                               WHERE l.id = NEW.line_id) THEN\n                        RAISE EXCEPTION 'The file of this line was taken back.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_line_of_a_file_in_force';\n                    END IF;\n                    IF EXISTS (SELECT FROM grants_losttransfer WHERE transfer_id = NEW.transfer_id) THEN\n                        RAISE EXCEPTION 'A payment that was declared lost is not matched.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_match_of_no_lost_payment';\n                    END IF;\n                    SELECT coalesce(sum(l.amount), 0), coalesce(sum(abs(l.sen)), 0)\n                        INTO total, odd FROM grants_statementline l\n                        WHERE l.id = NEW.line_id OR l.id IN (\n                            SELECT line_id FROM grants_match WHERE transfer_id = NEW.transfer_id\n                            UNION ALL\n                            SELECT line_id FROM grants_linenote\n                            WHERE transfer_id = NEW.transfer_id);\n                    IF EXISTS (\n                        SELECT FROM grants_linenote\n                        WHERE line_id = NEW.line_id AND transfer_id IS NOT NULL\n                            AND transfer_id IS DISTINCT FROM NEW.transfer_id\n                    ) OR NOT EXISTS (\n                        SELECT FROM grants_statementline l\n                        JOIN grants_officeaccount o ON o.id = l.account_id\n                        LEFT JOIN grants_transfer t ON t.id = NEW.transfer_id\n                        LEFT JOIN grants_bankaccount k ON k.id = t.account_id\n                        LEFT JOIN grants_disbursement b ON b.id = t.disbursement_id\n                        LEFT JOIN grants_refund f ON f.id = NEW.refund_id\n                        JOIN grants_award a ON a.id = coalesce(b.award_id, f.award_id)\n                        JOIN grants_round r ON r.id = a.round_id AND r.district_id = o.office_id\n                        LEFT JOIN finance_entry e ON e.id = NEW.entry_id\n                        LEFT JOIN finance_book d ON d.id = e.debit_id\n                        LEFT JOIN finance_book c ON c.id = e.credit_id\n                        LEFT JOIN grants_match m ON m.transfer_id = t.id AND m.kind = 'arrived'\n                        WHERE l.id = NEW.line_id AND odd = 0\n                            AND (e.id IS NULL OR e.group_id = a.group_id\n                                AND e.amount = coalesce(t.amount, f.amount))\n                            AND CASE NEW.kind\n                                WHEN 'arrived' THEN total = -t.amount\n                                    AND d.kind = 'bank' AND c.kind = 'grant'\n                                    AND (l.counter_account = '' OR l.amount > 0\n                                        OR ltrim(l.counter_account, '0') = ltrim(k.number, '0'))\n                                WHEN 'returned' THEN total = 0\n                                    AND e.reverses_id IS NOT DISTINCT FROM m.entry_id\n                                ELSE l.amount = f.amount AND e.reverses_id IS NULL\n                                    AND d.kind = 'grant' AND c.kind = 'bank' END\n                    ) THEN\n                        RAISE EXCEPTION 'A line, a payment and its entry agree to the rupiah.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_match_amounts_agree';\n                    END IF;\n                    RETURN NEW;", hash='153acb4faf53d7e0724833cf4d8a5b7b323ea790', operation='INSERT', pgid='pgtrigger_amounts_agree_6ab1a', table='grants_match', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='match',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM grants_undonematch WHERE match_number = OLD.id) THEN\n                RETURN OLD;\n            END IF;\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='93f890caec4f5bdd61870c8f7fcdaf415240ea4b', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_47ce8', table='grants_match', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='losttransfer',
                        trigger=pgtrigger.compiler.Trigger(name='apart_match', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'pay/match\', \'disbursement:\' || made.number,\n                            1, NEW.by_id\n                        FROM (SELECT (SELECT disbursement_id FROM grants_transfer WHERE id = NEW.transfer_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='b919f904936fb0ca0dc75ae6f5d69501950d77e5', operation='INSERT', pgid='pgtrigger_apart_match_d5ad4', table='grants_losttransfer', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='losttransfer',
                        trigger=pgtrigger.compiler.Trigger(name='on_no_statement', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id\n                        JOIN grants_disbursement d ON d.award_id = a.id\n                        JOIN grants_transfer t ON t.disbursement_id = d.id\n                        WHERE t.id = NEW.transfer_id FOR UPDATE OF r;\n                    IF EXISTS (SELECT FROM grants_match WHERE transfer_id = NEW.transfer_id)\n                        OR EXISTS (SELECT FROM grants_linenote\n                                   WHERE transfer_id = NEW.transfer_id) THEN\n                        RAISE EXCEPTION 'A payment that a statement shows is not lost.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_losttransfer_on_no_statement';\n                    END IF;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_transfer t\n                        JOIN grants_disbursement d ON d.id = t.disbursement_id\n                        JOIN grants_award a ON a.id = d.award_id\n                        JOIN groups_photo p ON p.group_id = a.group_id\n                        WHERE t.id = NEW.transfer_id AND p.id = NEW.letter_id) THEN\n                        RAISE EXCEPTION 'The letter is of the group that was paid.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_losttransfer_letter';\n                    END IF;\n                    RETURN NEW;", hash='de580599469f84f8741f1e87970f9d6cf1929148', operation='INSERT', pgid='pgtrigger_on_no_statement_0699b', table='grants_losttransfer', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='losttransfer',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='73db7414a6ae971cffa6df51aca29ad644f68d33', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_50331', table='grants_losttransfer', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='linenote',
                        trigger=pgtrigger.compiler.Trigger(name='apart_match', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'pay/match\', \'disbursement:\' || made.number,\n                            1, NEW.by_id\n                        FROM (SELECT (SELECT disbursement_id FROM grants_transfer WHERE id = NEW.transfer_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='1484a41ea99ea9300d69af1f39372939d5246fab', operation='INSERT', pgid='pgtrigger_apart_match_59359', table='grants_linenote', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='linenote',
                        trigger=pgtrigger.compiler.Trigger(name='of_a_line_not_divided', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF EXISTS (SELECT FROM grants_statementline WHERE part_of_id = NEW.line_id) THEN\n                        RAISE EXCEPTION 'A line that is divided is settled by its parts.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_line_not_divided';\n                    END IF;\n                    RETURN NEW;", hash='41c59683096d1bdce82b8717b1f09ecc4a8a96fb', operation='INSERT', pgid='pgtrigger_of_a_line_not_divided_bb8cf', table='grants_linenote', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='linenote',
                        trigger=pgtrigger.compiler.Trigger(name='of_a_line_not_matched', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id\n                        JOIN grants_disbursement d ON d.award_id = a.id\n                        JOIN grants_transfer t ON t.disbursement_id = d.id\n                        WHERE t.id = NEW.transfer_id FOR UPDATE OF r;\n                    PERFORM FROM grants_statementline WHERE id = NEW.line_id FOR NO KEY UPDATE;\n                    IF EXISTS (SELECT FROM grants_statementline l\n                               JOIN grants_filewithdrawal w ON w.file_id = l.file_id\n                               WHERE l.id = NEW.line_id) THEN\n                        RAISE EXCEPTION 'The file of this line was taken back.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_line_of_a_file_in_force';\n                    END IF;\n                    IF EXISTS (SELECT FROM grants_match WHERE line_id = NEW.line_id) THEN\n                        RAISE EXCEPTION 'A line that is matched needs no explanation.'\n                            USING ERRCODE = 'unique_violation',\n                                CONSTRAINT = 'grants_linenote_line_id_key';\n                    END IF;\n                    RETURN NEW;", hash='d042e3e6a4452073373a9b63b7d5e63001efed9b', operation='INSERT', pgid='pgtrigger_of_a_line_not_matched_c9f0f', table='grants_linenote', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='linenote',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='b510f29615b67343326a1a66a949dec05d39670e', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_2ac04', table='grants_linenote', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='undonematch',
                        trigger=pgtrigger.compiler.Trigger(name='apart_match', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'pay/match\', \'disbursement:\' || made.number,\n                            1, NEW.by_id\n                        FROM (SELECT (SELECT disbursement_id FROM grants_transfer WHERE id = NEW.transfer_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='1bbad19f462cea517d1720691f278fef0b89602f', operation='INSERT', pgid='pgtrigger_apart_match_86b0f', table='grants_undonematch', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='undonematch',
                        trigger=pgtrigger.compiler.Trigger(name='nothing_rests_on_it', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_award a ON a.round_id = r.id\n                        JOIN grants_disbursement d ON d.award_id = a.id\n                        JOIN grants_transfer t ON t.disbursement_id = d.id\n                        WHERE t.id = NEW.transfer_id FOR UPDATE OF r;\n                    PERFORM FROM grants_statementline WHERE id = NEW.line_id FOR NO KEY UPDATE;\n                    IF EXISTS (SELECT FROM grants_statementline l\n                               JOIN grants_filewithdrawal w ON w.file_id = l.file_id\n                               WHERE l.id = NEW.line_id) THEN\n                        RAISE EXCEPTION 'The file of this line was taken back.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_line_of_a_file_in_force';\n                    END IF;\n                    IF NOT EXISTS (\n                        SELECT FROM grants_match m\n                        JOIN finance_entry back ON back.id = NEW.reversal_id\n                            AND back.reverses_id = m.entry_id\n                        WHERE m.id = NEW.match_number AND m.kind <> 'returned'\n                            AND m.by_id = NEW.matched_by_id AND m.at = NEW.matched_at\n                            AND (m.line_id, m.kind, m.entry_id, m.reason)\n                                = (NEW.line_id, NEW.kind, NEW.entry_id, NEW.match_reason)\n                            AND (m.transfer_id, m.refund_id)\n                                IS NOT DISTINCT FROM (NEW.transfer_id, NEW.refund_id)) THEN\n                        RAISE EXCEPTION 'A match is undone as it was, with its entry reversed.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_undonematch_as_it_was';\n                    END IF;\n                    IF NEW.by_id = NEW.matched_by_id THEN\n                        RAISE EXCEPTION 'A match is undone by another person.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_undonematch_by_another';\n                    END IF;\n                    IF EXISTS (\n                        SELECT FROM grants_transfer t\n                        JOIN grants_disbursement d ON d.id = t.disbursement_id\n                        JOIN grants_handover h ON h.award_id = d.award_id\n                        WHERE t.id = NEW.transfer_id)\n                    OR EXISTS (SELECT FROM grants_match WHERE transfer_id = NEW.transfer_id\n                               AND kind = 'returned')\n                    OR EXISTS (SELECT FROM grants_linenote\n                               WHERE transfer_id = NEW.transfer_id) THEN\n                        RAISE EXCEPTION 'A match that something rests on stays.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_undonematch_nothing_rests';\n                    END IF;\n                    RETURN NEW;", hash='6a173df0ad561305cd2401c597c25941a4e7b9c4', operation='INSERT', pgid='pgtrigger_nothing_rests_on_it_1f6cb', table='grants_undonematch', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='undonematch',
                        trigger=pgtrigger.compiler.Trigger(name='takes_its_place', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    DELETE FROM grants_match WHERE id = NEW.match_number;\n                    RETURN NULL;', hash='43e92df8ac28b420bd0d40674edfee5c6821595a', operation='INSERT', pgid='pgtrigger_takes_its_place_d741d', table='grants_undonematch', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='undonematch',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='847ad04df6fa21a0de77323473b5955e1411bca3', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_c2d78', table='grants_undonematch', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='scoresheet',
                        trigger=pgtrigger.compiler.Trigger(name='by_an_unbound_verifier', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF NOT EXISTS (SELECT FROM grants_declaration d\n                           WHERE d.candidacy_id = NEW.candidacy_id AND d.by_id = NEW.by_id\n                               AND NOT d.related) THEN\n                        RAISE EXCEPTION 'A verifier declares first that no relation binds them.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_verifier_is_unbound';\n                    END IF;\n                    RETURN NEW;", hash='5049fb4f9c68e3961e8044e11b62a3277cf3c451', operation='INSERT', pgid='pgtrigger_by_an_unbound_verifier_90e73', table='grants_scoresheet', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='scoresheet',
                        trigger=pgtrigger.compiler.Trigger(name='apart_score', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'score/answer_objection\', \'candidacy:\' || made.number,\n                            0, NEW.by_id\n                        FROM (SELECT (NEW.candidacy_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='5591b939e25115b6399f9741d023087f1b755832', operation='INSERT', pgid='pgtrigger_apart_score_7343b', table='grants_scoresheet', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='scoresheet',
                        trigger=pgtrigger.compiler.Trigger(name='apart_verify_group', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'propose_group/verify_group\', \'candidacy:\' || made.number,\n                            1, NEW.by_id\n                        FROM (SELECT (NEW.candidacy_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='8f5d8ea209a386a057b491aced802f1d4c2ad663', operation='INSERT', pgid='pgtrigger_apart_verify_group_1e12f', table='grants_scoresheet', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='scoresheet',
                        trigger=pgtrigger.compiler.Trigger(name='before_the_ranking', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_candidacy c ON c.round_id = r.id\n                        WHERE c.id = NEW.candidacy_id FOR SHARE OF r;\n                    IF EXISTS (SELECT FROM grants_ranking k\n                               JOIN grants_candidacy c ON c.round_id = k.round_id\n                               WHERE c.id = NEW.candidacy_id) THEN\n                        RAISE EXCEPTION 'The round is ranked: no score changes any more.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_scoresheet_before_the_ranking';\n                    END IF;\n                    IF NOT EXISTS (SELECT FROM grants_visit WHERE id = NEW.visit_id\n                                   AND candidacy_id = NEW.candidacy_id) THEN\n                        RAISE EXCEPTION 'A group is scored after a visit to it.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_scoresheet_after_its_visit';\n                    END IF;\n                    RETURN NEW;", hash='41efb38950d2e606455dd4982a19cc131e85859d', operation='INSERT', pgid='pgtrigger_before_the_ranking_4dddd', table='grants_scoresheet', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='scoresheet',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='fd51f39a26fdbdb71f274a0c693f446c7a5e10a7', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_35a6e', table='grants_scoresheet', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='visitphoto',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='4f7dceddb368e5bb87ca8feda6b206484fa9f881', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_4a7ba', table='grants_visitphoto', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='visit',
                        trigger=pgtrigger.compiler.Trigger(name='by_an_unbound_verifier', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    IF NOT EXISTS (SELECT FROM grants_declaration d\n                           WHERE d.candidacy_id = NEW.candidacy_id AND d.by_id = NEW.by_id\n                               AND NOT d.related) THEN\n                        RAISE EXCEPTION 'A verifier declares first that no relation binds them.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_verifier_is_unbound';\n                    END IF;\n                    RETURN NEW;", hash='9ff230b4403356e022c60a79027d23ac37d03268', operation='INSERT', pgid='pgtrigger_by_an_unbound_verifier_c5721', table='grants_visit', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='visit',
                        trigger=pgtrigger.compiler.Trigger(name='apart_verify_group', sql=foundation.triggers.EnforcedTriggerSql(func='\n                    INSERT INTO accounts_duty (pair, "case", side, user_id)\n                        SELECT \'propose_group/verify_group\', \'candidacy:\' || made.number,\n                            1, NEW.by_id\n                        FROM (SELECT (NEW.candidacy_id) AS number) made\n                        WHERE made.number IS NOT NULL\n                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;\n                    RETURN NULL;', hash='604e56f24571c4e41f2752d5242c13375957c519', operation='INSERT', pgid='pgtrigger_apart_verify_group_64736', table='grants_visit', when='AFTER')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='visit',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='bbdbbc99025d9a2cc8aa66f30959f38bcb0bce00', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_97e29', table='grants_visit', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='withdrawal',
                        trigger=pgtrigger.compiler.Trigger(name='before_an_award', sql=foundation.triggers.EnforcedTriggerSql(func="\n                    PERFORM FROM grants_round r JOIN grants_candidacy c ON c.round_id = r.id\n                        WHERE c.id = NEW.candidacy_id FOR UPDATE OF r;\n                    IF EXISTS (SELECT FROM grants_award a\n                               LEFT JOIN grants_revocation v ON v.award_id = a.id\n                               WHERE a.candidacy_id = NEW.candidacy_id AND v.id IS NULL) THEN\n                        RAISE EXCEPTION 'A group with a grant leaves by an addendum.'\n                            USING ERRCODE = 'check_violation',\n                                CONSTRAINT = 'grants_withdrawal_before_an_award';\n                    END IF;\n                    RETURN NEW;", hash='71a49ebcdaa3b6394f0c85468e0ef80425bb29d3', operation='INSERT', pgid='pgtrigger_before_an_award_fd0da', table='grants_withdrawal', when='BEFORE')),
                    ),
                    pgtrigger.migrations.AddTrigger(
                        model_name='withdrawal',
                        trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=foundation.triggers.EnforcedTriggerSql(func="\n            RAISE EXCEPTION 'Papers are never changed; add another.'\n                USING ERRCODE = 'restrict_violation';", hash='8c9f17135dcef54bcf2b448b27f42e49f10c3ac7', operation='UPDATE OR DELETE', pgid='pgtrigger_never_changed_b01d7', table='grants_withdrawal', when='BEFORE')),
                    ),
                    ],
                ),
            ]
        ),
        migrations.RunSQL(
            counting.NO_TREASURER_OF_A_DAY_COUNTED,
            "DROP TRIGGER finance_no_treasurer_of_a_day_counted ON groups_office;"
            " DROP FUNCTION finance_no_treasurer_of_a_day_counted",
        ),
    ]
