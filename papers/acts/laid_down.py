"""What may be done with papers that the Secretariat lays down by itself: laid down, said anew, circulated, left on file."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from journal.staff import Work, does, is_officer
from law.choices import OF_THE_OFFICE
from members.models import Person
from notices.access import acted_for
from papers.actions import (
    NEEDS_ITS_TITLE,
    WAITS_NOT,
    SentTo,
    circulate_paper,
    lay_down,
    leave_on_file,
    newest_of,
    say_anew,
    why_no_symbol,
)
from papers.acts.asked import ABOUT, TO_WHOM, about_key, nobody_named
from papers.acts.comments import named
from papers.asks import Document, DraftOfAPaper
from papers.lines import papers_of_mine
from papers.models import Circulation, Paper, PaperVersion, paths_to_holders
from papers.reports.circulated import whom_it_reaches
from record.acts import Act, Choice, Day, Need, Noun, Offer, Setting, Words
from record.acts.whom import Reads, read_by
from record.awaiting import WhenAwaited
from record.dates import day_of_the_house

LAYS_DOWN = frozenset({Work.KEEP, Work.PREPARE})
ARTICLE = "AA 35"
COMES_WITH_A_STEP = _("This paper came with a step, an activity or information: it goes out there.")


# -- To whom.


def offered_to_who_lays_down(user: Person, paper: Paper | None, at: dt.datetime) -> Offer | None:
    if not does(user, *LAYS_DOWN):
        return None
    return Offer() if paper is None or paper.is_of_the_office else Offer.not_now(COMES_WITH_A_STEP)


def offered_to_who_circulates(user: Person, paper: Paper, at: dt.datetime) -> Offer | None:
    return offered_to_who_lays_down(user, paper, at) if is_officer(user) else None


def offered_while_it_waits(user: Person, paper: Paper, at: dt.datetime) -> Offer | None:
    offer = offered_to_who_lays_down(user, paper, at)
    if offer is None or not offer.is_now:
        return offer
    is_settled = paper.on_file_at or Circulation.objects.filter(version__paper=paper).exists()
    return Offer.not_now(WAITS_NOT) if is_settled else offer


# -- What is asked.

KINDS = [(kind.value, kind.label) for kind in OF_THE_OFFICE]
LAID_DOWN = (
    Choice("kind", _("Kind"), choices=KINDS),
    Document("document", _("The paper")),
    Words(
        "symbol",
        _("Symbol"),
        Need.MAY,
        most=45,
        help_text=_("As the Secretariat numbers it. Empty: the house gives it one."),
    ),
    ABOUT,
)


def title_and_symbol(setting: Setting, answers: dict[str, Any]) -> dict[str, list[Any]]:
    problems: dict[str, list[Any]] = {}
    if answers["document"] is not None and not answers["document"].title.strip():
        problems["title"] = [NEEDS_ITS_TITLE]
    if answers["symbol"] and (wrong := why_no_symbol(answers["symbol"])):
        problems["symbol"] = wrong
    return problems


def like_another(setting: Setting, key: str) -> Mapping[str, Any]:
    """What a copy begins with: the title, and the words of a version that is a text; of a file the title alone."""
    rows = PaperVersion.objects.visible_to(setting.user).select_related("paper")
    version = rows.filter(**named(key)).first()
    if version is None:
        return {}
    paper = version.paper
    kind = {"kind": paper.kind} if paper.kind in OF_THE_OFFICE else {}
    titles = {f"title_in_{language.replace('-', '_')}": title for language, title in paper.title_in.items()}
    return {"title": paper.title, "text": version.text, "language": version.language, **titles, **kind}


def as_it_stands(setting: Setting) -> Mapping[str, Any]:
    version = newest_of(setting.thing)
    return {"text": version.text, "language": version.language, "language_status": version.language_status}


def check_addressees(setting: Setting, answers: dict[str, Any]) -> dict[str, list[Any]]:
    today = day_of_the_house(setting.at)
    if problems := nobody_named(answers):
        return problems
    if answers["comments_by"] is not None and answers["comments_by"] < today:
        return {"comments_by": [_("This day is past.")]}
    wrong = _sent_to(setting, answers).why_not(newest_of(setting.thing))
    return {"to": wrong} if wrong else {}


def _sent_to(setting: Setting, answers: Mapping[str, Any]) -> SentTo:
    return SentTo.of(answers["to"], answers["group"], answers["participants"], day_of_the_house(setting.at))


def to_whom_it_goes(setting: Setting, answers: dict[str, Any]) -> dict[str, Any]:
    """Which version, to whom, and to which of them on paper, before it goes."""
    today, sent_to = day_of_the_house(setting.at), _sent_to(setting, answers)
    participants = whom_it_reaches(sent_to.audience, sent_to.named, today)
    manned = set(acted_for(today).values_list("participant", flat=True))
    return {
        "version": newest_of(setting.thing),
        "participants": participants,
        "on_paper": [participant for participant in participants if participant.pk not in manned],
        "answers": answers,
    }


def page_of_newest(setting: Setting, paper: Paper) -> str:
    return newest_of(paper).get_absolute_url()


def covering_letter(setting: Setting, sent: Circulation) -> str:
    """To the form of its covering letter, which begins with the paper and those it went to."""
    return f"{reverse('outgoing-letter-begin')}?{urlencode({'about': about_key(sent.version)})}"


def said_once_circulated(setting: Setting, sent: Circulation) -> str:
    words = {"paper": str(sent.version.paper.heading), "audience": sent.to_whom}
    return _now("“%(paper)s” was circulated to: %(audience)s. Its covering letter begins with this.") % words


PAPER = Noun(
    name="paper",
    model=Paper,
    key="key",
    seen_by=lambda user: Paper.objects.visible_to(user).with_keys().select_related(*paths_to_holders("folder")),
    read_by=read_by(Reads.OWNERS, Reads.COORDINATOR, Reads.SENT_TO),
    list_address="paper-list",
    label_plural=_("Papers"),
    prefix="of/",
    creates="lay-down",
    heading=lambda paper: paper.heading,
    lead=lambda paper: paper.get_kind_display(),
)
PAPER_ACTS = (
    Act(
        name="lay-down",
        label=_("Lay down a paper"),
        submit_label=_("Keep this paper"),
        article=ARTICLE,
        lead=_(
            "A paper of the Secretariat's own: an invitation, information, a publication, a draft decision, any other. Its"
            " staff alone read it until it is circulated."
        ),
        offered=offered_to_who_lays_down,
        works=LAYS_DOWN,
        asks=LAID_DOWN,
        check=title_and_symbol,
        copies=like_another,
        do=lay_down,
        begins=True,
        once_in=Paper,
        # Sent again, it finds its own symbol taken.
        is_repeated=lambda thing, made, sent: True,
        done=_("The paper is kept. The Secretariat alone reads it until it is circulated."),
        leads_to=page_of_newest,
        open_to=_("the Secretariat"),
        order=10,
    ),
    Act(
        name="say-anew",
        label=_("Hand in a new version"),
        submit_label=_("Keep this version"),
        article=ARTICLE,
        lead=_(
            "Earlier versions stay, with what was said of them. Who has the one before reads this one once it is circulated."
        ),
        offered=offered_to_who_lays_down,
        works=LAYS_DOWN,
        asks=(DraftOfAPaper("document", _("The paper")),),
        suggests=as_it_stands,
        do=say_anew,
        done=_("The new version is kept."),
        leads_to=lambda setting, version: version.get_absolute_url(),
        open_to=_("the Secretariat"),
        order=30,
    ),
    Act(
        name="circulate",
        label=_("Circulate it"),
        submit_label=_("Circulate it"),
        preview_label=_("See to whom it goes"),
        article=ARTICLE,
        lead=_(
            "Its newest version opens to those it goes to, and they are told; states on paper stand on the list of what is to"
            " be served. Its covering letter is drafted next: it gets its number as it is sent."
        ),
        offered=offered_to_who_circulates,
        asks=(
            *TO_WHOM,
            Day(
                "comments_by",
                _("Comments are welcome until"),
                Need.MAY,
                help_text=_("Empty: no comments are asked for."),
            ),
        ),
        check=check_addressees,
        preview=to_whom_it_goes,
        preview_template="papers/partials/circulating_preview.html",
        do=circulate_paper,
        awaits=WhenAwaited(rows=papers_of_mine, what=_("Circulate a paper, or leave it on file")),
        done=said_once_circulated,
        leads_to=covering_letter,
        open_to=_("officers of the Secretariat"),
        order=10,
    ),
    Act(
        name="leave-on-file",
        label=_("Leave it on file"),
        article=ARTICLE,
        lead=_("It waits for nobody to circulate it. That can be done still."),
        offered=offered_while_it_waits,
        works=LAYS_DOWN,
        do=leave_on_file,
        done=_("It stays on file."),
        was_made=lambda result, at: False,
        open_to=_("the Secretariat"),
        order=50,
    ),
)
