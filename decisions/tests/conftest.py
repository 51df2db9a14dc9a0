"""A silence procedure that runs, over what lies before the Committee."""

import pytest
import time_machine

from commitments.tests.stories import Story
from decisions.actions.silence import open_silence
from decisions.tests.silence_stories import DAY, OPENED, opened_by, read_by
from law.cica.states import State


@pytest.fixture
def before_soc(authority, chair, officer):
    """A commitment of XA's that stands before the Committee."""
    return Story(author=authority, chair=chair, officer=officer).to(State.BEFORE_SOC).commitment


@pytest.fixture
def procedure(before_soc, authority, stranger, chair):
    """Over three members, and over that commitment; every member has opened it."""
    made = opened_by(open_silence, chair, commitments=[before_soc])
    return read_by(made, authority, stranger, chair)


@pytest.fixture
def now():
    """The third day of the period."""
    with time_machine.travel(OPENED + 3 * DAY, tick=False) as clock:
        yield clock
