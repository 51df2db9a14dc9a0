"""Invented people and participants. Codes XA to XZ belong to no state; XA, XB, XC, XM and XO are the cast's."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from members.choices import ParticipantKind, Role, Standing
from members.models import Chairmanship, FocalPoint, Participant, Participation, User
from record.models import Confidence

PASSWORD = "twelve quiet herons"
LONG_AGO = dt.date(2002, 6, 4)
FREE_LETTERS = "DEFGHIJKLNPQRSTUVWYZ"


class ParticipantFactory(DjangoModelFactory):
    class Meta:
        model = Participant

    class Params:
        organisation = factory.Trait(kind=ParticipantKind.ORGANISATION)

    code = factory.Sequence(lambda n: f"X{FREE_LETTERS[n]}" if n < len(FREE_LETTERS) else f"X{n}")
    name = factory.LazyAttribute(lambda new: {"en": f"State {new.code}", "ru": f"Государство {new.code}"})
    official_name = factory.LazyAttribute(lambda new: {"en": f"Republic of {new.code}"})


class ParticipationFactory(DjangoModelFactory):
    class Meta:
        model = Participation

    participant = factory.SubFactory(ParticipantFactory)
    standing = Standing.MEMBER
    since = LONG_AGO
    source = "A test"
    confidence = Confidence.SEEN


class ChairmanshipFactory(DjangoModelFactory):
    class Meta:
        model = Chairmanship

    participant = factory.SubFactory(ParticipantFactory)
    since = factory.Sequence(lambda n: dt.date(2000, 1, 1) + dt.timedelta(days=n))  # of no real term
    source = "A test"
    confidence = Confidence.SEEN


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@x.example")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)


class FocalPointFactory(DjangoModelFactory):
    class Meta:
        model = FocalPoint

    participant = factory.SubFactory(ParticipantFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.AUTHORITY
    since = LONG_AGO


FACTORIES = (ParticipantFactory, ParticipationFactory, ChairmanshipFactory, UserFactory, FocalPointFactory)


def a_state(code: str, standing: str = Standing.MEMBER) -> Participant:
    """A state with that standing since long ago."""
    participant = ParticipantFactory(code=code)
    ParticipationFactory(participant=participant, standing=standing)
    return participant


def a_person_of(participant: Participant, role: str, email: str) -> User:
    """Somebody who holds that post at the participant today."""
    return FocalPointFactory(participant=participant, role=role, user__email=email, user__name=email.split("@")[0]).user


def seat_many(count: int, states: list[Participant]) -> None:
    """So many people, each in office at one of the states by turns, without a question for each."""
    people = User.objects.bulk_create(
        User(email=f"many{number}@x.example", name=f"Person {number}", password="!") for number in range(count)
    )
    FocalPoint.objects.bulk_create(
        FocalPoint(participant=states[number % len(states)], user=person, role=Role.PREPARER, since=dt.date(2020, 1, 1))
        for number, person in enumerate(people)
    )
