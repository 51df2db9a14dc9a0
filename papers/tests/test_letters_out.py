"""Letters of the Secretariat: drafted, worded, finished, sent under their number; who is told, who reads what of them."""

import datetime as dt
import hashlib
import io
import re
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from commitments.tests.factories import CommitmentFactory
from commitments.tests.stories import Story
from journal.models import Entry
from law.cica.states import State
from members.choices import Audience, Standing
from members.models import Participant
from members.tests.factories import a_state
from notices.models import Addressee, Notice, PaperReceipt
from papers.actions import circulate
from papers.models import LetterAnnex, OutgoingLetter, PaperVersion, RegisteredLetter, ScanOfALetter
from papers.tests.files.pdfs import a_pdf
from papers.tests.letters import DRAFT, SENDING, TWO, address, begun, entered_as_sent, registered, sent, text_of
from papers.words import neutral_form

pytestmark = pytest.mark.django_db
LIST, API = "/outgoing/", "/api/v1/outgoing-letters/"


@pytest.fixture(autouse=True)
def today_is_the_25th():
    with time_machine.travel(dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


# -- Drafted.


def test_a_draft_takes_no_number_and_is_read_by_the_secretariat_alone(xb, authority, stranger, office, sign_in):
    letter = begun(office)
    page = office.get(address(letter)).content.decode()
    assert ("Working hours of border posts" in page, "presents its compliments" in page) == (True, True)
    assert not RegisteredLetter.everything.exists()
    for person in (authority, stranger):
        client = sign_in(person)
        assert client.get(address(letter)).status_code == client.get(f"{API}{letter.uid}/").status_code == 404
        assert client.get(LIST).status_code == 403
        assert client.get(API).json()["count"] == 0
        assert "Working hours" not in client.get("/search/?q=border+posts").content.decode()
    assert "Working hours" in office.get("/search/?q=border+posts").content.decode()


def test_an_assistant_drafts_and_an_officer_sends(xb, assistant, office, sign_in):
    letter = begun(sign_in(assistant))
    assert sign_in(assistant).get(address(letter, "send")).status_code == 403
    assert sent(office, letter).reference == "OUT-NV-2026-1"


def test_what_can_t_be_is_refused_at_its_field(xb, office):
    for changed, field in (
        ({"subject_ru": "Тема"}, "text_ru"),
        ({"text_ar": "النص"}, "subject_ar"),
        ({"to": "group"}, "group"),
        ({"to": "named"}, "participants"),
        ({"about": "meeting:SOC-2099-9"}, "about"),
        ({"annexes": ["CBM-2007-ECO-02-01/CP/1"]}, "annexes"),
        ({"subject": ""}, "subject"),
    ):
        answer = office.post(API, {**DRAFT, **changed}, content_type="application/json")
        assert (answer.status_code, field in answer.json()["errors"]) == (422, True), (changed, answer.content)
    assert not OutgoingLetter.objects.exists()


def test_a_revision_of_an_older_draft_is_refused_and_a_copy_begins_with_its_words(xb, office):
    letter = begun(office)
    form = {**DRAFT, "subject": "Opening hours", "seen": "1"}
    assert office.post(address(letter, "revise"), form).status_code == 302
    late = office.post(address(letter, "revise"), {**form, "subject": "Late"})
    assert late.status_code == 409
    letter.refresh_from_db()
    assert (letter.subject, letter.version) == ({"en": "Opening hours"}, 2)
    copy = office.get(f"{LIST}begin/?like={letter.uid}").content.decode()
    assert ("Opening hours" in copy, "Comments are welcome." in copy) == (True, True)


def test_a_draft_stands_on_the_desk_of_whoever_wrote_it_until_it_goes_or_is_given_up(xb, office):
    letter, other = begun(office), begun(office, subject="Another")
    kinds = [line["kind"] for line in office.get("/api/v1/desk/").json()["results"]]
    assert kinds.count("outgoing-letter.send") == 2
    office.post(address(other, "give-up"), {"seen": "1"})
    sent(office, letter)
    kinds = [line["kind"] for line in office.get("/api/v1/desk/").json()["results"]]
    assert "outgoing-letter.send" not in kinds
    assert office.get(f"{API}?stage=given-up").json()["count"] == 1
    assert office.post(address(other, "send"), {**SENDING, "seen": "1"}).status_code == 422


def test_one_that_begins_from_a_letter_that_came_in_answers_it_once_it_is_sent(xb, stranger, office):
    note = registered(office)
    page = office.get(note.get_absolute_url()).content.decode()
    assert f"/outgoing/begin/?answers={note.uid}&amp;to=named&amp;participants=XB" in page
    answer = sent(office, begun(office, answers=str(note.uid), to="named", participants=["XB"]))
    assert answer.answers == note


def test_one_about_a_thing_leads_to_it(xb, office):
    commitment = CommitmentFactory()
    letter = begun(office, about=f"commitment:{commitment.reference}")
    assert f'href="{commitment.get_absolute_url()}"' in office.get(address(letter)).content.decode()


# -- Sent.


def test_what_goes_is_kept_with_its_number_in_each_language_and_its_digest(xb, office):
    letter = begun(office, **TWO)
    in_register = sent(office, letter)
    scans = list(ScanOfALetter.objects.filter(letter=in_register).order_by("number"))
    assert [scan.name for scan in scans] == ["letter-en.docx", "letter-en.pdf", "letter-ru.docx", "letter-ru.pdf"]
    for scan, words in zip(scans, ("14 March", "14 March", "14 марта", "14 марта"), strict=True):
        assert [said in text_of(scan) for said in ("OUT-NV-2026-1", words, "{")] == [True, True, False], scan.name
    assert "25 November 2026" in text_of(scans[0])
    assert "25 ноября 2026" in text_of(scans[3])
    assert (in_register.series, in_register.subject, in_register.day) == ("NV", DRAFT["subject"], dt.date(2026, 11, 25))
    assert Entry.objects.filter(verb="sent a letter").count() == 1


def test_a_letter_goes_in_chinese_and_arabic_too(xb, office):
    letter = begun(
        office,
        subject="",
        text="",
        subject_zh_hans="边境口岸工作时间",
        text_zh_hans="工作组将于三月举行会议。",
        subject_ar="ساعات عمل المراكز الحدودية",
        text_ar="يجتمع فريق العمل في مارس.",
    )
    in_register = sent(office, letter)
    said = {scan.name: text_of(scan) for scan in ScanOfALetter.objects.filter(letter=in_register)}
    assert all("工作组将于三月举行会议" in said[f"letter-zh-hans.{kind}"] for kind in ("docx", "pdf"))
    assert all("فريق العمل" in said[f"letter-ar.{kind}"] for kind in ("docx", "pdf"))
    assert in_register.language == "zh-hans"


def test_numbers_follow_those_of_the_register_without_a_gap(xa, xb, office):
    entered_as_sent(office)
    first, second = begun(office), begun(office, kind="letter")
    assert [sent(office, first).reference, sent(office, second).reference] == ["OUT-NV-2026-2", "OUT-L-2026-1"]


def test_those_addressed_are_told_and_who_has_nobody_is_served_on_paper_in_one_act(
    authority, stranger, observer, office, officer, sign_in
):
    for code in ("XY", "XZ"):
        a_state(code, Standing.MEMBER)
    in_register = sent(office, begun(office))
    told = set(Notice.objects.filter(kind="letter-sent").values_list("recipient__email", flat=True))
    assert ({authority.email, stranger.email} <= told, observer.email in told) == (True, False)
    waiting = Addressee.objects.filter(kind="letter-sent").to_be_served()
    assert {"XY", "XZ"} <= set(waiting.values_list("participant__code", flat=True))
    page = office.get(in_register.get_absolute_url()).content.decode()
    assert "To whom it went, and what is known of its arrival" in page
    # Its page leads to the form with its own addressees: those on paper ticked, whom the portal reached offered.
    [leads_to] = re.findall(r'href="(/served/enter/[^"]*)"', page)
    boxes = re.findall(
        r'name="addressees" value="([^"]*)"[^>]*?( checked)?>', office.get(unescape(leads_to)).content.decode()
    )
    its_own = Addressee.objects.filter(kind="letter-sent")
    assert {key for key, _ticked in boxes} == {str(row.uid) for row in its_own}
    assert {key for key, ticked in boxes if ticked} == {str(row.uid) for row in waiting}
    assert len(boxes) > len(waiting)
    assert "/served/enter/" not in sign_in(authority).get(in_register.get_absolute_url()).content.decode()
    form = {
        "addressees": [str(row.uid) for row in waiting],
        "day": "2026-11-25",
        "channel": "courier",
        "served_by": "Ms Secretary",
        "once_key": "r",
    }
    shown = office.post("/served/enter/", form)
    form["previewed"] = shown.context["turn"].form["previewed"].value()
    assert office.post("/served/enter/", form).status_code == 302
    assert PaperReceipt.objects.count() == len(form["addressees"])
    assert page != office.get(in_register.get_absolute_url()).content.decode()
    assert "Ms Secretary" in office.get(in_register.get_absolute_url()).content.decode()


def test_a_state_reads_its_letter_with_what_went_and_of_no_other_addressee(authority, xb, observer, office, sign_in):
    in_register = sent(office, begun(office, to="named", participants=["XA", "XB"]))
    client = sign_in(authority)
    page = client.get(in_register.get_absolute_url()).content.decode()
    assert ("letter-en.pdf" in page, str(xb) in page, "How it was drafted" in page) == (True, False, False)
    row = client.get(f"/api/v1/correspondence/{in_register.uid}/").json()
    assert row["addressees"] == ["XA"]
    assert all(str(xb) not in text_of(scan) for scan in ScanOfALetter.objects.filter(letter=in_register))
    assert sign_in(observer).get(in_register.get_absolute_url()).status_code == 404


def called(code: str) -> str:
    """How a participant is addressed in English, where nobody set anything else."""
    return neutral_form(Participant.objects.get(code=code), "en")


def test_each_of_those_addressed_reads_and_takes_a_copy_of_its_own_and_the_register_keeps_the_digest_of_each(
    authority, xb, stranger, office, sign_in
):
    letter = begun(office, to="named", participants=["XA", "XB"])
    in_register = sent(office, letter)
    copies = {
        (scan.addressee.code, scan.file_type.rpartition("/")[2] == "pdf"): scan
        for scan in ScanOfALetter.objects.filter(letter=in_register)
    }
    assert len({scan.sha256 for scan in copies.values()}) == len(copies) == 4
    for person, code, other in ((authority, "XA", "XB"), (stranger, "XB", "XA")):
        client = sign_in(person)
        row = client.get(f"/api/v1/correspondence/{in_register.uid}/").json()
        assert [(scan["number"], scan["sha256"]) for scan in row["scans"]] == [
            (number, copies[code, is_pdf].sha256) for number, is_pdf in ((1, False), (2, True))
        ]
        page = client.get(in_register.get_absolute_url()).content.decode()
        assert (copies[code, True].sha256 in page, copies[other, True].sha256 in page) == (True, False)
        place = reverse("correspondence-scan", args=[in_register.uid, 2])
        taken = b"".join(client.get(place).streaming_content)
        assert hashlib.sha256(taken).hexdigest() == copies[code, True].sha256
        assert client.get(f"{place}?to={other}").status_code == 404
        said = " ".join(text_of(copies[code, True]).split())
        assert [called(whose) in said for whose in (code, other)] == [True, False], said
    page = office.get(address(letter)).content.decode()
    assert "State XA" in page
    address_of_copy = reverse("outgoing-letter-file", args=[letter.uid, "en", "pdf"])
    assert (
        office.get(f"{address_of_copy}?to=XB").content
        == copies["XB", True].file.storage.open(copies["XB", True].file.name).read()
    )
    found = sign_in(authority).get("/search/?q=Comments+are+welcome").content.decode()
    assert in_register.get_absolute_url() in found


def test_a_finished_file_with_a_mark_for_the_addressee_goes_as_a_copy_of_each(authority, xb, stranger, office):
    letter = begun(office, to="named", participants=["XA", "XB"])
    worked_on = io.BytesIO()
    docx_of_the_house(office, letter).save(worked_on)
    file = SimpleUploadedFile("final.docx", worked_on.getvalue())
    assert office.post(address(letter, "finish"), {"language": "en", "file": file}).status_code == 302
    in_register = sent(office, letter)
    docx = ScanOfALetter.objects.filter(letter=in_register, name="letter-en.docx").order_by("addressee__code")
    said = [text_of(scan) for scan in docx]
    assert [called(code) in words for code, words in zip(("XA", "XB"), said, strict=True)] == [True, True]
    assert not any("{" in words for words in said)


def test_one_that_is_sent_can_t_be_changed_or_sent_again(xb, office):
    letter = begun(office)
    sent(office, letter)
    for act in ("revise", "annex", "finish", "send", "give-up"):
        assert office.post(address(letter, act), {**DRAFT, **SENDING, "seen": "1"}).status_code == 422, act
    assert RegisteredLetter.objects.count() == 1


# -- Finished in a word processor.


def docx_of_the_house(client, letter) -> Document:
    answer = client.get(reverse("outgoing-letter-file", args=[letter.uid, "en", "docx"]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="letter-en.docx"'
    return Document(io.BytesIO(answer.content))


def test_a_finished_docx_goes_in_its_place_with_number_and_day_put_in(xb, office):
    letter = begun(office)
    document = docx_of_the_house(office, letter)
    document.add_paragraph("Initialled by hand.")
    worked_on = io.BytesIO()
    document.save(worked_on)
    file = SimpleUploadedFile("final.docx", worked_on.getvalue())
    answer = office.post(address(letter, "finish"), {"language": "en", "file": file})
    assert answer.status_code == 302, answer.content
    in_register = sent(office, letter)
    [scan] = ScanOfALetter.objects.filter(letter=in_register)
    said = text_of(scan)
    assert ("Initialled by hand." in said, "OUT-NV-2026-1" in said, "{number}" in said) == (True, True, False)


def test_a_finished_docx_says_before_it_goes_that_no_pdf_goes_and_a_finished_pdf_goes_beside_it(xb, office):
    letter = begun(office)
    worked_on = io.BytesIO()
    docx_of_the_house(office, letter).save(worked_on)
    says = "No PDF goes in this language"
    assert says not in office.get(address(letter)).content.decode()
    for name, data, is_alone in (("final.docx", worked_on.getvalue(), True), ("final.pdf", a_pdf(), False)):
        office.post(address(letter, "finish"), {"language": "en", "file": SimpleUploadedFile(name, data)})
        shown = office.post(address(letter, "send"), {**SENDING, "seen": "1"})
        for page in (office.get(address(letter)), shown):
            assert (says in page.content.decode()) is is_alone, name
    in_register = sent(office, letter)
    names = {scan.name for scan in ScanOfALetter.objects.filter(letter=in_register)}
    assert names == {"letter-en.docx", "letter-en.pdf"}


def test_one_finished_of_words_that_were_revised_is_not_sent(xb, office):
    letter = begun(office)
    file = SimpleUploadedFile("final.pdf", a_pdf())
    assert office.post(address(letter, "finish"), {"language": "en", "file": file}).status_code == 302
    office.post(address(letter, "revise"), {**DRAFT, "subject": "Opening hours", "seen": "1"})
    in_register = sent(office, letter)
    names = [scan.name for scan in ScanOfALetter.objects.filter(letter=in_register)]
    assert names == ["letter-en.docx", "letter-en.pdf"]


# -- Annexes.


@pytest.fixture
def paper_sent_to_nobody(authority, chair, officer) -> PaperVersion:
    """A concept paper as its coordinator handed it in: before it is circulated."""
    Story(author=authority, chair=chair, officer=officer).to(State.DRAFTED)
    return PaperVersion.objects.select_related("paper").get()


def test_a_paper_that_one_addressed_may_not_read_is_refused_at_its_field(paper_sent_to_nobody, xa, xb, office):
    version = paper_sent_to_nobody
    answer = office.post(API, {**DRAFT, "annexes": [version.designation]}, content_type="application/json")
    assert answer.status_code == 422
    [sentence] = answer.json()["errors"]["annexes"]
    assert (version.designation in sentence, str(xb) in sentence) == (True, True)
    assert version.paper.folder.reference in sentence
    form = office.get(f"{LIST}begin/").context["turn"].form
    [(_key, label)] = form.fields["annexes"].choices
    assert label.endswith("not circulated yet")


def test_a_paper_that_was_circulated_goes_with_it_and_opens_to_nobody_more(
    paper_sent_to_nobody, authority, observer, officer, office, sign_in
):
    version = paper_sent_to_nobody
    at = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
    circulate(version=version, audience=Audience.MEMBERS, comments_by=None, by=officer, at=at)
    version.refresh_from_db()
    in_register = sent(office, begun(office, kind="cover", annexes=[version.designation]))
    page = sign_in(authority).get(in_register.get_absolute_url()).content.decode()
    assert version.get_absolute_url() in page
    said = text_of(ScanOfALetter.objects.filter(letter=in_register, name="letter-en.pdf").first())
    assert version.paper.symbol in said
    refused = office.post(
        API, {**DRAFT, "to": "everybody", "annexes": [version.designation]}, content_type="application/json"
    )
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["annexes"])


def test_a_paper_that_is_not_open_any_more_when_it_is_sent_stops_the_letter(paper_sent_to_nobody, xb, officer, office):
    letter = begun(office)
    LetterAnnex.objects.create(letter=letter, version=paper_sent_to_nobody, by=officer)
    page = office.get(address(letter)).content.decode()
    holder = paper_sent_to_nobody.paper.folder.commitment
    assert ("It can" in page, f'href="{holder.get_absolute_url()}">Where it is circulated' in page) == (True, True)
    answer = office.post(address(letter, "send"), {**SENDING, "seen": "1"})
    assert (answer.status_code, RegisteredLetter.objects.count()) == (422, 0)


def test_a_file_of_its_own_goes_with_it_under_its_digest(xb, authority, office, sign_in):
    letter = begun(office, kind="invitation")
    data = a_pdf()
    added, again = (
        office.post(address(letter, "annex"), {"title": "Programme", "file": SimpleUploadedFile("p.pdf", data)})
        for _press in (1, 2)
    )
    assert (added.status_code, again.status_code) == (302, 422)
    in_register = sent(office, letter)
    scan = ScanOfALetter.objects.get(letter=in_register, name="Programme.pdf")
    answer = sign_in(authority).get(reverse("correspondence-scan", args=[in_register.uid, scan.number]))
    assert b"".join(answer.streaming_content) == data


def test_one_taken_off_goes_no_more(xb, office):
    letter = begun(office)
    office.post(address(letter, "annex"), {"title": "Programme", "file": SimpleUploadedFile("programme.pdf", a_pdf())})
    annex = LetterAnnex.objects.get()
    assert office.post(address(letter, "take-off"), {"annex": str(annex.uid)}).status_code == 302
    assert ScanOfALetter.objects.filter(letter=sent(office, letter)).count() == 2


# -- Read at one price.


@pytest.mark.parametrize(("place", "price"), [(LIST, 5), (API, 6)], ids=["the page", "programs"])
def test_the_list_is_read_at_one_price_for_one_letter_and_for_three(
    place, price, xb, office, django_assert_num_queries
):
    for rows in (1, 2):
        for number in range(rows):
            begun(office, subject=f"Letter {rows} {number}", to="named", participants=["XB"])
        office.get(place)
        with django_assert_num_queries(price):
            assert office.get(place).status_code == 200


def test_pages_of_things_lead_to_a_letter_about_them_for_whoever_drafts_letters(
    paper_sent_to_nobody, authority, office, sign_in
):
    version, commitment = paper_sent_to_nobody, paper_sent_to_nobody.paper.folder.commitment
    for thing, key in (
        (commitment, f"commitment%3A{commitment.reference}"),
        (version, f"paper-version%3A{version.paper.symbol.replace('/', '%2F')}%2F{version.number}"),
    ):
        link = f"/outgoing/begin/?about={key}"
        assert link in office.get(thing.get_absolute_url()).content.decode()
        assert link not in sign_in(authority).get(thing.get_absolute_url()).content.decode()
        form = office.get(link).context["turn"].form
        assert form["about"].value().endswith(key.rpartition("%3A")[2].replace("%2F", "/"))
    letter = begun(office, about=f"paper-version:{version.designation}")
    assert letter.about_url == version.get_absolute_url()
