"""What has been kept long enough goes each night, and nothing else: the table is walked, a row of each kind old and young."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings as house
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from activities.choices import ActivityCourse
from activities.models import ActivityParty, Photograph
from activities.tests.factories import ActivityFactory, ActivityPartyFactory, PhotographFactory
from cica_tracker.health import alarms_of_the_house
from cica_tracker.retention import document
from cica_tracker.tasks import carry_out_retention
from commitments.models import View
from desk.tests.entries import a_document_asked_for, a_saved_list
from journal.models import Entry
from journal.verification import faults_of_words, verify
from meetings.models import CalendarFeed
from members.choices import Role, WhyEnded
from members.models import ApiToken, Draft, Invitation, LinkAsked, User
from members.tests.factories import PASSWORD, UserFactory
from members.tests.signing_in import a_token_of, has_app
from notices.actions import sweep
from notices.actions.emptying import empty_letters
from notices.choices import Stage
from notices.models import Letter, Sweep
from record.kept import RETENTION, Batch, Kept, RetentionRun, RetentionTable, carry_out, removes
from record.once import KeyUse

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
RAW = b"Subject: A meeting is near\r\n\r\nIt is on Tuesday.\r\n"


def _set(row: models.Model, **fields: object) -> models.Model:
    type(row)._base_manager.filter(pk=row.pk).update(**fields)
    return row


def a_session(at: dt.datetime, person: User) -> Session:
    return Session.objects.create(session_key=uuid.uuid4().hex, session_data="", expire_date=at)


def a_place(at: dt.datetime, person: User) -> UserSession:
    """Of the young one the session still runs."""
    key = uuid.uuid4().hex
    if at > timezone.now() - DAY:
        Session.objects.create(session_key=key, session_data="", expire_date=timezone.now() + DAY)
    return _set(UserSession.objects.create(user=person, session_key=key, ip="127.0.0.1", user_agent="x"), created_at=at)


def of_axes(model: type[models.Model], **more: object) -> Callable[[dt.datetime, User], models.Model]:
    def made(at: dt.datetime, person: User) -> models.Model:
        row = model.objects.create(username=f"{uuid.uuid4().hex}@xa.example", ip_address="127.0.0.1", **more)
        return _set(row, attempt_time=at)

    return made


def a_draft(at: dt.datetime, person: User) -> Draft:
    return _set(Draft.objects.create(form="view", about_key=uuid.uuid4().hex, by=person), updated_at=at)


def an_invitation(at: dt.datetime, person: User) -> Invitation:
    state = person.focal_points.get().participant
    email = f"{uuid.uuid4().hex}@xa.example"
    return Invitation.objects.create(
        participant=state, email=email, name="Invited", role=Role.PREPARER, invited_by=person, sent_at=at
    )


def a_link(at: dt.datetime, person: User) -> LinkAsked:
    return LinkAsked.objects.create(address=f"{uuid.uuid4().hex}@xa.example", at=at)


def a_token(at: dt.datetime, person: User) -> ApiToken:
    return _set(a_token_of(person, name=uuid.uuid4().hex)[0], created=at - DAY, expiry=at, made_on=at.date())


def a_feed(at: dt.datetime, person: User) -> CalendarFeed:
    return CalendarFeed.objects.create(user=person, digest=uuid.uuid4().hex, made_at=at - DAY, revoked_at=at)


def a_key(at: dt.datetime, person: User) -> KeyUse:
    return KeyUse.objects.create(key=uuid.uuid4().hex, act="meeting.plan", by=person, sent="0" * 64, at=at)


def a_turn(at: dt.datetime, person: User) -> RetentionRun:
    return RetentionRun.objects.create(at=at)


def a_heartbeat(at: dt.datetime, person: User) -> Sweep:
    return Sweep.objects.create(began_at=at, at=at)


def a_letter(at: dt.datetime, person: User, **other: object) -> Letter:
    number = Letter.objects.count() + 1
    fields = {"stage": Stage.SENT, "ended_at": at, **other}
    return Letter.objects.create(
        recipient=person, address=person.email, day=at.date(), number=number, language="en", subject="A meeting is near",
        text="It is on Tuesday.", raw=RAW, created_at=at, **fields,
    )  # fmt: skip


def who_left_on(at: dt.datetime, person: User) -> User:
    left = UserFactory(email=f"{uuid.uuid4().hex}@xa.example", name="Left Long Ago", is_active=False)
    return _set(left, last_login=at, date_joined=at - 400 * DAY)


# Of each kind that the job cuts: how a row of it is made that began to count then.
def a_named_party(at: dt.datetime, person: User) -> ActivityParty:
    activity = ActivityFactory(starts_on=at.date(), course=ActivityCourse.HELD, by=person)
    return ActivityPartyFactory(activity=activity, named="A. Person, post")


def a_picture_without_consent(at: dt.datetime, person: User) -> Photograph:
    return PhotographFactory(consent="withdrawn", withdrawn_at=at, file="aa/bb/picture.png", by=person)


MAKERS: dict[str, Callable[[dt.datetime, User], models.Model]] = {
    "sessions": a_session,
    "places of sign-ins": a_place,
    "links asked for": a_link,
    "attempts": of_axes(AccessAttempt, failures_since_start=1),
    "wrong passwords": of_axes(AccessFailureLog),
    "sign-ins": of_axes(AccessLog),
    "drafts": a_draft,
    "documents asked for": lambda at, user: a_document_asked_for(user, at),
    "saved lists taken away": lambda at, user: a_saved_list(user, name=uuid.uuid4().hex, ended_at=at),
    "invitations": an_invitation,
    "tokens": a_token,
    "calendar addresses": a_feed,
    "names of participants": a_named_party,
    "pictures without consent": a_picture_without_consent,
    "one-time keys": a_key,
    "turns of this job": a_turn,
    "heartbeats": a_heartbeat,
    "letters": a_letter,
    "people who left": who_left_on,
}


def is_cut(row: models.Model) -> bool:
    """Whether it is gone; of a letter its words, of a part in an activity its names, of a photograph its file, of a person how to reach."""
    now = type(row)._base_manager.filter(pk=row.pk).first()
    if isinstance(now, Letter):
        return not now.raw and not now.text
    if isinstance(now, ActivityParty):
        return not now.named
    if isinstance(now, Photograph):
        return not now.file
    if isinstance(now, User):
        return now.email.endswith("removed.invalid")
    return now is None


def test_every_kind_that_is_cut_is_tried():
    assert {row.name for row in RETENTION.rows if row.cut} == set(MAKERS)
    assert [row.name for row in RETENTION.rows if not row.cut and row.days is not None and not row.by] == []


@pytest.mark.both
@pytest.mark.parametrize("name", MAKERS)
def test_of_each_kind_the_old_goes_and_the_young_stays(name, preparer):
    now, kept = timezone.now(), RETENTION.find(name)
    over, within = now - (kept.days + 2) * DAY, now - (kept.days - 2) * DAY
    old = [MAKERS[name](over, preparer) for _row in range(3)]
    young = [MAKERS[name](within, preparer) for _row in range(2)]
    # The clock is believed by its last beat.
    a_heartbeat(now, preparer)
    run = carry_out(at=now)
    assert [is_cut(row) for row in (*old, *young)] == [True] * 3 + [False] * 2
    assert (run.counts[name], run.faults, run.held) == (3, {}, "")
    assert carry_out(at=now).counts == {}, "a second turn finds nothing"


def test_the_job_goes_on_in_batches_until_nothing_is_left(preparer, monkeypatch):
    monkeypatch.setattr("record.kept.BATCH", 2)
    now = timezone.now()
    for _row in range(5):
        a_key(now - 100 * DAY, preparer)
    assert carry_out(at=now).counts == {"one-time keys": 5}


def test_a_letter_of_long_ago_keeps_its_row_and_the_digest_of_what_went(preparer, officer, sign_in):
    now = timezone.now()
    long_ago = now - 800 * DAY
    old = a_letter(long_ago, preparer)
    whole = [
        a_letter(long_ago, preparer, official=True),
        a_letter(long_ago, preparer, stage=Stage.UNKNOWN, ended_at=None),
        a_letter(long_ago, preparer, stage=Stage.PENDING, ended_at=None),
    ]
    carry_out(at=now)
    old.refresh_from_db()
    assert (old.subject, old.address, bytes(old.raw), old.text) == ("A meeting is near", preparer.email, b"", "")
    assert old.digest == hashlib.sha256(RAW).hexdigest()
    assert [is_cut(letter) for letter in whole] == [False] * 3
    for person in (officer, preparer):
        page = sign_in(person).get(old.get_absolute_url()).content.decode()
        assert old.digest in page
        assert "were removed two years after it went" in page


@pytest.mark.both
def test_the_database_itself_refuses_to_empty_a_letter_of_yesterday_or_to_change_one_of_long_ago(preparer):
    now = timezone.now()
    emptied = {"raw": b"", "text": "", "digest": "0" * 64}
    young, old, official = a_letter(now - DAY, preparer), a_letter(now - 800 * DAY, preparer), None
    official = a_letter(now - 800 * DAY, preparer, official=True)
    cases = [
        (young, emptied),
        (official, emptied),
        (old, {"text": "Other words."}),
        (old, {**emptied, "subject": "Another"}),
        (old, {**emptied, "digest": ""}),
    ]
    for letter, change in cases:
        with pytest.raises(DatabaseError, match="kept as they were"), transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(**change)
    with pytest.raises(DatabaseError, match="kept as they were"), transaction.atomic():
        Letter.objects.filter(pk=old.pk).delete()
    # A clock that runs ahead of the database's empties none either: each is set aside.
    aside: set[object] = set()
    assert empty_letters(now + 800 * DAY, 10, aside) == Batch(2, 1)
    assert aside == {young.pk}
    with pytest.raises(DatabaseError, match="kept as they were"), transaction.atomic():
        Letter.objects.filter(pk=old.pk).update(digest="1" * 64)


@pytest.mark.both
def test_a_letter_that_another_job_has_emptied_meanwhile_keeps_the_digest_of_what_went(preparer):
    """The other one comes between: after this one has listed the letter, and before it reads it."""
    now = timezone.now()
    letter = a_letter(now - 800 * DAY, preparer)
    emptied = {"raw": b"", "text": "", "digest": hashlib.sha256(RAW).hexdigest()}
    between: list[int] = []

    def by_another(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.startswith("SELECT") and '"raw"' in sql and not between:
            between.append(1)
            assert Letter.objects.filter(pk=letter.pk).update(**emptied) == 1
        return execute(sql, params, many, context)

    aside: set[object] = set()
    with connection.execute_wrapper(by_another):
        assert empty_letters(now, 10, aside) == Batch(1, 0)
    assert (between, aside) == ([1], set())
    letter.refresh_from_db()
    assert letter.digest == emptied["digest"]


def test_of_who_left_the_name_stays_and_the_journal_says_what_was_done(xa, preparer, officer, sign_in):
    now = timezone.now()
    left = who_left_on(now - 1200 * DAY, preparer)
    has_app(left)
    address = left.email
    others = [
        who_left_on(now - 1000 * DAY, preparer),
        _set(who_left_on(now - 1200 * DAY, preparer), is_active=True),
        _set(who_left_on(now - 1200 * DAY, preparer), is_staff=True),
        who_left_on(now - 1200 * DAY, preparer),
    ]
    others[-1].focal_points.create(
        participant=xa, role=Role.PREPARER, since=(now - 2000 * DAY).date(), until=(now - 100 * DAY).date()
    )
    run = carry_out(at=now)
    left = User.everything.get(pk=left.pk)
    assert (left.name, left.email) == ("Left Long Ago", f"left-{left.pk}@removed.invalid")
    assert not left.has_usable_password()
    assert not left.authenticator_set.exists()
    assert [is_cut(person) for person in others] == [False] * 4
    assert run.counts == {"people who left": 1}
    entry = Entry.objects.in_order().last()
    assert (entry.by_label, entry.verb, entry.changes) == ("retention", "removed details", {})
    assert address not in str(entry.__dict__)
    nobody = Client()
    nobody.post("/accounts/login/", {"login": address, "password": PASSWORD})
    assert "_auth_user_id" not in nobody.session


def test_the_record_and_the_journal_are_never_touched(record_loaded, preparer):
    def counted() -> dict[str, int]:
        apps = ("commitments", "papers", "catalogue", "decisions", "meetings", "journal")
        tables = [
            model for model in connection.introspection.installed_models(_tables()) if model._meta.app_label in apps
        ]
        return {model._meta.label: model._base_manager.count() for model in tables}

    before = counted()
    assert before["catalogue.Measure"] > 20
    with time_machine.travel(timezone.now() + 20_000 * DAY, tick=False):
        run = carry_out(at=timezone.now())
    assert (counted(), run.faults) == (before, {})
    assert (verify().fault, faults_of_words()) == ("", [])
    assert View._meta.label in before


def _tables() -> list[str]:
    return connection.introspection.table_names()


def test_a_clock_that_is_forty_days_ahead_or_behind_cuts_nothing(preparer):
    now = timezone.now()
    sweep(at=now)
    key = a_key(now - 80 * DAY, preparer)
    for moved in (40 * DAY, -40 * DAY):
        with time_machine.travel(now + moved, tick=False):
            carry_out_retention()
            run = RetentionRun.objects.latest("pk")
            assert "clock" in run.held.lower()
            assert run.counts == {}
            with pytest.raises(CommandError, match="Nothing was cut"):
                call_command("carry_out_retention")
    assert not is_cut(key)


def test_one_kind_that_raises_and_one_row_that_can_not_go_keep_no_other(preparer, authority, officer):
    now = timezone.now()

    def breaks(before: dt.datetime, most: int, aside: set[object]) -> Batch:
        raise ValueError("a fault")

    def kept(name: str, cut: object) -> Kept:
        return Kept(name, name, 1, "", "", "", cut)  # type: ignore[arg-type]

    free = UserFactory(email="free@xa.example")
    _set(free, date_joined=now - 10 * DAY)
    # Whoever holds an office can't be removed: the database protects them.
    _set(preparer, date_joined=now - 20 * DAY)
    table = RetentionTable()
    table.add(kept("breaks", breaks), kept("people", removes(User.objects.exclude(is_staff=True).all, "date_joined")))
    table.add(kept("keys", removes(KeyUse.objects.all, "at")))
    a_key(now - 10 * DAY, officer)
    run = carry_out(at=now, table=table)
    assert run.counts == {"people": 1, "keys": 1}
    assert run.faults["breaks"] == "ValueError: a fault"
    assert run.faults["people"] == "set aside: 1"
    assert not User.objects.filter(pk=free.pk).exists()
    assert User.objects.filter(pk=preparer.pk).exists()
    assert "retention" in alarms_of_the_house(now)
    # The next night, with all well, the alarm is over.
    carry_out(at=now + DAY, table=RetentionTable())
    assert "retention" not in alarms_of_the_house(now + DAY)


def test_officers_read_the_table_and_what_was_done_and_nobody_else_does(officer, authority, preparer, sign_in):
    a_key(timezone.now() - 100 * DAY, preparer)
    carry_out(at=timezone.now())
    RetentionRun.objects.create(at=timezone.now(), faults={"letters": "a fault"})
    address = reverse("admin:record_retentionrun_changelist")
    page = sign_in(officer).get(address).content.decode()
    for row in RETENTION.rows:
        assert escape(str(row.noun)) in page
    assert "One-time keys of forms and programs, with a digest of what was sent – 1" in page
    assert "a fault" in page
    assert sign_in(authority).get(address).status_code in (302, 403)


def test_the_table_stands_in_the_docs_as_it_is_carried_out():
    assert (Path(house.BASE_DIR) / "docs" / "retention.md").read_text() == document()


def test_what_is_cut_by_its_age_is_found_by_an_index():
    by_age = {
        Draft: "updated_at",
        Invitation: "sent_at",
        ApiToken: "expiry",
        CalendarFeed: "revoked_at",
        KeyUse: "at",
        Sweep: "at",
        RetentionRun: "at",
        Letter: "ended_at",
        Session: "expire_date",
        AccessAttempt: "attempt_time",
        AccessFailureLog: "attempt_time",
        AccessLog: "attempt_time",
    }
    with connection.cursor() as cursor:
        for model, column in by_age.items():
            found = connection.introspection.get_constraints(cursor, model._meta.db_table).values()
            assert any(each["index"] and each["columns"][:1] == [column] for each in found), model


def test_a_token_that_ended_early_is_kept_as_long_as_any(preparer):
    row, _secret = a_token_of(preparer)
    _set(row, ended_at=timezone.now(), why_ended=WhyEnded.REVOKED)
    carry_out(at=timezone.now())
    assert not is_cut(row)
