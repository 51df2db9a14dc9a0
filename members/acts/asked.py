"""What acts about people ask: a person, and a post."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from members.choices import Rank, Role
from members.models import User
from record.acts import Ask, Choice, Need, Setting, Words


@dataclass(frozen=True)
class Address(Words):
    """An e-mail address, as the house compares them."""

    def field(self, setting: Setting) -> forms.Field:
        return forms.EmailField(max_length=254)

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        return {self.name: User.objects.normalize_email(cleaned.get(self.name))}


def own_language(setting: Setting) -> str:
    return getattr(setting.user, "language", "en")


NAME = Words("name", _("name"), most=150)
TITLE = Words("title", _("protocol title"), Need.MAY, most=80)
EMAIL = Address(
    "email",
    _("e-mail address"),
    help_text=_("An address that belongs to this one person: what is done here is told by name."),
)
LANGUAGE = Choice("language", _("language of the letter"), choices=settings.LANGUAGES, initial=own_language)
PERSON: tuple[Ask, ...] = (NAME, TITLE, EMAIL, LANGUAGE)
POST: tuple[Ask, ...] = (
    Choice(
        "role",
        _("role"),
        choices=Role.choices,
        initial=Role.PREPARER,
        as_circles=True,
        help_text=_("A preparer drafts; the authority also approves and submits, and keeps this page."),
    ),
    Choice("rank", _("rank"), choices=Rank.choices, initial=Rank.PRINCIPAL, as_circles=True),
)
