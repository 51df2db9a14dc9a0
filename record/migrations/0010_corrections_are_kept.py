from django.db import migrations

from journal.migrations_sql import KeptTable, kept_again, kept_no_more

CORRECTIONS = KeptTable("record_correction", ("kind", "key", "label", "reason", "source", "by_id", "at", "once_key"))
WHY = "what was said of a mistake stays as it was said"


class Migration(migrations.Migration):
    """Where `two_officers` was applied on SQLite as it stood first, corrections were kept no more: from here on they are."""

    dependencies = [
        ("record", "0009_found_by_the_index"),
    ]

    operations = [
        kept_no_more("record", CORRECTIONS, WHY),
        kept_again("record", CORRECTIONS, WHY),
    ]
