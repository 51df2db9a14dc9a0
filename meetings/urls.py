from django.urls import path

from meetings import views

urlpatterns = [
    path("", views.meetings_page, name="meeting-list"),
    path("<str:reference>/", views.meeting_page, name="meeting-detail"),
]
