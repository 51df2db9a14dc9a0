"""Telling the authority of a state that a preparer's draft is ready."""

from collections.abc import Mapping

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members.choices import Role
from members.drafts import label_of
from members.models import Draft, Participant, User
from notices.actions.portal import tell
from notices.kinds import HasBeenTold, KindOfNotice, add


def _draft_ready(notice: HasBeenTold, states: Mapping[str, str]) -> str:
    form = label_of(notice.values.get("form", ""))
    return _now("A draft is ready for you to look at and submit: %(form)s.") % {"form": form}


DRAFT_READY = add(KindOfNotice("draft-ready", _("A draft is ready to be submitted"), _draft_ready))


def tell_the_authority(*, draft: Draft, owner: Participant, by: User) -> None:
    """Tell every other person who holds the authority of the state."""
    posts = owner.focal_points.in_office().filter(role=Role.AUTHORITY, user__is_active=True).select_related("user")
    tell(
        kind=DRAFT_READY,
        about=draft,
        occurrence=f"{draft.uid} {draft.updated_at.isoformat()}",
        to=[post.user for post in posts if post.user and post.user != by],
        url=draft.get_absolute_url(),
        values={"form": draft.form},
    )
