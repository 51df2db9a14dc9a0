"""Letters about things: what one begins with, in which languages it goes, how what goes with it is called."""

import datetime as dt
import html
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import override

from commitments.tests.stories import Story
from law.cica.states import State
from meetings.tests.factories import MeetingFactory
from members.choices import Audience, Standing
from members.models import Participation
from notices.models import Addressee
from papers.actions import circulate
from papers.letters import annex_called
from papers.models import LetterAnnex, OutgoingLetter, PaperVersion, ScanOfALetter
from papers.tests.files.pdfs import a_pdf
from papers.tests.letters import DRAFT, TWO, address, begun, entered_as_sent, sent, text_of

pytestmark = pytest.mark.django_db
LIST, API = "/outgoing/", "/api/v1/outgoing-letters/"


@pytest.fixture(autouse=True)
def today_is_the_25th():
    with time_machine.travel(dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


@pytest.fixture
def paper_sent_to_nobody(authority, chair, officer) -> PaperVersion:
    """A concept paper as its coordinator handed it in: before it is circulated."""
    Story(author=authority, chair=chair, officer=officer).to(State.DRAFTED)
    return PaperVersion.objects.select_related("paper").get()


# -- Drafted about a thing.


def what_it_begins_with(client, thing) -> dict:
    """The form behind "Draft a letter about this", as a browser would send it."""
    page = client.get(thing.get_absolute_url()).content.decode()
    link = html.unescape(page.partition('href="/outgoing/begin/?about=')[2].partition('"')[0])
    form = client.get(f"/outgoing/begin/?about={link}").context["turn"].form
    return {field.name: field.value() for field in form if field.value() not in (None, "")}


def test_a_letter_about_a_paper_begins_with_it_and_the_two_lead_to_each_other_once_it_went(
    paper_sent_to_nobody, xb, authority, officer, office, sign_in
):
    version = paper_sent_to_nobody
    circulate(
        version=version,
        audience=Audience.OBSERVERS,
        comments_by=dt.date(2026, 12, 20),
        by=officer,
        at=timezone.now(),
    )
    version.refresh_from_db()
    begins = what_it_begins_with(office, version)
    assert (begins["kind"], begins["to"], begins["annexes"]) == ("cover", "everybody", [version.designation])
    assert begins["subject"] == version.paper.title
    assert ("20 December 2026" in begins["text"], version.paper.symbol in begins["text"]) == (True, True)
    answer = office.post(f"{LIST}begin/", begins)
    assert answer.status_code == 302, answer.content
    in_register = sent(office, OutgoingLetter.objects.get())
    assert in_register.get_absolute_url() in office.get(version.get_absolute_url()).content.decode()
    for client in (office, sign_in(authority)):
        assert version.get_absolute_url() in client.get(in_register.get_absolute_url()).content.decode()


def test_a_letter_about_a_paper_that_went_to_nobody_goes_to_those_who_read_it(paper_sent_to_nobody, xb, office):
    begins = what_it_begins_with(office, paper_sent_to_nobody)
    assert (begins["to"], begins["participants"]) == ("named", ["XA", "XC"])


def test_a_letter_about_a_meeting_invites_to_it_until_it_is_over(xb, office):
    ahead = MeetingFactory(starts_on=dt.date(2026, 12, 16))
    over = MeetingFactory(starts_on=dt.date(2026, 10, 16))
    for meeting, kind in ((ahead, "invitation"), (over, "note")):
        begins = what_it_begins_with(office, meeting)
        assert (begins["kind"], begins["subject"]) == (kind, meeting.label)
        assert meeting.days in begins["text"]


def test_a_letter_that_went_to_all_members_is_entered_without_naming_them(authority, xb, observer, office):
    letter = entered_as_sent(office, addressees=[], to="members")
    assert {"XA", "XB"} <= set(letter.addressees.values_list("code", flat=True))
    assert not letter.addressees.filter(pk__in=observer.participants()).exists()


def test_a_letter_in_two_languages_says_both_and_a_copy_of_it_what_is_left_behind(xb, office):
    letter = begun(office, **TWO)
    office.post(address(letter, "annex"), {"title": "Programme", "file": SimpleUploadedFile("p.pdf", a_pdf())})
    in_register = sent(office, letter)
    assert "English, Russian" in office.get(in_register.get_absolute_url()).content.decode()
    assert "not taken over: Programme" in office.get(address(letter)).content.decode()


def test_a_paper_that_is_called_as_its_kind_is_called_so_in_each_language(paper_sent_to_nobody, officer):
    paper = paper_sent_to_nobody.paper
    paper.kind, paper.title, paper.title_in = "compilation", "Compilation of views", {}
    letter = OutgoingLetter(kind="cover", subject=DRAFT, text=DRAFT, to="members", by=officer, changed_by=officer)
    annex = LetterAnnex(letter=letter, version=paper_sent_to_nobody, by=officer)
    with override("ru"):
        said = annex_called(annex, "ru")
    assert ("Compilation" in said, bool(re.match("[А-Я]", said))) == (False, True)


def test_what_it_is_called_is_not_hyphenated_in_its_pdf(xb, office):
    subject = "Extraordinarily comprehensive interdepartmental communications notwithstanding " * 3
    in_register = sent(office, begun(office, subject=subject.strip()))
    words = (
        text_of(ScanOfALetter.objects.get(letter=in_register, name="letter-en.pdf")).partition("presents")[0].split()
    )
    assert [words.count(word) for word in subject.split()[:4]] == [3] * 4


def test_a_covering_letter_begins_with_those_to_whom_its_paper_is_open_whatever_standing_was_left_unended(
    xb, xo, authority, observer, office
):
    """XO became a partner, and nobody ended the standing of before: neither the paper nor its letter goes to it."""
    body = {"kind": "invitation", "title": "An invitation", "text": "Doors open at nine.", "symbol": "SEC/1"}
    assert office.post("/api/v1/papers/", body, content_type="application/json").status_code == 201
    since = dt.date(2026, 11, 20)
    Participation.objects.create(participant=xo, standing=Standing.PARTNER, since=since, source="S", confidence="V")
    sent_out = office.post("/api/v1/papers/SEC_1/circulate/", {"to": "everybody"}, content_type="application/json")
    assert sent_out.status_code == 200, sent_out.content
    begins = what_it_begins_with(office, PaperVersion.objects.get())
    assert begins["to"] == "everybody"
    assert office.post(f"{LIST}begin/", begins).status_code == 302
    in_register = sent(office, OutgoingLetter.objects.get())
    told = set(Addressee.objects.filter(kind="paper-circulated").values_list("participant__code", flat=True))
    assert told == set(in_register.addressees.values_list("code", flat=True))
    assert "XO" not in told
