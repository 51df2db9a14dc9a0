"""Papers that are entrusted to experts: the addresses that there are for a guest, and what the others do about them."""

from django.urls import path

from papers.views import entrusted as views
from record.doors.portal import act_paths

urlpatterns = [
    path("entrusted/", views.entrusted_list_page, name="entrusted-list"),
    path("entrusted/accept/<secret:key>/", views.entrusted_invitation_page, name="entrusted-invitation"),
    path("entrusted/drafts/<uuid:key>/file/", views.expert_draft_file, name="entrusted-draft"),
    *act_paths("expert-draft"),
    path("entrusted/<uuid:uid>/", views.entrusted_page, name="entrusted-detail"),
    path("entrusted/<uuid:uid>/versions/<int:number>/file/", views.entrusted_version_file, name="entrusted-version"),
    *act_paths("entrusted"),
]
