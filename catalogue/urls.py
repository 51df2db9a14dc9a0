from django.urls import path

from catalogue import views

urlpatterns = [
    path("measures/", views.measures_page, name="measure-list"),
    path("measures/<str:reference>/", views.measure_page, name="measure-detail"),
    path("areas/<str:reference>/", views.area_page, name="area-detail"),
    path("instruments/", views.instrument_list, name="instrument-list"),
    path("instruments/<slug:key>/", views.instrument_page, name="instrument-detail"),
    path("instruments/<slug:key>/<slug:slug>/", views.instrument_unit, name="instrument-unit"),
]
