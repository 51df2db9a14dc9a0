"""What may be done with letters: one that came in is registered, one that went out is entered; laid, answered, closed."""

import datetime as dt
from dataclasses import dataclass
from operator import attrgetter

from django.conf import settings
from django.db.models import QuerySet
from django.forms import Field
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from journal.staff import is_officer
from members.models import Participant, Person, User
from notices.choices import ServedThrough
from papers.actions import (
    add_scan,
    close_letter,
    enter_sent_letter,
    lay_letter,
    register_letter,
    say_what_it_answers,
)
from papers.choices import AddressedTo, LetterSeries
from papers.lines import letters_to_see_to
from papers.models import RegisteredLetter
from papers.uploads import check_letter
from record.acts import Act, Ask, Choice, Day, FoldedMany, Need, Noun, Offer, Pick, Setting, Words
from record.acts.files import SCANS, LookedThroughField
from record.acts.whom import Reads, read_by
from record.awaiting import WhenAwaited
from record.dates import Precision, day_of_the_house, shown
from record.models import is_mistaken

ARTICLE = "AA 35"
# What one form offers to choose from: the newest.
MOST = 200


@dataclass(frozen=True)
class LetterFile(Ask):
    """The letter itself, or a scan of its pages."""

    def field(self, setting: Setting) -> Field:
        help_text = _("PDF, DOCX, JPEG, PNG or TIFF, up to 10 MB.")
        return LookedThroughField(setting.user, check_letter, accept=SCANS, help_text=help_text)


# -- To whom.


def offered_to_officers(user: Person, letter: RegisteredLetter | None, at: dt.datetime) -> Offer | None:
    if not is_officer(user):
        return None
    return Offer.not_now() if letter is not None and is_mistaken(letter) else Offer()


def offered_while_open(user: Person, letter: RegisteredLetter, at: dt.datetime) -> Offer | None:
    """Of one that waits for somebody; another has nothing to be closed."""
    offer = offered_to_officers(user, letter, at)
    return offer if offer is None or letter.is_waiting else Offer.not_now()


# -- What is asked.


def participants(setting: Setting) -> QuerySet[Participant]:
    """Whoever takes part on the day, member or observer, in the order of seats."""
    rows = Participant.objects.visible_to(setting.user).with_standing(day_of_the_house(setting.at))
    return rows.filter(standing__isnull=False).in_seat_order()


def officers(setting: Setting) -> QuerySet[User]:
    return User.objects.visible_to(setting.user).officers().order_by("name", "pk")


def earlier_letters(setting: Setting) -> QuerySet[RegisteredLetter]:
    """The newest, without the one that is to answer."""
    rows = RegisteredLetter.objects.visible_to(setting.user).select_related("participant")
    if isinstance(setting.thing, RegisteredLetter):
        rows = rows.exclude(pk=setting.thing.pk)
    newest = rows.order_by("-day", "-pk")
    return newest.filter(pk__in=newest[:MOST].values("pk"))


def shown_letter(letter: RegisteredLetter) -> str:
    day = shown(letter.dated, Precision.EXACT)
    return " · ".join(part for part in (letter.reference, day, letter.party, letter.subject) if part)


def today(setting: Setting) -> dt.date:
    return day_of_the_house(setting.at)


SERIES = Choice("series", _("Series"), choices=LetterSeries.choices, initial=LetterSeries.NOTES)
DATED = Day("dated", _("Date of the letter"))
SUBJECT = Words("subject", _("Subject"), most=300)
LANGUAGE = Choice("language", _("Language"), Need.MAY, choices=[("", _("not said")), *settings.LANGUAGES])
CHANNEL = Choice("channel", _("By which channel"), choices=ServedThrough.choices)
OFFICER = Pick(
    "officer",
    _("Who sees to it"),
    Need.MAY,
    rows=officers,
    key="email",
    shown=lambda person: person.get_full_name(),
    help_text=_("Empty: it is on file, and waits for nobody."),
)
UNTIL = Day("until", _("Until when"), Need.MAY)
ANSWERS = Pick("answers", _("Which letter it answers"), Need.MAY, rows=earlier_letters, key="uid", shown=shown_letter)
SCAN = LetterFile("scan", _("Scan of the letter"), Need.MAY)
NOTE = Words("note", _("Note of the Secretariat"), Need.MAY, rows=3, most=2000, help_text=_("Its staff alone read it."))


def said_of_its_number(setting: Setting, letter: RegisteredLetter) -> str:
    return _now("It is in the register as %(reference)s.") % {"reference": letter.reference}


# Those who are named by what they are, and not one by one.
ALL_OF_THEM = [(to.value, to.label) for to in (AddressedTo.MEMBERS, AddressedTo.OBSERVERS, AddressedTo.EVERYBODY)]


CORRESPONDENCE = Noun(
    name="correspondence",
    verbs_say="letter",
    model=RegisteredLetter,
    key="uid",
    converter="uuid",
    # What was taken back has its acts' pages still, for whoever presses twice.
    seen_by=lambda user: RegisteredLetter.everything.visible_to(user).select_related(
        "participant", "officer", "by", "answers"
    ),
    read_by=read_by(Reads.OWNERS, Reads.SENT_TO),
    list_address="correspondence-list",
    label_plural=_("Correspondence"),
    prefix="correspondence/",
    creates="register",
    heading=str,
)
LETTER_ACTS = (
    Act(
        name="register",
        label=_("Register a letter"),
        title=_("Register a letter that came in"),
        submit_label=_("Register it"),
        article=ARTICLE,
        lead=_(
            "It gets the next number of its series and year. The participant that it came from sees it, and can say that it"
            " isn't its own."
        ),
        offered=offered_to_officers,
        asks=(
            SERIES,
            Pick("participant", _("From"), Need.MAY, rows=participants, key="code", empty=_("Choose a participant")),
            Words(
                "other_party",
                _("From somebody else"),
                Need.MAY,
                most=200,
                help_text=_("Where no participant wrote it: from whom it came."),
            ),
            DATED,
            Day("day", _("Received on"), initial=today),
            CHANNEL,
            SUBJECT,
            LANGUAGE,
            Words("own_number", _("The sender's own number"), Need.MAY, most=100),
            SCAN,
            ANSWERS,
            OFFICER,
            UNTIL,
            NOTE,
        ),
        do=register_letter,
        begins=True,
        once_in=RegisteredLetter,
        done=said_of_its_number,
        open_to=_("the Secretariat"),
        order=10,
    ),
    Act(
        name="enter-sent",
        label=_("Enter a letter that went out"),
        submit_label=_("Enter it"),
        article=ARTICLE,
        lead=_("It gets the next number of its series and year. Those to whom it went see it."),
        offered=offered_to_officers,
        asks=(
            SERIES,
            Choice(
                "to",
                _("To"),
                Need.MAY,
                choices=[("", _("those named here")), *ALL_OF_THEM],
                help_text=_("As of the day on which it was sent."),
            ),
            FoldedMany("addressees", _("Those named"), Need.MAY, rows=participants, key="code"),
            Words(
                "other_party",
                _("To somebody else"),
                Need.MAY,
                most=200,
                help_text=_("Beside participants, or where it went to none: to whom."),
            ),
            DATED,
            Day("day", _("Sent on"), initial=today),
            CHANNEL,
            SUBJECT,
            LANGUAGE,
            LetterFile("scan", _("What was sent"), Need.MAY),
            ANSWERS,
            NOTE,
        ),
        do=enter_sent_letter,
        begins=True,
        once_in=RegisteredLetter,
        done=said_of_its_number,
        open_to=_("the Secretariat"),
        order=20,
    ),
    Act(
        name="lay",
        label=_("Give it to somebody to see to"),
        article=ARTICLE,
        lead=_("It stands on the Secretariat's desk under that name until it is closed."),
        offered=offered_to_officers,
        asks=(
            Pick(
                "officer",
                _("Who sees to it"),
                rows=officers,
                key="email",
                shown=lambda person: person.get_full_name(),
            ),
            Day("until", _("Until when")),
        ),
        do=lay_letter,
        done=_("It stands on the desk now."),
        open_to=_("the Secretariat"),
        order=20,
    ),
    Act(
        name="answers",
        label=_("Say what it answers"),
        article=ARTICLE,
        offered=offered_to_officers,
        asks=(Pick("answers", _("Which letter it answers"), rows=earlier_letters, key="uid", shown=shown_letter),),
        do=say_what_it_answers,
        done=_("Kept: each of the two leads to the other."),
        open_to=_("the Secretariat"),
        order=30,
    ),
    Act(
        name="add-scan",
        label=_("Add a scan"),
        article=ARTICLE,
        lead=_("Whoever reads the letter can have it; it is never changed."),
        offered=offered_to_officers,
        asks=(LetterFile("scan", _("Scan of the letter")),),
        do=add_scan,
        done=lambda setting, kept: _now("Added: %(name)s.") % {"name": kept.name},
        open_to=_("the Secretariat"),
        order=40,
    ),
    Act(
        name="close",
        label=_("Close it"),
        article=ARTICLE,
        lead=_("Nobody sees to it any more; it stays on file."),
        offered=offered_while_open,
        asks=(Words("closing", _("What became of it"), Need.MAY, most=500),),
        do=close_letter,
        awaits=WhenAwaited(
            rows=letters_to_see_to,
            by=lambda letter: letter.until,
            what=_("See to a letter"),
            officer=attrgetter("officer"),
        ),
        done=_("It is closed, and stays on file."),
        open_to=_("the Secretariat"),
        order=10,
    ),
)
