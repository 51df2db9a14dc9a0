"""Writing one thing down for many people: a row each, in one statement, however many they are."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from members.models import User
from notices.models import Notice

# A new random key for each row.
NEW_UID = {"postgresql": "gen_random_uuid()", "sqlite": "lower(hex(randomblob(16)))"}


def write_to_each(notice: Notice, people: QuerySet[User]) -> None:
    """Keep `notice`, which is to nobody yet, once for each of the people; whoever has it already gets no second one.

    The database goes through the people itself (INSERT ... SELECT): none of them becomes an object here, and to tell two
    thousand costs one statement. In the caller's transaction.
    """
    try:
        chosen, who = people.order_by().values(User._meta.pk.attname).query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return
    quoted = connection.ops.quote_name
    columns, cells, values = [], [], list[Any]()
    for field in Notice._meta.concrete_fields:
        if field.primary_key:
            continue
        columns.append(quoted(str(field.column)))
        if field.name == "recipient":
            cells.append(f"told.{quoted(str(User._meta.pk.column))}")
        elif field.name == "uid":
            cells.append(NEW_UID[connection.vendor])
        else:
            cells.append("%s")
            values.append(field.get_db_prep_save(getattr(notice, field.attname), connection))
    with connection.cursor() as cursor:
        # "WHERE true": without it SQLite takes ON CONFLICT for the condition of a join.
        cursor.execute(
            f"INSERT INTO {quoted(Notice._meta.db_table)} ({', '.join(columns)})"  # noqa: S608 - names of our own columns
            f" SELECT {', '.join(cells)} FROM ({chosen}) AS told WHERE true ON CONFLICT DO NOTHING",
            [*values, *who],
        )
