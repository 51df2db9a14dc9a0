"""A concept paper goes to twenty-seven members and ten observers under its letter, is commented on, and goes out again.

What is prepared is done by acts; what people press, they press in Chromium. Most have nobody in the portal: they are served on
paper in one act, and two of them comment by note verbale.
"""

import datetime as dt
import io
import re

import pypdfium2
import pytest
import time_machine
from django.test import Client
from docx import Document
from playwright.sync_api import Page, expect

from commitments.tests.stories import Story
from law.cica.states import State
from members.choices import Audience, Role, Standing
from members.models import Participant, User
from members.tests.factories import a_person_of, a_state
from notices.models import Addressee, Notice, PaperReceipt
from papers.actions import comment
from papers.models import Comment, OutgoingLetter, PaperVersion, ScanOfALetter
from papers.tests.letters import registered
from papers.uploads import Submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

SENT_ON, LATER = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC), dt.datetime(2026, 12, 16, 9, tzinfo=dt.UTC)
BY_NOTE = {"X8": dt.date(2026, 12, 2), "Y0": dt.date(2026, 12, 9)}
TEXT = "Corridors are opened.\n\nPosts keep hours.\n\nExperts meet."
WORDS = {
    "en": "The concept paper is attached. Comments are welcome until 11 December 2026.",
    "ru": "Концептуальный документ прилагается. Замечания принимаются до 11 декабря 2026 года.",
    "zh-hans": "谨附上概念文件，欢迎提出意见。",
    "ar": "ترفق ورقة المفهوم وترحب الأمانة بالتعليقات",
}
SUBJECTS = {
    "en": "Concept paper on corridors",
    "ru": "Концептуальный документ о коридорах",
    "zh-hans": "关于走廊的概念文件",
    "ar": "ورقة مفهوم بشأن الممرات",
}


class Chancery:
    """The people at one browser, each signed in anew; and the pages they press."""

    def __init__(self, page: Page, site: str, sign_in):
        self.page, self.site, self.sign_in = page, site, sign_in

    def come_in(self, person, path: str) -> Page:
        cookie = self.sign_in(person).cookies["sessionid"].value
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": self.site}])
        return self.go(path)

    def go(self, path: str) -> Page:
        self.page.goto(f"{self.site}{path}")
        return self.page

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def file(self, path: str) -> bytes:
        """As the browser takes it home."""
        answer = self.page.request.get(f"{self.site}{path}")
        assert answer.status == 200, path
        return answer.body()


@pytest.fixture
def chancery(live_server, page, sign_in) -> Chancery:
    return Chancery(page, live_server.url, sign_in)


@pytest.fixture
def thirty_seven(xa, xb, xc, xo, authority, stranger, chair, observer) -> None:
    """Twenty-seven members and ten observers; sixteen of these have somebody in the portal."""
    members = [a_state(f"X{number}") for number in range(10)] + [a_state(f"Y{number}") for number in range(10)]
    members += [a_state(f"Z{number}") for number in range(4)]
    observers = [a_state(f"W{number}", Standing.OBSERVER) for number in range(9)]
    for state in (*members[:6], *observers[:6]):
        a_person_of(state, Role.AUTHORITY, f"authority@{state.code.lower()}.example")


@pytest.fixture
def story(thirty_seven, authority, chair, officer) -> Story:
    with time_machine.travel(SENT_ON - dt.timedelta(days=1)):
        story = Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)
        story.take("submit-draft", authority, document=Submitted(title="Corridors of calm", text=TEXT))
        return story.take("circulate", audience=Audience.OBSERVERS, comments_by=dt.date(2026, 12, 11))


def plain(words: str) -> str:
    return re.sub(r"\s+", "", words)


def in_pdf(data: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def in_docx(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs)


def drafted(office, version: PaperVersion) -> OutgoingLetter:
    """The covering letter in four languages, as the form of the portal takes it."""
    form = {"kind": "cover", "to": "everybody", "annexes": [version.designation], "once_key": "draft"}
    for language in WORDS:
        ending = language.replace("-", "_")
        ending = "" if language == "en" else f"_{ending}"
        form |= {f"subject{ending}": SUBJECTS[language], f"text{ending}": WORDS[language]}
    answer = office.post("/outgoing/begin/", form)
    assert answer.status_code == 302, answer.content
    return OutgoingLetter.objects.get()


def test_a_concept_paper_goes_out_is_commented_on_and_goes_out_again(
    chancery, story, officer, authority, stranger, observer, sign_in
):
    version = PaperVersion.objects.get()
    standing = Participant.objects.with_standing(SENT_ON.date())
    assert standing.filter(standing=Standing.MEMBER).count() == 27
    assert standing.filter(standing=Standing.OBSERVER).count() == 10

    with time_machine.travel(SENT_ON):
        letter = drafted(sign_in(officer), version)
        goes_under_its_letter(chancery, letter, officer)
        its_words_come_back(chancery, letter)
        twenty_one_are_served_on_paper(chancery)

    with time_machine.travel(LATER):
        five_comments_come_back(chancery, version, sign_in(officer), stranger, observer)
        two_are_taken_up(chancery, version, authority)
        again = Submitted(title="Corridors of calm", text=f"{TEXT}\n\nOf posts: nine to five.")
        story.take("revise", authority, document=again).take("circulate", audience=Audience.OBSERVERS)
        the_second_version_says_so(chancery, User.objects.get(email="authority@x0.example"), observer)


def goes_under_its_letter(chancery: Chancery, letter: OutgoingLetter, officer: User) -> None:
    page = chancery.come_in(officer, f"{letter.get_absolute_url()}send/")
    chancery.press("See to whom it goes")
    expect(page.get_by_text("Nobody acts for them in the portal")).to_be_visible()
    chancery.press("Send it")
    letter.refresh_from_db()
    assert letter.sent_as is not None
    assert letter.sent_as.addressees.count() == 37


def its_words_come_back(chancery: Chancery, letter: OutgoingLetter) -> None:
    """Of both files in each language of one addressee's copy, as somebody takes them from the letter's page."""
    in_register = letter.sent_as
    assert in_register is not None
    page = chancery.go(in_register.get_absolute_url())
    assert ScanOfALetter.objects.filter(letter=in_register).count() == 37 * 2 * len(WORDS)
    state = Participant.objects.get(code="XB")
    page.locator("#scans summary", has_text=str(state)).click()
    for scan in ScanOfALetter.objects.filter(letter=in_register, addressee=state):
        address = f"{in_register.get_absolute_url()}scans/{scan.number}/?to=XB"
        expect(page.locator(f"a[href='{address}']")).to_be_visible()
        language, _sign, extension = scan.name.removeprefix("letter-").rpartition(".")
        data = chancery.file(address)
        said = plain(in_pdf(data) if extension == "pdf" else in_docx(data))
        assert plain(WORDS[language]) in said, scan.name
        assert plain(SUBJECTS[language]) in said, scan.name
        # Latin words and figures within Arabic: PDFium puts their parts in the order in which they lie on the page.
        if scan.name != "letter-ar.pdf":
            assert in_register.reference in said, scan.name


def twenty_one_are_served_on_paper(chancery: Chancery) -> None:
    """With the letter and with the paper that is annexed to it, in one act."""
    waiting = Addressee.objects.to_be_served().filter(kind="letter-sent")
    assert waiting.count() == 21
    page = chancery.go("/served/enter/")
    page.locator("[name=addressees]").evaluate_all("boxes => boxes.forEach(box => { box.checked = true })")
    page.locator("[name=channel]").select_option("courier")
    page.locator("[name=served_by]").fill("Ms Secretary")
    chancery.press("See what is entered")
    chancery.press("Enter these receipts")
    assert not Addressee.objects.to_be_served().exists()
    assert PaperReceipt.objects.filter(addressee__kind="letter-sent").count() == 21
    assert PaperReceipt.objects.values("once_key").distinct().count() == 1


def five_comments_come_back(
    chancery: Chancery, version: PaperVersion, office: Client, stranger: User, observer: User
) -> None:
    """One for the coordinator only, pressed; two by programs of states; two by note verbale, each with its own day."""
    page = chancery.come_in(stranger, f"{version.get_absolute_url()}?paragraph=2#comments")
    page.locator("#comments [name=text]").fill("Which hours?")
    page.locator("#comments [name=audience]").select_option("authors")
    chancery.press("Submit the comment")
    expect(page.get_by_text("Your comment is kept with this version.")).to_be_visible()
    for person, audience in ((User.objects.get(email="authority@x0.example"), "members"), (observer, "observers")):
        owner = person.focal_points.get().participant
        comment(version=version, owner=owner, text=f"{owner.code} welcomes it.", audience=audience, by=person)
    address = f"/api/v1/papers/{version.paper.symbol.replace('/', '_')}/versions/1/comments/"
    for code, day in BY_NOTE.items():
        note = registered(
            office, participant=code, dated=day.isoformat(), day=LATER.date().isoformat(), own_number=code
        )
        body = {"on_behalf_of": code, "from_letter": str(note.uid), "text": f"Note of {code}.", "audience": "members"}
        answer = office.post(address, body, content_type="application/json")
        assert answer.status_code == 201, answer.content
    assert Comment.objects.count() == 5
    assert {row.owner.code: row.dated for row in Comment.objects.filter(dated__isnull=False)} == BY_NOTE


def two_are_taken_up(chancery: Chancery, version: PaperVersion, authority: User) -> None:
    """By the coordinator, beside the text: the one for it alone, and a state's that is on paper."""
    beside = f"{version.get_absolute_url()}beside/"
    page = chancery.come_in(authority, beside)
    for code, words in (("XB", "Which hours?"), ("X8", "Note of X8.")):
        chancery.go(beside)
        said = page.locator("article.said", has_text=words)
        said.get_by_role("link", name="Say what became of it").click()
        page.get_by_label("taken up", exact=True).check()
        chancery.press("Keep it")
        expect(page.locator("article.said", has_text=words).get_by_text("taken up", exact=True)).to_be_visible()
        assert Comment.objects.get(owner__code=code).outcome == "taken-up"
    assert Comment.objects.filter(outcome="open").count() == 3


def the_second_version_says_so(chancery: Chancery, reader: User, observer: User) -> None:
    """To whom it goes out, as far as they see the comments: what the coordinator alone read, nobody else is told of."""
    second = PaperVersion.objects.get(number=2)
    page = chancery.come_in(reader, second.get_absolute_url())
    expect(page.get_by_text("This version takes up comments of")).to_contain_text("X8")
    assert "XB" not in page.get_by_text("This version takes up comments of").inner_text()
    page.get_by_role("link", name="What changed", exact=True).click()
    expect(page.get_by_text("nine to five")).to_be_visible()
    told = Notice.objects.filter(kind="paper-circulated", about_key=str(second.pk))
    assert observer.email in told.values_list("recipient__email", flat=True)
