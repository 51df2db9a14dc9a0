"""An expert of XA's whom XA and the Secretariat let in to one paper, for tests."""

import datetime as dt
from typing import Any

from django.utils import timezone

from commitments.acts.letting_in import let_in
from commitments.tests.factories import ExpertNominationFactory, PaperVersionFactory
from members.models import Participant, User
from papers.actions import accept_entrusted, agree_to_let_in
from papers.models import EntrustedPaper, PaperVersion
from record.dates import day_of_the_house

A_DAY = dt.timedelta(days=1)
MAIL = "expert@x.example"


def asked_by_the_office(
    officer: User, owner: Participant, version: PaperVersion | None = None, **said: Any
) -> EntrustedPaper:
    """An officer asked for it, and the state hasn't said anything yet."""
    today = day_of_the_house()
    expert = ExpertNominationFactory(owner=owner, name="Expert of Kites", email=MAIL)
    version = version or PaperVersionFactory(text="What is drafted of kites.")
    named: dict[str, Any] = {
        "email": MAIL, "language": "en", "since": today, "until": today + 30 * A_DAY, **said,
    }  # fmt: skip
    return let_in(expert=expert, paper=version.paper, by=officer, **named)


def invited(officer: User, authority: User, owner: Participant, **said: Any) -> EntrustedPaper:
    asked = asked_by_the_office(officer, owner, **said)
    return agree_to_let_in(entrusted=asked, by=authority, participant=owner)


def an_expert_let_in(officer: User, authority: User, owner: Participant, **said: Any) -> EntrustedPaper:
    """Both agreed, and the expert has an account."""
    entrusted = invited(officer, authority, owner, **said)
    return accept_entrusted(entrusted=entrusted, person=None, password="twelve quiet herons", at=timezone.now())
