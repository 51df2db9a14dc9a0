"""A member that has nobody in the portal takes part in the whole of modality (b), from its view to what it carries out, by letters."""

import datetime as dt

import pytest

from commitments.models import Commitment, ExpertNomination, StepTaken, View
from commitments.tests.stories import PAPER, Story
from law.cica.bodies import Body
from law.cica.states import State
from members.models import EnteredForState, FocalPoint
from papers.models import Comment, PaperVersion
from record.dates import day_of_the_house

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_state_without_any_account_takes_part_in_an_exchange_of_views_by_letters_alone(
    authority, chair, officer, xb, stranger, sign_in
):
    FocalPoint.objects.filter(participant=xb).delete()
    story = Story(author=authority, chair=chair, officer=officer, modality="b")
    office, reference = sign_in(officer), story.commitment.reference
    steps, day = f"/api/v1/commitments/{reference}/steps", day_of_the_house()
    numbers = iter(range(1, 10))

    def enter(address: str, **said: str) -> None:
        letter = {
            "on_behalf_of": "XB",
            "channel": "note-verbale",
            "letter_reference": f"Note {next(numbers)} of XB",
            "dated": (day - dt.timedelta(days=1)).isoformat(),
        }
        if address.endswith(("/begin-implementation/", "/join/")):
            # Its own part begins today: what led to it happened today as well.
            letter["dated"] = day.isoformat()
        answer = office.post(address, {**letter, **said}, content_type="application/json")
        assert answer.status_code == 201, (address, answer.content)

    enter(f"{steps}/join/", note="We intend it as well.")
    enter("/api/v1/views/", commitment=reference, text="It would help us.", audience="members", language="en")
    enter("/api/v1/experts/", commitment=reference, name="Dr Expert", audience="members")
    story.take("compile", document=PAPER).take("convene", meeting=story.meetings[Body.SPECIALISED])
    story.take("entrust", experts=tuple(ExpertNomination.objects.all()))
    story.take("submit-working-paper", document=PAPER).take("circulate", audience="members")
    version = PaperVersion.objects.get(paper__symbol=f"{reference}/WP")
    comments = f"/api/v1/papers/{version.paper.symbol.replace('/', '_')}/versions/{version.number}/comments/"
    enter(comments, text="Paragraph 2 could say more.", audience="authors", language="en")
    story.take("consider", meeting=story.meetings[Body.WORKING_GROUP])
    story.take("put-before-soc", meeting=story.meetings[Body.SENIOR_OFFICIALS])
    story.take("approve", meeting=story.meetings[Body.SENIOR_OFFICIALS])
    enter(f"{steps}/begin-implementation/", note="We begin.")

    assert Commitment.objects.get().state == State.IMPLEMENTING
    said = [View.objects.get(), ExpertNomination.objects.get(), Comment.objects.get()]
    assert {(row.owner.code, row.channel, row.by) for row in said} == {("XB", "note-verbale", officer)}
    taken = StepTaken.objects.filter(on_behalf_of=xb).order_by("serial")
    assert [(step.step, step.channel) for step in taken] == [
        ("join", "note-verbale"),
        ("begin-implementation", "note-verbale"),
    ]
    # What stands in its name can be read by whoever comes to act for it, and be said not to be its own.
    entries = EnteredForState.objects.filter(participant=xb).order_by("pk")
    assert [entry.letter for entry in entries] == [f"Note {number} of XB" for number in range(1, 6)]
