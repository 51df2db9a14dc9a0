from django.urls import path

from papers import views

urlpatterns = [
    path("", views.papers_page, name="paper-list"),
    path("<path:symbol>/<int:number>/", views.version_page, name="paper-version"),
    path("<path:symbol>/<int:number>/file/", views.file_page, name="paper-file"),
    path("<path:symbol>/<int:number>/difference/", views.difference_page, name="paper-difference"),
    path("<path:symbol>/<int:number>/comments/", views.comment_page, name="comment-add"),
]
