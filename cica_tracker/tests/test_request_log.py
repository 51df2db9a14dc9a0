"""What the log says of a request, and what it keeps to itself."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (reverse("invitation", args=["WyJrZXk:1abc:secret"]), "/invitations/…/"),
        ("/invitations/WyJrZXk:1abc:secret", "/invitations/…"),
        (
            reverse("account_reset_password_from_key", args=["1a", "c0ffee-secret"]),
            "/accounts/password/reset/key/1a-…/",
        ),
        (reverse("account-confirm", args=["WzEsMl0:secret"]), "/account/confirm/…/"),
        (reverse("reminders-quiet", args=["WzEsMl0:1abc:secret"]), "/reminders/quiet/…/"),
        (reverse("calendar-feed", args=["c0ffee-secret"]), "/calendar/feeds/….ics"),
        # Cut off on the way, or with more written behind.
        (f"{reverse('invitation', args=['WyJrZXk:1abc:secret'])}more/", "/invitations/…/more/"),
        ("/calendar/feeds/c0ffee-secret", "/calendar/feeds/…"),
        ("/nowhere/at/all", "/nowhere/at/all"),
        (reverse("account_reset_password_from_key_done"), "/accounts/password/reset/key/done/"),
        ("/measures/CBM-2007-ECO-02/", "/measures/CBM-2007-ECO-02/"),
    ],
)
def test_the_key_of_a_letter_is_not_in_the_log(address, said, client, caplog):
    # Whatever becomes of it.
    client.get(f"{address}?next=secret")
    (line,) = [record.msg for record in caplog.records if record.name == "cica_tracker.middleware"]
    assert line["path"] == said
    assert "secret" not in caplog.text
