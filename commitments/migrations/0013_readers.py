"""Who may read commitments, and what hangs on them, stands with them; triggers write it (`record.triggers`)."""

from django.db import migrations, models

from record.readers import ReadersField, readers_index

MODELS = ("commitment", "coordinatorassignment", "view", "expertnomination")


class Migration(migrations.Migration):
    dependencies = [("commitments", "0012_counting")]

    operations = [
        *(migrations.AddField(model_name=model, name="readers", field=ReadersField()) for model in MODELS),
        migrations.AddIndex(
            model_name="coordinatorassignment",
            index=models.Index(
                fields=["participant", "until"],
                name="coordinators_terms_ending",
                condition=models.Q(("fact", "designation"), ("until__isnull", False)),
            ),
        ),
        *(readers_index(f"commitments_{model}") for model in MODELS),
    ]
