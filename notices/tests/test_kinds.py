"""Kinds of notices: declared by their owners, listed in no column, and shown by their name when nobody owns them."""

import pytest
from django.db import models

from commitments.kinds import STEP_TAKEN
from members.tests.seeing import who_sees
from notices import kinds, sources
from notices.actions import send_due, sweep, tell
from notices.checks import check_kinds
from notices.kinds import DATES_CHANGED, KINDS, REMINDERS, KindOfNotice, KindOfReminder, add, text
from notices.models import Declined, LetterTemplate, Notice
from notices.tests.worlds import AT, a_lead, a_step, only_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def an_invented_kind():
    """As an app of tomorrow would declare it: one row."""
    name = add(KindOfNotice("tea-served", "Tea was served", lambda notice, states: f"Tea: {notice.about_label}."))
    yield name
    del KINDS[name]


def test_no_column_lists_the_kinds():
    for model in (Notice, Declined, LetterTemplate):
        column = model._meta.get_field("kind")
        assert column.choices is None
        # To a migration it is a text: a new kind needs none.
        assert column.deconstruct()[1] == "django.db.models.CharField"
        assert isinstance(column, models.CharField)


def test_a_new_kind_is_one_row_and_is_told_in_its_words(an_invented_kind, authority, sign_in):
    tell(kind=an_invented_kind, about=authority, occurrence="1", to=[authority], url="/")
    notice = Notice.objects.get()
    assert notice.get_kind_display() == "Tea was served"
    assert f"Tea: {authority}." in sign_in(authority).get("/notices/").content.decode()


def test_the_admin_calls_a_kind_as_its_owner_does_and_narrows_its_lists_by_it(an_invented_kind, officer, sign_in):
    tell(kind=an_invented_kind, about=officer, occurrence="1", to=[officer], url="/")
    tell(kind=STEP_TAKEN, about=officer, occurrence="1", to=[officer], url="/")
    listed = sign_in(officer).get("/admin/notices/notice/", {"kind": an_invented_kind})
    assert [notice.kind for notice in listed.context["cl"].queryset] == [an_invented_kind]
    assert "Tea was served" in listed.content.decode()


def test_a_kind_that_nobody_registered_is_not_told(authority):
    with pytest.raises(ValueError, match="no kind of notice is called tea-served"):
        tell(kind="tea-served", about=authority, occurrence="1", to=[authority], url="/")
    assert not Notice.objects.exists()


def test_two_kinds_of_one_name_are_refused():
    with pytest.raises(ValueError, match=DATES_CHANGED):
        add(KindOfNotice(DATES_CHANGED, "Something else"))


def test_a_reminder_is_a_kind_with_a_line_a_body_and_placeholders_that_stand_in_them():
    for name, kind in REMINDERS.items():
        assert KINDS[name] is kind
        assert all(map(str, (kind.label, kind.line, kind.body))), name
        assert {kind.what, kind.when} - {""} <= kind.names, name


def test_what_a_kind_that_is_gone_once_told_is_shown_by_its_name(officer, authority, sign_in, mailoutbox):
    """Its owner left the house; its rows, the wishes about it and its letters stay, and every page opens."""
    add(KindOfReminder("tea-time", "Tea", is_official=False, placeholders=(text("what", "w"),), line="{what}!"))
    with only_source([a_lead(authority, kind="tea-time", values={"what": "Tea"}, fingerprint="")]):
        sweep(at=AT)
    Declined.objects.create(recipient=authority, kind="tea-time")
    del KINDS["tea-time"], REMINDERS["tea-time"]
    here, office = sign_in(authority), sign_in(officer)
    assert "tea-time" in here.get("/notices/").content.decode()
    for address in ("/reminders/", "/reminders/ahead/", "/reminders/never-sent/", "/admin/notices/notice/"):
        assert office.get(address).status_code == 200, address
    assert send_due(at=AT) == {"accepted": 1}
    assert "tea-time" in mailoutbox[0].subject
    assert Notice.objects.filter(kind="tea-time").first().get_kind_display() == "tea-time"


def test_a_source_whose_kind_nobody_registered_is_named_by_the_system_check(authority):
    assert list(check_kinds()) == []
    with only_source([a_step(authority)]):
        [fault] = check_kinds()
    assert (fault.id, "“test”" in fault.msg) == ("notices.E001", True)


def test_every_source_of_the_house_is_a_kind_of_reminder():
    assert set(sources.SOURCES) <= set(kinds.REMINDERS)


def test_a_notice_is_its_recipients_and_what_they_declined_is_theirs_and_the_secretariats(authority, stranger, officer):
    tell(kind=STEP_TAKEN, about=authority, occurrence="1", to=[authority], url="/")
    assert who_sees(Notice.objects.get(), authority, stranger, officer) == {authority.name}
    declined = Declined.objects.create(recipient=authority, kind=STEP_TAKEN)
    assert who_sees(declined, authority, stranger, officer) == {authority.name, officer.name}
