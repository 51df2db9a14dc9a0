from django.urls import path

from meetings import views
from meetings.views import attendance, calendar, planning

urlpatterns = [
    path("", views.meetings_page, name="meeting-list"),
    path("plan/", planning.plan_page, name="meeting-plan"),
    path("propose/", planning.propose_page, name="meeting-propose"),
    path("cadence/", views.cadence_page, name="cadence"),
    path("<str:reference>/confirm/", planning.confirm_page, name="meeting-confirm"),
    path("<str:reference>/move/", planning.move_page, name="meeting-move"),
    path("<str:reference>/cancel/", planning.cancel_page, name="meeting-cancel"),
    path("<str:reference>/calendar.ics", calendar.meeting_file, name="meeting-calendar"),
    path("<str:reference>/delegation/<str:code>/", attendance.delegation_page, name="delegation"),
    path("<str:reference>/", views.meeting_page, name="meeting-detail"),
]
