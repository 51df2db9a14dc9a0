"""Information made public: by one state or by all who gave it, the version that they agreed to, until one takes that back."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from activities.models import Information
from activities.tests.test_information import TEXT, do, given
from commitments.tests.stories import a_measure
from papers.models import PublishingRequest

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TITLE = "Contact points for floods"


@pytest.fixture(autouse=True)
def the_world(settings):
    settings.PUBLIC_SITE, settings.PUBLIC_SITE_AGE = True, 0


def on_the_shelf(information: Information) -> tuple[int, bytes]:
    """How many the world is told of, at every door alike; and the file of this one."""
    cache.clear()
    anybody = Client()
    count = anybody.get("/public/api/v1/information/").json()["count"]
    pages = [anybody.get(path).content.decode() for path in ("/public/en/information/", "/public/en/information.atom")]
    assert {TITLE in page for page in pages} == {bool(count)}
    in_menu = "Information that states made public" in anybody.get("/public/en/").content.decode()
    in_map = "/public/en/information/" in anybody.get("/public/sitemap.xml").content.decode()
    assert (in_menu, in_map) == (bool(count), bool(count))
    file = anybody.get(reverse("published-file", "public_site.urls", args=["en", str(information.uid)]))
    return count, file.content if file.status_code == 200 else b""


def test_what_all_who_sign_in_see_is_for_the_world_once_its_state_says_so_and_off_it_once_it_takes_that_back(
    authority, stranger, sign_in
):
    own = sign_in(authority)
    information = given(own, a_measure(), audience="public")
    assert on_the_shelf(information) == (0, b""), "an audience makes nothing public"
    page = own.get(f"{information.get_absolute_url()}ask-public/").content.decode()
    assert "anybody in the world" in page
    assert sign_in(stranger).post(f"/api/v1/information/{information.uid}/ask-public/").status_code == 403
    do(own, information, "ask-public")
    assert on_the_shelf(information) == (1, TEXT.encode())
    # A later version is shown once its state agreed to that one.
    do(own, information, "anew", title=TITLE, text="It answers by day.")
    assert on_the_shelf(information) == (1, TEXT.encode())
    do(own, information, "ask-public")
    assert on_the_shelf(information) == (1, b"It answers by day.")
    do(own, information, "no-longer-public", words="It is out of date.")
    assert on_the_shelf(information) == (0, b"")
    # Programs read what was said as its page tells it: the states concerned, and nobody else who sees the information.
    address = f"/api/v1/information/{information.uid}/"
    said = own.get(address).json()["publishing"][0]["answers"]
    assert [(row["participant"], row["answer"], row["words"]) for row in said] == [
        ("XA", "no-more", "It is out of date.")
    ]
    assert sign_in(stranger).get(address).json()["publishing"] == []
    assert own.get(information.get_absolute_url()).status_code == 200
    do(own, information, "ask-public")
    do(own, information, "let-see", audience="members")
    assert on_the_shelf(information) == (0, b"")


def test_several_are_asked_in_words_that_name_the_world_one_by_letter_and_each_takes_it_back_for_all(
    authority, stranger, officer, sign_in
):
    own, other = sign_in(authority), sign_in(stranger)
    information = given(own, a_measure(), together_with=["XB"])
    do(other, information, "answer", answer="agreed")
    do(own, information, "ask-public")
    assert on_the_shelf(information) == (0, b"")
    question = other.get(f"{information.get_absolute_url()}may-be-public/").content.decode()
    assert ("anybody in the world" in question, TITLE in question) == (True, True)
    letter: dict[str, Any] = {"channel": "note-verbale", "letter_reference": "No. 7", "dated": "2026-01-05"}
    do(sign_in(officer), information, "may-be-public", answer="agreed", on_behalf_of="XB", **letter)
    assert on_the_shelf(information) == (1, TEXT.encode())
    told = Client().get("/public/api/v1/information/").json()["results"][0]
    assert ([state["code"] for state in told["states"]], told["title"]["en"]) == (["XA", "XB"], TITLE)
    do(other, information, "no-longer-public")
    assert on_the_shelf(information) == (0, b"")
    assert set(PublishingRequest.objects.get().answers.values_list("answer", flat=True)) == {"agreed", "no-more"}
