"""A decision adopts another edition of the law: the house runs by it from its day, and what began before ends as it began.

The edition is invented: the Committee is renamed, a Council of Elders hears every paper first, a Summit meets every three
years, three quarters are a quorum, a silence procedure takes three weeks, a term of the Chair one year, and the Secretariat
designates coordinators. Nothing outside `law` knows of it.
"""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from commitments.access import capacities, offers
from commitments.actions import Answers, begin, take_step
from commitments.models import Commitment
from commitments.tests.stories import PAPER, a_measure
from decisions.actions.considering import consider
from decisions.actions.decisions import Matter, decide
from decisions.actions.recording import Wording
from decisions.actions.silence import Text, open_silence
from decisions.models import Decision
from decisions.reports.ripe import ripe_for
from law.choices import Modality
from law.cica.bodies import Body
from law.editions import edition_on, registered
from law.grammar.editions import LawEdition
from law.grammar.procedure import Does
from law.tests.invented import COUNCIL, ELDERS, ENVOYS, invented_edition
from meetings.actions.attendance import AttendanceLine, keep_attendance
from meetings.actions.moving import move_meeting
from meetings.actions.planning import MeetingPlan, Whereabouts, plan_meeting
from meetings.actions.proposing import missing, propose_cycle
from meetings.cadence import FindingKind, Order, findings, standing
from meetings.choices import Presence, Status
from meetings.history import history_of_the_record
from meetings.kinds import MEETING_APPROACHES
from meetings.loading import load_times
from meetings.models import Meeting
from meetings.quorum import quorum_of
from meetings.tests.factories import MeetingFactory, WorkingGroupFactory
from members.choices import Audience, Standing
from members.models import Chairmanship, Participant, User
from members.tests.factories import ChairmanshipFactory, a_state
from notices.actions import sweep
from notices.models import Notice
from record.loading import Tally
from record.refusals import Refused, StepRefused
from record.spans import plus

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
TODAY = dt.date(2031, 3, 3)
# The Committee adopts the edition on the first day; it holds three months later.
HOLDS_FROM = dt.date(2031, 6, 1)


@pytest.fixture(autouse=True)
def at_its_time() -> Iterator[Any]:
    with time_machine.travel(_noon(TODAY), tick=False) as clock:
        yield clock


@pytest.fixture
def members(xa: Participant, xb: Participant, xc: Participant, authority: User, chair: User) -> list[Participant]:
    """Seven members: two thirds of them are five, three quarters six."""
    return [xa, xb, xc, *(a_state(code, Standing.MEMBER) for code in ("XD", "XE", "XF", "XG"))]


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


def planned(by: User, body: str, day: dt.date, **more: Any) -> Meeting:
    return plan_meeting(plan=MeetingPlan(body, Whereabouts(day, time_zone="Asia/Almaty"), **more), by=by)


def begun(by: User) -> Commitment:
    measure = a_measure()
    return begin(
        modality=Modality.A, area=measure.area, measure=measure, title="Corridors", statement="We intend it.", by=by
    )


def taken(commitment: Commitment, step: str, by: User, **answers: Any) -> Commitment:
    row = commitment.workflow.step(step)
    verb = consider if row and row.follows else take_step
    verb(commitment=commitment, step=step, by=by, answers=Answers(**answers))
    return Commitment.objects.with_everything().get(pk=commitment.pk)


def circulated(commitment: Commitment, authority: User, chair: User, officer: User) -> Commitment:
    state = authority.focal_points.get().participant
    commitment = taken(commitment, "consult", chair, note="Consulting.")
    commitment = taken(commitment, "offer-to-coordinate", authority)
    commitment = taken(commitment, "designate-coordinator", chair, party=state)
    commitment = taken(commitment, "submit-draft", authority, document=PAPER)
    return taken(commitment, "circulate", officer, audience=Audience.MEMBERS)


def offered(commitment: Commitment, person: User) -> set[str]:
    fresh = Commitment.objects.with_everything().get(pk=commitment.pk)
    return {offer.step.name for offer in offers(fresh, capacities(person, fresh))}


def adopted(officer: User, states: list[Participant]) -> Decision:
    """The decision of the Committee by which the edition is adopted."""
    meeting = MeetingFactory(body=Body.SENIOR_OFFICIALS, starts_on=TODAY, status=Status.HELD)
    keep_attendance(meeting=meeting, lines=[AttendanceLine(state, Presence.IN_PERSON) for state in states], by=officer)
    text = {"en": "The Committee adopts the revised Approach."}
    return decide(meeting=meeting, wording=Wording(title={"en": "The Approach"}, text=text), by=officer)


@pytest.fixture
def law(officer: User, members: list[Participant]) -> Iterator[LawEdition]:
    symbol = adopted(officer, members).symbol
    with registered(invented_edition(HOLDS_FROM, adopted_by=symbol)) as edition:
        load_times(Tally())
        yield edition


def test_it_names_the_decision_that_adopted_it_and_holds_from_its_day(law: LawEdition):
    assert Decision.objects.get(symbol=law.adopted_by).title == {"en": "The Approach"}
    assert edition_on(HOLDS_FROM - DAY).key == "2007"
    assert edition_on(HOLDS_FROM) is law


def test_what_began_before_ends_as_it_began(officer, authority, chair, members, at_its_time):
    commitment = begun(authority)
    soc = planned(officer, Body.SENIOR_OFFICIALS, HOLDS_FROM + 30 * DAY)
    group = planned(officer, Body.WORKING_GROUP, HOLDS_FROM + 29 * DAY, working_group=WorkingGroupFactory())
    with registered(invented_edition(HOLDS_FROM, adopted_by=adopted(officer, members).symbol)):
        load_times(Tally())
        at_its_time.move_to(_noon(HOLDS_FROM + 20 * DAY))
        commitment = circulated(commitment, authority, chair, officer)
        assert "consider" in offered(commitment, officer)
        assert "hear-the-elders" not in offered(commitment, officer)
        move_meeting(meeting=soc, where=Whereabouts(HOLDS_FROM + 40 * DAY), reason="Later.", by=officer)
        soc.refresh_from_db()

        at_its_time.move_to(_noon(HOLDS_FROM + 41 * DAY))
        commitment = taken(commitment, "consider", officer, meeting=group)
        commitment = taken(commitment, "put-before-soc", officer, meeting=soc)
        keep_attendance(
            meeting=soc, lines=[AttendanceLine(state, Presence.IN_PERSON) for state in members[:5]], by=officer
        )
        # Of seven members, two thirds are five: three quarters would be six.
        assert (quorum_of(soc).needed, quorum_of(soc).is_met) == (5, True)
        matter = Matter(commitment, Does.ADOPTS, "", commitment.version)
        made = decide(
            meeting=soc,
            wording=Wording({"en": "One"}, {"en": "Agreed."}, consensus="No member objected."),
            matters=[matter],
            by=officer,
        )

        commitment.refresh_from_db()
        assert (commitment.edition, commitment.state, soc.edition) == ("2007", "approved", "2007")
        assert str(soc.label) == str(made.body_label) == "Senior Officials Committee"


def test_what_begins_after_its_day_goes_its_way(law, officer, authority, chair, members, at_its_time, sign_in):
    at_its_time.move_to(_noon(HOLDS_FROM + DAY))
    commitment = begun(authority)
    assert commitment.edition == law.key
    commitment = circulated(commitment, authority, chair, officer)
    assert "consider" not in offered(commitment, officer)

    council = planned(officer, "elders", HOLDS_FROM + 60 * DAY)
    assert (council.reference, str(council.label), council.edition) == ("ELDERS-2031-1", COUNCIL, law.key)
    (deadline,) = council.deadlines.all()
    assert (deadline.kind, deadline.due_on) == ("invitation", HOLDS_FROM + 20 * DAY)
    assert [row.matter for row in ripe_for(council, officer)][1:-1] == [f"commitment:{commitment.reference}"]

    envoys = planned(officer, "soc", HOLDS_FROM + 90 * DAY)
    group = planned(officer, "working-group", HOLDS_FROM + 89 * DAY, working_group=WorkingGroupFactory())
    at_its_time.move_to(_noon(HOLDS_FROM + 91 * DAY))
    page = sign_in(officer).get(reverse("commitment-detail", args=[commitment.reference])).content.decode()
    assert "Record what the elders said" in page
    answer = sign_in(officer).post(
        reverse("commitment-act", args=[commitment.reference, "hear-the-elders"]),
        {"meeting": council.reference, "note": "They agree.", "version": commitment.version, "once_key": "k" * 32},
    )
    assert answer.status_code == 302, answer.content.decode()
    commitment = Commitment.objects.with_everything().get(pk=commitment.pk)
    assert (commitment.state, str(commitment.get_state_display())) == ("heard", "Heard by the elders")

    commitment = taken(commitment, "consider", officer, meeting=group)
    commitment = taken(commitment, "put-before-soc", officer, meeting=envoys)
    matters = [Matter(commitment, Does.ADOPTS, "", commitment.version)]
    wording = Wording({"en": "One"}, {"en": "Agreed."}, consensus="No member objected.")
    lines = [AttendanceLine(state, Presence.IN_PERSON) for state in members]
    keep_attendance(meeting=envoys, lines=lines[:5], by=officer)
    # Of seven members, three quarters are six.
    with pytest.raises(Refused):
        decide(meeting=envoys, wording=wording, matters=matters, by=officer)
    keep_attendance(meeting=envoys, lines=lines[:6], by=officer)
    made = decide(meeting=envoys, wording=wording, matters=matters, by=officer)
    commitment.refresh_from_db()
    assert (commitment.state, made.quorum_then, made.body_label) == ("approved", 6, ENVOYS)


def test_its_step_is_nobodys_under_the_old_one(law, officer, authority, chair, at_its_time):
    commitment = circulated(begun(authority), authority, chair, officer)
    at_its_time.move_to(_noon(HOLDS_FROM + 60 * DAY))
    council = MeetingFactory(body="elders", starts_on=HOLDS_FROM + DAY)
    with pytest.raises(StepRefused):
        taken(commitment, "hear-the-elders", officer, meeting=council)
    assert commitment.edition == "2007"


def test_no_meeting_of_the_new_body_is_planned_for_a_day_before_it_holds(law, officer):
    with pytest.raises(Refused):
        planned(officer, "elders", HOLDS_FROM - DAY)
    assert not Meeting.objects.filter(body=ELDERS).exists()


def test_meetings_are_wanted_by_its_intervals(law, officer, members, at_its_time):
    MeetingFactory(body=Body.SUMMIT, starts_on=dt.date(2030, 10, 1), ordinal=9)
    before = {wanted.body.code: wanted.by for wanted in missing(TODAY)}
    after = {wanted.body.code: wanted.by for wanted in missing(HOLDS_FROM)}
    assert (before["summit"], after["summit"]) == (dt.date(2034, 10, 1), dt.date(2033, 10, 1))
    assert "elders" not in before
    assert "elders" in after

    at_its_time.move_to(_noon(HOLDS_FROM))
    proposed = propose_cycle(by=officer)
    assert {"elders", "summit", "soc"} <= {meeting.body for meeting in proposed}
    assert {meeting.edition for meeting in proposed} == {law.key}
    assert missing(HOLDS_FROM) == ()


def test_a_silence_procedure_takes_its_period_and_its_name(law, officer, members, at_its_time):
    at_its_time.move_to(_noon(HOLDS_FROM + DAY))
    meeting = MeetingFactory(body="soc", starts_on=HOLDS_FROM, status=Status.HELD)
    procedure = open_silence(
        title="A text", before=Text("It is agreed."), by=officer, zone="Asia/Almaty", meeting=meeting
    )
    assert (procedure.edition, procedure.body_label) == (law.key, ENVOYS)
    assert (procedure.ends_at - procedure.at).days == 21


def test_people_are_reminded_of_a_meeting_of_the_new_body(law, officer, at_its_time):
    at_its_time.move_to(_noon(HOLDS_FROM + DAY))
    council = planned(officer, "elders", HOLDS_FROM + 60 * DAY)
    sweep(at=_noon(council.starts_on - 20 * DAY))
    reminded = Notice.objects.filter(kind=MEETING_APPROACHES, about_key=council.reference, recipient=officer)
    assert {notice.occurrence for notice in reminded} == {"20 days before"}


def test_a_term_of_the_chair_ends_under_the_edition_it_began_under(law, members, officer, at_its_time, sign_in):
    """Two years, of which the new edition would leave one; the next term has one."""
    before, after = members[0], members[1]
    Chairmanship.objects.all().delete()
    old = ChairmanshipFactory(participant=before, since=TODAY - 30 * DAY, until=HOLDS_FROM + 360 * DAY)
    new = ChairmanshipFactory(participant=after, since=old.until, until=None)
    assert (old.edition, new.edition, new.law) == ("2007", law.key, law)
    old.since = HOLDS_FROM + DAY
    old.save()
    (read,) = [term for term in history_of_the_record().terms if term.state == before.code]
    assert (old.edition, read.law.key) == ("2007", "2007"), "it keeps it, also where its first day is put right"
    old.since = TODAY - 30 * DAY
    old.save()

    day = old.until + 370 * DAY
    at_its_time.move_to(_noon(day))
    history, rule = history_of_the_record(), law.cadence.rule_of_the_chair(day)
    (longer,) = [finding for finding in findings(history, day) if finding.kind == FindingKind.TERM]
    assert (longer.term.state, longer.term.rule.years) == (after.code, 1)
    stands = standing(history, rule, day)
    assert (stands.last.state, stands.by) == (after.code, plus(new.since, 1))
    # While the older term ran, it was measured by its own edition.
    ran = standing(history, rule, HOLDS_FROM + 300 * DAY)
    assert (ran.last.state, ran.by, ran.order) == (before.code, plus(old.since, 2), Order.IN_ORDER)
    page = sign_in(officer).get("/meetings/cadence/").content.decode()
    assert "the rule at its beginning named 1 year" in page


PAGES = (
    "/", "/desk/", "/procedure/", "/meetings/", "/meetings/cadence/", "/commitments/", "/decisions/", "/measures/",
    "/silence/", "/reminders/", "/api/v1/commitments/", "/api/v1/steps/", "/api/v1/meetings/", "/api/v1/cadence/",
    "/api/v1/decisions/", "/api/v1/agendas/", "/api/v1/schema/?format=json",
)  # fmt: skip


def test_every_page_speaks_of_it(law, officer, authority, chair, members, at_its_time, sign_in):
    at_its_time.move_to(_noon(HOLDS_FROM + DAY))
    circulated(begun(authority), authority, chair, officer)
    council = planned(officer, "elders", HOLDS_FROM + 60 * DAY)
    envoys = planned(officer, "soc", HOLDS_FROM + 90 * DAY)
    office: Client = sign_in(officer)
    answered = {page: office.get(page) for page in PAGES}
    assert {page: answer.status_code for page, answer in answered.items() if answer.status_code != 200} == {}
    said = {page: b"".join(answer).decode() for page, answer in answered.items()}
    assert "Record what the elders said" in said["/procedure/"]
    assert COUNCIL in said["/meetings/"]
    assert ENVOYS in said["/meetings/"]
    assert COUNCIL in said["/meetings/cadence/"]
    for meeting, name in ((council, COUNCIL), (envoys, ENVOYS)):
        assert name in office.get(meeting.get_absolute_url()).content.decode()
    # The generator would keep the names of the edition under which it first described the house.
    described = json.loads(said["/api/v1/schema/?format=json"])["components"]["schemas"]
    assert "elders" in described["BodyEnum"]["enum"]
    assert "heard" in described["StateEnum"]["enum"]
    answer = office.get("/api/v1/meetings/?body=elders").json()
    assert [row["reference"] for row in answer["results"]] == [council.reference]
