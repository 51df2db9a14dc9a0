"""The tables that this code knows beside those that are there: during an upgrade, and on the way back."""

from functools import cache

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader


@cache
def known() -> frozenset[tuple[str, str]]:
    """Every migration of this code."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset(loader.disk_migrations)


def applied() -> set[tuple[str, str]]:
    """The migrations that the database went through, of the apps there are. One query."""
    labels = {config.label for config in apps.get_app_configs()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return {(app, name) for app, name in cursor.fetchall() if app in labels}


def unknown() -> list[str]:
    """Migrations of a later release: this code doesn't know what they want of a row, and writes none."""
    return sorted(f"{app}.{name}" for app, name in applied() - known())


def missing() -> list[str]:
    """Migrations that this code needs, and that the database hasn't gone through."""
    return sorted(f"{app}.{name}" for app, name in known() - applied())
