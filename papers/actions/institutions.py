"""Verbs of institutions: a state nominates one, says anew what it is, lets more see it, ends the term."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.models import Area, Measure
from journal.actions import record
from meetings.actions.owned import require_speaker, widen
from members.actions import enter_item
from members.choices import Audience
from members.models import Participant, User
from papers.models import Institution
from record.acts.offers import MOVED_MEANWHILE
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.once import done_before
from record.refusals import Refused, StepRefused

ENDS_TO_COME = _("A term ends on a day to come.")
HAS_ENDED = _("This term has ended already.")


@dataclass(frozen=True)
class WhatAnInstitutionIs:
    """In which states it sits, and for which measures and areas it is nominated."""

    states: Sequence[Participant] = ()
    measures: Sequence[Measure] = ()
    areas: Sequence[Area] = ()

    def set_on(self, institution: Institution) -> None:
        institution.states.set(self.states)
        institution.measures.set(self.measures)
        institution.areas.set(self.areas)


def nominate_institution(
    *,
    owner: Participant,
    name: dict[str, str],
    what: WhatAnInstitutionIs,
    by: User,
    until: dt.date | None = None,
    audience: str = Audience.SECRETARIAT,
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> Institution:
    """A member nominates an institution, for a term (AA 34).

    The term begins today; where an officer enters what came by `letter`, on the day that it bears. Raises StepRefused.
    """
    at = at or timezone.now()
    today = day_of_the_house(at)
    require_speaker(by, owner, letter, today, None)
    if until is not None and until <= today:
        raise StepRefused({"last_day": [ENDS_TO_COME]})
    said = {"owner": owner, "name": name, "until": until, "audience": audience}
    try:
        with transaction.atomic():
            since = letter.dated if letter and letter.dated else today
            institution = Institution.objects.create(
                since=since, by=by, at=at, changed_at=at, once_key=once_key, **said,
                **(letter.columns() if letter else {}),
            )  # fmt: skip
            what.set_on(institution)
            changes = {"audience": [None, audience], "states": [None, _codes(what.states)]}
            record(by=by, verb="institution: nominated", about=institution, changes=changes, at=at)
            if letter is not None:
                enter_item(institution, letter, by, at)
    except IntegrityError:
        if already := done_before(Institution, once_key, by=by, **said):
            return already
        raise
    return institution


def say_what_institution_is(
    *,
    institution: Institution,
    name: dict[str, str],
    what: WhatAnInstitutionIs,
    by: User,
    letter: ReceivedLetter | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Institution:
    """Its state says anew what it is called, where it sits, and for what it is nominated. Raises StepRefused."""
    at = at or timezone.now()
    require_speaker(by, institution.owner, letter, day_of_the_house(at), institution)
    with transaction.atomic():
        now = _claim(institution, seen_sequence, at)
        before = _codes(now.states.all())
        now.name = name
        now.save(update_fields=["name"])
        what.set_on(now)
        changes = {"states": [before, _codes(what.states)]}
        record(by=by, verb="institution: said anew", about=now, changes=changes, at=at)
        if letter is not None:
            enter_item(now, letter, by, at, what=_("what an institution is"))
    return now


def widen_institution(
    *,
    institution: Institution,
    audience: str,
    by: User,
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> Institution:
    """Its state lets more see it; what some have seen isn't narrowed. Raises StepRefused."""
    widen(item=institution, audience=audience, by=by, letter=letter, at=at)
    return institution


def end_institution(
    *,
    institution: Institution,
    by: User,
    letter: ReceivedLetter | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Institution:
    """Its state ends the term today; by its letter, on the day that this bears. Raises StepRefused."""
    at = at or timezone.now()
    today = day_of_the_house(at)
    require_speaker(by, institution.owner, letter, today, institution)
    with transaction.atomic():
        now = _claim(institution, seen_sequence, at)
        if not now.serves_on(today):
            raise StepRefused({"": [HAS_ENDED]})
        until = max((letter.dated if letter else None) or today, now.since + dt.timedelta(days=1))
        before, now.until = now.until, until
        now.save(update_fields=["until"])
        record(by=by, verb="institution: ended", about=now, changes={"until": [before, until]}, at=at)
        if letter is not None:
            enter_item(now, letter, by, at, what=_("the end of a nomination"))
    return now


def _codes(states: Iterable[Participant]) -> str:
    return ", ".join(sorted(state.code for state in states))


def _claim(institution: Institution, seen_sequence: int | None, at: dt.datetime) -> Institution:
    """Raise its number, if it still is as it was seen. Of two who change it at once the second one is told. Raises Refused."""
    sequence = institution.sequence if seen_sequence is None else seen_sequence
    rows = Institution.objects.filter(pk=institution.pk, sequence=sequence)
    if not rows.update(sequence=F("sequence") + 1, changed_at=at):
        raise Refused({"": [MOVED_MEANWHILE]}, is_stale=True)
    return Institution.objects.select_related("owner").get(pk=institution.pk)
