"""What programs may do about documents that take their time: ask for one, and cancel it. Pages have buttons of their own."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from desk.actions.requested import cancel
from desk.making import ask_for
from desk.models import RequestedDocument
from desk.reports.documents import KINDS, ToldDocument, found
from desk.reports.documents.grammar import CONTENT_TYPES
from members.models import User
from record.acts import Act, Ask, Noun, Setting, Whom, open_to
from record.acts.offers import Sentence
from record.acts.one_s_own import afterwards, offered_to_whoever_signs_in, offered_to_whose_it_is
from record.acts.whom import Reads, read_by
from record.dates import day_of_the_house
from record.forms import BoundedDayField, OfferedField
from record.pace import require_pace
from record.refusals import Refused

ARTICLE = "AA 35"
NO_SUCH_DOCUMENT = _("There is no such document, or it isn't open to you.")
NOT_IN_THIS_FORMAT = _("This document isn't made in that format.")
AS_OF_TODAY_ALONE = _("This document is told as of today alone.")
IT_IS_OVER = _("It is made, or cancelled, already.")


@dataclass(frozen=True)
class DocumentAsked(Ask):
    """Which document: of which kind and thing, in which language and format, as of which day."""

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        kinds = [(kind.name, kind.label) for kind in KINDS.values()]
        formats = [(name, name.upper()) for name in CONTENT_TYPES]
        return {
            "kind": OfferedField(label=_("Kind"), choices=kinds),
            "key": forms.CharField(label=_("Key of the thing"), max_length=120),
            "format": OfferedField(label=_("Format"), choices=formats),
            "language": OfferedField(label=_("Language"), choices=[("", "—"), *settings.LANGUAGES], required=False),
            "as_of": BoundedDayField(label=_("As of"), required=False),
        }

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        kind, thing = found(setting.user, cleaned["kind"], cleaned["key"])
        language = cleaned.get("language") or get_language() or settings.LANGUAGE_CODE
        day = cleaned.get("as_of") or day_of_the_house(setting.at)
        told = ToldDocument(kind, thing, cleaned["key"], setting.user, day, language)
        return {"told": told, "extension": cleaned["format"]}

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Sentence]]:
        try:
            kind, _thing = found(setting.user, cleaned["kind"], cleaned["key"])
        except (Http404, PermissionDenied):
            return {"key": [NO_SUCH_DOCUMENT]}
        day = cleaned.get("as_of")
        if day and day != day_of_the_house(setting.at) and not kind.is_of_a_day:
            return {"as_of": [AS_OF_TODAY_ALONE]}
        return {} if cleaned["format"] in kind.formats else {"format": [NOT_IN_THIS_FORMAT]}

    def optional(self, fields: Any) -> tuple[str, ...]:
        return ("language", "as_of")


def ask_by_program(*, told: ToldDocument, extension: str, by: User, at: dt.datetime) -> RequestedDocument:
    """The same as a page's press: whoever makes documents hears of it."""
    require_pace("export", by.pk)
    return ask_for(told, extension, by)


def cancel_requested(*, requested_document: RequestedDocument, by: User, at: dt.datetime) -> None:
    """Raises Refused where nothing of it is under way any more."""
    if not cancel(requested_document):
        raise Refused({"": [IT_IS_OVER]}, is_stale=True)


ASK = Act(
    name="ask",
    label=_("Ask for a document"),
    article=ARTICLE,
    whom=open_to(Whom.ONESELF),
    offered=offered_to_whoever_signs_in,
    asks=(DocumentAsked("document", _("Which document")),),
    do=ask_by_program,
    begins=True,
    done=_("Asked for: it waits to be made."),
    in_portal=False,
    in_admin=False,
    is_listed=False,
    open_to=_("whoever signs in"),
)
REQUESTED_DOCUMENT_ACTS = (
    ASK,
    replace(
        afterwards(ASK),
        name="cancel",
        label=pgettext_lazy("a document", "Cancel"),
        is_listed=False,
        offered=offered_to_whose_it_is(lambda requested: not requested.is_under_way, IT_IS_OVER),
        do=cancel_requested,
        done=_("It is not made."),
        open_to=_("whoever asked for it"),
    ),
)
REQUESTED_DOCUMENT = Noun(
    name="requested-document",
    model=RequestedDocument,
    key="uid",
    converter="uuid",
    seen_by=lambda user: RequestedDocument.objects.visible_to(user).without_files(),
    page=lambda requested: reverse("requested-document", args=[requested.uid]),
    read_by=read_by(Reads.ONLY_ONESELF),
    list_address="document-list",
    label_plural=_("Documents asked for"),
    prefix="documents/asked/",
    creates="ask",
)
