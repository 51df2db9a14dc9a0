import django.db.models.deletion
import record.dates
import record.texts
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('meetings', '0001_meetings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Keys of sources, separated by semicolons, or a citation.', max_length=300, verbose_name='source')),
                ('confidence', models.CharField(blank=True, choices=[('V', 'seen in a source'), ('P', 'partly: the main point seen, a detail such as the day not'), ('I', 'inferred from sources')], max_length=1, verbose_name='confidence')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('record_key', models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='code')),
                ('title', record.texts.MultilingualField(default=dict, verbose_name='title')),
                ('title_status', models.JSONField(blank=True, default=dict, verbose_name='status of the title, by language')),
                ('symbol', models.CharField(blank=True, max_length=60, verbose_name='symbol')),
                ('adopted_by', models.CharField(max_length=20, verbose_name='adopted by')),
                ('adopted_on', models.DateField(verbose_name='adopted on')),
                ('adopted_on_precision', record.dates.PrecisionField(choices=[('exact', 'exact day'), ('month', 'month'), ('year', 'year'), ('by-then', 'by that day')], default='exact', max_length=10, verbose_name='adopted: how well known')),
                ('place', record.texts.MultilingualField(blank=True, default=dict, verbose_name='place')),
                ('is_complete', models.BooleanField(default=True, help_text='Off while parts of the text are not in the record.', verbose_name='complete')),
            ],
            options={
                'verbose_name': 'edition',
                'verbose_name_plural': 'editions',
                'ordering': ['adopted_on', 'code'],
                'permissions': [('import_edition', 'Can import editions'), ('export_edition', 'Can export editions')],
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Keys of sources, separated by semicolons, or a citation.', max_length=300, verbose_name='source')),
                ('confidence', models.CharField(blank=True, choices=[('V', 'seen in a source'), ('P', 'partly: the main point seen, a detail such as the day not'), ('I', 'inferred from sources')], max_length=1, verbose_name='confidence')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('record_key', models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                ('code', models.CharField(max_length=30, verbose_name='code')),
                ('letters', models.CharField(help_text='Stand in references and mark the area beside its colour: ECO, ENV.', max_length=12, verbose_name='letters')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='order')),
                ('name', record.texts.MultilingualField(default=dict, verbose_name='name')),
                ('name_status', models.JSONField(blank=True, default=dict, verbose_name='status of the name, by language')),
                ('reference', models.CharField(editable=False, max_length=40, unique=True, verbose_name='reference')),
                ('reference_order', models.CharField(editable=False, max_length=12)),
                ('search_text', models.TextField(default='', editable=False)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='priority_areas', to='catalogue.area', verbose_name='lies in')),
                ('working_groups', models.ManyToManyField(blank=True, related_name='areas', to='meetings.workinggroup', verbose_name='working groups')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='catalogue.edition', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'area',
                'verbose_name_plural': 'areas',
                'ordering': ['edition__adopted_on', 'edition', 'reference_order'],
                'permissions': [('import_area', 'Can import areas'), ('export_area', 'Can export areas')],
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Keys of sources, separated by semicolons, or a citation.', max_length=300, verbose_name='source')),
                ('confidence', models.CharField(blank=True, choices=[('V', 'seen in a source'), ('P', 'partly: the main point seen, a detail such as the day not'), ('I', 'inferred from sources')], max_length=1, verbose_name='confidence')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note')),
                ('record_key', models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('numbered_as', models.CharField(blank=True, max_length=20, verbose_name='number in the text')),
                ('title', record.texts.MultilingualField(default=dict, help_text='Ours, for tables.', verbose_name='short title')),
                ('text', record.texts.MultilingualField(blank=True, default=dict, long=True, verbose_name='text')),
                ('text_status', models.JSONField(blank=True, default=dict, help_text='official: the wording as adopted. translation: unofficial.', verbose_name='status of the text, by language')),
                ('reference', models.CharField(editable=False, max_length=40, unique=True, verbose_name='reference')),
                ('search_text', models.TextField(default='', editable=False)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='catalogue.area', verbose_name='area')),
            ],
            options={
                'verbose_name': 'measure',
                'verbose_name_plural': 'measures',
                'ordering': ['area__edition__adopted_on', 'area__edition', 'area__reference_order', 'number'],
                'permissions': [('import_measure', 'Can import measures'), ('export_measure', 'Can export measures')],
            },
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.UniqueConstraint(fields=('edition', 'code'), name='one_area_a_code_in_an_edition'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.UniqueConstraint(fields=('area', 'number'), name='one_measure_a_number_in_an_area'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='measures_are_numbered_from_one'),
        ),
    ]
