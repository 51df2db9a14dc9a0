from django.urls import path

from desk.views import desk, journal, overview, participants, search

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("states/", participants.participants_page, name="participant-list"),
    path("states/<str:code>/", participants.participant_page, name="participant-detail"),
    path("search/", search.search_page, name="search"),
    path("desk/", desk.desk_page, name="desk"),
    path("journal/", journal.journal_page, name="journal"),
    path("journal/own.jsonl", journal.own_journal, name="journal-own"),
    path("notices/", desk.notices_page, name="notices"),
]
