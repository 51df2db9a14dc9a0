"""Names: one for each thing, the same for the journal, notices and links, wherever its model stands."""

import datetime as dt

import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from commitments.tests.stories import Story
from journal.actions import record
from journal.models import Entry
from journal.names import Name, admin_pages, key_field_of, kind_of, model_of, name_of, page_of
from meetings.tests.factories import MeetingFactory
from members.tests.factories import FocalPointFactory, ParticipantFactory
from notices.models import Notice

OURS = (
    "decisions",
    "commitments",
    "activities",
    "papers",
    "catalogue",
    "meetings",
    "notices",
    "members",
    "record",
    "journal",
)


def test_a_kind_is_one_model_in_the_whole_house():
    kinds = [kind_of(model) for model in apps.get_models()]
    assert sorted({kind for kind in kinds if kinds.count(kind) > 1}) == []
    assert all(model_of(kind_of(model)) is model for model in apps.get_models())


def test_what_a_thing_is_known_by_is_unique_and_fits_where_it_is_kept():
    known = {model: key_field_of(model) for model in apps.get_models() if hasattr(model, "key_field")}
    assert {model._meta.app_label for model in known} <= set(OURS)
    longest = Entry._meta.get_field("about_key").max_length
    for model, name in known.items():
        field = model._meta.get_field(name)
        assert (field.unique, field.null) == (True, False), model
        assert (field.max_length or 36) <= longest, model
        # Both halves of a name are kept by the ledger just as well.
        assert longest == Notice._meta.get_field("about_key").max_length


@pytest.mark.django_db
def test_a_thing_is_called_by_its_own_key_where_it_has_one_and_else_by_its_number():
    office = FocalPointFactory(participant=ParticipantFactory(code="XD"))
    assert name_of(office.participant) == Name("participant", "XD")
    assert name_of(office) == Name("focalpoint", str(office.pk))
    assert name_of(Group.objects.create(name="Readers")).kind == "group"
    assert name_of(MeetingFactory(body="soc", starts_on=dt.date(2027, 3, 15))) == ("meeting", "SOC-2027-1")


@pytest.mark.django_db
def test_the_journal_names_things_without_their_app(officer):
    meeting = MeetingFactory(body="soc", starts_on=dt.date(2027, 3, 15))
    entry = record(by=officer, verb="changed", about=meeting)
    assert (entry.about_kind, entry.about_key) == ("meeting", "SOC-2027-1") == entry.about
    assert list(Entry.objects.about(meeting)) == [entry]


@pytest.mark.django_db
def test_a_name_leads_to_the_page_of_its_thing(authority, chair, officer):
    meeting, story = MeetingFactory(), Story(author=authority, chair=chair, officer=officer)
    for thing in (meeting, story.commitment):
        assert page_of(name_of(thing)) == thing.get_absolute_url()
    assert page_of(Name("letter", "1")) == page_of(Name("nothing-of-ours", "1")) == ""


@pytest.mark.django_db
def test_a_name_leads_to_its_page_of_the_admin_while_the_thing_is_there(django_assert_num_queries):
    meeting, office = MeetingFactory(), FocalPointFactory()
    names = [name_of(meeting), name_of(office), Name("meeting", "SOC-1066-1"), Name("gone", "1")]
    # The meetings of those references; who is known by a number needs no look.
    with django_assert_num_queries(1):
        pages = admin_pages(names)
    assert pages == {
        names[0]: f"/admin/meetings/meeting/{meeting.pk}/change/",
        names[1]: f"/admin/members/focalpoint/{office.pk}/change/",
    }
