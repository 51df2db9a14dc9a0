import uuid

from django.db import migrations, models

TYPES = {"postgresql": "uuid"}


def add_column(apps, schema_editor):
    schema_editor.execute(f"ALTER TABLE members_user ADD COLUMN uid {TYPES.get(schema_editor.connection.vendor, 'char(32)')}")


def give_keys(apps, schema_editor):
    """People who are there already get theirs."""
    User = apps.get_model("members", "User")
    people = list(User._base_manager.filter(uid__isnull=True).only("pk"))
    for person in people:
        person.uid = uuid.uuid4()
    User._base_manager.bulk_update(people, ["uid"], batch_size=400)


def require_keys(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE members_user ALTER COLUMN uid SET NOT NULL")
    schema_editor.execute("CREATE UNIQUE INDEX people_by_key ON members_user (uid)")


def remove_column(apps, schema_editor):
    schema_editor.execute("DROP INDEX people_by_key")
    schema_editor.execute("ALTER TABLE members_user DROP COLUMN uid")


class Migration(migrations.Migration):
    # Rows are written between two changes of the table, which PostgreSQL doesn't do in one transaction.
    atomic = False
    dependencies = [("members", "0012_found_by_the_index")]
    operations = [
        # As it stands, with its triggers: SQLite would make the table anew, and leave them behind.
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(add_column, migrations.RunPython.noop)],
            state_operations=[
                migrations.AddField(
                    "user",
                    "uid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="key"),
                ),
            ],
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.RunPython(require_keys, remove_column),
    ]
