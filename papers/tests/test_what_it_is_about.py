"""What a paper, a letter or an entry is about is called in the language of whoever reads it, and as far as they read it."""

import pytest

from commitments.models import Commitment
from commitments.tests.stories import Story
from journal.names import model_of
from members.tests.factories import a_state
from notices.choices import TO_SERVE
from notices.models import Notice
from papers.models import LetterDeed, OutgoingLetter, Paper
from papers.tests.letters import begun, registered, sent
from record.acts import TABLE

pytestmark = pytest.mark.django_db
TITLES = {"en": "Corridors of calm", "ru": "Коридоры спокойствия", "zh-hans": "安宁走廊", "ar": "ممرات الهدوء"}
OTHERS = {code: words for code, words in TITLES.items() if code != "en"}
SUBJECTS = {
    "subject": "Reply",
    "subject_ru": "Ответ",
    "text_ru": "Да.",
    "subject_ar": "رد على المذكرة",
    "text_ar": "نعم",
}


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


@pytest.fixture
def commitment(authority, stranger, chair, officer) -> Commitment:
    commitment = Story(author=authority, chair=chair, officer=officer).commitment
    Commitment.objects.filter(pk=commitment.pk).update(title=TITLES["en"], title_in=OTHERS)
    commitment.refresh_from_db()
    return commitment


def read(client, address: str, language: str) -> str:
    client.cookies["django_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def languages_in(client, address: str, titles: dict[str, str]) -> dict[str, set[str]]:
    """By the language in which a page is read those in which the thing is called on it."""
    pages = {language: read(client, address, language) for language in titles}
    return {language: {code for code, words in titles.items() if words in page} for language, page in pages.items()}


EACH_IN_ITS_OWN = {language: {language} for language in TITLES}


def test_a_paper_says_in_four_languages_what_it_is_about(office, commitment):
    body = {"kind": "invitation", "title": "An invitation", "text": "Doors open at nine.", "symbol": "SEC/2026/1"}
    about = f"commitment:{commitment.reference}"
    answer = office.post("/api/v1/papers/", {**body, "about": about}, content_type="application/json")
    assert answer.status_code == 201, answer.content
    assert languages_in(office, Paper.objects.get(symbol="SEC/2026/1").versions.get().get_absolute_url(), TITLES) == (
        EACH_IN_ITS_OWN
    )


def test_a_letter_says_so_while_it_is_drafted_and_once_it_went_to_the_office_and_to_a_state(
    office, commitment, authority, sign_in
):
    letter = begun(office, about=f"commitment:{commitment.reference}")
    assert languages_in(office, letter.get_absolute_url(), TITLES) == EACH_IN_ITS_OWN
    page = sent(office, letter).get_absolute_url()
    for person in (office, sign_in(authority)):
        assert languages_in(person, page, TITLES) == EACH_IN_ITS_OWN


def test_what_was_kept_of_it_is_english_whoever_drafted_it(office, commitment):
    office.cookies["django_language"] = "ar"
    letter = begun(office, about=f"commitment:{commitment.reference}")
    assert letter.about_label == f"{commitment.reference} · {TITLES['en']}"


def test_who_does_not_see_the_thing_does_not_learn_its_new_name(office, commitment, observer, sign_in):
    """A letter goes to observers too, about a commitment that is for the members."""
    letter = begun(office, about=f"commitment:{commitment.reference}", to="everybody")
    page = sent(office, letter).get_absolute_url()
    Commitment.objects.filter(pk=commitment.pk).update(audience="members")
    assert languages_in(sign_in(observer), page, TITLES) == {language: set() for language in TITLES}


def test_what_a_letter_did_is_told_in_four_languages(office, commitment, stranger, sign_in, today):
    letter = registered(office, dated=today.isoformat(), day=today.isoformat())
    address = f"/api/v1/commitments/{commitment.reference}/steps/join/"
    body = {"on_behalf_of": "XB", "from_letter": str(letter.uid)}
    assert office.post(address, body, content_type="application/json").status_code == 201
    assert LetterDeed.objects.get().about_label == f"{commitment.reference} · {TITLES['en']}"
    for person in (office, sign_in(stranger)):
        assert languages_in(person, letter.get_absolute_url(), TITLES) == EACH_IN_ITS_OWN


def test_a_letter_that_went_is_called_in_the_register_and_where_it_is_served_as_it_was_written_in_each_language(
    office, commitment
):
    """In Chinese it has no words: there it is called as in English."""
    a_state("X9")
    in_register = sent(office, begun(office, **SUBJECTS))
    titles = {"en": ">Reply<", "ru": ">Ответ<", "ar": ">رد على المذكرة<"}
    wanted = {language: {language} for language in titles}
    for page in ("/correspondence/", in_register.get_absolute_url()):
        assert languages_in(office, page, titles) == wanted, page
    assert OutgoingLetter.objects.get().sent_as == in_register
    assert in_register.get_absolute_url() in read(office, "/search/?q=Ответ", "ru")
    served = {"en": "Reply", "ru": "Ответ", "ar": "رد على المذكرة"}
    assert {code for code in served if served[code] in read(office, f"/served/?stands={TO_SERVE}", code)} == set(served)


def test_a_circulated_paper_is_called_in_the_words_of_whoever_is_told(office, commitment, authority):
    title_in = {f"title_in_{code.replace('-', '_')}": words for code, words in OTHERS.items()}
    body = {"kind": "invitation", "title": TITLES["en"], "text": "Doors open at nine.", **title_in}
    answer = office.post("/api/v1/papers/", body, content_type="application/json")
    assert answer.status_code == 201, answer.content
    key = answer.json()["key"]
    assert (
        office.post(f"/api/v1/papers/{key}/circulate/", {"to": "members"}, content_type="application/json").status_code
        == 200
    )
    told = Notice.objects.filter(kind="paper-circulated", recipient=authority).first()
    assert told is not None
    assert told.values["titles"] == TITLES


def test_each_noun_that_is_named_with_words_says_which_relations_its_name_wants():
    """A noun whose name is in no language, or in the one somebody typed, is named here."""
    the_same_everywhere = {
        "agenda", "agenda-item", "approach-proposal", "brought-file", "chairmanship", "circulation", "commentreply",
        "coordinationend", "correction", "deputyship", "desk-entry", "entrusted", "entry",
        "expert-draft", "follow-up", "form-of-address", "going-on-rule", "import", "invitation", "letterdeed",
        "participation", "person", "position", "post", "receipt-on-paper", "requested-document", "saved-list",
        "scanofaletter", "second-officer-request", "silencenotification", "silenceobjection", "source", "sourcefile",
        "steptaken", "token", "webhook", "wording",
    }  # fmt: skip
    unsaid = {name for name, noun in TABLE.nouns.items() if not hasattr(noun.model, "called_with")}
    assert unsaid == the_same_everywhere
    assert all(model_of(noun.model._meta.model_name) is noun.model for noun in TABLE.nouns.values())
