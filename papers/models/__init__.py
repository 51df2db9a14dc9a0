"""Papers, and the letters that came in or went out."""

from papers.models.about import AboutAThing, AboutWhat
from papers.models.comments import Comment, CommentAudience, CommentOutcome, CommentReply
from papers.models.correspondence import LetterDeed, RegisteredLetter, ScanOfALetter, WordsOfAScan, kept_as
from papers.models.entrusted import EntrustedPaper, ExpertDraft
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
from papers.models.unread import UNREAD
from papers.models.wordings import FormOfAddress, LetterWording, SaidAnew

__all__ = [
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
    "KeptWithALetter",
    "LetterAnnex",
    "LetterDeed",
    "LetterWording",
    "OutgoingLetter",
    "Paper",
    "PaperVersion",
    "RegisteredLetter",
    "SaidAnew",
    "ScanOfALetter",
    "WordsOfAFile",
    "WordsOfAScan",
    "kept_as",
    "kept_at",
    "paths_to_holders",
    "stored_at",
]
