"""What may be done with information: give it, agree to give it together, say it anew, reply to it, send it out, let others see it."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.actions.information import (
    GIVEN_TOGETHER,
    NOT_ASKED,
    SeenBy,
    answer_together,
    give_information,
    go_on,
    let_see,
    say_anew,
    send_out,
)
from activities.actions.public_information import (
    ASKED_ALREADY,
    ask_that_information_be_public,
    information_no_longer_public,
    may_information_be_public,
)
from activities.actions.replies import reply
from activities.acts.information_asks import DOCUMENT, SAID, SEEN
from activities.choices import GiverAnswer, ReplyKind, WiderAnswer
from activities.lines import asked_together, of_whoever_is_asked, to_be_sent_out
from activities.models import Information, InformationReply
from activities.reads import who_would_see
from journal.staff import Work, does
from meetings.access import writers_of_letters
from meetings.acts.owned import offered_to_owner, offered_to_speakers
from members.access import NOT_YOURS, speakers_of, why_not_speak
from members.choices import Audience
from members.models import Person
from papers.acts.publishing import act_of_those_concerned, act_of_those_who_agreed
from papers.models import open_request
from record.acts import (
    Act,
    Choice,
    Need,
    Noun,
    Offer,
    Setting,
    Whom,
    Words,
    WrittenIn,
    open_to,
)
from record.acts.letters import LETTER_ALONE
from record.acts.whom import Reads, read_by
from record.awaiting import WhenAwaited
from record.corrections import WAS_CORRECTED
from record.dates import day_of_the_house
from record.models import is_mistaken

ARTICLE = "CoA"
OFFICE = _("the Secretariat")
NOT_GIVEN_YET = _("Those who give it together are asked first.")
GIVEN_ALREADY = _("It is given already.")
NOT_TO_BE_SENT = _("Its state did not ask for it to be sent out.")
SENT_OUT_ALREADY = _("It was sent out already.")
SAY_WHETHER = _("Say whether your state agrees")
SEEN_ANEW = _("Who sees it is changed.")
ASKED_FIRST = _("Those who give it with your state are asked; it is seen as before until every one of them agrees.")
GIVEN_SAID = _("It is given; those who see it are told.")

# -- To whom.


def offered_to_members(user: Person, information: None, at: dt.datetime) -> Offer | None:
    return offered_to_speakers(user, None, at)


def _problems(information: Information, *problems: Any) -> list[Any]:
    return [WAS_CORRECTED] if is_mistaken(information) else [problem for problem in problems if problem]


def offered_to_go_on(user: Person, information: Information, at: dt.datetime) -> Offer | None:
    return offered_to_owner(user, information, at, *_problems(information, information.is_given and GIVEN_ALREADY))


def offered_to_say_anew(user: Person, information: Information, at: dt.datetime) -> Offer | None:
    why_not = NOT_GIVEN_YET if not information.is_given else GIVEN_TOGETHER if information.given_with else ""
    return offered_to_owner(user, information, at, *_problems(information, why_not))


def offered_to_let_see(user: Person, information: Information, at: dt.datetime) -> Offer | None:
    return offered_to_owner(user, information, at, *_problems(information))


def offered_to_ask_the_world(user: Person, information: Information, at: dt.datetime) -> Offer | None:
    waits = open_request(information) is not None
    why_not = NOT_GIVEN_YET if not information.is_given else ASKED_ALREADY if waits else ""
    return offered_to_owner(user, information, at, *_problems(information, why_not))


def offered_to_reply(user: Person, information: Information, at: dt.datetime) -> Offer | None:
    problems = _problems(information, NOT_GIVEN_YET if not information.is_given else "")
    return offered_to_speakers(user, information, at, *problems, members_only=False)


def offered_to_those_asked(user: Person, information: Information, at: dt.datetime) -> Offer | None:
    """To whoever speaks for a state that is asked to give it as well, and to officers for one of these that wrote."""
    today = day_of_the_house(at)
    asked = {giver.participant_id for giver in information.givers.all() if giver.wider or not information.is_given}
    able = speakers_of(user, today, members_only=True)
    able = able or writers_of_letters(user, today, about=information, members_only=True)
    speakers = tuple(speaker for speaker in able if speaker.participant.pk in asked)
    if not speakers:
        return None
    is_over = information.is_given and not information.waits_for_agreement
    problems = _problems(information, GIVEN_ALREADY if is_over else "")
    if problems:
        return Offer.not_now(*problems, speakers=speakers, is_own=False)
    return Offer(speakers=speakers, is_own=False)


def answers_to_choose(setting: Setting) -> list[tuple[str, Any]]:
    """Whether it gives it as well; of what is given, whether more may see it."""
    is_about_more = setting.thing is not None and setting.thing.waits_for_agreement
    answers = WiderAnswer if is_about_more else GiverAnswer
    return [(value, label) for value, label in answers.choices if value != GiverAnswer.ASKED]


def what_was_said_of_seeing(setting: Setting, information: Information) -> Any:
    return ASKED_FIRST if information.waits_for_agreement else SEEN_ANEW


def offered_to_send_out(user: Person, information: Information, at: dt.datetime) -> Offer | None:
    if not does(user, Work.KEEP):
        return None
    why_not = (
        NOT_GIVEN_YET
        if not information.is_given
        else SENT_OUT_ALREADY
        if information.was_sent
        else NOT_TO_BE_SENT
        if not information.to_be_sent or information.audience == Audience.SECRETARIAT
        else ""
    )
    problems = _problems(information, why_not)
    return Offer.not_now(*problems) if problems else Offer()


def preview_of_seeing(setting: Setting, answers: dict[str, Any]) -> dict[str, Any] | None:
    """Who would see it newly, and who no longer, with those of them who have looked at it."""
    seen: SeenBy = answers["seen"]
    change = who_would_see(setting.thing, seen.audience, seen.recipients, day_of_the_house(setting.at))
    return {"change": change} if change.newly or change.no_longer else None


OWNERS = open_to(Whom.OWNERS)
INFORMATION_ACTS = (
    Act(
        name="give",
        label=_("Give information"),
        submit_label=_("Give it"),
        draft_label=_("information"),
        article=ARTICLE,
        lead=_("Of your state’s own will, within a measure or an area; no commitment is needed."),
        whom=open_to(Whom.MEMBERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_members,
        refusal=why_not_speak,
        asks=SAID,
        do=give_information,
        begins=True,
        speaks_as="owner",
        once_in=Information,
        keeps=True,
        done=lambda setting, information: str(
            GIVEN_SAID if information.is_given else _("The states that give it together are asked.")
        ),
        order=10,
    ),
    Act(
        name="answer",
        label=SAY_WHETHER,
        submit_label=_("Say so"),
        article=ARTICLE,
        whom=open_to(Whom.MEMBERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_those_asked,
        refusal=NOT_ASKED,
        asks=(
            Choice(
                "answer",
                _("Answer"),
                choices=answers_to_choose,
                as_circles=True,
            ),
        ),
        do=answer_together,
        speaks_as="participant",
        awaits=WhenAwaited(
            rows=asked_together,
            desk=of_whoever_is_asked,
            what=SAY_WHETHER,
            thing=lambda information: information.heading,
            stands_still=True,
        ),
        done=_("It stands with the information."),
        leads_to=lambda setting, information: reverse("information-list"),
        order=10,
    ),
    act_of_those_concerned(may_information_be_public, ARTICLE, order=12),
    Act(
        name="ask-public",
        label=_("Let anybody in the world read it"),
        submit_label=_("Agree, and ask the others"),
        article=ARTICLE,
        lead=_(
            "Public means: anybody in the world may read it on the public site, once that is switched on: its title, who gives"
            " it, and its text as it is now. Your state agrees by this; those who give it together are asked, and it is public"
            " once all of them agreed. For a later version all are asked anew."
        ),
        whom=OWNERS,
        letter=(LETTER_ALONE,),
        offered=offered_to_ask_the_world,
        refusal=NOT_YOURS,
        do=ask_that_information_be_public,
        guard="sequence",
        done=lambda setting, information: str(
            _("The states that give it together are asked.")
            if open_request(information)
            else _("Every state that gives it agreed: it is public.")
        ),
        order=45,
    ),
    act_of_those_who_agreed(information_no_longer_public, ARTICLE, order=46),
    Act(
        name="go-on",
        label=_("Give it in the name of those who agreed"),
        submit_label=_("Give it"),
        article=ARTICLE,
        lead=_("The states that have not answered are not named."),
        whom=OWNERS,
        letter=(LETTER_ALONE,),
        offered=offered_to_go_on,
        refusal=NOT_YOURS,
        do=go_on,
        guard="sequence",
        done=GIVEN_SAID,
        order=15,
    ),
    Act(
        name="reply",
        label=_("Reply, or ask for more"),
        submit_label=_("Send it"),
        draft_label=_("a reply to information"),
        article=ARTICLE,
        lead=_("Whoever sees the information reads it."),
        whom=open_to(Whom.MEMBERS, Whom.OBSERVERS),
        letter=(LETTER_ALONE,),
        offered=offered_to_reply,
        refusal=NOT_YOURS,
        asks=(
            Choice("kind", _("Kind"), choices=ReplyKind.choices, initial=ReplyKind.REPLY, as_circles=True),
            Words("text", _("Text"), most=10_000, rows=6),
            WrittenIn("language", _("Language"), Need.MAY),
        ),
        do=reply,
        speaks_as="owner",
        once_in=InformationReply,
        keeps=True,
        done=_("It stands with the information; those who give it are told."),
        leads_to=lambda setting, made: made.get_absolute_url(),
        order=20,
    ),
    Act(
        name="send-out",
        label=_("Send it out"),
        submit_label=_("Send it out"),
        article=ARTICLE,
        lead=_("Its newest version is circulated to those who see it, by letter and with receipts."),
        offered=offered_to_send_out,
        open_to=OFFICE,
        do=send_out,
        guard="sequence",
        awaits=WhenAwaited(rows=to_be_sent_out, thing=lambda information: information.heading, stands_still=True),
        done=_("It is sent out."),
        order=25,
    ),
    Act(
        name="anew",
        label=_("Hand in a new version"),
        submit_label=_("Hand it in"),
        article=ARTICLE,
        whom=OWNERS,
        letter=(LETTER_ALONE,),
        offered=offered_to_say_anew,
        refusal=NOT_YOURS,
        asks=(DOCUMENT,),
        do=say_anew,
        guard="sequence",
        done=_("The new version stands beside the earlier ones; those who see it are told."),
        order=30,
    ),
    Act(
        name="let-see",
        label=_("Say who sees it"),
        submit_label=_("Say so"),
        article=ARTICLE,
        lead=_(
            "It may be opened to more; once it was sent out, not to fewer. What several states gave is seen by all once each of them"
            " agreed that it be public, so that anybody in the world may read it on the public site: they are asked."
        ),
        whom=OWNERS,
        letter=(LETTER_ALONE,),
        offered=offered_to_let_see,
        refusal=NOT_YOURS,
        asks=(SEEN,),
        do=let_see,
        guard="sequence",
        preview=preview_of_seeing,
        preview_template="activities/partials/who_would_see.html",
        done=lambda setting, information: str(
            _("The states that gave it together are asked whether it may be public; until then it is seen as before.")
            if open_request(information)
            else what_was_said_of_seeing(setting, information)
        ),
        order=40,
    ),
)
INFORMATION = Noun(
    name="information",
    model=Information,
    key="uid",
    converter="uuid",
    seen_by=lambda user: (
        Information.everything.visible_to(user).as_listed().prefetch_related("folder__publishing__answers__participant")
    ),
    read_by=read_by(Reads.OWNERS, Reads.SHARED_WITH),
    list_address="information-list",
    label_plural=_("Information exchanged"),
    prefix="information/",
    creates="give",
    heading=lambda information: information.heading,
    lead=lambda information: information.get_stage_display(),
)
# What was said to it, so that it can be taken back: `activities.mistakes` gives it the act.
REPLY = Noun(
    name="information-reply",
    verbs_say="thing",
    model=InformationReply,
    key="uid",
    converter="uuid",
    seen_by=lambda user: InformationReply.everything.visible_to(user).select_related("information", "owner"),
    read_by=read_by(Reads.OWNERS, Reads.SHARED_WITH),
    list_address="information-list",
    label_plural=_("Replies to information"),
    prefix="information/replies/",
    heading=lambda made: made.information.heading,
    lead=lambda made: made.owner,
)
