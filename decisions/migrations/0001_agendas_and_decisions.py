import django.db.models.deletion
import django.utils.timezone
import members.models.users
import record.dates
import record.texts
from django.conf import settings
from django.db import migrations, models

from journal.migrations_sql import KeptTable, never_changed


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_the_catalogue'),
        ('commitments', '0001_commitments'),
        ('meetings', '0001_meetings'),
        ('members', '0001_people_and_participants'),
        ('papers', '0001_papers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='number')),
                ('title', record.texts.MultilingualField(default=dict, verbose_name='title')),
                ('origin', models.CharField(choices=[('standing', 'standing item'), ('put-before', 'put before the Committee'), ('group-results', 'results of a working group'), ('term-ending', "a coordinator's term ends"), ('offer', 'an offer awaits designation'), ('yearly-review', 'area under yearly review'), ('follow-up', 'follow-up to a decision'), ('by-hand', 'added by hand')], default='by-hand', max_length=16, verbose_name='why it is here')),
                ('matter', models.CharField(blank=True, max_length=120, verbose_name='matter')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('dropped', models.BooleanField(default=False, verbose_name='taken off')),
                ('once_key', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='meetings.meeting', verbose_name='meeting')),
            ],
            options={
                'verbose_name': 'agenda item',
                'verbose_name_plural': 'agenda items',
                'ordering': ['meeting', 'position', 'pk'],
                'default_permissions': ['view', 'add', 'change'],
            },
        ),
        migrations.CreateModel(
            name='AgendaMatter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_matters', to='catalogue.area', verbose_name='area')),
                ('assignment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_matters', to='commitments.coordinatorassignment', verbose_name='coordinator')),
                ('commitment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_matters', to='commitments.commitment', verbose_name='commitment')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='decisions.agendaitem', verbose_name='agenda item')),
            ],
            options={
                'verbose_name': 'matter of an agenda item',
                'verbose_name_plural': 'matters of agenda items',
                'ordering': ['item', 'pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='AgendaPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('dropped', models.BooleanField(default=False, verbose_name='taken off')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='decisions.agendaitem', verbose_name='agenda item')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda_papers', to='papers.paperversion', verbose_name='version of a paper')),
            ],
            options={
                'verbose_name': 'paper of an agenda item',
                'verbose_name_plural': 'papers of agenda items',
                'ordering': ['item', 'position', 'pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='AgendaVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='version')),
                ('stage', models.CharField(choices=[('provisional', 'Provisional agenda'), ('adopted', 'Agenda as adopted')], max_length=12, verbose_name='stage')),
                ('content', models.JSONField(verbose_name='content')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('audience', models.CharField(choices=[('own', 'own state only'), ('secretariat', 'the Secretariat and the Chair'), ('members', 'all member states'), ('observers', 'member states and observers'), ('public', 'everyone')], default='observers', max_length=12, verbose_name='sent to')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('circulated_at', models.DateTimeField(blank=True, null=True, verbose_name='circulated at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agendas', to='meetings.meeting', verbose_name='meeting')),
            ],
            options={
                'verbose_name': 'version of an agenda',
                'verbose_name_plural': 'versions of agendas',
                'ordering': ['meeting', 'number'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Keys of sources, separated by semicolons, or a citation.', max_length=300, verbose_name='source')),
                ('confidence', models.CharField(blank=True, choices=[('V', 'seen in a source'), ('P', 'partly: the main point seen, a detail such as the day not'), ('I', 'inferred from sources')], max_length=1, verbose_name='confidence')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('record_key', models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                ('symbol', models.CharField(max_length=60, unique=True, verbose_name='symbol')),
                ('body', models.CharField(max_length=20, verbose_name='body')),
                ('title', record.texts.MultilingualField(default=dict, verbose_name='title')),
                ('text', record.texts.MultilingualField(blank=True, default=dict, long=True, verbose_name='text')),
                ('outcome', models.CharField(choices=[('adopted', 'Adopted by consensus'), ('deferred', 'Deferred'), ('returned', 'Returned'), ('no-consensus', 'No consensus')], default='adopted', max_length=14, verbose_name='outcome')),
                ('manner', models.CharField(choices=[('at-meeting', 'at the meeting'), ('by-silence', 'by silence procedure'), ('not-in-record', 'not in the record')], default='at-meeting', max_length=14, verbose_name='how')),
                ('on', models.DateField(verbose_name='day')),
                ('on_precision', record.dates.PrecisionField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('by-then', 'by that day')], default='exact', max_length=10, verbose_name='day: how well known')),
                ('at_instant', models.DateTimeField(blank=True, null=True, verbose_name='instant')),
                ('members_then', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='members on that day')),
                ('quorum_then', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='quorum')),
                ('consensus', models.TextField(blank=True, max_length=5000, verbose_name='how consensus was recorded')),
                ('audience', models.CharField(choices=[('own', 'own state only'), ('secretariat', 'the Secretariat and the Chair'), ('members', 'all member states'), ('observers', 'member states and observers'), ('public', 'everyone')], default='members', max_length=12, verbose_name='released to')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='recorded at')),
                ('search_text', models.TextField(default='', editable=False)),
                ('once_key', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ('agenda_item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='decisions.agendaitem', verbose_name='agenda item')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='meetings.meeting', verbose_name='meeting')),
                ('present', models.ManyToManyField(blank=True, related_name='present_at_decisions', to='members.participant', verbose_name='members present')),
            ],
            options={
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
                'ordering': ['-on', '-pk'],
                'permissions': [('import_decision', 'Can import decisions'), ('export_decision', 'Can export decisions')],
            },
        ),
        migrations.CreateModel(
            name='DecidedMatter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decided_matters', to='commitments.commitment', verbose_name='commitment')),
                ('taken', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decided_matter', to='commitments.steptaken', verbose_name='step taken')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='decisions.decision', verbose_name='decision')),
            ],
            options={
                'verbose_name': 'matter of a decision',
                'verbose_name_plural': 'matters of decisions',
                'ordering': ['decision', 'pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=500, verbose_name='what')),
                ('state', models.CharField(choices=[('open', 'open'), ('reported', 'reported'), ('closed', 'closed')], default='open', max_length=10, verbose_name='state')),
                ('report', models.TextField(blank=True, max_length=5000, verbose_name='what was reported')),
                ('reported_on', models.DateField(blank=True, null=True, verbose_name='reported on')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='entered at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='decisions.decision', verbose_name='decision')),
                ('hears', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups_to_hear', to='meetings.meeting', verbose_name='meeting that will hear of it')),
                ('owner', models.ForeignKey(blank=True, help_text='A state or organisation; the Secretariat where none is named.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='members.participant', verbose_name='looked after by')),
            ],
            options={
                'verbose_name': 'follow-up',
                'verbose_name_plural': 'follow-ups',
                'ordering': ['decision', 'pk'],
                'default_permissions': ['view', 'add', 'change'],
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Keys of sources, separated by semicolons, or a citation.', max_length=300, verbose_name='source')),
                ('confidence', models.CharField(blank=True, choices=[('V', 'seen in a source'), ('P', 'partly: the main point seen, a detail such as the day not'), ('I', 'inferred from sources')], max_length=1, verbose_name='confidence')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('record_key', models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                ('kind', models.CharField(choices=[('objection', 'Objection'), ('dissociation', 'Dissociation from paragraphs'), ('statement', 'Interpretative statement')], max_length=14, verbose_name='kind')),
                ('paragraphs', models.CharField(blank=True, help_text='As the state named them: 17–19.', max_length=100, verbose_name='paragraphs')),
                ('text', record.texts.MultilingualField(blank=True, default=dict, long=True, verbose_name='in its own words')),
                ('on', models.DateField(verbose_name='day')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='entered at')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='decisions.decision', verbose_name='decision')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='members.participant', verbose_name='state')),
            ],
            options={
                'verbose_name': 'position of a state',
                'verbose_name_plural': 'positions of states',
                'ordering': ['decision', 'participant__seat_name', 'pk'],
                'default_permissions': ['view', 'add'],
            },
        ),
        migrations.CreateModel(
            name='SilenceProcedure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=30, unique=True, verbose_name='reference')),
                ('title', record.texts.MultilingualField(default=dict, verbose_name='title')),
                ('edition', models.CharField(editable=False, max_length=20, verbose_name='edition of the law')),
                ('body', models.CharField(max_length=20, verbose_name='on behalf of the body')),
                ('time_zone', models.CharField(max_length=60, validators=[members.models.users.check_time_zone], verbose_name='time zone of the period')),
                ('state', models.CharField(choices=[('open', 'Under way'), ('broken', 'Ended by an objection'), ('held', 'Period ended; not every member is known to have been reached'), ('adopted', 'Adopted'), ('withdrawn', 'Withdrawn')], default='open', max_length=10, verbose_name='state')),
                ('ends_at', models.DateTimeField(db_index=True, verbose_name='ends at')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='settled at')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='entered at')),
                ('once_key', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('opened_at_meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='silence_procedures', to='meetings.meeting', verbose_name='opened at the meeting')),
                ('opened_by_chair', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='silence_procedures', to='members.participant', verbose_name='opened by the Chair')),
            ],
            options={
                'verbose_name': 'silence procedure',
                'verbose_name_plural': 'silence procedures',
                'ordering': ['-ends_at', '-pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='SilenceMatter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('problem', models.TextField(blank=True, verbose_name="why it didn't move")),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='silence_matters', to='commitments.commitment', verbose_name='commitment')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='decisions.silenceprocedure', verbose_name='silence procedure')),
            ],
            options={
                'verbose_name': 'matter of a silence procedure',
                'verbose_name_plural': 'matters of silence procedures',
                'ordering': ['procedure', 'pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='silence_procedure',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='decisions.silenceprocedure', verbose_name='silence procedure'),
        ),
        migrations.CreateModel(
            name='SilenceRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='period')),
                ('kind', models.CharField(choices=[('opened', 'opened'), ('extended', 'extended'), ('restarted', 'restarted with a changed text')], default='opened', max_length=10, verbose_name='why it began')),
                ('text', models.TextField(max_length=50000, verbose_name='text')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 of the text')),
                ('opens_at', models.DateTimeField(verbose_name='from')),
                ('ends_at', models.DateTimeField(verbose_name='until')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='why')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='decisions.silenceprocedure', verbose_name='silence procedure')),
            ],
            options={
                'verbose_name': 'period of a silence procedure',
                'verbose_name_plural': 'periods of silence procedures',
                'ordering': ['procedure', 'number'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='SilenceObjection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=10000, verbose_name='in its own words')),
                ('made_at', models.DateTimeField(help_text='The instant it was made here, or received on paper.', verbose_name='made at')),
                ('way', models.CharField(choices=[('portal', 'portal'), ('email', 'e-mail'), ('note-verbale', 'note verbale'), ('by-hand', 'handed over')], default='portal', max_length=14, verbose_name='by which way')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='entered at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='silence_objections', to='members.participant', verbose_name='member')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='decisions.silenceround', verbose_name='period')),
            ],
            options={
                'verbose_name': 'objection in a silence procedure',
                'verbose_name_plural': 'objections in silence procedures',
                'ordering': ['round', 'made_at', 'pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='SilenceNotification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('portal', 'portal'), ('email', 'e-mail'), ('note-verbale', 'note verbale'), ('by-hand', 'handed over')], default='portal', max_length=14, verbose_name='by which way')),
                ('addressed_to', models.CharField(blank=True, max_length=254, verbose_name='addressed to')),
                ('sent_at', models.DateTimeField(verbose_name='sent at')),
                ('proof', models.CharField(choices=[('none', 'not yet'), ('opened', 'opened in the portal'), ('acknowledged', 'acknowledged by the member'), ('delivered', 'delivery receipt'), ('receipt', 'stamped or signed receipt')], default='none', max_length=14, verbose_name='proof')),
                ('reached_at', models.DateTimeField(blank=True, null=True, verbose_name='reached at')),
                ('evidence', models.CharField(blank=True, help_text="A receipt's number, who signed, who opened it.", max_length=300, verbose_name='evidence')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='silence_notifications', to='members.participant', verbose_name='member')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to='decisions.silenceround', verbose_name='period')),
            ],
            options={
                'verbose_name': 'notification of a silence procedure',
                'verbose_name_plural': 'notifications of silence procedures',
                'ordering': ['round', 'participant__seat_name', 'pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(('matter', ''), _negated=True), fields=('meeting', 'matter'), name='one_item_a_matter_and_meeting'),
        ),
        migrations.AddConstraint(
            model_name='agendamatter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('area__isnull', True), ('assignment__isnull', True), ('commitment__isnull', False)), models.Q(('area__isnull', True), ('assignment__isnull', False), ('commitment__isnull', True)), models.Q(('area__isnull', False), ('assignment__isnull', True), ('commitment__isnull', True)), _connector='OR'), name='an_agenda_matter_is_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='agendapaper',
            constraint=models.UniqueConstraint(fields=('item', 'version'), name='one_paper_version_an_item'),
        ),
        migrations.AddConstraint(
            model_name='agendaversion',
            constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='one_agenda_a_number'),
        ),
        migrations.AddConstraint(
            model_name='decidedmatter',
            constraint=models.UniqueConstraint(fields=('decision', 'commitment'), name='one_decided_matter_a_commitment'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.UniqueConstraint(fields=('decision', 'participant', 'kind'), name='one_position_of_a_kind_a_state'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'dissociation'), _negated=True), models.Q(('paragraphs', ''), _negated=True), _connector='OR'), name='a_dissociation_names_paragraphs'),
        ),
        migrations.AddConstraint(
            model_name='silenceprocedure',
            constraint=models.CheckConstraint(condition=models.Q(('opened_at_meeting__isnull', False), ('opened_by_chair__isnull', False), _connector='XOR'), name='silence_opened_at_a_meeting_or_by_the_chair'),
        ),
        migrations.AddConstraint(
            model_name='silencematter',
            constraint=models.UniqueConstraint(fields=('procedure', 'commitment'), name='one_silence_matter_a_commitment'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('manner', 'at-meeting'), _negated=True), ('meeting__isnull', False), _connector='OR'), name='a_decision_at_a_meeting_names_it'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('manner', 'by-silence'), _negated=True), ('silence_procedure__isnull', False), models.Q(('source', ''), _negated=True), _connector='OR'), name='a_decision_by_silence_names_its_procedure'),
        ),
        migrations.AddConstraint(
            model_name='silenceround',
            constraint=models.UniqueConstraint(fields=('procedure', 'number'), name='one_silence_round_a_number'),
        ),
        migrations.AddConstraint(
            model_name='silenceround',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('opens_at'))), name='a_silence_round_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='silenceobjection',
            constraint=models.UniqueConstraint(fields=('round', 'participant'), name='one_silence_objection_a_member_and_round'),
        ),
        migrations.AddConstraint(
            model_name='silencenotification',
            constraint=models.UniqueConstraint(fields=('round', 'participant', 'way', 'addressed_to'), name='one_silence_notification_a_way'),
        ),
        migrations.AddConstraint(
            model_name='silencenotification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('proof', 'none'), ('reached_at__isnull', True)), models.Q(models.Q(('proof', 'none'), _negated=True), ('reached_at__isnull', False)), _connector='OR'), name='a_proof_has_its_instant'),
        ),
        never_changed(
            "decisions",
            [
                KeptTable("decisions_agendaversion"),
                KeptTable("decisions_silenceround"),
                KeptTable("decisions_silenceobjection"),
            ],
            "what was done is never changed",
        ),
    ]
