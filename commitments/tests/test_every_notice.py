"""One notice of every kind, with what travels in it, read on the desk and in the list."""

import datetime as dt

import pytest

from commitments.reports.told import told
from notices.actions import mark_seen, tell
from notices.choices import Kind
from notices.kinds import REMINDERS, Placeholder, Shape
from notices.models import Notice
from record.texts import LANGUAGES

pytestmark = pytest.mark.django_db

DAY = "2027-03-14"
WHEN = {"at": "2027-03-14T13:00:00+00:00", "zone": "Asia/Almaty"}
IN_ALL = {language: f"a name in {language}" for language in LANGUAGES}
OF_A_SILENCE = {"reference": "SP-2027-1", "title": IN_ALL, "ends_at": WHEN["at"], "zone": WHEN["zone"], "state": "XB"}
OF_A_MEETING = {"name": IN_ALL, "days": {"starts": DAY, "ends": None}, "before": {"starts": DAY, "ends": DAY}}
OF_A_POSITION = [{"state": "XB", "kind": "statement", "paragraphs": "2"}]
# What each verb says of what it did; reminders take theirs from their table.
TOLD = {
    Kind.STEP_TAKEN: {"step": "join", "edition": "2007", "modality": "a"},
    Kind.PAPER_CIRCULATED: {"comments_by": DAY},
    Kind.COMMENT_MADE: {"state": "XB"},
    Kind.VIEW_SHARED: {"state": "XB"},
    Kind.DRAFT_READY: {"form": "begin"},
    Kind.AGENDA_CIRCULATED: {"stage": "provisional"},
    Kind.MEETING_PLANNED: OF_A_MEETING,
    Kind.MEETING_MOVED: OF_A_MEETING,
    Kind.MEETING_CANCELLED: OF_A_MEETING,
    Kind.DEADLINES_CHANGED: OF_A_MEETING,
    Kind.DECISION_RECORDED: {"outcome": "adopted", "positions": OF_A_POSITION},
    Kind.POSITION_ATTACHED: {"positions": OF_A_POSITION},
    Kind.SILENCE_OPENED: {**OF_A_SILENCE, "outcome": "open"},
    Kind.SILENCE_EXTENDED: {**OF_A_SILENCE, "outcome": "open"},
    Kind.SILENCE_RESTARTED: {**OF_A_SILENCE, "outcome": "open"},
    Kind.SILENCE_ENDED: {**OF_A_SILENCE, "outcome": "broken"},
}
BY_SHAPE = {Shape.TEXT: IN_ALL, Shape.DAY: DAY, Shape.WHEN: WHEN, Shape.DAYS: WHEN, Shape.LABEL: "Senior Officials"}


def _values(kind: Kind) -> dict:
    def value(placeholder: Placeholder):
        return BY_SHAPE[placeholder.shape]

    if kind in REMINDERS:
        return {placeholder.name: value(placeholder) for placeholder in REMINDERS[kind].placeholders}
    return TOLD[kind]


def test_the_desk_and_the_list_show_one_notice_of_every_kind(authority, xa, xb, sign_in):
    """What a source puts into a placeholder is texts by language: nothing that could stand in a set."""
    for number, kind in enumerate(Kind):
        tell(
            kind=kind,
            about=xa,
            occurrence=str(number),
            to=[authority],
            url="/",
            values=_values(kind),
            at=dt.datetime(2027, 2, 9, 9, number, tzinfo=dt.UTC),
        )
    client = sign_in(authority)
    assert client.get("/desk/").status_code == 200
    page = client.get("/notices/")
    assert page.status_code == 200
    sentences = {one.notice.kind: one.sentence for one in told(authority, Notice.objects.visible_to(authority))}
    assert sentences.keys() == set(Kind)
    # Each says something of its own, in the reader's language, and shows no Python.
    assert len(set(sentences.values())) == len(sentences)
    assert not [sentence for sentence in sentences.values() if "{" in sentence or "a name in ru" in sentence]
    assert sentences[Kind.TERM_ENDING] == (
        "a name in en: the term of a name in en as coordinator ends on 14 March 2027"
    )
    assert sentences[Kind.COMMENT_MADE].startswith("State XB commented")
    mark_seen(by=authority, shown=Notice.objects.visible_to(authority))
    assert client.get("/desk/").status_code == 200
