"""Files that a spreadsheet opens without running anything in them."""

import csv
import datetime as dt
import io
import time

import openpyxl
import pytest
from django.utils import timezone, translation
from django.utils.translation import get_language

from record.exports import LONGEST_CELL, PATIENCE, Table, as_download, csv_cell, write_csv, write_xlsx

DAY = dt.date(2007, 10, 3)


def table(*cells):
    return Table("things", [f"column {number}" for number, _cell in enumerate(cells)], [list(cells)], DAY)


def bytes_of(write, *cells):
    out = io.BytesIO()
    write(table(*cells), out)
    return out.getvalue()


def row_in_csv(*cells):
    lines = csv.reader(io.StringIO(bytes_of(write_csv, *cells).decode("utf-8-sig"), newline=""))
    return list(lines)[1]


def cells_in_xlsx(*cells):
    return openpyxl.load_workbook(io.BytesIO(bytes_of(write_xlsx, *cells))).active[2]


RUN_BY_A_SPREADSHEET = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =cmd|' /C calc'!A1",
    "＝1+1",
    '=HYPERLINK("http://example.org")',
]


@pytest.mark.parametrize("text", RUN_BY_A_SPREADSHEET)
def test_a_text_that_csv_would_run_gets_an_apostrophe(text):
    [cell] = row_in_csv(text)
    assert cell.startswith("'")
    assert cell[1:] == text.replace("\r", "\n")


@pytest.mark.parametrize("text", RUN_BY_A_SPREADSHEET)
def test_a_text_that_xlsx_could_run_is_a_text_there(text):
    [cell] = cells_in_xlsx(text)
    assert cell.data_type == "s"
    assert cell.value.strip() == text.strip()
    assert cell.hyperlink is None


def test_what_a_state_wrote_with_a_hyphen_inside_stays_as_it_is():
    assert row_in_csv("co-coordinator", "2007-03-14", "a@x.example") == ["co-coordinator", "2007-03-14", "a@x.example"]


def test_a_negative_number_is_a_number_and_no_formula():
    assert row_in_csv(-1) == ["-1"]
    assert cells_in_xlsx(-1)[0].value == -1


@pytest.mark.parametrize("text", ["a\x00b", "a\x08b", "a\x1fb", "a\ud800b", "a\uffffb"])
def test_what_no_file_can_hold_is_replaced_and_seen(text):
    assert row_in_csv(text) == ["a\ufffdb"]
    assert cells_in_xlsx(text)[0].value == "a\ufffdb"


def test_a_text_longer_than_a_cell_ends_with_a_sign_of_it():
    long = "a" * (LONGEST_CELL + 1)
    [cell] = cells_in_xlsx(long)
    assert len(cell.value) == LONGEST_CELL
    assert cell.value == csv_cell(long)
    assert cell.value.endswith("a…")


def test_lines_quotes_and_four_scripts_come_back_as_they_were():
    texts = ["one\ntwo", 'said "so"', "a, b; c", "Казахстан", "哈萨克斯坦", "كازاخستان"]
    assert row_in_csv(*texts) == texts
    assert [cell.value for cell in cells_in_xlsx(*texts)] == texts


def test_excel_is_told_that_csv_is_utf_8():
    assert bytes_of(write_csv, "哈萨克斯坦").startswith(b"\xef\xbb\xbf")


def test_nothing_and_truth_have_a_cell_of_their_own():
    assert row_in_csv(None, "", True, False) == ["", "", "true", "false"]
    assert [cell.value for cell in cells_in_xlsx(None, "", True, False)] == [None, None, True, False]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_the_same_rows_are_the_same_bytes(write):
    assert bytes_of(write, "a", 1, None) == bytes_of(write, "a", 1, None)
    assert bytes_of(write, "a", 1, None) != bytes_of(write, "b", 1, None)


# -- What leaves while it is written.


def rows_that_count(number, read):
    for place in range(number):
        read.append(place)
        yield [place, "=1+1", "x" * 1000]


def test_a_short_csv_is_whole_before_it_leaves_and_has_its_etag():
    read = []
    response = as_download(Table("things", ["a", "b", "c"], rows_that_count(10, read), DAY), "csv")
    assert len(read) == 10
    assert response["ETag"]
    assert response["Content-Disposition"] == 'attachment; filename="things_2007-10-03.csv"'
    assert len(response.getvalue().splitlines()) == 11


def test_a_long_csv_leaves_while_it_is_written_and_little_of_it_is_held_at_a_time():
    read = []
    response = as_download(Table("things", ["a", "b", "c"], rows_that_count(20_000, read), DAY), "csv")
    assert len(read) < 1100, "the first megabyte"
    assert response["Content-Disposition"] == 'attachment; filename="things_2007-10-03.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    pieces = iter(response)
    first = next(pieces)
    assert first.startswith(b"\xef\xbb\xbfa,b,c\r\n0,'=1+1,")
    assert len(read) < 1100
    assert len(next(pieces)) < 300_000
    rest = b"".join(pieces)
    assert len(read) == 20_000
    assert rest.splitlines()[-1].startswith(b"19999,'=1+1,")


def test_what_leaves_after_its_request_is_told_in_the_hours_and_language_of_whoever_asked():
    def rows():
        for _row in range(20_000):
            yield [timezone.get_current_timezone_name(), get_language(), "x" * 100]

    with timezone.override("Asia/Almaty"), translation.override("ru"):
        response = as_download(Table("things", ["a", "b", "c"], rows(), DAY), "csv")
    lines = b"".join(response).splitlines()[1:]
    assert {line.rpartition(b",")[0] for line in lines} == {b"Asia/Almaty,ru"}


def test_of_a_csv_that_is_slow_to_write_the_first_bytes_leave_soon():
    read = []

    def slowly():
        for row in rows_that_count(900, read):
            if len(read) == 100:  # a hundred thousand bytes were written
                time.sleep(PATIENCE)
            yield row

    response = as_download(Table("things", ["a", "b", "c"], slowly(), DAY), "csv")
    assert len(read) <= 102
    assert "ETag" not in response
    assert len(b"".join(response).splitlines()) == 901


def test_what_fails_on_the_way_breaks_a_long_csv_off_and_a_short_one_is_an_error():
    def broken(after):
        yield from rows_that_count(after, [])
        raise RuntimeError("a row that can't be read")

    with pytest.raises(RuntimeError):
        as_download(Table("things", ["a", "b", "c"], broken(10), DAY), "csv")
    pieces = iter(as_download(Table("things", ["a", "b", "c"], broken(5000), DAY), "csv"))
    assert next(pieces)
    with pytest.raises(RuntimeError):
        list(pieces)
