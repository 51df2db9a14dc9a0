"""Tokens of programs, and those who are locked out after too many wrong passwords."""

from axes.models import AccessAttempt
from axes.utils import reset
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from journal.staff import is_officer
from members.actions import let_try_again
from members.models import ApiToken, User
from members.requests import AuthenticatedHttpRequest
from record.admin import JournalledAdmin, ReadOnlyAdmin
from record.doors.admin import ActPages
from record.templatetags.signs import in_words

# Theirs writes a log of its own, and lets attempts be deleted without a word.
admin.site.unregister(AccessAttempt)


@admin.register(ApiToken)
class TokenAdmin(ActPages, ReadOnlyAdmin):
    """Programs come in with these. Their people make them; officers read that there are, and revoke."""

    list_display = ("name", "user", "opens", "made_on", "expiry", "read_on", "why_ended")
    list_filter = ("why_ended", "may_act", "may_export")
    list_select_related = ("user",)
    search_fields = ("name", "user__email", "user__name")
    autocomplete_fields = ()
    date_hierarchy = "created"
    fields = ("user", "name", "opens", "made_on", "expiry", "read_on", "ended_at", "why_ended")

    @admin.display(description=_("opens"))
    def opens(self, row: ApiToken) -> str:
        return in_words((scope.label for scope in row.scopes), ";")


@admin.register(AccessAttempt)
class LockOutAdmin(JournalledAdmin):
    """Wrong passwords of late; an officer may let a person try again before the time is over."""

    list_display = ("username", "ip_address", "failures_since_start", "attempt_time")
    list_display_links = None
    search_fields = ("username", "ip_address")
    date_hierarchy = "attempt_time"
    actions = ("release",)

    def has_add_permission(self, request: AuthenticatedHttpRequest) -> bool:
        return False

    def has_change_permission(self, request: AuthenticatedHttpRequest, obj: AccessAttempt | None = None) -> bool:
        return False

    def has_release_permission(self, request: AuthenticatedHttpRequest) -> bool:
        return is_officer(request.user) and request.user.has_perm("members.change_user")

    @admin.action(description=_("Let them try again"), permissions=["release"])
    def release(self, request: AuthenticatedHttpRequest, queryset: QuerySet) -> None:
        names = sorted(set(queryset.values_list("username", flat=True)) - {None, ""})
        with transaction.atomic():
            for name in names:
                if person := User.objects.filter(email=name.lower()).first():
                    let_try_again(person=person, by=request.user)
                # Of an address that is nobody's, nothing else is to be said.
                reset(username=name)
        sentence = ngettext("%(count)d person may try again.", "%(count)d people may try again.", len(names))
        messages.success(request, sentence % {"count": len(names)})
