from django.db import migrations

from journal.migrations_sql import RefusedRow, rows_refused

RUNS = "NEW.user_id IS NOT NULL AND NEW.mistaken_at IS NULL AND (NEW.until IS NULL OR NEW.until > {today})"
OF_AN_OFFICER = (
    "EXISTS (SELECT 1 FROM members_user WHERE members_user.id = NEW.user_id"
    " AND (members_user.is_staff OR members_user.is_superuser))"
)
# A term that is made shorter, or only saved again, is no new one.
BEGINS_AGAIN = (
    "((OLD.until IS NOT NULL AND NEW.until IS NULL) OR NEW.until > OLD.until"
    " OR (OLD.mistaken_at IS NOT NULL AND NEW.mistaken_at IS NULL))"
)
COMES_IN = "(NEW.is_staff OR NEW.is_superuser)"
WAS_OUT = "NOT (OLD.is_staff OR OLD.is_superuser)"
HOLDS_AN_OFFICE = (
    "EXISTS (SELECT 1 FROM members_focalpoint WHERE members_focalpoint.user_id = NEW.id"
    " AND members_focalpoint.mistaken_at IS NULL"
    " AND (members_focalpoint.until IS NULL OR members_focalpoint.until > {today}))"
)


class Migration(migrations.Migration):
    # Without another table's columns: on SQLite a change of them makes a table anew, and leaves its triggers behind.

    dependencies = [
        ("members", "0005_api_tokens"),
    ]

    operations = [
        rows_refused(
            [
                RefusedRow("members_focalpoint", "no_office_begins_for_an_officer", "INSERT", f"{RUNS} AND {OF_AN_OFFICER}"),
                RefusedRow(
                    "members_focalpoint",
                    "no_office_goes_on_for_an_officer",
                    "UPDATE",
                    f"{BEGINS_AGAIN} AND {RUNS} AND {OF_AN_OFFICER}",
                ),
                RefusedRow(
                    "members_user",
                    "nobody_in_office_becomes_an_officer",
                    "UPDATE",
                    f"{COMES_IN} AND {WAS_OUT} AND {HOLDS_AN_OFFICE}",
                ),
            ],
            "officers of the Secretariat act for no state",
        ),
    ]
