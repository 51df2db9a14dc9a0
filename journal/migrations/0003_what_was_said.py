from django.db import migrations, models

from journal.migrations_sql import KeptTable, never_changed, never_replaced

APPEND_ONLY = "the journal is append-only"


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0002_what_entries_are_called'),
    ]

    operations = [
        # With no default: SQLite then adds a column, and makes no other table without the triggers of this one.
        migrations.AddField(
            model_name='entry',
            name='said',
            field=models.JSONField(blank=True, editable=False, null=True, verbose_name='digests of what was said'),
        ),
        migrations.CreateModel(
            name='NightlySeal',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False, verbose_name='day')),
                ('number', models.PositiveBigIntegerField(verbose_name='number of the entry')),
                ('seal', models.CharField(max_length=64, verbose_name='seal')),
            ],
            options={
                'verbose_name': 'nightly seal',
                'verbose_name_plural': 'nightly seals',
                'ordering': ['day'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='NightlyCheck',
            fields=[
                ('name', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='what is looked through')),
                ('at', models.DateTimeField(verbose_name='looked through at')),
                ('cursor', models.CharField(blank=True, max_length=400, verbose_name='goes on after')),
                ('faults', models.JSONField(default=list, verbose_name='what was found')),
            ],
            options={
                'verbose_name': 'nightly check',
                'verbose_name_plural': 'nightly checks',
                'default_permissions': (),
            },
        ),
        never_changed("journal_seals", [KeptTable("journal_nightlyseal")], APPEND_ONLY),
        never_replaced("journal_entry", ("number", "seal"), APPEND_ONLY),
        never_replaced("journal_nightlyseal", ("day",), APPEND_ONLY),
    ]
