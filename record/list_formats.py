"""In which formats the admin gives lists out and takes them in."""

import io
from collections.abc import Callable
from typing import IO, Any

from django.utils.text import format_lazy
from import_export.formats import base_formats
from tablib import Dataset

from record.dates import day_of_the_house
from record.exports import Table, write_csv, write_xlsx
from record.spreadsheets import CODE_PAGES, rows_of_csv, rows_of_xlsx


class CSV(base_formats.CSV):
    """As `record.exports` writes it: formulas neutralised, readable by Excel. Read in Unicode, or in a code page that is named."""

    CONTENT_TYPE = "text/csv; charset=utf-8"
    code_page = ""
    label: Any = ""

    def is_binary(self) -> bool:
        return True

    def get_read_mode(self) -> str:
        return "rb"

    def get_title(self) -> Any:
        return self.label or super().get_title()

    def create_dataset(self, in_stream: bytes, **options: object) -> Dataset:
        return rows_of_csv(in_stream, self.code_page)

    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        return _written(write_csv, dataset)


class XLSX(base_formats.XLSX):
    """As `record.exports` writes it: text is text, whatever it begins with."""

    def create_dataset(self, in_stream: bytes, **options: object) -> Dataset:
        return rows_of_xlsx(in_stream)

    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        return _written(write_xlsx, dataset)


def _written(write: Callable[[Table, IO[bytes]], None], dataset: Dataset) -> bytes:
    out = io.BytesIO()
    write(Table(name="record", columns=dataset.headers, rows=list(dataset), as_of=day_of_the_house()), out)
    return out.getvalue()


def _csv_in(code_page: str, label: Any) -> type[CSV]:
    words = format_lazy("CSV: {label}", label=label)
    return type(f"CSVIn{code_page.title()}", (CSV,), {"code_page": code_page, "label": words})


FORMATS: list[type[base_formats.Format]] = [CSV, XLSX, base_formats.JSON]
# What is read besides: CSV in the code pages of other Excels, chosen by whoever sends it.
FORMATS_READ = [*FORMATS, *(_csv_in(code_page, label) for code_page, label in CODE_PAGES.items())]
