"""Letters: one that came in is registered, one that went out is entered; laid to somebody, answered, closed."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from journal.actions import record
from journal.names import name_of
from journal.staff import only_officers
from members.actions import enter_for
from members.models import Participant, User
from papers.access import addressed_by
from papers.choices import Direction
from papers.models import LetterDeed, RegisteredLetter, ScanOfALetter
from papers.uploads import check_letter
from record.corrections import WAS_CORRECTED
from record.dates import day_of_the_house
from record.files import CheckedFile, stored_name
from record.models import is_mistaken
from record.named import called
from record.once import done_before
from record.references import next_in
from record.refusals import Refused
from record.texts import FALLBACK, in_all

NOT_YET = _("This day hasn't come yet.")
BEFORE_IT_WAS_WRITTEN = _("It can't have arrived before the day on which it was written.")
SENT_BEFORE_IT_WAS_WRITTEN = _("It can't have gone out before the day on which it was written.")
FROM_ONE = _("Name the participant, or say in words from whom it came: one of them.")
TO_SOMEBODY = _("Say to whom it went.")
UNTIL_GONE = _("This day is past.")
NOT_ITSELF = _("A letter doesn't answer itself.")
WRITTEN_LATER = _("That one is dated later.")
HAS_IT_ALREADY = _("This letter has that very file already.")
CLOSED_ALREADY = _("It is closed already.")


def register_letter(
    *,
    series: str,
    dated: dt.date,
    day: dt.date,
    channel: str,
    subject: str,
    by: User,
    participant: Participant | None = None,
    other_party: str = "",
    language: str = "",
    own_number: str = "",
    scan: UploadedFile | None = None,
    answers: RegisteredLetter | None = None,
    officer: User | None = None,
    until: dt.date | None = None,
    note: str = "",
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> RegisteredLetter:
    """Give a letter that came in its number and keep it; the state it came from is told, and can say that it isn't its own.

    Two at once never have one number, nor leave one out: the second is refused by the database and, at every door, tried
    again (`record.once`). Raises Refused; ValidationError where the scan can't be taken.
    """
    only_officers(by)
    at = at or timezone.now()
    problems = _problems_of_days(dated, day, at, BEFORE_IT_WAS_WRITTEN) | _problems_of_waiting(officer, until, at)
    if (participant is None) is (not other_party.strip()):
        problems["participant"] = [FROM_ONE]
    letter = RegisteredLetter(
        direction=Direction.IN,
        series=series,
        dated=dated,
        day=day,
        participant=participant,
        other_party=other_party.strip(),
        channel=channel,
        subject=subject.strip(),
        language=language or None,
        own_number=own_number.strip(),
        answers=answers,
        officer=officer,
        until=until,
        note=note.strip(),
        by=by,
        at=at,
        once_key=once_key,
    )
    problems |= _problems_of_answering(letter, answers)
    if problems:
        raise Refused(problems)
    return _kept(letter, scan, ())


def enter_sent_letter(
    *,
    series: str,
    dated: dt.date,
    day: dt.date,
    channel: str,
    subject: str,
    by: User,
    to: str = "",
    addressees: Iterable[Participant] = (),
    other_party: str = "",
    language: str = "",
    scan: UploadedFile | None = None,
    answers: RegisteredLetter | None = None,
    note: str = "",
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> RegisteredLetter:
    """Give a letter that went out its number, and keep what was sent with its digest. Raises Refused, ValidationError.

    `to` says whom it went to where that isn't said one by one: all that were members, or observers, on its day.
    """
    only_officers(by)
    at, states = at or timezone.now(), tuple(addressed_by(to, None, (), day) if to else addressees)
    letter = RegisteredLetter(
        direction=Direction.OUT,
        series=series,
        dated=dated,
        day=day,
        other_party=other_party.strip(),
        channel=channel,
        subject=subject.strip(),
        language=language or None,
        answers=answers,
        note=note.strip(),
        by=by,
        at=at,
        once_key=once_key,
    )
    problems = _problems_of_days(dated, day, at, SENT_BEFORE_IT_WAS_WRITTEN) | _problems_of_answering(letter, answers)
    if not states and not letter.other_party:
        problems["addressees"] = [TO_SOMEBODY]
    if problems:
        raise Refused(problems)
    return _kept(letter, scan, states)


def _kept(letter: RegisteredLetter, scan: UploadedFile | None, states: tuple[Participant, ...]) -> RegisteredLetter:
    """With its number, its scan and whom it went to, in one transaction; what the same key made before is found again."""
    # Before the transaction: it takes a process of its own and seconds.
    checked = check_letter(scan) if scan is not None else None
    letter.year = letter.day.year
    try:
        with transaction.atomic():
            letter.number = _next_number(letter)
            letter.save(force_insert=True)
            letter.addressees.set(states)
            kept = keep_scan(letter, scan, checked, letter.by, letter.at) if scan and checked else None
            if letter.participant is not None:
                _enter_for_the_state(letter, letter.participant)
            changes = {"reference": [None, letter.reference], "to": [None, [state.code for state in states]]}
            verb = "registered a letter" if letter.is_incoming else "entered a letter that went out"
            record(by=letter.by, verb=verb, about=letter, changes=changes, at=letter.at, wrote=[kept])
    except IntegrityError:
        same = {name: getattr(letter, name) for name in ("direction", "subject", "participant_id", "dated")}
        if already := done_before(RegisteredLetter, letter.once_key, by=letter.by, **same):
            return already
        raise
    return letter


def _next_number(letter: RegisteredLetter) -> int:
    """Of its series and year. Whoever comes second waits at the last letter there is until the first is through."""
    same = {"direction": letter.direction, "series": letter.series, "year": letter.year}
    rows = RegisteredLetter.everything.filter(**same)
    rows.select_for_update(of=("self",)).order_by("-number").first()
    return next_in(rows)


def _enter_for_the_state(letter: RegisteredLetter, state: Participant) -> None:
    enter_for(
        state=state,
        about=letter,
        what=in_all(lambda: _now("A letter of yours was registered: %(subject)s") % {"subject": letter.subject}),
        url=letter.get_absolute_url(),
        by=letter.by,
        at=letter.at,
        letter=letter.citation,
    )


def _problems_of_days(dated: dt.date, day: dt.date, at: dt.datetime, before: Any) -> dict[str, list[Any]]:
    if day > day_of_the_house(at):
        return {"day": [NOT_YET]}
    return {"dated": [before]} if dated > day else {}


def _problems_of_waiting(officer: User | None, until: dt.date | None, at: dt.datetime) -> dict[str, list[Any]]:
    if (officer is None) is not (until is None):
        return {"until" if until is None else "officer": [_("Say who sees to it, and until when.")]}
    return {"until": [UNTIL_GONE]} if until is not None and until < day_of_the_house(at) else {}


def _problems_of_answering(letter: RegisteredLetter, answered: RegisteredLetter | None) -> dict[str, list[Any]]:
    if answered is None:
        return {}
    if answered.pk == letter.pk:
        return {"answers": [NOT_ITSELF]}
    return {"answers": [WRITTEN_LATER]} if answered.dated > letter.dated else {}


@transaction.atomic
def lay_letter(
    *, letter: RegisteredLetter, officer: User, until: dt.date, by: User, at: dt.datetime | None = None
) -> RegisteredLetter:
    """Say who sees to it, until when; it stands on the desk till it is closed. One that was closed waits again."""
    only_officers(by)
    at = at or timezone.now()
    row = _locked(letter)
    if problems := _problems_of_waiting(officer, until, at):
        raise Refused(problems)
    changes = {
        "officer": [str(row.officer or ""), str(officer)],
        "until": [row.until, until],
        "closed_at": [row.closed_at, None],
    }
    row.officer, row.until, row.closed_at, row.closed_by = officer, until, None, None
    row.save(update_fields=["officer", "until", "closed_at", "closed_by"])
    record(by=by, verb="laid a letter to somebody", about=row, changes=changes, at=at)
    return row


@transaction.atomic
def say_what_it_answers(
    *, letter: RegisteredLetter, answers: RegisteredLetter, by: User, at: dt.datetime | None = None
) -> RegisteredLetter:
    """Say which earlier letter it answers; said again, it is the one said last."""
    only_officers(by)
    row = _locked(letter)
    if problems := _problems_of_answering(row, answers):
        raise Refused(problems)
    before = str(row.answers.uid) if row.answers else None
    row.answers = answers
    row.save(update_fields=["answers"])
    record(by=by, verb="said what a letter answers", about=row, changes={"answers": [before, str(answers.uid)]}, at=at)
    return row


@transaction.atomic
def close_letter(
    *, letter: RegisteredLetter, closing: str = "", by: User, at: dt.datetime | None = None
) -> RegisteredLetter:
    """Nobody sees to it any more. Raises Refused where it was closed meanwhile."""
    only_officers(by)
    at = at or timezone.now()
    row = _locked(letter)
    if row.closed_at is not None:
        raise Refused({"": [CLOSED_ALREADY]}, is_stale=True)
    row.closed_at, row.closed_by, row.closing = at, by, closing.strip()
    row.save(update_fields=["closed_at", "closed_by", "closing"])
    record(by=by, verb="closed a letter", about=row, changes={"closing": [None, row.closing]}, at=at)
    return row


def add_scan(*, letter: RegisteredLetter, scan: UploadedFile, by: User, at: dt.datetime | None = None) -> ScanOfALetter:
    """Keep another scan with a letter, once it was looked through. Raises ValidationError, Refused."""
    only_officers(by)
    at, checked = at or timezone.now(), check_letter(scan)
    with transaction.atomic():
        row = _locked(letter)
        kept = keep_scan(row, scan, checked, by, at)
        said = {"file": [None, kept.name], "sha256": [None, kept.sha256]}
        record(by=by, verb="added a scan of a letter", about=row, changes=said, at=at, wrote=[kept])
        return kept


def _locked(letter: RegisteredLetter) -> RegisteredLetter:
    """The row as it is now, held until the transaction ends. Raises Refused where it was found to be a mistake."""
    row = RegisteredLetter.everything.select_for_update(of=("self",)).get(pk=letter.pk)
    if is_mistaken(row):
        raise Refused({"": [WAS_CORRECTED]}, is_stale=True)
    return row


def keep_scan(
    letter: RegisteredLetter,
    scan: UploadedFile,
    checked: CheckedFile,
    by: User,
    at: dt.datetime,
    addressee: Participant | None = None,
) -> ScanOfALetter:
    """Keep what was looked through, or made here, as the letter's next file. In the caller's transaction."""
    if ScanOfALetter.objects.filter(letter=letter, sha256=checked.sha256).exists():
        raise Refused({"scan": [HAS_IT_ALREADY]})
    kept = ScanOfALetter(
        letter=letter,
        addressee=addressee,
        number=next_in(ScanOfALetter.everything.numbered_with(letter, addressee)),
        name=checked.name,
        file_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        by=by,
        at=at,
    )
    scan.seek(0)
    kept.file.save(stored_name(checked), scan, save=False)
    kept.save(force_insert=True)
    return kept


def tell_what_it_did(
    *,
    letter: RegisteredLetter,
    noun: str,
    act: str,
    what: dict[str, str],
    thing: Model,
    url: str,
    at: dt.datetime,
) -> LetterDeed:
    """Keep that an act was entered from a letter, in the act's own transaction; the same again is the first."""
    name = name_of(thing)
    with override(FALLBACK):
        label = called(thing)
    return LetterDeed.objects.get_or_create(
        letter=letter,
        noun=noun,
        act=act,
        about_kind=name.kind,
        about_key=name.key,
        defaults={"what": what, "about_label": label[:300], "url": url[:300], "at": at},
    )[0]
