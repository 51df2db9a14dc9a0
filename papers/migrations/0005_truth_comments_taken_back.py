import uuid

from django.db import migrations, models


def name_each(apps, schema_editor):
    """Each comment that stands gets a key of its own."""
    comments = apps.get_model("papers", "Comment")
    for number in comments.objects.values_list("pk", flat=True).iterator():
        comments.objects.filter(pk=number).update(uid=uuid.uuid4())


class Migration(migrations.Migration):

    dependencies = [
        ("papers", "0004_who_signs_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="mistaken_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="entered by mistake: found at"),
        ),
        migrations.AddField(
            model_name="comment",
            name="uid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True, verbose_name="key"),
        ),
        migrations.RunPython(name_each, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="comment",
            name="uid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="key"),
        ),
    ]
