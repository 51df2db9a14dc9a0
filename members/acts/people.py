"""What may be done about a participant's people: invite, end an office, choose who submits; and about oneself."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.staff import NO_WORK
from members.actions import (
    choose_keys,
    confirm_details,
    confirm_people,
    end_office,
    hand_over,
    invite,
    invite_again,
    withdraw_invitation,
)
from members.acts.asked import ENDS_EARLIER, ITS_LETTER, LETTER, PERSON, POST, PURPOSE, WHO_COMES, is_by_letter
from members.acts.offers import (
    ONLY_THE_AUTHORITY,
    THOSE_WHO_LET_IN,
    offered_of_a_post,
    offered_to_hand_over,
    offered_to_oneself,
    offered_to_the_authority,
    offered_to_those_who_let_in,
    offered_while_it_waits,
    placed,
)
from members.choices import Keys
from members.models import FocalPoint, Invitation, Participant, User
from record.acts import Act, Choice, Day, Need, Noun, Setting, Whom, open_to
from record.acts.kept_letters import WrittenBy
from record.acts.whom import Reads, read_by
from record.dates import Precision, day_of_the_house, shown
from record.templatetags.signs import comma

# The administrative support of the forum, which reaches the states through those whom they name.
OF_PEOPLE = "AA 35"
# An officer does it by a letter of the participant's.
OF_ITSELF = WrittenBy(of="pk", said=ITS_LETTER)
OF_ITS_PARTICIPANT = WrittenBy(of="participant", said=ITS_LETTER)


CONFIRMED_ON = Day("on", _("Day"), Need.MAY, when=is_by_letter, help_text=_("Of the letter. Empty: today."))


def page_of_people(participant: Participant) -> str:
    return reverse("people-of", args=[participant.code])


def lead_to_people(setting: Setting, result: Any) -> str:
    return page_of_people(setting.thing if isinstance(setting.thing, Participant) else setting.thing.participant)


def invited_words(setting: Setting, outcome: Invitation | FocalPoint) -> str:
    if isinstance(outcome, Invitation):
        return _now("The letter is on its way to %(address)s.") % {"address": outcome.email}
    return _now("%(name)s holds the further office from today.") % {"name": outcome.user.get_full_name()}


def again_words(setting: Setting, invitation: Invitation) -> str:
    return _now("The letter is on its way to %(address)s.") % {"address": invitation.email}


def handed_over_words(setting: Setting, outcome: Invitation | FocalPoint) -> str:
    day = shown(outcome.begins_on if isinstance(outcome, Invitation) else outcome.since, Precision.EXACT)
    if isinstance(outcome, Invitation):
        words = _now("Handed over from %(day)s: a letter of invitation is on its way to %(address)s.")
        return words % {"day": day, "address": outcome.email}
    return _now("%(name)s holds the post from %(day)s.") % {"name": outcome.user.get_full_name(), "day": day}


# -- The acts. None of them is done by a token, which shows no second factor: they open the house to people, or close it.

PARTICIPANT_ACTS = (
    Act(
        name="invite",
        label=_("Invite a person"),
        submit_label=_("Send the letter"),
        article=OF_PEOPLE,
        lead=_(
            "A letter with a link goes to the address, in the language you choose. The office begins when the person"
            " accepts. Whoever acts for the participant already gets the further office at once."
        ),
        whom=open_to(Whom.AUTHORITY),
        offered=offered_to_those_who_let_in,
        refusal=THOSE_WHO_LET_IN,
        asks=(*PERSON, *POST, PURPOSE, ENDS_EARLIER, LETTER),
        written_by=OF_ITSELF,
        do=invite,
        done=invited_words,
        leads_to=lead_to_people,
        in_api=False,
        order=10,
    ),
    Act(
        name="confirm-people",
        label=_("Confirm our people"),
        title=_("Confirm who acts for the participant"),
        submit_label=_("They are right"),
        article=OF_PEOPLE,
        lead=_("It says that whoever stands on the page of its people acts for the participant, as of today."),
        whom=open_to(Whom.AUTHORITY),
        offered=offered_to_those_who_let_in,
        refusal=THOSE_WHO_LET_IN,
        asks=(LETTER, CONFIRMED_ON),
        written_by=WrittenBy(of="pk", said={**ITS_LETTER, "on": "on"}),
        do=confirm_people,
        done=_("Kept: the people are confirmed as of today."),
        leads_to=lead_to_people,
        in_api=False,
        order=20,
    ),
    Act(
        name="keys",
        label=_("Choose who submits"),
        title=_("Who submits"),
        submit_label=_("Keep this choice"),
        article=OF_PEOPLE,
        lead=_("It is your own choice, and can be changed at any time. What was submitted before stays as it is."),
        whom=open_to(Whom.AUTHORITY),
        works=NO_WORK,
        offered=offered_to_the_authority,
        refusal=ONLY_THE_AUTHORITY,
        asks=(
            Choice(
                "keys",
                _("who submits"),
                choices=Keys.choices,
                initial=lambda setting: setting.thing.keys if setting.thing else Keys.TWO,
                as_circles=True,
            ),
        ),
        do=choose_keys,
        done=_("The choice is kept."),
        leads_to=lead_to_people,
        in_api=False,
        order=40,
    ),
)
POST_ACTS = (
    Act(
        name="hand-over",
        label=_("Hand over"),
        title=_("Hand a post over"),
        submit_label=_("Hand it over"),
        article=OF_PEOPLE,
        lead=_(
            "The earlier term ends on the day, and the next one begins. Duties, drafts and reminders belong to the post:"
            " whoever holds it next finds them. Who leaves is thanked by letter and, holding no other post, signs in no"
            " more from that day. Somebody who is invited holds the post once they accept; until then it is vacant."
        ),
        whom=open_to(Whom.AUTHORITY),
        offered=offered_to_hand_over,
        refusal=THOSE_WHO_LET_IN,
        asks=(*WHO_COMES, LETTER),
        written_by=OF_ITS_PARTICIPANT,
        do=hand_over,
        done=handed_over_words,
        leads_to=lead_to_people,
        in_api=False,
        order=20,
    ),
    Act(
        name="end",
        label=_("End the office"),
        title=_("End an office"),
        article=OF_PEOPLE,
        lead=_("What was done in the office stays with it."),
        whom=open_to(Whom.AUTHORITY),
        offered=offered_of_a_post,
        refusal=THOSE_WHO_LET_IN,
        asks=(Day("until", _("First day out of office"), initial=lambda setting: day_of_the_house(setting.at)), LETTER),
        written_by=OF_ITS_PARTICIPANT,
        do=end_office,
        done=_("The end of the office is kept."),
        leads_to=lead_to_people,
        in_api=False,
        order=30,
    ),
)
INVITATION_ACTS = (
    Act(
        name="again",
        label=_("Send again"),
        article=OF_PEOPLE,
        whom=open_to(Whom.AUTHORITY),
        offered=offered_while_it_waits,
        refusal=THOSE_WHO_LET_IN,
        do=invite_again,
        is_press=True,
        done=again_words,
        leads_to=lead_to_people,
        in_api=False,
        order=10,
    ),
    Act(
        name="withdraw",
        label=pgettext_lazy("invitation", "Withdraw"),
        article=OF_PEOPLE,
        whom=open_to(Whom.AUTHORITY),
        offered=offered_while_it_waits,
        refusal=THOSE_WHO_LET_IN,
        do=withdraw_invitation,
        is_press=True,
        done=_("The invitation is withdrawn; its link no longer works."),
        leads_to=lead_to_people,
        in_api=False,
        order=20,
    ),
)
PERSON_ACTS = (
    Act(
        name="confirm-details",
        label=_("They are right"),
        title=_("Confirm one's contact details"),
        article=OF_PEOPLE,
        works=NO_WORK,
        whom=open_to(Whom.ONESELF),
        offered=offered_to_oneself,
        do=confirm_details,
        is_press=True,
        done=_("Thank you. They are confirmed as of today; we ask again in a year."),
        leads_to=lambda setting, result: reverse("account"),
        in_admin=False,
        in_api=False,
    ),
)

# -- The nouns.

PARTICIPANT = Noun(
    name="participant",
    model=Participant,
    key="code",
    seen_by=Participant.objects.visible_to,
    page=page_of_people,
    read_by=read_by(Reads.EVERYBODY),
    list_address="people",
    label_plural=_("People"),
    prefix="people/",
)
POST_HELD = Noun(
    name="post",
    verbs_say="office",
    model=FocalPoint,
    key="place",
    lookup=placed,
    seen_by=lambda user: FocalPoint.objects.visible_to(user).placed(),
    page=lambda office: page_of_people(office.participant),
    read_by=read_by(Reads.OWNERS),
    list_address="people",
    label_plural=_("Focal points"),
    prefix="people/posts/",
    lead=lambda office: f"{office.get_role_display()}{comma()}{office.get_rank_display()}",
)
INVITATION = Noun(
    name="invitation",
    model=Invitation,
    key="pk",
    converter="uuid",
    seen_by=lambda user: Invitation.objects.visible_to(user).select_related("participant"),
    page=lambda invitation: page_of_people(invitation.participant),
    read_by=read_by(Reads.OWNERS),
    list_address="people",
    label_plural=_("Invitations"),
    prefix="people/invitations/",
)
PERSON_HERE = Noun(
    name="person",
    model=User,
    key="uid",
    converter="uuid",
    seen_by=User.objects.visible_to,
    read_by=read_by(Reads.OWNERS, Reads.ONESELF),
    list_address="people",
    label_plural=_("People"),
    prefix="people/persons/",
    heading=lambda person: person.get_full_name(),
    lead=lambda person: person.email,
)
NOUNS = (
    (PARTICIPANT, PARTICIPANT_ACTS),
    (POST_HELD, POST_ACTS),
    (INVITATION, INVITATION_ACTS),
    (PERSON_HERE, PERSON_ACTS),
)
