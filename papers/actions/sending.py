"""Sending a letter of the Secretariat: it gets its number, stands in the register with what was sent, and those addressed are told."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from journal.staff import only_officers
from members.models import Participant, User
from notices.access import acted_for
from notices.actions import tell
from papers.access import addressees_of, who_may_not_read
from papers.actions.correspondence import enter_sent_letter, keep_scan
from papers.actions.outgoing import locked_draft
from papers.choices import OutgoingStage
from papers.kinds import LETTER_SENT
from papers.letters import LetterToWrite
from papers.models import LetterAnnex, OutgoingLetter, PaperVersion, RegisteredLetter, ScanOfALetter
from papers.words import WordingsOfLetters
from record.dates import day_of_the_house
from record.references import next_in
from record.refusals import Refused
from record.templatetags.signs import in_words

NOBODY = _("On that day nobody is addressed: choose to whom it goes.")
NO_WORDS = _("Write the subject and the text, in one language at least.")


def letter_to_write(
    letter: OutgoingLetter, on: dt.date, *, number: str = "", day: dt.date | None = None, to: Participant | None = None
) -> LetterToWrite:
    """The letter with what stands in it on a day, for whoever writes it or looks at it."""
    annexes = letter.annexes.standing().select_related("version__paper__folder")
    return LetterToWrite(
        letter=letter,
        addressees=list(addressees_of(letter, on)),
        annexes=list(annexes),
        wordings=WordingsOfLetters(),
        number=number,
        day=day,
        to=to,
    )


def not_open(versions: Sequence[PaperVersion], addressees: Sequence[Participant], on: dt.date) -> list[str]:
    """A sentence for each annex that somebody who is addressed may not read."""
    sentences = []
    for version in versions:
        if others := who_may_not_read(version, addressees, on):
            words = {"annex": version.designation, "states": in_words(others), "folder": version.paper.folder.reference}
            sentences.append(
                _now(
                    "%(annex)s is not open to all who are addressed: %(states)s. A letter opens no paper to anybody. To"
                    " whom it goes is decided where it is circulated, on the page of %(folder)s; or take it off."
                )
                % words
            )
    return sentences


def why_not_sent(writing: LetterToWrite, on: dt.date) -> list[Any]:
    """What stands in the way of sending it on a day, in sentences."""
    problems: list[Any] = []
    if not writing.letter.languages:
        problems.append(NO_WORDS)
    if not writing.addressees:
        problems.append(NOBODY)
    versions = [annex.version for annex in writing.annexes if annex.version is not None]
    return problems + not_open(versions, writing.addressees, on)


@transaction.atomic
def send_letter(
    *,
    letter: OutgoingLetter,
    day: dt.date,
    channel: str,
    by: User,
    seen_version: int | None = None,
    at: dt.datetime | None = None,
) -> OutgoingLetter:
    """It goes: numbered, written once and for all, kept with the digest of each file, and told to those it is addressed to.

    Nothing is opened to anybody by it: an annex that one of them may not read is refused. Raises Refused.
    """
    only_officers(by)
    at = at or timezone.now()
    row = locked_draft(letter, seen_version)
    writing = letter_to_write(row, day)
    if problems := why_not_sent(writing, day):
        raise Refused({"": problems})
    language = row.languages[0]
    registered = enter_sent_letter(
        series=writing.wording(language).series,
        dated=day,
        day=day,
        channel=channel,
        subject=row.subject[language],
        language=language,
        addressees=writing.addressees,
        answers=row.answers,
        by=by,
        at=at,
    )
    kept = _keep_what_goes(letter_to_write(row, day, number=registered.reference, day=day), registered, by, at)
    row.stage, row.sent_as, row.changed_by, row.changed_at = OutgoingStage.SENT, registered, by, at
    row.save(update_fields=["stage", "sent_as", "changed_by", "changed_at"])
    _tell_those_addressed(row, registered, writing.addressees, at)
    changes = {"reference": [None, registered.reference]}
    record(by=by, verb="sent a letter", about=row, changes=changes, at=at, wrote=kept)
    return row


def _keep_what_goes(
    writing: LetterToWrite, registered: RegisteredLetter, by: User, at: dt.datetime
) -> list[ScanOfALetter]:
    """Its files in each language, for each of those addressed its own copy, then its annexes that are files."""
    made = [
        keep_scan(registered, SimpleUploadedFile(file.name, file.data), file.checked, by, at, addressee)
        for addressee, file in writing.files()
    ]
    return made + [_keep_annex(annex, registered, by, at) for annex in writing.annexes if annex.version is None]


def _keep_annex(annex: LetterAnnex, registered: RegisteredLetter, by: User, at: dt.datetime) -> ScanOfALetter:
    """The very file that was taken in: it is on the disk already."""
    kept = ScanOfALetter(
        letter=registered,
        number=next_in(ScanOfALetter.everything.filter(letter=registered)),
        file=annex.file.name,
        name=f"{annex.title}.{annex.extension}"[-140:],
        file_type=annex.file_type,
        size=annex.size,
        sha256=annex.sha256,
        by=by,
        at=at,
    )
    kept.save(force_insert=True)
    return kept


def _tell_those_addressed(
    letter: OutgoingLetter, registered: RegisteredLetter, addressees: Sequence[Participant], at: dt.datetime
) -> None:
    """In the portal and by letter; one for which nobody acts stands on the list of what is to be served on paper."""
    keys = [participant.pk for participant in addressees]
    posts = acted_for(day_of_the_house(at)).filter(participant__in=keys)
    tell(
        kind=LETTER_SENT,
        about=registered,
        occurrence="sent",
        to=User.objects.filter(pk__in=posts.values("user")),
        url=registered.get_absolute_url(),
        values={"subject": letter.subject},
        states=Participant.objects.filter(pk__in=keys),
        at=at,
    )
