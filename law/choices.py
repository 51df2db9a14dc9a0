"""The fixed values of the tables: bodies and what they were called when, states, relations, roles."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy


class CoordinatorRole(TextChoices):
    COORDINATOR = "coordinator", _("coordinator")
    CO_COORDINATOR = "co-coordinator", _("co-coordinator")
    UNSTATED = "unstated", _("coordinator or co-coordinator: not stated")


class Modality(TextChoices):
    """The two ways of the Cooperative Approach."""

    A = "a", _("Modality (a): an intention first")
    B = "b", _("Modality (b): an exchange of views first")


class State(TextChoices):
    """Where a commitment stands."""

    INDICATED = "indicated", _("Intention indicated")
    CONSULTING = "consulting", _("In consultation by the Chair")
    COORDINATED = "coordinated", _("Coordinator designated")
    VIEWS = "views", _("Views being exchanged")
    COMPILED = "compiled", _("Views compiled")
    CONVENED = "convened", _("Specialised meeting convened")
    ENTRUSTED = "entrusted", _("Drafting entrusted to experts")
    DRAFTED = "drafted", _("Paper drafted")
    CIRCULATED = "circulated", _("Paper circulated")
    CONSIDERED = "considered", _("Considered by the working group")
    BEFORE_SOC = "before-soc", _("Before the Senior Officials Committee")
    APPROVED = "approved", _("Approved")
    IMPLEMENTING = "implementing", _("Being implemented")
    RESTING = "resting", _("Resting")
    COMPLETED = "completed", _("Completed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


ENDED = frozenset({State.COMPLETED, State.WITHDRAWN})


class Relation(TextChoices):
    """Who somebody is to a commitment."""

    SECRETARIAT = "secretariat", _("the Secretariat")
    CHAIR = "chair", _("the Chair")
    SWG_CHAIR = "swg-chair", _("the chair of the working group")
    COORDINATOR = "coordinator", _("the coordinator")
    CO_COORDINATOR = "co-coordinator", _("a co-coordinator")
    INTENDING_STATE = "intending-state", _("a state that intends it")
    MEMBER = "member", _("a member state")
    OBSERVER = "observer", _("an observer")


class PaperKind(TextChoices):
    CONCEPT = "concept-paper", _("Concept paper")
    WORKING = "working-paper", _("Working paper")
    ACTION_PLAN = "action-plan", _("Action plan")
    COMPILATION = "compilation", _("Compilation of views")
    REPORT = "report", _("Report")
    NOTE = "note", _("Note from a state")


class Body(TextChoices):
    """Before whom a meeting is (Almaty Act, articles 28-34). The label is today's; `label_on` knows earlier ones."""

    SUMMIT = "summit", _("Council of Heads of State or Government")
    MINISTERIAL = "ministerial", _("Ministerial Council")
    SENIOR_OFFICIALS = "soc", _("Senior Officials Committee")
    WORKING_GROUP = "working-group", _("Special Working Group")
    SPECIALISED = "specialised", _("Specialised meeting")


@dataclass(frozen=True)
class BodyLabel:
    """What a body is called from a day on, and where that is said."""

    body: Body
    since: dt.date
    label: Any
    source_text: str


# In order of date. The names changed with the Astana Statement of 13 October 2022 (`sources.yaml`: ASTANA-2022-ZH).
BODY_LABELS = (
    BodyLabel(Body.SUMMIT, dt.date(1999, 9, 14), _("Summit"), "AA 29"),
    BodyLabel(Body.MINISTERIAL, dt.date(1999, 9, 14), _("Meeting of Ministers of Foreign Affairs"), "AA 30"),
    BodyLabel(Body.SENIOR_OFFICIALS, dt.date(1999, 9, 14), _("Senior Officials Committee"), "AA 31"),
    BodyLabel(Body.WORKING_GROUP, dt.date(1999, 9, 14), _("Special Working Group"), "AA 32"),
    BodyLabel(Body.SPECIALISED, dt.date(1999, 9, 14), _("Specialised meeting"), "AA 33"),
    BodyLabel(Body.SUMMIT, dt.date(2022, 10, 13), _("Council of Heads of State or Government"), "AA 29"),
    BodyLabel(Body.MINISTERIAL, dt.date(2022, 10, 13), _("Ministerial Council"), "AA 30"),
)


# The beginning of a meeting's reference.
PREFIXES = {
    Body.SUMMIT: "SUMMIT",
    Body.MINISTERIAL: "MINISTERIAL",
    Body.SENIOR_OFFICIALS: "SOC",
    Body.WORKING_GROUP: "SWG",
    Body.SPECIALISED: "SPECIALISED",
}


def label_on(body: str, on: dt.date) -> Any:
    """What `body` was called on a day."""
    labels = [label for label in BODY_LABELS if label.body == body]
    valid = [label for label in labels if label.since <= on]
    return (valid or labels)[-1 if valid else 0].label


class Session(TextChoices):
    REGULAR = "regular", _("Regular")
    SPECIAL = "special", _("Special")
    INFORMAL = "informal", _("Informal")


class LeadStanding(TextChoices):
    """Whether the Secretariat has confirmed a lead time."""

    PROPOSED = "proposed", _("proposed, to be confirmed by the Secretariat")
    CONFIRMED = "confirmed", _("confirmed")


class SilenceState(TextChoices):
    """Where a silence procedure stands. Nothing here is what a state chose: silence isn't shown as a choice."""

    OPEN = "open", _("Under way")
    BROKEN = "broken", _("Ended by an objection")
    HELD = "held", _("Period ended; not every member is known to have been reached")
    ADOPTED = "adopted", _("Adopted")
    WITHDRAWN = "withdrawn", pgettext_lazy("silence procedure", "Withdrawn")


def label_in_all(body: str, on: dt.date) -> dict[str, str]:
    """What `body` was called on a day, by language: for a search that finds it in any, whoever saved the row."""
    names = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            names[language] = str(label_on(body, on))
    return names
