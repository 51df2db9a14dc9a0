"""A list that somebody has is answered before it is made; whatever changes for them is told."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commitments.actions import share_view
from commitments.tests.stories import Story
from law.cica.states import State
from members.actions import change_preferences
from members.choices import Audience
from members.models import FocalPoint
from papers.actions import comment
from record.dates import day_of_the_house

pytestmark = [pytest.mark.django_db, pytest.mark.both]

COMMITMENTS = "/api/v1/commitments/?page_size=50"
COMMENTS = "/api/v1/comments/"


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


def asked_again(client: Client, address: str, tag: str, **headers: str) -> tuple[int, list[str]]:
    """How it was answered, and the tables that were read for it."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address, headers={"If-None-Match": tag, **headers})
    return answer.status_code, [query["sql"] for query in asked]


def test_of_a_list_that_somebody_has_nothing_is_read(story, authority, sign_in):
    story.to(State.CIRCULATED)
    client = sign_in(authority)
    first = client.get(COMMITMENTS)
    assert asked_again(client, COMMITMENTS, first["ETag"])[0] == 304, "made once more, and known from then on"
    status, queries = asked_again(client, COMMITMENTS, first["ETag"])
    assert status == 304
    assert not [sql for sql in queries if 'commitments_commitment"' in sql]
    # Who asks, since when they sit here and the page of tokens; the journal's last line; where they sit.
    assert len(queries) <= 8
    zipped = client.get(COMMITMENTS, headers={"Accept-Encoding": "gzip"})
    assert asked_again(client, COMMITMENTS, zipped["ETag"], **{"Accept-Encoding": "gzip"})[0] == 304


def test_whatever_is_written_that_a_person_sees_is_told(story, authority, stranger, xb, sign_in):
    story.to(State.CIRCULATED)
    client = sign_in(authority)
    tag = client.get(COMMITMENTS)["ETag"]
    story.take("put-before-soc" if story.commitment.state == State.CONSIDERED else "consider",
               meeting=next(iter(story.meetings.values())))  # fmt: skip
    assert asked_again(client, COMMITMENTS, tag)[0] == 200
    tag = client.get(COMMENTS)["ETag"]
    version = story.commitment.folder.papers.get().versions.get()
    comment(version=version, owner=xb, text="Add safety.", audience=Audience.MEMBERS, by=stranger)
    assert asked_again(client, COMMENTS, tag)[0] == 200


def test_whatever_is_written_that_a_person_does_not_see_leaves_the_seal_as_it_was(
    story, authority, stranger, xb, sign_in
):
    story.to(State.CIRCULATED)
    client = sign_in(authority)
    tag = client.get(COMMENTS)["ETag"]
    version = story.commitment.folder.papers.get().versions.get()
    comment(version=version, owner=xb, text="Ours alone.", audience=Audience.OWN, by=stranger)
    status, queries = asked_again(client, COMMENTS, tag)
    assert status == 304, "the seal is of the bytes, and says nothing of what others wrote"
    assert [sql for sql in queries if "papers_comment" in sql], "it was looked at"
    assert not [sql for sql in asked_again(client, COMMENTS, tag)[1] if "papers_comment" in sql]


def test_who_may_see_it_no_more_is_told_so_on_that_day(story, authority, stranger, xa, sign_in):
    """XA keeps a view to the members; whoever leaves their post sees it no more, though nothing is written on that day."""
    share_view(commitment=story.commitment, owner=xa, text="Ours.", audience=Audience.MEMBERS, by=authority)
    client, address = sign_in(stranger), "/api/v1/commitments/"
    first = client.get(address)
    assert first.json()["count"] == 1
    tomorrow = day_of_the_house() + dt.timedelta(days=1)
    FocalPoint.objects.filter(user=stranger).update(until=tomorrow)
    assert asked_again(client, address, first["ETag"])[0] == 304
    with time_machine.travel(timezone.now() + dt.timedelta(days=1), tick=False):
        status, _queries = asked_again(sign_in(stranger), address, first["ETag"])
        assert status == 200
        assert sign_in(stranger).get(address).json()["count"] == 0


def test_nobody_is_answered_with_what_another_has_nor_in_another_language(story, authority, officer, stranger, sign_in):
    story.to(State.CIRCULATED)
    tag = sign_in(officer).get(COMMITMENTS)["ETag"]
    client = sign_in(stranger)
    theirs = client.get(COMMITMENTS)["ETag"]
    assert tag != theirs or sign_in(officer).get(COMMITMENTS).content == client.get(COMMITMENTS).content
    change_preferences(person=stranger, language="ru", time_zone="UTC", by=stranger)
    assert asked_again(sign_in(stranger), COMMITMENTS, theirs, **{"Accept-Language": "ru"})[0] == 200
    assert asked_again(client, f"{COMMITMENTS}&search=zzzz", theirs)[0] == 200


def test_what_may_be_done_is_never_answered_so(story, authority, sign_in):
    client, address = sign_in(authority), f"{COMMITMENTS}&with=next_acts"
    tag = client.get(address)["ETag"]
    status, queries = asked_again(client, address, tag)
    assert status == 304
    assert [sql for sql in queries if "commitments_" in sql], "an hour may have changed it: it is made and laid beside"
