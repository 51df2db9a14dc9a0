"""A commitment moves by what a body did, recorded once: its decision, or what became of the item on its agenda.

Findings T1, T1b (law), 18 (the officer's week), 2, 13 and 14 (the focal point's).
"""

import datetime as dt
import hashlib

import pytest
from django.urls import reverse

from commitments.models import Commitment, StepTaken
from commitments.tests.stories import Story, a_meeting, members_attend
from decisions.actions.agenda import draft_agenda
from decisions.choices import ItemOutcome, Outcome
from decisions.models import AgendaItem, AgendaMatter, Decision
from decisions.reports.ripe import ripe_for
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory, WorkingGroupFactory
from members.tests.factories import UserFactory
from record.dates import day_of_the_house

pytestmark = [pytest.mark.django_db, pytest.mark.both]

DAY = dt.timedelta(days=1)
SAID = {
    "title": "Corridors", "text": "The Committee agrees.", "text_ru": "Комитет согласен.", "outcome": "adopted",
    "consensus": "No member objected.", "audience": "members",
}  # fmt: skip


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


def fresh(story: Story) -> Commitment:
    return Commitment.objects.with_everything().get(pk=story.commitment.pk)


def page_of(story: Story, act: str) -> str:
    return reverse("commitment-act", args=[story.commitment.reference, act])


def said(**given: str) -> dict[str, str]:
    return {**SAID, "on": day_of_the_house().isoformat(), **given}


def soc_of(story: Story) -> Meeting:
    return story.meetings[Body.SENIOR_OFFICIALS]


# -- T1, 14: the Committee's word is a decision.


def test_no_door_moves_a_commitment_before_the_committee_without_its_decision(story, officer, sign_in):
    story.to(State.BEFORE_SOC)
    office, words = (
        sign_in(officer),
        {"meeting": soc_of(story).reference, "consensus": "No member objected.", "note": "So."},
    )
    for step in ("approve", "take-note", "defer", "return"):
        answer = office.post(
            f"/api/v1/commitments/{story.commitment.reference}/steps/{step}/", words, "application/json"
        )
        assert (answer.status_code, "recorded decision of the body" in answer.content.decode()) == (422, True)
        page = office.post(page_of(story, step), words)
        assert (page.status_code, "recorded decision of the body" in page.content.decode()) == (422, True)
        admin = reverse("admin:commitments_commitment_act", args=[story.commitment.pk, step])
        assert office.post(admin, words).status_code == 404
        assert office.get(page_of(story, step)).url.startswith(page_of(story, "decide"))
    assert (fresh(story).state, Decision.objects.count()) == (State.BEFORE_SOC, 0)


def test_where_its_meeting_is_still_to_come_the_form_names_the_day_of_the_one_that_it_names(story, officer, sign_in):
    story.to(State.BEFORE_SOC)
    soc, today = soc_of(story), day_of_the_house()
    held = MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.HELD, starts_on=today, ends_on=today)
    Meeting.objects.filter(pk=soc.pk).update(status=Status.PLANNED, starts_on=today + 9 * DAY, ends_on=today + 9 * DAY)
    form = sign_in(officer).get(page_of(story, "decide")).context["form"]
    assert (form["meeting"].initial, form["on"].initial) == (held.reference, today)


def test_the_button_on_the_commitment_s_page_leads_to_its_decision_and_moves_it_once(
    story, officer, authority, sign_in
):
    story.to(State.BEFORE_SOC)
    soc, office = soc_of(story), sign_in(officer)
    MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.HELD, starts_on=day_of_the_house())
    page = office.get(story.commitment.get_absolute_url()).content.decode()
    assert f'href="{page_of(story, "decide")}">Record the Committee&#x27;s decision' in page
    to_come, called_off = (
        MeetingFactory(body=Body.SENIOR_OFFICIALS, status=status, starts_on=day_of_the_house() + days * DAY)
        for status, days in ((Status.PLANNED, 9), (Status.CANCELLED, -9))
    )
    asked = office.get(page_of(story, "decide"))
    form = asked.context["form"]
    assert form["meeting"].initial == soc.reference
    offered = set(form.fields["meeting"].queryset)
    assert soc in offered, "nothing is decided at a meeting that is to come, or was called off"
    assert offered.isdisjoint({to_come, called_off})
    # Whom the quorum counts is written down on the meeting's own page.
    assert f'href="{reverse("meeting-act", args=[soc.reference, "attendance"])}"' in asked.content.decode()
    sent = said(meeting=soc.reference, once_key="k", seen=str(story.commitment.version))
    refused = office.post(page_of(story, "decide"), sent)
    assert (refused.status_code, Decision.objects.count()) == (422, 0)
    assert "No member is recorded as present at this meeting" in refused.content.decode()
    members_attend(soc, officer)
    silent = office.post(page_of(story, "decide"), {**sent, "consensus": "", "once_key": "other"})
    errors = silent.context["form"].errors
    assert (silent.status_code, [*errors]) == (422, ["consensus"]), errors
    answers = [office.post(page_of(story, "decide"), sent) for _press in range(2)]
    decision = Decision.objects.get()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == decision.get_absolute_url()
    taken = StepTaken.objects.get(step="approve")
    assert (fresh(story).state, taken.meeting, taken.decided_matter.decision) == (State.APPROVED, soc, decision)
    assert (decision.outcome, decision.members_then, decision.present.count()) == (Outcome.ADOPTED, 2, 2)
    shown = sign_in(authority).get(decision.get_absolute_url()).content.decode()
    for text in (SAID["text"], SAID["text_ru"]):
        assert hashlib.sha256(text.encode()).hexdigest() in shown
    told = sign_in(authority).get(f"/api/v1/decisions/{decision.symbol}/").json()["sha256"]
    assert told["ru"] == hashlib.sha256(SAID["text_ru"].encode()).hexdigest()
    assert decision.symbol in sign_in(authority).get(story.commitment.get_absolute_url()).content.decode()
    assert office.get(page_of(story, "decide")).context["form"] is not None


def test_the_committee_takes_note_and_what_it_noted_may_be_carried_out(story, officer, authority, sign_in):
    story.to(State.BEFORE_SOC)
    members_attend(soc_of(story), officer)
    words = {"meeting": soc_of(story).reference, "title": "Corridors", "text": "The Committee takes note.",
             "outcome": "noted", "consensus": "No member objected.", "noted": [story.commitment.reference]}  # fmt: skip
    refused = sign_in(officer).post(
        "/api/v1/decisions/", {**words, "noted": [], "approved": words["noted"]}, "application/json"
    )
    assert (refused.status_code, fresh(story).state) == (422, State.BEFORE_SOC)
    made = sign_in(officer).post("/api/v1/decisions/", words, "application/json")
    assert (made.status_code, made.json()["outcome"], made.json()["commitments"][0]["to_state"]) == (
        201,
        "noted",
        "noted",
    )
    begun = sign_in(authority).post(page_of(story, "begin-implementation"), {"once_key": "b"})
    assert (begun.status_code, fresh(story).state) == (302, State.IMPLEMENTING)


# -- T1b, 2: no impossible history.


def test_a_meeting_from_before_what_led_there_is_neither_offered_nor_taken(story, officer, sign_in):
    story.to(State.CIRCULATED)
    group, today = story.meetings[Body.WORKING_GROUP], day_of_the_house()
    long_ago = a_meeting(Body.WORKING_GROUP, day=dt.date(2023, 5, 16))
    cancelled = MeetingFactory(body=Body.WORKING_GROUP, status=Status.CANCELLED, starts_on=today)
    to_come = MeetingFactory(body=Body.WORKING_GROUP, status=Status.PLANNED, starts_on=today + DAY)
    assert f"commitment:{story.commitment.reference}" in {ripe.matter for ripe in ripe_for(group, officer)}
    assert f"commitment:{story.commitment.reference}" not in {ripe.matter for ripe in ripe_for(long_ago, officer)}
    office = sign_in(officer)
    field = office.get(page_of(story, "consider")).context["form"]["meeting"]
    assert ([value for value, _label in field.field.choices], field.initial) == (["", group.reference], group.reference)
    for meeting, why in (
        (long_ago, "This meeting ended on 16 May 2023"),
        (to_come, "has not been held yet"),
        (cancelled, "Select a valid choice"),
    ):
        for act in ("consider", "return-for-revision"):
            answer = office.post(page_of(story, act), {"meeting": meeting.reference, "note": "More."})
            assert (answer.status_code, why in answer.content.decode()) == (422, True), (meeting, act)
    assert fresh(story).state == State.CIRCULATED
    story.to(State.CONSIDERED)
    early = a_meeting(Body.SENIOR_OFFICIALS, day=dt.date(2023, 12, 12))
    answer = office.post(f"/api/v1/commitments/{story.commitment.reference}/steps/put-before-soc/",
                         {"meeting": early.reference}, "application/json")  # fmt: skip
    assert (answer.status_code, "ended on 12 December 2023" in answer.content.decode()) == (422, True)


def test_the_meeting_it_was_put_before_decides_or_a_later_one_that_says_why(story, officer, sign_in, time_machine):
    story.to(State.BEFORE_SOC)
    office, today = sign_in(officer), day_of_the_house()
    earlier, later = (a_meeting(Body.SENIOR_OFFICIALS, day=today + days * DAY) for days in (-1, 3))
    time_machine.move_to(dt.datetime.combine(today + 5 * DAY, dt.time(9), dt.UTC))
    for meeting in (earlier, later):
        members_attend(meeting, officer)
    for meeting, note, why in (
        (earlier, "It met earlier.", "It was decided on"),
        (later, "", "Say in the note why another meeting decides on it."),
    ):
        sent = said(meeting=meeting.reference, note=note, on=meeting.starts_on.isoformat())
        answer = sign_in(officer).post(page_of(story, "decide"), sent)
        assert (answer.status_code, why in answer.content.decode()) == (422, True), answer.content.decode()
    sent = said(
        meeting=later.reference, note="It did not reach the item.", on=later.starts_on.isoformat(), once_key="k"
    )
    office = sign_in(officer)
    assert office.post(page_of(story, "decide"), sent).status_code == 302
    taken = StepTaken.objects.get(step="approve")
    assert (taken.on, taken.meeting, taken.note) == (later.starts_on, later, "It did not reach the item.")
    # Two days late: both days stand in the history.
    page = office.get(story.commitment.get_absolute_url()).content.decode()
    assert f"entered on {taken.at:%-d %B %Y}" in page


# -- 18: what became of an item moves what it is about.


def item_about(story: Story, officer) -> AgendaItem:
    group = story.meetings[Body.WORKING_GROUP]
    draft_agenda(meeting=group, ripe=ripe_for(group, officer), by=officer)
    return AgendaItem.objects.get(meeting=group, matter=f"commitment:{story.commitment.reference}")


def steps_to_do(client):
    """The steps that stand on a desk to be done."""
    desk = client.get("/desk/").context["desk"]
    return [shown.line.part.split()[0] for shown in desk.to_do if shown.line.kind == "step"]


def test_an_item_marked_considered_moves_the_commitment_once_and_nothing_is_awaited(story, officer, chair, sign_in):
    story.to(State.CIRCULATED)
    item, office = item_about(story, officer), sign_in(officer)
    assert steps_to_do(office) == ["consider"]
    address = reverse("agenda-item-act", args=[item.pk, "consider"])
    assert address in office.get(reverse("agenda-draft", args=[item.meeting.reference])).content.decode()
    assert sign_in(chair).get(address).status_code == 403
    sent = {"outcome": ItemOutcome.RETURNED, "note": ""}
    assert "Say why, for those who wrote the paper." in office.post(address, sent).content.decode()
    answers = [office.post(address, {"outcome": "considered", "note": "The group welcomes it."}) for _press in range(2)]
    assert [answer.status_code for answer in answers] == [302, 422]
    taken = StepTaken.objects.get(step="consider")
    item.refresh_from_db()
    assert (fresh(story).state, taken.meeting, taken.note) == (State.CONSIDERED, item.meeting, "The group welcomes it.")
    assert (item.outcome, item.considered_on, item.matters.get().taken) == ("considered", taken.on, taken)
    assert steps_to_do(sign_in(officer)) == ["put-before-soc"]
    told = office.get(f"/api/v1/agenda-items/{item.pk}/").json()
    assert (told["outcome"], told["considered_on"]) == ("considered", taken.on.isoformat())


def test_the_step_on_the_commitment_s_page_is_the_same_record_on_the_agenda(story, officer, sign_in):
    story.to(State.CIRCULATED)
    group_chair, group = UserFactory(), story.meetings[Body.WORKING_GROUP]
    WorkingGroupFactory(chaired_by=group_chair)
    sent = {"meeting": group.reference, "note": "", "once_key": "k", "seen": str(story.commitment.version)}
    for _press in range(2):
        assert sign_in(group_chair).post(page_of(story, "consider"), sent).status_code == 302
    matter = AgendaMatter.objects.get(commitment=story.commitment)
    assert (matter.item.meeting, matter.item.outcome) == (group, "considered")
    assert matter.taken == StepTaken.objects.get(step="consider")
    address = reverse("agenda-item-act", args=[matter.item.pk, "consider"])
    assert "recorded already" in sign_in(officer).get(address).content.decode()


def test_what_a_group_agreed_on_under_its_item_is_what_became_of_it(story, officer, sign_in):
    story.to(State.CIRCULATED)
    item, group = item_about(story, officer), story.meetings[Body.WORKING_GROUP]
    members_attend(group, officer)
    words = said(once_key="k", agenda_item=str(item.pk))
    assert sign_in(officer).post(reverse("meeting-act", args=[group.reference, "decide"]), words).status_code == 302
    item.refresh_from_db()
    assert (fresh(story).state, item.outcome, Decision.objects.get().agenda_item) == (
        State.CONSIDERED,
        "considered",
        item,
    )
