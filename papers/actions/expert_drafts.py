"""What experts draft of a paper that was entrusted to them, and what those whose paper it is take over of it."""

import datetime as dt
import hashlib
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from members.models import Participant, User
from papers.actions.papers import looked_through, next_version
from papers.actions.telling_of_experts import tell_of_it
from papers.models import EntrustedPaper, ExpertDraft, PaperVersion
from papers.uploads import Submitted, check_upload
from record.choices import Channel
from record.dates import day_of_the_house
from record.files import stored_name
from record.once import done_before
from record.references import next_in
from record.refusals import Refused

NOT_LET_IN = _("You aren't let in to this paper today.")
MOST_DRAFTS = 200
ENOUGH = _("Many drafts were handed in already. Write to the Secretariat.")
TAKEN_ALREADY = _("It was taken over already.")
NOT_THEIRS = _("This is for those whose paper it is.")
HAS_ENDED = _("What the paper travels in has ended.")


def hand_in_draft(
    *,
    entrusted: EntrustedPaper,
    document: Submitted,
    by: User,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> ExpertDraft:
    """The expert hands a draft in; it is kept as theirs, and those whose paper it is read it. Raises Refused."""
    at = at or timezone.now()
    document = looked_through(document) or document
    try:
        with transaction.atomic():
            now = EntrustedPaper.objects.select_for_update(of=("self",)).select_related("paper", "owner")
            row = now.get(pk=entrusted.pk)
            if row.guest_id != by.pk or not row.is_open_on(day_of_the_house(at)):
                raise Refused({"": [NOT_LET_IN]})
            if row.drafts.count() >= MOST_DRAFTS:
                raise Refused({"": [ENOUGH]})
            draft = ExpertDraft(
                entrusted=row, number=next_in(row.drafts.all()), language=document.language, by=by, at=at,
                once_key=once_key,
            )  # fmt: skip
            _fill(draft, document)
            draft.save()
            tell_of_it("drafted", row, by, at, with_the_state=False)
            record(by=by, verb="handed in a draft as an expert", about=draft, at=at, label=str(row))
    except IntegrityError:
        if already := done_before(ExpertDraft, once_key, by=by, entrusted_id=entrusted.pk):
            return already
        raise
    return draft


def _fill(draft: ExpertDraft, document: Submitted) -> None:
    if document.file is None:
        content = document.text.encode()
        draft.text, draft.size, draft.sha256 = document.text, len(content), hashlib.sha256(content).hexdigest()
        return
    checked = document.checked or check_upload(document.file)
    draft.file_type, draft.size, draft.sha256 = checked.content_type, checked.size, checked.sha256
    document.file.seek(0)
    draft.file.save(stored_name(checked), document.file, save=False)


def take_over_draft(
    *, draft: ExpertDraft, by: User, participant: Participant | None = None, at: dt.datetime | None = None
) -> PaperVersion:
    """Those whose paper it is make an expert's draft its next version, in their own name. Raises Refused."""
    at = at or timezone.now()
    with transaction.atomic():
        rows = ExpertDraft.objects.visible_to(by).select_for_update(of=("self",))
        now = rows.select_related("entrusted__paper__folder").filter(pk=draft.pk).first()
        if now is None:
            raise PermissionDenied
        if now.taken_as_id is not None:
            raise Refused({"": [TAKEN_ALREADY]}, is_stale=True)
        if why := why_not_taken(now):
            raise Refused({"": [why]})
        version = next_version(now.entrusted.paper, now, by=by, on_behalf_of=participant, channel=Channel.PORTAL, at=at)
        now.taken_as = version
        now.save(update_fields=["taken_as"])
        changes = {"taken_as": [None, str(version)]}
        record(
            by=by,
            verb="took over an expert's draft",
            about=now,
            changes=changes,
            at=at,
            label=str(now.entrusted),
            wrote=[version],
        )
    return version


def why_not_taken(draft: ExpertDraft) -> Any:
    """Why it can't become a version any more; None where it can."""
    holder = draft.entrusted.paper.folder.holder
    return HAS_ENDED if getattr(holder, "is_ended", False) else None
