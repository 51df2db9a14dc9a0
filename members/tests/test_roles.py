"""Roles at the Secretariat, and readers of a state: what each may do, and by whom a role is given."""

from uuid import uuid4

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from commitments.models import Commitment
from decisions.actions.items import add_item
from journal.models import Entry
from journal.staff import Work, is_of_staff, is_officer, works_of
from meetings.actions.planning import mark_held
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.actions import ask_of_two, confirm_of_two, make_token
from members.choices import OfTwoOfficers, Scope, StaffRole
from members.models import Draft, FocalPoint, User, seats_of
from members.tests.factories import UserFactory
from notices.actions.settling import change_rules, word_letters
from papers.models import PaperVersion
from record.refusals import Refused
from record.texts import MultilingualField

pytestmark = pytest.mark.django_db
PEOPLE = "/admin/members/user/"


@pytest.fixture
def colleague(db):
    person = UserFactory(email="colleague@secretariat.example")
    person.take_role(StaffRole.OFFICER)
    return person


def give(role, person, officer, colleague, what=OfTwoOfficers.STAFF_ROLE):
    request = ask_of_two(what=what, person=person, role=role, reason="Joins us", by=officer)
    confirm_of_two(request=request, by=colleague)
    return User.objects.get(pk=person.pk)


@pytest.mark.parametrize("role", [StaffRole.ASSISTANT, StaffRole.TRANSLATOR, StaffRole.READER])
def test_a_role_is_given_by_two_officers_with_the_rights_of_its_group_and_of_no_other(
    role, officer, colleague, sign_in
):
    person = UserFactory()
    page = f"{PEOPLE}{person.pk}/staff-role/"
    assert sign_in(officer).post(page, {"role": role, "reason": "Joins us"}).status_code == 302
    person.refresh_from_db()
    assert not is_of_staff(person), "one officer alone gives nobody a role"
    request = person.asked_of_two.get()
    assert sign_in(colleague).post(f"/people/second-officer/{request.pk}/confirm/").status_code == 302
    person = User.objects.get(pk=person.pk)
    assert (is_of_staff(person), is_officer(person), person.role_at_the_secretariat) == (True, False, role)
    assert [group.name for group in person.groups.all()] == [f"Secretariat: {role}s"]
    assert not person.has_perm("members.add_user"), "nobody but officers opens accounts"


def test_a_role_is_raised_by_two_officers_and_tokens_of_before_end(officer, colleague):
    person = give(StaffRole.READER, UserFactory(), officer, colleague)
    token, _secret = make_token(by=person, name="mine", scopes={Scope.ACT}, days=30)
    with pytest.raises(PermissionDenied):
        ask_of_two(what=OfTwoOfficers.MAKE_OFFICER, person=colleague, reason="Me", by=person)
    person = give("", person, officer, colleague, OfTwoOfficers.MAKE_OFFICER)
    assert is_officer(person)
    assert [group.name for group in person.groups.all()] == ["Secretariat"]
    token.refresh_from_db()
    assert token.ended_at is not None, "what a reader's program held is no officer's"


def test_a_role_that_is_none_or_held_already_is_refused_and_a_lesser_one_can_be_given(officer, colleague):
    person = give(StaffRole.READER, UserFactory(), officer, colleague)
    for role in (StaffRole.READER, StaffRole.OFFICER, "", "minister"):
        with pytest.raises(Refused):
            ask_of_two(what=OfTwoOfficers.STAFF_ROLE, person=person, role=role, reason="Why", by=officer)
    former = give(StaffRole.READER, colleague, officer, give("", UserFactory(), officer, colleague, "make-officer"))
    assert not is_officer(former)


def test_whoever_leaves_the_secretariat_has_neither_role_nor_rights(officer, colleague, translator):
    left = give("", translator, officer, colleague, OfTwoOfficers.RELEASE_OFFICER)
    assert works_of(left) == frozenset()
    assert not left.groups.exists()


def test_no_door_makes_anybody_a_superuser_or_gives_a_role(officer, sign_in):
    person = UserFactory(language="en")
    client = sign_in(officer)
    page = f"{PEOPLE}{person.pk}/change/"
    shown = client.get(page).context
    form = {**shown["adminform"].form.initial, "_version": shown["version"]}
    tried = {
        "is_superuser": "on",
        "is_staff": "on",
        "staff_role": "officer",
        "groups": ["1"],
        "user_permissions": ["1"],
    }
    inlines = {f"focal_points-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    said = {name: value for name, value in form.items() if value is not None}
    client.post(page, {**said, **tried, **inlines, "name": "Other Name", "source": "A note"})
    person.refresh_from_db()
    assert not person.is_superuser
    assert not is_of_staff(person)
    assert (person.groups.count(), person.user_permissions.count()) == (0, 0)
    assert person.name == "Other Name", "the form itself was kept"


# -- What each may do.


def test_an_assistant_drafts_an_agenda_and_marks_no_meeting_as_held(assistant, officer):
    meeting = MeetingFactory()
    add_item(meeting=meeting, title={"en": "Any other business"}, by=assistant)
    assert meeting.agenda_items.count() == 1
    with pytest.raises(PermissionDenied):
        mark_held(meeting=meeting, by=assistant)
    with pytest.raises(PermissionDenied):
        change_rules(by=assistant, is_paused=True)


def test_a_translator_words_an_item_and_moves_none(translator, officer, sign_in):
    item = add_item(meeting=MeetingFactory(), title={"en": "Opening"}, by=officer)
    client = sign_in(translator)
    path = f"/agenda-items/{item.pk}"
    assert client.post(f"{path}/reword/", {"title_en": "Opening", "title_ru": "Открытие"}).status_code == 302
    item.refresh_from_db()
    assert item.title == {"en": "Opening", "ru": "Открытие"}
    assert client.post(f"{path}/take-off/").status_code == 403
    item.refresh_from_db()
    assert not item.dropped


def test_a_translator_changes_texts_in_the_admin_and_nothing_beside_them(translator, sign_in):
    meeting = MeetingFactory(note="As it was")
    page = f"/admin/meetings/meeting/{meeting.pk}/change/"
    form = sign_in(translator).get(page).context["adminform"].form
    assert "title" in form.fields
    assert not {"starts_on", "status", "note", "body", "host"} & set(form.fields)


def test_a_form_of_the_admin_opens_to_a_translator_texts_in_several_languages_alone(translator, rf):
    MeetingFactory()
    asked = rf.get("/")
    asked.user, opened = translator, set()
    for model, page in admin.site._registry.items():
        if not page.has_change_permission(asked):
            continue
        opened.add(model.__name__)
        texts = {field.name for field in model._meta.fields if isinstance(field, MultilingualField)}
        form = page.get_form(asked, model._base_manager.first() or model(), change=True)
        # Beside the fields of the row, what every form of the admin asks: the source, and what it saw.
        assert {field.name for field in model._meta.get_fields()} & set(form.base_fields) <= texts, model
        assert not any(inline.has_change_permission(asked) for inline in page.get_inline_instances(asked, None))
    assert {"Meeting", "Measure", "Participant"} <= opened


@pytest.mark.parametrize("who", ["assistant", "translator", "staff_reader"])
def test_whoever_is_no_officer_adds_nothing_in_the_admin_and_reads_as_officers_do(who, request, sign_in, officer):
    person, before = request.getfixturevalue(who), Entry.objects.count()
    client = sign_in(person)
    for kind in ("members/user", "members/focalpoint", "meetings/leadtime", "catalogue/measure"):
        assert client.get(f"/admin/{kind}/").status_code == 200
        assert client.get(f"/admin/{kind}/add/").status_code == 403
    for model in (Commitment, PaperVersion, Meeting, FocalPoint, User):
        seen, by_officer = (set(model.objects.visible_to(one).values_list("pk")) for one in (person, officer))
        assert seen == by_officer
    assert client.get("/reminders/").status_code == 200
    assert client.post("/reminders/pause/", {"act": "pause"}).status_code == 403
    assert Entry.objects.count() == before


def test_wordings_of_reminders_are_kept_by_translators_and_not_by_readers(translator, staff_reader):
    with pytest.raises(PermissionDenied):
        word_letters(kind="deadline", texts={}, by=staff_reader)
    assert Work.WORD in works_of(translator)


def test_a_reader_reads_what_the_states_people_read_and_acts_for_nobody(reader, preparer, xa):
    assert seats_of(reader).acts_for(xa.pk)
    assert not seats_of(reader).acting.seats
    for model in (Commitment, PaperVersion, FocalPoint, Meeting):
        assert set(model.objects.visible_to(reader)) == set(model.objects.visible_to(preparer))


def test_whoever_reads_for_one_state_prepares_for_another(reader, xa, xb):
    FocalPoint.objects.create(user=reader, participant=xb)
    assert seats_of(reader).acting.participant_ids == {xb.pk}
    assert seats_of(reader).participant_ids == {xa.pk, xb.pk}


def test_an_account_that_is_closed_does_no_work(staff_reader):
    staff_reader.is_active = False
    assert works_of(staff_reader) == frozenset()


def test_a_translator_has_the_right_to_change_what_has_texts_and_lets_nobody_try_again(translator, rf):
    changed = {right for right in translator.get_all_permissions() if ".change_" in right}
    assert {"meetings.change_meeting", "catalogue.change_measure"} <= changed
    assert not {"members.change_user", "members.change_focalpoint", "meetings.change_leadtime"} & changed
    asked = rf.get("/")
    asked.user = translator
    for model, page in admin.site._registry.items():
        assert not getattr(page, "has_import_permission", lambda asked: False)(asked), model
        assert not getattr(page, "has_release_permission", lambda asked: False)(asked), model


def test_a_superuser_of_a_lesser_role_does_no_more_than_the_role(staff_reader, sign_in):
    """The command line alone makes one; and then their role still says what they do."""
    staff_reader.is_superuser = True
    staff_reader.save()
    client = sign_in(staff_reader)
    for address in ("members/user/add/", "members/user/import/", "catalogue/measure/add/"):
        assert client.get(f"/admin/{address}").status_code == 403, address


def test_readers_keep_no_drafts(reader, staff_reader, preparer, officer, sign_in):
    form = {"kept-form": "commitment.begin", "kept-about": str(uuid4()), "title": "Half a title"}
    for person, of_a_state, status in (
        (reader, "XA", 404),
        (reader, "", 404),
        (staff_reader, "", 404),
        (officer, "", 302),
    ):
        answer = sign_in(person).post(reverse("draft-keep"), {**form, "kept-state": of_a_state})
        assert answer.status_code == status, (person, of_a_state)
    assert set(Draft.objects.values_list("by", flat=True)) == {officer.pk}
