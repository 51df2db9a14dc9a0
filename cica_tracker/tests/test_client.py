"""The client in Python is what the description gives, and docs/client.md runs as it stands."""

import datetime as dt
import re
import shlex
import sys
from pathlib import Path

import pytest
import requests
from django.test import Client
from django.utils import timezone

from cica_tracker.api_urls import RESOURCES
from cica_tracker.tests.test_api_document import SITE, by_wire, token  # noqa: F401 fixtures
from journal.actions import record
from meetings.tests.factories import MeetingFactory

HOUSE = Path(__file__).resolve().parent.parent.parent
sys.path += [str(HOUSE / "tools"), str(HOUSE / "clients" / "python")]

import client as writer  # noqa: E402
from cica_client import Refusal, Tracker  # noqa: E402
from cica_client.nouns import Lists  # noqa: E402

pytestmark = pytest.mark.django_db
TEXT = (HOUSE / "docs" / "client.md").read_text()
EXAMPLES = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
READS = [line for line in TEXT.splitlines() if line.startswith("curl -H")]


@pytest.fixture
def tracker(by_wire, token) -> Tracker:  # noqa: F811
    return Tracker(SITE, token)


def test_the_nouns_are_what_the_description_gives():
    assert writer.WRITTEN_TO.read_text() == writer.written(writer.described()), "make client"


def test_every_list_has_its_method():
    assert {name for name in RESOURCES if not hasattr(Lists, name.replace("-", "_"))} == set()


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_run_as_they_stand(example, by_wire, token, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "docs/client.md", "exec"), {"TOKEN": token})


@pytest.mark.parametrize("line", READS)
def test_what_curl_is_told_to_read_is_answered(line, token):  # noqa: F811
    _curl, _flag, header, address = shlex.split(line.replace("$TOKEN", token))
    name, _colon, value = header.partition(": ")
    assert Client().get(address.removeprefix(SITE), headers={name: value}).status_code == 200


def test_rows_come_page_after_page_and_none_twice(tracker):
    whole = [row["code"] for row in tracker.participants(ordering=["-kind", "code"], page_size=1000)]
    assert len(whole) > 20
    assert [row["code"] for row in tracker.participants(ordering=["-kind", "code"], page_size=7)] == whole


def test_a_file_has_the_rows_of_the_list(tracker, tmp_path):
    lines = tracker.export("participants", tmp_path / "participants.jsonl").read_text().splitlines()
    assert len(lines) == len(list(tracker.participants()))


def test_what_did_not_change_is_not_sent_again_and_what_did_is(tracker, officer, record_loaded):
    first = list(tracker.meetings(page_size=1000))
    sent = []
    tracker.session.hooks["response"] = [lambda answer, **_how: sent.append((answer.status_code, len(answer.content)))]
    assert list(tracker.meetings(page_size=1000)) == first
    assert sent == [(304, 0)]
    meeting = MeetingFactory(reference="SOC-2027-9", starts_on=dt.date(2027, 6, 23))
    again = list(tracker.meetings(page_size=1000))
    assert sent[1][0] == 200
    assert {row["reference"] for row in again} - {row["reference"] for row in first} == {meeting.reference}
    assert tracker.one("meetings", meeting.reference) == tracker.one("meetings", meeting.reference)
    assert [status for status, _length in sent[2:]] == [200, 304]
    forgetful = Tracker(SITE, tracker.session.headers["Authorization"].removeprefix("Token "), keeps=0)
    assert [list(forgetful.editions()), list(forgetful.editions())][0]
    assert not forgetful.kept


def test_a_copy_is_kept_up_by_what_changed_and_what_was_taken_back(tracker, officer):
    before = timezone.now()
    meeting = MeetingFactory(reference="SOC-2027-9", starts_on=dt.date(2027, 6, 23))
    gone = MeetingFactory(reference="SOC-2027-8", starts_on=dt.date(2027, 5, 23))
    for row in (meeting, gone):
        record(by=officer, verb="planned a meeting", about=row)
    type(gone).everything.filter(pk=gone.pk).update(mistaken_at=timezone.now())
    changes = tracker.changes("meetings", since=before.isoformat())
    assert [row["reference"] for row in changes.rows] == ["SOC-2027-9"]
    assert changes.taken_back == ["SOC-2027-8"]
    asked_next = dt.datetime.fromisoformat(changes.since)
    assert asked_next == dt.datetime.fromisoformat(changes.since.replace("Z", "+00:00"))
    assert tracker.changes("editions", since="2099-01-01").rows == []


def test_a_refusal_is_an_exception_with_its_sentence_and_its_request(tracker):
    with pytest.raises(Refusal) as refused:
        tracker.one("meetings", "no-such-meeting")
    assert refused.value.status == 404
    assert refused.value.detail == refused.value.problem["detail"]
    assert refused.value.request_id


def test_a_limit_is_waited_for_and_the_same_sent_again_under_the_same_key(monkeypatch):
    sent, waited = [], []

    def send(adapter, request, **how):
        sent.append(request.headers["Idempotency-Key"])
        response = requests.Response()
        response.status_code, response.request, response.url = (429, 201)[len(sent) > 1], request, request.url
        response._content, response._content_consumed = b'{"uid": "x"}', True
        response.headers["Retry-After"] = "7"
        return response

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)
    assert Tracker(SITE, "token", wait=waited.append).act("papers/x/circulate") == {"uid": "x"}
    assert waited == [7.0]
    assert len(sent) == 2
    assert len(set(sent)) == 1
