"""What states say beside the steps: views that are shared, and experts who are nominated (Cooperative Approach, (b))."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.actions import end_nomination, nominate, share_view
from commitments.actions.exchange import IT_HAS_ENDED
from commitments.acts.beginning import CALLED, MEASURE, commitments_seen
from commitments.acts.letting_in import LET_IN
from commitments.asks.those_named import LAST_DAY, NO_END_AGREED
from commitments.models import Commitment, ExpertNomination, View
from meetings.actions.owned import widen
from meetings.acts.owned import WIDEST, offered_to_owner, offered_to_speakers, wider_audiences
from members.access import NOT_YOURS, why_not_speak
from members.choices import WIDTH, Audience
from members.models import Person
from members.private import READ_BY
from record.acts import (
    Act,
    Ask,
    Choice,
    Group,
    LastDay,
    Need,
    Noun,
    Offer,
    Pick,
    Setting,
    Whom,
    Words,
    WrittenIn,
    open_to,
)
from record.acts.letters import LETTER_ALONE
from record.acts.whom import Reads, read_by
from record.corrections import WAS_CORRECTED
from record.dates import day_of_the_house
from record.models import is_mistaken

COA_B = "CoA (b)"
VIEW_WAS_SHARED = _("Your view was shared with those you chose.")
FOR_THE_MEMBERS = _(
    "This commitment is for the member states: no observer sees a view of it, whoever you choose, until it is circulated"
    " to observers."
)
ONLY_SHARED_VIEWS = _("Only views shared with the members go into the compilation.")

# -- To whom.


def offered_to_members(user: Person, commitment: Commitment | None, at: dt.datetime) -> Offer | None:
    """To whoever speaks for a member state, and to officers for one that wrote, while the commitment has not ended."""
    is_ended = commitment is not None and commitment.is_ended
    return offered_to_speakers(user, commitment, at, *([IT_HAS_ENDED] if is_ended else []))


def offered_to_widen(user: Person, view: View, at: dt.datetime) -> Offer | None:
    if is_mistaken(view):
        return offered_to_owner(user, view, at, WAS_CORRECTED)
    return offered_to_owner(user, view, at, *([WIDEST] if view.audience == WIDTH[-1] else []))


def offered_to_end(user: Person, expert: ExpertNomination, at: dt.datetime) -> Offer | None:
    if is_mistaken(expert):
        return offered_to_owner(user, expert, at, WAS_CORRECTED)
    is_over = not expert.serves_on(day_of_the_house(at))
    return offered_to_owner(user, expert, at, *([_("This term has ended already.")] if is_over else []))


# -- What is asked.


@dataclass(frozen=True)
class Email(Ask):
    def field(self, setting: Setting) -> forms.Field:
        return forms.EmailField()


@dataclass(frozen=True)
class ForWhat(Group):
    """What an expert is nominated for: a measure, a commitment, or both."""

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        return super().answers(cleaned, setting)[self.name]

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        return ()

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Any]]:
        if cleaned.get("measure") or cleaned.get("commitment"):
            return {}
        return {"measure": [_("Choose a measure, or a commitment.")]}


def of_the_meeting(setting: Setting, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """A link from a meeting for which experts are named (`?meeting=`) begins with the commitment that called it."""
    rows = commitments_open(setting).filter(steps__meeting__reference=asked.get("meeting", "")).order_by("-pk")
    commitment = rows.first() if asked.get("meeting") else None
    return {"commitment": commitment.reference} if commitment else {}


def commitments_open(setting: Setting) -> Any:
    return Commitment.objects.visible_to(setting.user).open().select_related("measure", "area").order_by("reference")


@dataclass(frozen=True)
class WhoSeesIt(Choice):
    """Who sees a view. Where its commitment is for the members alone, the form says that observers see nothing of it."""

    def field(self, setting: Setting) -> forms.Field:
        field = super().field(setting)
        if setting.offer.takes_letters_alone:
            # What came to the Secretariat is read there.
            field.choices = [choice for choice in field.choices if choice[0] != Audience.OWN]
        commitment = setting.thing.commitment if isinstance(setting.thing, View) else setting.thing
        is_for_members = commitment is not None and commitment.audience == Audience.MEMBERS
        said = [self.help_text, FOR_THE_MEMBERS if is_for_members else ""]
        field.help_text = " ".join(str(sentence) for sentence in said if sentence)
        return field


VIEW_SAID: tuple[Ask, ...] = (
    Words("text", _("Your view"), most=20_000, rows=8),
    WrittenIn("language", _("Language"), Need.MAY),
    WhoSeesIt(
        "audience", _("Who sees it"), choices=Audience.choices, initial=Audience.MEMBERS, help_text=ONLY_SHARED_VIEWS
    ),
)
# Kept to its own state it would nominate nobody: until then it is a draft.
NOMINATED_TO = [(value, label) for value, label in Audience.choices if value != Audience.OWN]
NOMINATION: tuple[Ask, ...] = (
    ForWhat(
        "subject",
        _("For"),
        parts=(MEASURE, Pick("commitment", _("Or a commitment"), Need.MAY, rows=commitments_open, shown=CALLED)),
    ),
    Words("name", pgettext_lazy("of a person", "Name"), most=150),
    Words("affiliation", _("Post and institution"), Need.MAY, most=200),
    Words("expertise", _("Expertise"), Need.MAY, most=2000, rows=3),
    WrittenIn("language", _("Language"), Need.MAY, texts=("affiliation", "expertise")),
    Email("email", _("E-mail address"), Need.MAY, help_text=READ_BY),
    LastDay("last_day", LAST_DAY, Need.MAY, help_text=NO_END_AGREED),
    Choice(
        "audience",
        _("Who sees it"),
        choices=NOMINATED_TO,
        initial=Audience.SECRETARIAT,
    ),
)


# -- The acts.


SHARE_VIEW = Act(
    name="share-view",
    label=_("Share a view"),
    submit_label=_("Share this view"),
    draft_label=_("a view"),
    article=COA_B,
    whom=open_to(Whom.MEMBERS),
    letter=(LETTER_ALONE,),
    offered=offered_to_members,
    refusal=why_not_speak,
    asks=VIEW_SAID,
    do=share_view,
    done=VIEW_WAS_SHARED,
    speaks_as="owner",
    once_in=View,
    keeps=True,
    address="view-share",
    leads_to=lambda setting, view: view.get_absolute_url(),
    # Programs find views beside commitments, and share them there.
    in_api=False,
    in_admin=False,
)
VIEW_ACTS = (
    Act(
        name="share",
        label=_("Share a view"),
        article=COA_B,
        whom=open_to(Whom.MEMBERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_members,
        refusal=why_not_speak,
        asks=(Pick("commitment", _("Commitment"), rows=commitments_seen, shown=CALLED), *VIEW_SAID),
        do=share_view,
        done=VIEW_WAS_SHARED,
        begins=True,
        speaks_as="owner",
        once_in=View,
        in_portal=False,
        in_admin=False,
    ),
    Act(
        name="widen",
        label=_("widen access"),
        title=_("Who sees this view"),
        submit_label=_("Widen access"),
        article=COA_B,
        lead=_("Access cannot be narrowed later. The change is kept in the journal."),
        whom=open_to(Whom.OWNERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_widen,
        refusal=NOT_YOURS,
        asks=(WhoSeesIt("audience", _("New audience"), choices=wider_audiences),),
        do=widen,
        beside=lambda setting: {"view": setting.thing},
        beside_template="commitments/partials/view_as_shared.html",
        done=_("Access was widened."),
        in_admin=False,
    ),
)
EXPERT_ACTS = (
    Act(
        name="nominate",
        label=_("Nominate an expert"),
        submit_label=_("Nominate"),
        draft_label=_("the nomination of an expert"),
        article=COA_B,
        lead=_("An expert or scholar for a measure."),
        whom=open_to(Whom.MEMBERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_members,
        refusal=why_not_speak,
        asks=NOMINATION,
        brings=of_the_meeting,
        do=nominate,
        begins=True,
        speaks_as="owner",
        once_in=ExpertNomination,
        keeps=True,
        done=_("The nomination was registered."),
        leads_to=lambda setting, expert: reverse("expert-list"),
        in_admin=False,
    ),
    Act(
        name="end",
        label=_("End the term"),
        title=_("End a term"),
        submit_label=_("End the term today"),
        article=COA_B,
        lead=_("The term ends today. The nomination stays in the history."),
        whom=open_to(Whom.OWNERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_end,
        refusal=NOT_YOURS,
        do=end_nomination,
        beside=lambda setting: {"expert": setting.thing},
        beside_template="commitments/partials/expert_term.html",
        done=_("The term was ended."),
        leads_to=lambda setting, result: reverse("expert-list"),
        in_admin=False,
    ),
    LET_IN,
)
VIEW = Noun(
    name="view",
    verbs_say="item",
    model=View,
    key="uid",
    converter="uuid",
    # What was taken back has its acts' pages still, for whoever presses twice.
    seen_by=lambda user: View.everything.visible_to(user).select_related("owner", "commitment"),
    read_by=read_by(Reads.OWNERS, Reads.SHARED_WITH),
    list_address="commitment-list",
    label_plural=_("Views on commitments"),
    prefix="views/",
    creates="share",
    heading=lambda view: view.commitment.heading,
)
EXPERT = Noun(
    name="expert",
    model=ExpertNomination,
    key="uid",
    converter="uuid",
    # As with views: what was taken back has its acts' pages still.
    seen_by=lambda user: ExpertNomination.everything.visible_to(user).select_related("owner", "measure", "commitment"),
    read_by=read_by(Reads.OWNERS, Reads.SHARED_WITH),
    list_address="expert-list",
    label_plural=_("Experts"),
    prefix="experts/",
    creates="nominate",
    heading=lambda expert: expert.name,
)
