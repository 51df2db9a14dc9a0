"""What acts ask: an ask becomes fields, and what was filled in becomes the answers of a verb."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from members.models import Participant
from record.acts import Act, ActForm, Aside, Choice, Need, Offer, Rows, Setting, Texts, Words
from record.acts.asks import Ask
from record.acts.picks import Pick, PickMany
from record.acts.table import ActTable

AT = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)


def asked(*asks: Ask, data: Any = None, thing: Any = None, **act: Any) -> ActForm:
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


def test_of_the_empty_lines_of_a_sheet_three_stand_open_and_the_rest_waits_folded_up() -> None:
    lines = {"7": "The third", **dict.fromkeys(map(str, range(6)))}
    sheet = replace(SAID, rows=lambda setting: lines)
    [section] = asked(sheet).sections
    assert (len(section.open_lines), len(section.more_lines)) == (4, 3)
    # What is written at the end stands open, and so does what is about something.
    assert [part.folded_lines for part in asked(sheet, data={"said-5-state": "XA"}).sections] == [0]
    about = replace(SAID, rows=lambda setting: {"1": "This", "2": "That", "3": "Those", "4": "Yonder", "5": "Here"})
    assert [part.folded_lines for part in asked(about).sections] == [0]


def test_what_is_seldom_asked_row_by_row_waits_folded_up_behind_the_rest_until_a_row_says_something() -> None:
    seldom = replace(SAID, name="seldom", label="Seldom", rows=lambda setting: dict.fromkeys("012"), folds=True)
    shown = [(section.heading, section.is_folded) for section in asked(seldom, SAID).sections]
    assert shown == [("What states said", False), ("Seldom", True)]
    said = asked(seldom, data={"seldom-1-state": "XA", "seldom-1-kind": "a"})
    assert [section.is_folded for section in said.sections] == [False]
    wrong = asked(seldom, data={"seldom-2-kind": "c"})
    assert not wrong.is_valid()
    assert [section.is_folded for section in wrong.sections] == [False]


def test_what_is_seldom_answered_stands_aside_and_is_answered_as_if_it_stood_by_itself() -> None:
    aside = Aside("more", "Its symbol", parts=(Words("symbol", "Symbol", Need.MAY), Words("item", "Item", Need.MAY)))
    form = asked(Words("what", "What"), aside)
    shown = [(section.heading, section.is_folded, len(section.fields)) for section in form.sections]
    assert shown == [("", False, 1), ("Its symbol", True, 2)]
    form = asked(Words("what", "What"), aside, data={"what": "Tea", "item": "7"})
    assert form.is_valid()
    assert form.answers() == {"what": "Tea", "symbol": "", "item": "7"}
    assert [section.is_folded for section in form.sections] == [False, False]


def test_of_a_text_in_the_languages_of_the_house_one_may_be_enough() -> None:
    title = Texts("title", "Title", by_language=True, one_is_enough="Give a title.")
    form = asked(title)
    assert list(form.fields) == ["title_en", "title_ru", "title_zh_hans", "title_ar"]
    assert form.fields["title_ar"].widget.attrs == {"lang": "ar", "dir": "rtl", "maxlength": "300"}
    assert asked(title, data={"title_ru": "Коридоры"}).is_valid()
    assert asked(title, data={"title_ru": " "}).errors == {"title_en": ["Give a title."]}


def test_other_languages_of_a_text_are_folded_up_and_their_heading_says_that_they_may_stay_empty() -> None:
    place = Texts("place", "Place", Need.MAY)
    form = asked(place)
    form.mark_optional()
    shown = [
        (str(section.heading), section.is_folded, [field.name for field in section.fields]) for section in form.sections
    ]
    in_others = ["place_ru", "place_zh_hans", "place_ar"]
    assert shown == [("", False, ["place"]), ("Place in other languages (optional)", True, in_others)]
    assert form["place"].label == "Place (English) (optional)"
    assert form["place_ar"].label == "Place (Arabic)"
    # What is written stands open.
    assert [section.is_folded for section in asked(place, data={"place_ar": "المدينة"}).sections] == [False, False]
    with override("ar"):
        first, others = asked(Texts("title", "Title", by_language=True, one_is_enough="Give a title.")).sections
        assert ([field.name for field in first.fields], others.is_folded) == (["title_ar"], True)


def test_what_is_put_into_something_may_say_which_count_of_changes_it_saw() -> None:
    form = asked(Words("what", "What"), data={"what": "Tea", "seen": "4"}, begins=True, guard="revision")
    assert form.is_valid()
    assert form.call()["seen_revision"] == 4
    assert (
        asked(Words("what", "What"), data={"what": "Tea"}, begins=True, guard="revision").fields["seen"].initial == ""
    )


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["XA", "xa", "Xa"])
def test_a_thing_is_picked_by_its_code_in_capitals_or_not(typed: str, xa: Participant, xb: Participant) -> None:
    def rows(setting: Setting) -> QuerySet:
        return Participant.objects.filter(pk__in=[xa.pk, xb.pk])

    asks = (
        Pick("host", "Host", rows=rows, key="code"),
        PickMany("others", "Others", rows=rows, key="code"),
        Choice("body", "Body", choices=[("soc", "The Committee")]),
    )
    form = asked(*asks, data=MultiValueDict({"host": [typed], "others": [typed, "xB"], "body": ["SOC"]}))
    assert form.errors == {}
    answers = form.answers()
    assert (answers["host"], set(answers["others"]), answers["body"]) == (xa, {xa, xb}, "soc")


@pytest.mark.django_db
def test_a_code_that_names_nothing_is_refused_whatever_it_is_made_of(xa: Participant) -> None:
    for typed in ("QQ", "x_", "%", "X" * 60_000, "a\0b"):
        form = asked(Pick("host", "Host", rows=lambda _: Participant.objects.all(), key="code"), data={"host": typed})
        assert set(form.errors) == {"host"}, typed[:10]
        many = PickMany("others", "Others", rows=lambda _: Participant.objects.all(), key="code")
        assert set(asked(many, data=MultiValueDict({"others": ["XA", typed]})).errors) == {"others"}, typed[:10]


def test_the_table_takes_no_act_that_says_nothing_of_what_it_did():
    act = Act(name="ask", label="Ask", article="AA 1", offered=lambda *who: Offer(), do=dict)
    with pytest.raises(ValueError, match="thing: these acts have no sentence for what was done: ask"):
        ActTable().add("thing", act)
    table = ActTable()
    table.add("thing", replace(act, done="It was asked."))
    assert [row.done for row in table.acts("thing", begins=False)] == ["It was asked."]
