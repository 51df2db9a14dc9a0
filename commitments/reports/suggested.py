"""What a step's form begins with, so that nobody writes again what is there already."""

from typing import Any

from django.utils.translation import override

from commitments.models import Commitment
from commitments.reports.compilation import compilation
from law.choices import PaperKind
from law.grammar.procedure import Step
from members.models import Person
from papers.actions import ONE_OF_A_KIND
from papers.models import PaperVersion
from record.acts.languages import KEPT
from record.texts import FALLBACK


def suggested(user: Person, commitment: Commitment, step: Step) -> dict[str, Any]:
    """A new version begins as the one before it; a compilation, as the views shared with the members."""
    kind = step.document
    if kind in ONE_OF_A_KIND:
        versions = PaperVersion.objects.visible_to(user).filter(paper__folder__commitment=commitment, paper__kind=kind)
        if before := versions.select_related("paper").order_by("-number").first():
            status = {"language": before.language, "language_status": before.language_status}
            return {"title": before.paper.title, "text": before.text, **status}
    if kind == PaperKind.COMPILATION:
        # The title and the words between the views are English, whatever the reader's language; views are as they are.
        with override("en"):
            title, text = str(kind.label), compilation(user, commitment)
        # An English paper that quotes each view as it was written: nobody is asked whether its letters are another's.
        return {"title": title, "text": text, "language": FALLBACK, f"language{KEPT}": FALLBACK}
    return {}
