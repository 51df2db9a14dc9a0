"""How letters are worded and participants addressed: what the house proposes, what staff set over it, and what is refused."""

import pytest

from members.tests.factories import ParticipantFactory
from papers.choices import OutgoingKind
from papers.models import FormOfAddress, LetterWording
from papers.words import PARTS, WordingsOfLetters, filled, neutral_form, proposed, wrong_in
from record.texts import LANGUAGES

pytestmark = pytest.mark.django_db
WORDING = {
    "kind": "note",
    "language": "en",
    "series": "M",
    "letterhead": "CICA Secretariat",
    "opening": "The Secretariat greets {addressee}.",
    "closing": "With respect.",
    "signature": "{day}",
    "seen": "0",
    "once_key": "w",
}


@pytest.fixture
def words(translator, sign_in):
    return sign_in(translator)


def worded(client, **changed):
    """Looked at, and kept."""
    form = {**WORDING, **changed}
    shown = client.post("/wordings/word/", form)
    if shown.status_code != 200:
        return shown
    return client.post("/wordings/word/", {**form, "previewed": shown.context["turn"].form["previewed"].value()})


def test_every_kind_is_proposed_in_every_language_with_placeholders_that_exist():
    assert {wording["kind"] for wording in proposed()["wordings"]} == set(OutgoingKind.values)
    wordings = WordingsOfLetters()
    for kind in OutgoingKind.values:
        for language in LANGUAGES:
            holds = wordings.of(kind, language)
            assert holds.is_proposed
            assert [wrong_in(getattr(holds, part)) for part in PARTS] == [[]] * 4, (kind, language)


def test_a_translator_words_letters_anew_and_goes_back(words):
    assert "proposed, to be confirmed by the Secretariat" in words.get("/wordings/").content.decode()
    form = words.get("/wordings/word/?like=note.en").content.decode()
    assert "presents its compliments to {addressee}" in form
    assert worded(words).status_code == 302
    holds = WordingsOfLetters().of("note", "en")
    assert (holds.opening, holds.series, holds.is_proposed) == ("The Secretariat greets {addressee}.", "M", False)
    assert "The Secretariat greets" in words.get("/wordings/").content.decode()
    row = LetterWording.objects.get()
    assert words.post(f"/wordings/{row.uid}/take-back/").status_code == 302
    assert WordingsOfLetters().of("note", "en").is_proposed
    assert words.post(f"/wordings/{row.uid}/take-back/").status_code == 422


def test_programs_of_the_secretariat_read_what_was_set_and_those_of_states_nothing(xb, words, authority, sign_in):
    worded(words)
    form = {"participant": "XB", "language": "en", "text": "the Ministry of XB", "seen": "0", "once_key": "f"}
    assert words.post("/forms-of-address/set/", form).status_code == 302
    [row] = words.get("/api/v1/letter-wordings/?kind=note&language=en").json()["results"]
    assert (row["opening_words"], row["series"], row["taken_back_at"]) == (
        "The Secretariat greets {addressee}.",
        "M",
        None,
    )
    [said] = words.get("/api/v1/forms-of-address/?participant=xb").json()["results"]
    assert (said["participant"], said["text"], said["number"]) == ("XB", "the Ministry of XB", 1)
    state = sign_in(authority)
    for name, one in (("letter-wordings", row), ("forms-of-address", said)):
        assert state.get(f"/api/v1/{name}/").json()["count"] == 0
        assert state.get(f"/api/v1/{name}/{one['uid']}/").status_code == 404
        assert words.get(f"/api/v1/{name}/{one['uid']}/").json() == one


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"opening": "To {minister}"}, "opening", "“{minister}” can’t stand here."),
        ({"closing": "A brace {"}, "closing", "A brace stands alone"),
        ({"signature": ""}, "signature", ""),
    ],
    ids=["a word that nothing fills", "a brace alone", "nothing"],
)
def test_a_wording_that_can_t_be_filled_is_refused_at_its_field(changed, field, sentence, words):
    answer = words.post("/wordings/word/", {**WORDING, **changed})
    assert (answer.status_code, list(answer.context["turn"].form.errors)) == (422, [field])
    assert sentence.replace("’", "&#x27;") in answer.content.decode()
    assert not LetterWording.objects.exists()


def test_of_two_who_word_at_once_the_second_is_told(words, office):
    assert worded(words).status_code == 302
    late = worded(office, opening="Another", once_key="v")
    assert late.status_code == 409
    assert LetterWording.objects.count() == 1


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


def test_the_preview_shows_the_words_with_what_stands_in_their_places(words):
    page = words.post("/wordings/word/", WORDING).content.decode()
    assert "The Secretariat greets the Ministries of Foreign Affairs of the member states." in page
    assert not LetterWording.objects.exists()


def test_a_form_of_address_holds_in_letters_and_the_neutral_one_names_no_person(xb, words):
    xb.official_name = {"en": "Republic of State XB", "ru": "Республика XB"}
    xb.save()
    assert neutral_form(xb, "en") == "the Ministry of Foreign Affairs of the Republic of State XB"
    assert neutral_form(xb, "ru") == "Министерству иностранных дел (Республика XB)"
    form = {"participant": "XB", "language": "ru", "text": "Министерству Республики", "seen": "0", "once_key": "f"}
    assert words.post("/forms-of-address/set/", form).status_code == 302
    wordings = WordingsOfLetters()
    assert wordings.addressed(xb, "ru") == "Министерству Республики"
    assert wordings.addressed(xb, "en").startswith("the Ministry of Foreign Affairs of")
    page = words.get("/forms-of-address/").content.decode()
    assert ("Министерству Республики" in page, "neutral form" in page) == (True, True)
    braces = words.post("/forms-of-address/set/", {**form, "text": "{day}", "seen": "1", "once_key": "g"})
    assert braces.status_code == 422
    row = FormOfAddress.objects.get()
    assert words.post(f"/forms-of-address/{row.uid}/take-back/").status_code == 302
    assert WordingsOfLetters().addressed(xb, "ru") == neutral_form(xb, "ru")


def test_an_organisation_is_addressed_as_one():
    organisation = ParticipantFactory(kind="organisation", name={"en": "League of Something"}, official_name={})
    assert neutral_form(organisation, "en") == "the secretariat of the League of Something"


def test_what_nothing_fills_stays_as_it_stands():
    assert filled("{number} of {day}", {"day": "today"}) == "{number} of today"


def test_wordings_are_the_office_s_and_a_reader_of_it_changes_none(authority, assistant, sign_in):
    for place in ("/wordings/", "/forms-of-address/"):
        assert sign_in(authority).get(place).status_code == 403
        assert sign_in(assistant).get(place).status_code == 200
    assert sign_in(assistant).get("/wordings/word/").status_code == 403
    assert sign_in(authority).get("/wordings/word/").status_code == 404
