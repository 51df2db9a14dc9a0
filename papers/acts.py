"""What may be done with a version of a paper: a participant comments on it."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from journal.staff import NO_WORK
from members.access import NO_SEAT, speakers_of
from members.models import Person
from papers.actions import comment
from papers.models import Comment, CommentAudience, PaperVersion
from record.acts import Act, Choice, Need, Noun, Offer, Setting, Whom, Words, WrittenIn, open_to
from record.acts.whom import Reads, read_by
from record.dates import day_of_the_house
from record.forms import number_in


def offered_to_participants(user: Person, version: PaperVersion, at: dt.datetime) -> Offer | None:
    """To whoever reads it and acts for a participant. For its own state alone a preparer may write too."""
    speakers = speakers_of(user, day_of_the_house(at))
    if not speakers:
        return None
    return Offer(speakers=tuple(type(speaker)(speaker.participant) for speaker in speakers), is_own=False)


def named(key: str) -> dict[str, Any]:
    """The symbol of its paper and its number, as they stand in the version's name."""
    symbol, _sign, number = key.rpartition("/")
    return {"paper__symbol": symbol, "number": number_in(number, 8) or 0}


def page_of(key: str) -> str:
    symbol, _sign, number = key.rpartition("/")
    return reverse("paper-version", args=[symbol, int(number)])


def place_of_comment(setting: Setting, made: Comment) -> str:
    return f"{setting.thing.get_absolute_url()}#{made.anchor}"


COMMENT = Act(
    name="comment",
    label=_("Comment"),
    submit_label=_("Submit the comment"),
    draft_label=_("a comment on a paper"),
    article="CoA (a), (b)",
    whom=open_to(Whom.MEMBERS, Whom.OBSERVERS),
    works=NO_WORK,
    offered=offered_to_participants,
    refusal=NO_SEAT,
    asks=(
        Words("text", _("Comment"), most=10_000, rows=5),
        WrittenIn("language", _("Language"), Need.MAY),
        Choice("audience", _("Who sees it"), choices=CommentAudience.choices, initial=CommentAudience.AUTHORS),
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
        "paper__folder__commitment__measure", "paper__folder__commitment__area", "on_behalf_of", "by"
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
    seen_by=lambda user: Comment.everything.visible_to(user).select_related("owner", "version__paper"),
    page=lambda comment: f"{comment.version.get_absolute_url()}#{comment.anchor}",
    read_by=read_by(Reads.OWNERS, Reads.COORDINATOR, Reads.SHARED_WITH),
    list_address="paper-list",
    label_plural=_("Comments"),
    prefix="comments/",
    heading=lambda comment: comment.version.paper.heading,
)
