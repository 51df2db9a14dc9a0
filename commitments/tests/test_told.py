"""Steps are told as sentences: who did what to which commitment, on pages, in notices and when it is done."""

import pytest
from django.utils.translation import override

from commitments.actions import share_view
from commitments.kinds import STEP_TAKEN, VIEW_SHARED
from commitments.tests.stories import Story
from commitments.told import TOLD
from desk.reports.happened import happenings
from journal.names import name_of
from law.cica.states import State
from law.grammar.procedure import Does
from members.choices import Audience, Role
from members.tests.factories import a_person_of
from notices.models import Notice
from notices.reports.told import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


def said_of(step: str, person) -> list[str]:
    rows = Notice.objects.filter(kind=STEP_TAKEN, recipient=person, values__step=step)
    return [str(row.sentence) for row in told(person, rows)]


def test_every_kind_of_step_has_its_sentence():
    assert set(TOLD) == set(Does)


def test_a_state_that_joins_or_leaves_is_named_to_the_others(story, authority, xb):
    another = a_person_of(xb, Role.AUTHORITY, "another@xb.example")
    story.take("join", another).take("withdraw", another)
    who = f"{story.commitment.reference} · Corridors: State XB"
    assert said_of("join", authority) == [f"{who} joined."]
    assert said_of("withdraw", authority) == [f"{who} withdrew."]
    with override("ru"):
        assert said_of("join", authority)[0].endswith("Государство XB: присоединение к обязательству.")


CORRIDORS = {"en": "Corridors", "ru": "Коридоры", "zh-hans": "走廊", "ar": "ممرات"}


def test_a_notice_calls_a_commitment_by_its_title_in_the_language_of_whoever_reads(story, authority, xb):
    commitment, another = story.commitment, a_person_of(xb, Role.AUTHORITY, "another@xb.example")
    commitment.title_in = {language: title for language, title in CORRIDORS.items() if language != "en"}
    commitment.save()
    story.commitment.refresh_from_db()
    story.take("join", another)
    share_view(commitment=story.commitment, owner=xb, text="We may.", audience=Audience.MEMBERS, by=another)
    rows = Notice.objects.filter(recipient=authority, kind__in=[STEP_TAKEN, VIEW_SHARED], values__state="XB")
    for language, title in CORRIDORS.items():
        with override(language):
            sentences = [str(row.sentence) for row in told(authority, rows)]
            [thing] = [thing for thing in happenings(authority) if thing.about == name_of(commitment)]
            assert len(sentences) == 2
            assert all(f"{commitment.reference} · {title}" in sentence for sentence in sentences), sentences
            assert thing.label == f"{commitment.reference} · {title}"
            # Under that heading its sentences begin with what happened.
            begun = [entry.sentence for entry in thing.entries if entry.sentence.startswith(commitment.reference)]
            assert begun == [], language


def test_what_a_body_or_an_office_did_is_told_of_it(story, authority):
    story.to(State.CONSIDERED)
    taken = [step.told for step in story.commitment.steps.order_by("serial")]
    assert taken == [
        "State XA registered the commitment",
        "The Chair opened consultations",
        "State XA offered to coordinate",
        "The Chair designated State XA as coordinator",
        "State XA submitted the draft of the paper",
        "The Secretariat circulated the paper",
        "The Special Working Group considered the paper",
    ]


def test_what_is_done_is_said_of_the_state_that_did_it(story, xb, sign_in):
    client = sign_in(a_person_of(xb, Role.AUTHORITY, "another@xb.example"))
    url = f"{story.commitment.get_absolute_url()}steps/join/"
    page = client.post(url, {"note": "", "once_key": "k", "seen": story.commitment.version}, follow=True)
    assert "State XB joined." in page.content.decode()
