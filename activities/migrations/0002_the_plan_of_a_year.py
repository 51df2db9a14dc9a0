"""Plans of years with their versions; what states give to an activity of their own will."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import record.texts
from django.conf import settings
from django.db import migrations, models

from journal.migrations_sql import KeptTable, never_changed


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0001_activities'),
        ('meetings', '0005_found_by_the_index'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='contributions',
            field=record.texts.MultilingualField(blank=True, default=dict, long=True, verbose_name='voluntary contributions in kind'),
        ),
        migrations.CreateModel(
            name='YearPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mistaken_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='entered by mistake: found at')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2005), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('stage', models.CharField(choices=[('drafted', 'Being drawn up'), ('before', 'Put before a meeting'), ('adopted', 'Adopted')], default='drafted', max_length=8, verbose_name='stage')),
                ('decision', models.CharField(blank=True, max_length=60, verbose_name='adopted by')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed at')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='entered at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='year_plans', to='meetings.meeting', verbose_name='put before')),
            ],
            options={
                'verbose_name': 'yearly plan',
                'verbose_name_plural': 'yearly plans',
                'ordering': ['-year', '-pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('content', models.JSONField(default=list, verbose_name='rows')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='entered at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='activities.yearplan', verbose_name='yearly plan')),
            ],
            options={
                'verbose_name': 'version of a yearly plan',
                'verbose_name_plural': 'versions of yearly plans',
                'ordering': ['plan', 'number'],
                'default_permissions': ['view'],
            },
        ),
        migrations.AddConstraint(
            model_name='yearplan',
            constraint=models.UniqueConstraint(condition=models.Q(('mistaken_at__isnull', True)), fields=('year',), name='one_plan_a_year'),
        ),
        migrations.AddConstraint(
            model_name='yearplan',
            constraint=models.CheckConstraint(condition=models.Q(('stage', 'drafted'), ('meeting__isnull', False), _connector='OR'), name='a_plan_is_put_before_a_meeting'),
        ),
        migrations.AddConstraint(
            model_name='yearplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'adopted'), _negated=True), models.Q(('decision', ''), _negated=True), _connector='OR'), name='a_plan_is_adopted_by_a_decision'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='one_version_of_a_plan_a_number'),
        ),
        never_changed("activities_plans", [KeptTable("activities_planversion")], "a version is never changed"),
    ]
