"""The door for programs: an address for every act of a noun, described by what the act asks, and what may be done next."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from record.acts.files import refusal_of_a_file
from record.acts.forms import NOT_YOURS, ON_BEHALF_OF, ActForm
from record.acts.offers import Offer
from record.acts.table import TABLE, Act, Consequences, Noun, Setting
from record.acts.turns import do, file_field, is_the_same_again
from record.api.writing import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    NO_FIELD,
    REFUSALS,
    FileNotTaken,
    MovedOn,
    Unprocessable,
    WritingViewSet,
    body_of,
    etag,
    form_of,
    once_key,
    problems_of,
    seen_version,
)
from record.choices import Channel
from record.doors.described import body_serializer
from record.exports import KINDS
from record.once import KEY_SENT_ALREADY, KeyIsUsed, digest_of_sent
from record.refusals import Refused

NO_STATE = gettext_lazy("This is done for no state.")


# -- The addresses.


class ActsViewSet(WritingViewSet):
    """A resource whose things are acted on: `noun_name` says which. `with_acts` gives every act its address."""

    noun_name = ""
    # One in JSON is shown whole, by `serializer_class`; in a list and in a file by this column table, where it is named.
    listed_class: type[serializers.Serializer] | None = None

    @classmethod
    def shown_by(cls, act: Act) -> Any:
        """As what the description says an act answers."""
        return cls.serializer_class

    @property
    def noun(self) -> Noun:
        return TABLE.nouns[self.noun_name]

    def get_serializer_class(self) -> Any:
        is_listed = self.listed_class is not None and (self.action == "list" or self.is_file)
        return self.listed_class if is_listed else super().get_serializer_class()

    @property
    def is_file(self) -> bool:
        """Whether it is answered as a table to take home."""
        renderer = getattr(self.request, "accepted_renderer", None)
        return renderer is not None and renderer.format in KINDS

    @property
    def guards(self) -> list[str]:
        """The counts of changes that acts compare."""
        every = (*self.noun.every_act_of(), *TABLE.acts(self.noun_name, begins=False))
        return [act.guard for act in every if act.guard and act.in_api]

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """One thing; in JSON with the ETag that `If-Match` compares."""
        if self.is_file or not self.guards:
            return super().retrieve(request, *args, **kwargs)
        return self.shown(self.get_object())

    def answer(self, thing: Any, status: int = 200, **headers: str) -> Response:
        """The thing as the caller sees it now, with its ETag."""
        # What was taken back is shown no more: it is answered as it was.
        return self.shown(self.get_queryset().filter(pk=thing.pk).first() or thing, status, **headers)

    def shown(self, thing: Any, status: int = 200, **headers: str) -> Response:
        shown, guards = self.get_serializer(thing).data, self.guards
        version = int(getattr(thing, guards[0])) if guards else 0
        return Response(shown, status=status, headers={"ETag": etag(version, shown), **headers})

    def answer_for(self, setting: Setting, result: Any, *, is_new: bool) -> Response:
        """What an act answers: the thing it was about, or the one it began."""
        if not setting.act.begins:
            return self.answer(setting.thing, 201 if is_new and setting.act.once_in else 200)
        lookup = getattr(result, self.lookup_field)
        address = reverse(f"{self.basename}-detail", args=[lookup], request=self.request)
        return self.answer(result, 201 if is_new else 200, Location=address)

    def setting_of(self, name: str, thing: Any = None, at: dt.datetime | None = None) -> Setting:
        """An act as it is offered to who asks. Raises NotFound, or PermissionDenied with who it is open to."""
        act = TABLE.act(self.noun, name, thing)
        if act is None or not act.in_api:
            raise NotFound
        setting = act.setting(self.request.user, thing, at or timezone.now())
        if setting is None:
            raise PermissionDenied(_refusal_of(act, self.request.user))
        return setting

    def perform_act(self, request: Request, name: str, thing: Any = None) -> Response:
        """Do an act as the body answers it. Raises what DRF shows as 403, 404, 409, 412 or 422."""
        key, at = once_key(request), timezone.now()
        act = TABLE.act(self.noun, name, thing)
        made = act.made_before(request.user, key) if act else None
        try:
            setting = self.setting_of(name, thing, at)
        except PermissionDenied:
            if act is None or made is None:
                raise
            self.require_the_same(Setting(act, request.user, thing, at, Offer()), key)
            return self.answer_for(Setting(act, request.user, thing, at, Offer()), made, is_new=False)
        texts = body_of(request).texts if setting.act.is_repeated else {}
        if (same := setting.act.repeated(request.user, thing, key, texts)) is not None:
            self.require_the_same(setting, key)
            return self.answer_for(setting, same, is_new=False)
        if made is None:
            _require(setting, self.request)
        from_headers: dict[str, Any] = {"once_key": key} if setting.act.once_in else {}
        if setting.act.guard:
            from_headers[f"seen_{setting.act.guard}"] = seen_version(request)
        form, sent = self.filled(setting), self.digest_of_body()
        result = self.asked(
            form, lambda setting, answers: do(self.noun, form, Channel.API, instead=from_headers, sent=sent)
        )
        return self.answer_for(setting, result, is_new=made is None and setting.act.was_made(result, at))

    def digest_of_body(self) -> str:
        body = body_of(self.request)
        return digest_of_sent(body.texts, body.files, ())

    def require_the_same(self, setting: Setting, key: str | None) -> None:
        """That what the key did before is what is sent again. Raises Unprocessable."""
        if not is_the_same_again(self.noun, setting, key, self.digest_of_body()):
            raise Unprocessable({NO_FIELD: [str(KEY_SENT_ALREADY)]})

    def filled(self, setting: Setting) -> ActForm:
        """The form with what was sent. Raises Unprocessable with what is wrong, by field."""
        body = body_of(self.request)
        form = form_of(lambda texts, files: ActForm(setting, texts, files), body)
        wrong_state = _wrong_state(setting, body.text(ON_BEHALF_OF))
        if refusal := refusal_of_a_file(form):
            raise FileNotTaken(refusal)
        if problems := {**problems_of(form), **body.strange_to(form, ON_BEHALF_OF), **wrong_state}:
            raise Unprocessable(problems)
        return form

    def asked(self, form: ActForm, verb: Consequences) -> Any:
        """What a verb answers, or what a preview says; a refusal as programs read it."""
        try:
            return verb(form.setting, form.answers())
        except Refused as refusal:
            if refusal.is_stale:
                raise MovedOn(was_guarded="If-Match" in self.request.headers) from refusal
            form.refuse(refusal if not isinstance(refusal, KeyIsUsed) else Refused(KeyIsUsed.for_programs))
            raise Unprocessable(problems_of(form)) from refusal
        except ValidationError as error:
            form.add_error(file_field(form), error)
            if refusal := refusal_of_a_file(form):
                raise FileNotTaken(refusal) from error
            raise Unprocessable({file_field(form) or NO_FIELD: error.messages}) from error


def _require(setting: Setting, request: Request) -> None:
    """That it can be done now, by whoever asks, of what is still so. Raises what DRF shows as 403, 412 or 422."""
    offer, act = setting.offer, setting.act
    if (why_not := offer.why_only_prepare) is not None:
        raise PermissionDenied(str(why_not))
    if offer.needs_a_state and not offer.own_speakers and not _says_by_whose_letter(setting, request):
        raise PermissionDenied(_refusal_of(act, request.user))
    if (
        act.guard
        and setting.thing is not None
        and seen_version(request) not in (None, getattr(setting.thing, act.guard))
    ):
        raise MovedOn(was_guarded=True)
    if offer.problems:
        raise Unprocessable({NO_FIELD: offer.problems})


def _says_by_whose_letter(setting: Setting, request: Request) -> bool:
    """Whether anything is said of a letter of a state, by whoever can enter that alone."""
    body, blank = body_of(request), ActForm(setting)
    names = {ON_BEHALF_OF, *(name for ask in setting.act.letter_asks for name in blank.names_of.get(ask.name, ()))}
    return bool(names & {*body.texts, *body.files})


def _wrong_state(setting: Setting, code: str) -> dict[str, list[Any]]:
    if not code or setting.offer.speaker(code):
        return {}
    return {ON_BEHALF_OF: [str(NOT_YOURS if setting.offer.speakers or setting.act.speaks_as else NO_STATE)]}


def _refusal_of(act: Act, user: Any) -> str:
    if act.refusal:
        return str(act.refusal(user) if callable(act.refusal) else act.refusal)
    if act.open_to:
        return _("This is open to: %(who)s.") % {"who": act.open_to}
    return _("This isn't yours to do.")


def with_acts(resource: type[ActsViewSet]) -> type[ActsViewSet]:
    """Give a resource an address for every act of its noun: `POST …/<key>/<act>/`, and `POST …/<act>/` to begin one.

    The act that the noun `creates` by is the resource's own POST.
    """
    noun = TABLE.nouns[resource.noun_name]
    for act in TABLE.acts(noun.name, begins=False):
        if act.in_api:
            _mount(resource, act)
    for act in TABLE.acts(noun.name, begins=True):
        if act.in_api:
            _mount_beginning(resource, act, is_own=act.name == noun.creates)
    if every := [act for act in noun.every_act_of() if act.in_api]:
        _mount_dynamic(resource, noun, every)
    return resource


def _mount(resource: type[ActsViewSet], act: Act) -> None:
    def perform(self: ActsViewSet, request: Request, **names: str) -> Response:
        return self.perform_act(request, act.name, self.get_object())

    perform.__name__ = _method_name(act)
    perform.__doc__ = str(act.title or act.label)
    described = _description(resource, act, body_serializer(_body_name(resource, act), act.asks, act))
    setattr(
        resource,
        _method_name(act),
        described(action(detail=True, methods=["post"], url_path=act.name, url_name=act.name)(perform)),
    )


def _mount_beginning(resource: type[ActsViewSet], act: Act, *, is_own: bool) -> None:
    def perform(self: ActsViewSet, request: Request, **names: str) -> Response:
        return self.perform_act(request, act.name)

    perform.__doc__ = str(act.title or act.label)
    described = _description(resource, act, body_serializer(_body_name(resource, act), act.asks, act))
    if is_own:
        perform.__name__ = "create"
        resource.create = described(perform)  # type: ignore[attr-defined]
        return
    perform.__name__ = _method_name(act)
    mounted = action(detail=False, methods=["post"], url_path=act.name, url_name=act.name)(perform)
    setattr(resource, _method_name(act), described(mounted))


def _mount_dynamic(resource: type[ActsViewSet], noun: Noun, acts: list[Act]) -> None:
    """One address for all acts that depend on the thing; its body is all that any of them asks."""

    def act_of_the_thing(self: ActsViewSet, request: Request, **names: str) -> Response:
        return self.perform_act(request, self.kwargs["act"], self.get_object())

    act_of_the_thing.__doc__ = _("Do what the thing's `next_acts` name.")
    asks = [ask for each in acts for ask in each.asks]
    body = body_serializer(f"{resource.__name__}ActBody", asks, acts[0], is_union=True)
    mounted = action(detail=True, methods=["post"], url_path=f"{noun.infix}(?P<act>[-a-z]+)", url_name="act")(
        act_of_the_thing
    )
    name = OpenApiParameter("act", str, OpenApiParameter.PATH, description=_("Name of one of the `next_acts`."))
    resource.act_of_the_thing = _description(resource, acts[0], body, name)(mounted)  # type: ignore[attr-defined]


def _method_name(act: Act) -> str:
    return f"act_{act.name.replace('-', '_')}"


def _body_name(resource: type[ActsViewSet], act: Act) -> str:
    return f"{resource.__name__}{act.name.title().replace('-', '')}Body"


def _description(
    resource: type[ActsViewSet], act: Act, body: type[serializers.Serializer], *parameters: OpenApiParameter
) -> Any:
    shown, noun = resource.shown_by(act), TABLE.nouns[resource.noun_name]
    headers = [*parameters, *([IDEMPOTENCY_KEY] if act.once_in else []), *([IF_MATCH] if act.guard else [])]
    responses = {
        200: shown,
        **REFUSALS,
        **({201: shown} if act.once_in or (act.begins and act.name == noun.creates) else {}),
        **({412: REFUSALS[409]} if act.guard else {}),
    }
    return extend_schema(request=body, parameters=headers, responses=responses)
