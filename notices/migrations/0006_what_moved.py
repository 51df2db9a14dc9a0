from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0005_letters_are_emptied'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlannedSource',
            fields=[
                ('source', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='source')),
                ('entry', models.PositiveBigIntegerField(default=0, verbose_name='number of the entry')),
                ('besides', models.CharField(blank=True, max_length=200, verbose_name='seen besides')),
                ('at', models.DateTimeField(blank=True, null=True, verbose_name='planned at')),
                ('again_at', models.DateTimeField(blank=True, null=True, verbose_name='again at')),
                ('faults', models.JSONField(default=list, verbose_name='faults')),
            ],
            options={
                'verbose_name': 'planned source of reminders',
                'verbose_name_plural': 'planned sources of reminders',
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('stage', 'refused')), fields=['ended_at'], name='letters_refused'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('stage', 'pending')), fields=['expires_at'], name='notices_too_late'),
        ),
    ]
