"""The database itself refuses to change or remove what was planned, circulated, opened or objected, whoever asks."""

from django.db import migrations

TABLES = (
    "meetings_meetingdates",
    "meetings_agendaversion",
    "meetings_silenceround",
    "meetings_silenceobjection",
)


def install(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            for verb in ("UPDATE", "DELETE"):
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'what was done is never changed'); END"
                )
        return
    schema_editor.execute(
        "CREATE FUNCTION meetings_history_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'what was done is never changed'; END $$"
    )
    for table in TABLES:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION meetings_history_is_kept()"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_is_not_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION meetings_history_is_kept()"
        )


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            for verb in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{verb}")
        return
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_is_kept ON {table}")
        schema_editor.execute(f"DROP TRIGGER {table}_is_not_emptied ON {table}")
    schema_editor.execute("DROP FUNCTION meetings_history_is_kept()")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_cycles_of_meetings")]
    operations = [migrations.RunPython(install, remove)]
