"""Minutes of meetings, and what was proposed to them, made without a person pressing anything."""

import datetime as dt
from typing import Any

import factory
from factory.django import DjangoModelFactory

from decisions.models import ApproachProposal, Minutes, MinutesChange, MinutesVersion
from meetings.tests.factories import MeetingFactory
from members.choices import Audience
from members.tests.factories import ParticipantFactory, UserFactory

ITEM: dict[str, Any] = {
    "number": 1,
    "title": {"en": "Opening of the meeting"},
    "text": "It was opened.",
    "audience": Audience.MEMBERS,
}


class MinutesFactory(DjangoModelFactory):
    """Minutes that are being drafted, with one item."""

    class Meta:
        model = Minutes

    meeting = factory.SubFactory(MeetingFactory)
    by = factory.SubFactory(UserFactory)
    first = factory.RelatedFactory("decisions.tests.factories.MinutesVersionFactory", factory_related_name="minutes")

    class Params:
        circulated = factory.Trait(
            stage="circulated",
            corrections_until=dt.date(2030, 1, 1),
            first__circulated_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
        )


class MinutesVersionFactory(DjangoModelFactory):
    """Their first version."""

    class Meta:
        model = MinutesVersion

    minutes = factory.SubFactory(MinutesFactory, first=None)
    number = 1
    content = factory.LazyFunction(lambda: [dict(ITEM)])
    language = "en"
    sha256 = "0" * 64
    by = factory.SubFactory(UserFactory)


class ApproachProposalFactory(DjangoModelFactory):
    """What a state proposes about the Approach."""

    class Meta:
        model = ApproachProposal

    owner = factory.SubFactory(ParticipantFactory)
    title = factory.Sequence(lambda n: f"Another order of steps {n}")
    text = factory.Sequence(lambda n: f"The steps come in another order {n}.")
    by = factory.SubFactory(UserFactory)


class MinutesChangeFactory(DjangoModelFactory):
    """A correction that a state proposes to minutes that were circulated."""

    class Meta:
        model = MinutesChange

    minutes = factory.SubFactory(MinutesFactory, circulated=True)
    owner = factory.SubFactory(ParticipantFactory)
    text = "It was opened by the Chair."
    by = factory.SubFactory(UserFactory)
