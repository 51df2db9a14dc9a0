"""What can have been entered by mistake of papers: a state's comment on a version."""

from django.utils.translation import gettext_lazy as _

from journal.names import name_of
from members.access import may_take_back
from papers.kinds import COMMENT_MADE
from papers.models import Comment
from record.acts import Whom, open_to
from record.acts.corrections import correctable
from record.corrections import CorrectableKind, Told


def told_of_a_comment(comment: Comment) -> list[Told]:
    return [Told(name_of(comment.version), str(comment.pk), COMMENT_MADE)]


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
    )
