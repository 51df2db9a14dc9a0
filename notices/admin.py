"""What an officer was told. A notice is its reader's own: nobody reads anybody else's here."""

from django.contrib import admin

from notices.models import Notice
from record.admin import ReadOnlyAdmin


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "kind", "about_label", "channel", "seen_at")
    list_display_links = ("created_at", "kind")
    list_filter = ("kind", "channel")
    search_fields = ("about_label",)
    fields = ("kind", "about_label", "recipient", "channel", "url", "created_at", "seen_at")
