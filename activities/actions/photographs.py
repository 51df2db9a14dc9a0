"""Photographs of what was held: added, with consent, and no longer than it lasts."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.actions.telling_of_photographs import (
    tell_that_one_is_shown,
    tell_that_one_is_withdrawn,
    tell_that_one_waits,
    who_sees_it,
)
from activities.choices import Consent
from activities.models import Activity, Photograph
from journal.actions import record
from journal.staff import is_officer
from meetings.actions.owned import require_speaker
from members.actions import enter_for
from members.models import User
from papers.uploads import bare_picture, check_picture
from record.acts.offers import MOVED_MEANWHILE
from record.dates import day_of_the_house
from record.files import stored_name
from record.letters import ReceivedLetter
from record.once import done_before
from record.refusals import Refused
from record.texts import in_all, language_written

DAY_TO_COME = _("A photograph is taken, and consent given, today at the latest.")
HAS_IT_ALREADY = _("The activity has this photograph already.")


@dataclass(frozen=True)
class Picture:
    """What a state hands in of a photograph: the file, what is to be seen, what it says below, when and by whom it was taken."""

    file: UploadedFile
    alt: str
    caption: str = ""
    taken_on: dt.date | None = None
    photographer: str = ""
    language: str = ""

    @property
    def said(self) -> dict[str, Any]:
        return {
            "alt": self.alt.strip(),
            "caption": self.caption.strip(),
            "taken_on": self.taken_on,
            "photographer": self.photographer.strip(),
        }


def add_photograph(
    *,
    activity: Activity,
    picture: Picture,
    by: User,
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> Photograph:
    """The state that leads it adds one; until consent is on record nobody else but the Secretariat sees it. Raises StepRefused."""
    at = at or timezone.now()
    today = day_of_the_house(at)
    require_speaker(by, activity.owner, letter, today, activity)
    if picture.taken_on and picture.taken_on > today:
        raise Refused({"taken_on": [DAY_TO_COME]})
    checked, data = bare_picture(check_picture(picture.file), _content_of(picture.file))
    said = {"activity": activity, "owner": activity.owner, "sha256": checked.sha256, **picture.said}
    if already := done_before(Photograph, once_key, by=by, **said):
        return already
    if Photograph.objects.filter(activity=activity, sha256=checked.sha256).exists():
        raise Refused({"file": [HAS_IT_ALREADY]})
    language = picture.language or language_written(f"{picture.alt} {picture.caption}")
    photograph = Photograph(
        file_type=checked.content_type, size=checked.size, language=language, by=by, at=at, once_key=once_key, **said,
        **(letter.columns() if letter else {}),
    )  # fmt: skip
    try:
        with transaction.atomic():
            photograph.file.save(stored_name(checked), ContentFile(data), save=False)
            photograph.save(force_insert=True)
            _keep(photograph, "photograph: added", {"sha256": [None, checked.sha256]}, by, letter, at)
            tell_that_one_waits(photograph, by, at)
    except IntegrityError:
        if already := done_before(Photograph, once_key, by=by, **said):
            return already
        raise
    return photograph


def say_consent(
    *,
    photograph: Photograph,
    consent_by: str,
    consent_how: str,
    consent_on: dt.date,
    by: User,
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> Photograph:
    """Who is in it agreed: whoever sees the activity sees it from now on. Raises StepRefused."""
    at = at or timezone.now()
    today = day_of_the_house(at)
    require_speaker(by, photograph.owner, letter, today, photograph.activity)
    if consent_on > today:
        raise Refused({"consent_on": [DAY_TO_COME]})
    said = {"consent_by": consent_by.strip(), "consent_how": consent_how.strip(), "consent_on": consent_on}
    with transaction.atomic():
        _move(photograph, Consent.WAITED_FOR, {"consent": Consent.GIVEN, **said})
        changes: dict[str, Any] = {"consent": [Consent.WAITED_FOR, Consent.GIVEN]}
        _keep(photograph, "photograph: consent", changes, by, letter, at)
        tell_that_one_is_shown(photograph, by, at)
    return photograph


def withdraw_consent(
    *, photograph: Photograph, by: User, letter: ReceivedLetter | None = None, at: dt.datetime | None = None
) -> Photograph:
    """It is shown no longer, and its file handed out to nobody; of the state that leads the activity, or an officer.

    Nobody need say why. Raises StepRefused.
    """
    at = at or timezone.now()
    if letter is not None or not is_officer(by):
        require_speaker(by, photograph.owner, letter, day_of_the_house(at), photograph.activity)
    before = photograph.consent
    with transaction.atomic():
        saw = who_sees_it(photograph, at)
        _move(photograph, before, {"consent": Consent.WITHDRAWN, "withdrawn_at": at})
        _keep(photograph, "photograph: withdrawn", {"consent": [before, Consent.WITHDRAWN]}, by, letter, at)
        tell_that_one_is_withdrawn(photograph, saw, by, at)
    return photograph


def _content_of(file: UploadedFile) -> bytes:
    file.seek(0)
    return file.read()


def _move(photograph: Photograph, before: str, values: dict[str, Any]) -> None:
    """By compare-and-swap: of two who say something of its consent at once, the second is told."""
    if (
        not Photograph.objects.filter(pk=photograph.pk, consent=before)
        .exclude(consent=values["consent"])
        .update(**values)
    ):
        raise Refused({"": [MOVED_MEANWHILE]}, is_stale=True)
    for name, value in values.items():
        setattr(photograph, name, value)


def _keep(
    photograph: Photograph, verb: str, changes: dict[str, Any], by: User, letter: ReceivedLetter | None, at: dt.datetime
) -> None:
    """The journal's entry, and what an officer entered in its state's name. In the caller's transaction."""
    record(by=by, verb=verb, about=photograph, changes=changes, at=at)
    if letter is not None:
        enter_for(
            state=photograph.owner, about=photograph, what=in_all(lambda: photograph._meta.verbose_name),
            url=photograph.get_absolute_url(), by=by, at=at, letter=letter.reference,
        )  # fmt: skip
