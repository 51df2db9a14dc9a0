from django.db import migrations

import record.dates

TABLE = "meetings_meetingdates"


def install_again(apps, schema_editor):
    """On SQLite a table with a new column is a new table, and the triggers of migration 0003 went with the old one."""
    if schema_editor.connection.vendor != "sqlite":
        return
    for verb in ("UPDATE", "DELETE"):
        schema_editor.execute(
            f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
            "BEGIN SELECT RAISE(ABORT, 'what was done is never changed'); END"
        )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_an_attendance_is_taken_back")]
    operations = [
        migrations.AddField(
            model_name="meetingdates",
            name="starts_precision",
            field=record.dates.PrecisionField(verbose_name="first day: how well known"),
        ),
        migrations.RunPython(install_again, install_again),
    ]
