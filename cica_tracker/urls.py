"""Every address of the house."""

from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from cica_tracker import views

admin.site.site_header = _("CICA tracker: Secretariat")
admin.site.site_title = _("CICA tracker")
admin.site.index_title = _("The record")

urlpatterns = [
    path("", include("commitments.urls")),
    path("meetings/", include("meetings.urls")),
    path("", include("members.urls")),
    path("", include("record.urls")),
    path("mailbox/", views.mailbox_page, name="mailbox"),
    path("mailbox/<str:key>/", views.letter_page, name="letter"),
    path("healthz", views.healthz, name="healthz"),
    path("accounts/", include("allauth.account.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("cica_tracker.api_urls")),
]
