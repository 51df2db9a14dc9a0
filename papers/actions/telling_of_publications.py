"""Who is told of publications: the officers, of a text that a state handed in; everybody, of what is public, or was until now."""

import datetime as dt

from django.db.models import Q

from meetings.access import people_in_office, people_whom_a_state_lets_see, states_of_audience
from members.choices import Audience
from members.models import Participant, User
from notices.actions import tell
from papers.kinds import PUBLICATION_TEXT
from papers.models import Publication
from record.dates import day_of_the_house


def tell_of_a_text(publication: Publication, state: Participant, number: int, by: User, at: dt.datetime) -> None:
    """`number`: of the version; each is another occasion."""
    officers = people_in_office(Q(pk__in=()), day_of_the_house(at))
    tell(
        kind=PUBLICATION_TEXT,
        about=publication,
        occurrence=f"{PUBLICATION_TEXT} {number}",
        to=[person for person in officers if person != by],
        url=publication.get_absolute_url(),
        values={"what": publication.next_title or publication.title, "state": state.code},
        at=at,
    )


def tell_everybody(kind: str, publication: Publication, by: User, at: dt.datetime) -> None:
    day = day_of_the_house(at)
    people = people_whom_a_state_lets_see(Audience.PUBLIC, day)
    tell(
        kind=kind,
        about=publication,
        occurrence=f"{kind} {publication.sequence}",
        to=[person for person in people.distinct() if person != by],
        url=publication.get_absolute_url(),
        values={"what": publication.title},
        states=states_of_audience(day, Audience.PUBLIC),
        at=at,
    )
