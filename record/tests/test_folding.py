"""What readers take for the same is one thing to the search, whoever wrote it and however."""

import unicodedata

import pytest

from record.folding import MOST_ASKED, compact, fold, question, tokens_of

SAME = (
    ("Türkiye", "turkiye"),
    (unicodedata.normalize("NFD", "Türkiye"), "turkiye"),
    ("TÜRKİYE", "türkiye"),
    ("DIYARBAKIR", "dıyarbakır"),
    ("Объединённые Арабские Эмираты", "объединенные арабские эмираты"),
    ("الأردن", "الاردن"),
    ("إيران", "ايران"),
    ("مصطفى", "مصطفي"),
    ("السياحة", "السياحه"),
    ("العـــربية", "العربية"),
    ("العَرَبِيَّة", "العربية"),
    ("ایران", "ايران"),
    ("٢٠٢٧", "2027"),
    ("۲۰۲۷", "2027"),
    ("２０２７", "2027"),
    ("ＣＩＣＡ", "cica"),
    ("273 \u212a", "273 k"),
    ("Straße", "strasse"),
    ("Қазақстан", "казакстан"),
    ("Oʻzbekiston", "o'zbekiston"),
    ("non\u00adproliferation", "nonproliferation"),
)


@pytest.mark.parametrize(("written", "typed"), SAME)
def test_letters_that_readers_take_for_the_same_are_the_same(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)
    assert question(typed).stands_in(tokens_of(f"before {written} after"))
    assert question(written).stands_in(tokens_of(f"before {typed} after"))


@pytest.mark.parametrize(("written", "typed"), [("Amman", "Oman"), ("مصر", "قطر"), ("旅游", "游旅"), ("шум", "сом")])
def test_what_differs_for_readers_differs(written: str, typed: str) -> None:
    assert not question(typed).stands_in(tokens_of(written))


def test_an_arabic_word_is_found_with_its_article_and_without() -> None:
    assert question("سياحة").stands_in(tokens_of("تنمية السياحة"))
    assert question("السياحة").stands_in(tokens_of("سياحة"))
    assert question("والسياحة").stands_in(tokens_of("السياحة"))


def test_chinese_is_found_by_any_part_of_it() -> None:
    tokens = tokens_of("建立信任措施的合作方针")
    assert all(question(words).stands_in(tokens) for words in ("信任措施", "合作", "针", "建", "信任 合作"))
    assert not question("任信").stands_in(tokens)


def test_the_last_word_and_any_long_one_is_found_by_its_beginning_and_a_short_one_whole() -> None:
    tokens = tokens_of("Развитие туризма, 2027, SOC")
    assert question("туризм развит").stands_in(tokens)
    assert question("20").stands_in(tokens)
    assert not question("20 туризм").stands_in(tokens)
    assert not question("so туризм").stands_in(tokens)


def test_signs_alone_ask_for_nothing_and_a_long_question_for_no_more_than_its_bound() -> None:
    assert question(" %_* ").terms == ()
    assert len(question("措施" * 200 + "合作方针建立信任" * 20).terms) <= MOST_ASKED


def test_a_reference_is_the_same_however_it_is_typed() -> None:
    assert compact("CBM-2007-ECO-04-03") == compact("cbm 2007 eco 04 03") == "cbm2007eco0403"
    assert compact("AA 24") == compact("aa24")
