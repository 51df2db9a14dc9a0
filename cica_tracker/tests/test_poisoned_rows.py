"""One row that says what no row can say: every page, list, export, feed and job goes on with the others, and officers read which."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cica_tracker.rows import check_rows
from cica_tracker.stored import check_files
from cica_tracker.tests.night import IS_NIGHT
from commitments.models import Commitment
from commitments.tests.stories import Story
from decisions.actions.silence_ends import settle_due
from decisions.models import SilenceProcedure
from decisions.tests.silence_stories import a_procedure
from law.choices import DeadlineKind, RemindOf
from law.cica.bodies import Body
from law.cica.states import State
from meetings.actions.feeds import make_feed
from meetings.actions.planning import MeetingPlan, Whereabouts, plan_meeting
from meetings.models import Deadline, LeadTime, Meeting, ReminderLead
from members.actions import close_accounts
from members.models import Participant, User
from members.tests.signing_in import let_in
from notices.actions import sweep, tick
from notices.kinds import REMINDERS
from notices.models import Letter, LetterTemplate, Notice
from papers.models import PaperVersion
from papers.tests.files.pdfs import a_pdf
from papers.uploads import Submitted
from record.models import Import
from record.tests.makers import an_import

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture(autouse=True)
def a_working_morning() -> Iterator[None]:
    """Letters are written in their readers' working hours."""
    with time_machine.travel(dt.datetime(2027, 2, 9, 8, tzinfo=dt.UTC), tick=True):
        yield


@dataclass(frozen=True)
class House:
    """A commitment, two meetings that are planned, and the people of two states; the second of each is to be poisoned."""

    story: Story
    good: Meeting
    bad: Meeting
    reader: User
    victim: User
    officer: User
    feed: str


@pytest.fixture
def house(officer, authority, stranger, chair) -> House:
    LeadTime.objects.create(body=Body.SENIOR_OFFICIALS, kind=DeadlineKind.DOCUMENTS, days=14, basis="A test")
    ReminderLead.objects.create(body=Body.SENIOR_OFFICIALS, of=RemindOf.DOCUMENTS, days="20")

    def planned(days: int) -> Meeting:
        where = Whereabouts(starts_on=timezone.localdate() + dt.timedelta(days=days), time_zone="Asia/Tokyo")
        return plan_meeting(plan=MeetingPlan(Body.SENIOR_OFFICIALS, where), by=officer)

    good, bad = planned(30), planned(75)
    story = Story(author=authority, chair=chair, officer=officer).to(State.DRAFTED)
    _feed, secret = make_feed(by=authority)
    sweep(at=NOW())
    return House(story, good, bad, authority, stranger, officer, secret)


def changed(rows: Any, **values: Any) -> None:
    assert rows.update(**values), "there is such a row"


def words_of_every_reminder() -> Any:
    """The Secretariat's own words of each, in the reader's language."""
    LetterTemplate.objects.bulk_create(
        LetterTemplate(kind=name, language="en", line="A line", body="A text") for name in REMINDERS
    )
    return LetterTemplate.objects.all()


def lose_a_file(house: House) -> None:
    """The paper's newest version is a file, and the disk has it no more."""
    paper = Submitted(title="A paper", file=SimpleUploadedFile("paper.pdf", a_pdf()))
    house.story.take("replace-draft", house.reader, document=paper)
    default_storage.delete(PaperVersion.objects.exclude(file="").get().file.name)


# What is poisoned, and how it is named by the morning.
POISONS: dict[str, tuple[Callable[[House], None], str]] = {
    "a person's zone": (
        lambda house: changed(User.objects.filter(pk=house.victim.pk), time_zone="Mars/Olympus"),
        "time_zone is “Mars/Olympus”",
    ),
    "a person's language": (
        lambda house: changed(User.objects.filter(pk=house.victim.pk), language="xx"),
        "language is “xx”",
    ),
    "a person's address": (
        lambda house: changed(User.objects.filter(pk=house.victim.pk), email=""),
        "has no e-mail address",
    ),
    "a meeting's zone": (
        lambda house: changed(Meeting.objects.filter(pk=house.bad.pk), time_zone="Mars/Olympus"),
        "time_zone is “Mars/Olympus”",
    ),
    "a meeting's title": (
        lambda house: changed(Meeting.objects.filter(pk=house.bad.pk), title=["no", "text"]),
        "title is “array”",
    ),
    "a meeting's body": (
        lambda house: changed(Meeting.objects.filter(pk=house.bad.pk), body="xyz"),
        "body is “xyz”",
    ),
    "a meeting's day": (
        lambda house: changed(Meeting.objects.filter(pk=house.bad.pk), starts_on=dt.date(9999, 12, 31)),
        "starts_on is “9999-12-31”",
    ),
    "a commitment's state": (
        lambda house: changed(Commitment.objects.filter(pk=house.story.commitment.pk), state="nowhere"),
        "state is “nowhere”",
    ),
    "a deadline's kind": (
        lambda house: changed(Deadline.objects.filter(meeting=house.bad), kind="nothing"),
        "kind is “nothing”",
    ),
    "a participant's name": (
        lambda house: changed(Participant.objects.filter(code="XB"), name=["XB"]),
        "name is “array”",
    ),
    "a notice's kind": (
        lambda house: changed(Notice.objects.filter(recipient=house.victim), kind="of-yesterday"),
        "",
    ),
    "a notice's values": (
        lambda house: changed(Notice.objects.filter(recipient=house.victim), values=["x"]),
        "values is “array”",
    ),
    "the words of a reminder": (
        lambda house: changed(words_of_every_reminder(), line="{nobody} {", body="{meeting.__class__} {0} }{"),
        "",
    ),
    "a paper's file": (lose_a_file, ""),
    "a silence procedure's zone": (
        lambda house: changed(SilenceProcedure.objects.filter(pk=a_procedure().pk), time_zone="Mars/Olympus"),
        "time_zone is “Mars/Olympus”",
    ),
    "a silence procedure's title": (
        lambda house: changed(SilenceProcedure.objects.filter(pk=a_procedure().pk), title=["no", "text"]),
        "title is “array”",
    ),
    "a silence procedure's end": (
        lambda house: changed(
            SilenceProcedure.objects.filter(pk=a_procedure().pk), ends_at=dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
        ),
        "ends_at is “9999-12-31",
    ),
    "an import's kind": (
        lambda house: changed(Import.objects.filter(pk=an_import().pk), kind="nothing.there"),
        "",
    ),
    "the lead of a reminder": (lambda house: changed(ReminderLead.objects.all(), days="x,y"), ""),
}
PAGES = (
    "/papers/", "/silence/", "/api/v1/silence-procedures/", "/api/v1/papers/?format=csv",
    "/", "/desk/", "/notices/", "/meetings/", "/meetings/cadence/", "/commitments/", "/states/", "/search/?q=soc",
    "/api/v1/meetings/", "/api/v1/meetings/?format=xlsx", "/api/v1/commitments/?format=csv", "/api/v1/deadlines/",
    "/api/v1/participants/?format=csv",
)  # fmt: skip
OF_THE_OFFICE = ("/reminders/", "/journal/", "/admin/", "/admin/meetings/meeting/", "/admin/members/user/",
                 "/admin/record/import/", "/admin/decisions/silenceprocedure/", "/admin/papers/paperversion/",
                 "/admin/notices/lettertemplate/", "/reminders/ahead/")  # fmt: skip
# What is each person's own. An officer reads every page and every row; by day the others read these.
ONES_OWN = ("/", "/desk/", "/notices/", "/silence/", "/papers/", "/api/v1/deadlines/")


# By night each by itself. By day some at once, each of another row: a page goes on with what is left of its rows.
AT_ONCE = 1 if IS_NIGHT else 5
TOGETHER = [[*POISONS][first :: -(-len(POISONS) // AT_ONCE)] for first in range(-(-len(POISONS) // AT_ONCE))]


def test_by_day_each_kind_of_poison_is_met():
    assert sorted(kind for kinds in TOGETHER for kind in kinds) == sorted(POISONS)
    assert max(map(len, TOGETHER)) == AT_ONCE


@pytest.mark.parametrize("kinds", TOGETHER, ids=", ".join)
def test_poisoned_rows_stop_nothing_and_are_named_to_officers(kinds, house, client):
    for kind in kinds:
        POISONS[kind][0](house)
    named = [words for kind in kinds if (words := POISONS[kind][1])]
    at = NOW()
    faults = check_rows(at=at)
    assert [words for words in named if not any(words in fault for fault in faults)] == []
    assert named or faults == []

    # What runs by itself.
    sweep(at=at + dt.timedelta(minutes=1))
    tick(at=at + dt.timedelta(hours=2))
    settle_due(at=at)
    close_accounts(at=at)
    assert bool(check_files(at=at, within=5)) == ("a paper's file" in kinds)
    assert Letter.objects.filter(recipient=house.reader).exists(), "somebody else's letter is written"

    # What is read.
    feed = client.get(reverse("calendar-feed", args=[house.feed]))
    assert feed.status_code == 200
    assert house.good.reference in feed.content.decode()
    by_others = PAGES if IS_NIGHT else ONES_OWN
    asked = {house.reader: by_others, house.victim: by_others, house.officer: (*PAGES, *OF_THE_OFFICE)}
    answers = {}
    for person, pages in asked.items():
        window = Client(headers={"Sec-Fetch-Site": "same-origin"}, raise_request_exception=False)
        let_in(window, User.objects.get(pk=person.pk))
        answers |= {(person.email, page): window.get(page).status_code for page in pages}
    assert not {asked: status for asked, status in answers.items() if status >= 400}

    # What whoever looks after it reads.
    window.post("/i18n/setlang/", {"language": "en"})
    alarms = window.get("/healthz").json()["alarms"]
    assert "source" in alarms or "the lead of a reminder" not in kinds
    if named:
        assert "rows" in window.get("/healthz").json()["alarms"]
        office = window.get("/admin/").content.decode()
        assert [words for words in named if words not in office] == []
        with pytest.raises(CommandError) as told:
            call_command("check_rows")
        assert [words for words in named if words not in str(told.value)] == []


def no_such_row(capsys) -> None:
    assert check_rows(at=NOW()) == []
    call_command("check_rows")
    assert capsys.readouterr().out.splitlines()[-1] == "Every row says what a row can say."


def test_a_house_at_work_has_no_such_row(house, capsys):
    no_such_row(capsys)


def test_the_public_record_has_no_such_row(record_loaded, officer, capsys):
    """It has a Chair, leads and meetings of its own, of whom people are told."""
    sweep(at=NOW())
    assert Meeting.objects.exists()
    no_such_row(capsys)
