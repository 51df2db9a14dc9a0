"""A text knows the language it was written in, by its letters."""

import pytest
from django.template import engines
from django.utils.translation import override

from record.texts import as_written, language_written


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Silk Road", "en"),
        ("Шёлковый путь: CICA", "ru"),
        ("丝绸之路（CBM-2007-ECO）", "zh-hans"),
        ("طريق الحرير CBM", "ar"),
        ("2027-03-14, 3%", "en"),
        ("", "en"),
        ("The Russian word мера", "en"),
    ],
)
def test_the_letters_show_the_language(text, language):
    assert language_written(text) == language


def test_a_text_that_came_as_english_goes_under_its_own_language():
    assert as_written({"en": "Туризм"}) == {"ru": "Туризм"}
    assert as_written({"en": "Tourism", "ru": "Туризм"}) == {"en": "Tourism", "ru": "Туризм"}
    assert as_written({"en": "Туризм", "ru": "Туризм"}) == {"en": "Туризм", "ru": "Туризм"}
    assert as_written(None) == {}


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "a, b; c: d (e) → f&lt;, g"),
        ("ru", "a, b; c: d (e) → f&lt;, g"),
        ("zh-hans", "a，b；c：d（e） → f&lt;、g"),
        ("ar", "a، b؛ c: d (e) ← f&lt;، g"),
    ],
)
def test_the_signs_between_words_are_the_reader_s(language, written):
    page = engines["django"].from_string(
        "a{% comma %}b{% semicolon %}c{% colon %}d{% opening %}e{% closing %} {% arrow %} {{ things|listed }}"
    )
    with override(language):
        assert page.render({"things": ["f<", "g"]}) == written
