"""The database itself refuses to change or remove an entry, whoever asks."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER journal_entry_is_not_changed BEFORE UPDATE ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER journal_entry_is_not_removed BEFORE DELETE ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$""",
    """CREATE TRIGGER journal_entry_is_not_changed BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()""",
    """CREATE TRIGGER journal_entry_is_not_emptied BEFORE TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only()""",
]
UNDO = {
    "sqlite": ["DROP TRIGGER journal_entry_is_not_changed", "DROP TRIGGER journal_entry_is_not_removed"],
    "postgresql": [
        "DROP TRIGGER journal_entry_is_not_changed ON journal_entry",
        "DROP TRIGGER journal_entry_is_not_emptied ON journal_entry",
        "DROP FUNCTION journal_is_append_only()",
    ],
}


def install(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_entries")]
    operations = [migrations.RunPython(install, remove)]
