"""What somebody does in their first hour, step by step, as a table: a guide for each office.

A step names pages by the row of the menu and acts by the row of their table, so that it calls both as the screens do; one
that names what isn't there fails a test.
"""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from cica_tracker.guides import (
    ACCOUNT,
    AWAY,
    FIND,
    FOLLOW_MEETINGS,
    SEVERAL,
    UNANSWERED,
    Guide,
    GuideStep,
)
from cica_tracker.guides import acts_of_a_guide as _acts
from cica_tracker.guides import steps_of_a_guide as _steps
from journal.staff import is_of_staff
from law.grammar.procedure import Does
from members.choices import Role, Standing
from members.models import Person, seats_of

FOCAL_POINT = Guide(
    "focal-point",
    _("The first hour of a focal point"),
    _("For those who act for a member state. Everything here is voluntary, and in your state's own words."),
    (
        ACCOUNT,
        GuideStep(
            _("See what waits for your state"),
            _(
                "One list says what is to be done, by when and by which article, with the act one press away. A line stays"
                " until it is done, or until somebody at your desk sets it aside with a word. To look at it changes nothing."
            ),
            "desk",
            _acts("desk-entry", "set-aside", "add-word"),
        ),
        GuideStep(
            _("See what other states intend"),
            _(
                "A commitment's page begins with its stages and with what comes next; beside each form it says who is told."
                " Where your state wishes to take part, it joins; it may offer to coordinate, and withdraw at any time."
            ),
            "commitment-list",
            _steps(Does.JOINS, Does.OFFERS, Does.LEAVES),
        ),
        GuideStep(
            _("Register a commitment"),
            _(
                "Say first what it is about: a measure, an area, or a topic in your own words. What you write is kept as a"
                " draft that only your own state sees. Where your state uses two keys, whoever prepares writes it and the"
                " authority submits it."
            ),
            "commitment-list",
            _acts("commitment", "begin"),
        ),
        GuideStep(
            _("Comment on a paper"),
            _("Papers that were circulated stand here. Before you submit a comment you choose who sees it."),
            "paper-list",
            _acts("paper-version", "comment"),
        ),
        GuideStep(
            _("Answer a text under silence"),
            _(
                "Acknowledge that your state has the text. No answer means no objection; an objection in writing before"
                " the end breaks the silence."
            ),
            "silence-list",
            _acts("silence", "acknowledge", "object"),
        ),
        FOLLOW_MEETINGS,
        SEVERAL,
        AWAY,
        FIND,
    ),
)
OFFICER = Guide(
    "officer",
    _("The first hour of an officer"),
    _("For the staff of the Secretariat. Who does less than an officer does finds fewer of these acts."),
    (
        ACCOUNT,
        GuideStep(
            _("See what is to be done"),
            _(
                "The desk of the Secretariat is one list for everybody who works there. Give a line to a colleague, take it"
                " over, or set it aside with a word; below the list stands what happened."
            ),
            "desk",
            _acts("desk-entry", "assign", "take-over", "set-aside"),
        ),
        GuideStep(
            _("Plan meetings"),
            _(
                "The tracker proposes meetings of the cadence that are not planned yet. Before a meeting is moved you see"
                " which days before it shift, and who is told."
            ),
            "meeting-list",
            _acts("meeting", "plan", "propose", "move", "held"),
        ),
        GuideStep(
            _("Prepare the agenda, and record what was decided"),
            _(
                "On the meeting's page an agenda is drafted from what is ripe, each item with its reason. A decision moves"
                " the commitments that it is about; its words are never changed afterwards."
            ),
            "meeting-list",
            _acts("meeting", "draft-agenda", "circulate-agenda", "decide"),
        ),
        GuideStep(
            _("Circulate papers"),
            _(
                "A paper goes to all members at once from the page of its commitment. Beside the form stands which members"
                " have nobody in the tracker yet and are to be served on paper."
            ),
            "commitment-list",
            _steps(Does.CIRCULATES),
        ),
        GuideStep(
            _("Enter what came by letter"),
            _(
                "What a state wrote is entered in its name, with the letter. The state's people are told at once, and can"
                " say that it was not theirs."
            ),
            "commitment-list",
            _acts("commitment", "begin"),
        ),
        GuideStep(
            _("Keep people and posts"),
            _(
                "Whom a state names is invited by letter and sets a password alone. A post is handed over on a day, and"
                " never rewritten."
            ),
            "people",
            _acts("participant", "invite"),
        ),
        GuideStep(
            _("See what people are told"),
            _(
                "What will be sent, what was sent, the words of each letter, and the days before a meeting on which it goes."
            ),
            "reminders",
        ),
        GuideStep(
            _("Put right what was entered by mistake"),
            _(
                "Nothing is deleted: it is struck out, with the reason and by whom, and counts for nothing from then on."
                " Where states rely on it, a second officer confirms."
            ),
            "correction-list",
            _acts("correction", "ask"),
        ),
        SEVERAL,
        UNANSWERED,
        AWAY,
        FIND,
    ),
)
OBSERVER = Guide(
    "observer",
    _("The first hour of an observer"),
    _("For those who act for an observer state or organisation. You see what was shared with observers."),
    (
        ACCOUNT,
        GuideStep(
            _("See the record at a glance"),
            _(
                "The overview shows where commitments are, and who coordinates, offered to coordinate or takes part. A"
                " place with no entry says only that there is no entry yet."
            ),
            "overview",
        ),
        GuideStep(
            _("See what waits for you"),
            _("Your desk says what is to be done on your side, and below it what happened since you came last."),
            "desk",
        ),
        GuideStep(
            _("Read papers"),
            _("Papers that were released to observers stand here; you may comment on them."),
            "paper-list",
            _acts("paper-version", "comment"),
        ),
        FOLLOW_MEETINGS,
        GuideStep(
            _("Read by which rules it goes"),
            _("Each step of a commitment, who takes it and by which article; every article opens in four languages."),
            "procedure",
        ),
        FIND,
    ),
)
CHAIR = Guide(
    "chair",
    _("The first hour of the Chair"),
    _("For those who act in the office of the Chair. For your own state you act as its focal points do."),
    (
        ACCOUNT,
        GuideStep(
            _("See what waits for the Chair"),
            _(
                "One list says which intentions wait for consultations, which commitments for a coordinator, and whom others"
                " wait for. A line stays until it is done, or until somebody sets it aside with a word."
            ),
            "desk",
            _acts("desk-entry", "set-aside", "add-word"),
        ),
        GuideStep(
            _("Consult, and designate who coordinates"),
            _(
                "The form of the next step stands on the commitment's page. Where no state has offered to coordinate, ask"
                " those that intend it; whoever is designated agreed to it."
            ),
            "commitment-list",
            _steps(Does.CONSULTS, Does.ASKS_WHO_COORDINATES, Does.DESIGNATES),
        ),
        GuideStep(
            _("Prepare the agenda"),
            _(
                "It is drafted from what is ripe, or begins as an earlier one. You and the Secretariat see the draft; the"
                " members read what the Secretariat circulates."
            ),
            "meeting-list",
            _acts("meeting", "draft-agenda", "copy-agenda", "add-item"),
        ),
        GuideStep(
            _("Put a text before the members between meetings"),
            _(
                "No answer until the end means no objection. The page says whom the text has reached and who has yet to be"
                " reached on paper; where a state asks for time, the period can be made longer."
            ),
            "silence-list",
            _acts("silence", "open", "extend"),
        ),
        GuideStep(
            _("See where the meetings stand"),
            _(
                "The cadence shows when each body met and when it would meet next, and which meetings are not planned yet."
            ),
            "cadence",
        ),
        FIND,
    ),
)
PREPARER = Guide(
    "preparer",
    _("The first hour of a preparer"),
    _("For those who prepare what their authority submits: two keys, where the state chose so."),
    (
        ACCOUNT,
        GuideStep(
            _("See what waits for your state"),
            _(
                "The list is the one that your authority sees. Take a line up by writing its text, or leave a word beside it"
                " for your colleagues."
            ),
            "desk",
            _acts("desk-entry", "add-word"),
        ),
        GuideStep(
            _("Write a commitment, and say that it is ready"),
            _(
                "Say first what it is about. What you write is kept as a draft that only your own state sees; “Ready for the"
                " authority” puts it on your authority's desk. Nothing is submitted before that second key."
            ),
            "commitment-list",
            _acts("commitment", "begin"),
        ),
        GuideStep(
            _("Write the next step of a commitment"),
            _(
                "Its form stands on the commitment's page. You write, your authority submits; the form says so, and why."
            ),
            "commitment-list",
            _steps(Does.JOINS, Does.OFFERS),
        ),
        GuideStep(
            _("Write a comment on a paper"),
            _("Before it is submitted you choose who sees it: for your own state alone you may comment yourself."),
            "paper-list",
            _acts("paper-version", "comment"),
        ),
        GuideStep(
            _("Follow the meetings"),
            _("Each meeting's page says what has to be ready, and when. The calendar can be subscribed to."),
            "calendar",
        ),
        FIND,
    ),
)
EXPERT = Guide(
    "expert",
    _("The first hour of an expert"),
    _("For experts whom a state nominated, and who were let in to one paper."),
    (
        ACCOUNT,
        GuideStep(
            _("Read the paper, and hand in a draft"),
            _(
                "You find the paper that was entrusted to you, with its versions, and nothing else. A draft is a text or a"
                " file; it is kept under your name, and those whose paper it is decide whether it becomes a version."
            ),
            "entrusted-list",
            _acts("entrusted", "hand-in"),
        ),
    ),
)
GUIDES = (FOCAL_POINT, PREPARER, CHAIR, OFFICER, OBSERVER, EXPERT)


def guide_for(person: Person, today: dt.date) -> Guide:
    """Whose first hour it is, by the office that somebody holds today; an observer's, who reads, where none is held."""
    if is_of_staff(person):
        return OFFICER
    if getattr(person, "is_guest", False):
        return EXPERT
    seats = seats_of(person, today)
    if seats.holds_chair:
        return CHAIR
    of_members = [seat.role for seat in seats.seats if seat.standing == Standing.MEMBER]
    if of_members and all(role == Role.PREPARER for role in of_members):
        return PREPARER
    return FOCAL_POINT if of_members or person.chaired_groups.mandated(today).exists() else OBSERVER


def guide_called(name: str) -> Guide | None:
    return next((guide for guide in GUIDES if guide.name == name), None)


def others_than(guide: Guide) -> Sequence[Guide]:
    return [other for other in GUIDES if other is not guide]
