"""What changed between two texts reads as a person would mark it."""

import unicodedata
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from cica_tracker.tests.night import examples
from record import differences
from record.differences import Piece, PieceKind, compare_texts


def marked(old: str, new: str) -> str:
    """Removed words in [-…-], added ones in {+…+}."""
    signs = {PieceKind.SAME: "{}", PieceKind.REMOVED: "[-{}-]", PieceKind.ADDED: "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in compare_texts(old, new))


@pytest.mark.parametrize(
    ("old", "new", "reads"),
    [
        ("", "", ""),
        ("The same.", "The same.", "The same."),
        ("", "New.", "{+New.+}"),
        ("Old.", "", "[-Old.-]"),
        ("Members may meet yearly.", "Members may meet twice a year.", "Members may meet [-yearly-]{+twice a year+}."),
        ("One, two.", "Three; four.", "[-One, two-]{+Three; four+}."),
        ("The state's offer", "The states' offer", "The [-state's-]{+states'+} offer"),
        ("合作办法的执行", "合作方法的执行", "合作[-办-]{+方+}法的执行"),
        ("Меры доверия в регионе", "Меры укрепления доверия в регионе", "Меры {+укрепления +}доверия в регионе"),
        ("تَدابيرُ بناء الثقة", "تَدابيرِ بناء الثقة", "[-تَدابيرُ-]{+تَدابيرِ+} بناء الثقة"),
        ("نهج تعاوني، ثم خطة", "نهج تعاوني؛ ثم خطة", "نهج تعاوني[-،-]{+؛+} ثم خطة"),
        ("One.\nTwo.\nThree.", "One.\nThree.", "One.\n[-Two.\n-]Three."),
        ("Red fox.\nOld dog.", "Red cat.\nNew dog.", "Red [-fox-]{+cat+}.\n[-Old-]{+New+} dog."),
        ("One.\r\nTwo.", "One.\nTwo.", "One.\nTwo."),
        ("Actio\u0301n", "Acti\u00f3n", "Acti\u00f3n"),
    ],
)
def test_a_change_reads_as_a_person_would_mark_it(old, new, reads):
    assert marked(old, new) == reads


TEXTS = st.text(alphabet=st.sampled_from("ab cd.,\n合作نه\u064e"), max_size=60) | st.text(max_size=40)


@examples(100)
@given(old=TEXTS, new=TEXTS)
def test_the_pieces_make_both_texts_again(old, new):
    pieces = compare_texts(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != PieceKind.ADDED) == differences.composed(old)
    assert "".join(piece.text for piece in pieces if piece.kind != PieceKind.REMOVED) == differences.composed(new)
    assert all(piece.text for piece in pieces)
    assert all(first.kind != second.kind for first, second in pairwise(pieces))


@given(st.text())
def test_a_text_is_the_same_as_itself(text):
    assert {piece.kind for piece in compare_texts(text, unicodedata.normalize("NFD", text))} <= {PieceKind.SAME}


def test_long_texts_are_compared_by_paragraphs():
    old = "".join(f"Paragraph {number} of the paper.\n" for number in range(3_000))
    new = old.replace("Paragraph 1500 of", "Article 1500 of")
    assert marked(old, new).count("[-Paragraph-]{+Article+} 1500") == 1
    strange = " ".join(f"x{number}" for number in range(5_000))
    assert compare_texts(strange, strange[::-1]) == [
        Piece(PieceKind.REMOVED, strange),
        Piece(PieceKind.ADDED, strange[::-1]),
    ]


def test_comparing_has_a_limit_for_the_whole_text_too(monkeypatch):
    monkeypatch.setattr(differences, "MOST_WORD_PAIRS_IN_ALL", 60)
    old, new = "a b c.\nsame\nd e f.\n", "a x c.\nsame\nd y f.\n"
    assert marked(old, new) == "a [-b-]{+x+} c.\nsame\n[-d e f.\n-]{+d y f.\n+}"


def test_the_page_says_in_words_what_was_added_and_removed():
    page = render_to_string(
        "components/difference.html", {"pieces": compare_texts("Old <b>\nend", "New <b>\nend"), "language": "en"}
    )
    assert "removed: </span>Old<span" in page
    assert "added: </span>New<span" in page
    assert "&lt;b&gt;<br>end" in page
    assert "style=" not in page
    assert 'lang="en"' in page


def test_the_page_says_when_there_is_nothing_to_compare():
    assert "Both texts are empty." in render_to_string("components/difference.html", {"pieces": compare_texts("", "")})
