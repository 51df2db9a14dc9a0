from django.urls import path

from notices import views

urlpatterns = [
    path("quiet/<str:key>/", views.quiet_page, name="reminders-quiet"),
]
