"""docs/permissions.md, gone through: whoever has a "–" is offered the act on nothing, and sees nothing of the kind.

Whom an act is open to is declared; to whom it is offered, of which thing and when, each act's own rule says. Here both are
laid side by side for everybody and every thing of a world, so that neither says more than the other. That what isn't
offered is refused at every door is `test_every_act.py`.
"""

from collections import Counter

import pytest
from django.conf import settings
from django.utils import timezone

from cica_tracker import permissions
from cica_tracker.permissions import KINDS, NO, YES, acts_of, document, may, nouns_read, reads
from cica_tracker.tests.night import IS_NIGHT
from cica_tracker.tests.wall.personas import (
    ASSISTANT,
    AUTHORITY,
    CHAIR,
    COORDINATOR,
    EXPERT,
    OBSERVER,
    OFFICER,
    PREPARER,
    STAFF_READER,
    STATE_READER,
    STRANGER,
    SWG_CHAIR,
    TRANSLATOR,
)
from members.choices import StaffRole
from members.models import User
from record.acts import TABLE

pytestmark = pytest.mark.django_db
KIND_OF = {
    STATE_READER: permissions.STATE_READER,
    PREPARER: permissions.PREPARER,
    AUTHORITY: permissions.AUTHORITY,
    STRANGER: permissions.COORDINATOR,
    COORDINATOR: permissions.COORDINATOR,
    CHAIR: permissions.CHAIR,
    SWG_CHAIR: permissions.GROUP_CHAIR,
    OBSERVER: permissions.OBSERVER,
    EXPERT: permissions.GUEST,
    OFFICER: permissions.STAFF[StaffRole.OFFICER],
    ASSISTANT: permissions.STAFF[StaffRole.ASSISTANT],
    TRANSLATOR: permissions.STAFF[StaffRole.TRANSLATOR],
    STAFF_READER: permissions.STAFF[StaffRole.READER],
}
# By day so many things of a kind, the first of them.
MOST_BY_DAY = 6


def people_of(world):
    found = User.objects.in_bulk([person.pk for person in world.people.values()])
    return {persona: found[world.people[persona].pk] for persona in KIND_OF}


def things_of(noun):
    rows = noun.model._default_manager.order_by("pk")
    return list(rows if IS_NIGHT else rows[:MOST_BY_DAY])


def test_the_table_in_docs_is_fresh():
    kept = (settings.BASE_DIR / "docs" / "permissions.md").read_text(encoding="utf-8")
    assert kept == document(), "run: manage.py write_permissions"


@pytest.mark.parametrize("noun_name", sorted(TABLE.nouns))
def test_an_act_is_offered_to_those_alone_for_whom_the_table_says_so(noun_name, world):
    noun, at, found = TABLE.nouns[noun_name], timezone.now(), Counter()
    for persona, user in people_of(world).items():
        seen = {row.pk: row for row in noun.seen_by(user).filter(pk__in=[row.pk for row in things_of(noun)])}
        for act in acts_of(noun):
            things = [None] if act.begins else list(seen.values())
            for thing in things:
                declared = TABLE.act(noun, act.name, thing)
                offer = declared.offered(user, thing, at) if declared is not None else None
                gated = declared.offer_to(user, thing, at) if declared is not None else None
                if gated is not None and may(KIND_OF[persona], act) == NO:
                    found[f"{act.name} of {thing} is offered to the {persona}, and the table says no"] += 1
                # What a gate has to take back was declared too narrowly, or offered too widely: of staff it is meant so.
                if offer is not None and gated is None and KIND_OF[persona].role is None:
                    found[f"{act.name} of {thing} would be offered to the {persona}, for whom it isn't declared"] += 1
    assert not found, "\n".join(found)


@pytest.mark.parametrize("noun_name", sorted(TABLE.nouns))
def test_where_the_table_says_yes_of_everything_the_act_is_offered(noun_name, world):
    """ "Yes" without more: on each thing that the person sees, now or not now."""
    noun, at, found = TABLE.nouns[noun_name], timezone.now(), Counter()
    officer = people_of(world)[OFFICER]
    for persona, user in people_of(world).items():
        role = KIND_OF[persona].role
        if role is None or role is StaffRole.OFFICER:
            continue
        for row in [None, *noun.seen_by(user).filter(pk__in=[row.pk for row in things_of(noun)])]:
            for act in acts_of(noun):
                if act.begins is not (row is None) or may(KIND_OF[persona], act) != YES:
                    continue
                declared = TABLE.act(noun, act.name, row)
                if declared is None or declared.offer_to(officer, row, at) is None:
                    continue
                if declared.offer_to(user, row, at) is None:
                    found[f"{act.name} of {row} is an officer's, and not the {persona}'s"] += 1
    assert not found, "\n".join(found)


@pytest.mark.parametrize("noun", nouns_read(), ids=lambda noun: noun.name)
def test_things_are_read_by_those_of_whom_the_table_says_so(noun, world):
    found, there = Counter(), {row.pk for row in noun.model._default_manager.all()}
    for persona, user in people_of(world).items():
        seen = set(noun.seen_by(user).values_list("pk", flat=True)) & there
        cell = reads(KIND_OF[persona], noun)
        if seen and cell == NO:
            found[f"the {persona} reads {len(seen)} of them, and the table says none"] += 1
        if cell == YES and seen != there:
            found[f"the {persona} doesn't read {len(there - seen)} of them, and the table says all"] += 1
    assert not found, "\n".join(found)


def test_every_kind_of_person_of_the_table_is_somebody_in_the_world():
    assert {kind.label for kind in KINDS} - {kind.label for kind in KIND_OF.values()} == {permissions.NOBODY_IN.label}
