"""A hundred thousand commitments of invented states, with a paper each: rows that were made once, told again by the database."""

from typing import Any

from django.db import connection, models

from commitments.models import Commitment, Intention
from commitments.tests.factories import CirculationFactory, CommitmentFactory, IntentionFactory, PaperVersionFactory
from members.choices import Audience
from members.models import Participant
from papers.models import Circulation, Folder, Paper, PaperVersion
from record.triggers import readers_set_aside

APART = 1_000_000


def multiply(row: models.Model, times: int, *, only: str = "true", **told: str) -> None:
    """The row again, so many times, with keys from APART on; `told` says columns in SQL, about a number `n` from 1."""
    table = row._meta.db_table
    said = {"id": f"{APART} + n", **told}
    columns = [field.column for field in row._meta.concrete_fields]
    values = ", ".join(said.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}, generate_series(1, {times}) n"
            f" WHERE {only} AND {table}.id = {int(row.pk)}"
        )


def many_commitments(times: int, states: list[Participant]) -> None:
    """Nine of ten for members, one in ten for observers too; each intended by one state in turn, with a version that it
    wrote; every second one was circulated. For who owns the tables."""
    made: Any = IntentionFactory(participant=states[0], commitment=CommitmentFactory(audience=Audience.MEMBERS))
    version = PaperVersionFactory(paper__commitment=made.commitment, on_behalf_of=states[0])
    sent = CirculationFactory(version=version)
    by_turns = f"(ARRAY{[state.pk for state in states]})[1 + n % {len(states)}]"
    above = f"{APART} + n"
    with readers_set_aside():
        multiply(made.commitment.folder, times, reference="'MANY-' || n")
        multiply(
            made.commitment,
            times,
            reference="'MANY-' || n",
            folder_id=above,
            audience="CASE WHEN n % 10 = 0 THEN 'observers' ELSE 'members' END",
            moved_at="moved_at - n * interval '1 minute'",
            readers="NULL",
        )
        multiply(made, times, commitment_id=above, participant_id=by_turns)
        multiply(version.paper, times, folder_id=above, symbol="'MANY/' || n", readers="NULL")
        multiply(version, times, paper_id=above, on_behalf_of_id=by_turns, readers="NULL")
        multiply(sent, times, version_id=above, only="n % 2 = 0")
    with connection.cursor() as cursor:
        # What went in at once waits beside the indexes of tokens until the tables are vacuumed, as they are in the house.
        cursor.execute(
            "SELECT gin_clean_pending_list(pg_class.oid) FROM pg_class JOIN pg_am ON pg_am.oid = relam WHERE amname = 'gin'"
        )
        for model in (Folder, Commitment, Intention, Paper, PaperVersion, Circulation):
            cursor.execute(f"ANALYZE {model._meta.db_table}")


def plan_of(rows: models.QuerySet) -> list[dict[str, Any]]:
    """The nodes of the plan by which PostgreSQL carried a query out."""
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        (whole,) = cursor.fetchone()[0]
    nodes, waiting = [], [whole["Plan"]]
    while waiting:
        node = waiting.pop()
        waiting += node.pop("Plans", [])
        nodes.append(node)
    nodes[0]["Milliseconds"] = whole["Execution Time"] + whole["Planning Time"]
    return nodes
