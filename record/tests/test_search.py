"""The index: both databases answer alike, it is written with the thing, and says what the thing says."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory, WorkingGroupFactory
from members.models import Participant, User
from members.tests.factories import ParticipantFactory
from record.actions import compare_index, index_everything
from record.folding import question
from record.models import SearchPiece, Source
from record.search import COUNTED_TO, best_of, hits_of, search
from record.snippets import snippet_of

pytestmark = [pytest.mark.both, pytest.mark.django_db]
AT = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
WORDS = (
    "Türkiye", "turkiye", "الأردن", "السياحة", "سياحة", "Объединённые", "туризма", "туризм", "旅游合作", "旅游", "合作方针",
    "cbm-2007", "CBM-2007-ECO-04", "2027", "٢٠٢٧", "20", "Straße", "o'clock", "x", "AND", "OR", "NEAR", '"', "*", "'", ":*",
    "&", "|", "!", "(", "\\", "%", "_", "\u212a", "１", "é", "e\u0301",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


def a_source(**values: Any) -> Source:
    """One of the register, under the next key."""
    key = values.pop("key", f"KEY-{Source.objects.count() + 1}")
    return Source.objects.create(key=key, **values)


def found(user: Any, words: str) -> dict[str, int]:
    return {row.kind.name: row.count for row in search(user, words, at=AT).kinds}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(texts=st.lists(TEXTS, min_size=1, max_size=5), asked=TEXTS)
def test_the_database_finds_what_the_words_say_and_so_do_both(texts: list[str], asked: str) -> None:
    """On each database it is held against one reckoning in Python: so both give the same answers."""
    with transaction.atomic():
        SearchPiece.objects.all().delete()
        for text in texts:
            a_source(says=text, title={})
        answers = question(asked)
        pieces = SearchPiece.objects.filter(kind="sources")
        right = {piece.pk for piece in pieces if answers.stands_in(piece.tokens.split())}
        assert {piece.pk for piece in pieces.answering(answers)} == right
        transaction.set_rollback(True)


def test_letters_that_no_tokenizer_of_a_database_was_asked_about_stay_one_token(officer: User) -> None:
    a_source(says="𞤀𞤣𞤤𞤢𞤥 ⅷ ½ ①② abc1e5 0x1f 3.14", title={})
    for words in ("𞤀𞤣𞤤𞤢𞤥", "viii", "12", "abc1e5", "0x1f", "14"):
        assert found(officer, words)["sources"] == 1, words


def test_what_is_saved_is_found_and_what_it_said_before_is_not(officer: User) -> None:
    meeting = MeetingFactory(place={"en": "Xanadu"})
    assert found(officer, "xanadu") == {"meetings": 1}
    meeting.place = {"en": "Shangri-La"}
    meeting.save()
    assert found(officer, "xanadu") == {}
    assert found(officer, "shangri") == {"meetings": 1}


def test_a_save_that_is_undone_leaves_the_index_as_it_was(officer: User) -> None:
    with transaction.atomic():
        MeetingFactory(place={"en": "Xanadu"})
        transaction.set_rollback(True)
    assert found(officer, "xanadu") == {}


def test_a_meeting_is_found_in_every_language_whoever_saved_it(officer: User) -> None:
    MeetingFactory()
    for words in ("senior officials", "старших должностных", "高级官员", "كبار المسؤولين"):
        assert found(officer, words).get("meetings") == 1, words


def test_everyday_names_find_a_state_and_are_shown_nowhere(officer: User) -> None:
    ParticipantFactory(code="TR", name={"en": "Türkiye"}, official_name={})
    answer = search(officer, "turkey", at=AT)
    state = answer.of("participants")
    assert state
    (hit,) = hits_of(state.places, answer.asked)
    assert (str(hit.title), hit.snippet) == ("Türkiye", ())


def test_what_is_counted_is_bounded_and_no_more_than_that_is_told(officer: User) -> None:
    for number in range(COUNTED_TO + 1):
        a_source(says=f"Kites {number}", title={})
    (kind,) = search(officer, "kites", at=AT).kinds
    assert (kind.count, kind.is_more) == (COUNTED_TO, True)


def test_words_in_a_title_come_first_then_the_latest_day(officer: User) -> None:
    for key, title, says, day in (
        ("OLD", "Kites", "", dt.date(2001, 1, 1)),
        ("NEW", "Kites", "", dt.date(2020, 1, 1)),
        ("INSIDE", "Winds", "kites", dt.date(2025, 1, 1)),
    ):
        a_source(key=key, title={"en": title}, says=says, dated=day)
    answer = search(officer, "kites", at=AT)
    assert [hit.reference for hit in hits_of(answer.kinds[0].places, answer.asked)] == ["NEW", "OLD", "INSIDE"]


def test_nobody_finds_anything_without_signing_in() -> None:
    class Nobody:
        pk = None
        is_authenticated = is_active = is_staff = False

    MeetingFactory(place={"en": "Xanadu"})
    assert not SearchPiece.objects.visible_to(User(is_active=False)).exists()
    assert found(User(is_active=False), "xanadu") == {}


def test_the_index_is_written_anew_from_the_record_alone(officer: User) -> None:
    MeetingFactory(place={"en": "Xanadu"})
    WorkingGroupFactory(name={"en": "Kites"})
    before = sorted(SearchPiece.objects.values_list("kind", "thing", "tokens"))
    SearchPiece.objects.all().delete()
    assert found(officer, "xanadu") == {}
    assert index_everything() == len(before)
    assert sorted(SearchPiece.objects.values_list("kind", "thing", "tokens")) == before
    assert found(officer, "xanadu") == {"meetings": 1}


def test_what_drifted_is_named_and_put_right(officer: User) -> None:
    missing, changed = MeetingFactory(place={"en": "Xanadu"}), MeetingFactory(place={"en": "Ys"})
    assert compare_index() == []
    SearchPiece.objects.filter(thing=missing.pk, kind="meetings").delete()
    Meeting.objects.filter(pk=changed.pk).update(place={"en": "Avalon"})
    SearchPiece.objects.create(kind="meetings", thing=10**9, key="GONE-1", titles={}, tokens="gone")
    SearchPiece.objects.create(kind="no-such-kind", thing=1, key="x", titles={}, tokens="gone")
    assert compare_index() == [
        f"meetings {missing.reference}: it is not in the index",
        f"meetings {changed.reference}: the index says something else",
        "meetings GONE-1: it is in the index and not in the record",
        "no-such-kind x: of no kind that is searched",
    ]
    assert compare_index() == []
    assert found(officer, "avalon") == found(officer, "xanadu") == {"meetings": 1}


def test_who_holds_a_post_is_found_by_what_they_and_their_state_are_called_now(
    authority: User, xa: Participant, officer: User
) -> None:
    authority.name = "Xanadu Kite"
    authority.save(update_fields=["name"])
    assert found(officer, "xanadu") == {"persons": 1}
    authority.title = "Ys"
    authority.save(update_fields=["title"])
    assert found(officer, "ys") == {"persons": 1}
    xa.name = {"en": "Avalon"}
    xa.save()
    assert found(officer, "avalon") == {"persons": 1, "participants": 1}
    assert compare_index() == []


def test_who_signs_in_writes_no_words_anew(authority: User) -> None:
    with CaptureQueriesContext(connection) as queries:
        authority.save(update_fields=["last_login"])
    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert [sql.partition(" ")[0] for sql in asked] == ["UPDATE"], asked


@pytest.mark.parametrize("rows", [1, 30])
def test_a_search_asks_the_database_as_often_however_much_there_is(officer: User, rows: int) -> None:
    for number in range(rows):
        a_source(says=f"Kites {number}", title={})
        MeetingFactory(place={"en": "Kite town"})
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = search(officer, "kite 1", at=AT)
        hits_of(best_of(answer, 10), answer.asked)
    # Who is in the Chair, one's own offices, the groups one chairs; what the reference leads to; what of every kind answers;
    # the pieces that are shown.
    assert len(queries) == 6, [query["sql"][:200] for query in queries]


def test_a_snippet_shows_the_stretch_with_most_of_the_words_and_marks_them() -> None:
    text = "Water here. " + "nothing " * 60 + "On the shared WATERS of two states, and " + "more " * 60
    parts = snippet_of(" ".join(text.split()), question("shared water"))
    assert [part.words for part in parts if part.is_found] == ["shared", "WATERS"]
    assert "".join(part.words for part in parts).startswith("… nothing")
    assert len("".join(part.words for part in parts)) < 400


def test_a_snippet_is_of_one_text_and_so_of_one_language() -> None:
    parts = snippet_of("Waters are shared.\nВоды общие.\n共享水资源。", question("воды"))
    assert "".join(part.words for part in parts) == "Воды общие."


@pytest.mark.parametrize(
    ("text", "asked", "marked"),
    [
        ("Развитие туризма в Азии", "туризм", ["туризма"]),
        ("تنمية السِّياحة في آسيا", "سياحة", ["السِّياحة"]),
        ("关于建立信任措施的合作方针" * 30, "合作方针", ["合作方针"]),
        ("Объединённые Нации", "объединенные", ["Объединённые"]),
        ("Nothing of it", "water", []),
    ],
)
def test_marks_stand_around_the_words_as_they_are_written(text: str, asked: str, marked: list[str]) -> None:
    parts = snippet_of(text, question(asked))
    found_words = "".join(part.words if part.is_found else "|" for part in parts).split("|")
    assert [words for words in found_words if words][: len(marked) or None] == marked
    assert len("".join(part.words for part in parts)) < 400
