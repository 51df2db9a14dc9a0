"""What is ours: drafts that are kept, commitments, papers. A fixed number of queries."""

from dataclasses import dataclass

from commitments.access import is_past
from commitments.models import Commitment
from members.drafts import label_of
from members.models import Draft, Person, Seats
from papers.models import PaperVersion, paths_to_holders

# What drafts are about that is a commitment, or a part of one.
OF_COMMITMENTS = frozenset({"commitment", "paperversion"})
# What one screen holds; what is more is found in the lists.
MOST_OURS, MOST_DRAFTS = 8, 8


@dataclass(frozen=True)
class KeptDraft:
    """What is kept of a form: what the form is for, and of which commitment it is, if the person sees that."""

    draft: Draft
    label: str
    commitment: Commitment | None

    @property
    def is_past(self) -> bool:
        """Whether it can't be sent any more; its page still gives the text back."""
        if self.commitment is None or self.draft.about_kind != "commitment":
            return False
        return is_past(self.commitment, self.draft.form.partition(".")[2])


def our_drafts(user: Person) -> list[KeptDraft]:
    """What is kept, each with its form in words, and the commitment it, or the paper it is about, belongs to."""
    rows = Draft.objects.visible_to(user).select_related("by", "owner").order_by("-is_ready", "-updated_at")
    drafts = list(rows[:MOST_DRAFTS])
    # The name of a version of a paper begins as its commitment is called.
    references = {draft.pk: draft.about_key.partition("/")[0] for draft in drafts if draft.about_kind in OF_COMMITMENTS}
    commitments = Commitment.objects.visible_to(user).filter(reference__in=references.values())
    known = {commitment.reference: commitment for commitment in commitments.select_related("measure", "area")}
    kept = [KeptDraft(draft, label_of(draft.form), known.get(references.get(draft.pk, ""))) for draft in drafts]
    return [draft for draft in kept if not draft.is_past]


def our_commitments(user: Person, seats: Seats) -> list[Commitment]:
    """Those that one's states intend or coordinate, the latest moved first."""
    if not seats.participant_ids:
        return []
    rows = (
        Commitment.objects.visible_to(user).of_states(seats.participant_ids).select_related("area__parent", "measure")
    )
    return list(rows.order_by("-moved_at", "-pk")[:MOST_OURS])


def our_papers(user: Person, seats: Seats) -> list[PaperVersion]:
    """The newest papers of one's own states; for others, the newest that they may read."""
    rows = PaperVersion.objects.visible_to(user).defer("text")
    rows = rows.select_related(*paths_to_holders("paper__folder"), "on_behalf_of")
    if seats.participant_ids:
        rows = rows.filter(on_behalf_of__in=seats.participant_ids)
    return list(rows.order_by("-at", "-pk")[:MOST_OURS])
