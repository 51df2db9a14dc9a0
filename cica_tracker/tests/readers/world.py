"""A world in which anything may happen next: chance writes what the house's verbs write, in any order, and corrects it."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.utils import timezone

from activities.choices import SEEN_BY, GiverAnswer, InformationStage
from activities.models import ActionPlan, Activity, Information, ProgressNote
from activities.tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ActivityPartyFactory,
    ActivityTurnFactory,
    InformationFactory,
    InformationGiverFactory,
    InformationReplyFactory,
    PhotographFactory,
    ProgressNoteFactory,
)
from commitments.choices import Fact
from commitments.models import Commitment, CoordinatorAssignment, ExpertNomination, Intention, View
from commitments.tests.factories import (
    CirculationFactory,
    CommentFactory,
    CommitmentFactory,
    CoordinatorAssignmentFactory,
    ExpertNominationFactory,
    IntentionFactory,
    MeasureFactory,
    PaperFactory,
    PaperVersionFactory,
    StepTakenFactory,
    ViewFactory,
)
from decisions.models import Decision
from law.choices import PaperKind
from meetings.tests.factories import DecisionFactory, FollowUpFactory, PositionFactory
from members.choices import Audience
from members.models import Participant, User
from papers.choices import PublicationStage
from papers.models import (
    NOMINATED_TO,
    Circulation,
    Comment,
    CommentAudience,
    Institution,
    Paper,
    PaperVersion,
    PublicationText,
)
from papers.tests.factories import (
    InstitutionFactory,
    PublicationFactory,
    PublicationTextFactory,
    PublishingAnswerFactory,
    PublishingRequestFactory,
)
from record.choices import CorrectionStage
from record.models import Correction

A_DAY = dt.timedelta(days=1)
SHARED = (Audience.MEMBERS, Audience.OBSERVERS, Audience.PUBLIC)


@dataclass
class ChanceWorld:
    """What there is so far, and the chance by which more comes; `states` take part, `clerk` enters."""

    chance: Random
    states: list[Participant]
    clerk: User
    today: dt.date
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.measure = MeasureFactory()
        self.began: list[Any] = [self.begins() for _ in range(2)]
        self.began.append(self.plans())
        self.says_who_comes()
        self.says_how_it_goes()
        self.gives_information()
        self.publishes()
        # Whatever chance brings, there is one of each that it may leave out.
        self.began.append(ViewFactory(commitment=self.began[0], owner=self.states[0], by=self.clerk))

    def happens(self, times: int) -> None:
        """So many things of any kind, one after the other."""
        deeds = [
            self.begins, self.intends, self.intends, self.leaves, self.designates, self.designates, self.ends_a_term, self.writes,
            self.writes, self.submits, self.submits, self.circulates, self.circulates, self.strikes, self.comments, self.comments,
            self.shares_a_view, self.nominates, self.widens, self.is_mistaken, self.decides, self.takes_a_step, self.is_restored,
            self.plans, self.plans, self.says_who_comes, self.says_how_it_goes,
            self.gives_information, self.nominates_an_institution, self.nominates_an_institution, self.publishes, self.withdraws,
            self.reports, self.comments,
            self.submits,
        ]  # fmt: skip
        for _ in range(times):
            deed = self.chance.choice(deeds)
            self.done.append(deed.__name__)
            deed()

    def any(self, rows: Any) -> Any:
        keys = sorted(rows.values_list("pk", flat=True))
        return rows.get(pk=self.chance.choice(keys)) if keys else None

    def a_state(self) -> Participant:
        return self.chance.choice(self.states)

    def a_commitment(self) -> Commitment:
        return self.any(Commitment.everything)

    def begins(self) -> Commitment:
        return CommitmentFactory(measure=self.measure, audience=self.chance.choice(SHARED))

    def intends(self) -> None:
        commitment, state = self.a_commitment(), self.a_state()
        if not Intention.objects.running().filter(commitment=commitment, participant=state).exists():
            IntentionFactory(commitment=commitment, participant=state)

    def leaves(self) -> None:
        if intention := self.any(Intention.objects):
            intention.until = self.today
            intention.save()

    def designates(self) -> None:
        within = self.chance.random() < 0.8
        CoordinatorAssignmentFactory(
            measure=self.measure,
            participant=self.a_state(),
            fact=self.chance.choice([Fact.DESIGNATION, Fact.DESIGNATION, Fact.OFFER]),
            commitment=self.a_commitment() if within else None,
            until=self.chance.choice(
                [None, self.today - A_DAY, self.today, self.today + A_DAY, self.today + 400 * A_DAY]
            ),
        )

    def ends_a_term(self) -> None:
        if assignment := self.any(CoordinatorAssignment.objects):
            CoordinatorAssignment.objects.filter(pk=assignment.pk).update(until=self.today)

    def writes(self) -> None:
        kind = self.chance.choice([PaperKind.CONCEPT, PaperKind.NOTE, PaperKind.WORKING])
        PaperFactory(folder=self.a_commitment().folder, kind=kind)

    def submits(self) -> None:
        if paper := self.any(Paper.objects):
            PaperVersionFactory(paper=paper, on_behalf_of=self.chance.choice([None, self.a_state()]), by=self.clerk)

    def circulates(self) -> None:
        if version := self.any(PaperVersion.objects):
            audience = self.chance.choice([Audience.SECRETARIAT, *SHARED])
            made = Circulation.objects.bulk_create(
                [CirculationFactory.build(version=version, audience=audience, by=self.clerk)]
            )
            if audience == Audience.SECRETARIAT:
                made[0].participants.set([self.a_state(), self.a_state()])

    def strikes(self) -> None:
        circulation, at = self.any(Circulation.objects), timezone.now()
        if circulation:
            Correction.objects.create(
                kind="circulation",
                key=str(circulation.pk),
                reason="A slip.",
                stage=CorrectionStage.PROPOSED,
                by=self.clerk,
            )
            Correction.objects.filter(kind="circulation", key=str(circulation.pk)).update(
                stage=CorrectionStage.IN_EFFECT, settled_at=at
            )

    def comments(self) -> None:
        if version := self.any(PaperVersion.objects):
            audience = self.chance.choice(CommentAudience.values)
            CommentFactory(version=version, owner=self.a_state(), audience=audience, by=self.clerk)

    def shares_a_view(self) -> None:
        audience = self.chance.choice(Audience.values)
        ViewFactory(commitment=self.a_commitment(), owner=self.a_state(), audience=audience, by=self.clerk)

    def nominates(self) -> None:
        ExpertNominationFactory(
            measure=self.measure,
            commitment=self.chance.choice([None, self.a_commitment()]),
            owner=self.a_state(),
            audience=self.chance.choice(Audience.values),
            by=self.clerk,
        )

    def widens(self) -> None:
        model, audiences = self.chance.choice(
            [
                (Commitment, SHARED),
                (Activity, [value for value, _label in SEEN_BY]),
                (Information, [value for value, _label in SEEN_BY]),
                (ActionPlan, [value for value, _label in SEEN_BY]),
                (ProgressNote, [value for value, _label in SEEN_BY]),
                (View, Audience.values),
                (ExpertNomination, Audience.values),
                (Institution, [value for value, _label in NOMINATED_TO]),
                (Comment, CommentAudience.values),
                (Decision, Audience.values),
            ]
        )
        row = self.any(model._default_manager)
        if row:
            row.audience = self.chance.choice(audiences)
            row.save()

    def is_mistaken(self) -> None:
        model = self.chance.choice([Commitment, Intention, CoordinatorAssignment, Comment, View, Decision, Activity])
        if (row := self.any(model.everything)) and row not in self.began:
            row.mistaken_at = timezone.now()
            row.save(update_fields=["mistaken_at"])

    def is_restored(self) -> None:
        model = self.chance.choice([Commitment, CoordinatorAssignment, Activity])
        model.everything.update(mistaken_at=None)

    def plans(self) -> Activity:
        activity = ActivityFactory(
            measure=self.measure,
            within=self.chance.choice([None, self.a_commitment().folder]),
            owner=self.a_state(),
            host=self.chance.choice([None, self.a_state()]),
            audience=self.chance.choice([value for value, _label in SEEN_BY]),
            by=self.clerk,
        )
        activity.organisers.set(self.chance.choice([[], [self.a_state()]]))
        ActivityTurnFactory(activity=activity)
        return activity

    def says_who_comes(self) -> None:
        if (activity := self.any(Activity.objects)) and not activity.parties.exists():
            ActivityPartyFactory(activity=activity, participant=self.a_state())
            PhotographFactory(activity=activity, by=self.clerk)

    def says_how_it_goes(self) -> None:
        audience = self.chance.choice([value for value, _label in SEEN_BY])
        folder = self.a_commitment().folder
        said = {
            "within": folder,
            "area": self.measure.area,
            "owner": self.a_state(),
            "audience": audience,
            "by": self.clerk,
        }
        ProgressNoteFactory(**said)
        ActionPlanFactory(**said)

    def gives_information(self) -> None:
        information = InformationFactory(
            measure=self.measure,
            owner=self.a_state(),
            audience=self.chance.choice([value for value, _label in SEEN_BY]),
            stage=self.chance.choice([InformationStage.ASKED, InformationStage.GIVEN]),
            by=self.clerk,
        )
        information.recipients.set(self.chance.choice([[], [self.a_state()]]))
        answer = self.chance.choice(GiverAnswer.values)
        InformationGiverFactory(information=information, participant=self.a_state(), answer=answer, by=self.clerk)
        InformationReplyFactory(information=information, owner=self.a_state(), by=self.clerk)
        PaperFactory(folder=information.folder, kind=PaperKind.INFORMATION)

    def nominates_an_institution(self) -> None:
        audience = self.chance.choice([value for value, _label in NOMINATED_TO])
        InstitutionFactory(owner=self.a_state(), audience=audience, by=self.clerk)

    def publishes(self) -> None:
        publication = PublicationFactory(
            stage=self.chance.choice([PublicationStage.DRAFT, PublicationStage.PUBLISHED]),
            published_on=self.today,
            audience=self.chance.choice([Audience.SECRETARIAT, Audience.MEMBERS]),
            by=self.clerk,
        )
        publication.states.set([self.a_state()])
        version = PaperVersionFactory(
            paper=PaperFactory(folder=publication.folder, kind=PaperKind.PUBLISHED_TEXT),
            on_behalf_of=None,
            by=self.clerk,
        )
        sent = CirculationFactory(version=version, audience=Audience.PUBLIC, by=self.clerk)
        stage = self.chance.choice([PublicationStage.PUBLISHED, PublicationStage.WITHDRAWN])
        PublicationTextFactory(publication=publication, circulation=sent, stage=stage)
        asked = PublishingRequestFactory(folder=publication.folder, by=self.clerk)
        PublishingAnswerFactory(request=asked, participant=self.a_state(), by=self.clerk)

    def withdraws(self) -> None:
        if text := self.any(PublicationText.objects):
            text.stage = PublicationStage.WITHDRAWN
            text.save()

    def reports(self) -> None:
        """A report lies with its activity; the next one there is of another state."""
        if activity := self.any(Activity.objects):
            PaperFactory(folder=activity.open_folder(), kind=PaperKind.REPORT)

    def decides(self) -> None:
        decision = DecisionFactory(audience=self.chance.choice(Audience.values), said=None)
        PositionFactory(decision=decision, participant=self.a_state())
        FollowUpFactory(decision=decision, by=self.clerk)

    def takes_a_step(self) -> None:
        StepTakenFactory(commitment=self.a_commitment(), by=self.clerk, on_behalf_of=self.a_state())
