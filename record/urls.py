from django.urls import path

from record.doors.corrections.views import corrections_page
from record.doors.portal import act_paths
from record.doors.sources.views import sources_page

urlpatterns = [
    path("sources/", sources_page, name="source-list"),
    *act_paths("source", "register"),
    path("corrections/", corrections_page, name="correction-list"),
    *act_paths("correction", "ask"),
]
