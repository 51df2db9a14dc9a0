"""What may be done with papers and letters."""

from papers.acts import beginning
from papers.acts.comments import COMMENT, COMMENT_ACTS, COMMENT_MADE_BY_A_STATE, PAPER_VERSION, named
from papers.acts.correspondence import CORRESPONDENCE, LETTER_ACTS
from papers.acts.entrusted import ENTRUSTED, ENTRUSTED_ACTS, EXPERT_DRAFT, EXPERT_DRAFT_ACTS
from papers.acts.institutions import INSTITUTION, INSTITUTION_ACTS
from papers.acts.laid_down import PAPER, PAPER_ACTS
from papers.acts.outgoing import OUTGOING, OUTGOING_ACTS
from papers.acts.publications import PUBLICATION, PUBLICATION_ACTS
from papers.acts.wordings import FORM_OF_ADDRESS, FORM_OF_ADDRESS_ACTS, WORDING, WORDING_ACTS

# Every noun of the room, with what may be done about it.
EVERY_NOUN = (
    (PAPER_VERSION, (COMMENT,)),
    (PAPER, PAPER_ACTS),
    (COMMENT_MADE_BY_A_STATE, COMMENT_ACTS),
    (CORRESPONDENCE, LETTER_ACTS),
    (OUTGOING, OUTGOING_ACTS),
    (WORDING, WORDING_ACTS),
    (FORM_OF_ADDRESS, FORM_OF_ADDRESS_ACTS),
    (ENTRUSTED, ENTRUSTED_ACTS),
    (EXPERT_DRAFT, EXPERT_DRAFT_ACTS),
    (PUBLICATION, PUBLICATION_ACTS),
    (INSTITUTION, INSTITUTION_ACTS),
)

__all__ = [
    "COMMENT",
    "COMMENT_ACTS",
    "COMMENT_MADE_BY_A_STATE",
    "CORRESPONDENCE",
    "ENTRUSTED",
    "ENTRUSTED_ACTS",
    "EVERY_NOUN",
    "EXPERT_DRAFT",
    "EXPERT_DRAFT_ACTS",
    "FORM_OF_ADDRESS",
    "FORM_OF_ADDRESS_ACTS",
    "INSTITUTION",
    "INSTITUTION_ACTS",
    "LETTER_ACTS",
    "OUTGOING",
    "OUTGOING_ACTS",
    "PAPER",
    "PAPER_ACTS",
    "PAPER_VERSION",
    "PUBLICATION",
    "PUBLICATION_ACTS",
    "WORDING",
    "WORDING_ACTS",
    "beginning",
    "named",
]
