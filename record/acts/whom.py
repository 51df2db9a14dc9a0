"""Whom an act is offered to, beside the Secretariat's staff, as its declaration says it.

The declaration opens the act to a kind of person; to whom of that kind, of which thing and when, `Act.offered` says. An act
that names nobody here is the staff's alone. `docs/permissions.md` is made of this.
"""

from enum import StrEnum


class Whom(StrEnum):
    """A kind of person, as far as the grammar knows people."""

    # Whose account, token or calendar it is, whoever they are.
    ONESELF = "oneself"
    # Who prepares or approves for a member state, and for an observer.
    MEMBERS = "members"
    OBSERVERS = "observers"
    # The same, of the participant whose the thing is, or that takes part in it.
    OWNERS = "owners"
    # Who approves for the participant whose the thing is.
    AUTHORITY = "authority"
    # Who prepares or approves for the state that coordinates it, and for the state in the Chair.
    COORDINATOR = "coordinator"
    CHAIR = "chair"
    # The person who chairs the working group.
    GROUP_CHAIR = "group-chair"
    # The expert who was let in to one paper.
    GUEST = "guest"


NOBODY_ELSE: frozenset[Whom] = frozenset()


def open_to(*kinds: Whom) -> frozenset[Whom]:
    return frozenset(kinds)


class Reads(StrEnum):
    """Who reads things of a kind, beside the Secretariat's staff, who read all that isn't kept to its owner."""

    EVERYBODY = "everybody"
    ONESELF = "oneself"
    # The same, and of the staff nobody else does.
    ONLY_ONESELF = "only-oneself"
    # Whoever acts for a member state, and who chairs a working group, where it is for them too.
    MEMBERS = "members"
    OWNERS = "owners"
    COORDINATOR = "coordinator"
    CHAIR = "chair"
    # The expert to whom it was entrusted, and nobody else of their kind.
    GUEST = "guest"
    # Whom it was circulated to or announced to.
    SENT_TO = "sent-to"
    # Whom its owner lets see it; also of the staff nobody else does.
    SHARED_WITH = "shared-with"
    # Whoever sits at the same desk; of the staff, those at the Secretariat's own.
    SAME_DESK = "same-desk"


def read_by(*kinds: Reads) -> frozenset[Reads]:
    return frozenset(kinds)
