"""Words that are looked for in columns of rows, or in the index of what they lead to."""

from typing import cast

from django.db.models import Model, Q, QuerySet

from record.models import words_in


def by_words(rows: QuerySet, words: str, *columns: str) -> QuerySet:
    """The rows in which every word stands, each in one of the columns; "meeting__words" are those of its meeting's index."""
    for word in words.split():
        condition = Q()
        for column in columns:
            condition |= words_stand(rows.model, column, word)
        rows = rows.filter(condition)
    return rows


WORDS = "words"


def words_stand(model: type[Model], column: str, word: str) -> Q:
    """Whether a word stands in a column; of "meeting__words", in the index of the meeting, of "words" in its own."""
    if column.rpartition("__")[2] != WORDS:
        return Q(**{f"{column}__icontains": word})
    path = column.removesuffix(WORDS).removesuffix("__")
    for relation in filter(None, path.split("__")):
        model = cast(type[Model], model._meta.get_field(relation).related_model)
    return Q(**{f"{path or 'pk'}__in": words_in(model, word)})
