"""Ten officers register at one instant: each letter has a number, none has two, and none is left out."""

import pytest

from cica_tracker.tests.test_several_at_once import at_once, statuses
from members.tests.factories import UserFactory
from papers.models import RegisteredLetter
from papers.tests.letters import LIST, NOTE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.both]
TEN = 10


def test_letters_registered_at_one_instant_are_numbered_one_after_the_other(xb):
    officers = [UserFactory(is_staff=True) for _officer in range(TEN)]
    answers = at_once(
        officers,
        lambda client, nth: client.post(f"{LIST}register/", {**NOTE, "subject": f"No. {nth}", "once_key": f"k{nth}"}),
        TEN,
    )
    assert statuses(answers) == {302: TEN}
    assert sorted(RegisteredLetter.objects.values_list("number", flat=True)) == list(range(1, TEN + 1))


def test_one_that_is_pressed_ten_times_is_one_letter_and_takes_one_number(xb, officer):
    form = {**NOTE, "once_key": "k"}
    answers = at_once([officer], lambda client, nth: client.post(f"{LIST}register/", form), TEN)
    assert set(statuses(answers)) <= {302, 409, 422}
    assert [letter.number for letter in RegisteredLetter.everything.all()] == [1]
