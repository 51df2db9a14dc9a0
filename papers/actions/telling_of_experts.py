"""Who is told of an expert's part in a paper: the nominating state, those whose paper it is, and the Secretariat."""

import datetime as dt

from django.db.models import Q

from meetings.access import people_in_office, who_sees
from members.models import User
from notices.actions import tell
from papers.access import drafting_states
from papers.kinds import EXPERT_IN_A_PAPER
from papers.models import EntrustedPaper
from record.dates import day_of_the_house


def tell_of_it(what: str, entrusted: EntrustedPaper, by: User, at: dt.datetime, *, with_the_state: bool = True) -> None:
    """`what`: which of the sentences of the kind (`papers.kinds`)."""
    today = day_of_the_house(at)
    states = {state.pk for version in entrusted.paper.versions.all() for state in drafting_states(version, today)}
    if with_the_state:
        states.add(entrusted.owner_id)
    people = list(people_in_office(Q(participant__in=states), today))
    seeing = who_sees(people, lambda person: EntrustedPaper.objects.visible_to(person).filter(pk=entrusted.pk))
    tell(
        kind=EXPERT_IN_A_PAPER,
        about=entrusted,
        occurrence=f"{what} {at.isoformat()}",
        to=[person for person in seeing if person != by],
        url=entrusted.get_absolute_url(),
        values={
            "what": what,
            "expert": entrusted.name,
            "state": entrusted.owner.code,
            "title": entrusted.paper.title,
            "titles": entrusted.paper.titles,
            "symbol": entrusted.paper.symbol,
        },
        at=at,
    )
