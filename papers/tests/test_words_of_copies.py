"""Each of those addressed finds a letter by the words of its own copy, officers by those of every copy, and nobody by another's."""

import pytest
from django.utils import timezone

from papers.actions import read_files, set_form_of_address
from papers.models import ScanOfALetter, WordsOfAScan
from papers.tests.letters import TWO, begun, sent
from record.search import hits_of, search
from record.tests.corrected import correct

pytestmark = pytest.mark.django_db
HOW = {"XA": "Her Excellency of the lavender garden", "XB": "The Honourable of the saffron hills"}


@pytest.fixture
def letter(sign_in, officer, xa, xb):
    for state, text in ((xa, HOW["XA"]), (xb, HOW["XB"])):
        set_form_of_address(participant=state, language="en", text=text, by=officer)
    office = sign_in(officer)
    registered = sent(office, begun(office, **{**TWO, "to": "named", "participants": ["XA", "XB"]}))
    read_files(at=timezone.now(), within=120)
    return registered


def found(person, words: str) -> dict[str, list[str]]:
    answer = search(person, words, at=timezone.now())
    return {part.kind.name: [hit.address for hit in hits_of(part.places, answer.asked)] for part in answer.kinds}


def test_an_addressee_finds_its_own_copy_officers_every_one_and_nobody_else_any(
    letter, officer, authority, stranger, observer
):
    address = letter.get_absolute_url()
    own = {"copies-of-letters": [address]}
    assert [found(person, "lavender") for person in (authority, officer)] == [own, own]
    assert [found(person, "saffron") for person in (stranger, officer)] == [own, own]
    for person, word in ((stranger, "lavender"), (authority, "saffron"), (observer, "lavender"), (observer, "saffron")):
        assert found(person, word) == {}, (person, word)
    # What the draft says to all leads to the letter, and not once more to each copy.
    assert "copies-of-letters" not in found(officer, "Comments are welcome")


def test_of_each_copy_one_file_a_language_is_read_and_what_is_struck_out_is_found_no_more(letter, officer, authority):
    read = WordsOfAScan.objects.of_copies()
    assert set(read.values_list("scan__name", flat=True)) == {"letter-en.docx", "letter-ru.docx"}
    assert read.count() == 4
    copy = ScanOfALetter.objects.get(addressee__code="XA", name="letter-en.docx")
    correct(copy, officer)
    assert (found(authority, "lavender"), found(officer, "lavender")) == ({}, {})
