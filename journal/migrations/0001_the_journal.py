import django.core.serializers.json
from django.db import migrations, models

from journal.migrations_sql import KeptTable, never_changed


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name='number')),
                ('at', models.DateTimeField(db_index=True, verbose_name='when')),
                ('by_key', models.CharField(blank=True, max_length=40, verbose_name="person's key")),
                ('by_label', models.CharField(max_length=254, verbose_name='who')),
                ('verb', models.CharField(db_index=True, max_length=60, verbose_name='verb')),
                ('about_kind', models.CharField(max_length=100, verbose_name='kind of object')),
                ('about_key', models.CharField(max_length=64, verbose_name="object's key")),
                ('about_label', models.CharField(max_length=300, verbose_name='about what')),
                ('changes', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='what changed')),
                ('previous', models.CharField(max_length=64, verbose_name='seal of the entry before')),
                ('seal', models.CharField(max_length=64, unique=True, verbose_name='seal')),
            ],
            options={
                'verbose_name': 'journal entry',
                'verbose_name_plural': 'journal',
                'ordering': ['-number'],
                'default_permissions': ['view'],
                'indexes': [models.Index(fields=['about_kind', 'about_key', '-number'], name='journal_about_an_object'), models.Index(fields=['by_label', '-number'], name='journal_by_a_person')],
            },
        ),
        never_changed(
            "journal",
            [
                KeptTable("journal_entry"),
            ],
            "the journal is append-only",
        ),
    ]
