"""Who may read decisions stands with them; triggers write it (`record.triggers`)."""

from django.db import migrations

from record.readers import ReadersField, readers_index

MODELS = ("decision",)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0010_what_a_source_reports")]

    operations = [
        *(migrations.AddField(model_name=model, name="readers", field=ReadersField()) for model in MODELS),
        *(readers_index(f"decisions_{model}") for model in MODELS),
    ]
