"""What pages counted of the record is not counted again, until something is written; then it is."""

import datetime as dt
import os
import re

import pytest
from django.db import connection, connections
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commitments.actions import begin, nominate, share_view
from commitments.actions.exchange import end_nomination
from commitments.models import Commitment
from commitments.tests.factories import IntentionFactory
from commitments.tests.stories import Story
from desk.actions.documents import note_document_taken
from desk.actions.handling import Handled, add_word, assign, set_aside, undo, write_entry
from desk.actions.saved import close_list, keep_list, rename_list, share_list, take_list_away
from desk.choices import DeskDeed
from desk.models import DeskEntry
from journal.models import Entry
from journal.names import Name
from law.cica.states import State
from meetings.actions.attendance import AttendanceLine, WrittenDelegate, announce_delegation, keep_attendance
from meetings.actions.feeds import make_feed, revoke_feed
from meetings.actions.owned import widen
from meetings.choices import DelegateRank, Presence, Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.actions import change_preferences, confirm_details, make_token, revoke_token
from members.choices import Audience
from members.models import User
from papers.actions import comment
from papers.models import PaperVersion
from record import standing_still
from record.awaiting import SECRETARIAT, DeskLine
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.readers import every_rule
from record.standing_still import (
    KEPT,
    TELLS_OF,
    KeptStill,
    Stamp,
    StoodStill,
    rows_that_stand,
    while_nothing_is_written,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both]

COUNTED = ("/", "/coordinators/", "/commitments/", "/papers/")


@pytest.fixture(autouse=True)
def counts_stand_still(settings) -> None:
    settings.COUNTS_STAND_STILL = True


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


def opened(client: Client, address: str) -> tuple[str, list[str]]:
    """The page, and what was counted, grouped or put in order for it in the tables that grow."""
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address).content.decode()
    grow = re.compile(r'FROM "(commitments_(commitment|intention|coordinatorassignment)|papers_paper)"')
    counted = re.compile(r"COUNT\(|GROUP BY|LIMIT 5[01]\b|LIMIT 10001")
    asked_of_it = [query["sql"] for query in asked if "members_focalpoint" not in query["sql"]]  # where one sits
    return page, [sql for sql in asked_of_it if grow.search(sql) and counted.search(sql)]


def test_what_was_counted_is_counted_again_where_something_was_written(story, authority, sign_in):
    story.to(State.CIRCULATED)
    client = sign_in(authority)
    for address in COUNTED:
        page, counted = opened(client, address)
        assert counted, address
        again, counted = opened(client, address)
        assert (re.sub(r'value="\w{64}"', "", again), counted) == (re.sub(r'value="\w{64}"', "", page), []), address
    story.take("put-before-soc" if story.commitment.state == State.CONSIDERED else "consider",
               meeting=next(iter(story.meetings.values())))  # fmt: skip
    for address in COUNTED:
        assert opened(client, address)[1], address
    reference, label = Commitment.objects.values_list("reference", flat=True).get(), story.commitment.stands.label
    page, _counted = opened(client, "/commitments/")
    assert reference in page
    assert str(label) in page


def test_nobody_is_shown_what_was_counted_for_others(story, authority, observer, sign_in):
    """Each sees the picture of what they may see, in whichever order they come, and in their language."""
    story.to(State.CIRCULATED)
    before = {person: opened(sign_in(person), "/commitments/")[0] for person in (observer, authority)}
    for person in (authority, observer):
        page, _counted = opened(sign_in(person), "/commitments/")
        assert (story.commitment.reference in page) is (story.commitment.reference in before[person])
    assert [story.commitment.reference in before[person] for person in (authority, observer)] == [True, False]
    client = sign_in(authority)
    english, _counted = opened(client, "/")
    User.objects.filter(pk=authority.pk).update(language="ar")
    arabic, _counted = opened(client, "/")
    assert "Area and measure" in english
    assert "Area and measure" not in arabic


def test_a_picture_is_drawn_once_for_two_states_to_whom_it_shows_the_same(story, authority, stranger, sign_in):
    story.to(State.CIRCULATED)
    KEPT.made.clear()
    for person in (authority, stranger):
        assert "Area and measure" in opened(sign_in(person), "/")[0]
    names = [name for name in KEPT.made if isinstance(name, tuple)]
    assert sum(name[0] == "coverage" for name in names) == 2, "what it shows is reckoned for each"
    assert sum(name[0] == "coverage drawn" for name in names) == 1


def test_a_house_in_whose_journal_nothing_stands_counts_each_time(authority, sign_in, settings):
    client = sign_in(authority)
    IntentionFactory()
    assert opened(client, "/commitments/")[1]
    assert opened(client, "/commitments/")[1]


def test_no_more_is_kept_than_there_is_room_for():
    kept, stamp = KeptStill(most=3), Stamp(1, "seal")
    for number in range(4):
        kept.keep(number, StoodStill(stamp, str(number)))
    assert (kept.get(0), kept.get(1)) == (None, StoodStill(stamp, "1"))
    kept.keep(2, StoodStill(stamp, "two"))
    assert (list(kept.made), kept.weight) == ([2], 3), (
        "the longest unused is forgotten, and what is kept anew weighs once"
    )


# -- What is written moves what was made of the same tables, and leaves the rest alone.


def say_something(story: Story) -> None:
    """A comment on the paper, a view of the commitment, and a word on the officer's own desk."""
    version, state = PaperVersion.objects.get(), story.state
    comment(version=version, owner=state, text="Add safety.", audience=Audience.MEMBERS, by=story.author)
    share_view(commitment=story.commitment, owner=state, text="Well.", audience=Audience.MEMBERS, by=story.author)
    add_word(line=A_LINE, word="Ring them.", by=story.officer)


def begin_another(story: Story) -> None:
    measure = story.commitment.measure
    begin(modality=story.commitment.modality, area=measure.area, measure=measure, title="Ports", statement="We intend it.",
          by=story.author)  # fmt: skip


def test_what_is_said_makes_no_page_count_again_and_a_new_commitment_makes_all_of_them(story, authority, sign_in):
    story.to(State.CIRCULATED)
    client = sign_in(authority)
    counted_first = {address: opened(client, address)[1] for address in COUNTED}
    assert all(counted_first.values())
    last = Entry.objects.order_by("-number").first()
    say_something(story)
    assert Entry.objects.filter(number__gt=last.number).count() == 3
    assert {address: opened(client, address)[1] for address in COUNTED} == {address: [] for address in COUNTED}
    begin_another(story)
    assert all(opened(client, address)[1] for address in COUNTED if address != "/papers/")
    assert "Ports" in opened(client, "/commitments/")[0]


def test_what_was_made_of_a_table_is_made_anew_when_a_row_of_it_is_told_of(story, stranger, xb):
    """What is made of something that was kept hangs on the same."""
    story.to(State.CIRCULATED)
    version = PaperVersion.objects.get()

    def comments() -> list[tuple[int]]:
        return rows_that_stand(version.comments.order_by().values_list("version").annotate(number=Count("pk")))

    def told() -> str:
        return while_nothing_is_written("comments, told", lambda: f"{comments()}")

    assert (comments(), told()) == ([], "[]")
    add_word(line=A_LINE, word="Ring them.", by=story.officer)
    assert told() == "[]"
    comment(version=version, owner=xb, text="Add safety.", audience=Audience.MEMBERS, by=stranger)
    assert told() == f"[({version.pk}, 1)]"


def test_after_more_entries_than_anybody_looks_at_it_is_made_anew(story, monkeypatch):
    monkeypatch.setattr(standing_still, "ENTRIES_LOOKED_AT", 2)
    made = iter(range(9))

    def number() -> int:
        return while_nothing_is_written("a number", lambda: next(made))

    assert (number(), number()) == (0, 0)
    for words, expected in ((2, 0), (2, 0), (3, 1)):
        for _each in range(words):
            add_word(line=A_LINE, word="Ring them.", by=story.officer)
        assert number() == expected, (words, "the stamp follows what leaves it alone")


@pytest.mark.django_db(transaction=True)
def test_what_another_process_writes_is_seen_in_the_same_second(story, authority, sign_in):
    story.to(State.CIRCULATED)
    client = sign_in(authority)
    for write, is_counted_again in ((say_something, False), (begin_another, True)):
        opened(client, "/commitments/")
        connections.close_all()
        pid = os.fork()
        if pid == 0:
            try:
                write(story)
            finally:
                connections.close_all()
                os._exit(0)
        os.waitpid(pid, 0)
        page, counted = opened(client, "/commitments/")
        assert bool(counted) is is_counted_again, write
    assert "Ports" in page


A_LINE = DeskLine(kind="a kind", about=Name("meeting", "SOC-2027-1"), desk=SECRETARIAT)
WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
# What the journal doesn't tell of anywhere: pages count nothing of it that is kept.
NOT_TOLD = re.compile(r"journal_|notices_|record_searchpiece$|members_draft$")


def say_by_letter(story: Story) -> None:
    """As an officer enters it."""
    version, state, letter = PaperVersion.objects.get(), story.state, ReceivedLetter("note-verbale", "No. 12")
    comment(version=version, owner=state, text="By note.", audience=Audience.MEMBERS, by=story.officer, letter=letter)
    share_view(commitment=story.commitment, owner=state, text="By note.", audience=Audience.MEMBERS, by=story.officer,
               letter=letter)  # fmt: skip
    nominate(owner=state, name="Dr Y", commitment=story.commitment, by=story.officer, letter=letter)


def of_experts(story: Story) -> None:
    expert = nominate(owner=story.state, name="Dr X", commitment=story.commitment, by=story.author)
    widen(item=expert, audience=Audience.MEMBERS, by=story.author)
    end_nomination(expert=expert, by=story.author)


def of_views(story: Story) -> None:
    view = share_view(
        commitment=story.commitment, owner=story.state, text="Well.", audience=Audience.OWN, by=story.author
    )
    widen(item=view, audience=Audience.MEMBERS, by=story.author)


def of_a_desk(story: Story) -> None:
    add_word(line=A_LINE, word="Ring them.", by=story.officer)
    assign(line=A_LINE, officer=story.officer, by=story.officer)
    write_entry(DeskDeed.ASKED, A_LINE, story.officer, None, Handled())
    set_aside(line=A_LINE, word="Later.", by=story.officer)
    undo(desk_entry=DeskEntry.objects.latest("pk"), by=story.officer)


def of_saved_lists(story: Story) -> None:
    saved = keep_list(name="Drafts", page="commitment-list", by=story.author)
    rename_list(saved_list=saved, name="Others", by=story.author)
    share_list(saved_list=saved, by=story.author)
    close_list(saved_list=saved, by=story.author)
    take_list_away(saved_list=saved, by=story.author)


def of_feeds(story: Story) -> None:
    feed, _secret = make_feed(by=story.author)
    revoke_feed(feed=feed, by=story.author)


def of_tokens(story: Story) -> None:
    token, _secret = make_token(by=story.author, name="A table")
    revoke_token(token=token, by=story.author)


def of_oneself(story: Story) -> None:
    change_preferences(person=story.author, language="ru", time_zone="Asia/Almaty", by=story.author)
    confirm_details(person=story.author, by=story.author)


def of_delegations(story: Story) -> None:
    to_come = Meeting.objects.get(status=Status.PLANNED)
    head = WrittenDelegate("H.E. Head", "Minister", DelegateRank.MINISTER, is_head=True)
    announce_delegation(meeting=to_come, participant=story.state, people=[head], by=story.officer, letter="No. 7")
    held = next(iter(story.meetings.values()))
    keep_attendance(
        meeting=held, lines=[AttendanceLine(story.state, Presence.IN_PERSON, head="H. E.")], by=story.officer
    )


def of_documents(story: Story) -> None:
    note_document_taken(document="measure:CBM-2007-ECO-02", name="measure.pdf", sha256="0" * 64, by=story.author)


DEEDS = (
    of_documents,
    say_something,
    say_by_letter,
    of_experts,
    of_views,
    of_a_desk,
    of_saved_lists,
    of_feeds,
    of_tokens,
    of_oneself,
    of_delegations,
)


def test_an_entry_tells_of_every_table_that_its_deed_writes(story):
    """And there is a deed here of each, so that none is said to tell of less than it does."""
    story.to(State.CIRCULATED)
    MeetingFactory(status=Status.PLANNED, starts_on=day_of_the_house() + dt.timedelta(days=30))
    met: set[tuple[str, str]] = set()
    written: set[str] = set()
    for deed in DEEDS:
        last = Entry.objects.latest("number").number
        with CaptureQueriesContext(connection) as asked:
            deed(story)
        entries = {*Entry.objects.filter(number__gt=last).values_list("about_kind", "verb")}
        assert entries <= {*TELLS_OF}, deed
        told = [WRITES.match(query["sql"]) for query in asked]
        by_it = {into[1] for into in told if into and not NOT_TOLD.match(into[1])}
        assert by_it <= frozenset().union(*(TELLS_OF[entry] for entry in entries)), deed
        met |= entries
        written |= by_it
    assert met == {*TELLS_OF}
    assert written == frozenset().union(*TELLS_OF.values())


def test_who_reads_a_row_hangs_on_nothing_that_an_entry_tells_of_another_table():
    """The readers of a row are written by the database itself, where no deed is seen to write them."""
    told_of = {table for tables in TELLS_OF.values() for table in tables}
    follow = {
        (rule.table, watched.table) for rule in every_rule() for watched in rule.watched if watched.table in told_of
    }
    assert {(table, watched) for table, watched in follow if table != watched} == set()
