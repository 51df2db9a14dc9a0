"""Papers and letters for programs."""

from papers.api.correspondence import Correspondence
from papers.api.institutions import Institutions
from papers.api.outgoing import OutgoingLetters
from papers.api.papers import Comments, Papers
from papers.api.publications import Publications
from papers.api.wordings import FormsOfAddress, LetterWordings

__all__ = [
    "Comments",
    "Correspondence",
    "FormsOfAddress",
    "Institutions",
    "LetterWordings",
    "OutgoingLetters",
    "Papers",
    "Publications",
]
