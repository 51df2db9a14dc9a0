"""Drafting an agenda by hand: who may, in which order, and what happens to two who do it at once."""

import datetime as dt

import pytest

from commitments.tests.factories import PaperVersionFactory
from decisions.actions.items import add_item, change_item, freeze, lay_paper, reorder, seal, shift, take_paper_off
from decisions.choices import AgendaStage
from decisions.models import AgendaItem, AgendaPaper
from journal.models import Entry
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.choices import Audience
from record.refusals import Refused

pytestmark = pytest.mark.django_db

BEFORE = dt.datetime(2027, 6, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory(starts_on=dt.date(2027, 6, 23), status=Status.PLANNED, time_zone="Asia/Almaty")


def an_agenda(meeting, by, *titles):
    return [add_item(meeting=meeting, title={"en": title}, by=by) for title in titles]


def order(meeting):
    return [str(item) for item in AgendaItem.objects.filter(meeting=meeting).standing()]


def test_items_are_numbered_as_they_come_and_a_second_press_adds_none(meeting, officer):
    add_item(meeting=meeting, title={"en": "One"}, by=officer, once_key="k")
    again = add_item(meeting=meeting, title={"en": "One"}, by=officer, once_key="k")
    add_item(meeting=meeting, title={"en": "Two"}, by=officer)
    assert again.position == 1
    assert order(meeting) == ["1. One", "2. Two"]
    with pytest.raises(Refused, match="sent already"):
        add_item(meeting=meeting, title={"en": "Another"}, by=officer, once_key="k")


def test_the_chair_prepares_and_other_members_do_not(meeting, chair, stranger, observer):
    add_item(meeting=meeting, title={"en": "By the Chair"}, by=chair)
    for person in (stranger, observer):
        with pytest.raises(Refused, match="The Secretariat and the Chair"):
            add_item(meeting=meeting, title={"en": "Ours"}, by=person)
        assert not AgendaItem.objects.visible_to(person).exists()
    assert order(meeting) == ["1. By the Chair"]


def test_of_two_who_order_at_once_the_second_is_told_and_changes_nothing(meeting, officer, chair):
    one, two, three = an_agenda(meeting, officer, "One", "Two", "Three")
    seen = Meeting.objects.get(pk=meeting.pk).agenda_revision
    reorder(meeting=meeting, order=[three.pk, one.pk, two.pk], by=officer, seen_agenda_revision=seen)
    with pytest.raises(Refused) as told:
        reorder(meeting=meeting, order=[two.pk, one.pk, three.pk], by=chair, seen_agenda_revision=seen)
    assert told.value.is_stale
    assert order(meeting) == ["1. Three", "2. One", "3. Two"]


def test_an_order_names_every_item_once(meeting, officer):
    one, two = an_agenda(meeting, officer, "One", "Two")
    for wrong in ([one.pk], [one.pk, one.pk], [one.pk, two.pk, 99]):
        with pytest.raises(Refused, match="every item"):
            reorder(meeting=meeting, order=wrong, by=officer, seen_agenda_revision=None)
    assert order(meeting) == ["1. One", "2. Two"]


def test_an_item_goes_up_and_down_and_no_further_than_the_ends(meeting, officer):
    one, _two, three = an_agenda(meeting, officer, "One", "Two", "Three")
    shift(agenda_item=three, places=-1, by=officer)
    shift(agenda_item=one, places=-1, by=officer)
    assert order(meeting) == ["1. One", "2. Three", "3. Two"]


def test_what_is_taken_off_is_kept_and_comes_back_at_the_end(meeting, officer):
    one, _two = an_agenda(meeting, officer, "One", "Two")
    change_item(agenda_item=one, taken_off=True, by=officer)
    change_item(agenda_item=one, taken_off=True, by=officer)
    assert order(meeting) == ["1. Two"]
    change_item(agenda_item=one, taken_off=False, by=officer)
    assert order(meeting) == ["1. Two", "2. One"]
    verbs = Entry.objects.about(one).in_order().values_list("verb", flat=True)
    assert list(verbs) == ["put on the agenda", "took off the agenda", "put back on the agenda"]


def test_a_stale_rewording_is_refused_and_an_empty_title_too(meeting, officer):
    (one,) = an_agenda(meeting, officer, "One")
    with pytest.raises(Refused, match="title"):
        change_item(agenda_item=one, title={"en": " "}, by=officer)
    change_item(
        agenda_item=one, title={"en": "First", "ru": "Первый"}, note="With a note.", by=officer, seen_agenda_revision=1
    )
    with pytest.raises(Refused) as told:
        change_item(agenda_item=one, title={"en": "Premier"}, by=officer, seen_agenda_revision=1)
    assert told.value.is_stale
    assert order(meeting) == ["1. First"]


def test_an_agenda_is_adopted_on_the_first_day_at_the_hosts_place_and_not_before(meeting, officer):
    content = [{"number": 1, "title": {"en": "One"}, "note": "", "papers": [], "audience": "members", "item": 1}]
    given = {"meeting": meeting, "audience": Audience.MEMBERS, "content": content, "by": officer}
    with pytest.raises(Refused, match="has not come yet"):
        freeze(**given, stage=AgendaStage.ADOPTED, at=dt.datetime(2027, 6, 22, 18, 59, tzinfo=dt.UTC))
    first = freeze(**given, stage=AgendaStage.PROVISIONAL, at=BEFORE)
    # Midnight in Almaty, five hours before Greenwich.
    adopted = freeze(**given, stage=AgendaStage.ADOPTED, at=dt.datetime(2027, 6, 22, 19, 0, tzinfo=dt.UTC))
    assert (first.number, adopted.number, adopted.circulated_at) == (1, 2, adopted.at)
    assert adopted.sha256 == first.sha256 == seal([dict(reversed(content[0].items()))])


@pytest.mark.parametrize(("status", "why"), [(Status.PROPOSED, "only proposed"), (Status.CANCELLED, "cancelled")])
def test_nothing_is_circulated_of_a_meeting_that_is_not_planned(status, why, officer):
    meeting = MeetingFactory(starts_on=dt.date(2027, 6, 23), status=status)
    with pytest.raises(Refused, match=why):
        freeze(
            meeting=meeting,
            stage=AgendaStage.PROVISIONAL,
            audience=Audience.MEMBERS,
            content=[{"number": 1}],
            by=officer,
            at=BEFORE,
        )


def test_a_paper_that_was_taken_off_is_taken_off_once(meeting, officer, authority):
    [item] = an_agenda(meeting, officer, "One")
    version = PaperVersionFactory()
    lay_paper(agenda_item=item, paper=version, by=officer)
    for _press in range(2):
        take_paper_off(agenda_item=item, paper=version, by=officer)
    assert AgendaPaper.objects.get(item=item).dropped
    assert Entry.objects.filter(verb="took a paper off").count() == 1
