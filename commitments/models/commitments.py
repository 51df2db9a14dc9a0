"""What states undertake, voluntarily: commitments, and what the procedure asks of them."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery, Value
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from catalogue.models import Area, Measure
from commitments.models.coordinators import CoordinatorAssignment
from commitments.models.exchange import View
from commitments.models.parties import WithParties, who_takes_part
from commitments.models.parts import Intention, StepTaken
from commitments.models.periods import SaidPeriod
from journal.names import name_of, page_of
from law.choices import Modality
from law.editions import workflow, workflows
from law.fields import StateField
from law.grammar.procedure import Does, StateRow, Workflow
from meetings.access import reader_tokens
from meetings.models import Meeting
from members.choices import Audience
from members.models import Person
from papers.models import Folder, PaperVersion
from record.dates import PrecisionField, day_of_the_house, period_shown
from record.models import Correctable, RowsThatCount, Searched, SourcedFact, words_in
from record.readers import ReadersField
from record.texts import MultilingualField, WrittenWords, in_language, wording_for_reader

# An intention is indicated to the members, so a commitment is never narrower than they are; drafts are (`Draft`).
SHARED_WITH = tuple((value, value.label) for value in (Audience.MEMBERS, Audience.OBSERVERS, Audience.PUBLIC))
# What is kept of its period, and of each time that it was said.
PERIOD = {"period_since": "since", "period_until": "until", "period_precision": "precision"}


def _standing_in(states: Callable[[Workflow], Iterable[str]]) -> Q:
    condition = Q(pk__in=())
    for flow in workflows():
        if keys := [str(state) for state in states(flow)]:
            condition |= Q(edition=flow.edition, modality=flow.modality, state__in=keys)
    return condition


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, user: Person) -> Self:
        """What its audience lets a person see; states that intend or coordinate it see it whatever their standing."""
        return self.filter(readers__open_to=reader_tokens(user))

    def open(self) -> Self:
        return self.exclude(_standing_in(Workflow.ends))

    def ended(self) -> Self:
        return self.filter(_standing_in(Workflow.ends))

    def standing(self, states: Callable[[Workflow], Iterable[str]]) -> Self:
        """Those that stand in the states that `states` names of their workflow, whatever these are called in it."""
        return self.filter(_standing_in(states))

    def standing_then(self, day: dt.date | None) -> Self:
        """Each with `stood` and `moved_then`, by its steps of that day and before, and its period as said by then; of a day
        gone by those begun by then.

        None is today. Rows of a day gone by are told by `as_it_stood`.
        """
        if day is None or day >= day_of_the_house():
            now = {f"{name}_then": F(name) for name in PERIOD}
            return self.annotate(stood=F("state"), moved_then=F("moved_at"), **now)
        by_then = StepTaken.objects.filter(commitment=OuterRef("pk"), on__lte=day).order_by("-serial")
        said = SaidPeriod.objects.filter(commitment=OuterRef("pk")).said_by(day).reverse()
        then = {f"{name}_then": Subquery(said.values(column)[:1]) for name, column in PERIOD.items()}
        return self.filter(Exists(by_then)).annotate(
            stood=Subquery(by_then.values("to_state")[:1]),
            moved_then=Subquery(by_then.values("at")[:1]),
            told_on=Value(day, models.DateField()),
            **then,
        )

    def of_states(self, participants: Iterable[Any], day: dt.date | None = None) -> Self:
        """Those that any of these states intends, or coordinates; of a day gone by, intended or coordinated then."""
        participants, intentions = list(participants), Intention.objects
        running = intentions.running() if day is None else intentions.holding(day)
        intends = running.filter(commitment=OuterRef("pk"), participant__in=participants)
        leads = (
            CoordinatorAssignment.objects.designations()
            .running(day or day_of_the_house())
            .filter(commitment=OuterRef("pk"), participant__in=participants)
        )
        leads = leads if day is None else leads.made_by(day)
        return self.filter(Q(Exists(intends)) | Q(Exists(leads)))

    def ending_by(self, day: dt.date) -> Self:
        """Those under way of which the period ends by a day, and that no other renews."""
        renewed = Commitment.objects.filter(renews=OuterRef("pk"))
        return self.open().filter(~Exists(renewed), period_until__lte=day)

    def matching(self, words: str) -> Self:
        return self.filter(pk__in=words_in(self.model, words))

    def with_everything(self) -> Self:
        """All that the guards and the pages ask of a commitment, in a fixed number of queries."""
        return (
            self.select_related("measure__area__edition", "area__edition", "area__parent", "renews", "folder")
            .with_parties()
            .prefetch_related(
                # A list of commitments must not carry all the pages that papers and views hold.
                Prefetch("folder__papers__versions", PaperVersion._base_manager.defer("text")),
                Prefetch("views", View.objects.defer("text")),
                "experts",
                "measure__experts",
                Prefetch("steps", StepTaken.objects.select_related("meeting", "on_behalf_of").in_order()),
            )
        )

    def as_listed(self) -> Self:
        """What a line of a table tells: who takes part, and on which days its first and last steps were taken."""
        steps = StepTaken.objects.only("commitment", "serial", "step", "on", "on_precision", "channel").in_order()
        rows = self.select_related("measure", "area", "renews").with_parties()
        return rows.prefetch_related(Prefetch("steps", steps))

    def with_parties(self) -> Self:
        """The states that intend and coordinate them."""
        return self.prefetch_related(*who_takes_part())


class Commitment(WithParties, SourcedFact, Correctable, Searched):
    """A voluntary commitment of one or more states to a measure, an area, or a topic in its own words.

    It travels one of the two modalities of the Cooperative Approach and keeps the edition it began under. Only
    `actions.take_step` writes its state.
    """

    reference = models.CharField(_("reference"), max_length=50, unique=True, editable=False)
    edition = models.CharField(_("edition of the procedure"), max_length=20, editable=False)
    modality = models.CharField(_("modality"), max_length=1, choices=Modality.choices)
    state = StateField(_("where it stands"), editable=False)
    # Raised by every step: a step taken on what is no longer so is refused.
    version = models.PositiveIntegerField(default=1, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="commitments", verbose_name=_("area"))
    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="commitments", null=True, blank=True, verbose_name=_("measure")
    )
    topic = MultilingualField(_("topic in its own words"), blank=True)
    title = models.CharField(_("title"), max_length=200)
    statement = models.TextField(_("statement"), max_length=5000, blank=True)
    # The same in other languages, where its states gave them.
    title_in = MultilingualField(_("title in other languages"), blank=True)
    statement_in = MultilingualField(_("statement in other languages"), long=True, blank=True)
    # Of its title and statement, as they were written.
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en", editable=False)
    audience = models.CharField(_("who sees it"), max_length=12, choices=SHARED_WITH, default=Audience.MEMBERS)
    renews = models.ForeignKey(
        "self", models.PROTECT, related_name="renewals", null=True, blank=True, verbose_name=_("renews")
    )
    # For which time its states undertake it, as far as they said; open where it has no last day.
    period_since = models.DateField(_("period: first day"), null=True, blank=True, editable=False)
    period_until = models.DateField(_("period: last day"), null=True, blank=True, editable=False)
    period_precision = PrecisionField(_("period: how well known"), editable=False)
    began_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)
    moved_at = models.DateTimeField(_("last step at"), default=timezone.now, editable=False)
    # Its papers lie there; it is opened with the commitment.
    folder = models.OneToOneField(Folder, models.PROTECT, related_name="commitment", editable=False)
    readers = ReadersField()

    # Its name is said in the reader's language, with these relations (`record.named`).
    called_with = ("measure", "area")

    # The day gone by of which it is told, where a list was asked as of one; and how it stood then.
    told_on: dt.date | None = None
    stood: str
    moved_then: dt.datetime

    key_field = "reference"
    seals = ("title", "statement", "title_in", "statement_in")
    objects = RowsThatCount.from_queryset(CommitmentQuerySet)()
    everything = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["-moved_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "-moved_at"], name="commitments_awaiting"),
            # The order of every list of them.
            models.Index(fields=["-moved_at", "-id"], name="commitments_latest_first"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_since__isnull=True)
                | Q(period_until__isnull=True)
                | Q(period_until__gte=F("period_since")),
                name="a_period_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} · {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            if self.folder_id is None:
                self.folder = Folder.objects.create(reference=self.reference)
            super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.measure_id and self.area_id and self.measure.area_id != self.area_id:
            raise ValidationError({"measure": _("This measure lies in another area.")})

    def get_absolute_url(self) -> str:
        return page_of(name_of(self))

    @property
    def papers(self) -> Any:
        return self.folder.papers

    @property
    def workflow(self) -> Workflow:
        return workflow(self.edition, self.modality)

    @property
    def is_ended(self) -> bool:
        return self.stands.is_end

    @property
    def stands(self) -> StateRow:
        """Where it stands, with what that state is."""
        return self.workflow.standing_at(self.state)

    @property
    def subject(self) -> str:
        """What it is about: the measure, the topic in its own words, or the whole area."""
        if self.measure:
            return str(self.measure)
        return in_language(self.topic) or str(self.area)

    @property
    def period(self) -> str:
        """For which time it is undertaken, in the reader's language; empty where its states didn't say."""
        return period_shown(self.period_since, self.period_until, self.period_precision)

    @property
    def as_renewed(self) -> str:
        """What the address of the form of a new commitment says, so that it begins with this one's words and names it."""
        about = {"measure": self.measure.reference} if self.measure else {"area": self.area.reference}
        return urlencode({"renews": self.reference, **about})

    @property
    def titles(self) -> dict[str, str]:
        """Its title in every language it was given in, the one of whoever wrote it first."""
        return {self.language: self.title, **self.title_in}

    @property
    def statements(self) -> dict[str, str]:
        """Its statement in every language it was given in, the one of whoever wrote it first."""
        return {self.language: self.statement, **self.statement_in} if self.statement else self.statement_in

    @property
    def heading(self) -> WrittenWords:
        """Its title in the reader's language, where it has one; where it is called as its measure or area is, as those."""
        named = self.measure.title if self.measure else self.area.name
        return wording_for_reader(named if self.title == in_language(named, "en") else self.titles)

    @property
    def called(self) -> str:
        """Its reference, with its title in the reader's language."""
        return f"{self.reference} · {self.heading}"

    @property
    def called_here(self) -> str:
        return self.called

    def as_it_stood(self) -> Self:
        """As of the day of which it is told, for reading alone; as it is, where that is today."""
        if self.told_on is not None:
            self.state, self.moved_at = self.stood, self.moved_then
            for name in PERIOD:
                setattr(self, name, getattr(self, f"{name}_then"))
        return self

    # -- When it began and moved, as far as its steps show. They, too, read what was fetched.

    @property
    def last_step(self) -> StepTaken | None:
        """The last step, of those taken by the day of which it is told; None where the record shows none."""
        on = self.told_on
        return next((step for step in reversed(self.steps.all()) if on is None or step.on <= on), None)

    @property
    def began_on(self) -> dt.date | None:
        """The day of the step by which it began; None where the public record doesn't tell of that one."""
        return self._first_step.on if self._first_step else None

    @property
    def began_on_precision(self) -> str:
        return self._first_step.on_precision if self._first_step else ""

    @property
    def _first_step(self) -> StepTaken | None:
        first = next(iter(self.steps.all()), None)
        return first if first is not None and first.step == self.workflow.start.name else None

    @property
    def moved_on(self) -> dt.date | None:
        """The day of its last step."""
        return self.last_step.on if self.last_step else None

    @property
    def moved_on_precision(self) -> str:
        return self.last_step.on_precision if self.last_step else ""

    # -- What guards ask. They read only what `with_everything` fetched, so that many commitments cost few queries.

    def latest_version(self, besides: Collection[Any] = ()) -> Any:
        """The newest version of the paper that travels: the concept paper under (a), the working paper under (b)."""
        kinds = self.workflow.papers_that_travel()
        versions = [version for paper in self.papers.all() if paper.kind in kinds for version in paper.versions.all()]
        versions = [version for version in versions if version not in besides]
        return max(versions, key=lambda version: (version.at, version.pk), default=None)

    def has_views(self) -> bool:
        return any(view.audience not in {Audience.OWN, Audience.SECRETARIAT} for view in self.views.all())

    def nominated_experts(self) -> list[Any]:
        """Experts nominated for this commitment, or for its measure and no other commitment."""
        today = day_of_the_house()
        nominated = [*self.experts.all(), *(self.measure.experts.all() if self.measure else [])]
        experts = {expert.pk: expert for expert in nominated if expert.commitment_id in (None, self.pk)}
        return [expert for expert in experts.values() if expert.audience != Audience.OWN and expert.serves_on(today)]

    def led_here(self) -> StepTaken | None:
        """The step that moved it to where it stands; None where the record shows none."""
        return next((step for step in reversed(self.steps.all()) if step.from_state != step.to_state), None)

    def put_before(self) -> Meeting | None:
        """The meeting before which it was put and lies now."""
        step = self.led_here()
        return step.meeting if step and step.does is Does.PUTS_BEFORE else None

    def specialised_meeting_was_held(self) -> bool:
        meetings = [step.meeting for step in self.steps.all() if step.meeting and step.does is Does.CONVENES]
        return bool(meetings) and meetings[-1].was_held_by(day_of_the_house())
