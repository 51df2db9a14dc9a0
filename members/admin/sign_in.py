"""Tokens of programs, and those who are locked out after too many wrong passwords."""

from typing import Any

from axes.models import AccessAttempt
from axes.utils import reset
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from knox.models import AuthToken, get_digest_token
from knox.settings import CONSTANTS

from journal.actions import Snapshot, record
from members.models import User
from members.requests import AuthenticatedHttpRequest
from record.admin import JournalledAdmin

# Theirs write a log of their own, and let attempts and tokens be deleted without a word.
admin.site.unregister([AuthToken, AccessAttempt])


class TokenForm(forms.ModelForm):
    """Asks for whom and until when; the token is made on saving, and told once."""

    asked_by: User

    class Meta:
        model = AuthToken
        fields = ("user", "expiry")

    def clean_user(self) -> User:
        person = self.cleaned_data["user"]
        if not person.is_active:
            raise ValidationError(_("This person may not sign in."))
        if person.is_staff and person != self.asked_by and not self.asked_by.is_superuser:
            raise ValidationError(_("Officers make tokens for themselves and for those outside the Secretariat."))
        return person


@admin.register(AuthToken)
class TokenAdmin(JournalledAdmin):
    """Programs read the API with these. They can be made and revoked, never read again."""

    form = TokenForm
    list_display = ("token_key", "user", "created", "expiry")
    list_select_related = ("user",)
    search_fields = ("token_key", "user__email", "user__name")
    autocomplete_fields = ("user",)
    date_hierarchy = "created"
    fields = ("user", "expiry")
    change_form_template = "admin/token_add_form.html"

    def get_form(
        self, request: AuthenticatedHttpRequest, obj: AuthToken | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"asked_by": request.user, "__module__": form.__module__})

    def has_change_permission(self, request: AuthenticatedHttpRequest, obj: AuthToken | None = None) -> bool:
        return False

    def has_delete_permission(self, request: AuthenticatedHttpRequest, obj: AuthToken | None = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    def save_model(
        self, request: AuthenticatedHttpRequest, obj: AuthToken, form: forms.ModelForm, change: bool
    ) -> None:
        obj.digest, token = get_digest_token()
        obj.token_key = token[: CONSTANTS.TOKEN_KEY_LENGTH]
        super().save_model(request, obj, form, change)
        messages.success(request, _("The token, shown this once: %(token)s") % {"token": token})

    def journal(self, request: AuthenticatedHttpRequest, thing: AuthToken, before: Snapshot) -> None:
        record(by=request.user, verb="token made", about=thing.user, changes={"expires": [None, thing.expiry]})

    def delete_model(self, request: AuthenticatedHttpRequest, obj: AuthToken) -> None:
        with transaction.atomic():
            person, key = obj.user, obj.token_key
            super().delete_model(request, obj)
            record(by=request.user, verb="token revoked", about=person, changes={"token": [key, None]})

    def delete_queryset(self, request: AuthenticatedHttpRequest, queryset: QuerySet) -> None:
        with transaction.atomic():
            for token in queryset.select_related("user"):
                self.delete_model(request, token)


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
        return request.user.has_perm("members.change_user")

    @admin.action(description=_("Let them try again"), permissions=["release"])
    def release(self, request: AuthenticatedHttpRequest, queryset: QuerySet) -> None:
        names = sorted(set(queryset.values_list("username", flat=True)) - {None, ""})
        with transaction.atomic():
            for name in names:
                reset(username=name)
                if person := User.objects.filter(email=name.lower()).first():
                    record(by=request.user, verb="released", about=person)
        sentence = ngettext("%(count)d person may try again.", "%(count)d people may try again.", len(names))
        messages.success(request, sentence % {"count": len(names)})
