"""Sharing views and nominating experts."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.models import Measure
from commitments.actions.telling import people_concerned
from commitments.kinds import VIEW_SHARED
from commitments.models import Commitment, ExpertNomination, View
from journal.actions import record
from meetings.access import people_whom_a_state_lets_see
from meetings.actions.owned import require_speaker
from members.access import require_read_here
from members.actions import enter_item
from members.choices import Audience
from members.models import Participant, User
from notices.actions import tell
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.once import done_before
from record.refusals import StepRefused
from record.texts import in_all, language_written

IT_HAS_ENDED = _("This commitment has ended.")


def share_view(
    *,
    commitment: Commitment,
    owner: Participant,
    text: str,
    audience: str,
    by: User,
    language: str = "en",
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> View:
    """Exchange a view through the Chair and the Secretariat (CoA (b)); its owner chooses who sees it.

    An officer writes down what came by `letter`, and the state is told "in your name". Raises StepRefused.
    """
    at = at or timezone.now()
    today = day_of_the_house(at)
    require_speaker(by, owner, letter, today, commitment)
    _require_open(commitment, by)
    if letter is not None:
        require_read_here(audience)
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
                **(letter.columns() if letter else {}),
            )
            concerned = people_concerned(commitment, today).values("pk")
            tell(
                kind=VIEW_SHARED,
                about=commitment,
                occurrence=f"view {view.uid}",
                to=people_whom_a_state_lets_see(audience, today).filter(pk__in=concerned).exclude(pk=by.pk),
                url=view.get_absolute_url(),
                values={"state": owner.code, "commitment": in_all(lambda: commitment.heading)},
                at=at,
            )
            record(by=by, verb="shared a view", about=view, changes={"audience": [None, audience]}, at=at)
            if letter is not None:
                enter_item(view, letter, by, at)
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
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> ExpertNomination:
    """A member nominates an expert or scholar for a measure, for a term (Cooperative Approach, (b)).

    The term begins today; where an officer enters what came by `letter`, on the day that it bears. Raises StepRefused.
    """
    at = at or timezone.now()
    today = day_of_the_house(at)
    require_speaker(by, owner, letter, today, commitment)
    if commitment is not None:
        _require_open(commitment, by)
    if until is not None and until <= today:
        raise StepRefused({"last_day": [_("A term ends on a day to come.")]})
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
            since = letter.dated if letter and letter.dated else today
            expert = ExpertNomination.objects.create(
                since=since, by=by, at=at, once_key=once_key, **said, **(letter.columns() if letter else {})
            )
            changes = {"audience": [None, audience]}
            record(by=by, verb="nominated", about=expert, changes=changes, at=at, label=expert.unnamed)
            if letter is not None:
                enter_item(expert, letter, by, at)
    except IntegrityError:
        if already := done_before(ExpertNomination, once_key, by=by, **said):
            return already
        raise
    return expert


def end_nomination(
    *, expert: ExpertNomination, by: User, letter: ReceivedLetter | None = None, at: dt.datetime | None = None
) -> None:
    """The nominating state ends its expert's term today; by its letter, on the day that this bears. Raises StepRefused."""
    at = at or timezone.now()
    today = day_of_the_house(at)
    require_speaker(by, expert.owner, letter, today, expert)
    with transaction.atomic():
        until = max((letter.dated if letter else None) or today, expert.since + dt.timedelta(days=1))
        before, expert.until = expert.until, until
        expert.save(update_fields=["until"])
        changes = {"until": [before, until]}
        record(by=by, verb="ended a nomination", about=expert, changes=changes, at=at, label=expert.unnamed)
        if letter is not None:
            enter_item(expert, letter, by, at, what=_("the end of a nomination"))


def _require_open(commitment: Commitment, by: User) -> None:
    """Refuse what has ended. Raises DoesNotExist for a commitment that `by` doesn't see."""
    if Commitment.objects.visible_to(by).get(pk=commitment.pk).is_ended:
        raise StepRefused({"": [IT_HAS_ENDED]})
