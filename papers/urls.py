from django.urls import path

from papers.views import papers as views
from record.doors.portal import act_page, act_paths

urlpatterns = [
    path("", views.papers_page, name="paper-list"),
    *act_paths("comment"),
    *act_paths("paper", "lay-down"),
    path("<path:symbol>/<int:number>/", views.version_page, name="paper-version"),
    path("<path:symbol>/<int:number>/file/", views.file_page, name="paper-file"),
    path("<path:symbol>/<int:number>/beside/", views.beside_page, name="paper-beside"),
    path("<path:symbol>/<int:number>/difference/", views.difference_page, name="paper-difference"),
    path("<path:key>/comments/", act_page("paper-version"), {"act": "comment"}, name="comment-add"),
]
