from django.urls import path

from commitments.views import coordinators, measures, overview, participants, search

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("states/", participants.participants_page, name="participant-list"),
    path("states/<str:code>/", participants.participant_page, name="participant-detail"),
    path("measures/", measures.measures_page, name="measure-list"),
    path("measures/<str:reference>/", measures.measure_page, name="measure-detail"),
    path("areas/<str:reference>/", measures.area_page, name="area-detail"),
    path("coordinators/", coordinators.coordinators_page, name="coordinator-list"),
    path("search/", search.search_page, name="search"),
]
