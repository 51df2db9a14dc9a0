"""Django's admin with our order of things. Not in `apps.py`, where Django would take it for the app's own."""

from django.contrib.admin.apps import AdminConfig


class RecordAdminConfig(AdminConfig):
    default_site = "record.site.RecordSite"
