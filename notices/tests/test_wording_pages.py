"""Wording letters anew: looked at, tried, kept, given up."""

import pytest

from journal.models import Entry
from notices.actions import tick, word_letters
from notices.models import Letter, LetterTemplate, Notice
from notices.tests.worlds import AT, a_lead, only_source
from record.texts import LANGUAGES

pytestmark = pytest.mark.django_db
PATH = "/reminders/wording/meeting-approaches/"


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


def given(page, act="save", **other):
    """What a browser sends of the form on a page, with something else typed."""
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return {**sent, "act": act, **{name.replace("zh_hans", "zh-hans"): text for name, text in other.items()}}


def test_the_page_shows_four_languages_with_an_example_until_there_is_something_real(office, officer):
    page = office.get(PATH)
    said = page.content.decode()
    assert "An example" in said
    assert (
        said.count('dir="rtl"') == 5
    )  # two fields, how it reads, and the languages: in the side bar, on a telephone with the account
    assert "{place}" in said
    with only_source([a_lead(officer)]):
        tick(at=AT)
    said = office.get(PATH).content.decode()
    assert "With what stands in the ledger" in said
    assert "Комитет старших должностных лиц" in said
    assert office.get("/reminders/wording/step-taken/").status_code == 404
    assert office.get("/reminders/wording/").status_code == 200


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("line_ru", "{nobody} {meeting}"),
        ("body_ar", "   "),
        ("line_en", "{meeting"),
        ("line_zh-hans", "{meeting}\n{day}"),
        ("line_en", "x" * 201),
        ("body_en", "{meeting.__class__}"),
        ("body_en", "a\x00b"),
    ],
)
def test_what_cannot_stand_is_told_beside_its_field_and_the_text_is_kept(field, text, office):
    answer = office.post(PATH, {**given(office.get(PATH)), field: text})
    assert answer.status_code == 400
    assert answer.context["form"].errors.keys() == {field}
    assert answer.context["form"][field].value() == text
    assert not LetterTemplate.objects.exists()
    # Neither is it sent.
    office.post(PATH, {**given(office.get(PATH), act="test"), field: text})
    assert not Letter.objects.exists()


def test_a_language_that_is_missing_is_asked_for(office):
    sent = given(office.get(PATH))
    del sent["line_ar"]
    answer = office.post(PATH, sent)
    assert answer.context["form"].errors.keys() == {"line_ar"}


def test_a_wording_is_kept_in_all_languages_and_given_up(office):
    first = office.get(PATH)
    assert office.post(PATH, given(first, line_en="Soon: {meeting}", body_en="One.\r\nTwo.")).status_code == 302
    assert sorted(LetterTemplate.objects.values_list("language", flat=True)) == sorted(LANGUAGES)
    assert LetterTemplate.objects.get(language="en").body == "One.\nTwo."
    assert Entry.objects.filter(verb="worded letters").count() == 4
    # Pressed twice: it is the same wording, seen from before.
    assert office.post(PATH, given(office.get(PATH))).status_code == 302
    assert Entry.objects.filter(verb="worded letters").count() == 4
    page = office.get(PATH)
    assert "Soon: ‹the meeting›" in page.content.decode()
    for _press in range(2):
        assert office.post(f"{PATH}default/").status_code == 302
    assert not LetterTemplate.objects.exists()
    assert Entry.objects.filter(verb="gave up a wording").count() == 4


def test_whoever_was_shown_another_wording_is_told_and_keeps_their_text(office, officer):
    page = office.get(PATH)
    word_letters(kind="meeting-approaches", texts=dict.fromkeys(LANGUAGES, ("Other", "Words")), by=officer)
    answer = office.post(PATH, given(page, line_en="Mine"))
    assert answer.status_code == 400
    assert "Somebody else has changed this" in answer.content.decode()
    assert answer.context["form"]["line_en"].value() == "Mine"
    assert LetterTemplate.objects.get(language="en").line == "Other"
    assert office.post(PATH, given(answer, line_en="Mine")).status_code == 302
    assert LetterTemplate.objects.get(language="en").line == "Mine"


def test_a_preview_shows_what_was_typed_as_text_and_keeps_nothing(office):
    page = office.post(PATH, given(office.get(PATH), act="preview", line_en="<b>{meeting}</b> now"))
    assert page.status_code == 200
    said = page.content.decode()
    assert "&lt;b&gt;‹the meeting›&lt;/b&gt; now" in said
    assert "Not kept yet" in said
    assert not LetterTemplate.objects.exists()


def test_a_test_letter_goes_to_oneself_alone_with_those_that_leave(office, officer, mailoutbox, delivered):
    page = office.get(PATH)
    sent = given(page, act="test", line_ru="Скоро: {meeting}", test_language="ru")
    assert "A test letter goes to" in office.post(PATH, sent).content.decode()
    assert mailoutbox == [], "not inside the request"
    delivered()
    assert mailoutbox[0].to == [officer.email]
    assert "Скоро" in mailoutbox[0].subject
    assert not mailoutbox[0].subject.startswith("Скоро")  # it says first that it is a test
    assert "List-Unsubscribe" not in mailoutbox[0].message()
    assert (Letter.objects.get().of_account, Notice.objects.count()) == ("test of a wording", 0)
    assert not LetterTemplate.objects.exists()


def test_every_kind_has_a_page_that_can_be_tried(office, delivered):
    kinds = [worded.kind.name for worded in office.get("/reminders/wording/").context["kinds"]]
    for kind in kinds:
        path = f"/reminders/wording/{kind}/"
        assert office.post(path, given(office.get(path), act="test")).status_code == 200
    assert len(delivered()) == len(kinds)
