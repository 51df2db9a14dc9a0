"""What may be done about progress: the Secretariat asks for notes, a state that takes part gives one, and lets more see it."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from activities.actions.notes import ONE_OF_THEM, TAKES_NO_PART, ask_for_notes, give_progress_note
from activities.acts.asked import areas_seen, commitment_shown, commitments_seen
from activities.acts.plans import meetings_to_hear_it
from activities.choices import SEEN_BY
from activities.models import NoteRequest, ProgressNote
from activities.reads import known_of, period_to_tell_of
from journal.staff import Work, does
from meetings.access import writers_of_letters
from meetings.actions.owned import widen
from meetings.acts.asked import PickMeeting
from meetings.acts.owned import WIDEST, offered_to_owner, offered_to_speakers, wider_audiences
from members.access import NOT_YOURS, speakers_of, why_not_speak
from members.choices import WIDTH, Audience
from members.models import Person
from record.acts import (
    Act,
    Ask,
    Choice,
    Day,
    Flag,
    Need,
    Noun,
    Offer,
    Pick,
    Setting,
    Whom,
    Words,
    WrittenIn,
    open_to,
)
from record.acts.letters import LETTER_ALONE
from record.acts.whom import Reads, read_by
from record.corrections import WAS_CORRECTED
from record.dates import day_of_the_house
from record.models import is_mistaken

ARTICLE = "AA 24"
OFFICE = _("the Secretariat")

# -- To whom.


def offered_to_those_taking_part(user: Person, commitment: Any, at: dt.datetime) -> Offer | None:
    """To whoever speaks for a member state that takes part in it, and to officers for one that wrote."""
    if commitment is None:
        return None
    today = day_of_the_house(at)
    able = speakers_of(user, today, members_only=True)
    able = able or writers_of_letters(user, today, about=commitment, members_only=True)
    if not able:
        return None
    states = {state.pk for state in commitment.states_taking_part()}
    speakers = tuple(speaker for speaker in able if speaker.participant.pk in states)
    return Offer(speakers=speakers, is_own=False) if speakers else None


def offered_to_the_office(user: Person, request: NoteRequest | None, at: dt.datetime) -> Offer | None:
    return Offer() if does(user, Work.KEEP) else None


def offered_to_widen(user: Person, note: ProgressNote, at: dt.datetime) -> Offer | None:
    if is_mistaken(note):
        return offered_to_owner(user, note, at, WAS_CORRECTED)
    return offered_to_owner(user, note, at, *([WIDEST] if note.audience == WIDTH[-1] else []))


# -- What is asked.


def first_day(setting: Setting) -> dt.date | None:
    return _period(setting)[0] if setting.thing is not None else None


def last_day(setting: Setting) -> dt.date | None:
    return _period(setting)[1] if setting.thing is not None else None


def _period(setting: Setting) -> tuple[dt.date, dt.date]:
    return period_to_tell_of(setting.thing, day_of_the_house(setting.at))


def known_so_far(setting: Setting) -> dict[str, Any]:
    """What the record knows of the commitment in that period, beside the form."""
    return {"known": known_of(setting.user, setting.thing, *_period(setting))}


def offered_to_members(user: Person, note: None, at: dt.datetime) -> Offer | None:
    """To whoever speaks for a member, and to officers for one that wrote; whether it takes part is asked of the commitment."""
    return offered_to_speakers(user, None, at)


SAID: tuple[Ask, ...] = (
    Day("since", _("Period: first day"), initial=first_day),
    Day("until", _("Period: last day"), initial=last_day),
    Flag("nothing_new", _("Nothing new")),
    Words(
        "text",
        pgettext_lazy("of a state's progress", "What is new"),
        Need.MAY,
        most=10_000,
        rows=8,
        help_text=ONE_OF_THEM,
    ),
    WrittenIn("language", _("Language"), Need.MAY),
    Choice(
        "audience",
        _("Who sees it"),
        choices=SEEN_BY,
        initial=Audience.MEMBERS,
        help_text=_("Of those who see the commitment."),
    ),
)
GIVE_NOTE = Act(
    name="progress-note",
    label=_("Give a progress note"),
    submit_label=_("Give the note"),
    draft_label=_("a progress note"),
    article=ARTICLE,
    lead=_(
        "How your state’s part in it went on. What the record knows stands below and need not be said again; “nothing new”"
        " is an answer."
    ),
    whom=open_to(Whom.OWNERS),
    letter=(LETTER_ALONE,),
    offered=offered_to_those_taking_part,
    refusal=TAKES_NO_PART,
    asks=SAID,
    do=give_progress_note,
    beside=known_so_far,
    beside_template="activities/partials/known.html",
    speaks_as="owner",
    once_in=ProgressNote,
    keeps=True,
    done=_("The note stands with the commitment; those who take part and see it are told."),
    leads_to=lambda setting, note: note.get_absolute_url(),
    # Programs give notes where they find them.
    in_api=False,
    in_admin=False,
    order=70,
)
NOTE_ACTS = (
    Act(
        name="give",
        label=_("Give a progress note"),
        article=ARTICLE,
        whom=open_to(Whom.MEMBERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_members,
        refusal=why_not_speak,
        asks=(Pick("commitment", _("Commitment"), rows=commitments_seen, shown=commitment_shown), *SAID),
        do=lambda *, commitment, **answers: give_progress_note(commitment=commitment.holder, **answers),
        done=_("The note stands with the commitment; those who take part and see it are told."),
        begins=True,
        speaks_as="owner",
        once_in=ProgressNote,
        in_portal=False,
        in_admin=False,
    ),
    Act(
        name="widen",
        label=_("Let more see it"),
        title=_("Who sees this note"),
        submit_label=_("Widen access"),
        article=ARTICLE,
        lead=_("Access cannot be narrowed later. The change is kept in the journal."),
        whom=open_to(Whom.OWNERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_widen,
        refusal=NOT_YOURS,
        asks=(Choice("audience", _("New audience"), choices=wider_audiences),),
        do=lambda *, progress_note, **answers: widen(item=progress_note, **answers),
        done=_("Access was widened."),
    ),
)
REQUEST_ACTS = (
    Act(
        name="ask",
        label=_("Ask for progress notes"),
        submit_label=_("Ask the states that take part"),
        article="AA 31, 35",
        lead=_("The states that take part in commitments of the area are told by letter. Nobody need answer."),
        offered=offered_to_the_office,
        open_to=OFFICE,
        asks=(
            Pick("area", _("Area"), rows=areas_seen, shown=lambda area: area.among_others),
            Day("since", _("Period: first day")),
            Day("until", _("Period: last day")),
            Day("welcome_until", _("Notes are welcome until")),
            PickMeeting("meeting", _("Meeting that reviews the area"), Need.MAY, rows=meetings_to_hear_it),
            Words("text", _("What the Secretariat would like to know"), Need.MAY, most=2000, rows=3),
            WrittenIn("language", _("Language"), Need.MAY),
        ),
        do=ask_for_notes,
        begins=True,
        once_in=NoteRequest,
        keeps=True,
        draft_label=_("a request for progress notes"),
        done=_("The states that take part are told."),
    ),
)
NOTE = Noun(
    name="progress-note",
    model=ProgressNote,
    key="uid",
    converter="uuid",
    seen_by=lambda user: ProgressNote.everything.visible_to(user).as_listed(),
    read_by=read_by(Reads.OWNERS, Reads.SHARED_WITH),
    list_address="progress-note-list",
    label_plural=_("Progress notes"),
    prefix="progress/",
    creates="give",
    heading=lambda note: note.owner,
    lead=lambda note: note.within.reference,
)
REQUEST = Noun(
    name="note-request",
    model=NoteRequest,
    key="uid",
    converter="uuid",
    seen_by=lambda user: NoteRequest.everything.visible_to(user).select_related("area__parent", "meeting"),
    read_by=read_by(Reads.MEMBERS),
    list_address="progress-note-list",
    label_plural=_("Requests for progress notes"),
    prefix="progress/asked/",
    creates="ask",
    heading=lambda request: request.area,
    lead=lambda request: request,
)
