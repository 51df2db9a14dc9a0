"""Letting a nominated expert in to one paper, and to nothing else: asked for by the state that nominated them, or the Secretariat."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commitments.models import ExpertNomination
from journal.staff import is_officer
from members.acts.asked import EmailAddress
from members.models import Participant, Person, User
from papers.actions import InvitedExpert, ask_to_let_in
from papers.actions.entrusting import DRAFTED_KINDS, ONLY_THE_AUTHORITY
from papers.acts.entrusted import COA_B, OF_BOTH, speakers_of_the_state
from papers.models import EntrustedPaper, Paper
from record.acts import Act, Choice, Day, Offer, Pick, Setting, Whom, open_to
from record.acts.letters import LETTER_ALONE
from record.corrections import WAS_CORRECTED
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.models import is_mistaken

IS_OVER = _("The expert's term has ended.")


def offered_to_let_in(user: Person, expert: ExpertNomination, at: dt.datetime) -> Offer | None:
    """To the authority of the state that nominated the expert; to officers for the Secretariat, or from that state's letter."""
    speakers = speakers_of_the_state(user, expert.owner, at)
    if not speakers:
        return None
    why = WAS_CORRECTED if is_mistaken(expert) else None if expert.serves_on(day_of_the_house(at)) else IS_OVER
    is_own = is_officer(user)
    return Offer.not_now(why, speakers=speakers, is_own=is_own) if why else Offer(speakers=speakers, is_own=is_own)


def papers_to_entrust(setting: Setting) -> QuerySet[Paper]:
    """Papers that are drafted here, as far as whoever asks sees a version of them."""
    rows = Paper.objects.visible_to(setting.user).filter(kind__in=DRAFTED_KINDS, versions__isnull=False)
    return rows.distinct().order_by("symbol")


def let_in(
    *,
    expert: ExpertNomination,
    paper: Paper,
    email: str,
    language: str,
    since: dt.date,
    until: dt.date,
    by: User,
    owner: Participant | None = None,
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> EntrustedPaper:
    """Ask for it: in the name of the state (`owner`), or of the Secretariat. Raises Refused."""
    invited = InvitedExpert(expert.uid, expert.owner, expert.name, email, language)
    return ask_to_let_in(
        expert=invited, paper=paper, since=since, until=until + dt.timedelta(days=1), by=by,
        for_the_state=owner is not None, letter=letter, once_key=once_key, at=at,
    )  # fmt: skip


def begins_with(setting: Setting) -> dict[str, Any]:
    return {"email": setting.thing.email, "since": day_of_the_house(setting.at)} if setting.thing is not None else {}


LET_IN = Act(
    name="let-in",
    label=_("Let in to a paper"),
    title=_("Let this expert in to one paper"),
    submit_label=_("Ask for it"),
    article=COA_B,
    lead=_(
        "The state that nominated the expert and the Secretariat agree to it, one after the other; then a letter with a link"
        " goes to the address. The expert reads and drafts this paper, and finds nothing else here, until the last day."
    ),
    whom=open_to(Whom.AUTHORITY),
    letter=(LETTER_ALONE,),
    offered=offered_to_let_in,
    refusal=ONLY_THE_AUTHORITY,
    asks=(
        Pick("paper", _("Paper"), rows=papers_to_entrust, key="symbol"),
        EmailAddress("email", _("E-mail address"), help_text=_("Of the expert alone: it becomes their account.")),
        Choice("language", _("Language of the letter"), choices=settings.LANGUAGES, initial="en"),
        Day("since", _("First day")),
        Day("until", _("Last day")),
    ),
    suggests=begins_with,
    do=let_in,
    speaks_as="owner",
    once_in=EntrustedPaper,
    done=_("Asked for: it waits for the other of the two to agree."),
    leads_to=lambda setting, entrusted: entrusted.get_absolute_url(),
    open_to=OF_BOTH,
    in_api=False,
    in_admin=False,
)
