import django.db.models.deletion
import django.utils.timezone
import meetings.models.reminding
import members.models.users
import record.dates
import record.texts
from django.conf import settings
from django.db import migrations, models

from journal.migrations_sql import KeptTable, never_changed


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('members', '0001_people_and_participants'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(blank=True, help_text='For example: phone.', max_length=60, verbose_name='what for')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made at')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='last read at')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked at')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calendar_feeds', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'calendar feed',
                'verbose_name_plural': 'calendar feeds',
                'ordering': ['-made_at', '-pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='LeadTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Keys of sources, separated by semicolons, or a citation.', max_length=300, verbose_name='source')),
                ('confidence', models.CharField(blank=True, choices=[('V', 'seen in a source'), ('P', 'partly: the main point seen, a detail such as the day not'), ('I', 'inferred from sources')], max_length=1, verbose_name='confidence')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('record_key', models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                ('edition', models.CharField(max_length=20, verbose_name='edition of the law')),
                ('body', models.CharField(max_length=20, verbose_name='body')),
                ('kind', models.CharField(choices=[('invitation', 'Invitation'), ('provisional-agenda', 'Provisional agenda'), ('documents', 'Documents'), ('nominations', 'Nominations of experts'), ('delegation-list', 'Lists of delegations')], max_length=20, verbose_name='what')),
                ('days', models.PositiveSmallIntegerField(verbose_name='days before the first day')),
                ('unit', models.CharField(choices=[('calendar', 'calendar days'), ('working', 'working days')], default='calendar', max_length=10, verbose_name='counted in')),
                ('standing', models.CharField(choices=[('proposed', 'proposed, to be confirmed by the Secretariat'), ('confirmed', 'confirmed')], default='proposed', max_length=10, verbose_name='standing')),
                ('basis', models.CharField(help_text='The article or the practice it rests on.', max_length=300, verbose_name='basis')),
            ],
            options={
                'verbose_name': 'lead time',
                'verbose_name_plural': 'lead times',
                'ordering': ['body', '-days', 'kind'],
                'permissions': [('import_leadtime', 'Can import lead times'), ('export_leadtime', 'Can export lead times')],
                'constraints': [models.UniqueConstraint(fields=('edition', 'body', 'kind'), name='one_lead_time_a_body_and_kind')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Keys of sources, separated by semicolons, or a citation.', max_length=300, verbose_name='source')),
                ('confidence', models.CharField(blank=True, choices=[('V', 'seen in a source'), ('P', 'partly: the main point seen, a detail such as the day not'), ('I', 'inferred from sources')], max_length=1, verbose_name='confidence')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('record_key', models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                ('reference', models.CharField(blank=True, max_length=30, unique=True, verbose_name='reference')),
                ('edition', models.CharField(editable=False, max_length=20, verbose_name='edition of the law')),
                ('body', models.CharField(max_length=20, verbose_name='body')),
                ('session', models.CharField(choices=[('regular', 'Regular'), ('special', 'Special'), ('informal', 'Informal')], default='regular', max_length=10, verbose_name='session')),
                ('ordinal', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number in its series')),
                ('title', record.texts.MultilingualField(blank=True, default=dict, verbose_name='name of its own')),
                ('starts_on', models.DateField(db_index=True, verbose_name='first day')),
                ('starts_precision', record.dates.PrecisionField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('by-then', 'by that day')], default='exact', max_length=10, verbose_name='first day: how well known')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('place', record.texts.MultilingualField(blank=True, default=dict, verbose_name='place')),
                ('format', models.CharField(choices=[('in-person', 'In person'), ('online', 'Online'), ('hybrid', 'Hybrid'), ('unknown', 'Not in the record')], default='unknown', max_length=10, verbose_name='format')),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('planned', 'Planned'), ('held', 'Held'), ('cancelled', 'Cancelled')], default='planned', max_length=10, verbose_name='status')),
                ('adopted', record.texts.MultilingualField(blank=True, default=dict, long=True, verbose_name='what was adopted or considered')),
                ('time_zone', models.CharField(blank=True, max_length=60, validators=[members.models.users.check_time_zone], verbose_name='time zone of the place')),
                ('opens_at', models.TimeField(blank=True, help_text='Local time on the first day.', null=True, verbose_name='opens at')),
                ('closes_at', models.TimeField(blank=True, help_text='Local time on the last day.', null=True, verbose_name='closes at')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed at')),
                ('agenda_revision', models.PositiveIntegerField(default=0, editable=False)),
                ('once_key', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ('search_text', models.TextField(default='', editable=False)),
                ('host', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hosted_meetings', to='members.participant', verbose_name='host')),
                ('prepares', models.ForeignKey(blank=True, help_text='The meeting whose papers or decisions this one makes ready (Almaty Act, articles 31 and 32).', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='prepared_by', to='meetings.meeting', verbose_name='prepares')),
            ],
            options={
                'verbose_name': 'meeting',
                'verbose_name_plural': 'meetings',
                'ordering': ['-starts_on', '-pk'],
                'permissions': [('import_meeting', 'Can import meetings'), ('export_meeting', 'Can export meetings')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('presence', models.CharField(choices=[('announced', 'Delegation announced'), ('in-person', 'Present in person'), ('online', 'Present online'), ('taken-back', 'No entry yet')], default='announced', max_length=10, verbose_name='presence')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='entered at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='members.participant', verbose_name='participant')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='meetings.meeting', verbose_name='meeting')),
            ],
            options={
                'verbose_name': 'attendance',
                'verbose_name_plural': 'attendance',
                'ordering': ['meeting', 'participant__seat_name', 'participant__code'],
                'default_permissions': ['view', 'add', 'change'],
            },
        ),
        migrations.CreateModel(
            name='MeetingDates',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveIntegerField(verbose_name='number')),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('planned', 'Planned'), ('held', 'Held'), ('cancelled', 'Cancelled')], max_length=10, verbose_name='status')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('starts_precision', record.dates.PrecisionField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('by-then', 'by that day')], default='exact', max_length=10, verbose_name='first day: how well known')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('opens_at', models.TimeField(blank=True, null=True, verbose_name='opens at')),
                ('closes_at', models.TimeField(blank=True, null=True, verbose_name='closes at')),
                ('time_zone', models.CharField(blank=True, max_length=60, validators=[members.models.users.check_time_zone], verbose_name='time zone of the place')),
                ('place', record.texts.MultilingualField(blank=True, default=dict, verbose_name='place')),
                ('format', models.CharField(choices=[('in-person', 'In person'), ('online', 'Online'), ('hybrid', 'Hybrid'), ('unknown', 'Not in the record')], default='unknown', max_length=10, verbose_name='format')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='why')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='history', to='meetings.meeting', verbose_name='meeting')),
            ],
            options={
                'verbose_name': 'dates of a meeting',
                'verbose_name_plural': 'dates of meetings',
                'ordering': ['meeting', 'sequence'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='ReminderLead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Keys of sources, separated by semicolons, or a citation.', max_length=300, verbose_name='source')),
                ('confidence', models.CharField(blank=True, choices=[('V', 'seen in a source'), ('P', 'partly: the main point seen, a detail such as the day not'), ('I', 'inferred from sources')], max_length=1, verbose_name='confidence')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('record_key', models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                ('edition', models.CharField(max_length=20, verbose_name='edition of the law')),
                ('body', models.CharField(max_length=20, verbose_name='body')),
                ('of', models.CharField(choices=[('meeting', 'the meeting'), ('step', 'the steps that are awaited before it'), ('invitation', 'Invitation'), ('provisional-agenda', 'Provisional agenda'), ('documents', 'Documents'), ('nominations', 'Nominations of experts'), ('delegation-list', 'Lists of delegations')], default='meeting', max_length=20, verbose_name='of what')),
                ('days', models.CharField(help_text='Separated by commas: 60, 30, 7.', max_length=60, validators=[meetings.models.reminding.check_days], verbose_name='days before')),
                ('standing', models.CharField(choices=[('proposed', 'proposed, to be confirmed by the Secretariat'), ('confirmed', 'confirmed')], default='proposed', max_length=10, verbose_name='standing')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='basis')),
            ],
            options={
                'verbose_name': 'reminder before meetings',
                'verbose_name_plural': 'reminders before meetings',
                'ordering': ['body', 'of'],
                'permissions': [('import_reminderlead', 'Can import reminders before meetings'), ('export_reminderlead', 'Can export reminders before meetings')],
                'constraints': [models.UniqueConstraint(fields=('edition', 'body', 'of'), name='one_row_of_reminders_a_body_and_thing')],
            },
        ),
        migrations.CreateModel(
            name='WorkingGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Keys of sources, separated by semicolons, or a citation.', max_length=300, verbose_name='source')),
                ('confidence', models.CharField(blank=True, choices=[('V', 'seen in a source'), ('P', 'partly: the main point seen, a detail such as the day not'), ('I', 'inferred from sources')], max_length=1, verbose_name='confidence')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('record_key', models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='code')),
                ('name', record.texts.MultilingualField(default=dict, verbose_name='name')),
                ('name_status', models.JSONField(blank=True, default=dict, verbose_name='status of the name, by language')),
                ('mandate', record.texts.MultilingualField(blank=True, default=dict, long=True, verbose_name='mandate')),
                ('established_on', models.DateField(blank=True, null=True, verbose_name='established on')),
                ('established_on_precision', record.dates.PrecisionField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('by-then', 'by that day')], default='exact', max_length=10, verbose_name='established: how well known')),
                ('until', models.DateField(blank=True, help_text='The day its mandate ended.', null=True, verbose_name='until')),
                ('search_text', models.TextField(default='', editable=False)),
                ('chair', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='chaired_groups', to='members.participant', verbose_name='state in the chair')),
                ('chaired_by', models.ForeignKey(blank=True, help_text="The person who may record the group's consideration here.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='chaired_groups', to=settings.AUTH_USER_MODEL, verbose_name='person in the chair')),
                ('established_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='groups_established', to='meetings.meeting', verbose_name='established by the meeting')),
            ],
            options={
                'verbose_name': 'working group',
                'verbose_name_plural': 'working groups',
                'ordering': ['code'],
                'permissions': [('import_workinggroup', 'Can import working groups'), ('export_workinggroup', 'Can export working groups')],
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='working_group',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='meetings.workinggroup', verbose_name='working group'),
        ),
        migrations.CreateModel(
            name='Delegate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name and protocol title')),
                ('function', models.CharField(blank=True, max_length=200, verbose_name='function')),
                ('rank', models.CharField(choices=[('head-of-state', 'Head of State'), ('head-of-government', 'Head of Government'), ('deputy-head', 'Vice-President or Deputy Head of Government'), ('minister', 'Minister'), ('deputy-minister', 'Deputy Minister'), ('ambassador', 'Ambassador'), ('director', 'Director of a department'), ('official', 'Official')], default='official', max_length=20, verbose_name='rank')),
                ('is_head', models.BooleanField(default=False, verbose_name='head of delegation')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order within the delegation')),
                ('left', models.BooleanField(default=False, verbose_name='no longer on the delegation')),
                ('attendance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegates', to='meetings.attendance', verbose_name='delegation')),
            ],
            options={
                'verbose_name': 'delegate',
                'verbose_name_plural': 'delegates',
                'ordering': ['attendance', '-is_head', 'position', 'pk'],
                'default_permissions': ['view', 'add', 'change'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_head', True), ('left', False)), fields=('attendance',), name='one_head_a_delegation')],
            },
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('invitation', 'Invitation'), ('provisional-agenda', 'Provisional agenda'), ('documents', 'Documents'), ('nominations', 'Nominations of experts'), ('delegation-list', 'Lists of delegations')], max_length=20, verbose_name='what')),
                ('due_on', models.DateField(verbose_name='day')),
                ('due_at', models.DateTimeField(db_index=True, verbose_name='instant')),
                ('time_zone', models.CharField(max_length=60, validators=[members.models.users.check_time_zone], verbose_name='time zone')),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days before the first day')),
                ('unit', models.CharField(choices=[('calendar', 'calendar days'), ('working', 'working days')], default='calendar', max_length=10, verbose_name='counted in')),
                ('standing', models.CharField(choices=[('proposed', 'proposed, to be confirmed by the Secretariat'), ('confirmed', 'confirmed')], default='proposed', max_length=10, verbose_name='standing')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='basis')),
                ('fixed', models.BooleanField(default=False, help_text="Doesn't follow when the meeting moves.", verbose_name='fixed by hand')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to='meetings.meeting', verbose_name='meeting')),
            ],
            options={
                'verbose_name': 'deadline',
                'verbose_name_plural': 'deadlines',
                'ordering': ['due_at', 'pk'],
                'default_permissions': ['view', 'change'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'kind'), name='one_deadline_of_a_kind_a_meeting')],
            },
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('meeting', 'participant'), name='one_attendance_a_participant_and_meeting'),
        ),
        migrations.AddConstraint(
            model_name='meetingdates',
            constraint=models.UniqueConstraint(fields=('meeting', 'sequence'), name='one_row_of_dates_a_change'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['body', '-starts_on'], name='meetings_of_a_body'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='meeting_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(condition=models.Q(('ordinal__isnull', False)), fields=('body', 'session', 'ordinal'), name='one_meeting_a_number_in_a_series'),
        ),
        never_changed(
            "meetings",
            [
                KeptTable("meetings_meetingdates"),
            ],
            "what was done is never changed",
        ),
    ]
