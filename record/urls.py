from django.urls import path

from record import views

urlpatterns = [
    path("sources/", views.sources_page, name="source-list"),
]
