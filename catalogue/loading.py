"""What may be undertaken, as the data files have it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalogue.models import Area, Edition, Measure
from members.loading import dated, sourced
from record.loading import DataFile, Tally, put, read

DATA = Path(__file__).parent / "data"

Places = dict[tuple[str, ...], Any]


@dataclass(frozen=True)
class CatalogueFiles:
    """The files of this floor, read and in order."""

    editions: DataFile
    catalogue_2007: DataFile
    catalogue_2021: DataFile


@dataclass(frozen=True)
class Catalogue:
    """What was written: editions by code, areas and measures by their places."""

    editions: dict[str, Edition]
    areas: Places
    measures: Places


def read_files(folder: Path = DATA) -> CatalogueFiles:
    """Read and check every file. Raises RecordFault."""
    return CatalogueFiles(*(read(folder / f"{name}.yaml") for name in ("editions", "catalogue-2007", "catalogue-2021")))


def load(files: CatalogueFiles, tally: Tally) -> Catalogue:
    """Write editions, areas and measures."""
    editions = {
        row["code"]: put(tally, Edition, {"record_key": row["code"]}, _edition(row))
        for row in files.editions.content["editions"]
    }
    areas: Places = {}
    measures: Places = {}
    for row in files.catalogue_2007.content["areas"]:
        source = sourced(files.catalogue_2007.content)
        _area(tally, editions["2007"], None, {**row, **source}, areas, measures)
    for dimension in files.catalogue_2021.content["dimensions"]:
        source = {"source": editions["2021"].source, "confidence": editions["2021"].confidence}
        letters = {"letters": dimension["code"]}
        above = _area(tally, editions["2021"], None, {**source, **letters, **dimension}, areas, measures)
        for row in dimension["areas"]:
            _area(tally, editions["2021"], above, {"letters": row["code"], **row}, areas, measures)
    return Catalogue(editions, areas, measures)


def _edition(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "title": row["title"],
        "title_status": row["title_status"],
        "symbol": row.get("symbol", ""),
        "adopted_by": row["adopted"]["by"],
        **dated("adopted_on", row["adopted"]["date"]),
        "place": row["adopted"].get("place", {}),
        "is_complete": row["complete"],
        "cited_in": row.get("cited_in", ""),
        **sourced(row),
    }


def _area(
    tally: Tally, edition: Edition, above: Area | None, row: dict[str, Any], areas: Places, measures: Places
) -> Area:
    key = f"{edition.code} {row['code']}"
    values = {
        "edition": edition,
        "parent": above,
        "code": row["code"],
        "letters": row["letters"],
        "order": row["order"],
        "name": row["name"],
        "name_status": row.get("name_status", {}),
        **sourced(row),
    }
    area = areas[(edition.code, row["code"])] = put(tally, Area, {"record_key": key}, values)
    for measure in row.get("measures", []):
        values = {
            "area": area,
            "number": measure["number"],
            "numbered_as": measure.get("numbered_as", ""),
            "title": measure["title"],
            "text": measure["text"],
            "text_status": measure["text_status"],
            **sourced({**row, **measure}),
        }
        at = (edition.code, row["code"], str(measure["number"]))
        measures[at] = put(tally, Measure, {"record_key": " ".join(at)}, values)
    return area
