from django.urls import path

from record import views
from record.doors.corrections.views import corrections_page
from record.doors.portal import act_paths

urlpatterns = [
    path("sources/", views.sources_page, name="source-list"),
    path("corrections/", corrections_page, name="correction-list"),
    *act_paths("correction", "ask"),
]
