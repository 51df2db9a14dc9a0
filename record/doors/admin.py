"""The admin's door to acts: a page for every act about a row, beside the stock pages, and buttons that lead there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from journal.staff import Work, does, require_work
from record.acts.forms import ActForm
from record.acts.table import TABLE, Act, Noun, Setting
from record.acts.turns import Turn, take_turn
from record.admin import JournalledAdmin


@dataclass(frozen=True)
class Sheet:
    """A page of the admin with many rows at once, which no act asks for: `view(admin, request, thing)`.

    It has its address and its button beside the acts', where `offered(user, thing)`.
    """

    name: str
    label: Any
    view: Callable[[Any, HttpRequest, Any], HttpResponse]
    offered: Callable[[Any, Any], bool]
    works: frozenset[Work] = frozenset({Work.KEEP})
    order: int = 50


SHEETS: dict[str, dict[str, Sheet]] = {}


def add_sheet(noun: str, sheet: Sheet) -> None:
    """A sheet about a noun, from whichever room fills it."""
    SHEETS.setdefault(noun, {})[sheet.name] = sheet


class ActPages(JournalledAdmin):
    """The acts about a row, or that begin one, as pages of the admin. The model's noun says which there are."""

    change_form_template = "admin/acts_change_form.html"
    change_list_template = "admin/acts_change_list.html"

    @property
    def noun(self) -> Noun:
        return next(noun for noun in TABLE.nouns.values() if noun.model is self.model)

    # -- Addresses.

    def get_urls(self) -> list[URLPattern]:
        view, noun, address = self.admin_site.admin_view, self.noun, f"<path:object_id>/{self.noun.infix}"
        dynamic = [path(f"{address}<slug:act_name>/", view(self.act_view), name=self._name("act"))]
        begins = [act.name for act in TABLE.acts(noun.name, begins=True) if act.in_admin]
        about = [act.name for act in TABLE.acts(noun.name, begins=False) if act.in_admin]
        sheets = SHEETS.get(noun.name, {})
        return [
            *(path(f"{name}/", view(partial(self.act_view, act_name=name)), name=self._name(name)) for name in begins),
            *(
                path(f"{address}{name}/", view(partial(self.act_view, act_name=name)), name=self._name(name))
                for name in about
            ),
            *(
                path(f"{address}{name}/", view(partial(self.sheet_view, sheet=sheet)), name=self._name(name))
                for name, sheet in sheets.items()
            ),
            *(dynamic if noun.every_act_of() else []),
            *super().get_urls(),
        ]

    def _name(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def address_of(self, thing: Any = None, act: Act | Sheet | None = None) -> str:
        """A page of the admin: of an act, of the row, or the list."""
        page = act.name if act is not None else "change" if thing is not None else "changelist"
        names = [] if thing is None else [thing.pk]
        if isinstance(act, Act) and thing is not None and act.name not in TABLE.rows[self.noun.name]:
            page, names = "act", [thing.pk, act.name]
        return reverse(f"admin:{self._name(page)}", args=names, current_app=self.admin_site.name)

    # -- Buttons.

    def act_buttons(self, request: HttpRequest, thing: Any = None) -> list[tuple[Act | Sheet, str]]:
        offered = TABLE.offers(self.noun, request.user, thing, timezone.now(), attrgetter("in_admin"))
        every: list[Act | Sheet] = [act for act, offer in offered]
        if thing is not None:
            every += [
                sheet
                for sheet in SHEETS.get(self.noun.name, {}).values()
                if does(request.user, *sheet.works) and sheet.offered(request.user, thing)
            ]
            every.sort(key=lambda act: act.order)
        return [(act, self.address_of(thing, act)) for act in every]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"begins": self.act_buttons(request), **(extra_context or {})})

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if (thing := context.get("original")) is not None:
            context["acts"] = self.act_buttons(request, self._seen(request, thing))
        return super().render_change_form(request, context, *args, **kwargs)

    def _seen(self, request: HttpRequest, thing: Any) -> Any:
        """The row as its noun reads it, with what guards ask; the row itself where the noun doesn't show it."""
        return self.noun.seen_by(request.user).filter(pk=thing.pk).first() or thing

    # -- One act.

    def act_view(self, request: HttpRequest, act_name: str, object_id: str | None = None) -> HttpResponse:
        thing = None
        if object_id is not None:
            row = self.get_object(request, unquote(object_id))
            if row is None:
                raise Http404
            thing = self._seen(request, row)
        act = TABLE.act(self.noun, act_name, thing)
        if act is None or not act.in_admin:
            raise Http404
        setting = act.setting(request.user, thing, timezone.now())
        if setting is None or not self.has_view_permission(request, thing):
            raise PermissionDenied
        if request.method == "POST":
            turn = take_turn(self.noun, setting, request.POST, request.FILES)
            if turn.is_done:
                return self._leave(request, setting, turn)
        else:
            turn = take_turn(self.noun, setting, initial=dict(request.GET.items()) or None)
        return self._render_act(request, turn)

    def sheet_view(self, request: HttpRequest, object_id: str, sheet: Sheet) -> HttpResponse:
        thing = self.get_object(request, unquote(object_id))
        if thing is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        require_work(request.user, *sheet.works)
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        return sheet.view(self, request, thing)

    def render_sheet(
        self, request: HttpRequest, thing: Model, template: str, context: Mapping[str, Any], *, status: int = 200
    ) -> HttpResponse:
        """A sheet's page in the stock admin's dress; its `title` stands in the context."""
        page = {
            **self.admin_site.each_context(request),
            "subtitle": str(thing),
            "thing": thing,
            "original": thing,
            "opts": self.opts,
            "may_submit": True,
            "back": self.address_of(thing),
            **context,
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, template, page, status=status)

    def _leave(self, request: HttpRequest, setting: Setting, turn: Turn) -> HttpResponse:
        for level, sentence in turn.said:
            messages.add_message(request, level, sentence)
        target = turn.result if setting.act.begins else setting.thing
        return HttpResponseRedirect(self.address_of(target if isinstance(target, self.model) else None))

    def _render_act(self, request: HttpRequest, turn: Turn) -> HttpResponse:
        form, setting = turn.form, turn.form.setting
        if turn.status == 409 and setting.thing is not None:
            setting.thing.refresh_from_db()
            form.show_what_is_now()
        context = {
            **self.admin_site.each_context(request),
            "title": setting.act.heading,
            "subtitle": str(setting.thing) if setting.thing is not None else None,
            "act": setting.act,
            "offer": setting.offer,
            "thing": setting.thing,
            "original": setting.thing,
            "opts": self.opts,
            "hidden": form.hidden_fields(),
            "errors": bool(form.errors),
            "complaints": form.non_field_errors(),
            "adminforms": [helpers.AdminForm(form, _fieldsets(form), {}, model_admin=self)],
            "had_files": bool(request.FILES),
            "turn": turn,
            "may_submit": setting.offer.may_submit,
            "submit_label": turn.submit_label,
            "back": self.address_of(setting.thing),
            **turn.beside,
            **(turn.preview or {}),
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, "admin/act.html", context, status=turn.status, headers=turn.headers)


def _fieldsets(form: ActForm) -> list[tuple[Any, dict[str, Any]]]:
    """The fields as the stock admin lays them out: rows of the same asks under a heading of their own, a line each."""
    fieldsets: list[tuple[Any, dict[str, Any]]] = []
    for section in form.sections:
        names = [tuple(field.name for field in line) for line in section.lines]
        sheet = {"description": section.help_text, "classes": ("sheet",)} if section.is_sheet else {}
        fieldsets.append((section.heading or None, {"fields": names, **sheet}))
    return fieldsets
