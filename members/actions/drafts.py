"""Text that is kept while it is written."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.access import require_seat
from members.drafts import LISTENERS
from members.models import Draft, Participant, User
from record.refusals import StepRefused

KEY_IS_TAKEN = _("Another draft has this key.")


class WrittenMeanwhile(Exception):
    """Somebody wrote in the same form since the page showed it, a colleague or oneself in another window: `draft`."""

    def __init__(self, draft: Draft):
        self.draft = draft
        super().__init__(str(draft))


def keep_draft(
    *,
    by: User,
    form: str,
    answers: dict[str, Any],
    owner: Participant | None,
    about_kind: str = "",
    about_key: str = "",
    uid: uuid.UUID | None = None,
    is_ready: bool = False,
    seen: dt.datetime | None = None,
) -> Draft:
    """Keep what somebody has written so far in a form: one draft a form, thing and state (or officer).

    Of a form that is about nothing yet there are several: `uid` is the draft's own key, without it a new one is begun.

    Ready is what was kept as ready: whoever writes on without saying so again takes the word back, and each time that
    it is said of a new text the authority is told.

    `seen` is when the draft that its writer saw was written: what a colleague wrote since, or they themselves in
    another window, isn't written over, but raises WrittenMeanwhile.
    """
    if owner is not None:
        require_seat(by, owner)
    whose = {"owner": owner} if owner else {"owner": None, "by": by}
    with transaction.atomic():
        # The state's row (an officer's own), since a draft that isn't there yet can't be locked: of two that are kept
        # at once, the second finds the first. No key: rows that only point at it are written meanwhile.
        holder = owner or by
        holder._meta.model._base_manager.select_for_update(no_key=True).get(pk=holder.pk)
        uid = uid or uuid.uuid4()
        draft = Draft.objects.of_place(form, about_kind, about_key or str(uid)).filter(**whose).first()
        if draft is None and Draft.objects.filter(uid=uid).exists():
            raise StepRefused({"": [KEY_IS_TAKEN]})
        # Their own very words, sent again where the answer got lost, are no other text.
        is_other = draft is not None and (draft.by_id != by.pk or draft.answers != answers)
        if draft and seen and is_other and draft.updated_at > seen:
            raise WrittenMeanwhile(draft)
        draft = draft or Draft(form=form, about_kind=about_kind, about_key=about_key, owner=owner, uid=uid)
        is_new = not draft.is_ready or draft.answers != answers  # pressed once more, "ready" says nothing new
        draft.answers, draft.by, draft.is_ready = answers, by, is_ready
        draft.save()
        if is_ready and is_new and owner is not None:
            for listener in LISTENERS.values():
                listener(draft=draft, owner=owner, by=by)
    return draft


def drop_draft(
    *,
    by: User,
    form: str,
    owner: Participant | None,
    about_kind: str = "",
    about_key: str = "",
    uid: uuid.UUID | None = None,
    seen: dt.datetime | None = None,
) -> None:
    """The form was submitted, or its writers give the text up: the draft goes. The one row of the house that is removed.

    `seen` is when the draft that its writer saw was written: what a colleague wrote since stays, as in `keep_draft`.
    """
    if not about_kind and uid is None:
        return
    drafts = Draft.objects.visible_to(by).of_place(form, about_kind, about_key or str(uid)).filter(owner=owner)
    (drafts.exclude(~Q(by=by), updated_at__gt=seen) if seen else drafts).delete()
