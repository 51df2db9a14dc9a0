from django.db import migrations, models

from journal.migrations_sql import RefusedRow, rows_refused

RUNS = "NEW.user_id IS NOT NULL AND NEW.mistaken_at IS NULL AND (NEW.until IS NULL OR NEW.until > {today})"
OF_A_GUEST = "EXISTS (SELECT 1 FROM members_user WHERE members_user.id = NEW.user_id AND members_user.is_guest)"
COMES_IN = "NEW.is_guest AND (NEW.is_staff OR NEW.is_superuser)"


class Migration(migrations.Migration):

    dependencies = [("members", "0014_who_stands_in_for_whom")]

    operations = [
        # As it stands, with its triggers: SQLite would make the table anew, and leave them behind.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE members_user ADD COLUMN is_guest boolean NOT NULL DEFAULT false",
                    "ALTER TABLE members_user DROP COLUMN is_guest",
                ),
            ],
            state_operations=[
                migrations.AddField(
                    "user",
                    "is_guest",
                    models.BooleanField(default=False, editable=False, verbose_name="guest: let in to one paper"),
                ),
            ],
        ),
        rows_refused(
            [
                RefusedRow("members_focalpoint", "no_office_begins_for_a_guest", "INSERT", f"{RUNS} AND {OF_A_GUEST}"),
                RefusedRow("members_focalpoint", "no_office_goes_on_for_a_guest", "UPDATE", f"{RUNS} AND {OF_A_GUEST}"),
                RefusedRow("members_user", "no_guest_comes_into_the_staff", "UPDATE", COMES_IN),
                RefusedRow("members_user", "no_guest_is_of_the_staff", "INSERT", COMES_IN),
            ],
            "whoever was let in to one paper holds no office",
        ),
    ]
