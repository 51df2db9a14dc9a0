"""Words of offers and designations are searched in a column of their own, as those of everything else are."""

from django.db import migrations, models


def fold_the_words(apps, schema_editor):
    rows = apps.get_model("commitments", "CoordinatorAssignment").objects
    for row in rows.exclude(wording={}).only("wording").iterator():
        texts = row.wording.values() if isinstance(row.wording, dict) else [row.wording]
        row.search_text = "\n".join(str(text) for text in texts if text).casefold()
        row.save(update_fields=["search_text"])


class Migration(migrations.Migration):
    dependencies = [("commitments", "0011_lists_latest_first")]

    operations = [
        migrations.AddField(
            model_name="coordinatorassignment",
            name="search_text",
            field=models.TextField(db_default="", default="", editable=False),
        ),
        migrations.AddIndex(
            model_name="coordinatorassignment",
            index=models.Index(
                condition=models.Q(("search_text", ""), _negated=True),
                fields=["participant"],
                name="coordinators_in_own_words",
            ),
        ),
        migrations.RunPython(fold_the_words, migrations.RunPython.noop, elidable=True),
    ]
