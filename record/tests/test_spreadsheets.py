"""Lists as the spreadsheets of the member states save them come in as they were meant, or say how they are saved."""

import codecs
import datetime as dt
import io

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from members.models import Chairmanship, Participant
from members.tests.factories import ParticipantFactory
from record.list_formats import FORMATS_READ
from record.models import Import
from record.spreadsheets import CODE_PAGES, day_written, rows_of_csv, rows_of_xlsx
from record.tests.test_imports import STATES

pytestmark = pytest.mark.django_db
ROWS = "code{0}kind{0}name.en{0}name.ru\r\nXD{0}state{0}Türkenland, the{0}Страна\r\n"


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


def choose(office, content: bytes, format_chosen=FORMATS_READ[0], page: str = STATES, name: str = "states.csv"):
    place = str(FORMATS_READ.index(format_chosen))
    file = SimpleUploadedFile(name, content)
    return office.post(f"{page}import/", {"resource": "0", "format": place, "import_file": file})


def bring_in(office, content: bytes, format_chosen=FORMATS_READ[0], page: str = STATES) -> None:
    seen = choose(office, content, format_chosen, page)
    assert "confirm_form" in seen.context, seen.context["form"].errors
    office.post(f"{page}process_import/", seen.context["confirm_form"].initial)


def csv_in(code_page: str):
    [chosen] = [kind for kind in FORMATS_READ if getattr(kind, "code_page", None) == code_page]
    return chosen


def quoted(separator: str) -> str:
    return ROWS.format(separator).replace("Türkenland, the", '"Türkenland, the"')


SAVED = {
    "semicolons and a mark": codecs.BOM_UTF8 + quoted(";").encode(),
    "semicolons without a mark": quoted(";").encode(),
    "tabs in UTF-16, as “Unicode text”": codecs.BOM_UTF16_LE + quoted("\t").encode("utf-16-le"),
    "tabs in UTF-16 of another machine": codecs.BOM_UTF16_BE + quoted("\t").encode("utf-16-be"),
    "tabs": quoted("\t").encode(),
    "commas": quoted(",").encode(),
    "a first line of Excel's own": b"sep=;\r\n" + quoted(";").encode(),
    "empty rows before, between and after": (
        "\r\n" + quoted(",").replace("\r\nXD", "\r\n,,,\r\nXD") + ",,,\r\n,,,\r\n"
    ).encode(),
    "empty columns after": quoted(",").replace("\r\n", ",,\r\n").encode(),
    "spaces around names and cells": quoted(",").replace("kind", " kind ").replace("XD,", "XD\u00a0 ,").encode(),
    "full-width letters in names of columns": quoted(",").replace("code", "ｃｏｄｅ").encode(),
    "old lines of a Macintosh": quoted(",").replace("\r\n", "\r").encode(),
}


@pytest.mark.parametrize("content", SAVED.values(), ids=SAVED)
def test_a_list_comes_in_however_excel_saved_it(content, office):
    bring_in(office, content)
    held = Participant.objects.get(code="XD")
    assert (held.kind, held.name) == ("state", {"en": "Türkenland, the", "ru": "Страна"})
    assert Import.objects.get().same == 0


IN_CODE_PAGES = {
    "cp1251": ("name.ru", "Страна изобретённая"),
    "gb18030": ("name.zh-hans", "虚构国"),
    "cp1256": ("name.ar", "دولة"),
    "cp1254": ("name.en", "Türkenlı"),
    "cp1255": ("name.en", "מדינה"),
    "cp949": ("name.en", "나라"),
    "cp874": ("name.en", "ประเทศ"),
    "cp1258": ("name.en", "Nước".replace("ước", "ươc")),
    "cp1252": ("name.en", "Müßland"),
}


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_a_list_in_a_code_page_is_refused_with_its_readings_and_comes_in_once_it_is_named(code_page, office):
    column, words = IN_CODE_PAGES[code_page]
    content = f"code;kind;{column}\nXD;state;{words}\n".encode(code_page)
    refused = choose(office, content)
    assert "confirm_form" not in refused.context
    [sentence] = refused.context["form"].errors["import_file"]
    assert f"{CODE_PAGES[code_page]}: “{words.split()[0]}" in sentence
    assert "CSV UTF-8" in sentence
    bring_in(office, content, csv_in(code_page))
    assert Participant.objects.get(code="XD").name[column.removeprefix("name.")] == words


def test_what_a_file_says_of_itself_stands_above_the_code_page_that_was_chosen(office):
    bring_in(office, SAVED["semicolons and a mark"], csv_in("cp1251"))
    assert Participant.objects.get(code="XD").name["ru"] == "Страна"


def test_a_code_page_in_which_the_file_is_not_written_is_refused_in_words(office):
    answer = choose(office, "code;name.en\nXD;Ü".encode("cp1252"), csv_in("gb18030"))
    assert "is not written in that code page" in str(answer.context["form"].errors)


WRONG = {
    "a workbook under another name": (b"PK\x03\x04....", "workbook of Excel"),
    "an old workbook": (b"\xd0\xcf\x11\xe0....", "XLSX"),
    "UTF-16 without a mark": ("code,kind\nXD,state\n".encode("utf-16-le"), "CSV UTF-8"),
    "names in merged cells": (b"List of states,,\ncode,kind,name.en\nXD,state,Dee\n", "merged cells"),
    "a cell beyond the names": (b"code,kind\nXD,state,Dee\n", "Row 2 has something in column C"),
    "a name twice": (b"code,kind,code\nXD,state,XE\n", "stands there twice: code"),
    "names alone": (b"code,kind\n,,\n", "no rows under the names"),
    "an open quotation mark": (b'code,kind\nXD,"state\n', "quotation mark"),
}


@pytest.mark.parametrize(("content", "words"), WRONG.values(), ids=WRONG)
def test_what_can_not_be_read_says_how_it_is_mended_and_names_no_fault_of_ours(content, words, office):
    answer = choose(office, content)
    page = answer.content.decode()
    assert words in str(answer.context["form"].errors)
    assert "confirm_form" not in answer.context
    assert ("Invalid" in page, "Error" in page, "Traceback" in page) == (False, False, False)
    assert not Participant.objects.filter(code="XD").exists()


def test_a_row_that_is_wrong_is_named_by_its_place_in_the_file_though_others_are_empty(office):
    ParticipantFactory(code="XD")
    answer = choose(office, b"code,kind,name.en\nXD,state,Dee\n,,\nXE,nonsense,Ee\n")
    [row] = answer.context["result"].invalid_rows
    assert row.number == 3


def workbook(*rows: tuple) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for _row in range(20):
        book.active.cell(book.active.max_row + 1, 3).number_format = "0.00"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_formatted_rows_and_columns_in_which_nothing_stands_are_none(office):
    content = workbook(("code ", "kind", "name.en", None), ("XD", "state", " Dee ", ""), (None, " ", None, None))
    bring_in(office, content, FORMATS_READ[1])
    assert Participant.objects.get(code="XD").name["en"] == "Dee"
    assert len(rows_of_xlsx(content)) == 1


DAYS = {
    "2027-03-04": dt.date(2027, 3, 4), "2027/3/4": dt.date(2027, 3, 4), "2027年3月4日": dt.date(2027, 3, 4),
    "04.03.2027": dt.date(2027, 3, 4), "4.3.2027": dt.date(2027, 3, 4), "٢٠٢٧-٠٣-٠٤": dt.date(2027, 3, 4),
    "２０２７－０３－０４": dt.date(2027, 3, 4), "۲۰۲۷/۰۳/۰۴": dt.date(2027, 3, 4), "\u200e2027-03-04": dt.date(2027, 3, 4),
    "03/04/2027": None, "3/4/2027": None, "25/12/2027": None, "12/25/2027": None, "03-04-2027": None,
    "4 марта 2027": None, "46450": None, "2027-13-04": None, "March 4, 2027": None,
}  # fmt: skip


@pytest.mark.parametrize(("typed", "day"), DAYS.items())
def test_a_day_is_read_where_it_is_one_day_alone_and_never_month_first(typed, day):
    assert day_written(typed) == day


def test_a_day_that_excel_keeps_as_a_day_is_that_day_and_a_bare_number_is_none(office):
    ParticipantFactory(code="XD")
    page = "/admin/members/chairmanship/"
    columns = ("participant", "since", "source")
    bare = choose(office, workbook(columns, ("XD", 46450, "")), FORMATS_READ[1], page)
    assert "46450” is not a day" in bare.content.decode()
    bring_in(office, workbook(columns, ("XD", dt.datetime(2027, 3, 4), "")), FORMATS_READ[1], page)
    assert Chairmanship.objects.get().since == dt.date(2027, 3, 4)


def test_a_text_of_which_excel_made_a_day_is_refused_and_a_number_is_its_digits(office):
    answer = choose(
        office, workbook(("code", "kind", "name.en"), ("XD", "state", dt.date(2027, 3, 1))), FORMATS_READ[1]
    )
    assert "Excel made a day" in answer.content.decode()
    bring_in(office, workbook(("code", "kind", "name.en"), ("XD", "state", 7.0)), FORMATS_READ[1])
    assert Participant.objects.get(code="XD").name["en"] == "7"


def test_a_sign_that_nobody_sees_is_refused_in_a_cell_and_taken_off_the_files_name(office):
    refused = choose(office, "code,kind,name.en\nXD,state,D\u202eee\n".encode())
    assert "U+202E" in refused.content.decode()
    seen = choose(office, b"code,kind,name.en\nXD,state,Dee\n", name="sta\u202etes.csv")
    office.post(f"{STATES}process_import/", seen.context["confirm_form"].initial)
    assert Import.objects.get().file_name == "states.csv"


def test_numbers_of_any_script_are_numbers(office):
    assert list(rows_of_csv(b"a;b\n1;2\n")) == [("1", "2")]
    with pytest.raises(ValidationError, match="no rows"):
        rows_of_csv(b"")
