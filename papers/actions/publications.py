"""Verbs of publications: begin one, say anew what it is, hand a text in, ask the states concerned, publish, withdraw."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.models import Area, Measure
from journal.actions import record
from journal.staff import Work, require_work
from law.choices import PaperKind
from meetings.actions.owned import require_speaker
from members.actions import enter_for
from members.choices import Audience
from members.models import Participant, User
from papers.actions.papers import add_version, looked_through
from papers.actions.publishing import answer_to_publish, ask_to_publish, no_longer_public, set_aside
from papers.actions.telling_of_publications import tell_everybody, tell_of_a_text
from papers.choices import PublicationStage
from papers.kinds import PUBLICATION_PUBLISHED, PUBLICATION_WITHDRAWN
from papers.models import Circulation, Institution, Paper, PaperVersion, Publication, PublicationText
from papers.uploads import Submitted
from record.acts.offers import MOVED_MEANWHILE
from record.choices import Channel
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.once import done_before
from record.refusals import Refused
from record.texts import in_all

NOTHING_TO_ASK = _("Hand a text in first: there is none of which the states concerned weren’t asked.")
NOT_AGREED = _("It is published once every state concerned agreed.")
PUBLISHED_ALREADY = _("The text in this language is published. Withdraw it first, or begin another publication.")
KIND_IS_PUBLISHED = _("It is published as this kind. Withdraw it first, or begin another publication.")
NOT_OF_THOSE_CONCERNED = _("Texts are handed in by the Secretariat and the states concerned.")
NOT_PUBLISHED = _("It isn’t published.")
NOBODY_NAMED = _("Name the states concerned: each of them is asked before it is published.")


@dataclass(frozen=True)
class ContributorSaid:
    """Who beside states had a part in a publication; the state is that of an institution, where one is named.

    `institution` is the key of one that a state nominated.
    """

    kind: str
    name: str
    state: str = ""
    institution: str = ""


@dataclass(frozen=True)
class WhatItIs:
    """What is said of a publication, apart from its title."""

    kind: str
    measure: Measure | None = None
    area: Area | None = None
    states: Sequence[Participant] = ()
    contributors: Sequence[ContributorSaid] = ()
    made_from: Sequence[Paper] = ()
    decision: str = ""
    audience: str = Audience.SECRETARIAT

    def columns(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "measure": self.measure,
            "area": self.measure.area if self.measure else self.area,
            "decision": self.decision,
            "audience": self.audience,
            "contributors": [vars(row) for row in self.contributors],
        }

    def set_on(self, publication: Publication) -> None:
        publication.states.set(self.states)
        publication.made_from.set(self.made_from)
        keys = [row.institution for row in self.contributors if row.institution]
        publication.institutions.set(Institution.objects.filter(uid__in=keys))


def begin_publication(
    *, title: dict[str, str], what: WhatItIs, by: User, once_key: str | None = None, at: dt.datetime | None = None
) -> Publication:
    """The Secretariat begins a publication: what it is, and which states it concerns. Raises Refused."""
    require_work(by, Work.KEEP)
    at = at or timezone.now()
    _check(what)
    said = {"title": title, **what.columns()}
    uid = uuid.uuid4()
    try:
        with transaction.atomic():
            publication = Publication.objects.create(
                uid=uid, folder=Publication.open_folder(uid), by=by, at=at, changed_at=at, once_key=once_key, **said
            )
            what.set_on(publication)
            record(by=by, verb="publication: begun", about=publication, at=at)
    except IntegrityError:
        if already := done_before(Publication, once_key, by=by, **said):
            return already
        raise
    return publication


def say_what_it_is(
    *,
    publication: Publication,
    title: dict[str, str],
    what: WhatItIs,
    by: User,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Publication:
    """Say anew what is said of it. Where other states are concerned now, or it is called otherwise, all are asked anew.

    What is published keeps the title that was agreed, until the next is agreed and published. Raises Refused.
    """
    require_work(by, Work.KEEP)
    at = at or timezone.now()
    _check(what)
    with transaction.atomic():
        now = _claim(publication, seen_sequence, at)
        if now.is_published and what.kind != now.kind:
            raise Refused({"kind": [KIND_IS_PUBLISHED]})
        before = set(now.states.all())
        was_called = _called(now.next_title or now.title)
        now.next_title = title if now.is_published and _called(title) != _called(now.title) else {}
        said = {"title": now.title if now.is_published else title, **what.columns()}
        for name, value in said.items():
            setattr(now, name, value)
        now.save()
        what.set_on(now)
        changes = {"states": [_codes(before), _codes(what.states)]} if before != set(what.states) else {}
        record(by=by, verb="publication: changed", about=now, changes=changes, at=at)
        if changes or was_called != _called(title):
            _is_drafted_again(now, by, at)
    return now


def _called(title: dict[str, str]) -> dict[str, str]:
    """What it is called in the languages that it has a title in."""
    return {language: words for language, words in title.items() if words}


def hand_in_text(
    *,
    publication: Publication,
    document: Submitted,
    by: User,
    on_behalf_of: Participant | None = None,
    letter: ReceivedLetter | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> PublicationText:
    """A text in a language, or its next version: whoever was asked about an earlier one is asked anew.

    The Secretariat hands it in, or a state concerned, by its letter too. Raises Refused.
    """
    at = at or timezone.now()
    _require_whoever_hands_in(publication, by, on_behalf_of, letter, at)
    document = looked_through(document) or document
    with transaction.atomic():
        now = _claim(publication, seen_sequence, at)
        language = document.language or "en"
        text = now.texts.exclude(stage=PublicationStage.WITHDRAWN).filter(language=language).first()
        if text is not None and text.stage == PublicationStage.PUBLISHED:
            raise Refused({"": [PUBLISHED_ALREADY]})
        text = text or PublicationText(publication=now, language=language)
        text.stage, text.at = PublicationStage.DRAFT, at
        text.save()
        version = add_version(
            folder=now.folder, title=document.title or now.about_what, kind=PaperKind.PUBLISHED_TEXT, submitted=document,
            by=by, on_behalf_of_id=on_behalf_of.pk if on_behalf_of else None,
            channel=letter.channel if letter else Channel.PORTAL, at=at,
        )  # fmt: skip
        if letter is not None and on_behalf_of is not None:
            enter_for(
                state=on_behalf_of, about=now, what=in_all(lambda: version._meta.verbose_name),
                url=now.get_absolute_url(), by=by, at=at, letter=letter.reference,
            )  # fmt: skip
        changes = {"version": [None, f"{version.number} ({language})"]}
        record(by=by, verb="publication: text", about=now, changes=changes, at=at, wrote=[version])
        _is_drafted_again(now, by, at)
        if on_behalf_of is not None:
            tell_of_a_text(now, on_behalf_of, version.number, by, at)
    return text


def _require_whoever_hands_in(
    publication: Publication, by: User, state: Participant | None, letter: ReceivedLetter | None, at: dt.datetime
) -> None:
    if state is None:
        require_work(by, Work.KEEP)
        return
    require_speaker(by, state, letter, day_of_the_house(at), publication, members_only=False)
    if not publication.states.filter(pk=state.pk).exists():
        raise Refused({"": [NOT_OF_THOSE_CONCERNED]})


def _is_drafted_again(now: Publication, by: User, at: dt.datetime) -> None:
    """What was asked about has changed: what isn't published yet is a draft once more."""
    set_aside(now, by, at)
    pending = now.texts.filter(stage__in=(PublicationStage.ASKED, PublicationStage.AGREED))
    pending.update(stage=PublicationStage.DRAFT, at=at)
    if not now.is_published:
        _moves(now, PublicationStage.DRAFT)


def ask_states(
    *,
    publication: Publication,
    by: User,
    until: dt.date | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Publication:
    """Ask each state concerned whether the texts that are drafted may be public. Raises Refused."""
    require_work(by, Work.KEEP)
    at = at or timezone.now()
    with transaction.atomic():
        now = _claim(publication, seen_sequence, at)
        pending = now.texts.exclude(stage__in=(PublicationStage.PUBLISHED, PublicationStage.WITHDRAWN))
        if not pending.update(stage=PublicationStage.ASKED, at=at) and not now.waits_for_its_title:
            raise Refused({"": [NOTHING_TO_ASK]})
        if not now.is_published:
            _moves(now, PublicationStage.ASKED)
        told = {"title": now.next_title} if now.waits_for_its_title else {}
        ask_to_publish(thing=now, states=now.states.all(), by=by, at=at, until=until, told=told)
    return now


def may_publication_be_public(
    *,
    publication: Publication,
    participant: Participant,
    answer: str,
    by: User,
    words: str = "",
    language: str = "",
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> Publication:
    """A state concerned says whether it may be public. Raises StepRefused."""
    answer_to_publish(
        thing=publication,
        participant=participant,
        answer=answer,
        by=by,
        words=words,
        language=language,
        letter=letter,
        at=at,
    )
    return Publication.objects.select_related("folder").get(pk=publication.pk)


def publication_no_longer_public(
    *,
    publication: Publication,
    participant: Participant,
    by: User,
    words: str = "",
    language: str = "",
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> Publication:
    """A state concerned takes back that it may be public; the Secretariat may then withdraw it here. Raises StepRefused."""
    no_longer_public(
        thing=publication, participant=participant, by=by, words=words, language=language, letter=letter, at=at
    )
    return Publication.objects.select_related("folder").get(pk=publication.pk)


def agreed_to_publish(publication: Publication, by: User, at: dt.datetime) -> None:
    """Every state concerned agreed: it is ready to be published. In the caller's transaction."""
    publication.texts.filter(stage=PublicationStage.ASKED).update(stage=PublicationStage.AGREED, at=at)
    now = Publication.objects.get(pk=publication.pk)
    if not now.is_published:
        _moves(now, PublicationStage.AGREED)


def publish(
    *, publication: Publication, by: User, seen_sequence: int | None = None, at: dt.datetime | None = None
) -> Publication:
    """Publish the texts to which every state concerned agreed: from now on everybody reads them. Raises Refused."""
    require_work(by, Work.KEEP)
    at = at or timezone.now()
    with transaction.atomic():
        now = _claim(publication, seen_sequence, at)
        texts = list(now.texts.filter(stage=PublicationStage.AGREED))
        is_renamed = now.waits_for_its_title and now.title_is_agreed
        if not texts and not is_renamed:
            raise Refused({"": [NOT_AGREED]})
        if is_renamed:
            now.title, now.next_title = now.next_title, {}
            now.save(update_fields=["title", "next_title"])
        sent = [_open(now, text, by, at) for text in texts]
        now.published_on = now.published_on if now.is_published else day_of_the_house(at)
        now.withdrawn_on, now.reason = None, ""
        _moves(now, PublicationStage.PUBLISHED, "published_on", "withdrawn_on", "reason")
        changes = {"audience": [now.audience, Audience.PUBLIC]}
        record(by=by, verb="publication: published", about=now, changes=changes, at=at, wrote=sent)
        tell_everybody(PUBLICATION_PUBLISHED, now, by, at)
    return now


def _open(now: Publication, text: PublicationText, by: User, at: dt.datetime) -> Circulation:
    """The newest version in that language is circulated to everybody: the versions before it stay with those concerned."""
    version = newest_text(now, text.language)
    text.circulation = Circulation.objects.create(version=version, audience=Audience.PUBLIC, by=by, at=at)
    text.stage, text.at = PublicationStage.PUBLISHED, at
    text.save()
    return text.circulation


def newest_text(publication: Publication, language: str) -> PaperVersion:
    rows = PaperVersion.objects.filter(paper__folder=publication.folder_id, language=language)
    return rows.select_related("paper").latest("number")


def withdraw_publication(
    *,
    publication: Publication,
    reason: str,
    by: User,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Publication:
    """Withdraw it: its texts are open to those concerned alone, as before. Whoever read them is told. Raises Refused."""
    require_work(by, Work.KEEP)
    at = at or timezone.now()
    with transaction.atomic():
        now = _claim(publication, seen_sequence, at)
        if not now.is_published:
            raise Refused({"": [NOT_PUBLISHED]})
        tell_everybody(PUBLICATION_WITHDRAWN, now, by, at)
        set_aside(now, by, at)
        now.texts.filter(stage=PublicationStage.PUBLISHED).update(stage=PublicationStage.WITHDRAWN, at=at)
        now.texts.filter(stage__in=(PublicationStage.ASKED, PublicationStage.AGREED)).update(
            stage=PublicationStage.DRAFT, at=at
        )
        now.withdrawn_on, now.reason = day_of_the_house(at), reason
        _moves(now, PublicationStage.WITHDRAWN, "withdrawn_on", "reason")
        changes = {"audience": [Audience.PUBLIC, now.audience], "reason": ["", reason]}
        record(by=by, verb="publication: withdrawn", about=now, changes=changes, at=at)
    return now


def _moves(now: Publication, stage: str, *columns: str) -> None:
    now.stage = stage
    now.save(update_fields=["stage", *columns])


def _check(what: WhatItIs) -> None:
    if not what.states:
        raise Refused({"states": [NOBODY_NAMED]})


def _codes(states: Iterable[Participant]) -> str:
    return ", ".join(sorted(state.code for state in states))


def _claim(publication: Publication, seen_sequence: int | None, at: dt.datetime) -> Publication:
    """Raise its number, if it still is as it was seen. Of two who change it at once the second one is told. Raises Refused."""
    sequence = publication.sequence if seen_sequence is None else seen_sequence
    rows = Publication.objects.filter(pk=publication.pk, sequence=sequence)
    if not rows.update(sequence=F("sequence") + 1, changed_at=at):
        raise Refused({"": [MOVED_MEANWHILE]}, is_stale=True)
    return Publication.objects.select_related("folder", "measure", "area").get(pk=publication.pk)
