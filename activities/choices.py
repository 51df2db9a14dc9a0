"""Fixed values about activities, plans and information: what they are, how far they have come, how well their days are known."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.choices import Audience


class ActivityKind(TextChoices):
    WORKSHOP = "workshop", _("Workshop")
    SEMINAR = "seminar", _("Seminar or conference")
    TRAINING = "training", _("Training course")
    EXPERTS = "experts", _("Meeting of experts")
    VISIT = "visit", _("Exchange visit")
    EXHIBITION = "exhibition", _("Exhibition, festival or sports event")
    OTHER = "other", pgettext_lazy("a kind of activity", "Another kind")


class ActivityCourse(TextChoices):
    """How far an activity has come. None of these is better than another: it may rest, and it may be given up."""

    PLANNED = "planned", pgettext_lazy("an activity", "Planned")
    ANNOUNCED = "announced", pgettext_lazy("an activity", "Announced")
    PUT_OFF = "put-off", pgettext_lazy("an activity", "Put off; its day is open")
    HELD = "held", pgettext_lazy("an activity", "Held")
    REPORTED = "reported", pgettext_lazy("an activity", "Held, with a report")
    GIVEN_UP = "given-up", pgettext_lazy("an activity", "Given up")


# Those that may still come about.
AHEAD = (ActivityCourse.PLANNED, ActivityCourse.ANNOUNCED, ActivityCourse.PUT_OFF)


class DayKnown(TextChoices):
    """How well the days of an activity are known; the one stored is the last that it could begin on."""

    EXACT = "exact", _("the day")
    MONTH = "month", pgettext_lazy("how well a day is known", "the month")
    HALF = "half", _("the half of the year")
    YEAR = "year", pgettext_lazy("how well a day is known", "the year")


class Deed(TextChoices):
    """What was done about an activity: a line of its history."""

    PLAN = "plan", _("planned the activity")
    ANNOUNCE = "announce", _("announced the activity")
    CHANGE = "change", _("changed what is said of the activity")
    OTHER_DAYS = "other-days", _("named other days for the activity")
    PUT_OFF = "put-off", _("put the activity off")
    GIVE_UP = "give-up", _("gave the activity up")
    HELD = "held", _("entered that the activity was held")
    REPORT = "report", _("reported on the activity")


class PlanStage(TextChoices):
    """Where the plan of a year stands."""

    DRAFTED = "drafted", pgettext_lazy("a yearly plan", "Being drawn up")
    BEFORE = "before", pgettext_lazy("a yearly plan", "Put before a meeting")
    ADOPTED = "adopted", pgettext_lazy("a yearly plan", "Adopted")


# What a state keeps to itself is a draft.
SEEN_BY = tuple((value, label) for value, label in Audience.choices if value != Audience.OWN)


class InformationStage(TextChoices):
    """How far information has come that a state gives, or several give together."""

    ASKED = "asked", _("Those who give it together are asked")
    GIVEN = "given", pgettext_lazy("information", "Given")
    SENT = "sent", pgettext_lazy("information", "Given, and sent out by the Secretariat")


class GiverAnswer(TextChoices):
    """What a state says that was asked to give information together with another."""

    ASKED = "asked", _("asked")
    AGREED = "agreed", _("gives it as well")
    NOT_NOW = "not-now", _("not this time")


class WiderAnswer(TextChoices):
    """What a state says where more are to see information that it gives together with others."""

    ASKED = "asked", _("asked")
    AGREED = "agreed", _("agrees that these see it as well")
    NOT_NOW = "not-now", _("not this time")


class ReplyKind(TextChoices):
    REPLY = "reply", pgettext_lazy("to information", "Reply")
    REQUEST = "request", pgettext_lazy("to information", "Request for more")


class Consent(TextChoices):
    """Whether those who are in a photograph agreed that it be shown. Where nothing is said, it is not shown."""

    WAITED_FOR = "waited-for", pgettext_lazy("to a photograph", "Consent is not on record yet")
    GIVEN = "given", pgettext_lazy("to a photograph", "Shown with consent")
    WITHDRAWN = "withdrawn", pgettext_lazy("to a photograph", "Not shown any more")
