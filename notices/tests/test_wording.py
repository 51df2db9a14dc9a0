"""What letters say: our words or staff's, with placeholders that exist; and a dry run of it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from commitments.kinds import STEP_AWAITED
from journal.models import Entry
from notices import sources
from notices.actions import sweep, tick, use_our_words, word_letters
from notices.choices import NoticeChannel
from notices.kinds import REMINDERS
from notices.models import Letter, LetterTemplate, Notice
from notices.reports import ledger
from notices.reports.preview import preview
from notices.reports.told import told
from notices.sources import Attached
from notices.tests.worlds import AT, DAY, HOUR, a_lead, a_step, only_source
from notices.wanted import WantedNotice
from notices.words import Reader, check_wording, filled, moment_shown, unknown_in
from record.texts import LANGUAGES

pytestmark = pytest.mark.django_db

OURS = dict.fromkeys(LANGUAGES, ("{commitment}: yours", "Dear colleague, {step}."))


@pytest.fixture
def wanted():
    with only_source([]) as wanted:
        yield wanted


@pytest.mark.parametrize("kind", REMINDERS)
def test_our_own_words_name_placeholders_that_exist(kind):
    reminder = REMINDERS[kind]
    assert unknown_in(kind, f"{reminder.line}\n{reminder.body}") == []
    assert {reminder.what, reminder.when} - {""} <= reminder.names


@pytest.mark.parametrize(
    ("texts", "languages"),
    [
        ({**OURS, "ru": ("{commitment}", "{password}")}, {"ru"}),
        ({**OURS, "ar": ("{commitment}", " ")}, {"ar"}),
        ({**OURS, "en": ("{{ commitment }}", "x")}, {"en"}),
        ({**OURS, "en": ("{commitment.owner}", "x")}, {"en"}),
        ({**OURS, "en": ("one\ntwo", "x")}, {"en"}),
        ({"en": OURS["en"]}, {"ru", "zh-hans", "ar"}),
    ],
)
def test_a_wording_with_a_placeholder_or_a_language_amiss_is_refused_whole(texts, languages, officer):
    with pytest.raises(ValidationError) as refused:
        word_letters(kind=STEP_AWAITED, texts=texts, by=officer)
    assert set(refused.value.message_dict) == languages
    assert not LetterTemplate.objects.exists()


def test_staff_word_letters_anew_and_only_staff(wanted, officer, authority, mailoutbox):
    check_wording(STEP_AWAITED, OURS)
    with pytest.raises(PermissionDenied):
        word_letters(kind=STEP_AWAITED, texts=OURS, by=authority)
    word_letters(kind=STEP_AWAITED, texts=OURS, by=officer)
    wanted += [a_step(authority)]
    tick(at=AT)
    assert mailoutbox[0].subject == "CBM-2007-ECO-01-01: yours"
    assert "Dear colleague, Submit the draft." in mailoutbox[0].body
    assert told(authority, Notice.objects.visible_to(authority))[0].sentence == "CBM-2007-ECO-01-01: yours"
    use_our_words(kind=STEP_AWAITED, by=officer)
    assert Entry.objects.in_order().last().changes["line"] == ["{commitment}: yours", None]


def test_values_are_never_read_as_a_wording():
    values = {"commitment": "{step} <b>", "step": "S", "meeting": ""}
    reader = Reader("UTC", AT)
    assert (
        filled("{commitment} {step} {meeting}", "step-awaited", values, reader) == "{step} <b> S no meeting planned yet"
    )


def test_a_sentence_that_ends_in_what_ends_in_a_full_stop_has_one():
    values = {"meeting": "M.", "day": "2027-03-14", "days": "", "place": ""}
    with override("ru"):
        said = filled("{meeting}. {day}", "meeting-approaches", values, Reader("UTC", AT))
    assert said == "M. 14 марта 2027 года"


def test_a_deadline_is_told_with_its_zone_in_the_readers_language():
    value = {"at": "2027-03-14T13:00:00+00:00", "zone": "Asia/Almaty"}
    assert moment_shown(value) == "14 March 2027, 18:00 (Almaty, UTC+5)"
    with override("ar"):
        assert "\u2068" in filled(
            "{day}", "comment-date", {"paper": "P", "day": "2027-03-14", "days": ""}, Reader("UTC", AT)
        )


def test_a_source_that_forgets_a_value_is_told_at_once(authority):
    with pytest.raises(ValueError, match="has the values"):
        a_step(authority, values={"commitment": "x"})
    with pytest.raises(ValueError, match="a zone"):
        a_step(authority, due=dt.datetime(2027, 1, 1))
    assert WantedNotice.__dataclass_params__.frozen


def test_a_look_ahead_costs_the_same_for_one_letter_and_for_three_and_makes_no_file(
    authority, stranger, chair, wanted, django_assert_num_queries
):
    made: list[str] = []
    sources.add_attacher("looked-at", lambda key, language: made.append(key))
    # People, their posts and the participants' days of rest, rules and wishes; the rows there are, and wordings.
    try:
        for people in ([authority], [authority, stranger, chair]):
            wanted[:] = [a_step(person, attachment="looked-at:SOC-2027-1") for person in people]
            with django_assert_num_queries(7):
                letters = [going.letter for going in preview(AT - HOUR)]
            assert len(letters) == len(people)
    finally:
        sources.ATTACHERS.pop("looked-at")
    assert made == []


def test_a_dry_run_shows_what_would_go_and_writes_nothing(
    wanted, authority, stranger, officer, django_assert_max_num_queries
):
    wanted += [a_lead(authority, 30), a_step(authority), a_step(stranger, AT + 3 * DAY)]
    with django_assert_max_num_queries(15):
        shown = preview(AT - HOUR)
    assert [(one.letter.address, len(one.reasons)) for one in shown] == [("authority@xa.example", 2)]
    assert "Senior Officials Committee" in shown[0].letter.text
    assert not Notice.objects.exists()
    assert not Letter.objects.exists()
    tick(at=AT)
    assert preview(AT) == []
    assert [one.letter.address for one in preview(AT, AT + 5 * DAY)] == ["stranger@xb.example"]
    assert ledger.went(officer).get().recipient == authority
    assert ledger.went(authority).count() == 1
    assert ledger.went(stranger).count() == 0
    assert ledger.sent_to(officer, authority.focal_points.get().participant).count() == 1
    assert ledger.history_of(Letter.objects.get()).count() == 5


def test_an_attachment_goes_with_its_letter_and_one_that_fails_holds_nothing_up(
    wanted, authority, stranger, mailoutbox
):
    made = {"good": Attached("meeting.ics", "text/calendar", b"BEGIN:VCALENDAR")}
    sources.add_attacher("test", lambda key, language: made[key])
    try:
        wanted += [a_lead(authority, attachment="test:good"), a_lead(stranger, attachment="test:bad")]
        tick(at=AT)
    finally:
        sources.ATTACHERS.pop("test")
    files = {
        letter.to[0]: [part.get_filename() for part in letter.message().iter_attachments()] for letter in mailoutbox
    }
    assert files == {"authority@xa.example": ["meeting.ics"], "stranger@xb.example": []}
    sweep(at=AT)
    assert Notice.objects.filter(channel=NoticeChannel.EMAIL, stage="sent").count() == 2
