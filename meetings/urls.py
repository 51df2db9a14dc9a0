from django.urls import path

from meetings import views
from meetings.views import attendance, calendar
from record.doors.portal import act_page, act_paths

urlpatterns = [
    path("meetings/", views.meetings_page, name="meeting-list"),
    path("meetings/cadence/", views.cadence_page, name="cadence"),
    *act_paths("meeting", "plan", "propose", "recount"),
    path("imports/delegations/", act_page("import"), {"act": "delegations"}, name="import-delegations"),
    *act_paths("delegation", "announce"),
    path("meetings/<str:reference>/calendar.ics", calendar.meeting_file, name="meeting-calendar"),
    path("meetings/<str:reference>/delegation/<str:code>/", attendance.delegation_page, name="delegation"),
    path("meetings/<str:reference>/", views.meeting_page, name="meeting-detail"),
]
