"""Whatever can be entered by mistake, walked once through every door at which it is read; and who was told of it."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from activities.choices import ActivityCourse, Deed
from activities.tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ActivityTurnFactory,
    InformationFactory,
    InformationReplyFactory,
    PhotographFactory,
    ProgressNoteFactory,
)
from commitments.kinds import STEP_TAKEN
from commitments.models import StepTaken
from commitments.tests.factories import CommentFactory, ExpertNominationFactory, ViewFactory
from commitments.tests.stories import Story
from decisions.choices import Proof, Way
from decisions.models import SilenceNotification
from decisions.tests.factories import ApproachProposalFactory, MinutesChangeFactory
from decisions.tests.silence_stories import a_procedure, an_objection
from law.choices import PaperKind
from law.cica.states import State
from meetings.actions.feeds import make_feed
from meetings.tests.factories import FollowUpFactory, GroupSeatFactory, MeetingFactory, PositionFactory
from members.actions import enter_for
from members.choices import Audience
from members.tests.factories import UserFactory, a_state
from notices.kinds import ENTRY_CORRECTED
from notices.models import Notice
from papers.actions import circulate, lay_down, newest_of
from papers.tests.factories import InstitutionFactory
from papers.uploads import Submitted
from record.corrections import KINDS, Told, kind_of_thing
from record.dates import day_of_the_house
from record.models import every_row
from record.tests.corrected import correct
from record.tests.makers import MAKERS

pytestmark = pytest.mark.django_db
A_DAY = dt.date(2017, 3, 9)


@dataclass(frozen=True)
class Read:
    """Where a kind of thing is read: its page, what names it there, its resource with the column of its key, its feed."""

    page: Callable[[Any], str] | None = None
    named: Callable[[Any], str] = str
    api: str = ""
    column: str = ""
    key: Callable[[Any], Any] = lambda thing: thing.pk
    # Whether it stands in the calendar that people keep for themselves.
    feed: bool = False
    make: Callable[[], Any] | None = None
    # What people were told of, where it isn't the thing.
    told_of: Callable[[Any], list[Told]] | None = None


def a_step() -> Any:
    people = {"author": "authority@xa.example", "chair": "chair@xc.example", "officer": "officer@secretariat.example"}
    users = {role: UserFactory._meta.model.objects.get(email=email) for role, email in people.items()}
    story = Story(**users).to(State.CONSULTING)
    return StepTaken.objects.filter(commitment=story.commitment).order_by("serial").last()


def a_meeting_of_today() -> Any:
    return MeetingFactory(starts_on=day_of_the_house())


def a_position() -> Any:
    return PositionFactory(paragraphs="paragraphs 17 and 19")


def a_follow_up() -> Any:
    return FollowUpFactory(owner=a_state("XY"))


def a_receipt() -> Any:
    procedure, officer = a_procedure(), UserFactory(is_staff=True)
    opened = procedure.latest.opens_at
    return SilenceNotification.objects.create(
        round=procedure.latest, participant=a_state("XY"), way=Way.NOTE_VERBALE, proof=Proof.RECEIPT, evidence="No. 7",
        sent_at=opened, reached_at=opened, by=officer,
    )  # fmt: skip


def an_objection_on_paper() -> Any:
    return an_objection(Way.NOTE_VERBALE)


def by_letter(item: Any) -> Any:
    """What an officer entered in a state's name."""
    officer = UserFactory(is_staff=True)
    enter_for(state=item.owner, about=item, what={"en": "It said so."}, url="/", by=officer, at=item.at)
    return item


def a_circulation() -> Any:
    """Of a paper of the Secretariat's own."""
    officer, text = UserFactory(is_staff=True), Submitted(title="An invitation", text="Come.")
    version = newest_of(lay_down(kind=PaperKind.INVITATION, document=text, by=officer))
    today = timezone.now()
    return circulate(
        version=version, audience=Audience.MEMBERS, comments_by=day_of_the_house(today), by=officer, at=today
    )


def a_view_by_letter() -> Any:
    return by_letter(ViewFactory())


def a_comment_by_letter() -> Any:
    return by_letter(CommentFactory())


def an_expert_by_letter() -> Any:
    return by_letter(ExpertNominationFactory())


def an_activity_by_letter() -> Any:
    return by_letter(ActivityFactory())


def a_turn_by_letter() -> Any:
    """The second one, so that the activity stays."""
    activity = by_letter(ActivityFactory())
    ActivityTurnFactory(activity=activity)
    return ActivityTurnFactory(activity=activity, deed=Deed.PUT_OFF, course=ActivityCourse.PUT_OFF, starts_on=None)


def first_day(term: Any) -> str:
    return f'datetime="{term.since.isoformat()}"'


def list_called(name: str) -> Callable[[Any], str]:
    return lambda thing: reverse(name)


READ = {
    "view": Read(
        lambda view: reverse("view-share", args=[view.commitment.reference]), lambda view: view.text, "views", "uid",
        lambda view: str(view.uid), make=a_view_by_letter,
    ),
    "expertnomination": Read(
        list_called("expert-list"), lambda expert: expert.name, "experts", "uid", lambda expert: str(expert.uid),
        make=an_expert_by_letter,
    ),
    "activity": Read(
        list_called("activity-list"), lambda activity: activity.title["en"], "activities", "uid",
        lambda activity: str(activity.uid), make=an_activity_by_letter,
    ),
    "publication": Read(
        list_called("publication-list"), lambda row: row.title["en"], "publications", "uid", lambda row: str(row.uid),
    ),
    "institution": Read(
        list_called("institution-list"), lambda row: row.name["en"], "institutions", "uid", lambda row: str(row.uid),
        make=lambda: by_letter(InstitutionFactory()),
    ),
    "information": Read(
        list_called("information-list"), lambda given: given.title["en"], "information", "uid",
        lambda given: str(given.uid), make=lambda: by_letter(InformationFactory()),
    ),
    "informationreply": Read(
        lambda made: made.information.get_absolute_url(), lambda made: made.text, "information-replies", "uid",
        lambda made: str(made.uid), make=lambda: by_letter(InformationReplyFactory()),
    ),
    "photograph": Read(
        lambda photograph: photograph.activity.get_absolute_url(), lambda photograph: photograph.alt, "photographs", "uid",
        lambda photograph: str(photograph.uid), make=lambda: by_letter(PhotographFactory()),
    ),
    "actionplan": Read(
        list_called("action-plan-list"), lambda plan: plan.note, "action-plans", "uid", lambda plan: str(plan.uid),
        make=lambda: by_letter(ActionPlanFactory()),
    ),
    "progressnote": Read(
        list_called("progress-note-list"), lambda note: note.text, "progress-notes", "uid", lambda note: str(note.uid),
        make=lambda: by_letter(ProgressNoteFactory()),
    ),
    "noterequest": Read(
        list_called("progress-note-list"), lambda asked: asked.get_absolute_url(), "note-requests", "uid",
        lambda asked: str(asked.uid),
    ),
    "yearplan": Read(
        list_called("plan-list"), lambda plan: plan.get_absolute_url(), "year-plans", "year", lambda plan: plan.year,
    ),
    "activityturn": Read(
        lambda turn: turn.activity.get_absolute_url(), lambda turn: f"<strong>{capfirst(turn.get_deed_display())}",
        "activity-deeds", "uid", lambda turn: str(turn.uid), make=a_turn_by_letter,
    ),
    "comment": Read(
        lambda said: said.version.get_absolute_url(), lambda said: said.text, "comments", "uid",
        lambda said: str(said.uid), make=a_comment_by_letter,
    ),
    "circulation": Read(
        lambda sent: sent.version.get_absolute_url(), lambda sent: "comments are welcome until", make=a_circulation
    ),
    "commentreply": Read(lambda reply: reply.comment.version.get_absolute_url(), lambda reply: reply.text),
    "participant": Read(lambda state: reverse("participant-detail", args=[state.code]), str),
    "participation": Read(lambda row: reverse("participant-detail", args=[row.participant.code]), first_day),
    "chairmanship": Read(
        lambda row: reverse("participant-detail", args=[row.participant.code]), first_day, "chairmanships", "id"
    ),
    "focalpoint": Read(
        lambda post: reverse("people-of", args=[post.participant.code]), lambda post: post.user.get_full_name()
    ),
    "user": Read(),
    "meeting": Read(
        list_called("meeting-list"), lambda meeting: f"/meetings/{meeting.reference}/", "meetings", "reference",
        lambda meeting: meeting.reference, True, make=a_meeting_of_today,
    ),
    "steptaken": Read(
        lambda taken: taken.commitment.get_absolute_url(), lambda taken: str(taken.told), "steps", "serial",
        lambda taken: taken.serial, make=a_step,
    ),
    "coordinatorassignment": Read(
        list_called("coordinator-list"), lambda row: str(row.participant), "coordinators", "id"
    ),
    "coordinationend": Read(),
    "decision": Read(
        list_called("decision-list"), lambda decision: decision.get_absolute_url(), "decisions", "symbol",
        lambda decision: decision.symbol,
    ),
    "position": Read(lambda row: row.decision.get_absolute_url(), lambda row: row.paragraphs, make=a_position),
    "approachproposal": Read(
        list_called("approach-proposal-list"), lambda proposal: proposal.title, "approach-proposals", "uid",
        lambda proposal: str(proposal.uid), make=lambda: by_letter(ApproachProposalFactory()),
    ),
    "groupseat": Read(
        lambda seat: seat.get_absolute_url(), lambda seat: str(seat.owner), "group-seats", "uid",
        lambda seat: str(seat.uid), make=lambda: by_letter(GroupSeatFactory()),
    ),
    "minutes": Read(
        list_called("minutes-list"), lambda minutes: minutes.get_absolute_url(), "minutes", "reference",
        lambda minutes: minutes.reference,
    ),
    "minuteschange": Read(
        lambda change: change.minutes.get_absolute_url(), lambda change: change.text, "minutes-corrections", "uid",
        lambda change: str(change.uid), make=lambda: by_letter(MinutesChangeFactory()),
    ),
    "followup": Read(
        lambda row: row.decision.get_absolute_url(), lambda row: row.what, "follow-ups", "id", make=a_follow_up
    ),
    "silencenotification": Read(make=a_receipt),
    "paperreceipt": Read(
        lambda receipt: "/served/", lambda receipt: receipt.served_by, make=MAKERS["notices.paperreceipt"]
    ),
    "silenceobjection": Read(
        lambda objection: objection.round.procedure.get_absolute_url(), lambda objection: objection.text,
        make=an_objection_on_paper,
    ),
    "import": Read(
        api="imports", column="number", told_of=lambda imported: [Told(row.name) for row in imported.rows.all()]
    ),
    "source": Read(
        list_called("source-list"), lambda source: source.get_absolute_url(), "sources", "key", lambda source: source.key
    ),
    "registeredletter": Read(
        list_called("correspondence-list"), lambda letter: letter.get_absolute_url(), "correspondence", "uid",
        lambda letter: str(letter.uid),
    ),
    "scanofaletter": Read(
        lambda scan: scan.letter.get_absolute_url(), lambda scan: f'href="/correspondence/{scan.letter.uid}/scans/'
    ),
    "letterdeed": Read(lambda deed: deed.letter.get_absolute_url(), lambda deed: deed.about_label),
    "sourcefile": Read(
        lambda kept: kept.source.get_absolute_url(), lambda kept: f'href="/sources/{kept.source.address}/files/'
    ),
}  # fmt: skip


def test_every_kind_is_walked():
    assert set(READ) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(READ))
def test_what_was_a_mistake_counts_at_no_door_and_whoever_was_told_is_told(kind, officer, authority, chair, sign_in):
    read, model = READ[kind], KINDS[kind].model
    thing = (read.make or MAKERS[model._meta.label_lower])()
    if kind in {"participation", "chairmanship"}:
        model.objects.filter(pk=thing.pk).update(since=A_DAY)
        thing.refresh_from_db()
    reader, bystander = UserFactory(), UserFactory()
    for told in (read.told_of or kind_of_thing(thing).told_by)(thing):
        Notice.objects.create(
            kind=told.kind or STEP_TAKEN, about_kind=told.name.kind, about_key=told.name.key, about_label="It", url="/desk/",
            recipient=reader, occurrence=told.occurrence,
        )  # fmt: skip
    client, named = sign_in(officer), read.named(thing)
    feed = reverse("calendar-feed", args=[make_feed(by=officer)[1]]) if read.feed else ""
    before = shown(client, read, thing, named, feed)
    assert before == dict.fromkeys(before, True)
    correct(thing, officer)
    thing = every_row(model).get(pk=thing.pk)
    after = shown(client, read, thing, named, feed)
    assert after == dict.fromkeys(before, False)
    if read.api:
        every = client.get(reverse(f"api-{read.api}-list"), {"with_corrected": "true", "page_size": 1000}).json()
        assert [row[read.column] for row in every["results"] if row["mistaken_at"]] == [read.key(thing)]
    changelist = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert client.get(changelist, {"mistaken": "only"}).content.decode().count("<s>") == 1
    recipients = Notice.objects.filter(kind=ENTRY_CORRECTED).values_list("recipient", flat=True)
    assert reader.pk in recipients
    assert bystander.pk not in recipients


def shown(client: Any, read: Read, thing: Any, named: str, feed: str) -> dict[str, bool]:
    """At which doors it stands as what counts: what is struck out doesn't."""
    found = {}
    opts = type(thing)._meta
    listed = client.get(reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"))
    found["admin"] = any(row.pk == thing.pk for row in listed.context["cl"].result_list)
    if read.page is not None:
        body = client.get(read.page(thing)).content.decode()
        found["page"] = named in re.sub(r"<s>.*?</s>", "", body, flags=re.S)
    if read.api:
        address = reverse(f"api-{read.api}-list")
        rows = client.get(address, {"page_size": 1000}).json()["results"]
        found["programs"] = read.key(thing) in [row[read.column] for row in rows]
        file = b"".join(client.get(address, {"format": "csv"}).streaming_content).decode("utf-8-sig")
        names, *lines = [line.split(",") for line in file.splitlines()]
        column = names.index(read.column)
        found["file"] = str(read.key(thing)) in [line[column] for line in lines if len(line) > column]
    if read.feed:
        alone = client.get(reverse("meeting-calendar", args=[read.key(thing)]))
        found["calendar"] = alone.status_code == 200
        found["feed"] = str(read.key(thing)) in client.get(feed).content.decode()
    return found
