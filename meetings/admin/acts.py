"""What the Secretariat does with a meeting in the admin, beyond correcting its entry: plan, move, circulate, record.

Each act is a page of its own. A floor above adds its acts where its admin pages are; `MeetingAdmin` gives each its
address (`admin:meetings_meeting_<name>`) and, to who may change meetings, its button on the meeting's page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib.admin import helpers
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

from meetings.models import Meeting


def always(request: HttpRequest, meeting: Meeting) -> bool:
    return True


@dataclass(frozen=True)
class Act:
    """A page about one meeting: `view(admin, request, meeting)`. It is offered where `offered(request, meeting)`."""

    name: str
    label: Any
    view: Callable[[Any, HttpRequest, Meeting], HttpResponse]
    order: int
    offered: Callable[[HttpRequest, Meeting], bool] = always


@dataclass(frozen=True)
class ListAct:
    """A page about no meeting in particular, with its button on the list: `view(admin, request)`."""

    name: str
    label: Any
    view: Callable[[Any, HttpRequest], HttpResponse]
    order: int


ACTS: dict[str, Act] = {}
LIST_ACTS: dict[str, ListAct] = {}


def add_act(act: Act) -> None:
    ACTS[act.name] = act


def add_list_act(act: ListAct) -> None:
    LIST_ACTS[act.name] = act


def acts_of(request: HttpRequest, meeting: Meeting) -> list[Act]:
    """The acts that are offered on this meeting, in their order."""
    return sorted(
        (act for act in ACTS.values() if act.offered(request, meeting)), key=lambda act: (act.order, act.name)
    )


def list_acts() -> list[ListAct]:
    return sorted(LIST_ACTS.values(), key=lambda act: (act.order, act.name))


class ActPages:
    """The acts' addresses and buttons, beside the stock pages of `MeetingAdmin`."""

    change_form_template = "admin/meeting_change_form.html"
    change_list_template = "admin/meeting_change_list.html"

    def get_urls(self: Any) -> list[Any]:
        view, name = self.admin_site.admin_view, "meetings_meeting"
        ours = [
            path(f"{act.name}/", view(partial(self.list_act_view, act=act)), name=f"{name}_{act.name}")
            for act in list_acts()
        ]
        ours += [
            path(f"<path:object_id>/{act.name}/", view(partial(self.act_view, act=act)), name=f"{name}_{act.name}")
            for act in ACTS.values()
        ]
        return [*ours, *super().get_urls()]  # type: ignore[misc]

    def list_act_view(self: Any, request: HttpRequest, act: ListAct) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        return act.view(self, request)

    def act_view(self: Any, request: HttpRequest, object_id: str, act: Act) -> HttpResponse:
        meeting = self.get_object(request, unquote(object_id))
        if meeting is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_change_permission(request, meeting):
            raise PermissionDenied
        return act.view(self, request, meeting)

    def changelist_view(self: Any, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        acts = list_acts() if self.has_change_permission(request) else []
        return super().changelist_view(request, {"list_acts": acts, **(extra_context or {})})  # type: ignore[misc]

    def render_change_form(self: Any, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        meeting = context.get("original")
        is_open = meeting is not None and self.has_change_permission(request, meeting)
        context["acts"] = acts_of(request, meeting) if is_open else []
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]

    def address_of(self: Any, meeting: Meeting | None, act: str = "change") -> str:
        """A page of the admin about a meeting; the list where there is none."""
        name = f"admin:meetings_meeting_{act if meeting else 'changelist'}"
        return reverse(name, args=[meeting.pk] if meeting else [], current_app=self.admin_site.name)

    def render_act(
        self: Any,
        request: HttpRequest,
        meeting: Meeting | None,
        shown: Sequence[tuple[forms.BaseForm, Any]],
        *,
        title: Any,
        submit_label: Any,
        status: int = 200,
        template: str = "admin/meeting_act.html",
        **context: Any,
    ) -> HttpResponse:
        """An act's page: its forms in the stock admin's dress, each with its heading (or None).

        `context` may hold `lead` (a sentence above), `preview` (a template below the forms), `may_submit` (default
        true), and `submit_name`. Hidden fields are written as they are.
        """
        every = [form for form, _title in shown]
        page = {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(meeting) if meeting else None,
            "meeting": meeting,
            "original": meeting,
            "opts": self.opts,
            "hidden": [field for form in every for field in form.hidden_fields()],
            "errors": any(form.errors for form in every),
            "complaints": [complaint for form in every for complaint in form.non_field_errors()],
            "adminforms": [_dressed(form, heading, self) for form, heading in shown],
            "had_files": bool(request.FILES),
            "may_submit": True,
            "submit_label": submit_label,
            "back": self.address_of(meeting),
            **context,
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, template, page, status=status)


def _dressed(form: Any, heading: Any, admin: Any) -> helpers.AdminForm:
    names = [name for name, field in form.fields.items() if not field.widget.is_hidden]
    return helpers.AdminForm(form, [(heading, {"fields": names})], {}, model_admin=admin)
