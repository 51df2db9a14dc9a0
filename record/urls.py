from django.urls import path

from record.doors.corrections.views import corrections_page
from record.doors.imports.views import import_page, imports_page
from record.doors.many import many_page
from record.doors.portal import act_paths
from record.doors.sources.views import source_file_page, source_page, sources_page

urlpatterns = [
    path("many/<slug:noun>/", many_page, name="acts-many"),
    path("sources/", sources_page, name="source-list"),
    # Before the acts, whose addresses end in a word that could be a number.
    path("sources/<str:address>/files/<int:number>/", source_file_page, name="source-file"),
    *act_paths("source", "register"),
    path("sources/<str:address>/", source_page, name="source-detail"),
    path("corrections/", corrections_page, name="correction-list"),
    *act_paths("correction", "ask"),
    path("imports/", imports_page, name="import-list"),
    path("imports/<int:key>/", import_page, name="import-detail"),
    *act_paths("import"),
]
