"""Helping whoever lost the second factor, in the admin."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from journal.models import Entry

pytestmark = pytest.mark.django_db


def test_an_officer_lets_somebody_set_up_another_second_factor_and_nobody_does_it_for_themselves(
    officer, authority, sign_in
):
    desk = sign_in(officer)
    for person in (officer, authority):
        Authenticator.objects.get_or_create(
            user=person, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}}
        )
    people = [officer.pk, authority.pk]
    answer = desk.post(
        reverse("admin:members_user_changelist"), {"action": "forget_second_factors", "_selected_action": people}
    )
    assert answer.status_code == 302
    assert not Authenticator.objects.filter(user=authority).exists()
    assert Authenticator.objects.filter(user=officer).exists()
    assert Entry.objects.about(authority).filter(verb="forgot second factor", by_label=officer.email).count() == 1
