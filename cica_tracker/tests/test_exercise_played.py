"""The exercise as it is made: every stage, each account with something to do, the same each time."""

import datetime as dt
import random
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as house
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from activities.choices import ActivityCourse, Deed, InformationStage
from activities.models import (
    ActionPlanVersion,
    Activity,
    ActivityParty,
    ActivityTurn,
    Information,
    InformationReply,
    Photograph,
    PlanVersion,
    ProgressNote,
)
from cica_tracker.demo import EXERCISE_CAST
from cica_tracker.exercise import BY, make_exercise
from commitments.exercise import Walked
from commitments.models import Commitment, CoordinatorAssignment, SaidPeriod, StepTaken
from decisions.choices import MinutesStage
from decisions.models import (
    AgendaVersion,
    ApproachProposal,
    Decision,
    FollowUp,
    Minutes,
    MinutesChange,
    Position,
    SilenceProcedure,
)
from desk.models import BroughtFile, SavedList
from journal.models import Entry
from journal.verification import verify
from law.editions import edition_on
from meetings.choices import Status
from meetings.models import Attendance, GroupSeat, Meeting
from members.choices import Audience
from members.models import Deputyship, Draft, FocalPoint, Invitation, Participant, User
from notices.choices import Stage
from notices.models import Letter, Webhook, WentOn
from papers.choices import Direction, EntrustedStage
from papers.models import (
    Circulation,
    Comment,
    CommentOutcome,
    CommentReply,
    EntrustedPaper,
    ExpertDraft,
    Institution,
    LetterDeed,
    OutgoingLetter,
    Paper,
    PaperVersion,
    Publication,
    PublishingAnswer,
    RegisteredLetter,
)
from record.acts import TABLE
from record.doors.portal import address_of
from record.exercise import Exercise
from record.models import Correction

NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
TODAY = NOW.date()
PASSWORD = "four quiet cranes"
# What somebody finds at once stands among the first lines.
AT_ONCE = 5
# What a line of the desk leads to.
THINGS = re.compile(r'href="(/(?:commitments|papers|meetings|silence|corrections|people|decisions|entrusted)/[^"?]+)"')
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(1800)]


@pytest.fixture(scope="module")
def played(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Exercise]:
    """One exercise a module; what a test does to it is undone."""
    where = tmp_path_factory.mktemp("exercise")
    with django_db_blocker.unblock(), transaction.atomic(), dressed(where), time_machine.travel(NOW, tick=False):
        try:
            yield make_exercise(now=NOW, password=PASSWORD)
        finally:
            transaction.set_rollback(True)


def dressed(where: Path) -> Any:
    return override_settings(
        EXERCISE=True,
        DEMO=True,
        DEMO_PASSWORD=PASSWORD,
        MAILBOX_DIR=where / "mailbox",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher", *house.PASSWORD_HASHERS],
    )


@pytest.fixture(autouse=True)
def in_an_exercise(played: Exercise, settings: Any) -> None:
    settings.EXERCISE = settings.DEMO = True


def test_a_commitment_stands_at_every_stage_of_every_modality(played: Exercise):
    stood = set(Commitment.objects.values_list("modality", "state"))
    wanted = {(str(flow.modality), str(state)) for flow in edition_on(TODAY).workflows for state in flow.states()}
    assert wanted - stood == set()


def test_no_real_state_takes_part():
    codes = set(Participant.everything.values_list("code", flat=True))
    assert codes
    assert {code for code in codes if not (len(code) == 2 and code.startswith("X"))} == set()
    assert set(Commitment.objects.values_list("title", flat=True)) & {"", None} == set()


def test_the_house_is_in_motion():
    """Each of what people train with is there."""
    there = {
        "list kept with its columns": SavedList.objects.filter(query__contains="columns="),
        "list shared": SavedList.objects.filter(shared_at__isnull=False),
        "held": Meeting.objects.filter(status=Status.HELD),
        "cancelled": Meeting.objects.filter(status=Status.CANCELLED),
        "proposed": Meeting.objects.filter(status=Status.PROPOSED),
        "ahead": Meeting.objects.filter(status=Status.PLANNED, starts_on__gt=TODAY),
        "not confirmed": Meeting.objects.filter(status=Status.PLANNED, starts_on__lt=TODAY),
        "moved": Meeting.objects.filter(sequence__gt=0, status=Status.PLANNED),
        "agenda circulated": AgendaVersion.objects.all(),
        "by meeting": Decision.objects.filter(meeting__isnull=False),
        "by silence": Decision.objects.filter(silence_procedure__isnull=False),
        "position": Position.objects.all(),
        "follow-up": FollowUp.objects.filter(hears__isnull=False),
        "minutes that went out": Minutes.objects.filter(stage=MinutesStage.CIRCULATED),
        "about the Approach": ApproachProposal.objects.all(),
        "seat in a group": GroupSeat.objects.all(),
        "task of a group": FollowUp.objects.filter(group__isnull=False),
        "correction answered": MinutesChange.objects.exclude(answer=""),
        "comment": Comment.objects.all(),
        "comment taken up": Comment.objects.filter(outcome=CommentOutcome.TAKEN_UP),
        "comment answered": CommentReply.objects.all(),
        "paper of the Secretariat to some": Circulation.objects.filter(audience=Audience.SECRETARIAT),
        "paper that waits to be circulated": Paper.objects.filter(by__isnull=False, versions__circulations=None),
        "second version": PaperVersion.objects.filter(number=2),
        "comments asked": Circulation.objects.asking_for_comments(TODAY),
        "term ends soon": CoordinatorAssignment.objects.filter(
            until__gt=TODAY, until__lt=TODAY + dt.timedelta(days=30)
        ),
        "activity held": ActivityTurn.objects.filter(deed=Deed.REPORT),
        "photograph with consent": Photograph.objects.filter(consent="given"),
        "photograph shown no more": Photograph.objects.filter(consent="withdrawn"),
        "photograph that waits": Photograph.objects.filter(consent="waited-for"),
        "activity moved": ActivityTurn.objects.filter(deed=Deed.OTHER_DAYS),
        "activity put off": Activity.objects.filter(course=ActivityCourse.PUT_OFF),
        "activity given up": Activity.objects.filter(course=ActivityCourse.GIVEN_UP),
        "action plan": ActionPlanVersion.objects.filter(number=2),
        "yearly plan": PlanVersion.objects.filter(number=2),
        "institutions": Institution.objects.filter(publications__isnull=False),
        "commitment for the world": Commitment.objects.filter(folder__publishing__stage="agreed"),
        "period said as it began": SaidPeriod.objects.filter(commitment__state="implementing"),
        "workbook entered": BroughtFile.objects.filter(stage="done"),
        "workbook that waits": BroughtFile.objects.waiting(),
        "program that is told": Webhook.objects.running(),
        "published": Publication.objects.filter(stage="published"),
        "asked whether it may be public": PublishingAnswer.objects.filter(answer="changes"),
        "information sent out": Information.objects.filter(stage=InformationStage.SENT),
        "replied to": InformationReply.objects.all(),
        "progress note": ProgressNote.objects.filter(nothing_new=False),
        "nothing new": ProgressNote.objects.filter(nothing_new=True),
        "takes part": ActivityParty.objects.filter(coming__gt=0),
        "delegation": Attendance.objects.filter(meeting__starts_on__gt=TODAY),
        "vacant": FocalPoint.objects.filter(user__isnull=True, until__isnull=True),
        "invited": Invitation.objects.waiting(),
        "letter came in": LetterDeed.objects.filter(letter__direction=Direction.IN),
        "letter waits": RegisteredLetter.objects.waiting(),
        "letter went out": RegisteredLetter.objects.filter(direction=Direction.OUT, answers__isnull=False),
        "letter drafted": OutgoingLetter.objects.drafts(),
        "letter sent": OutgoingLetter.objects.filter(sent_as__scans__file_type="application/pdf"),
        "expert let in": ExpertDraft.objects.filter(entrusted__stage=EntrustedStage.OPEN),
        "expert asked for": EntrustedPaper.objects.filter(stage=EntrustedStage.ASKED),
        "deputy": Deputyship.objects.running(TODAY),
        "went on": WentOn.objects.all(),
        "letter held": Letter.objects.filter(stage=Stage.UNKNOWN),
        "draft ready": Draft.objects.filter(is_ready=True),
        "by mistake": Correction.objects.waiting(),
    }
    assert {what for what, rows in there.items() if not rows.exists()} == set()
    states = set(SilenceProcedure.objects.values_list("state", flat=True))
    assert len(states) == 4, states


def test_the_journal_begins_with_it_and_is_whole_and_in_order():
    first = Entry.objects.in_order().first()
    assert first is not None
    assert (first.by_label, first.verb) == (BY, "began an exercise")
    assert verify().fault == ""
    of_steps = list(StepTaken.objects.order_by("pk").values_list("at", flat=True))
    assert of_steps == sorted(of_steps)
    assert of_steps[-1] <= NOW


@pytest.mark.parametrize("word", [person.word for person in EXERCISE_CAST])
def test_each_account_signs_in_and_finds_a_desk_with_something_on_it(word: str, client: Client, played: Exercise):
    person = next(person for person in EXERCISE_CAST if person.word == word)
    sent = client.post("/accounts/login/", {"login": person.address, "password": PASSWORD})
    assert sent.status_code == 302
    # Whoever has no desk is led to what they have.
    page = client.get("/desk/", follow=True)
    assert page.status_code == 200
    text = page.content.decode()
    assert 'class="exercise-bar"' in text
    things = set(THINGS.findall(text.partition("<main")[2]))
    assert things, text[:200]


@pytest.mark.parametrize(
    ("word", "heading", "words"),
    [
        ("officer", "Say whether the meeting was held", {}),
        ("xb", "Comment on the paper", {"text": "We thank the coordinator."}),
    ],
)
def test_what_stands_among_the_first_lines_of_a_desk_is_done_by_its_press(
    word: str, heading: str, words: dict[str, str], client: Client, played: Exercise
):
    """As by the page, without a browser; by night in one (`test_exercise_in_a_browser.py`)."""
    person = next(person for person in EXERCISE_CAST if person.word == word)
    client.post("/accounts/login/", {"login": person.address, "password": PASSWORD})
    lines = client.get("/desk/").content.decode().split('<li class="desk-line"')[1:]
    line = next(line for line in lines[:AT_ONCE] if heading in line)
    address = re.search(r'<a class="btn" href="([^"]+)"', line.partition("desk-presses")[2])
    assert address is not None
    page, entries = client.get(unescape(address[1]), follow=True), Entry.objects.count()
    form = page.context["turn"].form
    setting = form.setting
    noun = next(noun for noun in TABLE.nouns.values() if isinstance(setting.thing, noun.model))
    typed = {field.html_name: field.value() for field in form if field.value() not in (None, False, "", [])}
    done = client.post(address_of(noun, setting.act, setting.thing), {**typed, **words})
    assert done.status_code == 302, form.errors
    assert Entry.objects.count() > entries, "what was done stands in the journal"


def test_a_second_run_keeps_what_people_did(capsys: pytest.CaptureFixture):
    user = User.objects.get(email="xa@exercise.example")
    user.title = "Ambassador"
    user.save()
    entries = Entry.objects.count()
    call_command("make_exercise")
    assert "goes on" in capsys.readouterr().out
    assert User.objects.get(pk=user.pk).title == "Ambassador"
    assert Entry.objects.count() == entries


def test_the_same_seed_makes_the_same_and_another_one_does_not():
    """Of what chance has a say in, a little; the whole is made twice by night (`test_exercise.py`)."""

    def begun(seed: int) -> list[str]:
        with transaction.atomic():
            exercise = Exercise(NOW, random.Random(seed))
            exercise.people = {person.word: User.objects.get(email=person.address) for person in EXERCISE_CAST}
            exercise.turn_to(0)
            walks = [Walked(exercise, edition_on(TODAY).workflows[0], number) for number in range(5)]
            for walked in walks:
                walked.begin()
            transaction.set_rollback(True)
        return [walked.reference for walked in walks]

    assert begun(2) == begun(2)
    assert begun(2) != begun(3)
