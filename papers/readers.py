"""Who sees what papers lie in, and who reads a paper before it was sent to anybody: told by those whose papers they are.

Papers know no commitments. Whoever opens folders says, when it starts, which of them a person sees (`add_folders`), and
who else than its author reads a version before it is circulated (`add_readers`).
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from members.models import Person

# Of a person: which folders, or which versions of papers.
Rule = Callable[[Any], Q]

FOLDERS: dict[str, Rule] = {}
READERS: dict[str, Rule] = {}


def add_folders(name: str, rule: Rule) -> None:
    """Which folders of a kind a person sees. The same name again replaces it."""
    FOLDERS[name] = rule


def add_readers(name: str, rule: Rule) -> None:
    """Which versions, in the folders that they see, a person reads before circulation. The same name replaces it."""
    READERS[name] = rule


def of_any(rules: dict[str, Rule], user: Person) -> Q:
    """What any of the rules lets a person have; nothing, where none does."""
    condition = Q(pk__in=[])
    for rule in rules.values():
        condition |= rule(user)
    return condition
