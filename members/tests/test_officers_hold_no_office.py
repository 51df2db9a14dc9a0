"""Nobody of the Secretariat acts for a state, by whichever door."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, connection, transaction
from django.utils import timezone

from journal.tests.tampering import triggers_lifted
from members.actions.posts import begin_term
from members.choices import Rank, Role
from members.models import FocalPoint, User, seats_of
from members.tests.factories import FocalPointFactory, UserFactory
from record.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NO_STATE = "act for no state"
POST = {"role": Role.AUTHORITY, "rank": Rank.ALTERNATE}


def post_form(prefix: str = "", **sent: object) -> dict[str, object]:
    form = {**POST, "since": "2026-01-01", **sent}
    return {f"{prefix}{name}": value for name, value in form.items()}


def test_no_form_of_the_admin_gives_an_officer_an_office(office_of, officer, xa):
    """On the page of posts, on the officer's own page, on the participant's."""
    answer = office_of.post("/admin/members/focalpoint/add/", post_form(participant=xa.pk, user=officer.pk))
    assert NO_STATE in answer.content.decode()
    for path, row in (
        (f"/admin/members/user/{officer.pk}/change/", {"participant": xa.pk, "user": officer.pk}),
        (f"/admin/members/participant/{xa.pk}/change/", {"user": officer.pk, "participant": xa.pk}),
    ):
        page = office_of.get(path)
        form = {
            name: value
            for formset in page.context["inline_admin_formsets"]
            for name, value in formset.formset.management_form.initial.items()
            for name in [f"{formset.formset.prefix}-{name}"]
        }
        number = form["focal_points-INITIAL_FORMS"]
        form |= {"focal_points-TOTAL_FORMS": number + 1, "_version": page.context["version"]}
        form |= post_form(f"focal_points-{number}-", **row)
        assert NO_STATE in office_of.post(path, form).content.decode(), path
    assert not FocalPoint.objects.filter(user=officer).exists()


@pytest.fixture
def office_of(officer, sign_in):
    return sign_in(officer)


def test_no_import_gives_an_officer_an_office(office_of, officer, xa):
    rows = f"participant,user,role,rank,since,until\n{xa.code},{officer.email},authority,alternate,2026-01-01,\n"
    sent = {"resource": "0", "format": "0", "import_file": SimpleUploadedFile("posts.csv", rows.encode())}
    answer = office_of.post("/admin/members/focalpoint/import/", sent)
    assert NO_STATE in answer.content.decode()
    assert not FocalPoint.objects.filter(user=officer).exists()


def test_no_verb_gives_an_officer_an_office_nor_makes_one_of_whoever_holds_one(officer, xa, authority, today):
    with pytest.raises(Refused, match=NO_STATE):
        begin_term(person=officer, post={"participant": xa, **POST}, since=today, by=officer, at=timezone.now())
    authority.is_staff = True
    with pytest.raises(ValidationError, match="acts for a state"):
        authority.full_clean()


def test_the_database_refuses_it_whatever_writes(officer, xa, authority, today):
    """An office that begins, one that goes on again, an account that comes into the Secretariat."""
    was = FocalPointFactory(participant=xa, user=UserFactory(), since=dt.date(2020, 1, 1), until=dt.date(2021, 1, 1))
    User.objects.filter(pk=was.user_id).update(is_staff=True)
    writes = (
        lambda: FocalPoint.everything.bulk_create([FocalPoint(participant=xa, user=officer, **POST)]),
        lambda: FocalPoint.everything.filter(pk=was.pk).update(until=None),
        lambda: FocalPoint.everything.filter(pk=was.pk).update(until=today + dt.timedelta(days=30)),
        lambda: User.everything.filter(pk=authority.pk).update(is_staff=True),
        lambda: User.everything.filter(pk=authority.pk).update(is_superuser=True),
    )
    for write in writes:
        with pytest.raises(Error, match="officers of the Secretariat act for no state"), transaction.atomic():
            write()
    # What is over stays written, and everything else of both goes on being saved.
    FocalPoint.everything.filter(pk=was.pk).update(role=Role.AUTHORITY)
    for person in (officer, authority):
        person.save()
    FocalPointFactory(participant=xa, user=officer, since=dt.date(2001, 1, 1), until=dt.date(2002, 1, 1))


def test_an_office_of_before_the_rule_gives_an_officer_no_seat(authority, xa):
    """As of a record in which somebody held both before the database refused it."""
    assert seats_of(User.objects.get(pk=authority.pk)).acts_for(xa.pk)
    connection.check_constraints()  # PostgreSQL alters no table while any waits
    with triggers_lifted(connection):
        User.objects.filter(pk=authority.pk).update(is_staff=True)
    assert not seats_of(User.objects.get(pk=authority.pk)).seats
