"""Posts and people that were entered by mistake: nobody acts by them, and nobody finds them."""

import pytest
from django.urls import reverse

from members.choices import Role
from members.models import FocalPoint, User, seats_of
from members.tests.factories import FocalPointFactory, UserFactory, a_person_of
from record.actions import ask_correction
from record.models import Correction
from record.refusals import Refused
from record.tests.corrected import WHY, correct

pytestmark = pytest.mark.django_db


def test_a_mistaken_post_gives_no_key(officer, xa, xb, stranger, sign_in):
    post = FocalPointFactory(participant=xa, user=stranger, role=Role.AUTHORITY)
    assert seats_of(User.objects.get(pk=stranger.pk)).participant_ids == {xa.pk, xb.pk}
    correct(post, officer)
    assert seats_of(User.objects.get(pk=stranger.pk)).participant_ids == {xb.pk}
    assert not FocalPoint.objects.in_office().filter(participant=xa).exists()
    listed = sign_in(officer).get(reverse("admin:members_focalpoint_changelist"), {"office": "all"}).content.decode()
    assert "<s>" not in listed


def test_one_who_has_signed_in_may_have_acted_so_that_a_second_officer_looks(officer, xa, authority, sign_in):
    post = FocalPointFactory(participant=xa)
    assert not ask_correction(thing=post, reason=WHY, by=officer).is_waiting
    sign_in(authority)
    authority.refresh_from_db()
    assert authority.last_login is not None
    assert ask_correction(thing=authority.focal_points.get(), reason=WHY, by=officer).is_waiting


def test_the_same_person_can_be_given_the_post_rightly(officer, xa):
    post = FocalPointFactory(participant=xa)
    correct(post, officer)
    again = FocalPoint(user=post.user, participant=xa, role=post.role)
    again.full_clean()
    again.save()
    assert list(FocalPoint.objects.filter(participant=xa)) == [again]


def test_a_person_entered_by_mistake_signs_in_no_more_and_is_listed_nowhere(officer, client):
    person = UserFactory(email="typo@x.example")
    correct(person, officer)
    assert not User.objects.filter(email="typo@x.example").exists()
    left = User.everything.get(email="typo@x.example")
    assert (left.is_active, left.has_usable_password()) == (False, False)
    client.force_login(left)
    assert client.get(reverse("desk")).status_code == 302


def test_a_post_is_corrected_before_its_person(officer, xa):
    person = a_person_of(xa, Role.PREPARER, "typo@x.example")
    with pytest.raises(Refused, match="focal points"):
        ask_correction(thing=person, reason=WHY, by=officer)
    assert not Correction.objects.exists()


def test_nobody_takes_back_themself_nor_an_officer_one_who_may_do_everything(officer):
    root = UserFactory(is_superuser=True, is_staff=True)
    for person in (officer, root):
        with pytest.raises(Refused):
            ask_correction(thing=person, reason=WHY, by=officer)
