"""Two who see to one invitation at once: the first one's word stands, and the second is told."""

import datetime as dt
from typing import Any

import pytest

from journal.models import Entry
from members.actions import accept_invitation, invite, invite_again, withdraw_invitation
from members.choices import Rank, Role
from members.models import FocalPoint, Invitation, Participant, User
from record.refusals import Refused

pytestmark = pytest.mark.django_db
AT, HOUR = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC), dt.timedelta(hours=1)


@pytest.fixture
def invited(authority: User, xa: Participant) -> Invitation:
    """XA's authority asks Anna to prepare for it."""
    post = {"role": Role.PREPARER, "rank": Rank.ALTERNATE}
    made = invite(participant=xa, by=authority, at=AT, name="Anna Anders", email="anna@xa.example", **post)
    assert isinstance(made, Invitation)
    return made


@pytest.fixture
def on_the_other_page(invited: Invitation) -> Invitation:
    """The same invitation, as an officer of the Secretariat has it open."""
    return Invitation.objects.get(pk=invited.pk)


def done() -> list[str]:
    return [*Entry.objects.filter(about_kind="invitation").in_order().values_list("verb", flat=True)]


def test_one_that_was_withdrawn_meanwhile_is_not_sent_again_and_no_letter_leaves(
    invited: Invitation, on_the_other_page: Invitation, authority: User, officer: User, mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
):  # fmt: skip
    withdraw_invitation(invitation=invited, by=authority, at=AT + HOUR)
    with pytest.raises(Refused) as refused, django_capture_on_commit_callbacks(execute=True):
        invite_again(invitation=on_the_other_page, by=officer, at=AT + 2 * HOUR)
    now = Invitation.objects.get()
    assert (refused.value.is_stale, now.sent_at, now.withdrawn_at) == (True, AT, AT + HOUR)
    assert (mailoutbox, done()) == ([], ["invited", "withdrew invitation"])


def test_one_that_was_accepted_meanwhile_is_not_withdrawn(
    invited: Invitation, on_the_other_page: Invitation, officer: User
):
    accept_invitation(invitation=invited, person=None, at=AT + HOUR, password="eleven loud storks")
    with pytest.raises(Refused) as refused:
        withdraw_invitation(invitation=on_the_other_page, by=officer, at=AT + 2 * HOUR)
    now = Invitation.objects.get()
    assert (refused.value.is_stale, now.accepted_at, now.withdrawn_at) == (True, AT + HOUR, None)
    assert done() == ["invited"]


def test_who_has_the_first_letter_open_as_a_second_one_leaves_accepts_by_the_second(
    invited: Invitation, on_the_other_page: Invitation, officer: User, xa: Participant
):
    sent_again = invite_again(invitation=on_the_other_page, by=officer, at=AT + HOUR)
    accepts = {"person": None, "at": AT + 2 * HOUR, "password": "eleven loud storks"}
    with pytest.raises(Refused, match="sent again in the meantime"):
        accept_invitation(invitation=invited, **accepts)
    assert not User.objects.filter(email="anna@xa.example").exists()
    accept_invitation(invitation=sent_again, **accepts)
    assert FocalPoint.objects.filter(participant=xa, user__email="anna@xa.example").count() == 1
