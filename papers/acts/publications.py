"""What may be done with publications: begin one, hand in its texts, ask the states concerned, publish, withdraw."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.staff import Work, does
from meetings.access import writers_of_letters
from members.access import speakers_of
from members.models import Person
from papers.actions import (
    ask_states,
    begin_publication,
    hand_in_text,
    may_publication_be_public,
    publication_no_longer_public,
    publish,
    say_what_it_is,
    withdraw_publication,
)
from papers.actions.publications import NOT_AGREED, NOT_OF_THOSE_CONCERNED, NOT_PUBLISHED, NOTHING_TO_ASK
from papers.acts.publication_asks import AA_34, SAID, UNTIL
from papers.acts.publishing import act_of_those_concerned, act_of_those_who_agreed
from papers.asks import Document
from papers.choices import PublicationStage
from papers.lines import ready_to_publish
from papers.models import Publication
from papers.reads import who_would_read
from record.acts import Act, Noun, Offer, Setting, Whom, Words, open_to
from record.acts.letters import LETTER_ALONE
from record.acts.whom import Reads, read_by
from record.awaiting import WhenAwaited
from record.corrections import WAS_CORRECTED
from record.dates import day_of_the_house
from record.models import is_mistaken


def offered_to_office(user: Person, publication: Publication | None, at: dt.datetime) -> Offer | None:
    if not does(user, Work.KEEP):
        return None
    return Offer.not_now(WAS_CORRECTED) if publication is not None and is_mistaken(publication) else Offer()


def _with_texts(
    user: Person, publication: Publication, at: dt.datetime, stages: set[str], why_not: Any, or_else: bool = False
) -> Offer | None:
    """To the Secretariat, where a text of the publication stands at one of these stages."""
    offer = offered_to_office(user, publication, at)
    if offer is None or offer.problems:
        return offer
    has_one = or_else or any(text.stage in stages for text in publication.texts.all())
    return offer if has_one else Offer.not_now(why_not)


def offered_to_hand_in(user: Person, publication: Publication, at: dt.datetime) -> Offer | None:
    """To the Secretariat, also for a state concerned that wrote; and to whoever speaks for one of these."""
    today, is_own = day_of_the_house(at), does(user, Work.KEEP)
    able = speakers_of(user, today) or writers_of_letters(user, today, about=publication)
    concerned = {state.pk for state in publication.states.all()}
    speakers = tuple(speaker for speaker in able if speaker.participant.pk in concerned)
    if not is_own and not speakers:
        return None
    if is_mistaken(publication):
        return Offer.not_now(WAS_CORRECTED, speakers=speakers, is_own=is_own)
    return Offer(speakers=speakers, is_own=is_own)


def offered_to_ask(user: Person, publication: Publication, at: dt.datetime) -> Offer | None:
    stages = {PublicationStage.DRAFT, PublicationStage.ASKED, PublicationStage.AGREED}
    return _with_texts(
        user, publication, at, {str(stage) for stage in stages}, NOTHING_TO_ASK, publication.waits_for_its_title
    )


def offered_to_publish(user: Person, publication: Publication, at: dt.datetime) -> Offer | None:
    is_renamed = publication.waits_for_its_title and publication.title_is_agreed
    return _with_texts(user, publication, at, {PublicationStage.AGREED.value}, NOT_AGREED, is_renamed)


def offered_to_withdraw(user: Person, publication: Publication, at: dt.datetime) -> Offer | None:
    return _with_texts(user, publication, at, {PublicationStage.PUBLISHED.value}, NOT_PUBLISHED)


def who_reads_it_then(setting: Setting, answers: dict[str, Any]) -> dict[str, Any] | None:
    newly = who_would_read(setting.thing, day_of_the_house(setting.at))
    return {"newly": newly} if newly else None


PUBLICATION_ACTS = (
    Act(
        name="begin",
        label=_("Begin a publication"),
        submit_label=_("Keep it as a draft"),
        draft_label=_("a publication"),
        article=AA_34,
        lead=_("What the Conference publishes, by mutual agreement of the states concerned."),
        offered=offered_to_office,
        asks=SAID,
        do=begin_publication,
        begins=True,
        once_in=Publication,
        keeps=True,
        done=_("It is kept as a draft; hand its texts in, then ask the states concerned."),
        order=10,
    ),
    act_of_those_concerned(may_publication_be_public, AA_34, order=15),
    act_of_those_who_agreed(publication_no_longer_public, AA_34, order=55),
    Act(
        name="hand-in",
        label=_("Hand in a text"),
        submit_label=_("Hand it in"),
        draft_label=_("a text of a publication"),
        article=AA_34,
        lead=_(
            "In one language; a next version takes the place of the one before. Whoever was asked about that is asked anew."
        ),
        whom=open_to(Whom.OWNERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_hand_in,
        refusal=NOT_OF_THOSE_CONCERNED,
        asks=(Document("document", _("Text")),),
        do=hand_in_text,
        speaks_as="on_behalf_of",
        guard="sequence",
        done=_("It stands with the publication, as a draft."),
        leads_to=lambda setting, text: setting.thing.get_absolute_url(),
        order=20,
    ),
    Act(
        name="ask",
        label=_("Ask the states concerned"),
        submit_label=_("Ask them"),
        article=AA_34,
        lead=_("Each state concerned is asked whether the texts may be public, by letter as well."),
        offered=offered_to_ask,
        asks=(UNTIL,),
        do=ask_states,
        guard="sequence",
        done=_("The states concerned are asked."),
        order=25,
    ),
    Act(
        name="publish",
        label=pgettext_lazy("the act", "Publish it"),
        submit_label=pgettext_lazy("the act", "Publish it"),
        article=AA_34,
        lead=_(
            "The texts and the title to which every state concerned agreed are read from now on by everybody who signs in, and"
            " by anybody in the world on the public site, where that is switched on."
        ),
        offered=offered_to_publish,
        do=publish,
        guard="sequence",
        preview=who_reads_it_then,
        preview_template="papers/partials/who_would_read.html",
        awaits=WhenAwaited(
            rows=ready_to_publish,
            what=_("Publish what every state concerned agreed to"),
            thing=lambda publication: publication.heading,
        ),
        done=_("It is published."),
        order=30,
    ),
    Act(
        name="amend",
        label=_("Say anew what it is"),
        submit_label=_("Say so"),
        article=AA_34,
        lead=_(
            "If other states are concerned now, or its title changes, all of them are asked anew. What is published"
            " keeps its title until the next one is agreed."
        ),
        offered=offered_to_office,
        asks=SAID,
        do=say_what_it_is,
        guard="sequence",
        done=_("What is said of it is changed."),
        order=40,
    ),
    Act(
        name="withdraw",
        label=pgettext_lazy("a publication", "Withdraw it"),
        submit_label=pgettext_lazy("a publication", "Withdraw it"),
        article=AA_34,
        lead=_("Its texts are read by those concerned alone, as before it was published. Whoever has a copy keeps it."),
        offered=offered_to_withdraw,
        asks=(Words("reason", _("Why"), most=500, rows=2),),
        do=withdraw_publication,
        guard="sequence",
        done=_("It is withdrawn; those who read it are told."),
        order=50,
    ),
)
PUBLICATION = Noun(
    name="publication",
    model=Publication,
    key="uid",
    converter="uuid",
    seen_by=lambda user: (
        Publication.everything.visible_to(user).as_listed().prefetch_related("folder__publishing__answers__participant")
    ),
    read_by=read_by(Reads.OWNERS, Reads.SHARED_WITH),
    list_address="publication-list",
    label_plural=_("Publications"),
    prefix="publications/",
    creates="begin",
    heading=lambda publication: publication.heading,
    lead=lambda publication: publication.get_stage_display(),
)
