"""Papers that the Secretariat lays down by itself, and to whom alone a version went."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from journal.migrations_sql import KeptTable, never_changed


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0015_experts_let_in_are_guests'),
        ('papers', '0016_whose_copy_of_a_letter'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='circulation',
            name='participants',
            field=models.ManyToManyField(blank=True, related_name='+', to='members.participant', verbose_name='and these besides'),
        ),
        migrations.AddField(
            model_name='paper',
            name='about_key',
            field=models.CharField(blank=True, max_length=64, verbose_name="object's key"),
        ),
        migrations.AddField(
            model_name='paper',
            name='about_kind',
            field=models.CharField(blank=True, max_length=100, verbose_name='kind of object'),
        ),
        migrations.AddField(
            model_name='paper',
            name='about_label',
            field=models.CharField(blank=True, max_length=300, verbose_name='about what'),
        ),
        migrations.AddField(
            model_name='paper',
            name='about_url',
            field=models.CharField(blank=True, max_length=300, verbose_name='link'),
        ),
        migrations.AddField(
            model_name='paper',
            name='at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='laid down at'),
        ),
        migrations.AddField(
            model_name='paper',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='laid down by'),
        ),
        migrations.AddField(
            model_name='paper',
            name='on_file_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='left on file at'),
        ),
        migrations.AddField(
            model_name='paper',
            name='once_key',
            field=models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name='paper',
            name='kind',
            field=models.CharField(choices=[('concept-paper', 'Concept paper'), ('working-paper', 'Working paper'), ('action-plan', 'Action plan'), ('compilation', 'Compilation of views'), ('report', 'Report'), ('note', 'Note from a state'), ('information', 'Information from a state'), ('published-text', 'Text of a publication'), ('invitation', 'Invitation'), ('office-info', 'Information from the Secretariat'), ('publication', 'Publication'), ('draft-decision', 'Draft decision'), ('general', 'Paper of the Secretariat')], max_length=14, verbose_name='kind'),
        ),
        migrations.AddIndex(
            model_name='paper',
            index=models.Index(condition=models.Q(('about_kind', ''), _negated=True), fields=['about_kind', 'about_key'], name='papers_by_what_they_are_about'),
        ),
        never_changed("papers_named", [KeptTable("papers_circulation_participants")], "what was done is never changed"),
    ]
