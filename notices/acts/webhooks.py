"""What may be done about addresses of programs: register one, end it, have what was set aside tried again."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from journal.staff import is_officer
from members.models import ApiToken
from notices.actions.webhooks import IS_ENDED, end_webhook, register_webhook, try_again
from notices.kinds import KINDS
from notices.models import Webhook
from record.acts import Act, Folded, Need, Noun, Pick, Setting, Whom, Words, open_to
from record.acts.one_s_own import afterwards, offered_to_whoever_signs_in, offered_to_whose_it_is
from record.acts.whom import Reads, read_by

ARTICLE = "AA 35"


@dataclass(frozen=True)
class KindsAsked(Folded):
    """Of which kinds of notices; none: of all."""

    def field(self, setting: Setting) -> forms.Field:
        kinds = sorted((name, kind.label) for name, kind in KINDS.items())
        return forms.MultipleChoiceField(choices=kinds, widget=forms.CheckboxSelectMultiple)


def own_tokens(setting: Setting) -> QuerySet[ApiToken]:
    """One's own that still open something, and read."""
    own = ApiToken.objects.filter(user=setting.user.pk, may_read=True)
    return own.in_use(setting.at).order_by("name", "pk")


@dataclass(frozen=True)
class TokenAsked(Pick):
    """One's own token, beside the page where one is made."""

    def field(self, setting: Setting) -> forms.Field:
        field = super().field(setting)
        field.leads_to = (_("Make a token"), reverse_lazy("account-tokens"))
        return field


def to_the_list(setting: Setting, result: Any) -> str:
    return reverse("webhook-list")


REGISTER = Act(
    name="register",
    label=_("Register an address"),
    title=_("Register an address for a program"),
    submit_label=_("Register it"),
    article=ARTICLE,
    lead=_(
        "Whenever you are told something here, the house says so at this address: which kind and about what, signed, and"
        " nothing of the words. Your program reads the rest by its token, as far as you may read it then."
    ),
    whom=open_to(Whom.ONESELF),
    offered=offered_to_whoever_signs_in,
    asks=(
        Words("url", _("Address"), most=300, help_text=_("It begins with https:// and is open to the public.")),
        TokenAsked("token", _("Its token"), rows=own_tokens, key="name", shown=lambda token: token.name),
        KindsAsked("kinds", _("Only these kinds"), Need.MAY),
    ),
    do=register_webhook,
    begins=True,
    once_in=Webhook,
    done=lambda setting, webhook: _now("Registered. Its secret stands on its page."),
    in_admin=False,
    open_to=_("whoever signs in"),
)
OF_ONE = replace(
    afterwards(REGISTER),
    offered=offered_to_whose_it_is(lambda webhook: webhook.ended_at, IS_ENDED, besides=is_officer),
    open_to=_("whoever registered it, and officers"),
)
WEBHOOK_ACTS = (
    REGISTER,
    replace(
        OF_ONE,
        name="try-again",
        label=_("Try again what was set aside"),
        do=try_again,
        done=_("It is tried again within a minute."),
        order=10,
    ),
    replace(
        OF_ONE,
        name="end",
        label=_("End it"),
        do=end_webhook,
        done=_("Nothing is said there any more."),
        leads_to=to_the_list,
        order=20,
    ),
)
WEBHOOK = Noun(
    name="webhook",
    model=Webhook,
    key="uid",
    converter="uuid",
    seen_by=lambda user: Webhook.objects.visible_to(user).select_related("by", "token"),
    page=lambda webhook: reverse("webhook-detail", args=[webhook.uid]),
    read_by=read_by(Reads.ONESELF),
    list_address="webhook-list",
    label_plural=_("Webhooks"),
    prefix="webhooks/",
    creates="register",
    heading=lambda webhook: webhook.url,
)
