"""What reminds whom, of what, and when it stops: the table, through the sweep of the ledger."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from commitments.kinds import STEP_AWAITED, STEP_TAKEN
from commitments.tests.stories import Story
from decisions.choices import AgendaStage
from decisions.models import AgendaVersion
from desk.kinds import CONFIRM_DETAILS, POST_VACANT
from desk.reminders import TABLE, register
from law.choices import DeadlineKind, RemindOf
from law.cica.bodies import Body
from law.cica.states import State
from meetings.actions.moving import cancel_meeting, move_meeting, preview
from meetings.actions.planning import Whereabouts
from meetings.actions.telling import people_to_tell
from meetings.choices import Status
from meetings.kinds import DEADLINE_APPROACHES, MEETING_APPROACHES, MEETING_CALLED_OFF, MEETING_MOVED, MEETING_UNPLANNED
from meetings.models import Attendance, Deadline, Meeting, ReminderLead
from meetings.reports.moving import consequences
from meetings.tests.factories import MeetingFactory
from members.access import details_key
from members.actions import hand_over
from members.choices import Rank, Role
from members.models import FocalPoint, Participant, User
from members.tests.factories import FocalPointFactory, UserFactory, a_person_of
from notices import sources
from notices.actions import decline, sweep, tick
from notices.choices import NoticeChannel, Stage
from notices.kinds import DATES_CHANGED, KINDS
from notices.models import Notice
from notices.planning import AHEAD

DAY = dt.timedelta(days=1)
# The SOC begins on Monday 15 March 2027 in Almaty; sixty days before is 14 January.
FIRST = dt.date(2027, 3, 15)
ALMATY = ZoneInfo("Asia/Almaty")
# Letters go on working days: thirty days before is a Saturday.
MONDAY = dt.datetime(2027, 2, 15, 12, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


@pytest.fixture(autouse=True)
def the_table_alone():
    """The sources as the house registers them, and nobody else's."""
    before = dict(sources.SOURCES)
    sources.SOURCES.clear()
    register()
    yield
    sources.SOURCES.clear()
    sources.SOURCES.update(before)


@pytest.fixture
def soc() -> Meeting:
    for of, days in (
        (RemindOf.MEETING, "60, 30, 14, 7, 1"),
        (RemindOf.DELEGATION_LIST, "7, 2"),
        (RemindOf.PROVISIONAL_AGENDA, "7"),
        (RemindOf.STEP, "30"),
    ):
        ReminderLead.objects.create(body=Body.SENIOR_OFFICIALS, of=of, days=days)
    return MeetingFactory(status=Status.PLANNED, starts_on=FIRST, time_zone="Asia/Almaty")


def deadline(meeting: Meeting, kind: str, day: dt.date) -> Deadline:
    at = dt.datetime.combine(day, dt.time(23, 59), ALMATY)
    return Deadline.objects.create(meeting=meeting, kind=kind, due_on=day, due_at=at, time_zone="Asia/Almaty")


def told(person: User, kind: str, channel: str = NoticeChannel.PORTAL) -> list[str]:
    """The occurrences of what a person was told."""
    rows = Notice.objects.filter(recipient=person, kind=kind, channel=channel, stage=Stage.SENT)
    return list(rows.order_by("due_at", "pk").values_list("occurrence", flat=True))


def test_each_kind_of_reminder_has_one_row_and_a_source():
    of_a_sweep = set(KINDS) & set(sources.SOURCES)
    assert len(TABLE) == len({row.kind for row in TABLE}) == len(of_a_sweep) == 17
    assert all(row.source_text and row.whom for row in TABLE)


@pytest.mark.both
def test_a_meeting_is_told_at_each_lead_to_everybody_it_concerns(soc, authority, observer, chair, officer):
    sweep(at=noon(FIRST - 60 * DAY))
    sweep(at=noon(FIRST - 59 * DAY))
    sweep(at=noon(FIRST - 30 * DAY))
    for person in (authority, observer, chair, officer):
        assert told(person, MEETING_APPROACHES) == ["60 days before", "30 days before"]


def test_nobody_is_reminded_of_a_meeting_that_is_only_proposed_cancelled_or_has_no_day(soc, authority):
    for change in ({"status": Status.PROPOSED}, {"status": Status.CANCELLED}, {"starts_precision": "month"}):
        Meeting.objects.filter(pk=soc.pk).update(**{"status": Status.PLANNED, "starts_precision": "exact", **change})
        sweep(at=noon(FIRST - 30 * DAY))
        assert told(authority, MEETING_APPROACHES) == []


def test_who_was_told_the_old_day_is_told_the_new_one_once_in_the_portal_and_once_by_letter(
    soc, authority, officer, mailoutbox
):
    tick(at=MONDAY)
    assert told(authority, MEETING_APPROACHES, NoticeChannel.EMAIL) == ["30 days before"]

    later = Whereabouts(starts_on=FIRST + 21 * DAY, time_zone="Asia/Almaty")
    at = MONDAY + DAY
    move_meeting(meeting=soc, where=later, reason="The hall is taken.", by=officer, at=at)
    for minutes in (1, 2, 60 * 24):
        tick(at=at + dt.timedelta(minutes=minutes))

    assert told(authority, MEETING_APPROACHES) == ["30 days before"]
    assert len(told(authority, MEETING_MOVED)) == 1
    change = Notice.objects.get(recipient=authority, kind=DATES_CHANGED)
    assert (change.channel, change.stage) == (NoticeChannel.EMAIL, Stage.SENT)
    assert (change.values["before"], change.values["when"]) == ("2027-03-15", "2027-04-05")
    theirs = [one for one in mailoutbox if one.to == [authority.email]]
    assert len(theirs) == 2
    assert [part.get_filename() for part in theirs[1].message().walk() if part.get_filename()] == [
        f"{soc.reference}.ics"
    ]


@pytest.mark.both
def test_a_move_knows_who_was_reminded_also_who_holds_no_office_any_more(
    soc, authority, observer, chair, officer, stranger, mailoutbox
):
    tick(at=MONDAY)
    everybody = {authority, observer, chair, officer, stranger}
    FocalPoint.objects.filter(user=stranger).update(until=MONDAY.date())
    at = MONDAY + DAY

    moved_on = Whereabouts(starts_on=FIRST + 21 * DAY, time_zone="Asia/Almaty")
    effect = consequences(officer, preview(soc, moved_on, at.date()), at)
    assert [(line.kind, line.channel, line.people) for line in effect.reminded] == [
        (MEETING_APPROACHES, NoticeChannel.EMAIL, 5),
        (MEETING_APPROACHES, NoticeChannel.PORTAL, 5),
    ]
    assert effect.told_before == 5
    assert set(effect.told) == set(people_to_tell(soc, at.date())) == everybody

    move_meeting(meeting=soc, where=moved_on, reason="The hall is taken.", by=officer, at=at)
    assert {notice.recipient for notice in Notice.objects.about(soc).filter(kind=MEETING_MOVED)} == everybody


@pytest.mark.both
def test_letters_put_off_about_one_commitment_are_put_off_for_what_the_portal_tells_of_it(
    soc, officer, authority, chair
):
    commitment = Story(author=authority, chair=chair, officer=officer).to(State.CONSIDERED).commitment
    told_at_once = Notice.objects.about(commitment).filter(kind=STEP_TAKEN).first()
    decline(person=officer, kinds=[STEP_AWAITED], by=officer, about=told_at_once.about)
    tick(at=MONDAY)
    reminded = Notice.objects.about(commitment).filter(kind=STEP_AWAITED, recipient=officer)
    assert [(notice.channel, notice.about) for notice in reminded] == [(NoticeChannel.PORTAL, told_at_once.about)]


def test_who_had_a_letter_about_a_meeting_has_one_when_it_is_cancelled(soc, authority, stranger, officer, mailoutbox):
    tick(at=MONDAY)
    newcomer = a_person_of(authority.focal_points.get().participant, Role.AUTHORITY, "new@xa.example")
    at = MONDAY + DAY
    soc.refresh_from_db()
    cancel_meeting(meeting=soc, reason="No quorum is expected.", by=officer, at=at)
    for minutes in (1, 2, 60 * 24):
        tick(at=at + dt.timedelta(minutes=minutes))

    for person in (authority, stranger):
        assert told(person, MEETING_CALLED_OFF, NoticeChannel.EMAIL) == ["cancelled"]
    assert told(newcomer, MEETING_CALLED_OFF, NoticeChannel.EMAIL) == []
    assert not Notice.objects.filter(kind=MEETING_APPROACHES, stage=Stage.PENDING).exists()


def test_the_list_of_a_delegation_is_asked_of_members_and_observers_until_it_is_there(
    soc, authority, stranger, observer, xa
):
    deadline(soc, DeadlineKind.DELEGATION_LIST, FIRST - 5 * DAY)
    Attendance.objects.create(meeting=soc, participant=xa, by=stranger)
    sweep(at=noon(FIRST - 12 * DAY))

    assert told(authority, DEADLINE_APPROACHES) == []
    for person in (stranger, observer):
        assert told(person, DEADLINE_APPROACHES) == ["delegation-list, 7 days before"]


def test_what_is_asked_for_by_a_deadline_leads_straight_to_its_form(soc, officer, stranger, observer, xa, sign_in):
    deadline(soc, DeadlineKind.DELEGATION_LIST, FIRST - 5 * DAY)
    deadline(soc, DeadlineKind.PROVISIONAL_AGENDA, FIRST - 6 * DAY)
    sweep(at=noon(FIRST - 12 * DAY))
    rows = Notice.objects.filter(kind=DEADLINE_APPROACHES, channel=NoticeChannel.PORTAL, stage=Stage.SENT)
    for person in (stranger, observer):
        code = person.focal_points.get().participant.code
        assert rows.get(recipient=person).url == reverse("delegation", args=[soc.reference, code])
        assert sign_in(person).get(rows.get(recipient=person).url, follow=True).status_code == 200
    forms = {row.group: row.url for row in rows.filter(recipient=officer)}
    assert forms == {
        DeadlineKind.DELEGATION_LIST: soc.get_absolute_url(),
        DeadlineKind.PROVISIONAL_AGENDA: reverse("agenda-draft", args=[soc.reference]),
    }
    assert sign_in(officer).get(forms[DeadlineKind.PROVISIONAL_AGENDA]).status_code == 200


def test_the_agenda_is_asked_of_who_prepares_the_meeting_until_it_is_circulated(soc, officer, authority, chair):
    deadline(soc, DeadlineKind.PROVISIONAL_AGENDA, FIRST - 30 * DAY)
    at = noon(FIRST - 37 * DAY)
    sweep(at=at)
    assert told(authority, DEADLINE_APPROACHES) == []
    assert (
        told(officer, DEADLINE_APPROACHES) == told(chair, DEADLINE_APPROACHES) == ["provisional-agenda, 7 days before"]
    )
    waiting = Notice.objects.filter(recipient=officer, kind=DEADLINE_APPROACHES, channel=NoticeChannel.EMAIL)
    assert waiting.get().stage == Stage.PENDING
    AgendaVersion.objects.create(
        meeting=soc, number=1, stage=AgendaStage.PROVISIONAL, content=[], sha256="0" * 64, by=officer, circulated_at=at
    )
    sweep(at=at + dt.timedelta(minutes=1))
    assert waiting.get().stage == Stage.WITHDRAWN


def test_a_deadline_is_told_as_the_instant_that_the_pages_show(soc, stranger):
    due = deadline(soc, DeadlineKind.DELEGATION_LIST, FIRST - 5 * DAY)
    sweep(at=noon(FIRST - 12 * DAY))
    rows = Notice.objects.filter(recipient=stranger, kind=DEADLINE_APPROACHES, channel=NoticeChannel.PORTAL)
    values = rows.get(stage=Stage.SENT).values
    assert dt.datetime.fromisoformat(values["deadline"]["at"]) == due.due_at
    assert values["deadline"]["zone"] == "Asia/Almaty"


def test_a_principal_is_reminded_and_the_alternate_only_where_the_post_is_vacant(soc, xa, authority):
    alternate = a_person_of(xa, Role.AUTHORITY, "alternate@xa.example")
    FocalPoint.objects.filter(user=alternate).update(rank=Rank.ALTERNATE)
    sweep(at=noon(FIRST - 30 * DAY))
    assert told(authority, MEETING_APPROACHES)
    assert not told(alternate, MEETING_APPROACHES)

    FocalPoint.objects.filter(user=authority).update(until=FIRST - 20 * DAY)
    sweep(at=noon(FIRST - 14 * DAY))
    assert told(alternate, MEETING_APPROACHES) == ["14 days before"]
    assert told(authority, MEETING_APPROACHES) == ["30 days before"]


def test_reminders_follow_a_post_that_is_handed_over(soc, authority, officer):
    comes = UserFactory()
    sweep(at=noon(FIRST - 30 * DAY))
    assert (told(authority, MEETING_APPROACHES), told(comes, MEETING_APPROACHES)) == (["30 days before"], [])
    office = authority.focal_points.get()
    hand_over(
        office=office, since=FIRST - 20 * DAY, person=comes, by=officer, at=noon(FIRST - 30 * DAY), letter="No. 12"
    )
    sweep(at=noon(FIRST - 14 * DAY))
    assert told(comes, MEETING_APPROACHES) == ["14 days before"]
    assert told(authority, MEETING_APPROACHES) == ["30 days before"]


@pytest.mark.both
@pytest.mark.parametrize("way", ["its row names nobody", "its term ended", "its account was closed"])
def test_a_post_that_nobody_holds_any_more_is_told_to_the_secretariat_once_a_quarter(way, xa, officer, authority):
    holder = a_person_of(xa, Role.PREPARER, "preparer@xa.example")
    post = FocalPoint.objects.filter(user=holder)
    sweep(at=noon(dt.date(2027, 1, 20)))
    assert told(officer, POST_VACANT) == []

    if way == "its row names nobody":
        post.update(until=dt.date(2027, 1, 25))
        FocalPointFactory(participant=xa, role=Role.PREPARER, user=None, since=dt.date(2027, 1, 25))
    elif way == "its term ended":
        post.update(until=dt.date(2027, 1, 25))
    else:
        User.objects.filter(pk=holder.pk).update(is_active=False)
    for day in (dt.date(2027, 2, 1), dt.date(2027, 3, 1), dt.date(2027, 4, 2)):
        sweep(at=noon(day))
    assert told(officer, POST_VACANT) == ["2027, quarter 1", "2027, quarter 2"]
    assert not told(authority, POST_VACANT)

    a_person_of(xa, Role.PREPARER, "next@xa.example")
    sweep(at=noon(dt.date(2027, 7, 2)))
    assert len(told(officer, POST_VACANT)) == 2


def test_details_are_asked_for_a_year_after_they_were_confirmed_and_one_press_confirms_them(authority, client):
    User.objects.filter(pk=authority.pk).update(date_joined=noon(dt.date(2026, 1, 10)))
    sweep(at=noon(dt.date(2027, 1, 9)))
    assert told(authority, CONFIRM_DETAILS) == []
    sweep(at=noon(dt.date(2027, 1, 12)))
    assert told(authority, CONFIRM_DETAILS) == ["2027, asked"]

    link = Notice.objects.get(recipient=authority, kind=CONFIRM_DETAILS, channel=NoticeChannel.PORTAL, stage=Stage.SENT)
    assert client.get(link.url).status_code == 200
    authority.refresh_from_db()
    assert authority.last_confirmed_at is None
    client.post(link.url)
    authority.refresh_from_db()
    assert authority.last_confirmed_at is not None
    assert client.post(link.url).status_code == 410
    sweep(at=noon(dt.date(2027, 2, 20)))
    assert told(authority, CONFIRM_DETAILS) == ["2027, asked"]


def test_a_link_of_another_persons_details_confirms_nobody_elses(authority, stranger, client):
    client.post(reverse("account-confirm", args=[details_key(stranger, timezone.now())]))
    authority.refresh_from_db()
    assert authority.last_confirmed_at is None


def test_who_opens_the_link_of_a_letter_reads_on_in_the_language_of_the_letter(authority, client, sign_in):
    User.objects.filter(pk=authority.pk).update(language="ar")
    address = reverse("account-confirm", args=[details_key(authority, timezone.now())])
    assert '<html lang="ar" dir="rtl">' in client.get(address).content.decode()
    here = sign_in(authority)
    here.cookies["django_language"] = "ru"
    assert '<html lang="ru" dir="ltr">' in here.get(address).content.decode()


def test_a_step_is_told_to_who_may_take_it_before_the_meeting_that_hears_of_it(soc, officer, authority, chair):
    with_paper = Story(author=authority, chair=chair, officer=officer).to(State.CONSIDERED).commitment
    sweep(at=noon(FIRST - 30 * DAY))
    steps = Notice.objects.filter(kind=STEP_AWAITED, channel=NoticeChannel.PORTAL).about(with_paper)
    assert {one.recipient for one in steps} == {officer}
    assert steps.get().url == reverse("commitment-act", args=[with_paper.reference, "put-before-soc"])


def test_a_meeting_that_the_cadence_wants_is_told_to_the_secretariat_and_the_chair_until_it_is_planned(
    record_loaded, officer, authority
):
    """In the record the last SOC was held in December 2025: by the rule of one a year, the next by December 2026."""
    in_the_chair = a_person_of(Participant.objects.get(code="AZ"), Role.PREPARER, "chair@az.example")
    sweep(at=noon(dt.date(2026, 9, 20)))
    rows = Notice.objects.filter(kind=MEETING_UNPLANNED, about_key="soc", channel=NoticeChannel.PORTAL)
    assert {one.recipient for one in rows.filter(stage=Stage.SENT)} == {officer, in_the_chair}
    told_once = rows.filter(stage=Stage.SENT).count()

    MeetingFactory(body=Body.SENIOR_OFFICIALS, starts_on=dt.date(2026, 12, 1), status=Status.PLANNED)
    sweep(at=noon(dt.date(2026, 11, 20)))
    assert rows.filter(stage=Stage.SENT).count() == told_once
    assert not rows.filter(stage=Stage.PENDING, occurrence__startswith="2026")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-20", "by 16 December 2026 (before the Ministerial Council, 17 December 2026 at the latest); none"),
        ("2027-02-15", "Senior Officials Committee: a meeting is due by 31 December 2027 (by its interval); none"),
    ],
)
def test_the_reminder_of_a_meeting_and_the_page_of_cycles_name_the_same_day_and_why(
    day, said, record_loaded, officer, sign_in
):
    on = dt.date.fromisoformat(day)
    sweep(at=noon(on))
    told_of = Notice.objects.filter(kind=MEETING_UNPLANNED, recipient=officer, channel=NoticeChannel.PORTAL)
    days = {notice.about_key: notice.values["by"] for notice in told_of.order_by("values__by").reverse()}
    with time_machine.travel(noon(on), tick=False):
        here = sign_in(officer)
        page = here.get("/meetings/cadence/")
        letters = here.get("/notices/").content.decode()
    shown = {str(row.rule.body): row.next_wanted.by.isoformat() for row in page.context["rows"] if row.next_wanted}
    assert days
    assert {body: shown[body] for body in days} == days
    assert said in letters
    text = page.content.decode()
    for by in days.values():
        assert f'<time datetime="{by}">' in text


@pytest.mark.both
@pytest.mark.parametrize("count", [1, 3])
def test_the_table_asks_the_database_as_often_for_three_meetings_as_for_one(
    count, soc, authority, officer, django_assert_num_queries
):
    for number in range(count - 1):
        MeetingFactory(status=Status.PLANNED, starts_on=FIRST + number * DAY)
        UserFactory(email=f"{number}@x.example")
    at = noon(FIRST - 30 * DAY)
    # Who is who: six, for each row that needs it; leads and meetings for four; then each row's own.
    with django_assert_num_queries(54):
        for row in TABLE:
            list(row(at, at + AHEAD, at))
