from django.urls import path

from journal import views

urlpatterns = [
    path("journal/seals.txt", views.seals_as_text, name="journal-seals-text"),
    path("journal/seals.json", views.seals_as_json, name="journal-seals-json"),
]
