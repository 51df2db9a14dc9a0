import django.db.models.deletion
import django.utils.timezone
import record.dates
import record.texts
import uuid
from django.conf import settings
from django.db import migrations, models

from journal.migrations_sql import KeptTable, never_changed


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_the_catalogue'),
        ('meetings', '0001_meetings'),
        ('members', '0001_people_and_participants'),
        ('papers', '0001_papers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Keys of sources, separated by semicolons, or a citation.', max_length=300, verbose_name='source')),
                ('confidence', models.CharField(blank=True, choices=[('V', 'seen in a source'), ('P', 'partly: the main point seen, a detail such as the day not'), ('I', 'inferred from sources')], max_length=1, verbose_name='confidence')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('record_key', models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                ('reference', models.CharField(editable=False, max_length=50, unique=True, verbose_name='reference')),
                ('edition', models.CharField(editable=False, max_length=20, verbose_name='edition of the procedure')),
                ('modality', models.CharField(choices=[('a', 'Modality (a): an intention first'), ('b', 'Modality (b): an exchange of views first')], max_length=1, verbose_name='modality')),
                ('state', models.CharField(editable=False, max_length=20, verbose_name='where it stands')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('topic', record.texts.MultilingualField(blank=True, default=dict, verbose_name='topic in its own words')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('statement', models.TextField(blank=True, max_length=5000, verbose_name='statement')),
                ('audience', models.CharField(choices=[('members', 'all member states'), ('observers', 'member states and observers'), ('public', 'everyone')], default='members', max_length=12, verbose_name='who sees it')),
                ('began_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='entered at')),
                ('moved_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='last step at')),
                ('search_text', models.TextField(default='', editable=False)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='catalogue.area', verbose_name='area')),
                ('folder', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='commitment', to='papers.folder')),
                ('measure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='catalogue.measure', verbose_name='measure')),
                ('renews', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewals', to='commitments.commitment', verbose_name='renews')),
            ],
            options={
                'verbose_name': 'commitment',
                'verbose_name_plural': 'commitments',
                'ordering': ['-moved_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CoordinatorAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Keys of sources, separated by semicolons, or a citation.', max_length=300, verbose_name='source')),
                ('confidence', models.CharField(blank=True, choices=[('V', 'seen in a source'), ('P', 'partly: the main point seen, a detail such as the day not'), ('I', 'inferred from sources')], max_length=1, verbose_name='confidence')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('record_key', models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                ('fact', models.CharField(choices=[('offer', 'offer to coordinate'), ('designation', 'designation')], max_length=12, verbose_name='fact')),
                ('role', models.CharField(choices=[('coordinator', 'coordinator'), ('co-coordinator', 'co-coordinator'), ('unstated', 'coordinator or co-coordinator: not stated')], default='unstated', max_length=16, verbose_name='role')),
                ('depth', models.CharField(choices=[('measure', 'a measure of the catalogue'), ('topic', 'a topic in its own words'), ('area', 'a whole area'), ('unspecified', 'still to be named')], max_length=12, verbose_name='depth')),
                ('wording', record.texts.MultilingualField(blank=True, default=dict, verbose_name='in its own words')),
                ('on', models.DateField(blank=True, null=True, verbose_name='offered or agreed on')),
                ('on_precision', record.dates.PrecisionField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('by-then', 'by that day')], default='exact', max_length=10, verbose_name='day: how well known')),
                ('since', models.DateField(blank=True, null=True, verbose_name='term since')),
                ('since_precision', record.dates.PrecisionField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('by-then', 'by that day')], default='exact', max_length=10, verbose_name='term since: how well known')),
                ('until', models.DateField(blank=True, help_text='The first day after the term.', null=True, verbose_name='term until')),
                ('until_precision', record.dates.PrecisionField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('by-then', 'by that day')], default='exact', max_length=10, verbose_name='term until: how well known')),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='coordinators', to='catalogue.area', verbose_name='area')),
                ('commitment', models.ForeignKey(blank=True, help_text="Where the designation was made in a commitment's procedure.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='coordinators', to='commitments.commitment', verbose_name='commitment')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coordinators', to='catalogue.edition', verbose_name='edition')),
                ('measure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='coordinators', to='catalogue.measure', verbose_name='measure')),
                ('near', models.ForeignKey(blank=True, help_text="For a topic in its own words: ours, not the record's.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='topics_near', to='catalogue.measure', verbose_name='nearest measure')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coordinator_assignments', to='members.participant', verbose_name='state')),
            ],
            options={
                'verbose_name': 'coordinator',
                'verbose_name_plural': 'coordinators: offers and designations',
                'ordering': ['participant__seat_name', 'area__reference_order', 'measure__number', 'pk'],
                'permissions': [('import_coordinatorassignment', 'Can import coordinators'), ('export_coordinatorassignment', 'Can export coordinators')],
            },
        ),
        migrations.CreateModel(
            name='ExpertNomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('own', 'own state only'), ('secretariat', 'the Secretariat and the Chair'), ('members', 'all member states'), ('observers', 'member states and observers'), ('public', 'everyone')], default='secretariat', max_length=12, verbose_name='who sees it')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='key')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('affiliation', models.CharField(blank=True, max_length=200, verbose_name='post and institution')),
                ('expertise', models.TextField(blank=True, max_length=2000, verbose_name='expertise')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('since', models.DateField(default=record.dates.day_of_the_house, verbose_name='since')),
                ('until', models.DateField(blank=True, help_text='The first day after the term.', null=True, verbose_name='until')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='entered at')),
                ('once_key', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('commitment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='experts', to='commitments.commitment', verbose_name='commitment')),
                ('measure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='experts', to='catalogue.measure', verbose_name='measure')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.participant', verbose_name='on behalf of')),
            ],
            options={
                'verbose_name': 'nomination of an expert',
                'verbose_name_plural': 'nominations of experts',
                'ordering': ['name', 'pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='Intention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Keys of sources, separated by semicolons, or a citation.', max_length=300, verbose_name='source')),
                ('confidence', models.CharField(blank=True, choices=[('V', 'seen in a source'), ('P', 'partly: the main point seen, a detail such as the day not'), ('I', 'inferred from sources')], max_length=1, verbose_name='confidence')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('record_key', models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                ('since', models.DateField(verbose_name='since')),
                ('since_precision', record.dates.PrecisionField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('by-then', 'by that day')], default='exact', max_length=10, verbose_name='since: how well known')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='intentions', to='commitments.commitment', verbose_name='commitment')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='intentions', to='members.participant', verbose_name='state')),
            ],
            options={
                'verbose_name': 'intention',
                'verbose_name_plural': 'intentions',
                'ordering': ['since', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='StepTaken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('serial', models.PositiveIntegerField(verbose_name='number')),
                ('step', models.CharField(max_length=40, verbose_name='step')),
                ('from_state', models.CharField(blank=True, max_length=20, verbose_name='from')),
                ('to_state', models.CharField(max_length=20, verbose_name='to')),
                ('on', models.DateField(verbose_name='day')),
                ('on_precision', record.dates.PrecisionField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('by-then', 'by that day')], default='exact', max_length=10, verbose_name='day: how well known')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='entered at')),
                ('acting_as', models.CharField(blank=True, choices=[('secretariat', 'the Secretariat'), ('chair', 'the Chair'), ('swg-chair', 'the chair of the working group'), ('coordinator', 'the coordinator'), ('co-coordinator', 'a co-coordinator'), ('intending-state', 'a state that intends it'), ('member', 'a member state'), ('observer', 'an observer')], max_length=20, verbose_name='acting as')),
                ('channel', models.CharField(choices=[('portal', 'portal'), ('api', 'API'), ('note-verbale', 'note verbale'), ('email', 'e-mail'), ('record', 'public record')], default='portal', max_length=14, verbose_name='by which way')),
                ('note', models.TextField(blank=True, max_length=5000, verbose_name='note')),
                ('consensus', models.TextField(blank=True, max_length=5000, verbose_name='how consensus was recorded')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='source')),
                ('confidence', models.CharField(blank=True, max_length=1, verbose_name='confidence')),
                ('once_key', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps_taken', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='commitments.commitment', verbose_name='commitment')),
                ('experts', models.ManyToManyField(blank=True, related_name='entrusted_by', to='commitments.expertnomination')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps_taken', to='meetings.meeting', verbose_name='meeting')),
                ('on_behalf_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps_taken', to='members.participant', verbose_name='on behalf of')),
                ('paper_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='papers.paperversion', verbose_name='paper')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='designated_by_steps', to='members.participant', verbose_name='state')),
                ('scan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.paperversion', verbose_name="the state's letter")),
            ],
            options={
                'verbose_name': 'step taken',
                'verbose_name_plural': 'steps taken',
                'ordering': ['commitment', 'serial'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='View',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('own', 'own state only'), ('secretariat', 'the Secretariat and the Chair'), ('members', 'all member states'), ('observers', 'member states and observers'), ('public', 'everyone')], default='secretariat', max_length=12, verbose_name='who sees it')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='key')),
                ('text', models.TextField(max_length=20000, verbose_name='view')),
                ('language', models.CharField(choices=[('en', 'English'), ('ru', 'Russian'), ('zh-hans', 'Chinese'), ('ar', 'Arabic')], default='en', max_length=10, verbose_name='language')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='shared at')),
                ('once_key', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='views', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='views', to='commitments.commitment', verbose_name='commitment')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.participant', verbose_name='on behalf of')),
            ],
            options={
                'verbose_name': 'view',
                'verbose_name_plural': 'views',
                'ordering': ['at', 'pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['state', '-moved_at'], name='commitments_awaiting'),
        ),
        migrations.AddConstraint(
            model_name='coordinatorassignment',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('since__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='coordinator_term_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='coordinatorassignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('depth', 'measure'), _negated=True), ('measure__isnull', False), _connector='OR'), name='a_measure_deep_names_its_measure'),
        ),
        migrations.AddConstraint(
            model_name='coordinatorassignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('depth', 'area'), _negated=True), ('area__isnull', False), _connector='OR'), name='an_area_deep_names_its_area'),
        ),
        migrations.AddConstraint(
            model_name='coordinatorassignment',
            constraint=models.CheckConstraint(condition=models.Q(('depth', 'measure'), ('measure__isnull', True), _connector='OR'), name='only_a_measure_deep_names_a_measure'),
        ),
        migrations.AddConstraint(
            model_name='expertnomination',
            constraint=models.CheckConstraint(condition=models.Q(('measure__isnull', False), ('commitment__isnull', False), _connector='OR'), name='an_expert_is_nominated_for_something'),
        ),
        migrations.AddConstraint(
            model_name='expertnomination',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='nomination_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='intention',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('commitment', 'participant'), name='a_state_intends_a_commitment_once'),
        ),
        migrations.AddConstraint(
            model_name='intention',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='intention_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='steptaken',
            constraint=models.UniqueConstraint(fields=('commitment', 'serial'), name='one_step_a_number'),
        ),
        never_changed(
            "commitments",
            [
                KeptTable("commitments_steptaken"),
            ],
            "what was done is never changed",
        ),
    ]
