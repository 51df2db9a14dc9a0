"""The words of the law that no edition changes: who somebody is to a commitment, kinds of papers, sessions, deadlines."""

import enum
import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Modality(TextChoices):
    """The two ways of the Cooperative Approach."""

    A = "a", _("Modality (a): an intention first")
    B = "b", _("Modality (b): an exchange of views first")

    @property
    def short(self) -> str:
        """Its name alone, with the letter of the reader's language: "Modality (a)"."""
        return re.split("[:：]", str(self.label))[0]


class SubjectKind(enum.Enum):
    """What a commitment can be about: a measure of the catalogue, a whole area, or a topic in its own words in one."""

    MEASURE = "measure"
    AREA = "area"
    TOPIC = "topic"


class CoordinatorRole(TextChoices):
    COORDINATOR = "coordinator", _("coordinator")
    CO_COORDINATOR = "co-coordinator", _("co-coordinator")
    UNSTATED = "unstated", _("coordinator or co-coordinator: not stated")


class Relation(TextChoices):
    """Who somebody is to a commitment."""

    SECRETARIAT = "secretariat", _("the Secretariat")
    CHAIR = "chair", _("the Chair")
    SWG_CHAIR = "swg-chair", _("the chair of the working group")
    COORDINATOR = "coordinator", _("the coordinator")
    CO_COORDINATOR = "co-coordinator", _("a co-coordinator")
    INTENDING_STATE = "intending-state", _("a state that intends it")
    # Whoever began to carry it out, and still intends it.
    IMPLEMENTING_STATE = "implementing-state", _("the state that began implementation")
    MEMBER = "member", _("a member state")
    OBSERVER = "observer", _("an observer")


class PaperKind(TextChoices):
    CONCEPT = "concept-paper", _("Concept paper")
    WORKING = "working-paper", _("Working paper")
    ACTION_PLAN = "action-plan", _("Action plan")
    COMPILATION = "compilation", _("Compilation of views")
    REPORT = "report", _("Report")
    NOTE = "note", _("Note from a state")
    INFORMATION = "information", _("Information from a state")
    PUBLISHED_TEXT = "published-text", _("Text of a publication")
    # What the Secretariat lays down itself, whatever it hangs on.
    INVITATION = "invitation", pgettext_lazy("kind of paper", "Invitation")
    OFFICE_INFORMATION = "office-info", _("Information from the Secretariat")
    PUBLICATION = "publication", pgettext_lazy("kind of paper", "Publication")
    DRAFT_DECISION = "draft-decision", _("Draft decision")
    GENERAL = "general", _("Paper of the Secretariat")


# Those that the Secretariat lays down by itself: they come with no step of a commitment, and from no state.
OF_THE_OFFICE = (
    PaperKind.INVITATION,
    PaperKind.OFFICE_INFORMATION,
    PaperKind.PUBLICATION,
    PaperKind.DRAFT_DECISION,
    PaperKind.GENERAL,
)


class Session(TextChoices):
    REGULAR = "regular", _("Regular")
    SPECIAL = "special", pgettext_lazy("a session", "Special")
    INFORMAL = "informal", _("Informal")


class DeadlineKind(TextChoices):
    """What has to be ready, or to have gone out, some days before a meeting."""

    INVITATION = "invitation", _("Invitation")
    PROVISIONAL_AGENDA = "provisional-agenda", _("Provisional agenda")
    DOCUMENTS = "documents", _("Documents")
    NOMINATIONS = "nominations", _("Nominations of experts")
    DELEGATION_LIST = "delegation-list", _("Lists of delegations")


class RemindOf(TextChoices):
    """What people are reminded of before a meeting: the meeting itself, and what has to be ready for it."""

    MEETING = "meeting", _("the meeting")
    STEP = "step", _("the steps that are awaited before it")
    INVITATION = DeadlineKind.INVITATION.value, DeadlineKind.INVITATION.label
    PROVISIONAL_AGENDA = DeadlineKind.PROVISIONAL_AGENDA.value, DeadlineKind.PROVISIONAL_AGENDA.label
    DOCUMENTS = DeadlineKind.DOCUMENTS.value, DeadlineKind.DOCUMENTS.label
    NOMINATIONS = DeadlineKind.NOMINATIONS.value, DeadlineKind.NOMINATIONS.label
    DELEGATION_LIST = DeadlineKind.DELEGATION_LIST.value, DeadlineKind.DELEGATION_LIST.label


class DayUnit(TextChoices):
    """How days are counted back: all of them, or those on which the Secretariat and the host work."""

    CALENDAR = "calendar", _("calendar days")
    WORKING = "working", _("working days")


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
