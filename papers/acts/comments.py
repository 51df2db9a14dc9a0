"""What may be done with a version of a paper: a participant comments on it; a comment is taken up, and answered."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from journal.staff import is_officer
from meetings.access import writers_of_letters
from members.access import NO_SEAT, speakers_of, why_not_submit
from members.models import Participant, Person
from papers.access import drafting_states, speakers_among
from papers.actions import answer_comment, comment, take_up
from papers.models import Comment, CommentAudience, CommentOutcome, CommentReply, PaperVersion, paths_to_holders
from papers.reads import MOST_PARAGRAPHS, paragraphs_of
from record.acts import NOT_NOW, Act, Choice, Need, Noun, Number, Offer, Setting, Whom, Words, WrittenIn, open_to
from record.acts.letters import LETTER_ALONE
from record.acts.whom import Reads, read_by
from record.dates import day_of_the_house
from record.forms import number_in
from record.models import is_mistaken


def offered_to_participants(user: Person, version: PaperVersion, at: dt.datetime) -> Offer | None:
    """To whoever reads it and acts for a participant; to officers, where one that reads it wrote.

    For its own state alone a preparer may write too.
    """
    today = day_of_the_house(at)
    speakers = speakers_of(user, today)
    if not speakers and (writers := writers_of_letters(user, today, about=version)):
        return Offer(speakers=writers, is_own=False)
    if not speakers:
        return None
    return Offer(speakers=tuple(type(speaker)(speaker.participant) for speaker in speakers), is_own=False)


FOR_ONES_OWN = _(
    "Your state uses two keys: what others see, its authority submits. What you submit is for your own state."
)


def may_only_prepare(setting: Setting) -> bool:
    """Whether whoever writes submits for their own state alone: a preparer, where it uses two keys."""
    own = setting.offer.own_speakers
    return bool(own) and all(why_not_submit(setting.user, speaker.participant.pk) for speaker in own)


@dataclass(frozen=True)
class WhoSeesComment(Choice):
    """Who sees a comment: what a letter says is read by the Secretariat, and a preparer's is for their own state first."""

    def field(self, setting: Setting) -> forms.Field:
        field = super().field(setting)
        if setting.offer.takes_letters_alone:
            field.choices = [choice for choice in field.choices if choice[0] != CommentAudience.OWN]
        field.help_text = FOR_ONES_OWN if may_only_prepare(setting) else ""
        return field


def seen_by_first(setting: Setting) -> str:
    return CommentAudience.OWN if may_only_prepare(setting) else CommentAudience.AUTHORS


def has_paragraphs(setting: Setting) -> bool:
    """Whether a text is known that has paragraphs to name: in a scan none may have been read."""
    return setting.thing is None or bool(paragraphs_of(setting.thing))


@dataclass(frozen=True)
class WhichParagraph(Number):
    """Which paragraph of the text a comment names, as they are numbered beside it."""

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Any]]:
        number = cleaned.get(self.name)
        if not number or setting.thing is None:
            return {}
        count = len(paragraphs_of(setting.thing))
        if number <= count:
            return {}
        sentence = ngettext(
            "The text has %(count)d paragraph.", "The text has %(count)d paragraphs.", count
        ) if count else _now("No paragraphs were read in this file: leave it empty.")  # fmt: skip
        return {self.name: [sentence % {"count": count} if count else sentence]}


def offered_to_drafters(user: Person, comment: Comment, at: dt.datetime) -> Offer | None:
    """To those whose paper it is, and to officers, who also enter their letters."""
    return _offered_among(user, comment, drafting_states(comment.version, day_of_the_house(at)), at)


def offered_to_who_answers(user: Person, comment: Comment, at: dt.datetime) -> Offer | None:
    """To the same, and to the state that commented."""
    states = drafting_states(comment.version, day_of_the_house(at))
    return _offered_among(user, comment, [*states, comment.owner], at)


def _offered_among(user: Person, comment: Comment, states: list[Participant], at: dt.datetime) -> Offer | None:
    speakers = speakers_among(user, list(dict.fromkeys(states)), day_of_the_house(at))
    if not (speakers or is_officer(user)):
        return None
    offer = Offer(speakers=speakers, is_own=is_officer(user))
    return replace(offer, problems=(NOT_NOW,), is_now=False) if is_mistaken(comment) else offer


def named(key: str) -> dict[str, Any]:
    """The symbol of its paper and its number, as they stand in the version's name."""
    symbol, _sign, number = key.rpartition("/")
    return {"paper__symbol": symbol, "number": number_in(number, 8) or 0}


def page_of(key: str) -> str:
    symbol, _sign, number = key.rpartition("/")
    return reverse("paper-version", args=[symbol, int(number)])


def place_of_comment(setting: Setting, made: Comment) -> str:
    return made.get_absolute_url()


COMMENT = Act(
    name="comment",
    label=_("Comment"),
    submit_label=_("Submit the comment"),
    draft_label=_("a comment on a paper"),
    article="CoA (a), (b)",
    whom=open_to(Whom.MEMBERS, Whom.OBSERVERS),
    letter=(LETTER_ALONE,),
    offered=offered_to_participants,
    refusal=NO_SEAT,
    asks=(
        Words("text", _("Comment"), most=10_000, rows=5),
        WrittenIn("language", _("Language"), Need.MAY),
        WhichParagraph(
            "paragraph",
            _("Paragraph"),
            Need.MAY,
            most=MOST_PARAGRAPHS + 1,
            help_text=_("Its number beside the text. Empty: about the whole."),
            when=has_paragraphs,
        ),
        WhoSeesComment("audience", _("Who sees it"), choices=CommentAudience.choices, initial=seen_by_first),
    ),
    do=comment,
    speaks_as="owner",
    once_in=Comment,
    keeps=True,
    address="comment-add",
    stands_at=page_of,
    beside=lambda setting: {"version": setting.thing},
    beside_template="papers/partials/version_text.html",
    done=_("Your comment is kept with this version."),
    leads_to=place_of_comment,
    in_admin=False,
)
PAPER_VERSION = Noun(
    name="paper-version",
    verbs_say="version",
    model=PaperVersion,
    key="designation",
    lookup=named,
    seen_by=lambda user: PaperVersion.objects.visible_to(user).select_related(
        *paths_to_holders("paper__folder"), "on_behalf_of", "by", "words"
    ),
    read_by=read_by(Reads.OWNERS, Reads.COORDINATOR, Reads.SENT_TO),
    list_address="paper-list",
    label_plural=_("Papers"),
    prefix="",
    heading=lambda version: version.paper.heading,
    lead=lambda version: version.paper.heading,
)

COMMENT_MADE_BY_A_STATE = Noun(
    name="comment",
    model=Comment,
    key="uid",
    converter="uuid",
    # What was taken back has its acts' pages still, for whoever presses twice.
    seen_by=lambda user: Comment.everything.visible_to(user).select_related(
        "owner", "version__paper", "version__on_behalf_of"
    ),
    read_by=read_by(Reads.OWNERS, Reads.COORDINATOR, Reads.SHARED_WITH),
    list_address="paper-list",
    label_plural=_("Comments"),
    prefix="comments/",
    heading=lambda comment: comment.version.paper.heading,
)

# What may become of a comment.
SETTLED = [choice for choice in CommentOutcome.choices if choice[0] != CommentOutcome.OPEN]
COMMENT_ACTS = (
    Act(
        name="take-up",
        label=_("Say what became of it"),
        submit_label=_("Keep it"),
        article="CoA (a), (b)",
        lead=_("Those who see the comment read it beside the text, and its state is told. What is said last holds."),
        whom=open_to(Whom.COORDINATOR),
        letter=(LETTER_ALONE,),
        offered=offered_to_drafters,
        open_to=_("those whose paper it is, the Secretariat"),
        asks=(
            Choice(
                "outcome",
                _("What became of it"),
                choices=SETTLED,
                as_circles=True,
            ),
            Words(
                "reason",
                _("Why"),
                Need.MAY,
                most=2000,
                rows=3,
                help_text=_("Where it is not taken up, its state reads why."),
            ),
            WrittenIn("language", _("Language"), Need.MAY, texts=("reason",)),
        ),
        do=take_up,
        speaks_as="on_behalf_of",
        beside=lambda setting: {"comment": setting.thing},
        beside_template="papers/partials/comment_text.html",
        done=_("It stands beside the comment now; its state is told."),
        leads_to=lambda setting, made: setting.thing.get_absolute_url(),
        was_made=lambda result, at: False,
        order=10,
    ),
    Act(
        name="answer",
        label=_("Answer"),
        title=_("Answer a comment"),
        submit_label=_("Send the answer"),
        article="CoA (a), (b)",
        lead=_("Whoever sees the comment sees the answer."),
        whom=open_to(Whom.COORDINATOR, Whom.OWNERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_who_answers,
        open_to=_("those whose paper it is, the state that commented, the Secretariat"),
        asks=(
            Words("text", _("Answer"), most=10_000, rows=5),
            WrittenIn("language", _("Language"), Need.MAY),
        ),
        do=answer_comment,
        speaks_as="on_behalf_of",
        once_in=CommentReply,
        beside=lambda setting: {"comment": setting.thing},
        beside_template="papers/partials/comment_text.html",
        done=_("It stands under the comment now."),
        leads_to=lambda setting, made: setting.thing.get_absolute_url(),
        order=20,
    ),
)
