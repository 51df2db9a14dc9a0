"""Ready bytes of the public site: given again as they are, to whoever asks, until they are old; and nothing else is."""

import gzip
import threading

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import RequestFactory

from cica_tracker import ready
from cica_tracker.ready import ReadyBytes
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory

pytestmark = pytest.mark.django_db


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def served(settings, clock):
    """The house as the web server has it, and how often it was asked behind what is ready."""
    settings.PUBLIC_SITE = True
    house, asked = get_wsgi_application(), []

    def counted(environ, start_response):
        asked.append(environ)
        return house(environ, start_response)

    site = ReadyBytes(counted, clock)
    site.asked = asked
    # The database of a test is one connection, which no end of a request closes.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield site
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def get(site, path, method="GET", **headers):
    said = []
    environ = RequestFactory().generic(method, path, headers=headers).environ
    body = b"".join(site(environ, lambda status, headers, exc_info=None: said.extend((status, dict(headers)))))
    return int(said[0].split()[0]), said[1], body


def test_an_answer_is_given_again_as_it_is_until_it_is_old_and_then_made_anew(served, clock):
    MeetingFactory(record_key="one", status=Status.HELD, source="SCICA-PR2128", title={"en": "First kite meeting"})
    first = get(served, "/public/en/meetings/")
    assert b"First kite meeting" in first[2]
    Meeting.objects.update(title={"en": "Second kite meeting"})
    clock.now += 59
    status, headers, body = get(served, "/public/en/meetings/")
    assert (status, body, headers["Age"]) == (200, first[2], "59")
    assert len(served.asked) == 1
    clock.now += 1
    assert b"Second kite meeting" in get(served, "/public/en/meetings/")[2]
    assert len(served.asked) == 2


def test_it_is_the_answer_of_the_house_packed_or_plain_or_unchanged(served):
    plain = get(served, "/public/en/instruments/")
    packed = get(served, "/public/en/instruments/", **{"accept-encoding": "gzip, br"})
    assert gzip.decompress(packed[2]) == plain[2]
    assert packed[1]["Content-Encoding"] == "gzip"
    assert packed[1]["Content-Length"] == str(len(packed[2]))
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Content-Language", "Cache-Control"):
        assert plain[1][name] == packed[1][name]
    assert packed[1]["ETag"] == f"W/{plain[1]['ETag']}"
    for tag in (plain[1]["ETag"], packed[1]["ETag"], f'"other", {plain[1]["ETag"]}', "*"):
        status, headers, body = get(served, "/public/en/instruments/", **{"if-none-match": tag})
        assert (status, body, headers["ETag"]) == (304, b"", plain[1]["ETag"])
    assert get(served, "/public/en/instruments/", method="HEAD")[2] == b""
    assert "RateLimit" not in plain[1]
    assert len(served.asked) == 1


def test_who_asks_makes_no_difference_and_is_not_handed_on(served):
    get(served, "/public/en/", cookie="sessionid=abc", authorization="Token abc", **{"accept-language": "ru"})
    [asked] = served.asked
    assert {"HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_IF_NONE_MATCH"} & set(asked) == set()
    get(served, "/public/en/?utm=1")
    get(served, "/public/en/?utm=2")
    assert len(served.asked) == 1, "a page hangs on its address alone"


@pytest.mark.parametrize(
    "path", ["/public/", "/public/en/nope/", "/public/api/v1/meetings/?page=x", "/robots.txt", "/healthz"]
)
def test_what_is_refused_or_hangs_on_who_asks_is_made_each_time(served, path):
    get(served, path)
    get(served, path)
    assert len(served.asked) == 2


def test_only_what_is_read_and_over_the_way_it_may_be_is_ready(served, settings):
    get(served, "/public/en/")
    assert get(served, "/public/en/", method="POST")[0] == 405
    settings.HTTPS = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    get(served, "/public/en/")
    assert len(served.asked) == 3
    get(served, "/public/en/", **{"x-forwarded-proto": "https"})
    assert len(served.asked) == 3


def test_switched_off_nothing_that_is_ready_is_given(served, settings):
    assert get(served, "/public/en/")[0] == 200
    settings.PUBLIC_SITE = False
    assert get(served, "/public/en/")[0] == 404


def test_a_page_that_went_is_given_no_more(served, clock, settings):
    get(served, "/public/en/participants/2007-03-14/")
    assert len(served.kept.answers) == 1
    clock.now += 60
    settings.PUBLIC_SITE_AGE = 60
    served.application = lambda environ, start_response: (start_response("404 Not Found", []), [b"gone"])[1]
    assert get(served, "/public/en/participants/2007-03-14/")[0] == 404
    assert (len(served.kept.answers), served.kept.size) == (0, 0)


def test_while_the_house_can_not_answer_the_answer_before_is_given_for_an_hour(served, clock):
    first = get(served, "/public/en/")
    served.application = lambda environ, start_response: (start_response("503 Service Unavailable", []), [b"not now"])[
        1
    ]
    clock.now += 61
    assert get(served, "/public/en/")[2] == first[2]
    clock.now += 3600
    assert get(served, "/public/en/")[::2] == (503, b"not now")


def test_one_thread_makes_an_old_answer_anew_and_the_others_are_given_the_one_before(served, clock):
    get(served, "/public/en/")
    clock.now += 61
    house, within, goes_on = served.application, threading.Event(), threading.Event()

    def slow(environ, start_response):
        within.set()
        goes_on.wait(10)
        start_response("200 OK", [("Cache-Control", "public, max-age=60")])
        return [b"anew"]

    served.application = slow
    making = threading.Thread(target=get, args=(served, "/public/en/"))
    making.start()
    within.wait(10)
    served.application = house
    assert get(served, "/public/en/")[2] != b"anew"
    assert len(served.asked) == 1
    goes_on.set()
    making.join(10)
    assert get(served, "/public/en/")[2] == b"anew"


def test_a_large_file_is_read_each_time(served, monkeypatch):
    monkeypatch.setattr(ready, "LARGEST", 1000)
    first, second = (get(served, "/public/en/instruments/") for _time in range(2))
    assert first[2] == second[2]
    assert len(served.asked) == 2


def test_no_more_is_kept_than_a_process_has_room_for(served, monkeypatch):
    monkeypatch.setattr(ready, "MOST", 3)
    for day in range(1, 8):
        get(served, f"/public/en/participants/2007-03-0{day}/")
    assert len(served.kept.answers) == 3
    assert served.kept.size == sum(answer.size for answer in served.kept.answers.values())
    monkeypatch.setattr(ready, "MOST_BYTES", served.kept.size - 1)
    get(served, "/public/en/participants/2007-03-09/")
    assert served.kept.size <= ready.MOST_BYTES
