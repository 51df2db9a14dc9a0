"""The same lists as a Django project has them that goes by the books: addresses beside the house's own, for `listing.py`.

Who may see a row is asked as the house asks it, so that all of them show the same rows.
"""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.generic import ListView
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import permissions, serializers, viewsets
from rest_framework.pagination import PageNumberPagination
from rest_framework.renderers import JSONRenderer
from rest_framework.schemas.openapi import AutoSchema

from commitments.filters import CommitmentFilter
from commitments.models import Commitment
from commitments.views.commitments import ORDER

ON_A_PAGE = 50


def rows_of(request: HttpRequest) -> QuerySet:
    rows = Commitment.objects.visible_to(request.user).order_by("-moved_at", "-pk")
    rows = rows.select_related("area__parent", "area__edition", "measure")
    return rows.prefetch_related("intentions__participant", "coordinators__participant")


class PlainSerializer(serializers.ModelSerializer):
    """What stands in the row, the names of what it is of, and the codes of states beside it."""

    area = serializers.CharField(source="area.reference")
    area_name = serializers.JSONField(source="area.name")
    measure = serializers.CharField(source="measure.reference", allow_null=True)
    measure_title = serializers.JSONField(source="measure.title")
    intending_states = serializers.SerializerMethodField()
    coordinators = serializers.SerializerMethodField()

    class Meta:
        model = Commitment
        fields = (
            "reference", "title", "modality", "edition", "state", "area", "area_name", "measure", "measure_title", "topic",
            "audience", "statement", "language", "intending_states", "coordinators", "began_at", "moved_at", "version",
        )  # fmt: skip

    def get_intending_states(self, row: Commitment) -> list[str]:
        return [intention.participant.code for intention in row.intentions.all()]

    def get_coordinators(self, row: Commitment) -> list[str]:
        return [designation.participant.code for designation in row.coordinators.all()]


# The same columns by their names in the API.
SAME = ",".join(PlainSerializer.Meta.fields)


class PlainPages(PageNumberPagination):
    page_size = ON_A_PAGE


class PlainCommitments(viewsets.ModelViewSet):
    """Django REST framework by its tutorial, with what it advises against many queries."""

    serializer_class = PlainSerializer
    pagination_class = PlainPages
    renderer_classes = [JSONRenderer]
    permission_classes = [permissions.IsAuthenticated]
    filter_backends = [DjangoFilterBackend]
    filterset_fields = ["modality", "audience"]
    schema = AutoSchema()

    def get_queryset(self) -> QuerySet:
        return rows_of(self.request)


class PlainList(LoginRequiredMixin, ListView):
    """Django's own list, with the markup of the house's page."""

    template_name = "commitments/commitment_list.html"
    paginate_by = ON_A_PAGE

    def get_queryset(self) -> QuerySet:
        return rows_of(self.request)

    def get_context_data(self, **context: object) -> dict[str, Any]:
        told = super().get_context_data(**context)  # type: ignore[arg-type]
        rows = [{"commitment": commitment, "awaited": [], "of_the_record": True} for commitment in told["page_obj"]]
        form = CommitmentFilter.of_page(self.request).form
        return told | {
            "form": form, "understood": True, "page": told["page_obj"], "rows": rows,
            "order": ORDER.of_page(self.request.GET), "may_begin": True, "export_query": self.request.GET,
        }  # fmt: skip


# Of one page what `PlainSerializer` tells, put together by the database, beside how many rows there are.
PUT_TOGETHER = """
SELECT json_build_object('count', (SELECT count(*) FROM ({counted}) counted), 'results', (SELECT json_agg(told) FROM (
  SELECT c.reference, c.title, c.modality, c.edition, c.state, a.reference AS area, a.name AS area_name, m.reference AS measure,
    m.title AS measure_title, c.topic, c.audience, c.statement, c.language, c.began_at, c.moved_at, c.version,
    (SELECT json_agg(p.code) FROM commitments_intention i JOIN members_participant p ON p.id = i.participant_id
      WHERE i.commitment_id = c.id) AS intending_states,
    (SELECT json_agg(p.code) FROM commitments_coordinatorassignment d JOIN members_participant p ON p.id = d.participant_id
      WHERE d.commitment_id = c.id) AS coordinators
  FROM ({page}) of_page JOIN commitments_commitment c ON c.id = of_page.pk JOIN catalogue_area a ON a.id = c.area_id
    LEFT JOIN catalogue_measure m ON m.id = c.measure_id ORDER BY c.moved_at DESC, c.id DESC) told))::text
"""


def put_together(request: HttpRequest) -> HttpResponse:
    """One statement, and its bytes: what is possible."""
    seen = Commitment.objects.visible_to(request.user).filter(modality=request.GET["modality"])
    page, of_page = seen.order_by("-moved_at", "-pk").values("pk")[:ON_A_PAGE].query.sql_with_params()
    counted, of_counted = seen.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(PUT_TOGETHER.format(page=page, counted=counted), [*of_counted, *of_page])
        (text,) = cursor.fetchone()
    return HttpResponse(text, content_type="application/json")


urlpatterns = [
    path("plain/api/", PlainCommitments.as_view({"get": "list"})),
    path("plain/json/", put_together),
    path("plain/list/", PlainList.as_view()),
    path("", include("cica_tracker.urls")),
]
handler404 = "cica_tracker.views.no_such_page"
