"""What the admin adds is added once, however often its button is pressed: each form that adds carries a one-time key."""

import secrets
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from record.once import SENT_ALREADY, KeyUse, digest_of_sent

ONCE = "_once"
LONGEST = 40
BUTTONS = (ONCE, "_save", "_continue", "_addanother")
ADDED_ALREADY = _("This was added already, when the button was pressed before. Nothing was added twice.")


class AddedBefore(Exception):
    """The same form was sent under the same key, and what it adds is there."""


class UsedMeanwhile(Exception):
    """Other words were sent under the same key at the same instant, and added first."""


class RefusesWhatWasSent(forms.ModelForm):
    """Refuses other words under a key that has added something; they stay in the form, which has a new key."""

    was_used: Callable[[], bool]

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.was_used():
            self.add_error(None, SENT_ALREADY)
        return self.cleaned_data


class AddedOnce(ModelAdmin):
    """An admin whose forms add one row for one press, or for ten of them."""

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Whoever presses again, or comes back and presses, is led to the list with a word."""
        use = use_of_key(request, self.model)
        try:
            if use and _before(use) == use.content:
                raise AddedBefore
            key = request.POST.get(ONCE) if use and not _before(use) else secrets.token_hex(12)
            return super().add_view(request, form_url, {**(extra_context or {}), "once": key})
        except UsedMeanwhile:
            return self.add_view(request, form_url, extra_context)
        except AddedBefore:
            messages.info(request, ADDED_ALREADY)
            opts = self.opts
            return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"))

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        use = None if change else use_of_key(request, self.model)
        if use is None:
            return form
        used = {"was_used": staticmethod(lambda: _was_used(use)), "__module__": form.__module__}
        return type(form.__name__, (RefusesWhatWasSent, form), used)

    def save_model(self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool) -> None:
        """The key is kept in the transaction of the row: of two at one instant the second waits, and finds it."""
        if not change and (use := use_of_key(request, self.model)):
            values = {"act": use.act, "by_id": use.by_id, "sent": use.sent}
            kept, is_new = KeyUse.objects.get_or_create(key=use.key, defaults=values)
            if not is_new:
                raise AddedBefore if kept.content == use.content else UsedMeanwhile
        super().save_model(request, obj, form, change)


def use_of_key(request: HttpRequest, model: type[models.Model]) -> KeyUse | None:
    """What the key of a form that was sent does; None where none came with it."""
    key = request.POST.get(ONCE, "") if request.method == "POST" else ""
    if not (key.isalnum() and len(key) <= LONGEST):
        return None
    sent = digest_of_sent(request.POST, request.FILES, BUTTONS)
    by = request.user.pk
    return KeyUse(key=f"admin-{by}-{key}", act=f"add {model._meta.label_lower}", by_id=by, sent=sent)


def _was_used(use: KeyUse) -> bool:
    """Whether the key added something else. Raises AddedBefore where it added the very same."""
    before = _before(use)
    if before == use.content:
        raise AddedBefore
    return before is not None


def _before(use: KeyUse) -> tuple[str, int, str] | None:
    kept = KeyUse.objects.filter(key=use.key).first()
    return kept.content if kept else None
