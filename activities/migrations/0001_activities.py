"""Activities, what was done about each, and who takes part in them."""

import django.db.models.deletion
import django.utils.timezone
import members.models.users
import record.readers
import record.texts
import uuid
from django.conf import settings
from django.db import migrations, models

from journal.migrations_sql import KeptTable, never_changed
from record.readers import readers_index


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0003_found_by_the_index'),
        ('members', '0013_keys_of_people'),
        ('papers', '0009_letters_of_the_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mistaken_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='entered by mistake: found at')),
                ('channel', models.CharField(choices=[('portal', 'portal'), ('api', 'API'), ('note-verbale', 'note verbale'), ('email', 'e-mail'), ('record', 'public record')], default='portal', max_length=14, verbose_name='by which way')),
                ('dated', models.DateField(blank=True, null=True, verbose_name='date of the letter')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='key')),
                ('audience', models.CharField(choices=[('secretariat', 'the Secretariat and the Chair'), ('members', 'all member states'), ('observers', 'member states and observers'), ('public', 'all who sign in')], default='members', max_length=12, verbose_name='who sees it')),
                ('kind', models.CharField(choices=[('workshop', 'Workshop'), ('seminar', 'Seminar or conference'), ('training', 'Training course'), ('experts', 'Meeting of experts'), ('visit', 'Exchange visit'), ('exhibition', 'Exhibition, festival or sports event'), ('other', 'Another kind')], max_length=12, verbose_name='kind')),
                ('course', models.CharField(choices=[('planned', 'Planned'), ('announced', 'Announced'), ('put-off', 'Put off; its day is open'), ('held', 'Held'), ('reported', 'Held, with a report'), ('given-up', 'Given up')], default='planned', max_length=10, verbose_name='how far it has come')),
                ('title', record.texts.MultilingualField(default=dict, verbose_name='title')),
                ('expected', record.texts.MultilingualField(blank=True, default=dict, long=True, verbose_name='what is expected of it')),
                ('outcome', record.texts.MultilingualField(blank=True, default=dict, long=True, verbose_name='what came of it')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('known', models.CharField(choices=[('exact', 'the day'), ('month', 'the month'), ('half', 'the half of the year'), ('year', 'the year')], default='exact', max_length=8, verbose_name='what is known of the day')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('opens_at', models.TimeField(blank=True, null=True, verbose_name='opens at')),
                ('time_zone', models.CharField(blank=True, max_length=60, validators=[members.models.users.check_time_zone], verbose_name='time zone of the place')),
                ('format', models.CharField(choices=[('in-person', 'In person'), ('online', 'Online'), ('hybrid', 'Hybrid'), ('unknown', 'Not in the record')], default='unknown', max_length=10, verbose_name='format')),
                ('place', record.texts.MultilingualField(blank=True, default=dict, verbose_name='place')),
                ('link', models.URLField(blank=True, max_length=300, verbose_name='link for those who join online')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed at')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='entered at')),
                ('once_key', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ('readers', record.readers.ReadersField(editable=False, null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='catalogue.area', verbose_name='area')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('folder', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activity', to='papers.folder')),
                ('host', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hosted_activities', to='members.participant', verbose_name='host')),
                ('measure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='catalogue.measure', verbose_name='measure')),
                ('organisers', models.ManyToManyField(blank=True, related_name='organised_activities', to='members.participant', verbose_name='organised with')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.participant', verbose_name='on behalf of')),
                ('within', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='papers.folder', verbose_name='commitment')),
            ],
            options={
                'verbose_name': 'activity',
                'verbose_name_plural': 'activities',
                'ordering': ['-starts_on', '-pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='ActivityParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('portal', 'portal'), ('api', 'API'), ('note-verbale', 'note verbale'), ('email', 'e-mail'), ('record', 'public record')], default='portal', max_length=14, verbose_name='by which way')),
                ('dated', models.DateField(blank=True, null=True, verbose_name='date of the letter')),
                ('coming', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='people who come')),
                ('present', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='people who took part')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='entered at')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='activities.activity', verbose_name='activity')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activity_parts', to='members.participant', verbose_name='participant')),
            ],
            options={
                'verbose_name': 'part in an activity',
                'verbose_name_plural': 'parts in activities',
                'ordering': ['activity', 'participant__seat_name'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='ActivityTurn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('portal', 'portal'), ('api', 'API'), ('note-verbale', 'note verbale'), ('email', 'e-mail'), ('record', 'public record')], default='portal', max_length=14, verbose_name='by which way')),
                ('dated', models.DateField(blank=True, null=True, verbose_name='date of the letter')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='key')),
                ('serial', models.PositiveIntegerField(verbose_name='number')),
                ('deed', models.CharField(choices=[('plan', 'planned the activity'), ('announce', 'announced the activity'), ('change', 'changed what is said of the activity'), ('other-days', 'named other days for the activity'), ('put-off', 'put the activity off'), ('give-up', 'gave the activity up'), ('held', 'entered that the activity was held'), ('report', 'reported on the activity')], max_length=12, verbose_name='what was done')),
                ('course', models.CharField(choices=[('planned', 'Planned'), ('announced', 'Announced'), ('put-off', 'Put off; its day is open'), ('held', 'Held'), ('reported', 'Held, with a report'), ('given-up', 'Given up')], max_length=10, verbose_name='how far it had come')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('known', models.CharField(choices=[('exact', 'the day'), ('month', 'the month'), ('half', 'the half of the year'), ('year', 'the year')], max_length=8, verbose_name='what is known of the day')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('language', record.texts.LanguageField(blank=True, choices=[('en', 'English'), ('ru', 'Russian'), ('zh-hans', 'Chinese'), ('ar', 'Arabic')], max_length=10, null=True, verbose_name='language')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='entered at')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='activities.activity', verbose_name='activity')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.paperversion', verbose_name='report')),
            ],
            options={
                'verbose_name': 'entry about an activity',
                'verbose_name_plural': 'entries about activities',
                'ordering': ['activity', 'serial'],
                'default_permissions': ['view'],
            },
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['starts_on', 'id'], name='activities_by_day'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), models.Q(('ends_on__gte', models.F('starts_on')), ('starts_on__isnull', False)), _connector='OR'), name='an_activity_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('known', 'exact'), _connector='OR'), name='an_activity_ends_on_a_known_day'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('course__in', ['held', 'reported']), _negated=True), ('starts_on__isnull', False), _connector='OR'), name='what_was_held_has_a_day'),
        ),
        migrations.AddConstraint(
            model_name='activityparty',
            constraint=models.UniqueConstraint(fields=('activity', 'participant'), name='a_state_takes_part_in_an_activity_once'),
        ),
        migrations.AddConstraint(
            model_name='activityturn',
            constraint=models.UniqueConstraint(fields=('activity', 'serial'), name='one_turn_a_number'),
        ),
        readers_index("activities_activity"),
        never_changed("activities", [KeptTable("activities_activityturn")], "what was done is never changed"),
    ]
