"""Letters of the Secretariat: begun, revised, with annexes and finished files, given up."""

import datetime as dt
from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from journal.staff import Work, require_work
from meetings.models import WorkingGroup
from members.models import Participant, User
from papers.choices import AddressedTo, OutgoingStage
from papers.models import (
    AboutWhat,
    FinishedLetter,
    KeptWithALetter,
    LetterAnnex,
    OutgoingLetter,
    PaperVersion,
    RegisteredLetter,
)
from papers.uploads import check_upload
from record.acts import MOVED_MEANWHILE
from record.files import CheckedFile, stored_name
from record.once import done_before
from record.refusals import Refused

DRAFTS = (Work.KEEP, Work.PREPARE)
NOT_A_DRAFT = _("This letter was sent, or given up, meanwhile.")
HAS_IT_ALREADY = _("This letter has that very file already.")
NOT_IN_IT = _("The letter isn't written in this language.")


def begin_letter(
    *,
    kind: str,
    subject: dict[str, str],
    text: dict[str, str],
    to: str,
    by: User,
    group: WorkingGroup | None = None,
    participants: Iterable[Participant] = (),
    annexes: Iterable[PaperVersion] = (),
    answers: RegisteredLetter | None = None,
    about: AboutWhat | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> OutgoingLetter:
    """Begin a letter: nobody outside of the Secretariat reads it until it is sent. The same key again is the first."""
    require_work(by, *DRAFTS)
    at = at or timezone.now()
    letter = OutgoingLetter(by=by, at=at, once_key=once_key)
    _say(letter, kind=kind, subject=subject, text=text, to=to, group=group, answers=answers, by=by, at=at)
    letter.say_about(about)
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
            letter.participants.set(participants if to == AddressedTo.NAMED else ())
            made = _annex(letter, annexes, by, at)
            record(by=by, verb="began a letter", about=letter, changes={"to": [None, to]}, at=at, wrote=made)
    except IntegrityError:
        if already := done_before(OutgoingLetter, once_key, by=by, subject=subject, text=text):
            return already
        raise
    return letter


@transaction.atomic
def revise_letter(
    *,
    letter: OutgoingLetter,
    kind: str,
    subject: dict[str, str],
    text: dict[str, str],
    to: str,
    by: User,
    group: WorkingGroup | None = None,
    participants: Iterable[Participant] = (),
    annexes: Iterable[PaperVersion] = (),
    answers: RegisteredLetter | None = None,
    seen_version: int | None = None,
    at: dt.datetime | None = None,
) -> OutgoingLetter:
    """Say all of it anew. A file that was finished of the words of before isn't sent any more. Raises Refused."""
    require_work(by, *DRAFTS)
    at = at or timezone.now()
    row = locked_draft(letter, seen_version)
    before = [row.to, sorted(row.subject)]
    _say(row, kind=kind, subject=subject, text=text, to=to, group=group, answers=answers, by=by, at=at)
    row.version += 1
    row.save()
    row.participants.set(participants if to == AddressedTo.NAMED else ())
    wanted = {version.pk: version for version in annexes}
    held = {annex.version_id: annex for annex in row.annexes.standing().filter(version__isnull=False)}
    row.annexes.filter(pk__in=[annex.pk for key, annex in held.items() if key not in wanted]).update(taken_off_at=at)
    made = _annex(row, [version for key, version in wanted.items() if key not in held], by, at)
    changes = {"to": [before[0], to], "languages": [before[1], sorted(subject)]}
    record(by=by, verb="revised a letter", about=row, changes=changes, at=at, wrote=made)
    return row


def _say(
    letter: OutgoingLetter,
    *,
    kind: str,
    subject: dict[str, str],
    text: dict[str, str],
    to: str,
    group: WorkingGroup | None,
    answers: RegisteredLetter | None,
    by: User,
    at: dt.datetime,
) -> None:
    letter.kind, letter.to, letter.answers = kind, to, answers
    letter.group = group if to == AddressedTo.GROUP else None
    letter.subject = {language: words.strip() for language, words in subject.items()}
    letter.text = {language: words.strip() for language, words in text.items()}
    letter.changed_by, letter.changed_at = by, at


def _annex(letter: OutgoingLetter, versions: Iterable[PaperVersion], by: User, at: dt.datetime) -> list[LetterAnnex]:
    return [LetterAnnex.objects.create(letter=letter, version=version, by=by, at=at) for version in versions]


def locked_draft(letter: OutgoingLetter, seen_version: int | None = None) -> OutgoingLetter:
    """The row as it is now, held until the transaction ends. Raises Refused where it is no draft any more, or was revised."""
    row = OutgoingLetter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if not row.is_draft:
        raise Refused({"": [NOT_A_DRAFT]}, is_stale=True)
    if seen_version is not None and seen_version != row.version:
        raise Refused({"": [MOVED_MEANWHILE]}, is_stale=True)
    return row


def annex_file(
    *, letter: OutgoingLetter, title: str, file: UploadedFile, by: User, at: dt.datetime | None = None
) -> LetterAnnex:
    """Add a file of the letter's own: an invitation, a programme, a text that is no paper of a commitment."""
    require_work(by, *DRAFTS)
    at, checked = at or timezone.now(), check_upload(file)
    with transaction.atomic():
        row = locked_draft(letter)
        if row.annexes.standing().filter(sha256=checked.sha256).exists():
            raise Refused({"file": [HAS_IT_ALREADY]})
        annex = LetterAnnex(letter=row, title=title.strip())
        _keep(annex, file, checked, by, at)
        _touched(row, by, at)
        changes = {"title": [None, annex.title], "sha256": [None, annex.sha256]}
        record(by=by, verb="annexed a file to a letter", about=row, changes=changes, at=at, wrote=[annex])
        return annex


@transaction.atomic
def take_annex_off(
    *, letter: OutgoingLetter, annex: LetterAnnex, by: User, at: dt.datetime | None = None
) -> OutgoingLetter:
    require_work(by, *DRAFTS)
    at = at or timezone.now()
    row = locked_draft(letter)
    row.annexes.standing().filter(pk=annex.pk).update(taken_off_at=at)
    _touched(row, by, at)
    record(by=by, verb="took an annex off a letter", about=row, changes={"annex": [str(annex), None]}, at=at)
    return row


def finish_letter(
    *, letter: OutgoingLetter, language: str, file: UploadedFile, by: User, at: dt.datetime | None = None
) -> FinishedLetter:
    """Take what somebody made of the letter in a word processor: it goes, in that language, in the place of ours."""
    require_work(by, *DRAFTS)
    at, checked = at or timezone.now(), check_upload(file)
    with transaction.atomic():
        row = locked_draft(letter)
        if language not in row.languages:
            raise Refused({"language": [NOT_IN_IT]})
        finished = FinishedLetter(letter=row, language=language, version=row.version)
        _keep(finished, file, checked, by, at)
        changes = {"language": [None, language], "sha256": [None, finished.sha256]}
        record(by=by, verb="finished a letter", about=row, changes=changes, at=at, wrote=[finished])
        return finished


def _keep(kept: KeptWithALetter, file: UploadedFile, checked: CheckedFile, by: User, at: dt.datetime) -> None:
    kept.name, kept.file_type, kept.size = checked.name, checked.content_type, checked.size
    kept.sha256, kept.by, kept.at = checked.sha256, by, at
    file.seek(0)
    kept.file.save(stored_name(checked), file, save=False)
    kept.save(force_insert=True)


def _touched(letter: OutgoingLetter, by: User, at: dt.datetime) -> None:
    """Another set of annexes stands in the letter, so that what was finished before says too little, or too much."""
    letter.version, letter.changed_by, letter.changed_at = letter.version + 1, by, at
    letter.save(update_fields=["version", "changed_by", "changed_at"])


@transaction.atomic
def give_up_letter(
    *,
    letter: OutgoingLetter,
    by: User,
    reason: str = "",
    seen_version: int | None = None,
    at: dt.datetime | None = None,
) -> OutgoingLetter:
    """It is not sent. It took no number, and stays with the drafts that were given up."""
    require_work(by, *DRAFTS)
    at = at or timezone.now()
    row = locked_draft(letter, seen_version)
    row.stage, row.changed_by, row.changed_at = OutgoingStage.GIVEN_UP, by, at
    row.save(update_fields=["stage", "changed_by", "changed_at"])
    record(by=by, verb="gave up a letter", about=row, changes={"reason": [None, reason.strip()]}, at=at)
    return row
