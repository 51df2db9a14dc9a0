"""A letter as bytes: what was put in comes out again at the other end, whatever the language, however long."""

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from django.test import override_settings

from members.models import User
from members.tests.factories import UserFactory
from notices.composing import CannotBeWritten, compose, mailbox
from notices.models import Letter, Notice
from notices.sources import ATTACHERS, Attached, add_attacher
from notices.tests.worlds import AT, DAY, HOUR, a_lead, a_step
from notices.wanted import WantedNotice
from notices.words import Wordings

pytestmark = pytest.mark.django_db
LONG = {
    "en": "A long name of a meeting in plain letters that goes on and on beyond what one line of a header can hold",
    "ru": "Комитет старших должностных лиц: срок представления документов рабочей группы и списков делегаций",
    "zh-hans": "高官委员会关于建立信任措施的工作组会议文件提交截止日期提醒" * 2,
    "ar": "لجنة كبار المسؤولين: تذكير بموعد تقديم وثائق فريق العمل الخاص وقوائم الوفود المشاركة في الاجتماع",
}
# Headers that may not be broken.
ADDRESSES = (b"Message-ID:", b"List-Unsubscribe:")
UNBROKEN = "محمد" * 800


def written(person: User, *wanted: WantedNotice) -> Letter:
    notices = [
        Notice(
            kind=each.kind, about_label=each.about_label, values=dict(each.values), url=each.url,
            official=each.is_official, attachment=each.attachment, expires_at=each.expires_at,
        )
        for each in wanted
    ]  # fmt: skip
    return compose(person, notices, Wordings(), AT)


def read(letter: Letter):
    return message_from_bytes(bytes(letter.raw), policy=policy.default)


def head_of(letter: Letter) -> list[bytes]:
    return bytes(letter.raw).partition(b"\r\n\r\n")[0].split(b"\r\n")


@pytest.mark.parametrize("language", LONG)
def test_a_subject_in_each_language_comes_back_as_it_was_in_lines_that_every_server_takes(language):
    person = UserFactory(language=language, name=LONG[language])
    letter = written(person, a_step(person, key=LONG[language]), a_step(person))
    assert read(letter)["Subject"] == letter.subject
    assert LONG[language] in letter.subject
    assert max(len(line) for line in head_of(letter) if not line.startswith(ADDRESSES)) <= 78
    assert bytes(letter.raw).isascii()


def test_what_is_nearest_stands_first_and_in_the_subject_whatever_fell_due_before_it():
    person = UserFactory(language="en")
    far = a_lead(person, 60, of=AT + 57 * DAY)
    today = a_lead(person, 1, of=AT + HOUR, values={**far.values, "meeting": {"en": "Working Group"}})
    without_end = a_step(person, key="CBM-2007-ECO-03-01", expires_at=None)
    letter = written(person, without_end, far, today)
    assert letter.subject.startswith("Working Group")
    places = [
        letter.text.index(words) for words in ("Working Group", "Senior Officials Committee", "CBM-2007-ECO-03-01")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("language", LONG)
def test_a_text_of_lines_without_end_comes_back_whole_and_travels_in_short_ones(language):
    person = UserFactory(language=language)
    values = {"commitment": f"{UNBROKEN}.\n.\n..\nFrom {UNBROKEN}", "step": LONG[language], "meeting": ""}
    letter = written(person, a_step(person, values=values))
    mail = read(letter)
    for kind in ("plain", "html"):
        assert mail.get_body([kind]).get_content().count(UNBROKEN) >= 2
    assert mail.get_body(["plain"]).get_content().replace("\r\n", "\n") == letter.text
    assert max(map(len, bytes(letter.raw).partition(b"\r\n\r\n")[2].split(b"\r\n"))) <= 78
    assert mail["Content-Language"] == language


@override_settings(SITE_URL="https://" + "a-very-long-name-of-a-host." * 6 + "example")
def test_one_click_unsubscribes_at_an_address_that_is_longer_than_a_line():
    letter = written(UserFactory(), a_step(UserFactory()))
    [line] = [line for line in head_of(letter) if line.startswith(b"List-Unsubscribe:")]
    assert line.startswith(b"List-Unsubscribe: <https://a-very-long-name")
    assert line.endswith(b"/>")
    assert read(letter)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    official = written(UserFactory(), a_lead(UserFactory()), a_step(UserFactory()))
    assert read(official)["List-Unsubscribe"] is read(official)["List-Unsubscribe-Post"] is None


def test_a_file_goes_beside_the_words_byte_by_byte(officer):
    content = b"BEGIN:VCALENDAR\r\n" + "SUMMARY:لجنة كبار المسؤولين\r\n".encode() * 50
    add_attacher("test", lambda key, language: Attached(f"{key}.ics", "text/calendar", content))
    try:
        mail = read(written(officer, a_lead(officer, attachment="test:SOC-2027-1")))
    finally:
        ATTACHERS.pop("test")
    [file] = mail.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("SOC-2027-1.ics", "text/calendar")
    assert file.get_payload(decode=True) == content
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Short",
        LONG["en"] * 2,
        *LONG.values(),
        "=?utf-8?q?x?= is no code",
        "“Quoted”\r\nBcc: everybody@x.example",
        'Quoted, "Sir" (of) X; <y@z> \\ ' + "long-" * 30,
        "Ивановѣ, «В.» " * 9,
    ],
)
def test_any_name_stands_before_an_address_and_comes_back_as_it_was(text):
    raw = f"To: {mailbox(text, 'a@x.example')}\r\n\r\n".encode("ascii")
    mail = message_from_bytes(raw, policy=policy.compat32)
    name, address = parseaddr(mail["To"])
    assert str(make_header(decode_header(name))) == " ".join(text.split())
    assert address == "a@x.example"
    assert mail["Bcc"] is None


@pytest.mark.parametrize(
    "address",
    ["", "a@", "a b@x.example", "ä@x.example", "a@bü..x", "a..b@x.example", "a@x.example\r\nBcc: everybody@x.example"],
)
def test_an_odd_address_is_refused_for_this_letter_and_by_name(address):
    person = UserFactory()
    person.email = address
    with pytest.raises(CannotBeWritten) as refused:
        written(person, a_step(person))
    assert address in str(refused.value)


def test_a_host_in_letters_of_its_own_is_written_in_its_other_form():
    letter = written(UserFactory(email="a@bücher.example"), a_step(UserFactory()))
    assert read(letter)["To"].addresses[0].addr_spec == "a@xn--bcher-kva.example"
