"""In which language the title and the statement of a commitment were written."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("commitments", "0004_what_was_known_then")]

    operations = [
        migrations.AddField(
            model_name="commitment",
            name="language",
            field=models.CharField(
                choices=settings.LANGUAGES, default="en", editable=False, max_length=10, verbose_name="language"
            ),
        ),
    ]
