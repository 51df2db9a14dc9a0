"""What may be done with lists that one keeps: keep one, rename it, share it by a link, close the link, take it away."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from desk.actions.saved import close_list, keep_list, rename_list, share_list, take_list_away
from desk.models import SavedList
from desk.reads.saved import in_words, is_understood, plain_query
from record.acts import Act, Ask, Noun, Setting, Whom, Words, WrittenIn, open_to
from record.acts.offers import Sentence
from record.acts.one_s_own import afterwards, offered_to_whoever_signs_in, offered_to_whose_it_is
from record.acts.whom import Reads, read_by
from record.filters import ASKED_LISTS
from record.forms import OfferedField

ARTICLE = "AA 35"
NOT_UNDERSTOOD = _("This list can't be asked so. Narrow the list on its own page, and save it from there.")
MOST_OF_A_QUESTION = 1000


@dataclass(frozen=True)
class ListAsked(Ask):
    """Which list, and what it is asked: what the page says from which one comes, which nobody writes by hand."""

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        lists = [(row.page, row.label) for row in ASKED_LISTS.values()]
        comes_from_a_list = setting.link.get("list_name") in ASKED_LISTS
        hidden: dict[str, Any] = {"widget": forms.HiddenInput} if comes_from_a_list else {}
        return {
            "list_name": OfferedField(label=_("Which list"), choices=lists, **hidden),
            "query": forms.CharField(
                label=_("What it asks"),
                max_length=MOST_OF_A_QUESTION,
                required=False,
                help_text=_("As it stands in the address of its page, after the “?”."),
                **hidden,
            ),
        }

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        page, query = cleaned["list_name"], cleaned.get("query") or ""
        return {"page": page, "query": plain_query(page, query, setting.user)}

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Sentence]]:
        if is_understood(cleaned["list_name"], cleaned.get("query") or "", setting.user):
            return {}
        return {"query": [NOT_UNDERSTOOD]}

    def optional(self, fields: Mapping[str, forms.Field]) -> tuple[str, ...]:
        return ("query",)


def back_to_the_lists(setting: Setting, result: Any) -> str:
    return reverse("saved-lists")


def what_its_link_tells(setting: Setting) -> dict[str, Any]:
    """Everything that somebody reads who gets the link."""
    saved = setting.thing
    return {"saved": saved, "question": in_words(saved), "list_label": ASKED_LISTS[saved.page].label}


NAME = Words("name", _("Your name for it"), most=100)
NAME_LANGUAGE = WrittenIn("language", _("Language"), texts=("name",))
KEEP = Act(
    name="keep",
    label=_("Save a list"),
    title=_("Save this list under a name"),
    submit_label=_("Save it"),
    article=ARTICLE,
    lead=_("It keeps what the list asks, and none of its rows. You find it under My saved lists, and by its name."),
    whom=open_to(Whom.ONESELF),
    offered=offered_to_whoever_signs_in,
    asks=(NAME, NAME_LANGUAGE, ListAsked("list", _("Which list"))),
    do=keep_list,
    begins=True,
    once_in=SavedList,
    done=lambda setting, saved: _now("Saved: “%(name)s” stands under My saved lists.") % {"name": saved.name},
    leads_to=lambda setting, saved: saved.address,
    in_admin=False,
    is_listed=False,
    open_to=_("whoever signs in"),
)
OF_ONE_S_OWN = replace(
    afterwards(KEEP),
    offered=offered_to_whose_it_is(lambda saved: saved.ended_at),
    leads_to=back_to_the_lists,
    open_to=_("whoever keeps it"),
)
SAVED_LIST_ACTS = (
    KEEP,
    replace(
        OF_ONE_S_OWN,
        name="rename",
        label=_("Rename"),
        is_press=False,
        asks=(
            replace(NAME, initial=lambda setting: setting.thing and setting.thing.name),
            replace(NAME_LANGUAGE, initial=lambda setting: setting.thing and setting.thing.language),
        ),
        do=rename_list,
        done=_("It has its new name."),
        order=10,
    ),
    replace(
        OF_ONE_S_OWN,
        name="share",
        label=_("Share by a link"),
        is_press=False,
        lead=_(
            "Whoever has the link and may sign in asks the same, and sees what they may see themselves: no row goes with it."
            " They read the name of the list and what it asks, as it stands here, and not whose it is."
        ),
        offered=offered_to_whose_it_is(lambda saved: saved.ended_at or saved.is_shared),
        do=share_list,
        beside=what_its_link_tells,
        beside_template="desk/partials/saved_question.html",
        done=_("Shared: its link stands beside it."),
        order=20,
    ),
    replace(
        OF_ONE_S_OWN,
        name="close",
        label=_("Close the link"),
        offered=offered_to_whose_it_is(lambda saved: saved.ended_at or not saved.is_shared),
        do=close_list,
        done=_("Its link opens nothing any more."),
        order=30,
    ),
    replace(
        OF_ONE_S_OWN,
        name="take-away",
        label=_("Take away"),
        do=take_list_away,
        done=_("The list is taken away; its rows are where they were."),
        order=40,
    ),
)
SAVED_LIST = Noun(
    name="saved-list",
    model=SavedList,
    key="uid",
    converter="uuid",
    seen_by=lambda user: SavedList.objects.visible_to(user).select_related("by"),
    page=lambda saved: reverse("saved-lists"),
    read_by=read_by(Reads.ONLY_ONESELF),
    list_address="saved-lists",
    label_plural=_("My saved lists"),
    prefix="lists/saved/",
    creates="keep",
    heading=lambda saved: saved.name,
)
