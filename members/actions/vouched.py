"""What comes of it when a provider vouches for a person the first time."""

import datetime as dt

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from journal.actions import record
from members.actions.letters import write
from members.models import User
from members.providers import Voucher


@transaction.atomic
def link_sign_in(*, person: User, voucher: Voucher, subject: str, at: dt.datetime) -> bool:
    """Remember by which identity a provider knows a person, and tell them by letter; False where it is known.

    What else the provider says of the person is kept nowhere.
    """
    _row, is_new = SocialAccount.objects.get_or_create(
        provider=voucher.id, uid=subject, defaults={"user": person, "extra_data": {}}
    )
    if is_new:
        write("vouched", {"person": person, "provider": voucher.name, "at": at}, to=person, at=at)
        changes = {"provider": [None, voucher.id]}
        record(by=person, verb="linked a sign-in", about=person, changes=changes, at=at)
    return is_new
