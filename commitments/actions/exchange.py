"""Sharing views and nominating experts."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.models import Measure
from commitments.actions.telling import people_concerned
from commitments.kinds import VIEW_SHARED
from commitments.models import Commitment, ExpertNomination, View
from journal.actions import record
from meetings.access import people_whom_a_state_lets_see
from members.access import require_key, require_member
from members.choices import WIDTH, Audience
from members.models import Participant, User
from notices.actions import tell
from record.dates import day_of_the_house
from record.once import done_before
from record.refusals import StepRefused
from record.texts import language_written

IT_HAS_ENDED = _("This commitment has ended.")


def share_view(
    *,
    commitment: Commitment,
    owner: Participant,
    text: str,
    audience: str,
    by: User,
    language: str = "en",
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> View:
    """Exchange a view through the Chair and the Secretariat (CoA (b)); its owner chooses who sees it."""
    at = at or timezone.now()
    today = day_of_the_house(at)
    require_member(by, owner)
    _require_open(commitment, by)
    try:
        with transaction.atomic():
            view = View.objects.create(
                commitment=commitment,
                owner=owner,
                text=text,
                audience=audience,
                language=language,
                by=by,
                at=at,
                once_key=once_key,
            )
            concerned = people_concerned(commitment, today).values("pk")
            tell(
                kind=VIEW_SHARED,
                about=commitment,
                occurrence=f"view {view.uid}",
                to=people_whom_a_state_lets_see(audience, today).filter(pk__in=concerned).exclude(pk=by.pk),
                url=f"{commitment.get_absolute_url()}#view-{view.uid}",
                values={"state": owner.code},
                at=at,
            )
            record(by=by, verb="shared a view", about=view, changes={"audience": [None, audience]}, at=at)
    except IntegrityError:
        said = {"commitment_id": commitment.pk, "owner_id": owner.pk, "language": language, "audience": audience}
        if already := done_before(View, once_key, by=by, text=text, **said):
            return already
        raise
    return view


def nominate(
    *,
    owner: Participant,
    name: str,
    by: User,
    measure: Measure | None = None,
    commitment: Commitment | None = None,
    affiliation: str = "",
    expertise: str = "",
    language: str | None = None,
    email: str = "",
    until: dt.date | None = None,
    audience: str = Audience.SECRETARIAT,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> ExpertNomination:
    """A member nominates an expert or scholar for a measure, for a term (Cooperative Approach, (b))."""
    at = at or timezone.now()
    today = day_of_the_house(at)
    require_member(by, owner)
    if commitment is not None:
        _require_open(commitment, by)
    if until is not None and until <= today:
        raise StepRefused({"until": [_("A term ends on a day to come.")]})
    said = {
        "owner": owner,
        "measure": measure or (commitment.measure if commitment else None),
        "commitment": commitment,
        "name": name,
        "affiliation": affiliation,
        "expertise": expertise,
        "language": language or language_written(f"{affiliation} {expertise}"),
        "email": email,
        "until": until,
        "audience": audience,
    }
    try:
        with transaction.atomic():
            expert = ExpertNomination.objects.create(since=today, by=by, at=at, once_key=once_key, **said)
            changes = {"audience": [None, audience]}
            record(by=by, verb="nominated", about=expert, changes=changes, at=at, label=expert.unnamed)
    except IntegrityError:
        if already := done_before(ExpertNomination, once_key, by=by, **said):
            return already
        raise
    return expert


def end_nomination(*, expert: ExpertNomination, by: User, at: dt.datetime | None = None) -> None:
    """The nominating state ends its expert's term today."""
    at = at or timezone.now()
    today = day_of_the_house(at)
    require_member(by, expert.owner)
    with transaction.atomic():
        until = max(today, expert.since + dt.timedelta(days=1))
        before, expert.until = expert.until, until
        expert.save(update_fields=["until"])
        changes = {"until": [before, until]}
        record(by=by, verb="ended a nomination", about=expert, changes=changes, at=at, label=expert.unnamed)


def _require_open(commitment: Commitment, by: User) -> None:
    """Refuse what has ended. Raises DoesNotExist for a commitment that `by` doesn't see."""
    if Commitment.objects.visible_to(by).get(pk=commitment.pk).is_ended:
        raise StepRefused({"": [IT_HAS_ENDED]})


def widen(*, item: Any, audience: str, by: User, at: dt.datetime | None = None) -> None:
    """Let more people see an item: its owner's choice. To narrow is refused, since some have seen it."""
    require_key(by, item.owner)
    if WIDTH.index(audience) <= WIDTH.index(item.audience):
        raise StepRefused({"audience": [_("Choose a wider audience than now; it cannot be narrowed later.")]})
    with transaction.atomic():
        before = item.audience
        changed = type(item).objects.filter(pk=item.pk, audience=before).update(audience=audience)
        if not changed:
            raise StepRefused(
                {"": [_("Somebody changed this meanwhile. Read it as it stands now, then send yours again.")]},
                is_stale=True,
            )
        item.audience = audience
        record(by=by, verb="widened", about=item, changes={"audience": [before, audience]}, at=at)
