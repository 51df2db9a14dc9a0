"""The journal in the admin: read by officers, told in words, changed by nobody."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from journal.actions import record
from journal.models import Entry
from journal.readable import BESIDE_FIELDS, field_shown, readable
from members.tests.factories import FocalPointFactory, ParticipantFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/journal/entry/"


@pytest.fixture
def entry(officer) -> Entry:
    office = FocalPointFactory(participant__code="XD", user__name="Persona")
    changes = {
        "participant": [None, office.participant.pk],
        "user": [None, office.user.pk],
        "role": ["preparer", "authority"],
        "since": [None, "2007-03-14"],
    }
    return record(by=officer, verb="changed", about=office, changes=changes)


def test_the_page_of_an_entry_tells_each_field_before_and_after(entry, officer, sign_in):
    text = sign_in(officer).get(f"{LIST}{entry.pk}/change/").content.decode()
    for words in ("State XD", '<del dir="auto">Preparer</del>', '<ins dir="auto">Authority</ins>', "14 March 2007"):
        assert words in text
    assert f'href="/admin/members/focalpoint/{entry.about_key}/change/"' in text
    assert 'name="_save"' not in text


def test_texts_in_four_languages_are_told_language_by_language_where_they_differ():
    changes = {"name": [{"en": "Old", "ru": "Одно"}, {"en": "New", "ru": "Одно", "ar": "جديد"}]}
    entry = Entry(number=1, about_kind="participant", about_key="1", verb="changed", changes=changes)
    lines = [(line.label, line.old, line.new) for line in readable([entry])[0].changes]
    assert lines == [("Common name · English", "Old", "New"), ("Common name · Arabic", "", "جديد")]


def test_what_is_gone_or_unknown_is_told_by_its_key():
    changes = {"participant": [1, 987654], "shoe": [None, 44], "words": ["a", "b"], "odd": "one"}
    entry = Entry(number=1, about_kind="focalpoint", about_key="1", verb="sang", changes=changes)
    gone = Entry(number=2, about_kind="nothing.here", about_key="1", verb="sang", changes={"a": [1, 2]})
    assert [(one.verb, one.kind) for one in readable([entry, gone])] == [
        ("sang", "Focal point"),
        ("sang", "nothing.here"),
    ]
    assert [line.new for line in readable([entry])[0].changes] == ["987654", "44", "b", "one"]


def test_the_list_is_narrowed_by_person_kind_verb_and_day(entry, officer, sign_in):
    office = sign_in(officer)
    record(by="load_record", verb="loaded", about=ParticipantFactory())
    for query, expected in (
        ({"by": str(officer)}, {entry.pk}),
        ({"kind": "focalpoint"}, {entry.pk}),
        ({"verb": "changed"}, {entry.pk}),
        ({"q": "XD"}, {entry.pk}),
        ({"at__year": str(entry.at.year), "verb": "changed"}, {entry.pk}),
        ({"by": "nobody"}, set()),
    ):
        found = office.get(LIST, query).context["cl"].queryset
        assert {one.pk for one in found} == expected, query


@pytest.mark.parametrize("name", ["add", "delete"])
def test_no_door_adds_or_removes(name, entry, officer, sign_in):
    officer.is_superuser = True
    officer.save()
    args = [] if name == "add" else [entry.pk]
    assert sign_in(officer).get(reverse(f"admin:journal_entry_{name}", args=args)).status_code == 403


def test_no_door_changes(entry, officer, sign_in):
    officer.is_superuser = True
    officer.save()
    answer = sign_in(officer).post(f"{LIST}{entry.pk}/change/", {"verb": "x", "by_label": "x"})
    assert answer.status_code == 403
    assert Entry.objects.get(pk=entry.pk).seal == entry.seal


def test_the_front_page_shows_what_i_did_and_not_what_others_did(entry, officer, sign_in):
    record(by="load_record", verb="loaded", about=ParticipantFactory(name={"en": "Elsewhere"}))
    text = sign_in(officer).get("/admin/").content.decode()
    assert entry.about_label in text
    assert "Elsewhere" not in text
    assert not LogEntry.objects.exists()


def test_what_acts_tell_beside_fields_has_a_name():
    assert [name for name in BESIDE_FIELDS if field_shown("meeting", name) == name] == []
    assert field_shown("meeting", "XA head") == "XA: head of delegation"
