"""Every address under `/api/v1/`: for machines, and a page for the people who set them to work."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.urls import include, path, re_path
from django.utils.decorators import method_decorator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.routers import SimpleRouter

from activities.api import (
    ActionPlans,
    Activities,
    ActivityDeeds,
    InformationGiven,
    InformationReplies,
    NoteRequests,
    Photographs,
    ProgressNotes,
    YearPlans,
)
from catalogue.api import Areas, Editions, Instruments, InstrumentUnits, Measures
from commitments.api import (
    Commitments,
    Coordinators,
    CoverageEntries,
    Experts,
    Gaps,
    Intentions,
    ProcedureSteps,
    Steps,
    Views,
)
from decisions.api.agenda_items import AgendaItems
from decisions.api.agendas import Agendas
from decisions.api.approach import ApproachProposals
from decisions.api.decisions import Decisions
from decisions.api.follow_ups import FollowUps
from decisions.api.minutes import MinutesChanges, MinutesOfMeetings
from decisions.api.silence import SilenceProcedures
from desk.api.documents import DocumentKinds, OneDocument
from desk.api.lines import DeskEntries, DeskLines
from desk.api.requested import RequestedDocuments
from desk.api.saved import SavedLists
from desk.api.workbooks import EntriesOfAState, Workbooks
from meetings.api import (
    AttendanceRows,
    Cadence,
    CadenceFindings,
    Deadlines,
    GroupSeats,
    LeadTimes,
    Meetings,
    WorkingGroups,
)
from members.api import Chairmanships, Deputyships, FocalPoints, Participants, Participations
from notices.api import (
    Addressees,
    GoingOnRules,
    Letters,
    Notices,
    WebhookDeliveries,
    Webhooks,
    WentOnRows,
)
from papers.api import (
    Comments,
    Correspondence,
    FormsOfAddress,
    Institutions,
    LetterWordings,
    OutgoingLetters,
    Papers,
    Publications,
)
from record.api.package import DataPackage
from record.api.parameters import Problems, one_of, unknown_or_repeated
from record.api.tombstones import Tombstones
from record.api.views import StrictView
from record.doors.corrections.api import Corrections
from record.doors.imports.api import Imports
from record.doors.search.api import Search
from record.doors.sources.api import Sources

RESOURCES = {
    "participants": Participants,
    "participations": Participations,
    "chairmanships": Chairmanships,
    "focal-points": FocalPoints,
    "deputyships": Deputyships,
    "instruments": Instruments,
    "instrument-units": InstrumentUnits,
    "editions": Editions,
    "areas": Areas,
    "measures": Measures,
    "coordinators": Coordinators,
    "coverage": CoverageEntries,
    "gaps": Gaps,
    "procedure": ProcedureSteps,
    "commitments": Commitments,
    "intentions": Intentions,
    "steps": Steps,
    "activities": Activities,
    "activity-deeds": ActivityDeeds,
    "photographs": Photographs,
    "action-plans": ActionPlans,
    "year-plans": YearPlans,
    "information": InformationGiven,
    "information-replies": InformationReplies,
    "note-requests": NoteRequests,
    "progress-notes": ProgressNotes,
    "papers": Papers,
    "publications": Publications,
    "institutions": Institutions,
    "comments": Comments,
    "correspondence": Correspondence,
    "outgoing-letters": OutgoingLetters,
    "letter-wordings": LetterWordings,
    "forms-of-address": FormsOfAddress,
    "views": Views,
    "experts": Experts,
    "working-groups": WorkingGroups,
    "meetings": Meetings,
    "agendas": Agendas,
    "agenda-items": AgendaItems,
    "deadlines": Deadlines,
    "lead-times": LeadTimes,
    "attendance": AttendanceRows,
    "decisions": Decisions,
    "follow-ups": FollowUps,
    "approach-proposals": ApproachProposals,
    "group-seats": GroupSeats,
    "minutes": MinutesOfMeetings,
    "minutes-corrections": MinutesChanges,
    "silence-procedures": SilenceProcedures,
    "cadence": Cadence,
    "cadence-findings": CadenceFindings,
    "notices": Notices,
    "letters": Letters,
    "addressees": Addressees,
    "going-on-rules": GoingOnRules,
    "went-on": WentOnRows,
    "corrections": Corrections,
    "imports": Imports,
    "sources": Sources,
    "desk": DeskLines,
    "desk-entries": DeskEntries,
    "saved-lists": SavedLists,
    "requested-documents": RequestedDocuments,
    "webhooks": Webhooks,
    "webhook-deliveries": WebhookDeliveries,
    "workbooks": Workbooks,
    "tombstones": Tombstones,
}
Tombstones.resources = RESOURCES
# What is of the house, or of one person, and not of the record.
NOT_OF_THE_RECORD = frozenset(
    {
        "desk", "desk-entries", "workbooks", "notices", "letters", "addressees", "going-on-rules", "went-on", "imports", "tombstones",
        "letter-wordings", "forms-of-address", "saved-lists", "requested-documents", "webhooks",
        "webhook-deliveries",
    }
)  # fmt: skip
DataPackage.lists = {name: resource for name, resource in RESOURCES.items() if name not in NOT_OF_THE_RECORD}


@extend_schema(exclude=True)
class Root(StrictView):
    """What there is, and where it is described."""

    def get(self, request: Request) -> Response:
        resources = {name: reverse(f"api-{name}-list", request=request) for name in RESOURCES}
        described = {name: reverse(f"api-{name}", request=request) for name in ("docs", "schema")}
        others = {name: reverse(f"api-{name}", request=request) for name in ("search", "documents", "datapackage")}
        return Response({**resources, **others, **described})


class Schema(StrictView, SpectacularAPIView):
    """The description of every address here, in OpenAPI 3, as YAML or JSON."""

    def parameter_problems(self, request: Request) -> Problems:
        languages = [code for code, _name in settings.LANGUAGES]
        return {**one_of(request, "lang", languages), **unknown_or_repeated(request, ["format", "lang"])}


@method_decorator(login_required, name="dispatch")
class Docs(SpectacularSwaggerSplitView):
    """The description as a page on which addresses can be tried out."""

    template_name = "api/docs.html"
    url_name = "api-schema"


@extend_schema(exclude=True)
class Nothing(StrictView):
    """What isn't here is a 404 in JSON, like every refusal here."""

    def parameter_problems(self, request: Request) -> Problems:
        return {}

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        raise Http404

    post = put = patch = delete = get


router = SimpleRouter()
for name, resource in RESOURCES.items():
    router.register(name, resource, basename=f"api-{name}")

urlpatterns = [
    path("", Root.as_view(), name="api-root"),
    path("schema/", Schema.as_view(), name="api-schema"),
    path("docs/", Docs.as_view(), name="api-docs"),
    path("datapackage/", DataPackage.as_view(), name="api-datapackage"),
    path("search/", Search.as_view(), name="api-search"),
    path("documents/", DocumentKinds.as_view(), name="api-documents"),
    path("documents/<slug:kind>/<str:key>/", OneDocument.as_view(), name="api-document"),
    path("entries/<str:code>/", EntriesOfAState.as_view(), name="api-entries"),
    path("", include(router.urls)),
    re_path(r"^.*/$", Nothing.as_view()),
]
