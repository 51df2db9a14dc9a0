"""The page of one's own account."""

from collections.abc import Callable

from django.conf import settings
from django.test import Client

from journal.models import Entry
from members.models import User


def test_a_person_sees_who_they_are_and_what_they_hold(preparer: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(preparer)
    page = client.get("/account/").content.decode()
    assert "preparer@xa.example" in page
    assert "State XA" in page
    assert "Preparer" in page


def test_a_person_chooses_language_and_time_zone(preparer: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(preparer)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ru"
    answer = client.post("/account/", {"language": "ar", "time_zone": "Asia/Dushanbe"})
    assert answer.status_code == 302
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == ""
    preparer.refresh_from_db()
    assert (preparer.language, preparer.time_zone) == ("ar", "Asia/Dushanbe")
    assert 'dir="rtl"' in client.get("/account/").content.decode()
    entry = Entry.objects.about(preparer).get(verb="changed preferences")
    assert entry.changes == {"language": ["en", "ar"], "time_zone": ["UTC", "Asia/Dushanbe"]}


def test_choosing_the_same_again_writes_nothing(preparer: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(preparer)
    client.post("/account/", {"language": "en", "time_zone": "UTC"})
    assert not Entry.objects.about(preparer).filter(verb="changed preferences").exists()


def test_what_is_no_time_zone_is_refused(preparer: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(preparer)
    for typed in ("Mars/Olympus", "../../etc/passwd", "x" * 3000, ""):
        assert client.post("/account/", {"language": "en", "time_zone": typed}).status_code == 400
    preparer.refresh_from_db()
    assert preparer.time_zone == "UTC"


def test_nobody_makes_themselves_an_officer_here(preparer: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(preparer)
    client.post("/account/", {"language": "en", "time_zone": "UTC", "is_staff": "on", "email": "other@x.example"})
    preparer.refresh_from_db()
    assert (preparer.is_staff, preparer.email) == (False, "preparer@xa.example")


def test_the_language_chosen_in_the_head_of_a_page_is_kept_for_the_person(
    preparer: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(preparer)
    for language in ("ru", "ru", "xx"):
        client.post("/language/setlang/", {"language": language, "next": "/account/"})
    preparer.refresh_from_db()
    assert preparer.language == "ru"
    assert [entry.changes for entry in Entry.objects.about(preparer).filter(verb="changed preferences")] == [
        {"language": ["en", "ru"]}
    ]
    Client().post("/language/setlang/", {"language": "ar"})
    preparer.refresh_from_db()
    assert preparer.language == "ru"


def test_a_person_confirms_their_own_details_by_a_press_and_nobody_elses(authority, preparer, sign_in):
    client = sign_in(authority)
    assert f"{authority.get_absolute_url()}confirm-details/" in client.get("/account/").content.decode()
    assert client.post(f"{preparer.get_absolute_url()}confirm-details/").status_code == 403
    assert client.post(f"{authority.get_absolute_url()}confirm-details/")["Location"] == "/account/"
    for person in (authority, preparer):
        person.refresh_from_db()
    assert (authority.last_confirmed_at is None, preparer.last_confirmed_at is None) == (False, True)
