"""Writing one thing down for many people: a row each and way, in one statement, however many they are."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Field, Q, QuerySet

from members.models import User
from notices.models import Declined, Notice

# A new random key for each row.
NEW_UID = {"postgresql": "gen_random_uuid()", "sqlite": "lower(hex(randomblob(16)))"}


# What a way may be written in beside the first one.
TWO_WAYS = " CROSS JOIN (SELECT 0 AS number UNION ALL SELECT 1) AS way"


def write_to_each(
    notice: Notice, people: QuerySet[User], letter: Notice | None = None, reached: QuerySet[User] | None = None
) -> None:
    """Keep `notice`, which is to nobody yet, once for each of the people; whoever has it already gets no second one.

    With `letter`, the same by e-mail, to each of them whom it reaches (`reached`; by itself whose account is open, and who
    didn't decline what isn't official); it waits for whoever put such letters off. The database goes through the people
    itself (INSERT ... SELECT): none of them becomes an object here, and to tell two thousand costs one statement. In the
    caller's transaction.
    """
    try:
        chosen, who = _sql_of(people)
    except EmptyResultSet:
        return
    quoted, key = connection.ops.quote_name, connection.ops.quote_name(str(User._meta.pk.column))
    columns, cells, values = [], [], list[Any]()
    for field in Notice._meta.concrete_fields:
        if field.primary_key:
            continue
        columns.append(quoted(str(field.column)))
        if field.name == "recipient":
            cells.append(f"told.{key}")
        elif field.name == "uid":
            cells.append(NEW_UID[connection.vendor])
        else:
            cell, bound = _cell(field, notice, letter, key)
            cells.append(cell)
            values += bound
    ways, wanting = "", list[Any]()
    if letter is not None:
        able, wanting = _sql_of(_who_have_it(letter) if reached is None else reached)
        ways = f"{TWO_WAYS} WHERE (way.number = 0 OR told.{key} IN ({able}))"
    with connection.cursor() as cursor:
        # "WHERE true": without it SQLite takes ON CONFLICT for the condition of a join.
        cursor.execute(
            f"INSERT INTO {quoted(Notice._meta.db_table)} ({', '.join(columns)})"  # noqa: S608 - names of our own columns
            f" SELECT {', '.join(cells)} FROM ({chosen}) AS told{ways or ' WHERE true'} ON CONFLICT DO NOTHING",
            [*values, *who, *wanting],
        )


def _sql_of(people: QuerySet[User]) -> tuple[str, list[Any]]:
    rows = people.order_by().values(User._meta.pk.attname)
    words, values = rows.query.get_compiler(connection=connection).as_sql()
    return words, list(values)


def _cell(field: "Field[Any, Any]", notice: Notice, letter: Notice | None, key: str) -> tuple[str, list[Any]]:
    """What stands in a column: one value, or of two ways each its own."""
    first = field.get_db_prep_save(getattr(notice, field.attname), connection)
    if letter is None:
        return "%s", [first]
    second = field.get_db_prep_save(getattr(letter, field.attname), connection)
    # In a CASE PostgreSQL takes what is given as text, unless told; to SQLite the column says what it is.
    kind = f"::{field.db_type(connection)}" if connection.vendor == "postgresql" else ""
    if field.name == "send_at" and not letter.official:
        put_off, bound = _put_off_until(letter, key)
        return f"CASE way.number WHEN 0 THEN %s{kind} ELSE COALESCE({put_off}, %s{kind}) END", [first, *bound, second]
    if first == second:
        return "%s", [first]
    return f"CASE way.number WHEN 0 THEN %s{kind} ELSE %s{kind} END", [first, second]


def _who_have_it(letter: Notice) -> QuerySet[User]:
    """Whose account is open; and of what isn't official, who didn't decline it."""
    able = User._base_manager.filter(is_active=True)
    if letter.official:
        return able
    of_it = Q(about_kind="") | Q(about_kind=letter.about_kind, about_key=letter.about_key)
    declined = Declined._base_manager.filter(of_it, kind=letter.kind, until__isnull=True)
    return able.exclude(pk__in=declined.values("recipient"))


def _put_off_until(letter: Notice, key: str) -> tuple[str, list[Any]]:
    """Until when somebody put letters of this kind off, in the words of a cell; nothing where nobody did."""
    quoted = connection.ops.quote_name
    until = Declined._meta.get_field("until").get_db_prep_save(letter.send_at, connection)
    words = (
        f"(SELECT MAX(wish.until) FROM {quoted(Declined._meta.db_table)} AS wish WHERE wish.recipient_id = told.{key}"  # noqa: S608
        " AND wish.kind = %s AND wish.until > %s"
        " AND (wish.about_kind = '' OR (wish.about_kind = %s AND wish.about_key = %s)))"
    )
    return words, [letter.kind, until, letter.about_kind, letter.about_key]
