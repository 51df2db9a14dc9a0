"""What follows what states undertake: activities, what was done about each, and who takes part."""

import datetime as dt
import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.choices import AHEAD, SEEN_BY, ActivityCourse, ActivityKind, DayKnown, Deed
from activities.days import in_words
from catalogue.models import Area, Measure
from meetings.access import pairs_of_reader_tokens
from meetings.choices import Format
from members.choices import Audience
from members.models import OwnedItem, OwnedQuerySet, Participant, Person
from members.models.users import check_time_zone
from papers.models import Folder, PaperVersion
from record.letters import SaidByLetter
from record.models import Correctable, EveryKeptRow, KeptRowsThatCount, RowsThatCount, Searched, words_in
from record.readers import ReadersField
from record.references import next_in
from record.texts import LanguageField, MultilingualField, WrittenWords, in_language, wording_for_reader
from record.zones import ZoneField


class ActivityQuerySet(OwnedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Where its state let it be seen, by those who see the commitment that it is under; who hosts and organises it."""
        return self.filter(readers__open_to=pairs_of_reader_tokens(user))

    def ahead(self) -> Self:
        """Those that may still come about."""
        return self.filter(course__in=AHEAD)

    def with_a_day(self) -> Self:
        """Those whose day is named and known to the day."""
        return self.filter(starts_on__isnull=False, known=DayKnown.EXACT)

    def matching(self, words: str) -> Self:
        return self.filter(pk__in=words_in(self.model, words))

    def as_listed(self) -> Self:
        """What a line of a table tells."""
        rows = self.select_related("owner", "host", "area__edition", "area__parent", "measure", "within")
        return rows.prefetch_related("organisers", "parties__participant")


class Activity(OwnedItem, Correctable, Searched):
    """Something that a member state leads under a commitment, a measure or an area: a workshop, a training, a visit.

    It may be put off, or given up, without a reason; what was done about it is its history. Only its verbs write how far it
    has come. The commitment is named by the folder in which its papers lie (decision 0043).
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    within = models.ForeignKey(
        Folder, models.PROTECT, related_name="activities", null=True, blank=True, verbose_name=_("commitment")
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="activities", verbose_name=_("area"))
    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="activities", null=True, blank=True, verbose_name=_("measure")
    )
    audience = models.CharField(_("who sees it"), max_length=12, choices=SEEN_BY, default=Audience.MEMBERS)
    kind = models.CharField(_("kind"), max_length=12, choices=ActivityKind.choices)
    course = models.CharField(
        _("how far it has come"), max_length=10, choices=ActivityCourse.choices, default=ActivityCourse.PLANNED
    )
    title = MultilingualField(_("title"))
    expected = MultilingualField(_("what is expected of it"), long=True, blank=True)
    # What states give besides, of their own will: experts, rooms, equipment, places on a course.
    contributions = MultilingualField(_("voluntary contributions in kind"), long=True, blank=True)
    outcome = MultilingualField(_("what came of it"), long=True, blank=True)
    # None: no day is named yet. The last day on which it can begin, where it isn't known to the day.
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    known = models.CharField(
        _("what is known of the day"), max_length=8, choices=DayKnown.choices, default=DayKnown.EXACT
    )
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    opens_at = models.TimeField(_("opens at"), null=True, blank=True)
    time_zone = ZoneField(_("time zone of the place"), max_length=60, blank=True, validators=[check_time_zone])
    format = models.CharField(_("format"), max_length=10, choices=Format.choices, default=Format.UNKNOWN)
    place = MultilingualField(_("place"), blank=True)
    link = models.URLField(_("link for those who join online"), max_length=300, blank=True)
    host = models.ForeignKey(
        Participant, models.PROTECT, related_name="hosted_activities", null=True, blank=True, verbose_name=_("host")
    )
    organisers = models.ManyToManyField(
        Participant, related_name="organised_activities", blank=True, verbose_name=_("organised with")
    )
    # The report lies there; it is opened with the first one.
    folder = models.OneToOneField(
        Folder, models.PROTECT, related_name="activity", null=True, blank=True, editable=False
    )
    # Raised by all that is done about it: a calendar learns of a change by it, and of two who act at once one is told.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    readers = ReadersField()

    seals = ("title", "expected", "contributions", "outcome")
    key_field = "uid"
    # Its name is said in the reader's language, with these relations.
    called_with = ()
    objects = RowsThatCount.from_queryset(ActivityQuerySet)()
    everything = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-starts_on", "-pk"]
        default_permissions = ["view"]
        indexes = [models.Index(fields=["starts_on", "id"], name="activities_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="an_activity_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(known=DayKnown.EXACT), name="an_activity_ends_on_a_known_day"
            ),
            models.CheckConstraint(
                condition=~Q(course__in=[ActivityCourse.HELD, ActivityCourse.REPORTED]) | Q(starts_on__isnull=False),
                name="what_was_held_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.title)

    def get_absolute_url(self) -> str:
        return reverse("activity-detail", args=[self.uid])

    @property
    def heading(self) -> WrittenWords:
        return wording_for_reader(self.title)

    @property
    def about_what(self) -> str:
        return in_language(self.title)

    @property
    def name_of_folder(self) -> str:
        """What its papers' symbols begin with: drawn by chance, since a number would tell how much goes on elsewhere."""
        return f"ACT-{self.uid.hex[:8].upper()}"

    @property
    def is_under(self) -> Any:
        """The commitment that it is under; None where it is under none."""
        return self.within.holder if self.within else None

    @property
    def days(self) -> str:
        """The days in the reader's language, saying no more than is known; "" where none is named."""
        return in_words(self.starts_on, self.ends_on, self.known)

    @property
    def hour(self) -> str:
        """When it begins on the clocks of its place, as 09:30; it is shown with their zone."""
        return self.opens_at.strftime("%H:%M") if self.opens_at else ""

    @property
    def last_day(self) -> dt.date | None:
        return self.ends_on or self.starts_on

    @property
    def is_ahead(self) -> bool:
        return self.course in AHEAD

    @property
    def was_held(self) -> bool:
        return self.course in {ActivityCourse.HELD, ActivityCourse.REPORTED}

    @property
    def is_given_up(self) -> bool:
        return self.course == ActivityCourse.GIVEN_UP

    @property
    def who_reads_papers(self) -> Any:
        """Who reads a paper that lies with it, before it is circulated."""
        return _("whoever sees the activity reads it")

    def open_folder(self) -> Folder:
        """Where its report lies: opened the first time. In the caller's transaction."""
        if self.folder is None:
            self.folder = Folder.objects.create(reference=self.name_of_folder)
            self.save(update_fields=["folder"])
        return self.folder


class PartsOfAnActivity(models.QuerySet):
    def visible_to(self, user: Person) -> Self:
        """Of the activities that the person sees."""
        return self.filter(activity__readers__open_to=pairs_of_reader_tokens(user))


class ActivityTurn(SaidByLetter):
    """What was done about an activity, as it was done, and its days from then on. Rows are appended and never changed."""

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="turns", verbose_name=_("activity"))
    serial = models.PositiveIntegerField(_("number"))
    deed = models.CharField(_("what was done"), max_length=12, choices=Deed.choices)
    course = models.CharField(_("how far it had come"), max_length=10, choices=ActivityCourse.choices)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    known = models.CharField(_("what is known of the day"), max_length=8, choices=DayKnown.choices)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    language = LanguageField(_("language"))
    report = models.ForeignKey(
        PaperVersion, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("report")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    # Found to be a mistake: no column of its own, since a row is never changed.
    mistaken_at: dt.datetime | None = None

    seals = ("deed", "course", "note")
    called_with = ("activity",)
    objects = KeptRowsThatCount.from_queryset(PartsOfAnActivity)()
    everything = EveryKeptRow.from_queryset(PartsOfAnActivity)()

    class Meta:
        verbose_name = _("entry about an activity")
        verbose_name_plural = _("entries about activities")
        ordering = ["activity", "serial"]
        default_permissions = ["view"]
        constraints = [models.UniqueConstraint(fields=["activity", "serial"], name="one_turn_a_number")]

    def __str__(self) -> str:
        return f"{self.activity} · {self.get_deed_display()}"

    def get_absolute_url(self) -> str:
        return f"{self.activity.get_absolute_url()}#history"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("what was done about an activity is never changed")
        super().save(*args, **kwargs)

    @classmethod
    def next_serial(cls, activity: Activity) -> int:
        """The number of the next line of its history, in which what was entered by mistake keeps its own."""
        return next_in(cls.everything.filter(activity=activity), "serial")

    @property
    def days(self) -> str:
        return in_words(self.starts_on, self.ends_on, self.known)


class ActivityParty(SaidByLetter):
    """A participant's part in an activity: how many it said would come, and how many took part.

    None: nothing is said of it. A state of which nothing is said simply has no row.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="parties", verbose_name=_("activity"))
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="activity_parts", verbose_name=_("participant")
    )
    coming = models.PositiveSmallIntegerField(_("people who come"), null=True, blank=True)
    # One a line. Read by who names them, those who lead, host and organise it, and the Secretariat; emptied in the end.
    named = models.TextField(_("who comes, by name"), blank=True, max_length=5000)
    present = models.PositiveSmallIntegerField(_("people who took part"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    seals = ("coming", "present")
    objects = PartsOfAnActivity.as_manager()

    class Meta:
        verbose_name = _("part in an activity")
        verbose_name_plural = _("parts in activities")
        ordering = ["activity", "participant__seat_name"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "participant"], name="a_state_takes_part_in_an_activity_once")
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.activity}"
