"""What the columns of a file are called in words, in the reader's language; programs take their stable names.

A name says the same in every list, or is told of the one list in which it says another thing (`coordinators.state`). Names
made of another one (`since_day`, `owner_name`, `title.ru`) are said by it.
"""

from collections.abc import Sequence

from django.utils.translation import get_language_info
from rest_framework.request import Request

from record.api.fields import Path
from record.api.heading_words import MADE_OF_ANOTHER, WORDS
from record.api.parameters import Problems, one_of
from record.templatetags.signs import colon
from record.texts import LANGUAGES

HEADINGS = "headings"
AS_NAMES, AS_WORDS = "names", "words"


def problems(request: Request) -> Problems:
    return one_of(request, HEADINGS, (AS_NAMES, AS_WORDS))


def are_words(request: Request) -> bool:
    return request.query_params.get(HEADINGS) == AS_WORDS


def of_file(request: Request, of_list: str, columns: Sequence[Path]) -> list[str]:
    """The heads of a file's columns, as whoever asks wants them."""
    names = [".".join(column) for column in columns]
    if not are_words(request):
        return names
    return [said(of_list, column) or name for column, name in zip(columns, names, strict=True)]


def said(of_list: str, column: Path) -> str:
    try:
        return heading_of(of_list, column)
    except KeyError:  # a column that somebody added without saying what it is called: the file is not lost for it
        return ""


def heading_of(of_list: str, column: Path) -> str:
    """What a column of a list is called in the reader's language. KeyError: nobody said it."""
    first, *rest = column
    return colon().join([_words_of(of_list, first), *(_part(of_list, name) for name in rest)])


def _words_of(of_list: str, name: str) -> str:
    if words := WORDS.get(f"{of_list}.{name}") or WORDS.get(name):
        return str(words)
    for end, made in MADE_OF_ANOTHER.items():
        if name.endswith(end):
            return str(made) % {"what": _words_of(of_list, name.removesuffix(end))}
    raise KeyError(f"{of_list}.{name}")


def _part(of_list: str, name: str) -> str:
    return str(get_language_info(name)["name_translated"]) if name in LANGUAGES else _words_of(of_list, name)
