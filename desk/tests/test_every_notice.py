"""One notice of every kind, with what travels in it, read on the desk and in the list."""

import datetime as dt

import pytest

from activities.kinds import (
    ACTION_PLAN_PROPOSED,
    ACTIVITY_ANNOUNCED,
    ACTIVITY_GIVEN_UP,
    ACTIVITY_MOVED,
    ACTIVITY_REPORTED,
    ACTIVITY_SHARED,
    INFORMATION_ASKED,
    INFORMATION_GIVEN,
    INFORMATION_REPLIED,
    INFORMATION_WIDER_ASKED,
    NOTES_ASKED,
    PHOTOGRAPH_SHOWN,
    PHOTOGRAPH_WAITS,
    PHOTOGRAPH_WITHDRAWN,
    PLAN_ADOPTED,
    PLAN_PUT_BEFORE,
    PROGRESS_NOTE_GIVEN,
)
from commitments.kinds import (
    COMMITMENT_OPEN,
    COMMITMENT_RENEWED,
    COORDINATION_ENDED,
    COORDINATION_LAID_DOWN,
    COORDINATOR_DESIGNATED,
    DESIGNATED,
    OFFER_MADE,
    OFFER_TAKEN_BACK,
    PERIOD_SAID,
    STATES_ASKED,
    STEP_TAKEN,
    TERM_ENDING,
    VIEW_SHARED,
)
from decisions.kinds import (
    AGENDA_CIRCULATED,
    APPROACH_PROPOSED,
    APPROACH_SETTLED,
    DECISION_RECORDED,
    MINUTES_ADOPTED,
    MINUTES_CHANGE_ANSWERED,
    MINUTES_CHANGE_PROPOSED,
    MINUTES_CIRCULATED,
    OBJECTION_WITHDRAWN,
    POSITION_ATTACHED,
    RESULTS_PROPOSED,
    SILENCE_ENDED,
    SILENCE_EXTENDED,
    SILENCE_OPENED,
    SILENCE_RESTARTED,
    SILENCE_STANDS_AGAIN,
    SILENCE_TAKEN_UP,
)
from desk.kinds import ASKED_FOR
from meetings.kinds import DEADLINES_CHANGED, MEETING_CANCELLED, MEETING_MOVED, MEETING_PLANNED
from notices.actions import mark_seen, tell
from notices.actions.drafts import DRAFT_READY
from notices.kinds import ENTRY_CORRECTED, ENTRY_RESTORED, KINDS, REMINDERS, WENT_ON, Placeholder, Shape
from notices.models import Notice
from notices.reports.told import told
from papers.kinds import (
    COMMENT_ANSWERED,
    COMMENT_MADE,
    COMMENT_SETTLED,
    EXPERT_IN_A_PAPER,
    LETTER_SENT,
    PAPER_CIRCULATED,
    PUBLICATION_PUBLISHED,
    PUBLICATION_TEXT,
    PUBLICATION_WITHDRAWN,
    PUBLISHING_ANSWERED,
    PUBLISHING_ASKED,
)
from record.texts import LANGUAGES

pytestmark = pytest.mark.django_db

DAY = "2027-03-14"
WHEN = {"at": "2027-03-14T13:00:00+00:00", "zone": "Asia/Almaty"}
IN_ALL = {language: f"a name in {language}" for language in LANGUAGES}
OF_A_SILENCE = {"reference": "SP-2027-1", "title": IN_ALL, "ends_at": WHEN["at"], "zone": WHEN["zone"], "state": "XB"}
OF_A_MEETING = {"name": IN_ALL, "days": {"starts": DAY, "ends": None}, "before": {"starts": DAY, "ends": DAY}}
OF_A_POSITION = [{"state": "XB", "kind": "statement", "paragraphs": "2"}]
OF_COORDINATION = {"state": "XB", "subject": IN_ALL, "role": "coordinator"}
OF_INFORMATION = {"information": IN_ALL, "state": "XB"}
OF_AN_ACTIVITY = {"activity": IN_ALL, "state": "XB", "days": {"starts": DAY, "ends": None, "known": "half"}}
# What each verb says of what it did; reminders take theirs from their table.
TOLD = {
    STEP_TAKEN: {"step": "join", "edition": "2007", "modality": "a"},
    COMMITMENT_OPEN: {"step": "indicate", "edition": "2007", "modality": "a"},
    STATES_ASKED: {"step": "ask-the-states", "edition": "2007", "modality": "a"},
    DESIGNATED: {"step": "designate-coordinator", "edition": "2007", "modality": "a", "party": "XB"},
    PAPER_CIRCULATED: {"comments_by": DAY},
    LETTER_SENT: {"subject": IN_ALL},
    COMMENT_MADE: {"state": "XB"},
    EXPERT_IN_A_PAPER: {"state": "XB", "expert": "Dr Expert", "title": "Corridors", "what": "drafted"},
    COMMENT_SETTLED: {"state": "XB", "outcome": "taken-up"},
    COMMENT_ANSWERED: {"state": "XB"},
    VIEW_SHARED: {"state": "XB"},
    PUBLISHING_ASKED: {"what": IN_ALL, "until": DAY},
    PUBLISHING_ANSWERED: {"what": IN_ALL, "state": "XB", "answer": "agreed"},
    PUBLICATION_PUBLISHED: {"what": IN_ALL},
    PUBLICATION_TEXT: {"what": IN_ALL, "state": "XB"},
    PUBLICATION_WITHDRAWN: {"what": IN_ALL},
    COMMITMENT_RENEWED: {"state": "XB", "commitment": IN_ALL},
    PERIOD_SAID: {"commitment": IN_ALL},
    INFORMATION_ASKED: OF_INFORMATION,
    INFORMATION_WIDER_ASKED: OF_INFORMATION,
    INFORMATION_GIVEN: OF_INFORMATION,
    INFORMATION_REPLIED: OF_INFORMATION,
    NOTES_ASKED: {"area": IN_ALL, "until": DAY},
    ACTION_PLAN_PROPOSED: {"state": "XB", "commitment": IN_ALL},
    PROGRESS_NOTE_GIVEN: {"state": "XB", "commitment": IN_ALL},
    ACTIVITY_SHARED: OF_AN_ACTIVITY,
    ACTIVITY_ANNOUNCED: OF_AN_ACTIVITY,
    ACTIVITY_MOVED: {**OF_AN_ACTIVITY, "days": {"starts": None, "ends": None, "known": "exact"}},
    ACTIVITY_GIVEN_UP: OF_AN_ACTIVITY,
    ACTIVITY_REPORTED: OF_AN_ACTIVITY,
    PHOTOGRAPH_WAITS: OF_AN_ACTIVITY,
    PHOTOGRAPH_SHOWN: OF_AN_ACTIVITY,
    PHOTOGRAPH_WITHDRAWN: OF_AN_ACTIVITY,
    PLAN_PUT_BEFORE: {"plan": IN_ALL, "meeting": IN_ALL},
    PLAN_ADOPTED: {"plan": IN_ALL, "decision": "SOC-2027-1-D1"},
    MINUTES_CIRCULATED: {"meeting": IN_ALL, "until": DAY},
    MINUTES_ADOPTED: {"meeting": IN_ALL, "at": IN_ALL},
    MINUTES_CHANGE_PROPOSED: {"meeting": IN_ALL, "state": "XB"},
    MINUTES_CHANGE_ANSWERED: {"meeting": IN_ALL, "answer": "taken-up"},
    RESULTS_PROPOSED: {"meeting": IN_ALL},
    APPROACH_PROPOSED: {"meeting": IN_ALL, "state": "XB"},
    APPROACH_SETTLED: {"meeting": IN_ALL, "state": "XB", "decision": "SOC-2027-1-D1"},
    OFFER_MADE: OF_COORDINATION,
    OFFER_TAKEN_BACK: OF_COORDINATION,
    COORDINATOR_DESIGNATED: OF_COORDINATION,
    COORDINATION_ENDED: OF_COORDINATION,
    COORDINATION_LAID_DOWN: OF_COORDINATION,
    DRAFT_READY: {"form": "begin"},
    ENTRY_CORRECTED: {"what": IN_ALL, "reason": "The letter names another year."},
    ENTRY_RESTORED: {"what": IN_ALL, "reason": "The file was of another year."},
    ASKED_FOR: {"who": IN_ALL, "what": IN_ALL, "thing": IN_ALL, "word": "Soon."},
    WENT_ON: {"what": IN_ALL, "thing": IN_ALL},
    AGENDA_CIRCULATED: {"stage": "provisional"},
    MEETING_PLANNED: OF_A_MEETING,
    MEETING_MOVED: OF_A_MEETING,
    MEETING_CANCELLED: OF_A_MEETING,
    DEADLINES_CHANGED: OF_A_MEETING,
    DECISION_RECORDED: {"outcome": "adopted", "positions": OF_A_POSITION},
    POSITION_ATTACHED: {"positions": OF_A_POSITION},
    SILENCE_OPENED: {**OF_A_SILENCE, "outcome": "open"},
    SILENCE_EXTENDED: {**OF_A_SILENCE, "outcome": "open"},
    SILENCE_RESTARTED: {**OF_A_SILENCE, "outcome": "open"},
    SILENCE_ENDED: {**OF_A_SILENCE, "outcome": "broken"},
    OBJECTION_WITHDRAWN: {**OF_A_SILENCE, "outcome": "broken"},
    SILENCE_TAKEN_UP: {**OF_A_SILENCE, "outcome": "open"},
    SILENCE_STANDS_AGAIN: {**OF_A_SILENCE, "outcome": "open"},
}
BY_SHAPE = {Shape.TEXT: IN_ALL, Shape.DAY: DAY, Shape.WHEN: WHEN, Shape.DAYS: WHEN, Shape.LABEL: "Senior Officials"}


def _values(kind: str) -> dict:
    def value(placeholder: Placeholder):
        return BY_SHAPE[placeholder.shape]

    if kind in REMINDERS:
        return {placeholder.name: value(placeholder) for placeholder in REMINDERS[kind].placeholders}
    return TOLD[kind]


def test_the_desk_and_the_list_show_one_notice_of_every_kind(authority, xa, xb, sign_in):
    """What a source puts into a placeholder is texts by language: nothing that could stand in a set."""
    for number, kind in enumerate(KINDS):
        tell(
            kind=kind,
            about=xa,
            occurrence=str(number),
            to=[authority],
            url="/",
            values=_values(kind),
            at=dt.datetime(2027, 2, 9, 9, tzinfo=dt.UTC) + dt.timedelta(minutes=number),
        )
    client = sign_in(authority)
    assert client.get("/desk/").status_code == 200
    page = client.get("/notices/")
    assert page.status_code == 200
    sentences = {one.notice.kind: one.sentence for one in told(authority, Notice.objects.visible_to(authority))}
    assert sentences.keys() == set(KINDS)
    # Each says something of its own, in the reader's language, and shows no Python.
    assert len(set(sentences.values())) == len(sentences)
    assert not [sentence for sentence in sentences.values() if "{" in sentence or "a name in ru" in sentence]
    assert sentences[TERM_ENDING] == ("a name in en: the term of a name in en as coordinator ends on 14 March 2027")
    assert sentences[COMMENT_MADE].startswith("State XB commented")
    mark_seen(by=authority, shown=Notice.objects.visible_to(authority))
    assert client.get("/desk/").status_code == 200
