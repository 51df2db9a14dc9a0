"""What a house on many machines is tried with: web servers behind one name, a store that may be killed, and the verdict."""

import http.server
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from werkzeug.test import Client

HOUSE = Path(settings.BASE_DIR)
SIGNED = {"Authorization": "AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/s3/aws4_request"}


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("tools", "bench"):
        monkeypatch.syspath_prepend(str(HOUSE / folder))


class SaysIts(http.server.BaseHTTPRequestHandler):
    """A web server that is well."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"Well.")

    def log_message(self, *words: object) -> None: ...


@pytest.fixture
def well() -> Iterator[tuple[str, int]]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), SaysIts)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield ("127.0.0.1", server.server_address[1])
    server.shutdown()
    server.server_close()


def test_a_web_server_that_refuses_is_left_out_and_nobody_notices(well: tuple[str, int]) -> None:
    from chaos.behind import WebServers

    dead = ("127.0.0.1", 9)
    site = WebServers((dead, well))
    assert [site.ask("GET", "/", None, {}, "page").text for _time in range(12)] == ["Well."] * 12
    assert list(site.left_out) == [dead]
    assert {(each.kind, each.status) for each in site.asked} == {("page", 200)}


def test_where_every_web_server_refuses_that_is_written_down_as_no_answer() -> None:
    from chaos.behind import WebServers

    site = WebServers((("127.0.0.1", 9),))
    with pytest.raises(OSError, match="refused"):
        site.ask("GET", "/", None, {}, "page")
    assert [each.status for each in site.asked] == [0]


def test_a_store_that_was_killed_has_all_that_it_said_to_have(tmp_path: Path) -> None:
    from chaos.store import KeepsItsWord

    log = tmp_path / "store.jsonl"
    store = Client(KeepsItsWord(log))
    where = {"base_url": "http://127.0.0.4:9000/", "headers": SIGNED}
    assert store.put("/papers", **where).status_code == 200
    assert store.put("/papers/a.pdf", data=b"%PDF \xff\r\n", **where).status_code == 200
    assert store.put("/papers/b.pdf", data=b"Gone again.", **where).status_code == 200
    assert store.delete("/papers/b.pdf", **where).status_code == 204

    again = Client(KeepsItsWord(log))
    assert again.get("/papers/a.pdf", **where).data == b"%PDF \xff\r\n"
    assert again.get("/papers/b.pdf", **where).status_code == 404


def test_what_does_not_need_the_dead_one_has_to_go_on() -> None:
    import machines
    from chaos.behind import AskedOnce

    absences = [machines.Absence("the store", 10, 20), machines.Absence("Redis", 30, 40)]
    well = [AskedOnce(at, "page", 0.1, 200) for at in (5, 15, 35)]
    assert machines.rest_that_stopped([*well, AskedOnce(12, "file", 1, 503)], absences, 4) == []
    assert machines.rest_that_stopped([*well, AskedOnce(28, "list", 5, 0)], absences, 4) == [
        "1 of 2 unanswered without Redis: list 0"
    ]
    assert len(machines.while_away(well, absences, "")) == 1
    # Whoever was reading from the copy is answered by the database; only who was at a web server as it died is not.
    cut = [*well, AskedOnce(55, "page", 1, 503)]
    assert machines.rest_that_stopped(cut, [machines.Absence("web-1", 50, 60)], 4) == []
    assert machines.rest_that_stopped(cut, [machines.Absence("the copy", 50, 60)], 4) == [
        "1 of 1 unanswered without the copy: page 503"
    ]
    sys.modules.pop("machines")
