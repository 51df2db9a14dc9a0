"""What may be done with letters of the Secretariat: begun, revised, with annexes, finished in a word processor, sent, given up."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.forms import Field
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from journal.staff import Work, does, is_of_staff, is_officer
from meetings.models import WorkingGroup
from members.models import Person
from notices.access import acted_for
from notices.choices import ServedThrough
from papers.access import addressed_by
from papers.actions import (
    annex_file,
    begin_letter,
    finish_letter,
    give_up_letter,
    letter_to_write,
    not_open,
    revise_letter,
    send_letter,
    take_annex_off,
    why_not_sent,
)
from papers.acts.asked import (
    SUBJECT,
    TEXT,
    AboutAsk,
    FoldedMany,
    PapersOfALetter,
    SaidInEachLanguage,
    shown_version,
    versions_seen,
)
from papers.acts.beginning import begun_about
from papers.acts.correspondence import ANSWERS, ARTICLE, participants, today
from papers.choices import AddressedTo, OutgoingKind
from papers.lines import letters_of_mine
from papers.models import LetterAnnex, OutgoingLetter
from papers.uploads import check_upload
from record.acts import Act, Ask, Choice, Day, Need, Noun, Offer, Pick, PickWhere, Setting, Words
from record.acts.files import PAPERS, LookedThroughField
from record.awaiting import WhenAwaited
from record.dates import day_of_the_house

DRAFTS = frozenset({Work.KEEP, Work.PREPARE})
NOT_A_DRAFT = _("This letter was sent, or given up.")


@dataclass(frozen=True)
class PaperFile(Ask):
    """A file as papers are taken in: PDF or DOCX."""

    def field(self, setting: Setting) -> Field:
        return LookedThroughField(setting.user, check_upload, accept=PAPERS, help_text=_("PDF or DOCX, up to 10 MB."))


# -- To whom.


def offered_to_those_who_draft(user: Person, letter: OutgoingLetter | None, at: dt.datetime) -> Offer | None:
    if not does(user, *DRAFTS):
        return None
    return Offer() if letter is None or letter.is_draft else Offer.not_now(NOT_A_DRAFT)


def offered_where_files_are_annexed(user: Person, letter: OutgoingLetter, at: dt.datetime) -> Offer | None:
    offer = offered_to_those_who_draft(user, letter, at)
    if offer is None or not offer.is_now or annexes_of(letter).filter(version__isnull=True).exists():
        return offer
    return Offer.not_now()


def offered_to_who_sends(user: Person, letter: OutgoingLetter, at: dt.datetime) -> Offer | None:
    """To officers; what stands in the way today is said before the day is asked for."""
    if not is_officer(user):
        return None
    if not letter.is_draft:
        return Offer.not_now(NOT_A_DRAFT)
    on = day_of_the_house(at)
    return Offer(problems=tuple(why_not_sent(letter_to_write(letter, on), on)))


# -- What is asked.


def groups(setting: Setting) -> QuerySet[WorkingGroup]:
    return WorkingGroup.objects.order_by("code")


def annexes_of(letter: Any) -> QuerySet[LetterAnnex]:
    return LetterAnnex.objects.standing().filter(letter=letter) if letter is not None else LetterAnnex.objects.none()


def files_of(setting: Setting) -> QuerySet[LetterAnnex]:
    """Its annexes that are files; papers are chosen among what the letter says."""
    return annexes_of(setting.thing).filter(version__isnull=True)


def languages_of(setting: Setting) -> list[tuple[str, Any]]:
    """Those in which the letter is written; where none is named, all."""
    if setting.thing is None:
        return list(settings.LANGUAGES)
    return [(code, label) for code, label in settings.LANGUAGES if code in setting.thing.languages]


SAYS = (
    Choice("kind", _("Kind"), choices=OutgoingKind.choices, initial=OutgoingKind.NOTE),
    SaidInEachLanguage("words", _("Words"), parts=(SUBJECT, TEXT)),
    Choice("to", _("To"), choices=AddressedTo.choices, initial=AddressedTo.MEMBERS),
    PickWhere(
        "group",
        _("Working group"),
        Need.MAY,
        rows=groups,
        key="code",
        help_text=_("If it goes to the members of a working group."),
    ),
    FoldedMany(
        "participants",
        _("Those named"),
        Need.MAY,
        rows=participants,
        key="code",
        help_text=_("If it goes to some participants only."),
    ),
    PapersOfALetter(
        "annexes",
        _("Papers that go with it"),
        Need.MAY,
        rows=versions_seen,
        key="called",
        shown=shown_version,
        help_text=_("Those that all who are addressed may read already: a letter opens no paper to anybody."),
    ),
    ANSWERS,
)
ABOUT = AboutAsk("about", _("About what"), Need.MAY, help_text=_("A noun, a colon and a key: meeting:SOC-2027-1."))


def what_contradicts(setting: Setting, answers: dict[str, Any]) -> dict[str, list[Any]]:
    """A language without its subject or text; nobody addressed; a paper that one who is addressed may not read."""
    problems: dict[str, list[Any]] = {}
    for ask, own, other in (
        (TEXT, answers["text"], answers["subject"]),
        (SUBJECT, answers["subject"], answers["text"]),
    ):
        for language in other.keys() - own.keys():
            problems[ask.name_in(language)] = [_("Subject and text go together: write both in this language.")]
    if answers["to"] == AddressedTo.GROUP and answers["group"] is None:
        problems["group"] = [_("Choose the working group.")]
    if answers["to"] == AddressedTo.NAMED and not answers["participants"]:
        problems["participants"] = [_("Name whom it goes to.")]
    on = day_of_the_house(setting.at)
    named = [participant.pk for participant in answers["participants"]]
    if not problems and answers["annexes"]:
        addressees = list(addressed_by(answers["to"], answers["group"], named, on))
        if sentences := not_open(answers["annexes"], addressees, on):
            problems["annexes"] = list(sentences)
    return problems


def as_a_form(letter: OutgoingLetter) -> dict[str, Any]:
    """What a form begins with, to revise a letter, or to begin another like it."""
    texts = {
        ask.name_in(language): words
        for ask, said in ((SUBJECT, letter.subject), (TEXT, letter.text))
        for language, words in said.items()
    }
    versions = [annex.version for annex in annexes_of(letter).select_related("version__paper") if annex.version]
    return {
        **texts,
        "kind": letter.kind,
        "to": letter.to,
        "group": letter.group.code if letter.group else "",
        "participants": [participant.code for participant in letter.participants.all()],
        "annexes": [version.designation for version in versions],
        "answers": str(letter.answers.uid) if letter.answers else "",
    }


def as_it_stands(setting: Setting) -> Mapping[str, Any]:
    return as_a_form(setting.thing)


def like_another(setting: Setting, key: str) -> Mapping[str, Any]:
    """What a copy begins with: all but what it answers, which the other one answered."""
    try:
        other = OutgoingLetter.objects.visible_to(setting.user).filter(uid=uuid.UUID(key)).first()
    except ValueError:
        return {}
    return {**as_a_form(other), "answers": ""} if other else {}


def what_goes(setting: Setting, answers: dict[str, Any]) -> dict[str, Any]:
    """To whom, to which of them on paper, and in which files, before it goes."""
    writing = letter_to_write(setting.thing, answers["day"])
    manned = set(acted_for(answers["day"]).values_list("participant", flat=True))
    return {
        "writing": writing,
        "on_paper": [participant for participant in writing.addressees if participant.pk not in manned],
        "channel": ServedThrough(answers["channel"]).label,
        "series": writing.wording(setting.thing.languages[0]).series,
        "finished": {language: writing.finished(language) for language in setting.thing.languages},
        "answers": answers,
    }


def check_day(setting: Setting, answers: dict[str, Any]) -> dict[str, list[Any]]:
    """The day hasn't to be one to come; what stands in the way on it is said at its field."""
    on = answers["day"]
    if on > day_of_the_house(setting.at):
        return {"day": [_("This day hasn't come yet.")]}
    problems = why_not_sent(letter_to_write(setting.thing, on), on)
    return {"day": problems} if problems else {}


def said_once_sent(setting: Setting, letter: OutgoingLetter) -> str:
    sent = letter.sent_as
    return _now("It went, and is in the register as %(reference)s.") % {"reference": sent.reference if sent else ""}


def page_once_sent(setting: Setting, letter: OutgoingLetter) -> str:
    return letter.sent_as.get_absolute_url() if letter.sent_as else letter.get_absolute_url()


OUTGOING = Noun(
    name="outgoing-letter",
    verbs_say="letter",
    model=OutgoingLetter,
    key="uid",
    converter="uuid",
    seen_by=lambda user: OutgoingLetter.objects.visible_to(user).select_related("group", "answers", "sent_as", "by"),
    list_address="outgoing-letter-list",
    label_plural=_("Letters being drafted"),
    prefix="outgoing/",
    creates="begin",
    is_there=is_of_staff,
    heading=lambda letter: letter.heading,
)
OUTGOING_ACTS = (
    Act(
        name="begin",
        label=_("Begin a letter"),
        submit_label=_("Keep this draft"),
        article=ARTICLE,
        lead=_("A draft that the Secretariat alone reads. It gets its number when it is sent."),
        offered=offered_to_those_who_draft,
        works=DRAFTS,
        asks=(*SAYS, ABOUT),
        check=what_contradicts,
        copies=like_another,
        brings=begun_about,
        do=begin_letter,
        begins=True,
        once_in=OutgoingLetter,
        done=_("The draft is kept."),
        open_to=_("the Secretariat"),
        order=10,
    ),
    Act(
        name="revise",
        label=_("Revise it"),
        submit_label=_("Keep it so"),
        article=ARTICLE,
        lead=_("A file that was finished from the earlier words is no longer sent."),
        offered=offered_to_those_who_draft,
        works=DRAFTS,
        asks=SAYS,
        check=what_contradicts,
        suggests=as_it_stands,
        do=revise_letter,
        guard="version",
        done=_("The draft is kept as you wrote it."),
        was_made=lambda result, at: False,
        open_to=_("the Secretariat"),
        order=20,
    ),
    Act(
        name="annex",
        label=_("Add a file to it"),
        article=ARTICLE,
        lead=_("An invitation, a programme, any text that is no paper of a commitment. It goes with the letter."),
        offered=offered_to_those_who_draft,
        works=DRAFTS,
        asks=(Words("title", _("Title"), most=120), PaperFile("file", _("File"))),
        do=annex_file,
        done=lambda setting, annex: _now("Added: %(name)s.") % {"name": annex.title},
        leads_to=lambda setting, annex: setting.thing.get_absolute_url(),
        open_to=_("the Secretariat"),
        order=40,
    ),
    Act(
        name="take-off",
        label=_("Take an annex off"),
        article=ARTICLE,
        offered=offered_where_files_are_annexed,
        works=DRAFTS,
        asks=(Pick("annex", _("Annex"), rows=files_of, key="uid"),),
        do=take_annex_off,
        done=_("It goes no more with the letter."),
        was_made=lambda result, at: False,
        open_to=_("the Secretariat"),
        order=50,
    ),
    Act(
        name="finish",
        label=_("Put a finished file in its place"),
        article=ARTICLE,
        lead=_(
            "Download the DOCX, finish it in your word processor, and bring it back: it is sent as it is. Where {number},"
            " {day} and {addressee} stand in a DOCX, the number, the day and how each of those addressed is called are put in."
        ),
        offered=offered_to_those_who_draft,
        works=DRAFTS,
        asks=(Choice("language", _("Language"), choices=languages_of), PaperFile("file", _("File"))),
        do=finish_letter,
        done=lambda setting, finished: _now("Kept: %(name)s goes in the place of ours.") % {"name": finished.name},
        leads_to=lambda setting, finished: setting.thing.get_absolute_url(),
        open_to=_("the Secretariat"),
        order=30,
    ),
    Act(
        name="send",
        label=_("Send it"),
        submit_label=_("Send it"),
        preview_label=_("See to whom it goes"),
        article=ARTICLE,
        lead=_(
            "It gets the next number of its series, stands in the register with what was sent, and everybody addressed is"
            " told. It can't be changed then."
        ),
        offered=offered_to_who_sends,
        asks=(
            Day("day", _("Sent on"), initial=today),
            Choice("channel", _("By which channel"), choices=ServedThrough.choices, initial=ServedThrough.NOTE_VERBALE),
        ),
        check=check_day,
        preview=what_goes,
        preview_template="papers/partials/sending_preview.html",
        do=send_letter,
        guard="version",
        awaits=WhenAwaited(
            rows=letters_of_mine,
            what=_("Send a letter, or give it up"),
        ),
        done=said_once_sent,
        leads_to=page_once_sent,
        was_made=lambda result, at: False,
        open_to=_("the Secretariat"),
        order=10,
    ),
    Act(
        name="give-up",
        label=_("Give it up"),
        article=ARTICLE,
        lead=_("It isn't sent, and takes no number."),
        offered=offered_to_those_who_draft,
        works=DRAFTS,
        asks=(Words("reason", _("Why"), Need.MAY, most=500),),
        do=give_up_letter,
        guard="version",
        done=_("It is given up."),
        was_made=lambda result, at: False,
        open_to=_("the Secretariat"),
        order=60,
    ),
)
