"""What a body decided, how, and what states said of it."""

from hashlib import sha256
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from decisions.choices import FollowUpState, Manner, Outcome, PositionKind
from decisions.models.agenda import AgendaItem
from decisions.models.silence import SilenceProcedure
from journal.names import name_of, page_of
from law.editions import edition, edition_on
from law.fields import BodyField
from meetings.access import reader_tokens
from meetings.models.groups import WorkingGroup
from meetings.models.meetings import Meeting
from members.choices import Audience
from members.models import Participant, Person
from record.dates import PrecisionField, day_of_the_house
from record.models import Correctable, RowsThatCount, Searched, SourcedFact, words_in
from record.readers import ReadersField
from record.texts import LanguageField, MultilingualField, in_language


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: Person) -> Self:
        """Whom it was released to; the members at least."""
        return self.filter(readers__open_to=reader_tokens(user))

    def with_positions(self) -> Self:
        """With everything that must be shown beside a decision wherever it is shown (Rules of Procedure)."""
        return self.select_related("meeting", "silence_procedure", "agenda_item").prefetch_related(
            "positions__participant", "present", "follow_ups__owner", "follow_ups__group", "follow_ups__hears"
        )

    def matching(self, words: str) -> Self:
        return self.filter(pk__in=words_in(self.model, words))


class Decision(SourcedFact, Correctable, Searched):
    """A decision of a body, or what became of a text put before it. Its words don't change once it is recorded.

    Decisions are taken by consensus: no member objects (Almaty Act, article 2 and Rules of Procedure). Objections,
    dissociations and statements are its `positions`, and are shown wherever it is.
    """

    symbol = models.CharField(_("symbol"), max_length=60, unique=True)
    # Empty where the record says that the members decided, and not in which body.
    body = BodyField(_("body"), blank=True)
    title = MultilingualField(_("title"))
    text = MultilingualField(_("text"), long=True, blank=True)
    # By language, as the text was when it was recorded: that nobody changed it since can be shown.
    text_sha256 = models.JSONField(_("SHA-256 of the text"), default=dict, editable=False)
    outcome = models.CharField(_("outcome"), max_length=14, choices=Outcome.choices, default=Outcome.ADOPTED)
    manner = models.CharField(_("how"), max_length=14, choices=Manner.choices, default=Manner.AT_MEETING)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="decisions", null=True, blank=True, verbose_name=_("meeting")
    )
    silence_procedure = models.OneToOneField(
        SilenceProcedure,
        models.PROTECT,
        related_name="decision",
        null=True,
        blank=True,
        verbose_name=_("silence procedure"),
    )
    agenda_item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="decisions", null=True, blank=True, verbose_name=_("agenda item")
    )
    on = models.DateField(_("day"))
    on_precision = PrecisionField(_("day: how well known"))
    # The instant at which the period of a silence procedure ended; empty for a decision of a meeting.
    at_instant = models.DateTimeField(_("instant"), null=True, blank=True)
    present = models.ManyToManyField(
        Participant, related_name="present_at_decisions", blank=True, verbose_name=_("members present")
    )
    # The members of that day and how many of them made the quorum, as counted when the decision was recorded.
    members_then = models.PositiveSmallIntegerField(_("members on that day"), null=True, blank=True)
    quorum_then = models.PositiveSmallIntegerField(_("quorum"), null=True, blank=True)
    consensus = models.TextField(_("how consensus was recorded"), blank=True, max_length=5000)
    audience = models.CharField(_("released to"), max_length=12, choices=Audience.choices, default=Audience.MEMBERS)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("recorded by")
    )
    at = models.DateTimeField(_("recorded at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    readers = ReadersField()

    seals = ("title", "text", "consensus")
    key_field = "symbol"
    # Its name is said in the reader's language, with these relations.
    called_with = ()
    objects = RowsThatCount.from_queryset(DecisionQuerySet)()
    everything = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-on", "-pk"]
        permissions = [("import_decision", _("Can import decisions")), ("export_decision", _("Can export decisions"))]
        constraints = [
            models.CheckConstraint(
                condition=~Q(manner=Manner.AT_MEETING) | Q(meeting__isnull=False),
                name="a_decision_at_a_meeting_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(manner=Manner.BY_SILENCE) | Q(silence_procedure__isnull=False) | ~Q(source=""),
                name="a_decision_by_silence_names_its_procedure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} · {in_language(self.title)}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.text_sha256 = {code: sha256(text.encode()).hexdigest() for code, text in self.text.items() if text}
        super().save(*args, **kwargs)

    @property
    def was_entered_late(self) -> bool:
        """Whether it was recorded on a day after its own."""
        return self.by_id is not None and day_of_the_house(self.at) > self.on

    @property
    def body_label(self) -> Any:
        """What the body was called on the day, by the edition that its meeting, or its silence procedure, keeps."""
        if not self.body:
            return _("The member states; in which body, is not in the record")
        edition_key = self.meeting.edition if self.meeting else getattr(self.silence_procedure, "edition", "")
        law = edition(edition_key) if edition_key else edition_on(self.on)
        return law.body(self.body).label_on(self.on)

    def get_absolute_url(self) -> str:
        return page_of(name_of(self))


class PositionQuerySet(models.QuerySet["Position"]):
    def visible_to(self, user: Person) -> Self:
        return self.filter(decision__readers__open_to=reader_tokens(user), decision__mistaken_at=None)

    def in_seat_order(self) -> Self:
        return self.order_by("participant__seat_name", "participant__code", "pk")


class Position(SourcedFact, Correctable, Searched):
    """What a state said of a text: the objection that blocked it, a dissociation from paragraphs, a statement.

    Appended, with the state's own words; never changed, and shown wherever the decision is shown or exported.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="positions", verbose_name=_("decision"))
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="positions", verbose_name=_("state"))
    kind = models.CharField(_("kind"), max_length=14, choices=PositionKind.choices)
    paragraphs = models.CharField(
        _("paragraphs"), max_length=100, blank=True, help_text=_("As the state named them: 17–19.")
    )
    text = MultilingualField(_("in its own words"), long=True, blank=True)
    on = models.DateField(_("day"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("entered by")
    )
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    seals = ("kind", "paragraphs", "text")
    objects = RowsThatCount.from_queryset(PositionQuerySet)()
    everything = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("position of a state")
        verbose_name_plural = _("positions of states")
        ordering = ["decision", "participant__seat_name", "pk"]
        default_permissions = ["view", "add"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "participant", "kind"],
                condition=Q(mistaken_at__isnull=True),
                name="one_position_of_a_kind_a_state",
            ),
            models.CheckConstraint(
                condition=~Q(kind=PositionKind.DISSOCIATION) | ~Q(paragraphs=""), name="a_dissociation_names_paragraphs"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.get_kind_display()}"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, user: Person) -> Self:
        return self.filter(decision__readers__open_to=reader_tokens(user), decision__mistaken_at=None)

    def open(self) -> Self:
        return self.filter(state=FollowUpState.OPEN, decision__mistaken_at__isnull=True)


class FollowUp(Correctable, Searched):
    """What a decision asks for next, who looks after it, and the meeting that will hear of it."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="follow_ups", verbose_name=_("decision"))
    what = models.CharField(_("what"), max_length=500)
    owner = models.ForeignKey(
        Participant,
        models.PROTECT,
        related_name="follow_ups",
        null=True,
        blank=True,
        verbose_name=_("looked after by"),
        help_text=_("A state or organisation; the Secretariat where none is named."),
    )
    group = models.ForeignKey(
        WorkingGroup,
        models.PROTECT,
        related_name="tasks",
        null=True,
        blank=True,
        verbose_name=_("given to the working group"),
    )
    hears = models.ForeignKey(
        Meeting,
        models.PROTECT,
        related_name="follow_ups_to_hear",
        null=True,
        blank=True,
        verbose_name=_("meeting that will hear of it"),
    )
    state = models.CharField(
        pgettext_lazy("where a thing stands", "state"),
        max_length=10,
        choices=FollowUpState.choices,
        default=FollowUpState.OPEN,
    )
    report = models.TextField(_("what was reported"), blank=True, max_length=5000)
    # Of the report.
    language = LanguageField(_("language"))
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    seals = ("what", "report")
    objects = RowsThatCount.from_queryset(FollowUpQuerySet)()
    everything = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["decision", "pk"]
        default_permissions = ["view", "add", "change"]

    def __str__(self) -> str:
        return self.what[:100]

    def get_absolute_url(self) -> str:
        return f"{self.decision.get_absolute_url()}#follow-up-{self.pk}"
