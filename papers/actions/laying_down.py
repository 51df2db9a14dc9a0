"""Papers that the Secretariat lays down by itself: laid down, said anew, circulated to whom they are for, left on file."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from journal.staff import Work, require_work
from meetings.models import WorkingGroup
from members.choices import Audience
from members.models import Participant, User
from papers.access import addressed_by
from papers.actions.papers import circulate, keep_version, looked_through
from papers.choices import AddressedTo
from papers.models import AboutWhat, Circulation, Folder, Paper, PaperVersion
from papers.uploads import Submitted
from record.choices import Channel
from record.dates import day_of_the_house
from record.once import done_before
from record.refusals import Refused
from record.texts import language_written

LAYS_DOWN = (Work.KEEP, Work.PREPARE)
NOBODY_ADDRESSED = _("On this day nobody is addressed: choose to whom it goes.")
NEEDS_ITS_TITLE = _("Give it a title, by which it is listed.")
SYMBOL_TAKEN = _("Another paper has this symbol.")
NO_SYMBOL = _("A symbol is made of Latin letters, digits, full stops, hyphens and slashes.")
SAYS_THE_SAME = _("This is the newest version, as it stands.")
WENT_ALREADY = _("This version went to them already.")
WAITS_NOT = _("It was circulated, or left on file, already.")
SYMBOL = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*(/[A-Za-z0-9][A-Za-z0-9.-]*)*")
# What stands in a symbol of ours before its part by chance, since a number would tell how many others there are.
OURS = "SEC-"


def why_no_symbol(symbol: str) -> list[object]:
    """What is wrong with a symbol that somebody gives a paper: sentences."""
    if not SYMBOL.fullmatch(symbol):
        return [NO_SYMBOL]
    taken = Paper.objects.filter(symbol=symbol).exists() or Folder.objects.filter(reference=symbol).exists()
    return [SYMBOL_TAKEN] if taken else []


def lay_down(
    *,
    kind: str,
    document: Submitted,
    by: User,
    symbol: str = "",
    about: AboutWhat | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> Paper:
    """Keep a paper of the Secretariat's own. Its staff alone read it until it is circulated. The same key again is the first."""
    require_work(by, *LAYS_DOWN)
    at, title = at or timezone.now(), document.title.strip()
    if not title:
        raise Refused({"title": [NEEDS_ITS_TITLE]})
    document = looked_through(document) or document
    if symbol and not done_before(Paper, once_key, by=by, title=title) and (problems := why_no_symbol(symbol)):
        raise Refused({"symbol": problems})
    symbol = symbol or f"{OURS}{uuid.uuid4().hex[:8].upper()}"
    paper = Paper(kind=kind, symbol=symbol, title=title, title_in=document.title_in, by=by, at=at, once_key=once_key)
    paper.language = document.language or language_written(title)
    paper.say_about(about)
    try:
        with transaction.atomic():
            paper.folder = Folder.objects.create(reference=symbol[:50])
            paper.save(force_insert=True)
            version = keep_version(paper, document, by=by, on_behalf_of_id=None, channel=Channel.PORTAL, at=at)
            changes = {"kind": [None, kind]}
            record(by=by, verb="laid down a paper", about=paper, changes=changes, at=at, wrote=[version])
    except IntegrityError:
        if already := done_before(Paper, once_key, by=by, title=title):
            return already
        raise
    return paper


def newest_of(paper: Paper) -> PaperVersion:
    """Its newest version: it has one from the day on which it was laid down."""
    return paper.versions.order_by("-number")[:1].get()


def say_anew(*, paper: Paper, document: Submitted, by: User, at: dt.datetime | None = None) -> PaperVersion:
    """Keep its next version. Whoever reads the one before reads it once it is circulated. Raises Refused."""
    require_work(by, *LAYS_DOWN)
    at = at or timezone.now()
    document = looked_through(document) or document
    with transaction.atomic():
        row = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
        before = newest_of(row).sha256
        version = keep_version(row, document, by=by, on_behalf_of_id=None, channel=Channel.PORTAL, at=at)
        if version.sha256 == before:
            raise Refused({"file" if document.file else "text": [SAYS_THE_SAME]}, is_stale=False)
        # It waits again for whoever said it anew.
        row.on_file_at = None
        row.save(update_fields=["on_file_at"])
        changes = {"version": [version.number - 1, version.number]}
        record(by=by, verb="laid down a new version", about=row, changes=changes, at=at, wrote=[version])
    return version


@dataclass(frozen=True)
class SentTo:
    """To whom a paper goes: an audience; or, of a group and of those named, these alone, as they stand on the day."""

    audience: str
    named: tuple[Participant, ...] = ()

    @classmethod
    def of(cls, to: str, group: WorkingGroup | None, named: Iterable[Participant], on: dt.date) -> "SentTo":
        if to == AddressedTo.MEMBERS:
            return cls(Audience.MEMBERS)
        if to == AddressedTo.EVERYBODY:
            return cls(Audience.OBSERVERS)
        these = addressed_by(to, group, [participant.pk for participant in named], on)
        return cls(Audience.SECRETARIAT, tuple(these))

    def why_not(self, version: PaperVersion) -> list[object]:
        """What stands in the way of sending it, in sentences."""
        if self.audience == Audience.SECRETARIAT and not self.named:
            return [NOBODY_ADDRESSED]
        these = {participant.pk for participant in self.named}
        sent = Circulation.objects.filter(version=version, audience=self.audience).prefetch_related("participants")
        if any({participant.pk for participant in circulation.participants.all()} == these for circulation in sent):
            return [WENT_ALREADY]
        return []


def circulate_paper(
    *,
    paper: Paper,
    to: str,
    by: User,
    group: WorkingGroup | None = None,
    participants: Iterable[Participant] = (),
    comments_by: dt.date | None = None,
    at: dt.datetime | None = None,
) -> Circulation:
    """Send its newest version to whom it is for: they are told, and those on paper stand on the list. Raises Refused."""
    require_work(by, Work.KEEP)
    at = at or timezone.now()
    with transaction.atomic():
        row = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
        version, sent_to = newest_of(row), SentTo.of(to, group, participants, day_of_the_house(at))
        if problems := sent_to.why_not(version):
            raise Refused({"": problems})
        sent = circulate(
            version=version, audience=sent_to.audience, comments_by=comments_by, by=by, at=at, named=sent_to.named
        )
        changes = {"to": [None, to], "version": [None, version.number]}
        record(by=by, verb="circulated a paper", about=row, changes=changes, at=at, wrote=[sent])
    return sent


@transaction.atomic
def leave_on_file(*, paper: Paper, by: User, at: dt.datetime | None = None) -> Paper:
    """It is kept, and waits for nobody to circulate it. It may be circulated still."""
    require_work(by, *LAYS_DOWN)
    at = at or timezone.now()
    row = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if row.on_file_at is not None:
        raise Refused({"": [WAITS_NOT]}, is_stale=True)
    row.on_file_at = at
    row.save(update_fields=["on_file_at"])
    record(by=by, verb="left a paper on file", about=row, changes={}, at=at)
    return row
