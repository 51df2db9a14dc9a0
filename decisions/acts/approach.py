"""What may be done about the Approach itself: a member proposes, the Secretariat enters what was decided."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from decisions.actions.approach import propose_for_approach, settle_proposal
from decisions.lines import proposals_to_settle
from decisions.models import ApproachProposal, Decision
from journal.staff import Work, does
from law.editions import edition_choices
from meetings.acts.owned import offered_to_speakers
from members.access import why_not_speak
from members.models import Person
from record.acts import Act, Choice, Need, Noun, Offer, Pick, Setting, Whom, Words, WrittenIn, open_to
from record.acts.letters import LETTER_ALONE
from record.acts.whom import Reads, read_by
from record.awaiting import WhenAwaited
from record.corrections import WAS_CORRECTED
from record.models import is_mistaken

ARTICLE = "CoA last"
SETTLED = _("It is settled already.")


def offered_to_members(user: Person, proposal: None, at: dt.datetime) -> Offer | None:
    return offered_to_speakers(user, None, at)


def offered_to_settle(user: Person, proposal: ApproachProposal | None, at: dt.datetime) -> Offer | None:
    if not does(user, Work.KEEP):
        return None
    if proposal is not None and is_mistaken(proposal):
        return Offer.not_now(WAS_CORRECTED)
    return Offer() if proposal is None or proposal.decision_id is None else Offer.not_now(SETTLED)


def decisions_about_it(setting: Setting) -> QuerySet[Decision]:
    return Decision.objects.visible_to(setting.user).exclude(body="").order_by("-on", "-pk")


def editions_there_are(setting: Setting) -> list[tuple[str, Any]]:
    return [("", _("none: the Approach stays as it is")), *edition_choices()]


PROPOSAL_ACTS = (
    Act(
        name="propose",
        label=_("Propose a change of the Approach"),
        submit_label=_("Propose the change"),
        draft_label=_("a proposal about the Approach"),
        article=ARTICLE,
        lead=_(
            "With the Committee’s approval members may review and modify it. What began under an edition ends under it."
        ),
        whom=open_to(Whom.MEMBERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_members,
        refusal=why_not_speak,
        asks=(
            Words("title", _("Title"), most=300),
            Words(
                "unit",
                _("Part of the Approach"),
                Need.MAY,
                most=100,
                help_text=_("As the instruments name it: CoA (a)."),
            ),
            Words("text", _("Proposed text"), most=20_000, rows=10),
            WrittenIn("language", _("Language"), Need.MAY),
        ),
        do=propose_for_approach,
        begins=True,
        speaks_as="owner",
        once_in=ApproachProposal,
        keeps=True,
        done=_("The members are told; it is proposed for the Committee’s next agenda."),
        leads_to=lambda setting, proposal: proposal.get_absolute_url(),
    ),
    Act(
        name="settle",
        label=_("Enter what was decided about it"),
        article=ARTICLE,
        offered=offered_to_settle,
        open_to=_("the Secretariat"),
        asks=(
            Pick("decision", _("Decision"), rows=decisions_about_it, key="symbol"),
            Choice(
                "law_edition",
                _("Edition of the law that it brought"),
                Need.MAY,
                choices=editions_there_are,
                help_text=_("An edition stands in the tables of the law before it is named here."),
            ),
        ),
        do=lambda *, thing, **answers: settle_proposal(proposal=thing, **answers),
        awaits=WhenAwaited(
            rows=proposals_to_settle, what=_("Enter what was decided about the Approach"), stands_still=True
        ),
        done=_("It is entered; the members are told."),
    ),
)
PROPOSAL = Noun(
    name="approach-proposal",
    verbs_say="thing",
    model=ApproachProposal,
    key="uid",
    converter="uuid",
    seen_by=lambda user: ApproachProposal.everything.visible_to(user).select_related("owner", "decision"),
    read_by=read_by(Reads.OWNERS, Reads.MEMBERS),
    list_address="approach-proposal-list",
    label_plural=_("Review of the Approach"),
    prefix="approach/",
    creates="propose",
    heading=lambda proposal: proposal.title,
    lead=lambda proposal: proposal.owner,
)
