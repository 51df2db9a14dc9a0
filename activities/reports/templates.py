"""What information that states give usually says, by kind: kept as data, and proposed to whoever begins to write."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.http import urlencode

from record.loading import read
from record.templatetags.signs import colon
from record.texts import WrittenWords, in_language, wording_for_reader

FILE = Path(__file__).parent.parent / "data" / "information-templates.yaml"


@dataclass(frozen=True)
class TemplateOfInformation:
    """What one kind of information tells, heading by heading, in the four languages."""

    key: str
    name: dict[str, str]
    headings: tuple[dict[str, str], ...]

    @property
    def label(self) -> WrittenWords:
        return wording_for_reader(self.name)

    def begun(self) -> str:
        """A text that is begun in the reader's language: the headings, with room below each."""
        return "\n\n".join(f"{in_language(heading)}{colon()}".rstrip() for heading in self.headings)

    def query(self) -> str:
        """With which the form begins."""
        return urlencode({"title": in_language(self.name), "text": self.begun()})


@cache
def templates_of_information() -> tuple[TemplateOfInformation, ...]:
    rows = read(FILE).content["templates"]
    return tuple(TemplateOfInformation(row["key"], row["name"], tuple(row["headings"])) for row in rows)
