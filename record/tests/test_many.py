"""One act on many rows: what all of them offer, tried row by row, and done row by row; one bad row sets itself aside."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from desk.models import DeskEntry
from desk.reports.lines import desk_list
from journal.models import Entry
from papers.models import RegisteredLetter
from record.dates import day_of_the_house
from record.tests.makers import MAKERS

pytestmark = pytest.mark.django_db


def at(noun: str) -> str:
    return reverse("acts-many", args=[noun])


@pytest.fixture
def letters(officer) -> list[RegisteredLetter]:
    """Three that wait for the officer, and one that waits for nobody."""
    rows = [MAKERS["papers.registeredletter"]() for _number in range(4)]
    until = day_of_the_house() + dt.timedelta(days=3)
    RegisteredLetter.objects.filter(pk__in=[row.pk for row in rows[:3]]).update(officer=officer, until=until)
    return rows


def hidden(client: Client, page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(many_key|seen-[^"]+)" value="([^"]*)"', page))


def test_only_what_every_row_offers_can_be_chosen(letters, officer, sign_in):
    client, keys = sign_in(officer), [str(letter.uid) for letter in letters]
    three = client.get(at("correspondence"), {"row": keys[:3]}).content.decode()
    assert 'value="close"' in three
    four = client.get(at("correspondence"), {"row": keys}).content.decode()
    assert 'value="close"' not in four
    assert "Nothing is chosen" in client.get(at("correspondence")).content.decode()
    assert client.get(at("kites")).status_code == 404


def test_the_preview_keeps_nothing_and_a_row_that_was_done_meanwhile_sets_itself_aside(letters, officer, sign_in):
    client, keys = sign_in(officer), [str(letter.uid) for letter in letters[:3]]
    before = Entry.objects.count()
    sent = {"row": keys, "act": "close", "closing": "Answered."}
    page = client.post(at("correspondence"), {**sent, "stage": "preview"}).content.decode()
    assert page.count("Will be done") == 3
    assert (Entry.objects.count(), RegisteredLetter.objects.waiting().count()) == (before, 3)
    # Somebody else closes the first one before the press.
    RegisteredLetter.objects.filter(pk=letters[0].pk).update(closed_by=officer, closed_at=timezone.now())
    answers = {**sent, **hidden(client, page), "stage": "do"}
    looked_again = client.post(at("correspondence"), {**answers, "stage": "preview"}).content.decode()
    assert (looked_again.count("Will be done"), looked_again.count("Will not be done")) == (2, 1)
    done = client.post(at("correspondence"), answers).content.decode()
    assert (done.count(">Carried out<"), done.count(">Not done<")) == (2, 1)
    assert {row.closing for row in RegisteredLetter.objects.filter(pk__in=[letters[1].pk, letters[2].pk])} == {
        "Answered."
    }
    # Each has its own entry in the journal.
    assert Entry.objects.count() == before + 2


def test_a_row_is_refused_by_itself_and_says_why(letters, officer, sign_in):
    client, keys = sign_in(officer), [str(letter.uid) for letter in letters[:3]]
    past = (day_of_the_house() - dt.timedelta(days=900)).isoformat()
    sent = {"row": keys, "act": "lay", "officer": officer.email, "until": past, "stage": "do", "many_key": "k"}
    page = client.post(at("correspondence"), sent)
    assert ">Carried out<" not in page.content.decode()
    assert set(RegisteredLetter.objects.filter(uid__in=keys).values_list("until", flat=True)) != {past}


def test_lines_of_the_desk_are_set_aside_together_each_with_its_own_entry(letters, officer, sign_in):
    client = sign_in(officer)
    lines = [shown.line for shown in desk_list(officer, timezone.now()).every if shown.line.what == "See to a letter"]
    assert len(lines) == 3
    keys = [line.key for line in lines]
    chosen = client.get(at("desk-entry"), {"row": keys}).content.decode()
    assert {"set-aside", "take-over", "add-word"} <= set(re.findall(r'name="act" id="[^"]+" value="([^"]+)"', chosen))
    sent = {"row": keys, "act": "set-aside", "word": "On Monday.", "stage": "preview"}
    page = client.post(at("desk-entry"), sent).content.decode()
    assert (page.count("Will be done"), DeskEntry.objects.count()) == (3, 0)
    sent |= {**hidden(client, page), "stage": "do"}
    for _press in range(2):
        assert client.post(at("desk-entry"), sent).status_code in {200, 422}
        assert DeskEntry.objects.count() == 3
    assert Entry.objects.filter(verb="set a line aside").count() == 3


def test_who_sees_a_row_and_may_not_do_it_is_offered_nothing(letters, staff_reader, stranger, sign_in):
    keys = [str(letter.uid) for letter in letters[:2]]
    for person in (staff_reader, stranger):
        response = sign_in(person).post(
            at("correspondence"), {"row": keys, "act": "close", "closing": "x", "stage": "do"}
        )
        assert response.status_code in {404, 422}
    assert RegisteredLetter.objects.waiting().count() == 3
