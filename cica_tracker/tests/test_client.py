"""The client in Python is what the description gives, and docs/client.md runs as it stands."""

import re
import shlex
import sys
from pathlib import Path

import pytest
import requests
from django.test import Client

from cica_tracker.api_urls import RESOURCES
from cica_tracker.tests.test_api_document import SITE, by_wire, token  # noqa: F401 fixtures

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
    if "pandas" in example:
        pytest.importorskip("pandas")
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
