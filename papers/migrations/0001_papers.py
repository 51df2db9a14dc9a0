import django.db.models.deletion
import django.utils.timezone
import papers.models
import record.dates
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
            name='Folder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(editable=False, max_length=50, unique=True, verbose_name='reference')),
            ],
            options={
                'verbose_name': 'folder of papers',
                'verbose_name_plural': 'folders of papers',
                'ordering': ['reference'],
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Keys of sources, separated by semicolons, or a citation.', max_length=300, verbose_name='source')),
                ('confidence', models.CharField(blank=True, choices=[('V', 'seen in a source'), ('P', 'partly: the main point seen, a detail such as the day not'), ('I', 'inferred from sources')], max_length=1, verbose_name='confidence')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('record_key', models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                ('kind', models.CharField(choices=[('concept-paper', 'Concept paper'), ('working-paper', 'Working paper'), ('action-plan', 'Action plan'), ('compilation', 'Compilation of views'), ('report', 'Report'), ('note', 'Note from a state')], max_length=14, verbose_name='kind')),
                ('symbol', models.CharField(max_length=60, unique=True, verbose_name='symbol')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('period', models.CharField(blank=True, max_length=20, verbose_name='period')),
                ('on', models.DateField(blank=True, null=True, verbose_name='day')),
                ('on_precision', record.dates.PrecisionField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('by-then', 'by that day')], default='exact', max_length=10, verbose_name='day: how well known')),
                ('folder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='papers.folder', verbose_name='lies in')),
            ],
            options={
                'verbose_name': 'paper',
                'verbose_name_plural': 'papers',
                'ordering': ['symbol'],
            },
        ),
        migrations.CreateModel(
            name='PaperVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('language', models.CharField(choices=[('en', 'English'), ('ru', 'Russian'), ('zh-hans', 'Chinese'), ('ar', 'Arabic')], default='en', max_length=10, verbose_name='language')),
                ('language_status', models.CharField(choices=[('official', 'official'), ('translation', 'unofficial translation')], default='official', max_length=12, verbose_name='status of the wording')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('file', models.FileField(blank=True, max_length=200, upload_to=papers.models.stored_at, verbose_name='file')),
                ('file_type', models.CharField(blank=True, max_length=100, verbose_name='type of the file')),
                ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('channel', models.CharField(choices=[('portal', 'portal'), ('api', 'API'), ('note-verbale', 'note verbale'), ('email', 'e-mail'), ('record', 'public record')], default='portal', max_length=14, verbose_name='by which way')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='submitted at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_versions', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
                ('on_behalf_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='paper_versions', to='members.participant', verbose_name='on behalf of')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='papers.paper', verbose_name='paper')),
            ],
            options={
                'verbose_name': 'version of a paper',
                'verbose_name_plural': 'versions of papers',
                'ordering': ['paper', 'number'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('own', 'own state only'), ('secretariat', 'the Secretariat and the Chair'), ('members', 'all member states'), ('observers', 'member states and observers'), ('public', 'everyone')], default='secretariat', max_length=12, verbose_name='who sees it')),
                ('text', models.TextField(max_length=10000, verbose_name='comment')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('once_key', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.participant', verbose_name='on behalf of')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='papers.paperversion', verbose_name='version of a paper')),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'ordering': ['at', 'pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='Circulation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('own', 'own state only'), ('secretariat', 'the Secretariat and the Chair'), ('members', 'all member states'), ('observers', 'member states and observers'), ('public', 'everyone')], default='members', max_length=12, verbose_name='sent to')),
                ('comments_by', models.DateField(blank=True, null=True, verbose_name='comments are welcome until')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='circulated at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='circulations', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='circulations', to='papers.paperversion', verbose_name='version of a paper')),
            ],
            options={
                'verbose_name': 'circulation',
                'verbose_name_plural': 'circulations',
                'ordering': ['-at'],
                'default_permissions': ['view'],
            },
        ),
        migrations.AddConstraint(
            model_name='paperversion',
            constraint=models.UniqueConstraint(fields=('paper', 'number'), name='one_version_a_number'),
        ),
        migrations.AddConstraint(
            model_name='paperversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), models.Q(('file', ''), _negated=True)), models.Q(models.Q(('text', ''), _negated=True), ('file', '')), _connector='OR'), name='a_version_is_a_file_or_a_text'),
        ),
        never_changed(
            "papers",
            [
                KeptTable("papers_paperversion"),
                KeptTable("papers_circulation"),
            ],
            "what was done is never changed",
        ),
    ]
