"""How an address of a program is called: over https, at a public address that was looked up once, and nowhere else.

1. The name is looked up; where any of its addresses isn't public, nothing is sent.
2. The connection goes to the very address that was looked at, so that a second look-up can't lead elsewhere; the
   certificate is that of the name.
3. No redirect is followed, no more than some bytes of an answer are read, and all of it ends in time.
"""

import base64
import hashlib
import hmac
import ipaddress
import json
import socket
import ssl
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

from django.conf import settings

from notices.choices import WhySetAside
from notices.models import Webhook

SECONDS, MOST_READ = 8.0, 4096
USER_AGENT = "cica-tracker-webhooks/1"


@dataclass(frozen=True)
class Called:
    """What became of a call: why it failed, if it did, and with which status it was answered, if it was."""

    why: str = ""
    status: int | None = None


class NotPublic(Exception):
    """The address isn't one that the house calls."""


def secret_of(webhook: Webhook) -> str:
    """The secret of an address, worked out of the house's own: nothing is stored that opens anything."""
    own = hmac.new(settings.SECRET_KEY.encode(), f"webhook {webhook.uid}".encode(), hashlib.sha256).digest()
    return f"whsec_{base64.b64encode(own).decode()}"


def signed(webhook: Webhook, key: str, second: int, body: bytes) -> dict[str, str]:
    """The headers of Standard Webhooks: which delivery, when, and a signature over both and the body."""
    secret = base64.b64decode(secret_of(webhook).removeprefix("whsec_"))
    said = b".".join((key.encode(), str(second).encode(), body))
    signature = base64.b64encode(hmac.new(secret, said, hashlib.sha256).digest()).decode()
    return {"webhook-id": key, "webhook-timestamp": str(second), "webhook-signature": f"v1,{signature}"}


def is_allowed(host: str) -> bool:
    """Whether a host is named in the settings although it isn't public: a receiver beside the house, or that of a test."""
    return host in settings.WEBHOOK_HOSTS_ALLOWED


def problem_of(url: str) -> bool:
    """Whether an address can't be called at all, as it is written."""
    parts = urlsplit(url)
    try:
        port = parts.port
        url.encode("ascii")
    except ValueError:
        return True
    if any(letter <= " " for letter in url) or not parts.hostname or parts.username or parts.password or parts.fragment:
        return True
    return not is_allowed(parts.hostname) and (parts.scheme != "https" or port not in (None, 443))


def public_address(host: str, port: int) -> str:
    """One address of a host, all of whose addresses are public. Raises NotPublic."""
    try:
        entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise NotPublic(host) from fault
    addresses = [str(entry[4][0]) for entry in entries]
    if not addresses or not (is_allowed(host) or all(_is_public(address) for address in addresses)):
        raise NotPublic(host)
    return addresses[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (inner is None or inner.is_global)


def call(url: str, headers: dict[str, str], body: bytes) -> Called:
    """Send it once. What fails is said, and never raised."""
    if problem_of(url):
        return Called(WhySetAside.NOT_PUBLIC)
    parts = urlsplit(url)
    host, port = str(parts.hostname), parts.port or (443 if parts.scheme == "https" else 80)
    until = time.monotonic() + SECONDS
    try:
        address = public_address(host, port)
        with _connected(host, (address, port), is_safe=parts.scheme == "https") as line:
            status = _status_of(line, _request(parts, headers, body), until)
    except NotPublic:
        return Called(WhySetAside.NOT_PUBLIC)
    except (OSError, ValueError):
        return Called(WhySetAside.NO_ANSWER)
    if 300 <= status < 400:
        return Called(WhySetAside.MOVED, status)
    return Called("" if 200 <= status < 300 else WhySetAside.REFUSED, status)


def _connected(host: str, address: tuple[str, int], *, is_safe: bool) -> socket.socket:
    """A connection to that very address, which has to prove that it is the host of that name."""
    plain = socket.create_connection(address, timeout=SECONDS)
    if not is_safe:
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except OSError:
        plain.close()
        raise


def _request(parts: SplitResult, headers: dict[str, str], body: bytes) -> bytes:
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{parts.query}" if parts.query else "")
    said = {
        "Host": parts.netloc,
        "User-Agent": USER_AGENT,
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **headers,
    }
    lines = [f"POST {target} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items()), "", ""]
    return "\r\n".join(lines).encode("ascii") + body


def _status_of(line: socket.socket, request: bytes, until: float) -> int:
    """The status of the answer, of which no more is read. Raises OSError where it takes too long, ValueError where it is none."""
    line.sendall(request)
    answer = b""
    while b"\r\n" not in answer and len(answer) < MOST_READ:
        line.settimeout(max(until - time.monotonic(), 0.001))
        part = line.recv(1024)
        if not part:
            break
        answer += part
    version, status, *_words = answer.split(b"\r\n")[0].split(b" ")
    if not version.startswith(b"HTTP/1."):
        raise ValueError(version)
    return int(status)


def told_in_json(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
