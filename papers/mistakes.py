"""What can have been entered by mistake of papers and letters: a state's comment, a letter, a scan of one, what it did."""

from django.utils.translation import gettext_lazy as _

from journal.names import name_of
from journal.staff import is_officer
from members.access import may_take_back
from members.models import EnteredForState
from papers.kinds import COMMENT_ANSWERED, COMMENT_MADE, PAPER_CIRCULATED
from papers.models import (
    Circulation,
    Comment,
    CommentReply,
    Institution,
    LetterDeed,
    Publication,
    RegisteredLetter,
    ScanOfALetter,
)
from record.actions import take_with
from record.acts import Whom, open_to
from record.acts.corrections import correctable
from record.acts.kept_letters import OF_ITS_OWNER
from record.corrections import CorrectableKind, Told
from record.models import Correction, index
from record.viewers import Viewer


def told_of_a_comment(comment: Comment) -> list[Told]:
    return [Told(name_of(comment.version), str(comment.pk), COMMENT_MADE)]


def told_of_a_circulation(sent: Circulation) -> list[Told]:
    return [Told(name_of(sent.version), str(sent.pk), PAPER_CIRCULATED)]


def may_take_a_circulation_back(user: Viewer, sent: Circulation) -> bool:
    """What went out by a step, an activity or information is taken back with that."""
    return is_officer(user) and sent.version.paper.is_of_the_office


def told_of_a_reply(reply: CommentReply) -> list[Told]:
    return [Told(name_of(reply.comment.version), str(reply.uid), COMMENT_ANSWERED)]


def told_of_a_letter(letter: RegisteredLetter) -> list[Told]:
    """The state it is from was told of it as of an entry in its name."""
    return [Told(name_of(letter)), *(Told(name_of(entry)) for entry in EnteredForState.objects.about(letter))]


def find_it_no_more(scan: ScanOfALetter, correction: Correction) -> None:
    """Its words lead to the letter no more."""
    index([scan.letter])


def open_it_no_more(publication: Publication, correction: Correction) -> None:
    """What was published of it is open to nobody by that any more."""
    for circulation in Circulation.objects.filter(version__paper__folder=publication.folder_id):
        take_with(circulation, correction)


def register() -> None:
    """From `ready()`."""
    correctable(
        CorrectableKind(
            model=Comment,
            may=may_take_back,
            # It is the state's own word: nobody else confirms that it said nothing.
            relies=lambda comment: False,
            told_by=told_of_a_comment,
            about=lambda comment: comment.version,
            effect=_("The state said nothing of the paper by it; it stays with this version, struck out."),
        ),
        whom=open_to(Whom.OWNERS),
        open_to=_("the state that said it, the Secretariat for what it entered in a state's name"),
        article="CoA (a), (b)",
        written_by=OF_ITS_OWNER,
    )
    correctable(
        CorrectableKind(
            model=CommentReply,
            relies=lambda reply: False,
            told_by=told_of_a_reply,
            about=lambda reply: reply.comment.version,
            effect=_("Nothing was answered by it; it stays under the comment, struck out."),
        )
    )
    _register_what_went_out()
    _register_institutions()
    _register_letters()


def _register_what_went_out() -> None:
    correctable(
        CorrectableKind(
            model=Circulation,
            may=may_take_a_circulation_back,
            told_by=told_of_a_circulation,
            about=lambda sent: sent.version,
            effect=_("It is no longer open by this; whoever took it along has it still."),
        )
    )
    correctable(
        CorrectableKind(
            model=Publication,
            takes=open_it_no_more,
            told_by=lambda publication: [Told(name_of(publication))],
            effect=_(
                "Nothing was published by it, and its texts are no longer open by that. It stays where it is, struck"
                " out, for those who see it now."
            ),
        )
    )


def _register_institutions() -> None:
    correctable(
        CorrectableKind(
            model=Institution,
            may=may_take_back,
            # The state's own word, which nobody else confirms.
            relies=lambda institution: False,
            about=lambda institution: institution,
            effect=_(
                "The state nominated nothing by it. It stays on the roster, struck out, for those who see it; publications"
                " name the institution as before, and lead to it no more."
            ),
        ),
        whom=open_to(Whom.OWNERS),
        open_to=_("the state that said it, the Secretariat for what it entered in a state's name"),
        article="AA 34",
        written_by=OF_ITS_OWNER,
    )


def _register_letters() -> None:
    correctable(
        CorrectableKind(
            model=RegisteredLetter,
            # What was entered from it is taken back by itself, and confirmed there where states rely on it.
            relies=lambda letter: False,
            told_by=told_of_a_letter,
            effect=_("It keeps its number. What was entered from it stays, and is taken back by itself."),
        )
    )
    correctable(
        CorrectableKind(
            model=ScanOfALetter,
            relies=lambda scan: False,
            takes=find_it_no_more,
            about=lambda scan: scan.letter,
            effect=_("The file can't be opened any more; its name and its SHA-256 stay, struck out."),
        )
    )
    correctable(
        CorrectableKind(
            model=LetterDeed,
            # What was entered counts on, and is taken back by itself: this says only by which letter it came.
            relies=lambda deed: False,
            about=lambda deed: deed.letter,
            effect=_(
                "The letter is no longer said to have done it. What was entered stays, and is taken back by itself."
            ),
        )
    )
