"""Every address of the house."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from cica_tracker import views
from law.forum import FORUM

admin.site.site_header = FORUM.office
admin.site.site_title = FORUM.tracker
admin.site.index_title = _("The record")
# One door: whoever isn't signed in goes through the one that locks out and asks for the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler500 = "cica_tracker.views.server_fault"

urlpatterns = [
    # Programs and the office first: what begins otherwise is past them at once, and they aren't held against each page.
    path("api/v1/", include("cica_tracker.api_urls")),
    path("admin/", admin.site.urls),
    path("accounts/", include("members.account_urls")),
    path("", include("desk.urls")),
    path("", include("decisions.urls")),
    path("", include("commitments.urls")),
    path("", include("activities.urls")),
    path("papers/", include("papers.urls")),
    path("", include("papers.letter_urls")),
    path("", include("papers.entrusted_urls")),
    path("", include("catalogue.urls")),
    path("", include("meetings.urls")),
    path("calendar/", include("meetings.calendar_urls")),
    path("", include("notices.urls")),
    path("", include("members.urls")),
    path("", include("record.urls")),
    path("", include("journal.urls")),
    path("mailbox/", views.mailbox_page, name="mailbox"),
    path("mailbox/<str:key>/", views.letter_page, name="letter"),
    path("help/", views.help_page, name="help"),
    path("help/<slug:name>/", views.help_page, name="help-guide"),
    path("accessibility/", views.accessibility_page, name="accessibility"),
    path("exercise/", views.exercise_page, name="exercise"),
    path("healthz", views.healthz, name="healthz"),
]
