import uuid

from django.db import migrations, models


def give_keys(apps, schema_editor):
    """Notices that are there already get theirs, a batch at a time."""
    Notice = apps.get_model("notices", "Notice")
    batch = []
    for notice in Notice.objects.filter(uid__isnull=True).only("pk").iterator(chunk_size=2000):
        notice.uid = uuid.uuid4()
        batch.append(notice)
        if len(batch) == 2000:
            Notice.objects.bulk_update(batch, ["uid"])
            batch = []
    Notice.objects.bulk_update(batch, ["uid"])


class Migration(migrations.Migration):
    # Rows are written between two changes of the table, which PostgreSQL doesn't do in one transaction.
    atomic = False
    dependencies = [("notices", "0006_what_moved")]
    operations = [
        migrations.AddField("notice", "uid", models.UUIDField(default=None, null=True, editable=False)),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AlterField(
            "notice", "uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="key")
        ),
    ]
