"""What is done with a line of the desk: it is set aside with a word, given to an officer, commented, asked for, and undone."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from commitments.lines.steps import MOST_WAITING
from commitments.models import Commitment
from commitments.tests.factories import CommitmentFactory
from commitments.tests.stories import PAPER, Story, a_measure
from conftest import of_the_staff
from decisions.models import AgendaItem
from desk.models import DeskEntry
from desk.reports.lines import desk_list, folded_by_kind
from desk.tests.test_counting import counted
from journal.models import Entry
from journal.silence import kept_silent
from law.choices import DeadlineKind
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import DeadlineFactory, MeetingFactory
from members.choices import Role, StaffRole
from members.models import User
from members.tests.factories import a_person_of
from notices.models import Notice
from record.awaiting import MOST

pytestmark = pytest.mark.django_db

DAYS = dt.timedelta(days=1)


@pytest.fixture
def story(authority: User, chair: User, officer: User) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


def lines(person: User, kind: str = "step", at: dt.datetime | None = None):
    """What of one kind is to be done by a person, read anew."""
    desk = desk_list(User.objects.get(pk=person.pk), at or timezone.now())
    return [shown for shown in desk.to_do if shown.line.kind == kind]


def waiting(person: User, at: dt.datetime | None = None):
    desk = desk_list(User.objects.get(pk=person.pk), at or timezone.now())
    return [shown for shown in desk.waiting if shown.line.kind == "step"]


def test_a_line_set_aside_with_a_word_leaves_the_list_of_its_desk_until_its_day_and_is_put_back(
    story, chair, officer, xc, sign_in, today
):
    [shown] = lines(chair)
    colleague = a_person_of(xc, Role.PREPARER, "colleague@xc.example")
    client = sign_in(chair)
    address = f"/desk/set-aside/?line={shown.line.key}"
    assert shown.line.reference in client.get(address).content.decode()
    given = {"line": shown.line.key, "word": "After the holidays.", "until": (today + 5 * DAYS).isoformat()}
    assert client.post("/desk/set-aside/", {**given, "word": ""}).status_code == 422, "a word says why"
    assert client.post("/desk/set-aside/", {**given, "until": today.isoformat()}).status_code == 422
    assert client.post("/desk/set-aside/", given).url == "/desk/"
    entry = DeskEntry.objects.get()
    assert (entry.desk, entry.by, entry.until) == ("XC", chair, today + 5 * DAYS)
    assert Entry.objects.filter(verb="set a line aside", about_key=str(entry.pk)).exists()
    for person in (chair, colleague):
        assert lines(person) == []
    words = sign_in(colleague).get("/desk/").content.decode()
    assert "After the holidays." in words
    assert "1 line set aside" in words
    for days, expected in [(4, 0), (5, 1)]:
        with time_machine.travel(dt.datetime.combine(today + days * DAYS, dt.time(12), dt.UTC), tick=False):
            assert len(lines(chair)) == expected, days
    assert sign_in(colleague).post(f"/desk/{entry.pk}/undo/").status_code == 302
    entry.refresh_from_db()
    assert entry.undone_by == colleague
    assert len(lines(chair)) == 1


def test_what_one_desk_sets_aside_still_stands_on_the_others_and_nobody_else_reads_why(
    story, authority, stranger, officer, chair, sign_in
):
    story.to(State.COORDINATED)
    story.take("join", stranger)
    [shown] = lines(authority)
    sign_in(authority).post("/desk/set-aside/", {"line": shown.line.key, "word": "CANARY of XA"})
    entry = DeskEntry.objects.get()
    for person in (stranger, officer, chair):
        client = sign_in(person)
        assert "CANARY of XA" not in client.get("/desk/").content.decode()
        assert client.post(f"/desk/{entry.pk}/undo/").status_code == 404
        assert client.get(f"/api/v1/desk-entries/{entry.pk}/").status_code == 404
    assert Entry.objects.filter(kept_silent(), about_kind="deskentry", about_key=str(entry.pk)).exists()


def test_nobody_sets_aside_what_stands_on_another_desk(story, authority, chair, sign_in):
    [shown] = lines(chair)
    answer = sign_in(authority).post("/desk/set-aside/", {"line": shown.line.key, "word": "Not mine."})
    assert answer.status_code == 422
    assert not DeskEntry.objects.exists()


def test_a_step_that_is_awaited_once_more_comes_back_though_it_was_set_aside_before(story, officer, authority, sign_in):
    story.to(State.DRAFTED)
    [shown] = lines(officer)
    sign_in(officer).post("/desk/set-aside/", {"line": shown.line.key, "word": "It waits."})
    assert lines(officer) == []
    story.take("circulate", officer, audience="members").take("revise", authority, document=PAPER)
    assert len(lines(officer)) == 1


def test_officers_give_lines_to_each_other_take_them_over_and_see_theirs_and_everybodys(story, officer, sign_in):
    story.to(State.DRAFTED)
    assistant = of_the_staff(StaffRole.ASSISTANT)
    [shown] = lines(officer)
    key = shown.line.key
    client = sign_in(officer)
    assert client.post("/desk/assign/", {"line": key, "officer": assistant.email}).url == "/desk/"
    mine, everybodys = client.get("/desk/").context["groups"], client.get("/desk/?whose=everybodys").context["groups"]
    assert [row for group in mine for row in group.lines if row.line.key == key] == []
    [row] = [row for group in everybodys for row in group.lines if row.line.key == key]
    assert row.officer == assistant
    assert key in {row.line.key for row in desk_list(assistant, timezone.now()).mine}
    client.post("/desk/take-over/", {"line": key})
    assert lines(officer)[0].officer == officer
    assert DeskEntry.objects.standing().filter(what="assigned").count() == 1
    entry = DeskEntry.objects.standing().get(what="assigned")
    client.post(f"/desk/{entry.pk}/undo/")
    assert lines(officer)[0].officer is None
    verbs = Entry.objects.filter(about_kind="deskentry").values_list("verb", flat=True)
    assert sorted(verbs) == ["gave a line to an officer", "gave a line to an officer", "undid an entry on a desk"]


def test_only_the_secretariats_staff_is_given_lines_and_states_give_none(story, officer, chair, authority, sign_in):
    story.to(State.DRAFTED)
    [shown] = lines(officer)
    answer = sign_in(officer).post("/desk/assign/", {"line": shown.line.key, "officer": authority.email})
    assert answer.status_code == 422
    for person in (chair, of_the_staff(StaffRole.READER)):
        assert sign_in(person).post("/desk/assign/", {"line": shown.line.key}).status_code == 403
    assert not DeskEntry.objects.exists()


def test_a_word_to_colleagues_stands_beside_its_line_until_its_writer_takes_it_back(story, officer, sign_in):
    story.to(State.DRAFTED)
    assistant = of_the_staff(StaffRole.ASSISTANT)
    [shown] = lines(officer)
    sign_in(officer).post("/desk/add-word/", {"line": shown.line.key, "word": "The translation is late."})
    entry = DeskEntry.objects.get()
    colleague = sign_in(assistant)
    assert "The translation is late." in colleague.get("/desk/").content.decode()
    assert colleague.post(f"/desk/{entry.pk}/undo/").status_code == 403
    sign_in(officer).post(f"/desk/{entry.pk}/undo/")
    assert "The translation is late." not in colleague.get("/desk/").content.decode()


def test_who_reads_only_sees_the_list_and_has_no_button(story, officer, authority, xa, sign_in):
    story.to(State.COORDINATED)
    readers = {of_the_staff(StaffRole.READER): "secretariat", a_person_of(xa, Role.READER, "reader@xa.example"): "XA"}
    for reader in readers:
        page = sign_in(reader).get("/desk/")
        shown = [row for row in page.context["desk"].every if row.line.kind == "step"]
        assert [(row.line.desk, row.line.press, row.may_act) for row in shown] == [(readers[reader], None, False)]
        assert "/desk/set-aside/" not in page.content.decode()
        assert str(shown[0].done_by) in page.content.decode(), "it says who does it"
        answer = sign_in(reader).post("/desk/set-aside/", {"line": shown[0].line.key, "word": "Mine?"})
        assert answer.status_code in {403, 422}
    assert not DeskEntry.objects.exists()


def test_what_somebody_may_do_stands_before_what_they_only_read(story, officer):
    story.to(State.DRAFTED)
    for of_whom, opens in ((of_the_staff(StaffRole.ASSISTANT), [True, False]), (officer, [True, True])):
        every = desk_list(of_whom, timezone.now()).every
        assert [*dict.fromkeys(row.may_act for row in every)] == sorted({*opens}, reverse=True)
        assert {str(row.done_by) for row in every if not row.may_act} <= {"An officer does this."}


def test_who_waits_asks_those_who_are_awaited_at_most_once_a_week(story, authority, chair, officer, stranger, sign_in):
    """The state waits for the Chair; the Chair is asked, and no other."""
    [shown] = waiting(authority)
    assert [str(whom) for whom in shown.line.waits_for] == ["State XC"]
    client = sign_in(authority)
    given = {"line": shown.line.key, "word": "Our ministry asks."}
    assert client.post("/desk/ask/", given).url == "/desk/"
    [notice] = Notice.objects.filter(kind="asked-for", channel="portal")
    assert notice.recipient == chair
    told = sign_in(chair).get("/notices/").content.decode()
    assert "State XA waits for this, and asks for it" in told
    assert "Our ministry asks." in told
    assert client.post("/desk/ask/", given).status_code == 422, "the line is no more among those that may be asked for"
    later = timezone.now() + 7 * DAYS
    with time_machine.travel(later, tick=False):
        client = sign_in(User.objects.get(pk=authority.pk))
        assert client.post("/desk/ask/", given).status_code == 302
    assert Notice.objects.visible_to(chair).filter(kind="asked-for").count() == 2


def test_where_nobody_is_in_the_portal_it_says_to_write_on_paper(story, authority, chair, sign_in):
    [shown] = waiting(authority)
    chair.is_active = False
    chair.save(update_fields=["is_active"])
    answer = sign_in(authority).post("/desk/ask/", {"line": shown.line.key})
    assert answer.status_code == 422
    assert "write to them on paper" in answer.content.decode()
    assert not DeskEntry.objects.exists()


def test_the_chair_that_waits_for_an_offer_has_the_press_that_asks_for_one(story, chair):
    story.take("consult", chair, note="Consulting.")
    [shown] = lines(chair)
    address = f"{story.commitment.get_absolute_url()}steps/ask-the-states/"
    assert [press.address for press in shown.line.besides] == [address]


def test_an_intention_of_others_is_shown_to_all_who_may_join_until_they_did(story, stranger, observer, authority):
    def joining(person):
        desk = desk_list(User.objects.get(pk=person.pk), timezone.now())
        return [shown.line.reference for shown in desk.open if shown.line.kind == "joining"]

    assert joining(stranger) == [story.commitment.reference]
    assert joining(observer) == joining(authority) == []
    story.take("join", stranger)
    assert joining(stranger) == []


def test_a_meeting_that_the_cadence_wants_stays_on_the_desk_however_often_it_is_read(officer, sign_in):
    client = sign_in(officer)
    for _visit in (1, 2, 3):
        page = client.get("/desk/")
        assert [row for row in page.context["desk"].to_do if row.line.kind == "meetings-unplanned"]
        assert "Plan a meeting" in page.content.decode()


def test_a_meeting_that_is_proposed_alone_stays_on_the_desk_until_it_is_planned(officer, chair, stranger, today):
    proposed = MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PROPOSED, starts_on=today + 30 * DAYS)
    for person in (officer, chair):
        [shown] = [row for row in lines(person, "meetings-unplanned") if row.line.reference == proposed.reference]
        assert shown.line.press.address == f"/meetings/{proposed.reference}/confirm/"
        assert shown.line.by == today + 30 * DAYS
    assert lines(stranger, "meetings-unplanned") == []
    Meeting.objects.filter(pk=proposed.pk).update(status=Status.PLANNED)
    assert proposed.reference not in {row.line.reference for row in lines(officer, "meetings-unplanned")}


def test_a_meeting_gone_by_stands_there_until_somebody_says_that_it_was_held(officer, stranger, sign_in, today):
    gone = MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=today - 3 * DAYS)
    [shown] = lines(officer, "meeting.held")
    assert shown.line.press.address == f"/meetings/{gone.reference}/held/"
    assert lines(stranger, "meeting.held") == []
    sign_in(officer).post(f"/meetings/{gone.reference}/held/", {"seen": gone.sequence})
    assert lines(officer, "meeting.held") == []


def test_the_desk_of_programs_is_the_desk_of_people(story, officer, sign_in, today):
    story.to(State.DRAFTED)
    MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=today - 3 * DAYS)
    client = sign_in(officer)
    desk = client.get("/desk/").context["desk"]
    rows = client.get("/api/v1/desk/?page_size=100").json()["results"]
    assert [row["line"] for row in rows] == [shown.line.key for shown in desk.every]
    steps = client.get("/api/v1/desk/?kind=step").json()["results"]
    assert [row["reference"] for row in steps] == [story.commitment.reference]
    assert client.get("/api/v1/desk/?kind=tea").status_code == 400
    key = steps[0]["line"]
    assert client.get(f"/api/v1/desk/{key}/").json() == steps[0]
    assert client.get(f"/api/v1/desk/{key[::-1]}/").status_code == 404
    body = {"line": key, "word": "Later."}
    made = client.post("/api/v1/desk-entries/set-aside/", body, content_type="application/json")
    assert made.status_code == 201
    assert client.get("/api/v1/desk/?kind=step").json()["results"] == []
    assert [row["line"] for row in client.get("/api/v1/desk/?set_aside=yes").json()["results"]] == [key]
    undone = client.post(f"/api/v1/desk-entries/{made.json()['number']}/undo/", {}, content_type="application/json")
    assert undone.status_code == 200
    assert len(client.get("/api/v1/desk/?kind=step").json()["results"]) == 1


def test_the_number_in_the_menu_is_what_the_desk_says_and_follows_what_one_does(story, chair, sign_in, settings):
    settings.DESK_COUNT_AGE = 300
    client = sign_in(chair)

    def number(page):
        return page.context["number_to_do"]()

    expected = len(client.get("/desk/").context["desk"].mine)
    page = client.get("/commitments/")
    assert number(page) == expected
    assert f'<span class="number">{expected}<' in page.content.decode()
    [shown] = lines(chair)
    client.post("/desk/set-aside/", {"line": shown.line.key, "word": "Later."})
    assert number(client.get("/commitments/")) == expected - 1


def test_the_number_costs_nothing_once_it_was_counted(
    story, chair, sign_in, settings, django_assert_num_queries, django_assert_max_num_queries
):
    client = sign_in(chair)
    client.get("/sources/")
    with django_assert_max_num_queries(30) as without:
        client.get("/sources/")
        number = len(without)
    settings.DESK_COUNT_AGE = 300
    client.get("/sources/")
    with django_assert_num_queries(number):
        client.get("/sources/")


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_desk_costs_the_same_however_much_is_on_it(
    how_many, authority, chair, officer, sign_in, django_assert_num_queries
):
    for _number in range(how_many):
        Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)
        Story(author=authority, chair=chair, officer=officer).to(State.DRAFTED)
    MeetingFactory(body=Body.WORKING_GROUP, status=Status.PLANNED, starts_on=dt.date(2020, 3, 1))
    for person, queries in ((officer, OF_AN_OFFICER), (authority, OF_A_STATE)):
        for shown in lines(person):
            DeskEntry.objects.create(
                what="word", desk=shown.line.desk, line=shown.line.key, label="x", word="A word.", by=person
            )
        client = sign_in(person)
        client.get("/desk/")
        with django_assert_num_queries(queries):
            client.get("/desk/")


# Session and person, seats, groups chaired; then each source its own: action plans and commitments whose
# period ends; steps that are ours and that wait (2 + 2 × 9 for
# all that guards ask), comments, terms (2) and those of institutions, what the cadence wants (2), deadlines, agendas,
# texts, what is to be served on
# paper and on whom (2), letters that wait and their
# health (2), posts (2), requests, corrections, workbooks that came back; an act that awaits somebody one each (three of minutes,
# three of what may be public, and corrections of minutes for a state);
# what was done with the lines, and
# what went on; who stands in for whom; what happened (2); letters that wait for somebody; what is coming, drafts, ours.
OF_AN_OFFICER, OF_A_STATE = 81, 64


@pytest.mark.parametrize("how_many", [10, 60])
def test_of_many_commitments_the_desk_reads_no_more_than_it_shows(how_many, officer, chair):
    measure = a_measure()
    for number in range(how_many):
        CommitmentFactory(measure=measure, area=measure.area, version=2, reference=f"CBM-2007-ECO-02-X{number}")
    for person in (officer, chair):
        with counted() as read:
            desk = desk_list(User.objects.get(pk=person.pk), timezone.now())
        assert read[Commitment] <= MOST + MOST_WAITING + 5
        steps = [shown for shown in desk.every if shown.line.kind == "step"]
        assert len(steps) == min(how_many, MOST + MOST_WAITING if person == chair else MOST_WAITING)
        assert desk.is_cut is (how_many >= MOST and person == chair)


def test_an_agenda_without_an_item_is_drafted_first_and_then_circulated(officer, sign_in, today):
    meeting = MeetingFactory(
        body=Body.SENIOR_OFFICIALS, starts_on=today + 20 * DAYS, ends_on=today + 20 * DAYS, status=Status.PLANNED
    )
    DeadlineFactory(meeting=meeting, kind=DeadlineKind.PROVISIONAL_AGENDA)
    [shown] = lines(officer, "agendas")
    assert shown.line.press.address == f"/meetings/{meeting.reference}/agenda/"
    assert sign_in(officer).get(shown.line.press.address).status_code == 200
    AgendaItem.objects.create(meeting=meeting, position=1, title={"en": "Opening"})
    [again] = lines(officer, "agendas")
    assert again.line.key == shown.line.key
    assert again.line.press.address == f"/meetings/{meeting.reference}/circulate-agenda/"


def test_an_assistant_prepares_the_agenda_that_an_officer_circulates(assistant, sign_in, today):
    meeting = MeetingFactory(
        body=Body.SENIOR_OFFICIALS, starts_on=today + 20 * DAYS, ends_on=today + 20 * DAYS, status=Status.PLANNED
    )
    DeadlineFactory(meeting=meeting, kind=DeadlineKind.PROVISIONAL_AGENDA)
    draft = f"/meetings/{meeting.reference}/agenda/"
    [shown] = lines(assistant, "agendas")
    assert (shown.may_act, shown.line.press.address, str(shown.line.press.label)) == (True, draft, "Draft the agenda")
    AgendaItem.objects.create(meeting=meeting, position=1, title={"en": "Opening"})
    [again] = lines(assistant, "agendas")
    assert (again.line.press.address, str(again.line.press.label)) == (draft, "Work on the draft")
    assert sign_in(assistant).get(draft).status_code == 200


def test_of_lines_that_say_the_same_the_first_stands_and_the_rest_is_folded_up_with_how_many_they_are(
    officer, sign_in, today
):
    proposed = {
        MeetingFactory(body=Body.SPECIALISED, status=Status.PROPOSED, starts_on=today + (30 + days) * DAYS).reference
        for days in range(4)
    }
    client = sign_in(officer)
    [later] = [group for group in client.get("/desk/").context["groups"] if group.name == "later"]
    [fold] = [fold for fold in later.folds if proposed <= {shown.line.reference for shown in fold.lines}]
    page = client.get("/desk/").content.decode()
    first, _li, others = page.partition('<li class="desk-fold">')
    assert f'id="line-{fold.first.line.key}"' in first, "what has to be done first is one press away"
    summary, _end, below = others.partition("</summary>")
    assert f"{len(fold.rest)} more: {fold.first.line.what}" in summary
    assert all(f'id="line-{shown.line.key}"' in below for shown in fold.rest), "each stands below it, with its button"
    # Who asks for one kind has its lines before them; three are no crowd.
    assert 'class="desk-fold"' not in client.get("/desk/?kind=meetings-unplanned").content.decode()
    assert [len(fold.lines) for fold in folded_by_kind(fold.lines[:3], 4)] == [1, 1, 1]
