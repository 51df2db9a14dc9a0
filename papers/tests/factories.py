"""Publications, and the question whether something may be public, made with whatever they need."""

import uuid

import factory
from factory.django import DjangoModelFactory

from members.choices import Audience
from members.tests.factories import ParticipantFactory, UserFactory
from papers.choices import PublicationKind
from papers.models import Institution, Publication, PublicationText, PublishingAnswer, PublishingRequest


class PublicationFactory(DjangoModelFactory):
    """What the Secretariat prepares to publish."""

    class Meta:
        model = Publication

    title = factory.Sequence(lambda n: {"en": f"Confidence {n}"})
    kind = PublicationKind.BOOK
    folder = factory.LazyFunction(lambda: Publication.open_folder(uuid.uuid4()))
    by = factory.SubFactory(UserFactory)


class InstitutionFactory(DjangoModelFactory):
    """An institution that a state nominated, as the members see it."""

    class Meta:
        model = Institution

    owner = factory.SubFactory(ParticipantFactory)
    name = factory.Sequence(lambda n: {"en": f"Institute {n}"})
    audience = Audience.MEMBERS
    by = factory.SubFactory(UserFactory)


class PublicationTextFactory(DjangoModelFactory):
    class Meta:
        model = PublicationText

    publication = factory.SubFactory(PublicationFactory)
    language = "en"


class PublishingRequestFactory(DjangoModelFactory):
    """The question whether a publication may be public."""

    class Meta:
        model = PublishingRequest

    folder = factory.LazyFunction(lambda: PublicationFactory().folder)
    by = factory.SubFactory(UserFactory)


class PublishingAnswerFactory(DjangoModelFactory):
    class Meta:
        model = PublishingAnswer

    request = factory.SubFactory(PublishingRequestFactory)
    participant = factory.SubFactory(ParticipantFactory)
    by = factory.SubFactory(UserFactory)


FACTORIES = (
    PublicationFactory,
    InstitutionFactory,
    PublicationTextFactory,
    PublishingRequestFactory,
    PublishingAnswerFactory,
)
