"""What may be done about papers that are entrusted to experts: agree, end it, send the letter again, hand a draft in, take it over."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.staff import NO_WORK, is_officer
from members.models import Person, seats_of
from papers.access import drafting_states, speakers_among
from papers.actions import (
    agree_to_let_in,
    end_entrusted,
    hand_in_draft,
    send_entrusted_again,
    take_over_draft,
)
from papers.actions.entrusting import IT_IS_OVER, NOBODY_WAITS, ONLY_THE_AUTHORITY, SAID_ALREADY
from papers.actions.expert_drafts import NOT_THEIRS, TAKEN_ALREADY, why_not_taken
from papers.asks import DraftOfAPaper
from papers.choices import EntrustedStage
from papers.lines import agreement_of_the_other, of_the_other_of_the_two
from papers.models import EntrustedPaper, ExpertDraft
from record.acts import Act, Noun, Offer, Speaker, Whom, open_to
from record.acts.letters import LETTER_ALONE
from record.acts.whom import Reads, read_by
from record.awaiting import WhenAwaited
from record.dates import day_of_the_house

COA_B = "CoA (b)"
OF_BOTH = _("the authority of the state that nominated the expert, the Secretariat")


def speakers_of_the_state(user: Person, owner: Any, at: dt.datetime) -> tuple[Speaker, ...]:
    """The nominating state, for its own authority; for an officer by its letter."""
    if is_officer(user):
        return (Speaker(owner, by_letter=True),)
    return (Speaker(owner),) if seats_of(user, day_of_the_house(at)).is_authority_of(owner.pk) else ()


def offered_to_the_other(user: Person, entrusted: EntrustedPaper, at: dt.datetime) -> Offer | None:
    """To whichever of the two hasn't given its word; an officer gives the Secretariat's, or enters the state's letter."""
    speakers = speakers_of_the_state(user, entrusted.owner, at)
    if not speakers:
        return None
    waits = entrusted.stage == EntrustedStage.ASKED and day_of_the_house(at) < entrusted.until
    for_the_state = waits and entrusted.state_at is None
    for_the_office = waits and entrusted.office_at is None
    if is_officer(user):
        if for_the_office:
            return Offer()
        return Offer(speakers=speakers, is_own=False) if for_the_state else Offer.not_now(SAID_ALREADY)
    return Offer(speakers=speakers, is_own=False) if for_the_state else Offer.not_now(SAID_ALREADY)


def _offered_to_both(user: Person, entrusted: EntrustedPaper, at: dt.datetime) -> bool:
    return is_officer(user) or seats_of(user, day_of_the_house(at)).is_authority_of(entrusted.owner_id)


def offered_to_send_again(user: Person, entrusted: EntrustedPaper, at: dt.datetime) -> Offer | None:
    if not _offered_to_both(user, entrusted, at):
        return None
    waits = entrusted.stage == EntrustedStage.INVITED and day_of_the_house(at) < entrusted.until
    return Offer() if waits else Offer.not_now(NOBODY_WAITS)


def offered_to_end(user: Person, entrusted: EntrustedPaper, at: dt.datetime) -> Offer | None:
    if not _offered_to_both(user, entrusted, at):
        return None
    return Offer() if entrusted.stands_on(day_of_the_house(at)) else Offer.not_now(IT_IS_OVER)


def offered_to_the_expert(user: Person, entrusted: EntrustedPaper, at: dt.datetime) -> Offer | None:
    is_theirs = user.pk is not None and entrusted.guest_id == user.pk
    return Offer() if is_theirs and entrusted.is_open_on(day_of_the_house(at)) else None


def offered_to_those_whose_paper_it_is(user: Person, draft: ExpertDraft, at: dt.datetime) -> Offer | None:
    """To states that draft the paper, and to officers in the Secretariat's own name."""
    version = draft.entrusted.paper.versions.order_by("-number").first()
    today = day_of_the_house(at)
    states = drafting_states(version, today) if version else []
    speakers = () if is_officer(user) else speakers_among(user, states, today)
    if not (speakers or is_officer(user)):
        return None
    problem = TAKEN_ALREADY if draft.taken_as_id else why_not_taken(draft)
    how: dict[str, Any] = {"speakers": speakers, "is_own": not speakers}
    return Offer.not_now(problem, **how) if problem else Offer(**how)


ENTRUSTED = Noun(
    name="entrusted",
    model=EntrustedPaper,
    key="uid",
    converter="uuid",
    seen_by=lambda user: EntrustedPaper.objects.visible_to(user).select_related("owner", "paper__folder", "guest"),
    read_by=read_by(Reads.OWNERS, Reads.COORDINATOR, Reads.GUEST),
    list_address="entrusted-list",
    label_plural=_("Papers entrusted to experts"),
    prefix="entrusted/",
    heading=lambda entrusted: entrusted.paper.heading,
)
ENTRUSTED_ACTS = (
    Act(
        name="agree",
        label=pgettext_lazy("that an expert be let in", "Agree"),
        title=_("Agree that this expert be let in"),
        article=COA_B,
        lead=_(
            "A letter with a link goes to the expert. Whoever accepts it reads this paper and its versions, hands in drafts"
            " of it, and finds nothing else here. Either of you ends it at once."
        ),
        whom=open_to(Whom.AUTHORITY),
        letter=(LETTER_ALONE,),
        offered=offered_to_the_other,
        refusal=ONLY_THE_AUTHORITY,
        do=agree_to_let_in,
        speaks_as="participant",
        beside=lambda setting: {"entrusted": setting.thing},
        beside_template="papers/partials/entrusted_facts.html",
        awaits=WhenAwaited(
            rows=agreement_of_the_other,
            desk=of_the_other_of_the_two,
            by=lambda entrusted: entrusted.until,
            what=_("Say whether an expert is let in to a paper"),
            thing=lambda entrusted: entrusted.name,
        ),
        done=_("Agreed: the letter is on its way to the expert."),
        open_to=OF_BOTH,
        in_api=False,
        order=10,
    ),
    Act(
        name="again",
        label=_("Send the letter again"),
        article=COA_B,
        whom=open_to(Whom.AUTHORITY),
        offered=offered_to_send_again,
        refusal=ONLY_THE_AUTHORITY,
        do=send_entrusted_again,
        is_press=True,
        done=_("The letter is on its way; the link of the one before no longer works."),
        open_to=OF_BOTH,
        in_api=False,
        order=30,
    ),
    Act(
        name="end",
        label=_("End it now"),
        title=_("End that this expert is let in"),
        submit_label=_("End it now"),
        article=COA_B,
        lead=_("The expert reads nothing here from now on. What they drafted stays with the paper."),
        whom=open_to(Whom.AUTHORITY),
        offered=offered_to_end,
        refusal=ONLY_THE_AUTHORITY,
        do=end_entrusted,
        beside=lambda setting: {"entrusted": setting.thing},
        beside_template="papers/partials/entrusted_facts.html",
        done=_("It is ended: the expert is no longer let in."),
        open_to=OF_BOTH,
        in_api=False,
        order=40,
    ),
    Act(
        name="hand-in",
        label=_("Hand in a draft"),
        submit_label=_("Hand in this draft"),
        article=COA_B,
        lead=_(
            "Your draft is kept under your name, as you hand it in. Those whose paper it is read it, and may make it the"
            " paper's next version; it doesn't become one by itself."
        ),
        works=NO_WORK,
        whom=open_to(Whom.GUEST),
        offered=offered_to_the_expert,
        asks=(DraftOfAPaper("document", _("Draft")),),
        do=hand_in_draft,
        once_in=ExpertDraft,
        done=_("Your draft was handed in."),
        leads_to=lambda setting, draft: draft.get_absolute_url(),
        open_to=_("the expert to whom it was entrusted"),
        in_api=False,
        in_admin=False,
        order=20,
    ),
)
EXPERT_DRAFT = Noun(
    name="expert-draft",
    model=ExpertDraft,
    verbs_say="draft",
    key="uid",
    converter="uuid",
    seen_by=lambda user: ExpertDraft.objects.visible_to(user).select_related(
        "entrusted__paper__folder", "entrusted__owner", "by"
    ),
    read_by=read_by(Reads.COORDINATOR, Reads.GUEST),
    list_address="entrusted-list",
    label_plural=_("Drafts of experts"),
    prefix="entrusted/drafts/",
    heading=lambda draft: draft.entrusted.paper.heading,
)
EXPERT_DRAFT_ACTS = (
    Act(
        name="take-over",
        label=_("Take over as the next version"),
        title=_("Take over this draft as the next version"),
        submit_label=_("Take over"),
        article=COA_B,
        lead=_(
            "The paper gets a next version with these words, handed in by you. The draft stays, under the expert's name."
        ),
        whom=open_to(Whom.MEMBERS),
        offered=offered_to_those_whose_paper_it_is,
        refusal=NOT_THEIRS,
        do=take_over_draft,
        speaks_as="participant",
        beside=lambda setting: {"draft": setting.thing},
        beside_template="papers/partials/expert_draft.html",
        done=lambda setting, version: str(_("The paper has a version %(number)d now.") % {"number": version.number}),
        leads_to=lambda setting, version: version.get_absolute_url(),
        open_to=_("those whose paper it is, the Secretariat"),
        in_api=False,
        in_admin=False,
    ),
)
