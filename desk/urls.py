from django.urls import path

from desk.views import desk, documents, entries, journal, map, overview, participants, requested, search
from record.doors.portal import act_paths

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("map/", map.map_page, name="map"),
    path("states/", participants.participants_page, name="participant-list"),
    path("states/<str:code>/", participants.participant_page, name="participant-detail"),
    path("search/", search.search_page, name="search"),
    path("desk/", desk.desk_page, name="desk"),
    *act_paths("desk-entry", "set-aside", "add-word", "ask", "assign", "take-over"),
    path("documents/", documents.documents_page, name="document-list"),
    path("documents/asked/<uuid:key>/", requested.requested_page, name="requested-document"),
    path("documents/asked/<uuid:key>/cancel/", requested.cancel_requested, name="requested-document-cancel"),
    path("documents/asked/<uuid:key>/make/", requested.make_requested, name="requested-document-make"),
    path("documents/asked/<uuid:key>/take/", requested.take_requested, name="requested-document-take"),
    path("documents/<slug:kind>/<str:key>/", documents.document_page, name="document"),
    path("documents/<slug:kind>/<str:key>/take/", documents.take_document, name="document-take"),
    path("entries/", entries.entries_page, name="entries"),
    path("entries/take/", entries.take_entries, name="entries-take"),
    path("entries/brought/<uuid:key>/file/", entries.brought_file, name="brought-file-data"),
    *act_paths("brought-file", "bring"),
    path("entries/brought/<uuid:key>/", entries.brought_page, name="brought-file-detail"),
    path("journal/", journal.journal_page, name="journal"),
    path("journal/own.jsonl", journal.own_journal, name="journal-own"),
    path("notices/", desk.notices_page, name="notices"),
    path("notices/read/", desk.read_all, name="notices-read"),
    path("notices/<uuid:key>/open/", desk.open_notice, name="notice-open"),
]
