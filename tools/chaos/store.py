"""A store that speaks S3 and may be killed: moto, which keeps what it holds in memory, with each write on disk before its answer.

`python -m chaos.store --host 127.0.0.4 --port 9000 --log store.jsonl --bucket papers` reads its own log first, and has all that it
ever said to have.
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import logging
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server
from werkzeug.test import Client, run_wsgi_app
from werkzeug.wrappers import Request

WRITES = frozenset({"PUT", "POST", "DELETE"})
SAID = ("CONTENT_TYPE", "HTTP_AUTHORIZATION", "HTTP_CONTENT_MD5", "HTTP_X_AMZ_CONTENT_SHA256", "HTTP_X_AMZ_DATE")


class KeepsItsWord:
    """A WSGI application around moto's: what changes something is written down before anybody hears that it was done."""

    def __init__(self, log: Path):
        self.store = DomainDispatcherApplication(create_backend_app)
        self.lock = threading.Lock()
        if log.exists():
            for line in log.read_text().splitlines():
                self._again(json.loads(line))
        self.log = log.open("a")

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in WRITES:
            return self.store(environ, start_response)  # type: ignore[no-any-return]
        body = Request(environ).get_data()
        environ |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        with self.lock:
            answer, status, headers = run_wsgi_app(self.store, environ, buffered=True)
            if status.startswith("2"):
                self._write_down(environ, body)
        start_response(status, list(headers))
        return answer

    def _write_down(self, environ: dict[str, Any], body: bytes) -> None:
        told = {name: environ[name] for name in SAID if name in environ}
        line = {"method": environ["REQUEST_METHOD"], "path": environ["PATH_INFO"], "query": environ["QUERY_STRING"]}
        host = environ["HTTP_HOST"]
        self.log.write(json.dumps({**line, "host": host, "said": told, "body": base64.b64encode(body).decode()}) + "\n")
        self.log.flush()
        os.fsync(self.log.fileno())

    def _again(self, line: dict[str, Any]) -> None:
        answer = Client(self.store).open(
            line["path"], method=line["method"], query_string=line["query"], base_url=f"http://{line['host']}/",
            data=base64.b64decode(line["body"]), environ_overrides=line["said"],
        )  # fmt: skip
        if answer.status_code >= 300:
            raise SystemExit(f"{line['path']} was kept, and can't be read again: {answer.status}")


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--host", required=True)
    words.add_argument("--port", type=int, required=True)
    words.add_argument("--log", type=Path, required=True)
    words.add_argument("--bucket", required=True)
    options = words.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    store = KeepsItsWord(options.log)
    if not options.log.stat().st_size:
        key = "AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/s3/aws4_request"
        Client(store).put(
            f"/{options.bucket}", base_url=f"http://{options.host}:{options.port}/", headers={"Authorization": key}
        )
    make_server(options.host, options.port, store, threaded=True).serve_forever()


if __name__ == "__main__":
    main()
