"""What may be done with photographs of an activity: add one, say that consent was given, withdraw it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from activities.actions.photographs import Picture, add_photograph, say_consent, withdraw_consent
from activities.acts.activities import offered_to_its_state
from activities.choices import ActivityCourse, Consent
from activities.lines import photographs_without_consent
from activities.models import Photograph
from journal.staff import Work, is_officer
from meetings.acts.owned import offered_to_owner
from members.access import NOT_YOURS
from members.models import Person
from members.private import READ_BY
from papers.uploads import check_picture
from record.acts import Act, Ask, Day, Group, Need, Noun, Offer, Setting, Whom, Words, WrittenIn, open_to
from record.acts.files import LookedThroughField
from record.acts.letters import LETTER_ALONE
from record.acts.whom import Reads, read_by
from record.awaiting import WhenAwaited
from record.corrections import WAS_CORRECTED
from record.models import is_mistaken

ARTICLE = "AA 24"
NOT_HELD = _("Photographs are added once it was held.")
SAID_ALREADY = _("It is on record already whether it may be shown.")
WITHDRAWN_ALREADY = _("It is not shown any more.")
ON_A_FORM = _("On a form, by a letter, by word of mouth.")
OWNERS = open_to(Whom.OWNERS)
PICTURE_SHOWN = "activities/partials/picture.html"


@dataclass(frozen=True)
class PictureFile(Ask):
    """A file as photographs are taken in: JPEG or PNG."""

    def field(self, setting: Setting) -> forms.Field:
        return LookedThroughField(
            setting.user,
            check_picture,
            accept=".jpg,.jpeg,.png",
            help_text=_("JPEG or PNG, up to 10 MB. Place, device and whatever else was written into it are taken out."),
        )


PICTURE = Group(
    "picture",
    _("Photograph"),
    parts=(
        PictureFile("file", _("File of the photograph")),
        Words(
            "alt",
            _("What is to be seen"),
            most=300,
            help_text=_("In a sentence, for those who don’t see the picture. Name nobody who did not agree to it."),
        ),
        Words("caption", _("Caption"), Need.MAY, most=300),
        WrittenIn("language", _("Language"), Need.MAY, texts=("alt", "caption")),
        Day("taken_on", _("Taken on"), Need.MAY),
        Words("photographer", _("Photographer"), Need.MAY, most=200),
    ),
    make=Picture,
)


def offered_while(why_not: Any, *consents: str) -> Any:
    """To those of the state that leads the activity, and to officers where it wrote; in these states of consent."""

    def offered(user: Person, photograph: Photograph, at: dt.datetime) -> Offer | None:
        if is_mistaken(photograph):
            return offered_to_owner(user, photograph.activity, at, WAS_CORRECTED)
        return offered_to_owner(user, photograph.activity, at, *([] if photograph.consent in consents else [why_not]))

    return offered


def offered_to_withdraw(user: Person, photograph: Photograph, at: dt.datetime) -> Offer | None:
    """To those of the state that leads the activity; and to officers, whoever asked for it and by whichever way."""
    offer = offered_while(WITHDRAWN_ALREADY, Consent.WAITED_FOR, Consent.GIVEN)(user, photograph, at)
    if not is_officer(user):
        return offer
    speakers = offer.speakers if offer is not None else ()
    if is_mistaken(photograph):
        return Offer.not_now(WAS_CORRECTED, speakers=speakers)
    if photograph.consent == Consent.WITHDRAWN:
        return Offer.not_now(WITHDRAWN_ALREADY, speakers=speakers)
    return Offer(speakers=speakers)


def its_picture(setting: Setting) -> dict[str, Any]:
    """Whoever says something of a picture sees which one."""
    return {"photograph": setting.thing}


ADD_PHOTOGRAPH = Act(
    name="add-photograph",
    label=_("Add a photograph"),
    submit_label=_("Add the photograph"),
    article=ARTICLE,
    lead=_("Your state and the Secretariat see it; others once it is on record that those who are in it agreed."),
    whom=OWNERS,
    letter=(LETTER_ALONE,),
    offered=offered_to_its_state(NOT_HELD, ActivityCourse.HELD, ActivityCourse.REPORTED),
    refusal=NOT_YOURS,
    asks=(PICTURE,),
    do=add_photograph,
    once_in=Photograph,
    done=_("It stands with the activity. Say who gave consent, so that others see it."),
    leads_to=lambda setting, photograph: photograph.get_absolute_url(),
    order=35,
)
PHOTOGRAPH_ACTS = (
    Act(
        name="consent",
        label=_("Say that consent was given"),
        title=_("Consent to showing the photograph"),
        submit_label=_("Consent was given"),
        article=ARTICLE,
        lead=_("Whoever sees the activity sees the photograph from now on, until consent is withdrawn."),
        whom=OWNERS,
        letter=(LETTER_ALONE,),
        offered=offered_while(SAID_ALREADY, Consent.WAITED_FOR),
        refusal=NOT_YOURS,
        asks=(
            Words(
                "consent_by",
                _("Who gave consent"),
                most=300,
                help_text=READ_BY,
            ),
            Words(
                "consent_how",
                pgettext_lazy("consent was given", "How"),
                most=300,
                help_text=_("On a form, by a letter, by word of mouth."),
            ),
            Day("consent_on", _("On which day")),
        ),
        beside=its_picture,
        beside_template=PICTURE_SHOWN,
        do=say_consent,
        awaits=WhenAwaited(
            rows=photographs_without_consent,
            desk=lambda user, photograph: str(photograph.owner.code),
            what=_("A photograph waits for consent"),
            thing=lambda photograph: photograph.activity.heading,
            stands_still=True,
        ),
        done=_("It is on record; whoever sees the activity sees the photograph."),
        leads_to=lambda setting, photograph: photograph.get_absolute_url(),
        order=10,
    ),
    Act(
        name="withdraw",
        label=_("Withdraw consent"),
        title=_("Consent to showing the photograph is withdrawn"),
        submit_label=_("Show it no longer"),
        article=ARTICLE,
        lead=_(
            "No reason is asked for. It is shown no longer, its file is handed out no more, and removed after a while."
        ),
        whom=OWNERS,
        works=frozenset({Work.KEEP}),
        letter=(LETTER_ALONE,),
        offered=offered_to_withdraw,
        refusal=NOT_YOURS,
        beside=its_picture,
        beside_template=PICTURE_SHOWN,
        do=withdraw_consent,
        done=_("It is shown no longer."),
        leads_to=lambda setting, photograph: photograph.activity.get_absolute_url(),
        order=20,
    ),
)
PHOTOGRAPH = Noun(
    name="photograph",
    model=Photograph,
    key="uid",
    converter="uuid",
    seen_by=lambda user: Photograph.everything.visible_to(user).as_shown(),
    read_by=read_by(Reads.OWNERS, Reads.SHARED_WITH),
    list_address="activity-list",
    label_plural=_("Photographs"),
    prefix="activities/photographs/",
    heading=lambda photograph: photograph.activity.heading,
    lead=lambda photograph: photograph.alt,
)
