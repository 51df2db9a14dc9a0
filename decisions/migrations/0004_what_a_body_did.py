from hashlib import sha256

import django.db.models.deletion
from django.db import migrations, models


def seal_texts(apps, schema_editor):
    """The decisions that are there already get the digests of their texts."""
    Decision = apps.get_model("decisions", "Decision")
    for decision in Decision.objects.exclude(text={}).only("pk", "text"):
        digests = {code: sha256(text.encode()).hexdigest() for code, text in decision.text.items() if text}
        Decision.objects.filter(pk=decision.pk).update(text_sha256=digests)


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0001_commitments'),
        ("decisions", "0003_entered_by_mistake"),
        ('meetings', '0001_meetings'),
    ]

    operations = [
        migrations.AddField(
            model_name='agendaitem',
            name='considered_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='entered at'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='considered_on',
            field=models.DateField(blank=True, null=True, verbose_name='considered on'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='outcome',
            field=models.CharField(blank=True, choices=[('considered', 'considered'), ('returned', 'returned for revision')], max_length=12, verbose_name='what became of it'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='outcome_note',
            field=models.TextField(blank=True, max_length=5000, verbose_name='what the body said'),
        ),
        migrations.AddField(
            model_name='agendamatter',
            name='taken',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_matter', to='commitments.steptaken', verbose_name='step taken'),
        ),
        migrations.AddField(
            model_name='decision',
            name='text_sha256',
            field=models.JSONField(default=dict, editable=False, verbose_name='SHA-256 of the text'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='outcome',
            field=models.CharField(choices=[('adopted', 'Adopted by consensus'), ('noted', 'Taken note of'), ('deferred', 'Deferred'), ('returned', 'Returned'), ('no-consensus', 'No consensus')], default='adopted', max_length=14, verbose_name='outcome'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('considered_at__isnull', True), ('considered_on__isnull', True), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('considered_at__isnull', False), ('considered_on__isnull', False)), _connector='OR'), name='an_item_that_was_considered_has_its_day'),
        ),
        migrations.RunPython(seal_texts, migrations.RunPython.noop),
    ]
