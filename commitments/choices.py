"""Fixed values about commitments: where they stand, who is who to them, their papers, by which way a step came."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Fact(TextChoices):
    """An offer and a designation are two facts; one doesn't follow from the other."""

    OFFER = "offer", _("offer to coordinate")
    DESIGNATION = "designation", _("designation")


class Depth(TextChoices):
    """How far down the catalogue an offer reaches."""

    MEASURE = "measure", _("a measure of the catalogue")
    TOPIC = "topic", _("a topic in its own words")
    AREA = "area", _("a whole area")
    UNSPECIFIED = "unspecified", _("still to be named")


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


class Scale(TextChoices):
    """How many states carry a commitment: members choose measures and carry them out bilaterally or multilaterally."""

    ONE = "one", _("by one state so far")
    BILATERAL = "bilateral", _("bilateral")
    MULTILATERAL = "multilateral", _("multilateral")
    ALL = "all", _("by all member states")


class PaperKind(TextChoices):
    CONCEPT = "concept-paper", _("Concept paper")
    WORKING = "working-paper", _("Working paper")
    ACTION_PLAN = "action-plan", _("Action plan")
    COMPILATION = "compilation", _("Compilation of views")
    REPORT = "report", _("Report")
    NOTE = "note", _("Note from a state")


class Channel(TextChoices):
    """By which way something reached the tracker."""

    PORTAL = "portal", _("portal")
    API = "api", _("API")
    NOTE_VERBALE = "note-verbale", _("note verbale")
    EMAIL = "email", _("e-mail")
    RECORD = "record", _("public record")
