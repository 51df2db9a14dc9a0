"""What a guide to somebody's first hour is made of, and the steps that several guides share."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cica_tracker.places import OFFICE, PLACES, PlacePage
from law.editions import steps
from law.grammar.procedure import Does
from record.acts import TABLE, Act, Noun

BESIDE_THE_MENU = (
    PlacePage(_("My account"), "account"),
    PlacePage(_("Search"), "search"),
    PlacePage(_("Deputies"), "people-deputies"),
)


@dataclass(frozen=True)
class ActOfAGuide:
    """An act that a step of a guide names, by the names of its noun and of its row."""

    noun_name: str
    name: str

    @property
    def noun(self) -> Noun:
        return TABLE.nouns[self.noun_name]

    @property
    def row(self) -> Act:
        """The act as its table has it. KeyError: there is none of that name."""
        registered = TABLE.rows[self.noun_name]
        steps = {act.name: act for act in self.noun.every_act_of()}
        return registered.get(self.name) or steps[self.name]


@dataclass(frozen=True)
class GuideStep:
    """One thing to do: what, why and what comes of it, on which page, and by which acts."""

    heading: Any
    words: Any
    page_name: str
    acts: tuple[ActOfAGuide, ...] = ()

    @property
    def page(self) -> PlacePage:
        """The page as the menu calls it. KeyError: the menu has none of that name."""
        return pages_by_name()[self.page_name]


@dataclass(frozen=True)
class Guide:
    """The first hour of somebody in an office."""

    name: str
    title: Any
    lead: Any
    steps: tuple[GuideStep, ...]

    @property
    def url(self) -> str:
        return reverse("help-guide", args=[self.name])


def pages_by_name() -> dict[str, PlacePage]:
    of_places = [page for place in PLACES for page in place.pages]
    return {page.name: page for page in (*of_places, *OFFICE, *BESIDE_THE_MENU)}


def acts_of_a_guide(noun: str, *names: str) -> tuple[ActOfAGuide, ...]:
    return tuple(ActOfAGuide(noun, name) for name in names)


def steps_of_a_guide(*does: Does) -> tuple[ActOfAGuide, ...]:
    """Steps of the procedure by what they do: what each is called is its edition's."""
    return acts_of_a_guide("commitment", *(step.name for kind in does for step in steps() if step.does is kind))


ACCOUNT = GuideStep(
    _("Set up your account"),
    _(
        "Choose the language in which the tracker speaks and writes to you, and the zone in which it shows hours. Your"
        " password and your second factor are yours alone; nobody at the Secretariat knows them."
    ),
    "account",
)
FIND = GuideStep(
    _("Find anything"),
    _(
        "The box in the menu finds whatever you may see: commitments, papers and the words inside them, decisions,"
        " meetings, measures, articles. A reference that you type leads straight to what it names. Ctrl K leads to the box"
        " from any page."
    ),
    "search",
)
SEVERAL = GuideStep(
    _("Do several things at once"),
    _(
        "Tick lines of the desk, or rows of a list, choose what all of them offer, and see row by row what would be done"
        " before you press once."
    ),
    "desk",
)
AWAY = GuideStep(
    _("Be away for some days"),
    _(
        "Name a colleague who stands in for you: what waits and what you are told goes there, too, until you are back. Your"
        " deputy does what they could do before, and no more."
    ),
    "people-deputies",
    acts_of_a_guide("deputyship", "name"),
)
UNANSWERED = GuideStep(
    _("See what stays unanswered"),
    _(
        "Where something has had no answer for some working days, the next person is told as well. Which kinds do so, and"
        " after how many days, is the Secretariat's to set."
    ),
    "going-on",
    acts_of_a_guide("going-on-rule", "set"),
)
FOLLOW_MEETINGS = GuideStep(
    _("Follow the meetings"),
    _(
        "Each meeting's page says what has to be ready, and when. Announce there who comes for you. The calendar can be"
        " subscribed to: where a meeting is moved, it moves in your own calendar."
    ),
    "calendar",
    acts_of_a_guide("delegation", "announce"),
)
