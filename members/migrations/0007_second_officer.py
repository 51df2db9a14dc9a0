import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from journal.migrations_sql import KeptTable, never_changed


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0006_officers_hold_no_office'),
    ]

    operations = [
        migrations.CreateModel(
            name='SecondOfficerRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('make-officer', 'A new officer of the Secretariat'), ('release-officer', 'An officer leaves the Secretariat'), ('forget-factor', 'Another second factor'), ('end-for-cause', 'The end of an office for cause')], max_length=20, verbose_name='what')),
                ('until', models.DateField(blank=True, null=True, verbose_name='first day out of office')),
                ('reason', models.TextField(max_length=2000, verbose_name='why')),
                ('stage', models.CharField(choices=[('proposed', 'waits for a second officer'), ('in-effect', 'holds'), ('declined', 'declined')], default='proposed', max_length=10, verbose_name='stage')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked for at')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed or declined at')),
                ('settled_note', models.TextField(blank=True, max_length=2000, verbose_name='why it was declined')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked for by')),
                ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='asked_of_two', to='members.focalpoint', verbose_name='office')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked_of_two', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed or declined by')),
            ],
            options={
                'verbose_name': 'request to a second officer',
                'verbose_name_plural': 'requests to a second officer',
                'ordering': ['-at', '-pk'],
                'default_permissions': ['view'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('stage', 'proposed')), fields=('what', 'person'), name='one_waiting_request_a_person_and_thing'), models.CheckConstraint(condition=models.Q(models.Q(('stage', 'proposed'), _negated=True), ('settled_at__isnull', True), _connector='XOR'), name='a_request_is_settled_or_waits'), models.CheckConstraint(condition=models.Q(models.Q(('stage', 'in-effect'), _negated=True), models.Q(('settled_by__isnull', False), models.Q(('settled_by', models.F('by')), _negated=True)), _connector='OR'), name='a_second_officer_confirms'), models.CheckConstraint(condition=models.Q(models.Q(('office__isnull', False), ('until__isnull', False), ('what', 'end-for-cause')), models.Q(models.Q(('what', 'end-for-cause'), _negated=True), ('office__isnull', True), ('until__isnull', True)), _connector='OR'), name='an_office_to_end_is_named')],
            },
        ),
        never_changed(
            "members",
            [
                KeptTable(
                    "members_secondofficerrequest",
                    ("what", "person_id", "office_id", "until", "reason", "by_id", "at"),
                ),
            ],
            "what an officer asked a second one stays as it was asked",
        ),
    ]
