"""What may be done about a token: to revoke it. To make one is no act: it asks for a second factor, and shows a secret."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.staff import is_officer
from members.actions import revoke_token
from members.models import ApiToken, Person
from record.acts import Act, Noun, Offer, Setting, Whom, Words, open_to
from record.acts.whom import Reads, read_by

IT_IS_OVER = _("This token opens nothing any more.")


def offered_to_who_sees_it(user: Person, token: ApiToken, at: dt.datetime) -> Offer | None:
    """To whoever made it; and to officers, of anybody's."""
    if not user.is_active or (user.pk != token.user_id and not is_officer(user)):
        return None
    return Offer() if token.ended_at is None else Offer.not_now(IT_IS_OVER)


def is_anothers(setting: Setting) -> bool:
    return setting.thing is None or setting.thing.user_id != setting.user.pk


TOKEN = Noun(
    name="token",
    model=ApiToken,
    key="pk",
    converter="int",
    seen_by=lambda user: ApiToken.objects.visible_to(user).select_related("user"),
    page=lambda token: reverse("account-tokens"),
    read_by=read_by(Reads.ONESELF),
    list_address="account-tokens",
    label_plural=_("Tokens"),
    prefix="account/tokens/",
    heading=lambda token: token.name,
)
TOKEN_ACTS = (
    Act(
        name="revoke",
        label=pgettext_lazy("token", "Revoke"),
        title=_("Revoke a token"),
        submit_label=pgettext_lazy("token", "Revoke"),
        article="AA 35",
        lead=_("From now on no program comes in by it. Where an officer revokes it, its person is told by letter."),
        whom=open_to(Whom.ONESELF),
        offered=offered_to_who_sees_it,
        asks=(Words("reason", _("Why it is revoked"), when=is_anothers, most=300),),
        do=revoke_token,
        done=_("The token is revoked."),
        leads_to=lambda setting, token: reverse("account-tokens"),
        in_api=False,
        order=10,
    ),
)
