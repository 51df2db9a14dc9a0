"""What is told as it happens goes by letter, too: as its kind says, through the ledger, with its promises."""

import datetime as dt

import pytest
from django.test import override_settings

from commitments.kinds import COMMITMENT_OPEN, STEP_TAKEN
from decisions.kinds import DECISION_RECORDED
from meetings.kinds import MEETING_MOVED, MEETING_PLANNED
from members.tests.factories import seat_many
from notices.actions import decline, have_letters_again, send_due, snooze, sweep, tell
from notices.choices import NoticeChannel, Stage
from notices.kinds import KINDS, by_letter, declinable
from notices.models import Letter, Notice
from notices.reports.preview import preview
from notices.reports.wishes import wishes_of
from notices.tests.worlds import AT, DAY, HOUR, a_lead, on_another_day, only_source
from papers.kinds import PAPER_CIRCULATED

pytestmark = [pytest.mark.django_db, pytest.mark.both]

OPENED = {"step": "indicate", "edition": "2007", "modality": "a", "title": "Corridors"}
IN = NoticeChannel


def of_a_meeting(day: dt.date) -> dict:
    return {"name": {"en": "Senior Officials Committee"}, "days": {"starts": day.isoformat(), "ends": None}}


def ways_of(person, kind) -> set[str]:
    return set(Notice.objects.filter(recipient=person, kind=kind).values_list("channel", flat=True))


def told(kind, about, *people, occurrence="1", values=None, at=AT):
    tell(kind=kind, about=about, occurrence=occurrence, to=people, url="/", values=values or {}, at=at)


def test_what_its_kind_sends_goes_by_letter_and_the_rest_stays_in_the_portal(authority, stranger, mailoutbox):
    told(PAPER_CIRCULATED, stranger, authority)
    told(STEP_TAKEN, stranger, authority, values={"step": "join", "edition": "2007", "modality": "a"})
    assert ways_of(authority, PAPER_CIRCULATED) == {IN.PORTAL, IN.EMAIL}
    assert ways_of(authority, STEP_TAKEN) == {IN.PORTAL}
    send_due(at=AT)
    [letter] = Letter.objects.all()
    assert (letter.stage, letter.official, letter.recipient) == (Stage.SENT, True, authority)
    row = Notice.objects.get(letter=letter)
    assert (row.kind, row.stage, row.told_at) == (PAPER_CIRCULATED, Stage.SENT, AT)
    assert Notice.objects.visible_to(authority).get(kind=PAPER_CIRCULATED).seen_at is None
    assert "was circulated" in mailoutbox[0].subject
    assert "Open the paper" in letter.text


def test_one_letter_carries_deeds_and_reminders_the_nearest_date_first(authority, stranger, mailoutbox):
    told(DECISION_RECORDED, stranger, authority, values={"outcome": "adopted", "positions": []})
    told(MEETING_PLANNED, stranger, authority, values=of_a_meeting(AT.date() + 3 * DAY))
    with only_source([a_lead(authority, 30, AT + 30 * DAY)]):
        sweep(at=AT)
        send_due(at=AT)
    assert len(mailoutbox) == 1
    assert mailoutbox[0].subject == "Senior Officials Committee is planned for 12 February 2027. (and 2 more)"
    lines = [mailoutbox[0].body.index(words) for words in ("is planned for 12", "in 30 days", "Decision ")]
    assert lines == sorted(lines)


def test_of_what_is_today_a_letter_says_so_in_its_subject(authority, stranger, mailoutbox):
    told(MEETING_PLANNED, stranger, authority, values=of_a_meeting(AT.date()))
    told(PAPER_CIRCULATED, stranger, authority, values={"comments_by": (AT.date() - DAY).isoformat()})
    send_due(at=AT)
    assert mailoutbox[0].subject.startswith("Today: Senior Officials Committee is planned for 9 February 2027")


def test_two_deeds_about_one_thing_are_two_lines_and_a_second_telling_adds_none(authority, stranger, mailoutbox):
    for occurrence in ("1", "2", "2"):
        told(DECISION_RECORDED, stranger, authority, occurrence=occurrence, values={"outcome": "adopted"})
    send_due(at=AT)
    assert Notice.objects.filter(letter__isnull=False).count() == 2
    assert mailoutbox[0].subject.endswith(" (and 1 more)")


def test_a_moved_meeting_is_told_once_in_a_letter_and_a_reminder_of_its_date_adds_nothing(
    authority, stranger, mailoutbox
):
    """Whoever was reminded of the day before: the move, as it was told, and not a second line that says the same."""
    first = a_lead(authority, 30, AT + 29 * DAY)
    with only_source([first]) as wanted:
        sweep(at=AT)
        send_due(at=AT)
        wanted[:] = [on_another_day(first, AT + 40 * DAY)]
        days = of_a_meeting(AT.date() + 40 * DAY)
        moved = {**days, "before": of_a_meeting(AT.date() + 29 * DAY)["days"]}
        told(MEETING_MOVED, stranger, authority, values=moved, at=AT + DAY)
        Notice.objects.filter(kind=MEETING_MOVED).update(about_kind=first.about.kind, about_key=first.about.key)
        sweep(at=AT + DAY)
        send_due(at=AT + DAY)
        sweep(at=AT + 2 * DAY)
        send_due(at=AT + 2 * DAY)
    assert len(mailoutbox) == 2
    assert "was moved to 21 March 2027" in mailoutbox[1].subject
    assert "You were told" not in mailoutbox[1].body
    assert not Notice.objects.by_email().filter(stage=Stage.PENDING, send_at__lte=AT + 2 * DAY).exists()


def test_a_deed_waits_for_the_hour_that_suits_its_reader(authority, stranger, mailoutbox):
    night = AT + 12 * HOUR
    told(PAPER_CIRCULATED, stranger, authority, at=night)
    send_due(at=night)
    assert not mailoutbox
    send_due(at=AT + DAY)
    assert len(mailoutbox) == 1


def test_what_may_be_declined_goes_by_no_letter_and_stays_in_the_portal(authority, preparer, stranger, mailoutbox):
    assert COMMITMENT_OPEN in declinable()
    decline(person=authority, kinds=[COMMITMENT_OPEN], by=authority)
    told(COMMITMENT_OPEN, stranger, authority, preparer, values=OPENED)
    assert ways_of(authority, COMMITMENT_OPEN) == {IN.PORTAL}
    assert ways_of(preparer, COMMITMENT_OPEN) == {IN.PORTAL, IN.EMAIL}
    assert [wish.is_declined for wish in wishes_of(authority, AT)] == [True]
    send_due(at=AT)
    assert [letter.to for letter in mailoutbox] == [[preparer.email]]
    assert "List-Unsubscribe" in mailoutbox[0].message()
    have_letters_again(person=authority, kinds=[COMMITMENT_OPEN], by=authority)
    told(COMMITMENT_OPEN, stranger, authority, occurrence="2", values=OPENED)
    assert ways_of(authority, COMMITMENT_OPEN) == {IN.PORTAL, IN.EMAIL}


def test_what_waits_when_it_is_declined_or_put_off_follows_the_wish(authority, preparer, stranger):
    told(COMMITMENT_OPEN, stranger, authority, preparer, values=OPENED)
    decline(person=authority, kinds=[COMMITMENT_OPEN], by=authority)
    snooze(person=preparer, kinds=[COMMITMENT_OPEN], by=preparer, at=AT)
    rows = {row.recipient: row for row in Notice.objects.by_email().select_related("recipient")}
    assert rows[authority].stage == Stage.WITHDRAWN
    assert (rows[preparer].stage, rows[preparer].send_at) == (Stage.PENDING, AT + 7 * DAY)
    told(COMMITMENT_OPEN, stranger, preparer, occurrence="2", values=OPENED, at=AT + DAY)
    assert Notice.objects.by_email().get(occurrence="2").send_at == AT + 7 * DAY


def test_what_is_official_can_be_neither_declined_nor_put_off_whatever_wish_stands(authority, stranger):
    told(PAPER_CIRCULATED, stranger, authority)
    assert PAPER_CIRCULATED not in declinable()
    with pytest.raises(Exception, match="official"):
        decline(person=authority, kinds=[PAPER_CIRCULATED], by=authority)


def test_whose_account_is_closed_has_no_letter(authority, stranger):
    stranger.is_active = False
    stranger.save()
    told(PAPER_CIRCULATED, authority, authority, stranger)
    assert ways_of(authority, PAPER_CIRCULATED) == {IN.PORTAL, IN.EMAIL}
    assert ways_of(stranger, PAPER_CIRCULATED) == {IN.PORTAL}


def test_to_tell_two_thousand_in_both_ways_is_one_statement(authority, xa, xc, django_assert_num_queries):
    seat_many(2000, [xa, xc])
    people = type(authority).objects.filter(email__startswith="many")
    # The rows of both ways.
    with django_assert_num_queries(1):
        tell(kind=COMMITMENT_OPEN, about=authority, occurrence="1", to=people, url="/", values=OPENED, at=AT)
    assert Notice.objects.by_email().count() == 2000
    assert Notice.objects.filter(channel=IN.PORTAL).count() == 2000
    assert len(set(Notice.objects.values_list("uid", flat=True))) == 4000


@override_settings(SITE_URL="https://house.example")
def test_what_would_go_shows_deeds_that_wait(authority, stranger):
    told(PAPER_CIRCULATED, stranger, authority)
    with only_source([]):
        [going] = preview(AT)
    assert [row.kind for row in going.reasons] == [PAPER_CIRCULATED]


def test_every_kind_that_goes_by_letter_is_told_by_its_own_row():
    assert set(by_letter()) == {name for name, kind in KINDS.items() if kind.goes_by_letter}
    assert not [name for name in declinable() if name not in by_letter()]
