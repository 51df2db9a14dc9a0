"""The world of a storm at the doors: invented states, in each a person who is signed in and holds a token that acts.

`python -m chaos.ministries --people 8` makes it in the database that DATABASE_URL names, by acts of the house, and prints who
they are as JSON: the session's cookie, the token, the commitment whose paper is theirs, and one that takes views; and a
paper with room for a mark.
"""

from __future__ import annotations

import argparse
import base64
import json

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from chaos.clerks import ON_PAPER  # noqa: E402
from chaos.clients import PLACE_OF_MARK  # noqa: E402
from commitments.actions import begin  # noqa: E402
from commitments.tests.stories import Story, a_measure  # noqa: E402
from journal.verification import faults_of_words  # noqa: E402
from law.choices import Modality  # noqa: E402
from law.cica.states import State  # noqa: E402
from members.choices import Role, Scope, StaffRole  # noqa: E402
from members.models import User  # noqa: E402
from members.tests.factories import ChairmanshipFactory, UserFactory, a_person_of, a_state  # noqa: E402
from members.tests.signing_in import a_token_of, let_in  # noqa: E402
from papers.tests.files.pdfs import a_pdf  # noqa: E402

LETTERS = "ABDEFGHIJKLMNOPQRSTUVWXY"  # XC holds the Chair
MOST = len(LETTERS)


def make(people: int) -> list[dict[str, str]]:
    """Each has a drafted paper to replace and a measure under which views are asked for."""
    officer: User = UserFactory.create(email="officer@secretariat.example", name="Officer")
    officer.take_role(StaffRole.OFFICER)
    in_the_chair = a_state("XC")
    ChairmanshipFactory(participant=in_the_chair)
    chair = a_person_of(in_the_chair, Role.AUTHORITY, "chair@xc.example")
    for code in ON_PAPER:
        a_state(code)
    told = []
    office = _signed_in(officer, "office_")
    for letter in LETTERS[:people]:
        person = a_person_of(a_state(f"X{letter}"), Role.AUTHORITY, f"authority@x{letter.lower()}.example")
        desk = _desk_of(person, Story(author=person, chair=chair, officer=officer).to(State.DRAFTED))
        told.append({**desk, **office, "state": f"X{letter}"})
    return told


def _desk_of(person: User, story: Story) -> dict[str, str]:
    measure = a_measure()
    asked = begin(
        modality=Modality.B, area=measure.area, measure=measure, title="Views", statement="We ask.", by=person
    )
    return {
        **_signed_in(person),
        "drafted": story.commitment.reference,
        "asked": asked.reference,
        "measure": measure.reference,
        "area": measure.area.reference,
    }


def _signed_in(person: User, prefix: str = "") -> dict[str, str]:
    """The cookie of a session, and a token that acts."""
    browser = Client()
    let_in(browser, person)
    _row, token = a_token_of(person, *Scope.values)
    cookie = f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"
    return {f"{prefix}cookie": cookie, f"{prefix}token": token}


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--people", type=int, required=True)
    people = make(words.parse_args().people)
    paper = a_pdf(lambda pdf: pdf.docinfo.__setitem__("/Keywords", PLACE_OF_MARK.decode()))
    told = {"people": people, "faults": len(faults_of_words()), "paper": base64.b64encode(paper).decode()}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
