"""Giving information, alone or together; saying it anew; sending it out."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.actions.shared_audience import (
    answer_to_more,
    ask_for_more,
    forget_the_wish,
    givers_who_agreed,
    is_wider,
)
from activities.actions.telling_of_information import tell_states, tell_those_who_see
from activities.choices import GiverAnswer, InformationStage, WiderAnswer
from activities.kinds import INFORMATION_ASKED
from activities.models import Information, InformationGiver
from catalogue.models import Area, Measure
from journal.actions import record
from journal.staff import Work, require_work
from law.choices import PaperKind
from meetings.actions.owned import require_speaker
from members.actions import enter_for, enter_item
from members.choices import WIDTH, Audience
from members.models import Participant, User
from papers.actions import add_version, ask_to_publish, circulate, looked_through, set_aside
from papers.models import PaperVersion
from papers.uploads import Submitted
from record.acts.offers import MOVED_MEANWHILE
from record.choices import Channel
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.once import done_before
from record.refusals import Refused, StepRefused
from record.texts import in_all

WITHIN_SOMETHING = _("Choose a measure, or an area.")
NEEDS_A_TITLE = _("Give it a title, by which it is listed.")
ENDS_BEFORE = _("The period ends on or after its first day.")
NOT_ASKED = _("This state isn’t asked to give it.")
ONE_NAMED_TWICE = _("The state that gives it isn’t asked to give it together with itself.")
GIVEN_TOGETHER = _("Several states gave it: what is new is given as information of its own, and all of them are asked.")
SENT_ALREADY = _("It was sent out: those who have it keep it. It may be opened to more.")
NOT_SENT_TO_ONE = _("What the Secretariat alone is to see isn’t sent out.")


@dataclass(frozen=True)
class Within:
    """A measure, or an area, within which information is given."""

    measure: Measure | None = None
    area: Area | None = None

    @property
    def lies_in(self) -> Area:
        """Raises StepRefused where neither was chosen."""
        area = self.measure.area if self.measure else self.area
        if area is None:
            raise StepRefused({"measure": [WITHIN_SOMETHING]})
        return area


@dataclass(frozen=True)
class SeenBy:
    """Who is to see information: an audience, and participants besides."""

    audience: str = Audience.MEMBERS
    recipients: Sequence[Participant] = ()


def give_information(
    *,
    owner: Participant,
    within: Within,
    document: Submitted,
    by: User,
    seen: SeenBy = SeenBy(),
    together_with: Sequence[Participant] = (),
    since: dt.date | None = None,
    until: dt.date | None = None,
    to_be_sent: bool = False,
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> Information:
    """A member gives information. Together with others it is given once these agreed, or the one that began it goes on.

    Raises StepRefused.
    """
    at = at or timezone.now()
    require_speaker(by, owner, letter, day_of_the_house(at), None)
    if problems := _why_not(owner, document, since, until, together_with, seen, to_be_sent):
        raise StepRefused(problems)
    document = looked_through(document) or document
    said: dict[str, Any] = {
        "owner": owner,
        "measure": within.measure,
        "area": within.lies_in,
        "title": {document.language or "en": document.title, **document.title_in},
        "since": since,
        "until": until,
        "audience": seen.audience,
        "to_be_sent": to_be_sent,
    }
    try:
        with transaction.atomic():
            stage = InformationStage.ASKED if together_with else InformationStage.GIVEN
            information = _begun(said, stage, document, by, letter, once_key, at)
            information.recipients.set(seen.recipients)
            for state in together_with:
                InformationGiver.objects.create(information=information, participant=state, by=by, at=at)
            if together_with:
                tell_states(INFORMATION_ASKED, information, "asked", together_with, by, at)
            else:
                tell_those_who_see(information, "given", by, at)
    except IntegrityError:
        if already := done_before(Information, once_key, by=by, **said):
            return already
        raise
    return information


def _begun(
    said: dict[str, Any],
    stage: str,
    document: Submitted,
    by: User,
    letter: ReceivedLetter | None,
    once_key: str | None,
    at: dt.datetime,
) -> Information:
    """The row with its first version, the journal's entry, and what an officer entered. In the caller's transaction."""
    uid = uuid.uuid4()
    information = Information.objects.create(
        uid=uid,
        folder=Information.open_folder(uid),
        stage=stage,
        by=by,
        at=at,
        changed_at=at,
        once_key=once_key,
        **said,
        **(letter.columns() if letter else {}),
    )
    version = _write(information, document, by, letter, at)
    changes = {"audience": [None, information.audience]}
    record(by=by, verb="information: given", about=information, changes=changes, at=at, wrote=[version])
    if letter is not None:
        enter_item(information, letter, by, at)
    return information


def _why_not(
    owner: Participant,
    document: Submitted,
    since: dt.date | None,
    until: dt.date | None,
    together_with: Sequence[Participant],
    seen: SeenBy,
    to_be_sent: bool,
) -> dict[str, list[Any]]:
    if not document.title.strip():
        return {"title": [NEEDS_A_TITLE]}
    if since and until and until < since:
        return {"until": [ENDS_BEFORE]}
    if owner in together_with:
        return {"together_with": [ONE_NAMED_TWICE]}
    return {"to_be_sent": [NOT_SENT_TO_ONE]} if to_be_sent and seen.audience == Audience.SECRETARIAT else {}


def answer_together(
    *,
    information: Information,
    participant: Participant,
    answer: str,
    by: User,
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> Information:
    """A state that was asked gives it as well, or not this time; once all of them do, it is given. Raises StepRefused."""
    at = at or timezone.now()
    require_speaker(by, participant, letter, day_of_the_house(at), information)
    with transaction.atomic():
        now = claim_information(information, None, at, tuple(InformationStage))
        giver = InformationGiver.objects.filter(information=now, participant=participant).first()
        if giver is None or (now.is_given and giver.wider != WiderAnswer.ASKED):
            raise StepRefused({"": [NOT_ASKED]})
        if now.is_given:
            answer_to_more(now, giver, answer, by, at, letter)
            if letter is not None:
                _entered_for(participant, now, giver, by, at, letter)
            return now
        before, giver.answer, giver.by, giver.at = giver.answer, answer, by, at
        if letter is not None:
            giver.channel, giver.dated = letter.channel, letter.dated
        giver.save()
        changes = {participant.code: [before, answer]}
        record(by=by, verb="information: answered", about=now, changes=changes, at=at, wrote=[giver])
        if letter is not None:
            _entered_for(participant, now, giver, by, at, letter)
        if not now.givers.exclude(answer=GiverAnswer.AGREED).exists():
            _is_given(now, by, at)
    return now


def _entered_for(
    state: Participant, now: Information, giver: InformationGiver, by: User, at: dt.datetime, letter: ReceivedLetter
) -> None:
    what = in_all(lambda: giver._meta.verbose_name)
    enter_for(state=state, about=now, what=what, url=now.get_absolute_url(), by=by, at=at, letter=letter.reference)


def go_on(
    *,
    information: Information,
    by: User,
    letter: ReceivedLetter | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Information:
    """It is given in the name of those who agreed so far, without waiting for the others. Raises StepRefused."""
    at = at or timezone.now()
    require_speaker(by, information.owner, letter, day_of_the_house(at), information)
    with transaction.atomic():
        now = claim_information(information, seen_sequence, at, (InformationStage.ASKED,))
        now.givers.filter(answer=GiverAnswer.ASKED).update(answer=GiverAnswer.NOT_NOW)
        record(by=by, verb="information: given in the end", about=now, at=at, wrote=list(now.givers.all()))
        _is_given(now, by, at)
        if letter is not None:
            enter_item(now, letter, by, at, what=InformationStage.GIVEN.label)
    return now


def _is_given(now: Information, by: User, at: dt.datetime) -> None:
    now.stage = InformationStage.GIVEN
    now.save(update_fields=["stage"])
    tell_those_who_see(now, "given", by, at)


def say_anew(
    *,
    information: Information,
    document: Submitted,
    by: User,
    letter: ReceivedLetter | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Information:
    """A next version of what one state gave; those who see it are told. What several gave is given anew. Raises StepRefused."""
    at = at or timezone.now()
    require_speaker(by, information.owner, letter, day_of_the_house(at), information)
    if information.given_with:
        raise StepRefused({"": [GIVEN_TOGETHER]})
    document = looked_through(document) or document
    with transaction.atomic():
        now = claim_information(information, seen_sequence, at, (InformationStage.GIVEN, InformationStage.SENT))
        version = _write(now, document, by, letter, at)
        changes = {"version": [version.number - 1, version.number]}
        record(by=by, verb="information: said anew", about=now, changes=changes, at=at, wrote=[version])
        tell_those_who_see(now, f"version {version.number}", by, at)
        if letter is not None:
            enter_item(now, letter, by, at, what=version._meta.verbose_name)
    return now


def send_out(
    *, information: Information, by: User, seen_sequence: int | None = None, at: dt.datetime | None = None
) -> Information:
    """The Secretariat sends it out, as it was asked: a circulation of its newest version to those whom it is for. Raises Refused."""
    require_work(by, Work.KEEP)
    at = at or timezone.now()
    with transaction.atomic():
        now = claim_information(information, seen_sequence, at, (InformationStage.GIVEN,))
        if now.audience == Audience.SECRETARIAT:
            raise Refused({"": [NOT_SENT_TO_ONE]})
        now.stage = InformationStage.SENT
        now.save(update_fields=["stage"])
        sent = circulate(version=newest_version(now), audience=now.audience, comments_by=None, by=by, at=at)
        changes = {"stage": [InformationStage.GIVEN, now.stage]}
        record(by=by, verb="information: sent out", about=now, changes=changes, at=at, wrote=[sent])
    return now


def let_see(
    *,
    information: Information,
    seen: SeenBy,
    by: User,
    letter: ReceivedLetter | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Information:
    """Say anew who sees it: more, or, until it is sent out, fewer. Who sees it newly is told.

    Of information that several give, more see it once each of them agreed, and it is public once each let it be: they are
    asked, and until then it is seen as before. Raises StepRefused.
    """
    at = at or timezone.now()
    require_speaker(by, information.owner, letter, day_of_the_house(at), information)
    with transaction.atomic():
        now = claim_information(information, seen_sequence, at, tuple(InformationStage))
        before, named = now.audience, set(now.recipients.all())
        is_narrower = WIDTH.index(seen.audience) < WIDTH.index(before) or bool(named - set(seen.recipients))
        if is_narrower and now.was_sent:
            raise StepRefused({"audience": [SENT_ALREADY]})
        waits = seen.audience == Audience.PUBLIC != before and bool(now.given_with)
        givers = givers_who_agreed(now) if now.is_given and not waits else []
        if givers and is_wider(now, seen.audience, seen.recipients, day_of_the_house(at)):
            ask_for_more(now, seen.audience, seen.recipients, givers, by, at)
            if letter is not None:
                enter_item(now, letter, by, at, what=_("who sees it"))
            return now
        if not before == seen.audience == Audience.PUBLIC:
            set_aside(now, by, at)
        forget_the_wish(now)
        now.audience = before if waits else seen.audience
        now.save(update_fields=["audience"])
        now.recipients.set(seen.recipients)
        if waits:
            states = [now.owner, *now.given_with]
            told = what_is_asked_about(now)
            ask_to_publish(thing=now, states=states, by=by, at=at, agreeing=now.owner, letter=letter, told=told)
        changes = {"audience": [before, now.audience], "recipients": [_codes(named), _codes(seen.recipients)]}
        record(by=by, verb="information: who sees it", about=now, changes=changes, at=at)
        if now.is_given:
            tell_those_who_see(now, "given", by, at)
        if letter is not None:
            enter_item(now, letter, by, at, what=_("who sees it"))
    return now


def _codes(states: Iterable[Participant]) -> str:
    return ", ".join(sorted(state.code for state in states))


def newest_version(information: Information) -> PaperVersion:
    rows = PaperVersion.objects.filter(paper__folder=information.folder_id).select_related("paper")
    return rows.latest("number")


def what_is_asked_about(information: Information) -> dict[str, Any]:
    """Of whether it may be public: the version of now, and of none to come."""
    return {"number": newest_version(information).number}


def claim_information(
    information: Information, seen_sequence: int | None, at: dt.datetime, of: Iterable[str]
) -> Information:
    """Raise its number, if it still is as it was seen. Of two who change it at once the second one is told. Raises Refused."""
    sequence = information.sequence if seen_sequence is None else seen_sequence
    rows = Information.objects.filter(pk=information.pk, sequence=sequence, stage__in=tuple(of))
    if not rows.update(sequence=F("sequence") + 1, changed_at=at):
        raise Refused({"": [MOVED_MEANWHILE]}, is_stale=True)
    return Information.objects.select_related("owner", "folder").get(pk=information.pk)


def _write(
    information: Information, document: Submitted, by: User, letter: ReceivedLetter | None, at: dt.datetime
) -> PaperVersion:
    return add_version(
        folder=information.folder,
        title=document.title or information.about_what,
        kind=PaperKind.INFORMATION,
        submitted=document,
        by=by,
        on_behalf_of_id=information.owner_id,
        channel=letter.channel if letter else Channel.PORTAL,
        at=at,
    )
