"""What acts about people ask: a person, and a post."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.staff import is_officer
from members.choices import Rank, Role
from members.models import FocalPoint, User
from members.models.users import of_staff
from members.reads import END_EARLIER
from record.acts import Ask, Choice, Day, Flag, Need, Pick, Setting, Words
from record.dates import day_of_the_house


@dataclass(frozen=True)
class EmailAddress(Words):
    """An e-mail address, as the house compares them."""

    def field(self, setting: Setting) -> forms.Field:
        return forms.EmailField(max_length=254)

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        return {self.name: User.objects.normalize_email(cleaned.get(self.name))}


def own_language(setting: Setting) -> str:
    return getattr(setting.user, "language", "en")


NAME = Words("name", pgettext_lazy("of a person", "name"), most=150)
TITLE = Words("title", _("protocol title"), Need.MAY, most=80)
EMAIL = EmailAddress(
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


def a_post_may_be_held(setting: Setting) -> bool:
    """Whether somebody holds the one post of which there is one at a time."""
    held = FocalPoint.objects.filter(role=Role.AUTHORITY, rank=Rank.PRINCIPAL, user__isnull=False)
    return setting.thing is not None and held.filter(participant=setting.thing).in_office().exists()


def another_holds_it(setting: Setting) -> bool:
    """Whether somebody besides whoever hands the post over is written down in it, while there is one at a time."""
    office = setting.thing
    if office is None or (office.role, office.rank) != (Role.AUTHORITY, Rank.PRINCIPAL):
        return False
    others = FocalPoint.objects.filter(participant=office.participant_id, role=office.role, rank=office.rank)
    runs_after = Q(until__isnull=True) | Q(until__gt=office.since)
    return others.filter(runs_after, user__isnull=False).exclude(pk=office.pk).exists()


def colleagues(setting: Setting) -> Any:
    """Who acts, or acted, for the participant of the post and may sign in."""
    office, people = setting.thing, User.objects.visible_to(setting.user).filter(~of_staff(), is_active=True)
    if office is None:
        return people.none()
    return people.filter(focal_points__participant=office.participant).exclude(pk=office.user_id).distinct()


def first_day(setting: Setting) -> Any:
    return day_of_the_house(setting.at)


def is_by_letter(setting: Setting) -> bool:
    """Whether it is entered by the Secretariat, from what a participant wrote."""
    return is_officer(setting.user)


PURPOSE = Words(
    "purpose",
    _("what for"),
    Need.MAY,
    most=500,
    help_text=_("Stands in the letter, in its language. Empty: what the post does."),
)
ENDS_EARLIER = Flag(
    "ends_earlier",
    END_EARLIER,
    when=a_post_may_be_held,
    help_text=_(
        "There is one principal authority at a time: who holds that post now leaves it when the person accepts."
    ),
)
LETTER = Words(
    "letter",
    _("By which letter"),
    when=is_by_letter,
    most=300,
    help_text=_("Its number and day, as the participant wrote it. The participant's people are told."),
)
# What a letter of the register says of itself where it is asked for so.
ITS_LETTER = {"letter": "letter_reference"}
WHO_COMES: tuple[Ask, ...] = (
    Day("since", _("From which day"), initial=first_day),
    Pick(
        "person",
        pgettext_lazy("to a post", "Who comes"),
        Need.MAY,
        rows=colleagues,
        key="email",
        shown=lambda person: f"{person.get_full_name()} · {person.email}",
        empty=_("Somebody else, named below"),
    ),
    replace(NAME, need=Need.MAY, help_text=_("Of somebody else, who is invited by letter.")),
    TITLE,
    replace(EMAIL, need=Need.MAY),
    LANGUAGE,
    Flag(
        "ends_earlier",
        END_EARLIER,
        when=another_holds_it,
        help_text=_("Somebody else is in the record with this post, too; there is one principal authority at a time."),
    ),
)
