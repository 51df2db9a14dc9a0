"""What comes before an act's form: one question by whose answer it begins, or an earlier thing that it begins as a copy of.

Both are links: the form begins with what the link names, and what is sent is the form. No answer is kept but in its fields.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from record.acts.offers import Sentence
from record.acts.places import DRAFT

if TYPE_CHECKING:
    from record.acts.forms import ActForm
    from record.acts.table import Setting

# In the link of a form: which thing it begins as a copy of, and that this takes the place of a draft that was kept there.
LIKE, INSTEAD = "like", "instead"


@dataclass(frozen=True)
class AnsweredFirst:
    """What the first question was answered, as the form's page tells it: in words, instead of the fields that hold it."""

    words: Sentence
    fields: frozenset[str]
    # What the page shows beside the form, of that answer.
    beside: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FirstQuestion:
    """One question that a page asks before the form, unless its link, or a draft, answers it already.

    `name` is the answer's word in the link. `begins_with` is what the form then begins with, by field: nothing, where the
    answer is none. `fields` are those of which one holds an answer.
    """

    name: str
    label: Sentence
    template: str
    offers: Callable[["Setting"], dict[str, Any]]
    begins_with: Callable[["Setting", str], dict[str, Any]]
    fields: frozenset[str]
    answered: Callable[["ActForm"], AnsweredFirst | None]
    # What is said where somebody goes on without an answer.
    is_missing: Sentence


def begun_by_link(setting: "Setting", asked: Mapping[str, str], carried: frozenset[str]) -> dict[str, Any]:
    """What a form begins with by its link: the copied thing, over it what the link names, over that the answer."""
    act = setting.act
    first_name = {act.first.name} if act.first else set()
    begun = {name: value for name, value in asked.items() if name not in carried | {LIKE, INSTEAD, DRAFT} | first_name}
    if act.brings:
        begun = {**act.brings(setting, begun), **begun}
    if act.copies and asked.get(LIKE):
        begun = {**act.copies(setting, asked[LIKE]), **begun}
    if act.first and asked.get(act.first.name):
        begun |= act.first.begins_with(setting, asked[act.first.name])
    return begun


def asks_first(setting: "Setting", begun: Mapping[str, Any]) -> bool:
    """Whether the question stands before the form: nothing answers it yet."""
    first = setting.act.first
    return first is not None and not any(begun.get(name) for name in first.fields)
