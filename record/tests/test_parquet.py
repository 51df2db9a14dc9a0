"""Lists as Parquet: an Arrow reader finds in them what JSON lines have, typed, and the same rows are the same bytes."""

import datetime as dt
import io
import json
from decimal import Decimal

import pyarrow as pa
import pytest
from pyarrow import parquet

from record import parquet as house_parquet
from record.parquet import ColumnType, write_parquet_rows
from record.tests.test_api_formats import OF_THE_RECORD

pytestmark = pytest.mark.django_db


def read(answer) -> pa.Table:
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/vnd.apache.parquet")
    return parquet.read_table(io.BytesIO(answer.getvalue()))


@pytest.mark.parametrize("name", OF_THE_RECORD)
def test_an_arrow_reader_finds_what_json_lines_have(name, record_loaded, officer, sign_in):
    client, place = sign_in(officer), f"/api/v1/{name}/"
    table = read(client.get(f"{place}?format=parquet"))
    rows = [json.loads(line) for line in client.get(f"{place}?format=jsonl").getvalue().splitlines()]
    assert table.num_rows == len(rows) > 0
    for column in table.column_names:
        path = column.split(".")
        told = [_told(row, path) for row in rows]
        assert [_as_json(cell) for cell in table[column].to_pylist()] == told, column


def _told(row, path: list[str]):
    """As the file has it: a list in one cell, a truth value and a number as they are, all else as text."""
    for key in path:
        row = row.get(key) if row is not None else None
    if isinstance(row, list):
        return "; ".join(str(next(iter(cell.values()))) if isinstance(cell, dict) else str(cell) for cell in row)
    return row


def _as_json(cell):
    return cell.isoformat().replace("+00:00", "Z") if isinstance(cell, dt.date) else cell


def test_days_numbers_and_truth_values_are_what_they_are(record_loaded, officer, sign_in):
    schema = read(sign_in(officer).get("/api/v1/meetings/?format=parquet")).schema
    assert schema.field("starts_on_day" if "starts_on_day" in schema.names else "starts_day").type == pa.date32()
    assert schema.metadata[b"title"] == b"meetings"


def test_the_same_rows_are_the_same_bytes_by_filter_and_with_the_words_of_the_reader(record_loaded, officer, sign_in):
    client, place = sign_in(officer), "/api/v1/participants/?format=parquet&standing=member"
    first, again = client.get(place), client.get(place)
    assert first.getvalue() == again.getvalue()
    assert first["ETag"] == again["ETag"]
    by_json = client.get("/api/v1/participants/?standing=member").json()["count"]
    assert read(client.get(place)).num_rows == by_json
    worded = read(client.get(f"{place}&headings=words", headers={"Accept-Language": "ru"}))
    assert worded.column_names != read(client.get(place)).column_names


def test_rows_leave_in_groups_and_nothing_is_cut_or_made_harmless(monkeypatch):
    monkeypatch.setattr(house_parquet, "ROWS_IN_A_GROUP", 2)
    long, at = "=1+1" * 20_000, dt.datetime(2026, 11, 1, 9, 30, tzinfo=dt.UTC)
    kinds = [*ColumnType]
    cells = {
        ColumnType.TEXT: long, ColumnType.NUMBER: 0.5, ColumnType.WHOLE_NUMBER: 7, ColumnType.TRUTH: False,
        ColumnType.DAY: "2026-11-01", ColumnType.INSTANT: "2026-11-01T14:30:00+05:00",
    }  # fmt: skip
    rows, out = [[cells[kind] for kind in kinds], [None] * len(kinds)], io.BytesIO()
    write_parquet_rows(["A", "A", *"CDEF"], kinds, iter(rows * 3), out, {"title": "T"})
    file = parquet.ParquetFile(io.BytesIO(out.getvalue()))
    assert [file.metadata.row_group(place).num_rows for place in range(file.num_row_groups)] == [2, 2, 2]
    assert file.schema_arrow.names == ["A", "A 2", *"CDEF"]
    first, empty, *_others = [list(row.values()) for row in file.read().to_pylist()]
    assert first == [long, 0.5, 7, False, dt.date(2026, 11, 1), at]
    assert empty == [None] * 6


def test_a_truth_value_in_a_column_of_text_is_written_as_the_other_files_have_it():
    out = io.BytesIO()
    write_parquet_rows(["A"], [ColumnType.TEXT], [[True], [Decimal("1.50")], [3]], out, {})
    assert parquet.read_table(io.BytesIO(out.getvalue()))["A"].to_pylist() == ["true", "1.50", "3"]
