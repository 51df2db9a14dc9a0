"""Help: each page and act that a guide names is there, and is offered to whom the guide is for."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from cica_tracker.first_hours import FOCAL_POINT, GUIDES, OBSERVER, OFFICER, ActOfAGuide, Guide, GuideStep, guide_for
from commitments.tests.stories import Story
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.models import User
from papers.actions import release_to_observers
from record.acts import TABLE
from record.dates import day_of_the_house

STEPS = [pytest.param(guide, step, id=f"{guide.name}: {step.heading}") for guide in GUIDES for step in guide.steps]


@pytest.mark.parametrize(("guide", "step"), STEPS)
def test_each_step_names_a_page_and_acts_that_there_are(guide: Guide, step: GuideStep) -> None:
    assert step.page.url
    assert all(str(act.row.label) for act in step.acts)
    assert all(act.row.in_portal for act in step.acts)
