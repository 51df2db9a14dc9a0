"""docs/api.md says what there is, and its examples run as they stand there."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client

from cica_tracker.api_urls import RESOURCES
from members.choices import Scope
from members.tests.signing_in import a_token_of
from record.filters import CorrectableFilter, RecordFilter

pytestmark = pytest.mark.django_db
TEXT = (Path(__file__).resolve().parent.parent.parent / "docs" / "api.md").read_text()
SITE = "https://tracker.example.org"
IN_R = re.findall(r"```r\n(.*?)```", TEXT, re.DOTALL)
EXAMPLES = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
READS = [line for line in TEXT.splitlines() if line.startswith("curl -H")]
# Told of every list at once.
OF_EVERY_LIST = {*RecordFilter.base_filters, *CorrectableFilter.base_filters}


@pytest.fixture
def token(record_loaded, officer) -> str:
    _row, secret = a_token_of(officer, *Scope.values)
    return secret


@pytest.fixture
def by_wire(monkeypatch, token) -> None:
    """What leaves for the site of the document is answered by this house, instead of going over a network."""

    def send(adapter: Any, request: requests.PreparedRequest, **how: Any) -> requests.Response:
        address = urlsplit(str(request.url))
        assert f"{address.scheme}://{address.netloc}" == SITE
        body = request.body or b""
        answer = Client().generic(
            str(request.method),
            f"{address.path}?{address.query}",
            body.encode() if isinstance(body, str) else body,
            content_type=request.headers.get("Content-Type", ""),
            headers={
                name: value
                for name, value in request.headers.items()
                if name not in {"Content-Type", "Content-Length", "Accept-Encoding"}
            },
        )
        response = requests.Response()
        response.status_code, response.request, response.url = answer.status_code, request, str(request.url)
        response._content = answer.getvalue() if answer.streaming else answer.content
        response._content_consumed = True
        response.headers.update(answer.headers)
        return response

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_in_python_run_as_they_stand(example, by_wire, token):
    exec(compile(example, "docs/api.md", "exec"), {"TOKEN": token})


@pytest.mark.night
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(shutil.which("Rscript") is None, reason="there is no R on this machine")
@pytest.mark.parametrize("example", IN_R)
def test_the_examples_in_r_run_as_they_stand(example, live_server, token, tmp_path):
    script = tmp_path / "example.R"
    script.write_text(f'SITE <- "{live_server.url}"\nTOKEN <- "{token}"\n{example}', encoding="utf-8")
    run = subprocess.run(
        ["Rscript", "--vanilla", str(script)], check=False, capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stderr
    assert "state_name.en" in run.stdout


def test_there_are_examples_to_run():
    assert len(EXAMPLES) >= 3
    assert IN_R
    assert len(READS) >= 4


@pytest.mark.parametrize("line", READS)
def test_what_curl_is_told_to_read_is_answered(line, token):
    _curl, _flag, header, address = shlex.split(line.replace("$TOKEN", token))
    name, _colon, value = header.partition(": ")
    answer = Client().get(address.removeprefix(SITE), headers={name: value})
    assert answer.status_code == 200


@pytest.mark.parametrize("name", RESOURCES)
def test_every_list_stands_in_the_document_with_its_filters_and_its_orders(name):
    assert f"| `{name}/` |" in TEXT
    own = set(RESOURCES[name].filterset_class.base_filters) - OF_EVERY_LIST
    lines = [line for line in TEXT.splitlines() if line.startswith(f"| `{name}` |")]
    assert lines, "a row in the table of filters"
    _empty, _name, filters, ordering, _end = re.split(r"(?<!\\)\|", lines[0])
    assert own <= set(re.findall(r"`([^`]+)`", filters)), own
    assert set(RESOURCES[name].ordering.fields) == set(re.findall(r"`([^`]+)`", ordering))
