"""The database itself refuses to change or remove a move of a notice, or the words of a letter."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER notices_move_is_not_changed BEFORE UPDATE ON notices_noticetransition
    BEGIN SELECT RAISE(ABORT, 'moves of notices are append-only'); END""",
    """CREATE TRIGGER notices_move_is_not_removed BEFORE DELETE ON notices_noticetransition
    BEGIN SELECT RAISE(ABORT, 'moves of notices are append-only'); END""",
    """CREATE TRIGGER notices_letter_keeps_its_words BEFORE UPDATE OF raw, subject, text, address ON notices_letter
    BEGIN SELECT RAISE(ABORT, 'a letter keeps its words'); END""",
    """CREATE TRIGGER notices_letter_is_not_removed BEFORE DELETE ON notices_letter
    BEGIN SELECT RAISE(ABORT, 'a letter is not removed'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION notices_are_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'notices are kept as they were'; END $$""",
    """CREATE TRIGGER notices_move_is_not_changed BEFORE UPDATE OR DELETE ON notices_noticetransition
    FOR EACH ROW EXECUTE FUNCTION notices_are_kept()""",
    """CREATE TRIGGER notices_letter_keeps_its_words BEFORE UPDATE OF raw, subject, text, address ON notices_letter
    FOR EACH ROW EXECUTE FUNCTION notices_are_kept()""",
    """CREATE TRIGGER notices_letter_is_not_removed BEFORE DELETE ON notices_letter
    FOR EACH ROW EXECUTE FUNCTION notices_are_kept()""",
]
UNDO = {
    "sqlite": [
        "DROP TRIGGER notices_move_is_not_changed",
        "DROP TRIGGER notices_move_is_not_removed",
        "DROP TRIGGER notices_letter_keeps_its_words",
        "DROP TRIGGER notices_letter_is_not_removed",
    ],
    "postgresql": [
        "DROP TRIGGER notices_move_is_not_changed ON notices_noticetransition",
        "DROP TRIGGER notices_letter_keeps_its_words ON notices_letter",
        "DROP TRIGGER notices_letter_is_not_removed ON notices_letter",
        "DROP FUNCTION notices_are_kept()",
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
    dependencies = [("notices", "0002_a_ledger_of_reminders")]
    operations = [migrations.RunPython(install, remove)]
