"""The beginning of a compilation: the views that states shared with the members so far, as they wrote them."""

from django.utils.translation import override

from commitments.models import Commitment, View
from members.models import Person
from record.dates import Precision, day_of_the_house, shown


def compilation(user: Person, commitment: Commitment) -> str:
    """Each view under its state and day, in the order of seats. In English, which is authoritative."""
    views = View.objects.visible_to(user).shared_with_members().filter(commitment=commitment).select_related("owner")
    with override("en"):
        parts = [
            f"{view.owner} ({shown(day_of_the_house(view.at), Precision.EXACT)})\n\n{view.text.strip()}"
            for view in views.order_by("owner__seat_name", "at")
        ]
    return "\n\n".join(parts)
