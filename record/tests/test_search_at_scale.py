"""A hundred thousand things (by day a fifth of them): a search asks the index, and no more of it than its words need."""

import datetime as dt
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from cica_tracker.tests.night import IS_NIGHT
from members.actions import grant_the_secretariat
from members.models import User
from members.tests.factories import UserFactory
from record.folding import question
from record.models import SearchPiece, Source
from record.search import COUNTED_TO, best_of, hits_of, of_kind, search
from record.searchable import SEARCH, SearchedNoun

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.django_db, pytest.mark.timeout(600)]
THINGS = 100_000 if IS_NIGHT else 20_000
AT = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def much(django_db_setup: None, django_db_blocker: Any) -> Iterator[User]:
    """Sources as long as sources are, of which each says something common and one in a thousand something rare; and an
    officer who looks for them. They are written once for the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        try:
            officer = UserFactory(is_staff=True)
            officer.groups.add(grant_the_secretariat())
            _fill()
            yield officer
        finally:
            transaction.set_rollback(True)


def _fill() -> None:
    pieces = """INSERT INTO record_searchpiece
        (kind, thing, part, key, reference, called, titles, text, title_tokens, tokens, audience, "on")
        SELECT 'sources', id, 0, key, key, lower(key), title, repeat(says || ' ', 100), lower(key),
               lower(key) || ' common' || CASE WHEN id % 1000 = 0 THEN ' zephyrs' ELSE '' END, '', NULL
        FROM record_source"""
    with connection.cursor() as cursor:
        [first] = Source.objects.bulk_create([Source(key="S0", says="common 0")])
        cursor.execute(*_copies_of(first))
        cursor.execute(pieces)
        cursor.execute("ANALYZE record_searchpiece, record_source")


def _copies_of(source: Source) -> tuple[str, list[Any]]:
    """The database writes the others itself: to make objects of them takes five times as long."""
    own = {"key": "'S' || number", "says": "'common ' || number"}
    columns = [field.column for field in Source._meta.concrete_fields if not field.primary_key]
    names, values = (", ".join(lot) for lot in ([f'"{c}"' for c in columns], [own.get(c, f'"{c}"') for c in columns]))
    statement = f"""INSERT INTO record_source ({names})
        SELECT {values} FROM record_source, generate_series(1, %s) AS number WHERE id = %s"""
    return statement, [THINGS - 1, source.pk]


def test_a_rare_word_is_looked_up_and_nothing_is_read_through(much: User) -> None:
    noun = SEARCH.kind("sources")
    assert isinstance(noun, SearchedNoun)
    plan = of_kind(noun, much, question("zephyrs"))[: COUNTED_TO + 1].explain()
    assert "search_by_tokens" in plan, plan
    assert "Seq Scan on record_searchpiece" not in plan, plan


def test_a_reference_is_looked_up_by_its_own_index(much: User) -> None:
    plan = SearchPiece.objects.filter(kind="sources", called="s4711").explain()
    assert "Seq Scan" not in plan, plan


@pytest.mark.parametrize("words", ["zephyrs", "common", "S4711", "nowhere"])
def test_an_answer_comes_within_a_second_however_common_the_word(much: User, words: str) -> None:
    """Seconds of a busy machine; alone it takes a tenth of them."""
    began = time.monotonic()
    answer = search(much, words, at=AT)
    hits_of(best_of(answer, 20), answer.asked)
    assert time.monotonic() - began < 5
    assert answer.count <= COUNTED_TO * len(answer.kinds)
