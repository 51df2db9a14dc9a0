"""What acts ask: an ask becomes fields, and what was filled in becomes the answers of a verb."""

import datetime as dt
from typing import Any

from django.contrib.auth.models import AnonymousUser

from record.acts import Act, ActForm, Choice, Need, Offer, Rows, Setting, Texts, Words
from record.acts.asks import Ask

AT = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)


def asked(*asks: Ask, data: dict[str, str] | None = None, thing: Any = None, **act: Any) -> ActForm:
    declared = Act(name="ask", label="Ask", article="AA 1", offered=lambda *who: Offer(), do=dict, asks=asks, **act)
    return ActForm(Setting(declared, AnonymousUser(), thing, AT, Offer()), data)


SAID = Rows(
    "said",
    "What states said",
    parts=(Words("state", "State", Need.MAY), Choice("kind", "Kind", choices=[("a", "A"), ("b", "B")], initial="a")),
    rows=lambda setting: {"0": None, "7": "The third"},
    begins_with=lambda thing: {"state": f"about {thing}"},
    make=lambda thing, state, kind: (thing, state, kind) if state else None,
)


def test_rows_are_answered_row_by_row_and_an_empty_one_is_left_out() -> None:
    form = asked(SAID)
    assert list(form.fields) == ["said-0-state", "said-0-kind", "said-7-state", "said-7-kind"]
    assert (form.fields["said-7-state"].label, form["said-7-state"].value()) == ("The third: State", "about The third")
    assert SAID.lines(form.fields) == [("said-0-state", "said-0-kind"), ("said-7-state", "said-7-kind")]
    form = asked(SAID, data={"said-7-state": "XA", "said-7-kind": "b"})
    assert form.is_valid()
    assert form.answers() == {"said": (("The third", "XA", "b"),)}
    wrong = asked(SAID, data={"said-7-state": "XA", "said-7-kind": "c"})
    assert set(wrong.errors) == {"said-7-kind"}


def test_of_a_text_in_the_languages_of_the_house_one_may_be_enough() -> None:
    title = Texts("title", "Title", by_language=True, one_is_enough="Give a title.")
    form = asked(title)
    assert list(form.fields) == ["title_en", "title_ru", "title_zh_hans", "title_ar"]
    assert form.fields["title_ar"].widget.attrs == {"lang": "ar", "dir": "rtl", "maxlength": "300"}
    assert asked(title, data={"title_ru": "Коридоры"}).is_valid()
    assert asked(title, data={"title_ru": " "}).errors == {"title_en": ["Give a title."]}


def test_what_is_put_into_something_may_say_which_count_of_changes_it_saw() -> None:
    form = asked(Words("what", "What"), data={"what": "Tea", "seen": "4"}, begins=True, guard="revision")
    assert form.is_valid()
    assert form.call()["seen_revision"] == 4
    assert (
        asked(Words("what", "What"), data={"what": "Tea"}, begins=True, guard="revision").fields["seen"].initial == ""
    )
