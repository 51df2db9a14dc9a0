"""Links in letters end: in words, and with a way to have another."""

import datetime as dt
import re
from email import message_from_bytes, policy

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from members.access import details_key
from notices.access import quiet_key
from notices.models import Declined, Letter

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_a_yearly_link_shows_nobodys_details_after_fourteen_days_and_sends_another_to_the_person(
    preparer, client, delivered
):
    cache.clear()
    old = reverse("account-confirm", args=[details_key(preparer, timezone.now() - 15 * DAY)])
    fresh = reverse("account-confirm", args=[details_key(preparer, timezone.now() - 13 * DAY)])
    page = client.get(fresh)
    assert (page.status_code, preparer.email in page.content.decode()) == (200, True)
    page = client.get(old)
    assert (page.status_code, preparer.email in page.content.decode()) == (410, False)
    assert "Send me a new link" in page.content.decode()
    assert client.post(old).status_code == client.post(old).status_code == 200
    preparer.refresh_from_db()
    assert preparer.last_confirmed_at is None
    [letter] = delivered()
    assert letter.to == [preparer.email], "one an hour, however often it is asked"
    link = re.search(r"http://[^/\s]+(/\S+)", letter.body)[1]
    assert preparer.email in client.get(link).content.decode()
    client.post(link)
    preparer.refresh_from_db()
    assert preparer.last_confirmed_at is not None
    kept = message_from_bytes(bytes(Letter.objects.get().raw), policy=policy.SMTP).get_content()
    assert "/account/confirm/…/" in kept


def test_a_made_up_link_sends_nothing(client, delivered):
    assert client.post(reverse("account-confirm", args=["x:y"])).status_code == 410
    assert delivered() == []


def test_a_link_to_decline_letters_works_for_ninety_days(preparer, client):
    with travel(timezone.now() - 91 * DAY, tick=False):
        old = reverse("reminders-quiet", args=[quiet_key(preparer.pk, ["step-awaited"])])
    with travel(timezone.now() - 89 * DAY, tick=False):
        fresh = reverse("reminders-quiet", args=[quiet_key(preparer.pk, ["step-awaited"])])
    answer = client.post(old, {"act": "never"})
    assert (answer.status_code, Declined.objects.count()) == (410, 0)
    assert "each letter has a new one" in answer.content.decode()
    assert client.post(fresh, {"act": "never"}).status_code == 200
    assert Declined.objects.get().recipient == preparer
