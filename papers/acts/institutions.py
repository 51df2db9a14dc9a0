"""What may be done with institutions: a state nominates one, says anew what it is, lets more see it, ends the term (AA 34)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.acts.owned import WIDEST, offered_to_owner, offered_to_speakers, wider_audiences
from members.access import NOT_YOURS, why_not_speak
from members.choices import WIDTH, Audience
from members.models import Person
from papers.actions.institutions import (
    HAS_ENDED,
    WhatAnInstitutionIs,
    end_institution,
    nominate_institution,
    say_what_institution_is,
    widen_institution,
)
from papers.acts.publication_asks import AA_34, areas_to_choose, measures_to_choose, participants_now
from papers.models import NOMINATED_TO, Institution
from record.acts import (
    Act,
    Ask,
    Choice,
    FoldedMany,
    Group,
    LastDay,
    Need,
    Noun,
    Offer,
    PickMany,
    Setting,
    Texts,
    Whom,
    open_to,
)
from record.acts.letters import LETTER_ALONE
from record.acts.whom import Reads, read_by
from record.corrections import WAS_CORRECTED
from record.dates import day_of_the_house
from record.models import is_mistaken

# -- To whom.


def offered_to_members(user: Person, institution: None, at: dt.datetime) -> Offer | None:
    return offered_to_speakers(user, None, at)


def _to_owner(user: Person, institution: Institution, at: dt.datetime, *problems: Any) -> Offer | None:
    why_not = [WAS_CORRECTED] if is_mistaken(institution) else problems
    return offered_to_owner(user, institution, at, *why_not)


def offered_to_say_anew(user: Person, institution: Institution, at: dt.datetime) -> Offer | None:
    return _to_owner(user, institution, at)


def offered_to_widen(user: Person, institution: Institution, at: dt.datetime) -> Offer | None:
    return _to_owner(user, institution, at, *([WIDEST] if institution.audience == WIDTH[-1] else []))


def offered_to_end(user: Person, institution: Institution, at: dt.datetime) -> Offer | None:
    is_over = not institution.serves_on(day_of_the_house(at))
    return _to_owner(user, institution, at, *([HAS_ENDED] if is_over else []))


# -- What is asked.


def name_now(setting: Setting) -> dict[str, str]:
    return setting.thing.name if setting.thing is not None else {}


def what_it_is_now(setting: Setting) -> Mapping[str, Any]:
    now = setting.thing
    if now is None:
        return {}
    return {
        "states": [state.code for state in now.states.all()],
        "measures": [measure.reference for measure in now.measures.all()],
        "areas": [area.reference for area in now.areas.all()],
    }


NAME = Texts(
    "name", pgettext_lazy("of an institution", "Name"), initial=name_now, by_language=True,
    one_is_enough=_("Give its name, by which it is listed."),
)  # fmt: skip
WHAT = Group(
    "what",
    _("What it is nominated for"),
    parts=(
        PickMany("states", _("Based in"), rows=participants_now, key="code"),
        FoldedMany(
            "measures",
            _("Measures"),
            Need.MAY,
            rows=measures_to_choose,
            shown=lambda row: f"{row.area.letters} {row.number}. {row}",
        ),
        FoldedMany("areas", _("Areas"), Need.MAY, rows=areas_to_choose, shown=lambda row: row.among_others),
    ),
    make=WhatAnInstitutionIs,
    begins_with=what_it_is_now,
)  # fmt: skip
SAID: tuple[Ask, ...] = (NAME, WHAT)
TERM_AND_READERS: tuple[Ask, ...] = (
    LastDay(
        "last_day",
        _("Last day of the term"),
        Need.MAY,
        help_text=_("It still holds on that day. Empty: with no end agreed."),
    ),
    Choice("audience", _("Who sees it"), choices=NOMINATED_TO, initial=Audience.SECRETARIAT),
)

# -- The acts.

INSTITUTION_ACTS = (
    Act(
        name="nominate",
        label=_("Nominate an institution"),
        submit_label=_("Nominate it"),
        draft_label=_("the nomination of an institution"),
        article=AA_34,
        lead=_("An academic or professional institution that may give reports and contribute to publications."),
        whom=open_to(Whom.MEMBERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_members,
        refusal=why_not_speak,
        asks=(*SAID, *TERM_AND_READERS),
        do=nominate_institution,
        begins=True,
        speaks_as="owner",
        once_in=Institution,
        keeps=True,
        done=_("The nomination was registered."),
        order=10,
    ),
    Act(
        name="amend",
        label=_("Say anew what it is"),
        submit_label=_("Say so"),
        article=AA_34,
        whom=open_to(Whom.OWNERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_say_anew,
        refusal=NOT_YOURS,
        asks=SAID,
        do=say_what_institution_is,
        guard="sequence",
        done=_("What is said of it is changed."),
        order=20,
    ),
    Act(
        name="widen",
        label=_("Let more see it"),
        title=_("Who sees this institution"),
        submit_label=_("Widen access"),
        article=AA_34,
        lead=_("Access cannot be narrowed later. The change is kept in the journal."),
        whom=open_to(Whom.OWNERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_widen,
        refusal=NOT_YOURS,
        asks=(Choice("audience", _("New audience"), choices=wider_audiences),),
        do=widen_institution,
        done=_("Access was widened."),
        order=30,
    ),
    Act(
        name="end",
        label=_("End the term"),
        title=_("End a term"),
        submit_label=_("End the term today"),
        article=AA_34,
        lead=_(
            "The term ends today. The nomination stays in the history, and what the institution gave stays with it."
        ),
        whom=open_to(Whom.OWNERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_end,
        refusal=NOT_YOURS,
        do=end_institution,
        guard="sequence",
        done=_("The term was ended."),
        order=40,
    ),
)
INSTITUTION = Noun(
    name="institution",
    model=Institution,
    key="uid",
    converter="uuid",
    # What was taken back has its acts' pages still, for whoever presses twice.
    seen_by=lambda user: Institution.everything.visible_to(user).as_listed(),
    read_by=read_by(Reads.OWNERS, Reads.SHARED_WITH),
    list_address="institution-list",
    label_plural=_("Institutions"),
    prefix="institutions/",
    creates="nominate",
    heading=lambda institution: institution.heading,
    lead=lambda institution: institution.owner,
)
