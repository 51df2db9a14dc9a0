"""What may be done with the minutes of a meeting: draft, write, circulate, propose a correction and answer it, enter the adoption."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from decisions.actions.agenda import CIRCULATED_TO
from decisions.actions.minutes import (
    A_LATER_MEETING,
    MINUTES_ARE_THERE,
    NOT_HELD,
    OPEN,
    WrittenItem,
    adopt_minutes,
    circulate_minutes,
    draft_minutes,
    who_sat,
    write_minutes,
)
from decisions.actions.minutes_changes import DID_NOT_SIT, NOT_OPEN, answer_change, propose_change
from decisions.asks import MEETING, meetings_to_see
from decisions.choices import ChangeAnswer, MinutesStage, Outcome
from decisions.lines import changes_to_answer, meetings_to_minute, minutes_to_settle
from decisions.models import Decision, Minutes, MinutesChange
from decisions.reports.minutes import ShownMinutesItem
from journal.staff import Work, does
from meetings.acts.owned import offered_to_speakers
from meetings.choices import Status
from meetings.models import Meeting
from members.choices import Audience
from members.models import Person
from record.acts import (
    Act,
    Choice,
    Day,
    Need,
    Noun,
    Number,
    Offer,
    Pick,
    Rows,
    Setting,
    Whom,
    Words,
    WrittenIn,
    open_to,
)
from record.acts.letters import LETTER_ALONE
from record.acts.whom import Reads, read_by
from record.awaiting import WhenAwaited
from record.corrections import WAS_CORRECTED
from record.dates import day_of_the_house
from record.models import is_mistaken

ARTICLE = "AA 35"
OFFICE = _("the Secretariat")
PREPARED = frozenset({Work.PREPARE})
ADOPTED_ALREADY = _("They are adopted: they stay as they are.")
NOT_CIRCULATED = _("They are circulated first.")
ANSWERED = _("It is answered already.")

# -- To whom.


def offered_once_it_met(user: Person, meeting: Meeting | None, at: dt.datetime) -> Offer | None:
    """To the Secretariat's staff, of a meeting that has begun and of which there are no minutes."""
    if not does(user, Work.PREPARE):
        return None
    if meeting is None:
        return Offer()
    if not meeting.was_held_by(day_of_the_house(at)):
        return Offer.not_now(NOT_HELD)
    return Offer.not_now(MINUTES_ARE_THERE) if Minutes.objects.filter(meeting=meeting).exists() else Offer()


def offered_at(work: Work, why_not: Any, *stages: str) -> Any:
    """To those of the Secretariat's staff who do that work, of minutes at one of these stages."""

    def offered(user: Person, minutes: Minutes | None, at: dt.datetime) -> Offer | None:
        if not does(user, work):
            return None
        if minutes is not None and is_mistaken(minutes):
            return Offer.not_now(WAS_CORRECTED)
        return Offer() if minutes is None or minutes.stage in stages else Offer.not_now(why_not)

    return offered


def offered_to_those_who_sat(user: Person, minutes: Minutes | None, at: dt.datetime) -> Offer | None:
    """To whoever speaks for a participant that sat, and to officers for one that wrote."""
    offer = offered_to_speakers(user, None, at, members_only=False)
    if offer is None or minutes is None:
        return offer
    sat = set(who_sat(minutes.meeting, minutes.audience, day_of_the_house(at)).values_list("pk", flat=True))
    speakers = tuple(speaker for speaker in offer.speakers if speaker.participant.pk in sat)
    if not speakers:
        return None
    if is_mistaken(minutes) or minutes.stage != MinutesStage.CIRCULATED:
        return Offer.not_now(NOT_OPEN, speakers=speakers, is_own=False)
    return Offer(speakers=speakers, is_own=False)


def offered_to_answer(user: Person, change: MinutesChange | None, at: dt.datetime) -> Offer | None:
    if not does(user, Work.KEEP):
        return None
    is_open = change is None or not (change.answer or is_mistaken(change))
    return Offer() if is_open else Offer.not_now(ANSWERED)


# -- What is asked.


def items_to_write(setting: Setting) -> dict[str, Any]:
    """The items of the newest version, by their numbers."""
    if setting.thing is None:
        return {}
    rows = (
        ShownMinutesItem(item["number"], item["title"], item["text"], item["audience"])
        for item in setting.thing.newest.content
    )
    return {str(item.number): item for item in rows}


def later_meetings(setting: Setting) -> QuerySet[Meeting]:
    """The later meetings of the body, and of its group, that have begun."""
    rows = meetings_to_see(setting).exclude(status__in=[Status.CANCELLED, Status.PROPOSED])
    rows = rows.filter(starts_on__lte=day_of_the_house(setting.at))
    if setting.thing is not None:
        first = setting.thing.meeting
        rows = rows.filter(body=first.body, working_group=first.working_group_id, starts_on__gt=first.starts_on)
    return rows.order_by("starts_on", "pk")


def decisions_that_adopt(setting: Setting) -> QuerySet[Decision]:
    rows = Decision.objects.visible_to(setting.user).filter(outcome=Outcome.ADOPTED)
    if setting.thing is not None:
        rows = rows.filter(meeting__in=later_meetings(setting))
    return rows.order_by("-on", "-pk")


LANGUAGE = Choice(
    "language",
    _("Language"),
    choices=settings.LANGUAGES,
    initial=lambda setting: get_language() or "en",
)
DRAFT = Act(
    name="draft",
    label=_("Draft the minutes"),
    submit_label=_("Draft them"),
    article=ARTICLE,
    lead=_("They begin with the agenda, with who sat, and with the decisions and what states said of them."),
    works=PREPARED,
    offered=offered_once_it_met,
    open_to=OFFICE,
    asks=(MEETING, LANGUAGE),
    do=draft_minutes,
    begins=True,
    done=_("They are drafted: finish them by hand, item by item."),
    in_portal=False,
    in_admin=False,
)
MEETING_ACTS = (
    replace(
        DRAFT,
        name="draft-minutes",
        asks=(LANGUAGE,),
        begins=False,
        in_portal=True,
        in_admin=True,
        in_api=False,
        awaits=WhenAwaited(rows=meetings_to_minute, stands_still=True),
        leads_to=lambda setting, minutes: minutes.get_absolute_url(),
        order=60,
    ),
)
WRITE = Act(
    name="write",
    label=_("Write them"),
    submit_label=_("Keep this as the next version"),
    article=ARTICLE,
    lead=_("Plain text, item by item; earlier versions stay."),
    works=PREPARED,
    offered=offered_at(Work.PREPARE, ADOPTED_ALREADY, *OPEN),
    open_to=OFFICE,
    asks=(
        Rows(
            "items",
            _("Items"),
            parts=(Words("text", _("Text"), Need.MAY, most=20_000, rows=8),),
            rows=items_to_write,
            begins_with=lambda item: {"text": item.text},
            make=lambda item, text: WrittenItem(item.number, text),
        ),
    ),
    do=write_minutes,
    guard="sequence",
    keeps=True,
    draft_label=_("minutes"),
    in_api=False,
    done=_("There is a new version."),
    order=10,
)
# A page writes all of them at once; a program one at a time.
WRITE_ITEM = replace(
    WRITE,
    name="write-item",
    label=_("Write an item"),
    asks=(Number("number", _("Item")), Words("text", _("Text"), Need.MAY, most=20_000, rows=8)),
    do=lambda *, number, text, **circumstances: write_minutes(items=[WrittenItem(number, text)], **circumstances),
    keeps=False,
    in_portal=False,
    in_admin=False,
    in_api=True,
)
MINUTES_ACTS = (
    DRAFT,
    WRITE,
    WRITE_ITEM,
    Act(
        name="circulate",
        label=_("Circulate them"),
        submit_label=_("Circulate them to those who sat"),
        article=ARTICLE,
        lead=_("Its newest version goes to those who sat, by letter. What is for the members alone stays theirs."),
        offered=offered_at(Work.KEEP, ADOPTED_ALREADY, *OPEN),
        open_to=OFFICE,
        asks=(
            Choice("audience", _("Send to"), choices=CIRCULATED_TO, initial=Audience.MEMBERS),
            Day("corrections_until", _("Corrections are welcome until")),
        ),
        do=circulate_minutes,
        guard="sequence",
        done=_("They are circulated; those who sat are told."),
        order=20,
    ),
    Act(
        name="correct",
        label=_("Propose a correction"),
        submit_label=_("Propose it"),
        draft_label=_("a correction of minutes"),
        article=ARTICLE,
        whom=open_to(Whom.MEMBERS, Whom.OBSERVERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_those_who_sat,
        refusal=DID_NOT_SIT,
        asks=(
            Number("item", _("Item"), Need.MAY, help_text=_("Empty: the minutes as a whole.")),
            Words("text", _("Proposed correction"), most=10_000, rows=6),
            WrittenIn("language", _("Language"), Need.MAY),
        ),
        do=propose_change,
        speaks_as="owner",
        once_in=MinutesChange,
        keeps=True,
        done=_("It stands beside the minutes; the Secretariat says what becomes of it."),
        leads_to=lambda setting, change: change.get_absolute_url(),
        order=30,
    ),
    Act(
        name="adopted",
        label=_("Enter at which meeting they were adopted"),
        submit_label=_("They were adopted"),
        article=ARTICLE,
        lead=A_LATER_MEETING,
        offered=offered_at(Work.KEEP, NOT_CIRCULATED, MinutesStage.CIRCULATED),
        open_to=OFFICE,
        asks=(
            Pick("meeting", _("Meeting"), rows=later_meetings, shown=lambda row: f"{row.reference} · {row}"),
            Pick(
                "decision",
                _("Decision"),
                Need.MAY,
                rows=decisions_that_adopt,
                key="symbol",
                help_text=_("Of a body that decides, the decision of that meeting."),
            ),
        ),
        do=adopt_minutes,
        guard="sequence",
        awaits=WhenAwaited(rows=minutes_to_settle, what=_("Enter what became of the minutes"), stands_still=True),
        done=_("They are adopted; those who sat are told."),
        order=40,
    ),
)
MINUTES = Noun(
    name="minutes",
    model=Minutes,
    key="reference",
    seen_by=lambda user: Minutes.everything.visible_to(user).select_related("meeting"),
    read_by=read_by(Reads.CHAIR, Reads.SENT_TO),
    list_address="minutes-list",
    label_plural=_("Minutes of meetings"),
    prefix="minutes/",
    creates="draft",
    heading=lambda minutes: minutes.meeting,
    lead=lambda minutes: minutes.get_stage_display(),
)
CHANGE_ACTS = (
    Act(
        name="answer",
        label=_("Say what became of it"),
        article=ARTICLE,
        offered=offered_to_answer,
        open_to=OFFICE,
        asks=(
            Choice("answer", _("What became of it"), choices=ChangeAnswer.choices, initial=ChangeAnswer.TAKEN_UP),
            Words("note", _("Note"), Need.MAY, most=2000, rows=3),
            WrittenIn("language", _("Language of the note"), Need.MAY, texts=("note",)),
        ),
        do=lambda *, thing, **answers: answer_change(change=thing, **answers),
        awaits=WhenAwaited(
            rows=changes_to_answer, what=_("Say what became of a proposed correction of minutes"), stands_still=True
        ),
        done=_("It is answered; its state is told."),
        leads_to=lambda setting, change: change.get_absolute_url(),
    ),
)
CHANGE = Noun(
    name="minutes-change",
    verbs_say="thing",
    model=MinutesChange,
    key="uid",
    converter="uuid",
    seen_by=lambda user: MinutesChange.everything.visible_to(user).select_related("minutes__meeting", "owner"),
    read_by=read_by(Reads.OWNERS, Reads.MEMBERS),
    list_address="minutes-list",
    label_plural=_("Proposed corrections of minutes"),
    prefix="minutes/corrections/",
    heading=lambda change: change.minutes.meeting,
    lead=lambda change: change.owner,
)
