from django.urls import path

from meetings import views
from meetings.views import attendance, calendar

urlpatterns = [
    path("", views.meetings_page, name="meeting-list"),
    path("cadence/", views.cadence_page, name="cadence"),
    path("<str:reference>/calendar.ics", calendar.meeting_file, name="meeting-calendar"),
    path("<str:reference>/delegation/<str:code>/", attendance.delegation_page, name="delegation"),
    path("<str:reference>/", views.meeting_page, name="meeting-detail"),
]
