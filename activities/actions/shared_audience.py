"""The audience of information that several states give: more see it once every one of them agrees (Agreement on the
Secretariat, article 2 (5): by mutual agreement)."""

import datetime as dt
from collections.abc import Iterable, Sequence

from activities.actions.telling_of_information import tell_states, tell_those_who_see
from activities.choices import GiverAnswer, WiderAnswer
from activities.kinds import INFORMATION_WIDER_ASKED
from activities.models import Information, InformationGiver
from activities.reads import who_would_see
from journal.actions import record
from members.choices import WIDTH
from members.models import Participant, User
from record.letters import ReceivedLetter


def givers_who_agreed(information: Information) -> list[InformationGiver]:
    """Those that give it together with the state that began it, whose agreement to more readers is asked."""
    rows = information.givers.filter(answer=GiverAnswer.AGREED)
    return list(rows.select_related("participant").order_by("participant__seat_name"))


def is_wider(information: Information, audience: str, recipients: Sequence[Participant], on: dt.date) -> bool:
    """Whether somebody would see it who doesn't now."""
    widens = WIDTH.index(audience) > WIDTH.index(information.audience)
    return widens or bool(who_would_see(information, audience, recipients, on).newly)


def ask_for_more(
    now: Information,
    audience: str,
    recipients: Iterable[Participant],
    givers: list[InformationGiver],
    by: User,
    at: dt.datetime,
) -> None:
    """Keep what is wished, and ask those who give it together; until all of them agree it is seen as before."""
    now.wished_audience, now.wished_recipients = audience, sorted(state.code for state in recipients)
    now.save(update_fields=["wished_audience", "wished_recipients"])
    now.givers.filter(pk__in=[giver.pk for giver in givers]).update(wider=WiderAnswer.ASKED)
    changes = {"wished_audience": [now.audience, audience], "recipients": [None, ", ".join(now.wished_recipients)]}
    record(by=by, verb="information: more are to see it", about=now, changes=changes, at=at)
    asked = [giver.participant for giver in givers]
    tell_states(INFORMATION_WIDER_ASKED, now, f"more, change {now.sequence}", asked, by, at)


def answer_to_more(
    now: Information, giver: InformationGiver, answer: str, by: User, at: dt.datetime, letter: ReceivedLetter | None
) -> None:
    """One of them agrees, or not this time: with that the wish ends, and it is seen as before."""
    before, giver.wider, giver.by, giver.at = giver.wider, answer, by, at
    if letter is not None:
        giver.channel, giver.dated = letter.channel, letter.dated
    giver.save()
    changes = {giver.participant.code: [before, answer]}
    record(by=by, verb="information: answered whether more see it", about=now, changes=changes, at=at, wrote=[giver])
    if answer != WiderAnswer.AGREED:
        forget_the_wish(now)
    elif not now.givers.filter(wider=WiderAnswer.ASKED).exists():
        _more_see_it(now, by, at)


def _more_see_it(now: Information, by: User, at: dt.datetime) -> None:
    states = list(Participant.objects.filter(code__in=now.wished_recipients))
    before, now.audience = now.audience, now.wished_audience
    now.save(update_fields=["audience"])
    now.recipients.set(states)
    changes = {"audience": [before, now.audience], "recipients": [None, ", ".join(now.wished_recipients)]}
    forget_the_wish(now)
    record(by=by, verb="information: who sees it", about=now, changes=changes, at=at)
    tell_those_who_see(now, "given", by, at)


def forget_the_wish(now: Information) -> None:
    if now.wished_audience:
        now.wished_audience, now.wished_recipients = "", []
        now.save(update_fields=["wished_audience", "wished_recipients"])
        now.givers.filter(wider=WiderAnswer.ASKED).update(wider="")
