"""Papers, and the letters that came in or went out."""

from papers.models.about import AboutAThing, AboutWhat
from papers.models.comments import Comment, CommentAudience, CommentOutcome, CommentReply
from papers.models.correspondence import LetterDeed, RegisteredLetter, ScanOfALetter, WordsOfAScan, kept_as
from papers.models.entrusted import EntrustedPaper, ExpertDraft
from papers.models.institutions import NOMINATED_TO, Institution
from papers.models.outgoing import FinishedLetter, KeptWithALetter, LetterAnnex, OutgoingLetter, kept_at
from papers.models.papers import (
    Circulation,
    Folder,
    FolderQuerySet,
    Paper,
    PaperVersion,
    WordsOfAFile,
    paths_to_holders,
    stored_at,
)
from papers.models.publications import PREPARED_BEFORE, Publication, PublicationText
from papers.models.publishing import (
    QUESTIONS,
    PublishingAnswer,
    PublishingRequest,
    agreed_request,
    newest_request,
    open_request,
)
from papers.models.unread import UNREAD
from papers.models.wordings import FormOfAddress, LetterWording, SaidAnew

__all__ = [
    "NOMINATED_TO",
    "PREPARED_BEFORE",
    "QUESTIONS",
    "UNREAD",
    "AboutAThing",
    "AboutWhat",
    "Circulation",
    "Comment",
    "CommentAudience",
    "CommentOutcome",
    "CommentReply",
    "EntrustedPaper",
    "ExpertDraft",
    "FinishedLetter",
    "Folder",
    "FolderQuerySet",
    "FormOfAddress",
    "Institution",
    "KeptWithALetter",
    "LetterAnnex",
    "LetterDeed",
    "LetterWording",
    "OutgoingLetter",
    "Paper",
    "PaperVersion",
    "Publication",
    "PublicationText",
    "PublishingAnswer",
    "PublishingRequest",
    "RegisteredLetter",
    "SaidAnew",
    "ScanOfALetter",
    "WordsOfAFile",
    "WordsOfAScan",
    "agreed_request",
    "kept_as",
    "kept_at",
    "newest_request",
    "open_request",
    "paths_to_holders",
    "stored_at",
]
