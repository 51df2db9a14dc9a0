"""Telling the authority of a state that a preparer's draft is ready."""

from members.choices import Role
from members.models import Draft, Participant, User
from notices.actions.portal import tell
from notices.choices import Kind


def tell_the_authority(*, draft: Draft, owner: Participant, by: User) -> None:
    posts = owner.focal_points.in_office().filter(role=Role.AUTHORITY, user__is_active=True).select_related("user")
    tell(
        kind=Kind.DRAFT_READY,
        about=draft,
        occurrence=f"{draft.uid} {draft.updated_at.isoformat()}",
        to=[post.user for post in posts if post.user and post.user != by],
        url=draft.get_absolute_url(),
        values={"form": draft.form},
    )
