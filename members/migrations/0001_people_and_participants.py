import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import members.models.users
import record.dates
import record.texts
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='ISO 3166-1 alpha-2 for a state, an acronym for an organisation.', max_length=12, unique=True, verbose_name='code')),
                ('kind', models.CharField(choices=[('state', 'State'), ('organisation', 'Organisation')], default='state', max_length=12, verbose_name='kind')),
                ('name', record.texts.MultilingualField(default=dict, verbose_name='common name')),
                ('official_name', record.texts.MultilingualField(blank=True, default=dict, verbose_name='official form')),
                ('name_status', models.JSONField(blank=True, default=dict, verbose_name='status of the name, by language')),
                ('keys', models.CharField(choices=[('one', 'one key: a preparer may submit'), ('two', 'two keys: the authority submits')], default='two', help_text="The participant's own choice; its authority makes it on the page of its people.", max_length=3, verbose_name='who submits')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='source of the names')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('seat_name', models.CharField(db_index=True, editable=False, max_length=200)),
                ('search_text', models.TextField(default='', editable=False)),
            ],
            options={
                'verbose_name': 'participant',
                'verbose_name_plural': 'participants',
                'ordering': ['seat_name', 'code'],
                'permissions': [('import_participant', 'Can import participants'), ('export_participant', 'Can export participants')],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='protocol title')),
                ('language', models.CharField(choices=[('en', 'English'), ('ru', 'Russian'), ('zh-hans', 'Chinese'), ('ar', 'Arabic')], default='en', max_length=10, verbose_name='language')),
                ('time_zone', models.CharField(default='UTC', max_length=60, validators=[members.models.users.check_time_zone], verbose_name='time zone')),
                ('is_staff', models.BooleanField(default=False, verbose_name='officer of the Secretariat')),
                ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='demo account')),
                ('last_confirmed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='details last confirmed')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['name', 'pk'],
                'permissions': [('import_user', 'Can import people'), ('export_user', 'Can export people')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='protocol title')),
                ('language', models.CharField(choices=[('en', 'English'), ('ru', 'Russian'), ('zh-hans', 'Chinese'), ('ar', 'Arabic')], default='en', max_length=10, verbose_name='language of the letter')),
                ('role', models.CharField(choices=[('preparer', 'Preparer'), ('authority', 'Authority')], default='preparer', max_length=10, verbose_name='role')),
                ('rank', models.CharField(choices=[('principal', 'Principal'), ('alternate', 'Alternate')], default='principal', max_length=10, verbose_name='rank')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='letter of')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invited by')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='members.participant', verbose_name='participant')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-sent_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='FocalPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('preparer', 'Preparer'), ('authority', 'Authority')], default='preparer', max_length=10, verbose_name='role')),
                ('rank', models.CharField(choices=[('principal', 'Principal'), ('alternate', 'Alternate')], default='principal', max_length=10, verbose_name='rank')),
                ('since', models.DateField(default=record.dates.day_of_the_house, verbose_name='since')),
                ('until', models.DateField(blank=True, help_text='The first day out of office.', null=True, verbose_name='until')),
                ('user', models.ForeignKey(blank=True, help_text='Empty: the post is vacant.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='focal_points', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='focal_points', to='members.participant', verbose_name='participant')),
            ],
            options={
                'verbose_name': 'focal point',
                'verbose_name_plural': 'focal points',
                'ordering': ['participant__seat_name', 'role', 'rank', '-since'],
                'permissions': [('import_focalpoint', 'Can import focal points'), ('export_focalpoint', 'Can export focal points')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='key')),
                ('form', models.CharField(max_length=40, verbose_name='form')),
                ('about_kind', models.CharField(blank=True, default='', max_length=40)),
                ('about_key', models.CharField(blank=True, default='', max_length=100)),
                ('answers', models.JSONField(default=dict, verbose_name='answers')),
                ('is_ready', models.BooleanField(default=False, verbose_name='ready to be submitted')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last written at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='members.participant', verbose_name='on behalf of')),
            ],
            options={
                'verbose_name': 'draft',
                'verbose_name_plural': 'drafts',
                'ordering': ['-updated_at'],
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='Chairmanship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Keys of sources, separated by semicolons, or a citation.', max_length=300, verbose_name='source')),
                ('confidence', models.CharField(blank=True, choices=[('V', 'seen in a source'), ('P', 'partly: the main point seen, a detail such as the day not'), ('I', 'inferred from sources')], max_length=1, verbose_name='confidence')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('record_key', models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                ('since', models.DateField(verbose_name='since')),
                ('since_precision', record.dates.PrecisionField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('by-then', 'by that day')], default='exact', max_length=10, verbose_name='since: how well known')),
                ('until', models.DateField(blank=True, help_text='The day of the handover.', null=True, verbose_name='until')),
                ('until_precision', record.dates.PrecisionField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('by-then', 'by that day')], default='exact', max_length=10, verbose_name='until: how well known')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chairmanships', to='members.participant', verbose_name='state')),
            ],
            options={
                'verbose_name': 'chairmanship',
                'verbose_name_plural': 'chairmanships',
                'ordering': ['-since'],
                'permissions': [('import_chairmanship', 'Can import chairmanships'), ('export_chairmanship', 'Can export chairmanships')],
            },
        ),
        migrations.CreateModel(
            name='MemberState',
            fields=[
            ],
            options={
                'verbose_name': 'member state',
                'verbose_name_plural': 'member states',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('members.participant',),
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Keys of sources, separated by semicolons, or a citation.', max_length=300, verbose_name='source')),
                ('confidence', models.CharField(blank=True, choices=[('V', 'seen in a source'), ('P', 'partly: the main point seen, a detail such as the day not'), ('I', 'inferred from sources')], max_length=1, verbose_name='confidence')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('record_key', models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                ('standing', models.CharField(choices=[('member', 'Member'), ('observer', 'Observer'), ('partner', 'Partner')], max_length=10, verbose_name='standing')),
                ('since', models.DateField(verbose_name='since')),
                ('since_precision', record.dates.PrecisionField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('by-then', 'by that day')], default='exact', max_length=10, verbose_name='since: how well known')),
                ('until', models.DateField(blank=True, help_text='The first day on which it no longer holds.', null=True, verbose_name='until')),
                ('until_precision', record.dates.PrecisionField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('by-then', 'by that day')], default='exact', max_length=10, verbose_name='until: how well known')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='members.participant', verbose_name='participant')),
            ],
            options={
                'verbose_name': 'participation',
                'verbose_name_plural': 'participation by date',
                'ordering': ['participant__seat_name', 'since', 'pk'],
                'permissions': [('import_participation', 'Can import participation'), ('export_participation', 'Can export participation')],
            },
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='email_in_lower_case'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('accepted_at__isnull', True), ('withdrawn_at__isnull', True)), fields=('participant', 'email', 'role'), name='one_waiting_invitation_an_address_and_role'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='invited_email_in_lower_case'),
        ),
        migrations.AddIndex(
            model_name='focalpoint',
            index=models.Index(fields=['user', 'since', 'until'], name='offices_of_a_person'),
        ),
        migrations.AddConstraint(
            model_name='focalpoint',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='office_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='focalpoint',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('user', 'participant', 'role'), name='one_running_term_a_person_and_role'),
        ),
        migrations.AddConstraint(
            model_name='chairmanship',
            constraint=models.UniqueConstraint(fields=('since',), name='one_chairmanship_from_a_day'),
        ),
        migrations.AddConstraint(
            model_name='chairmanship',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='chairmanship_ends_after_it_begins'),
        ),
        migrations.AddIndex(
            model_name='participation',
            index=models.Index(fields=['standing', 'since', 'until'], name='participation_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(fields=('participant', 'standing', 'since'), name='one_participation_from_a_day'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='participation_ends_after_it_begins'),
        ),
    ]
