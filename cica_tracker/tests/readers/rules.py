"""Who sees what, said a second time: as relations asked of the tables when somebody looks, in the words of the rules.

So the house asked before tokens stood with the rows; here it is what they are held against.
"""

from collections.abc import Callable

from django.db.models import Exists, Model, OuterRef, Q

from activities.choices import Consent, GiverAnswer, InformationStage
from activities.models import (
    ActionPlan,
    ActionPlanVersion,
    Activity,
    ActivityParty,
    ActivityTurn,
    Information,
    InformationGiver,
    InformationReply,
    Photograph,
    ProgressNote,
)
from commitments.models import Commitment, CoordinatorAssignment, ExpertNomination, Intention, StepTaken, View
from decisions.models import Decision, FollowUp, Position
from law.choices import PaperKind
from meetings.access import audiences_of
from members.choices import Audience
from members.models import Person, seats_of
from papers.choices import PublicationStage
from papers.models import (
    Circulation,
    Comment,
    CommentAudience,
    Folder,
    Institution,
    Paper,
    PaperVersion,
    Publication,
    PublicationText,
    PublishingAnswer,
    PublishingRequest,
)
from record.dates import day_of_the_house

NOBODY = Q(pk__in=())


def _may_look(user: Person) -> bool:
    return bool(user.is_authenticated and user.is_active)


def of_commitments(user: Person, at: str = "") -> Q:
    start = f"{at}__" if at else ""
    own = Intention.objects.filter(commitment=OuterRef(f"{start}pk"), participant__in=seats_of(user).participant_ids)
    seen = Q(**{f"{start}audience__in": audiences_of(user)}) | Q(Exists(own))
    return seen & Q(**{f"{start}mistaken_at__isnull": True}) if at else seen


def of_parts(user: Person) -> Q:
    return of_commitments(user, "commitment")


def of_assignments(user: Person) -> Q:
    return Q(commitment__isnull=True) | of_parts(user)


def of_folders(user: Person) -> Q:
    """Of an activity's: whoever sees the commitment that it is under; of one apart, whoever sees it."""
    seen = Q(commitment__in=Commitment.objects.filter(of_commitments(user)))
    seen |= Q(information__in=Information.objects.filter(of_information(user)))
    seen |= Q(publication__in=Publication.objects.filter(of_publications(user)))
    return seen | Q(activity__in=Activity.objects.filter(_under_what_is_seen(user) | (Q(within=None) & near_to(user))))


def near_to(user: Person) -> Q:
    """Whom the state that leads an activity lets see it, and who hosts and organises it; whatever it is under."""
    own = seats_of(user).participant_ids
    organised = Activity.organisers.through.objects.filter(activity=OuterRef("pk"), participant__in=own)
    return of_what_states_own(user) | Q(host__in=own) | Q(Exists(organised))


def _under_what_is_seen(user: Person) -> Q:
    commitments = Commitment.objects.filter(of_commitments(user))
    return Q(within__in=Folder.objects.filter(commitment__in=commitments))


def of_activities(user: Person) -> Q:
    return near_to(user) & (Q(within=None) | _under_what_is_seen(user))


def of_information(user: Person) -> Q:
    """Those who give it and the Secretariat; once it is given, whom they let see it."""
    seats = seats_of(user)
    own = seats.participant_ids
    asked = InformationGiver.objects.filter(information=OuterRef("pk"), participant__in=own)
    named = Information.recipients.through.objects.filter(information=OuterRef("pk"), participant__in=own)
    gives = Q(owner__in=own) | Q(Exists(asked.exclude(answer=GiverAnswer.NOT_NOW)))
    given = ~Q(stage=InformationStage.ASKED) & (Q(audience__in=seats.audiences()) | Q(Exists(named)))
    through = Q(stage=InformationStage.ASKED) if Audience.SECRETARIAT in seats.audiences() else Q(pk__in=())
    return gives | given | through


def concerned_by(user: Person) -> Q:
    """While it is prepared: the states concerned, whom it is shown to, the Secretariat and the Chair."""
    seats = seats_of(user)
    states = Publication.states.through.objects.filter(
        publication=OuterRef("pk"), participant__in=seats.participant_ids
    )
    near = Q() if Audience.SECRETARIAT in seats.audiences() else Q(pk__in=())
    return near | Q(audience__in=seats.audiences()) | Q(Exists(states))


def of_publications(user: Person) -> Q:
    public = Q(stage=PublicationStage.PUBLISHED) if Audience.PUBLIC in audiences_of(user) else Q(pk__in=())
    return public | concerned_by(user)


def of_publishing(user: Person) -> Q:
    """What states said of it: those that are asked, the Secretariat and the Chair."""
    if Audience.SECRETARIAT in seats_of(user).audiences():
        return Q()
    asked = PublishingAnswer.objects.filter(request=OuterRef("pk"), participant__in=seats_of(user).participant_ids)
    return Q(Exists(asked))


def of_parts_of_information(user: Person) -> Q:
    return Q(information__in=Information.everything.filter(of_information(user)))


def of_parts_of_activities(user: Person) -> Q:
    return Q(activity__in=Activity.everything.filter(of_activities(user)))


def of_photographs(user: Person) -> Q:
    """For the Secretariat all; of its state those that wait, too; for others with consent."""
    own = Q(consent=Consent.WAITED_FOR, owner__in=seats_of(user).participant_ids)
    every = Q() if seats_of(user).is_of_staff else Q(consent=Consent.GIVEN) | own
    return of_parts_of_activities(user) & every


def by_authors(user: Person) -> Q:
    own = seats_of(user).participant_ids
    leads = CoordinatorAssignment.objects.designations().running(day_of_the_house())
    leads = leads.filter(commitment=OuterRef("paper__folder__commitment"), participant__in=own)
    return Q(on_behalf_of__in=own) | (~Q(paper__kind=PaperKind.NOTE) & Q(Exists(leads)))


def of_versions(user: Person) -> Q:
    seats = seats_of(user)
    if seats.is_of_staff:
        return Q()
    named = Circulation.participants.through.objects.filter(
        circulation=OuterRef("pk"), participant__in=seats.participant_ids
    )
    sent = Circulation.objects.filter(Q(audience__in=audiences_of(user)) | Q(Exists(named)), version=OuterRef("pk"))
    sent = sent.exclude(published_text__stage=PublicationStage.WITHDRAWN)
    near = by_authors(user)
    if seats.holds_chair:
        near |= ~Q(paper__kind=PaperKind.NOTE)
    near |= ~Q(paper__kind=PaperKind.NOTE) & Q(paper__folder__activity__in=Activity.objects.filter(near_to(user)))
    near |= ~Q(paper__kind=PaperKind.NOTE) & Q(
        paper__folder__information__in=Information.objects.filter(of_information(user))
    )
    near |= Q(paper__folder__publication__in=Publication.objects.filter(concerned_by(user)))
    return Q(Exists(sent)) | (near & Q(paper__folder__in=Folder.objects.filter(of_folders(user))))


def of_papers(user: Person) -> Q:
    readable = PaperVersion.objects.filter(of_versions(user), paper=OuterRef("pk"))
    held = PaperVersion.objects.filter(paper=OuterRef("pk"))
    return Q(Exists(readable)) | (~Q(Exists(held)) & Q(folder__in=Folder.objects.filter(of_folders(user))))


def of_what_states_own(user: Person) -> Q:
    seats = seats_of(user)
    return Q(owner__in=seats.participant_ids) | Q(audience__in=seats.audiences())


def of_comments(user: Person) -> Q:
    for_authors = Q(audience=CommentAudience.AUTHORS)
    if Audience.SECRETARIAT not in seats_of(user).audiences():
        for_authors &= Q(version__in=PaperVersion.objects.filter(by_authors(user)))
    let_see = of_what_states_own(user) | for_authors
    return let_see & Q(version__in=PaperVersion.objects.filter(of_versions(user)))


def of_views(user: Person) -> Q:
    return of_what_states_own(user) & of_parts(user)


def of_nominations(user: Person) -> Q:
    return of_what_states_own(user) & (Q(commitment__isnull=True) | of_parts(user))


def of_decisions(user: Person) -> Q:
    return Q(audience__in=audiences_of(user))


def of_parts_of_decisions(user: Person) -> Q:
    return Q(decision__in=Decision.objects.filter(of_decisions(user)))


def of_institutions(user: Person) -> Q:
    """The state that nominated it, whom it lets see it, the Secretariat and the Chair."""
    is_near = Audience.SECRETARIAT in seats_of(user).audiences()
    return Q() if is_near else of_what_states_own(user)


RULES: dict[type[Model], Callable[[Person], Q]] = {
    Commitment: of_commitments,
    Intention: of_parts,
    StepTaken: of_parts,
    CoordinatorAssignment: of_assignments,
    View: of_views,
    ExpertNomination: of_nominations,
    Folder: of_folders,
    Paper: of_papers,
    PaperVersion: of_versions,
    Comment: of_comments,
    Activity: of_activities,
    ActivityTurn: of_parts_of_activities,
    ActivityParty: of_parts_of_activities,
    Photograph: of_photographs,
    Publication: of_publications,
    Institution: of_institutions,
    PublicationText: lambda user: Q(publication__in=Publication.everything.filter(of_publications(user))),
    PublishingRequest: of_publishing,
    PublishingAnswer: lambda user: Q(request__in=PublishingRequest.objects.filter(of_publishing(user))),
    Information: of_information,
    InformationGiver: of_parts_of_information,
    InformationReply: of_parts_of_information,
    ActionPlan: lambda user: of_what_states_own(user) & _under_what_is_seen(user),
    ActionPlanVersion: lambda user: Q(plan__in=seen(ActionPlan, user)),
    ProgressNote: lambda user: of_what_states_own(user) & _under_what_is_seen(user),
    Decision: of_decisions,
    Position: of_parts_of_decisions,
    FollowUp: of_parts_of_decisions,
}


def seen(model: type[Model], user: Person) -> set[int]:
    """The keys of rows that a person sees by the rules."""
    rule = RULES[model](user) if _may_look(user) else NOBODY
    return set(model._default_manager.filter(rule).values_list("pk", flat=True))
