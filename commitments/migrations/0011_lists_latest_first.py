from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_where_the_instruments_speak_of_an_edition"),
        ("commitments", "0010_truth_views_taken_back"),
        ("papers", "0004_who_signs_in"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(fields=["-moved_at", "-id"], name="commitments_latest_first"),
        ),
    ]
