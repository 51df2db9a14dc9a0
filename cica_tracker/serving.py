"""The web server that nobody slow can hold: gunicorn keeps the processes, waitress reads what comes and writes what goes.

A request reaches one of the few threads that ask the database when all of it has arrived; an answer leaves by the loop,
however slowly it is read. Named by `--worker-class cica_tracker.serving.BufferingWorker`. Decision 0030.
"""

import os
import resource
import time
from typing import Any

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.server import BaseWSGIServer, create_server

# Connections of one process, and the files that they are to the system.
CONNECTIONS, FILES = 2_000, 8_192
# Seconds: a request's headers; a connection on which nothing happens between two requests.
HEADERS_WITHIN, IDLE = 15, 20
# Bytes a second below which a body is no slow line any more: 10 MB in seventeen minutes.
SLOWEST = 10_000
# Bytes of one request, a little more than the proxy lets through, and of all that wait on the disk until they are whole.
LARGEST, WAITING = 110_000_000, 1_000_000_000
HEADERS = 65_536
# An answer larger than this waits for its reader. The largest file of the house is a tenth of it.
ANSWER = 134_217_728
A_TURN = 1.0


class BufferingWorker(Worker):
    """One process of the site."""

    def init_process(self) -> None:
        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        super().init_process()

    def run(self) -> None:
        """Until the arbiter says stop; then what was begun is finished, for as long as it gives."""
        connections: dict[int, Any] = {}
        server = create_server(
            self.wsgi,
            map=connections,
            sockets=[listener.sock for listener in self.sockets],
            threads=self.cfg.threads,
            connection_limit=CONNECTIONS,
            channel_timeout=IDLE,
            cleanup_interval=1,
            max_request_header_size=HEADERS,
            max_request_body_size=LARGEST,
            outbuf_high_watermark=ANSWER,
            asyncore_use_poll=True,
            # Which headers of a proxy are believed, the settings say (HTTPS, PROXY_COUNT).
            clear_untrusted_proxy_headers=False,
            ident="",
        )
        while self.alive and os.getppid() == self.ppid:
            self._turn(connections)
            end_what_is_too_slow(_channels(connections), time.time())
        for listening in [each for each in connections.values() if isinstance(each, BaseWSGIServer)]:
            # Let go, and not closed: other processes listen on the same socket.
            listening.del_channel(connections)
        ends = time.monotonic() + self.cfg.graceful_timeout
        while time.monotonic() < ends and any(_has_begun(channel) for channel in _channels(connections)):
            self._turn(connections)
            end_what_is_too_slow(_channels(connections), time.time())
        server.task_dispatcher.shutdown(timeout=0)

    def _turn(self, connections: dict[int, Any]) -> None:
        self.notify()
        wasyncore.loop(timeout=A_TURN, map=connections, count=1, use_poll=True)


def end_what_is_too_slow(channels: list[Any], now: float) -> None:
    """Close connections on which a request takes longer to arrive than it may; then, while too much waits, the largest."""
    # Of a connection that is being answered nothing more is read, and what lies there is no fault of its client's.
    arriving = {
        channel: channel.request for channel in channels if channel.request is not None and not channel.requests
    }
    for channel, request in arriving.items():
        request.first_seen = getattr(request, "first_seen", now)
        allowed = HEADERS_WITHIN + (request.body_bytes_received / SLOWEST if request.headers_finished else 0)
        channel.will_close = channel.will_close or now - request.first_seen > allowed
    kept = [channel for channel in arriving if not channel.will_close]
    total = sum(arriving[channel].body_bytes_received for channel in kept)
    for channel in sorted(kept, key=lambda channel: arriving[channel].body_bytes_received, reverse=True):
        if total <= WAITING:
            break
        total -= arriving[channel].body_bytes_received
        channel.will_close = True


def _channels(connections: dict[int, Any]) -> list[Any]:
    return [channel for channel in list(connections.values()) if hasattr(channel, "requests")]


def _has_begun(channel: Any) -> bool:
    return bool(channel.request is not None or channel.requests or channel.total_outbufs_len)
