"""Photographs on the page of their activity, and the picture itself."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.views.decorators.http import require_safe

from activities.files import picture_of
from activities.models import Activity, Photograph
from journal.staff import is_officer
from members.access import to_take_back
from members.models import Person, seats_of
from members.requests import AuthenticatedHttpRequest
from record.models import with_corrections


@require_safe
@login_required
def picture(request: AuthenticatedHttpRequest, uid: uuid.UUID) -> FileResponse:
    """The picture of a photograph, for those who may see it."""
    return picture_of(request.user, uid)


def photographs_of(user: Person, activity: Activity) -> dict[str, Any]:
    """Those that the person sees, in the order in which they were added, and whether the person may do something about them."""
    rows = Photograph.everything.visible_to(user).filter(activity=activity).as_shown().order_by("at", "pk")
    photographs = with_corrections(rows)
    own = seats_of(user).acting.acts_for(activity.owner_id)
    return {
        "photographs": photographs,
        "keeps_photographs": bool(photographs) and (own or is_officer(user)),
        "mistakes": {row.pk for row in to_take_back(user, photographs)} if photographs else set(),
    }
