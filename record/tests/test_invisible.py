"""Signs that nobody sees: what turns or parts words is refused at every door, what a language needs stays."""

import pytest
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from law.cica.bodies import Body
from meetings.models import CalendarFeed, Meeting
from members.models import Participant
from record.admin_fields import FieldsOfTheRecord
from record.invisible import check_line, check_long_text, let_nothing_hide, place_of_hidden, without_hidden
from record.tests.test_admin import EMPTY, LIST
from record.texts import TextsFormField

REFUSED = {
    "an override": "Report \u202efdp.exe",
    "an override that ends": "Report \u202efdp\u202c",
    "an embedding that doesn't end": "a\u202bb",
    "an isolate that doesn't end": "a\u2067b",
    "an end without a beginning": "a\u2069b",
    "an end of another": "a\u2067b\u202c",
    "a space without width": "Xan\u200badu",
    "a mark of the order of bytes": "\ufeffXanadu",
    "a word joiner": "Xan\u2060adu",
    "a joiner between Latin letters": "Xan\u200dadu",
    "a non-joiner between Cyrillic letters": "Стра\u200cна",
    "a joiner at the end": "می\u200c",
    "a joiner alone": "\u200d",
    "a filler": "Xan\u3164adu",
    "a tag": "Xanadu\U000e0041",
    "a control sign": "Xan\x08adu",
    "a line of another kind": "Xan\u2028adu",
}
TAKEN = {
    "Persian with its non-joiner": "می\u200cخواهم",
    "Sinhala with its joiner": "ශ්\u200dරී ලංකා",
    "Bengali": "র\u200d্যাব",
    "a family": "👨\u200d👩\u200d👧",
    "Arabic with a mark of direction": "الاجتماع (SOC)\u200f",
    "Hebrew with one": "\u200fישראל",
    "an isolate that ends": "الوثيقة \u2068A/62/232\u2069 كما هي",
    "an embedding that ends": "\u202bالوثيقة\u202c",
    "a hyphen that may be": "Zusammen\u00adarbeit",
    "wide and unbreakable spaces": "第\u3000一\u00a0条",
    "vowel marks": "مُحَمَّد",
    "Thai": "ประเทศไทย",
    "a flag": "🇰🇿",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_turns_or_parts_a_line_is_refused_with_its_place(text):
    with pytest.raises(ValidationError, match=r"U\+"):
        check_line(text)
    with pytest.raises(ValidationError):
        check_line({"en": "Xanadu", "ru": text})


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN)
def test_what_a_language_needs_stays(text):
    check_line(text)
    check_long_text(text)
    assert place_of_hidden(text) is None


def test_a_long_text_keeps_what_word_processors_leave_and_nothing_that_turns_it():
    check_long_text("First.\nSec\u200bond\u2060 \ufeffthird.\t\r\n")
    for text in ("a\u202eb", "a\u2067b\nc\u2069"):
        with pytest.raises(ValidationError):
            check_long_text(text)


def test_the_sentence_says_after_which_words_it_stands():
    with pytest.raises(ValidationError, match="After “Meeting in Xan” stands a sign that nobody sees"):
        check_line("Meeting in Xan\u200badu")


def test_a_files_name_is_kept_without_them():
    assert without_hidden("states\u202efdp\ufeff.docx") == "statesfdp.docx"
    assert without_hidden("می\u200cشود.pdf") == "می\u200cشود.pdf"


def _asks_for_words(field: forms.Field) -> bool:
    return isinstance(field, TextsFormField) or type(field) is forms.CharField


def _refuses(field: forms.Field) -> bool:
    parts = field.fields if isinstance(field, forms.MultiValueField) else [field]
    # Not every validator has a hash.
    return all(any(asked in (check_line, check_long_text) for asked in part.validators) for part in parts)


def test_a_field_is_given_the_rule_once():
    field = let_nothing_hide(let_nothing_hide(forms.CharField()))
    assert field.validators.count(check_line) == 1


@pytest.mark.django_db
def test_every_field_of_words_of_the_admin_keeps_to_the_rule(officer, rf):
    request = rf.get("/")
    request.user = officer
    places = [place for place in admin.site._registry.values() if isinstance(place, FieldsOfTheRecord)]
    open_fields = [
        f"{place.opts.label}.{name}"
        for place in places
        for name, field in place.get_form(request, None).base_fields.items()
        if _asks_for_words(field) and not _refuses(field)
    ]
    assert (open_fields, len(places) > 20) == ([], True)


@pytest.mark.django_db
def test_a_name_is_refused_in_the_admin(officer, sign_in):
    form = {**EMPTY, "code": "XN", "kind": "state", "name_en": "Xan\u202eadu"}
    answer = sign_in(officer).post(f"{LIST}add/", form)
    assert (answer.status_code, "U+202E" in answer.content.decode()) == (200, True)
    assert not Participant.objects.filter(code="XN").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["title", "place", "note"])
def test_words_of_a_program_are_refused_at_their_field(name, officer, sign_in):
    sent = {"body": Body.SENIOR_OFFICIALS.code, "starts_on": "2031-06-09", "time_zone": "Asia/Almaty"}
    answer = sign_in(officer).post("/api/v1/meetings/", {**sent, name: "Xan\u202eadu"}, "application/json")
    assert (answer.status_code, "U+202E" in answer.content.decode()) == (422, True)
    assert list(answer.json()["errors"]) == [name]
    assert not Meeting.objects.exists()


@pytest.mark.django_db
def test_a_label_of_ones_own_is_refused_too(authority, sign_in):
    answer = sign_in(authority).post("/calendar/feeds/", {"label": "pho\u202ene"})
    assert (answer.status_code, CalendarFeed.objects.exists()) == (400, False)
