import django.db.models.deletion
import django.utils.timezone
import record.texts
from django.conf import settings
from django.db import migrations, models

from journal.migrations_sql import KeptTable, never_changed


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0007_second_officer'),
    ]

    operations = [
        migrations.CreateModel(
            name='EnteredForState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about_kind', models.CharField(max_length=100, verbose_name='kind of object')),
                ('about_key', models.CharField(max_length=64, verbose_name="object's key")),
                ('about_label', models.CharField(max_length=300, verbose_name='about what')),
                ('what', record.texts.MultilingualField(default=dict, verbose_name='what was entered')),
                ('url', models.CharField(max_length=300, verbose_name='link')),
                ('letter', models.CharField(blank=True, max_length=300, verbose_name='by which letter')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='entered at')),
                ('contested_at', models.DateTimeField(blank=True, null=True, verbose_name="said not to be the state's at")),
                ('answer', models.CharField(blank=True, choices=[('confirmed', 'Looked into, and confirmed'), ('corrected', 'Looked into, and corrected')], max_length=10, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('answer_note', models.TextField(blank=True, max_length=2000, verbose_name='what was answered')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('contested_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name="said not to be the state's by")),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entered_for_it', to='members.participant', verbose_name='on behalf of')),
            ],
            options={
                'verbose_name': "entry in a state's name",
                'verbose_name_plural': "entries in a state's name",
                'ordering': ['-at', '-pk'],
                'default_permissions': ['view'],
                'indexes': [models.Index(fields=['about_kind', 'about_key'], name='entered_about_a_thing')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('contested_at__isnull', True), ('contested_by__isnull', True)), models.Q(('contested_at__isnull', False), ('contested_by__isnull', False)), _connector='OR'), name='somebody_says_it_was_not_the_state'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(('answered_at__isnull', False), ('contested_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='what_is_answered_was_contested')],
            },
        ),
        never_changed(
            "members_entries",
            [
                KeptTable(
                    "members_enteredforstate",
                    ("participant_id", "about_kind", "about_key", "about_label", "what", "url", "letter", "by_id", "at"),
                ),
            ],
            "what was entered in the name of a state stays as it was kept",
        ),
    ]
