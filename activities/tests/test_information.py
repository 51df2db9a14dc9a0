"""Information: given by one state or by several, seen by exactly those whom they chose, replied to, sent out by the Secretariat."""

import html
import re
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from activities.choices import GiverAnswer, InformationStage
from activities.kinds import INFORMATION_ASKED, INFORMATION_GIVEN, INFORMATION_REPLIED
from activities.models import Information, InformationReply
from activities.tests.factories import InformationFactory
from commitments.tests.stories import a_measure
from journal.verification import verify
from members.models import User
from notices.models import Notice
from papers.kinds import PAPER_CIRCULATED
from papers.models import Circulation, PaperVersion, PublishingAnswer
from record.dates import day_of_the_house
from record.models import index

pytestmark = [pytest.mark.django_db, pytest.mark.both]
API = "/api/v1/information/"
TEXT = "The duty desk answers day and night."


@pytest.fixture
def measure():
    return a_measure()


def sent(client: Client, address: str, **body: Any) -> Any:
    return client.post(address, body, content_type="application/json")


def given(client: Client, measure: Any, **more: Any) -> Information:
    said = {"title": "Contact points for floods", "text": TEXT, "measure": measure.reference, "audience": "members"}
    answer = sent(client, API, **{**said, **more})
    assert answer.status_code == 201, answer.content
    return Information.objects.get(uid=answer.json()["uid"])


def do(client: Client, information: Information, act: str, **body: Any) -> Information:
    answer = sent(client, f"{API}{information.uid}/{act}/", **body)
    assert answer.status_code in {200, 201}, answer.content
    information.refresh_from_db()
    return information


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("recipient__email", flat=True))


def test_from_a_day_counts_the_days_of_the_house_and_not_those_of_whoever_reads(measure, authority, stranger, sign_in):
    """What is entered late in the evening is of that day, in Tokyo too, where it is the next one already."""
    User.objects.filter(pk__in=[authority.pk, stranger.pk]).update(time_zone="Asia/Tokyo")
    with time_machine.travel("2026-11-20T20:00:00Z"):
        given(sign_in(authority), measure)
        asked = {day: sign_in(stranger).get(API, {"from": day}).json()["count"] for day in ("2026-11-20", "2026-11-21")}
        assert asked == {"2026-11-20": 1, "2026-11-21": 0}
        assert sign_in(stranger).get(API, {"to": "2026-11-20"}).json()["count"] == 1
        page = sign_in(stranger).get("/information/", {"from": "2026-11-21"}).content.decode()
        assert "Contact points for floods" not in page


def who_finds(information: Information, people: dict[str, Any], sign_in: Any) -> set[str]:
    """By all doors: its page, the list, the register as a file, the search, and the paper that holds its text."""
    version = PaperVersion.objects.get(paper__folder=information.folder)
    found = set()
    for name, person in people.items():
        client = sign_in(person)
        doors = {
            client.get(information.get_absolute_url()).status_code == 200,
            str(information.uid) in client.get(API).content.decode(),
            str(information.uid) in client.get(API, {"format": "csv"}).getvalue().decode(),
            client.get("/api/v1/search/", {"q": "floods", "kind": "information"}).json()["count"] == 1,
            client.get(version.get_absolute_url()).status_code == 200,
        }
        assert len(doors) == 1, (name, doors)
        found |= {name} if doors == {True} else set()
    return found


def test_information_is_found_by_exactly_those_whom_its_state_chose(
    measure, authority, preparer, stranger, chair, observer, officer, sign_in
):
    people = {"XA": preparer, "XB": stranger, "XC": chair, "XO": observer, "office": officer}
    information = given(sign_in(authority), measure, audience="secretariat")
    index(Information.objects.all())
    # The Chair reads what the Secretariat reads.
    assert who_finds(information, people, sign_in) == {"XA", "XC", "office"}
    do(sign_in(authority), information, "let-see", audience="secretariat", recipients=["XO"])
    assert who_finds(information, people, sign_in) == {"XA", "XC", "XO", "office"}
    do(sign_in(authority), information, "let-see", audience="observers", recipients=[])
    assert who_finds(information, people, sign_in) == {"XA", "XB", "XC", "XO", "office"}
    do(sign_in(authority), information, "let-see", audience="members", recipients=[])
    assert who_finds(information, people, sign_in) == {"XA", "XB", "XC", "office"}
    assert verify().fault == ""


def test_the_form_shows_who_would_see_it_newly_and_who_no_longer_and_has_looked(
    measure, authority, stranger, chair, sign_in
):
    information = given(sign_in(authority), measure)
    Notice.objects.filter(recipient=stranger).update(seen_at=information.at)
    client, page = sign_in(authority), f"{information.get_absolute_url()}let-see/"
    assert client.get(page).status_code == 200
    answer = client.post(page, {"audience": "secretariat", "recipients": []})
    change = answer.context["change"]
    assert [[state.code for state in states] for states in (change.newly, change.no_longer, change.looked)] == [
        [],
        ["XB", "XC"],
        ["XB"],
    ]
    information.refresh_from_db()
    assert information.audience == "members"


def test_it_is_given_together_once_everybody_agreed_and_nobody_reads_it_before(
    measure, authority, stranger, chair, observer, sign_in
):
    information = given(sign_in(authority), measure, together_with=["XB", "XC"])
    assert (information.stage, told(INFORMATION_GIVEN)) == (InformationStage.ASKED, set())
    assert told(INFORMATION_ASKED) >= {stranger.email, chair.email}
    line = sign_in(stranger).get("/api/v1/desk/", {"page_size": 100}).json()["results"]
    assert [row["kind"] for row in line if row["kind"].startswith("information")] == ["information.answer"]
    do(sign_in(stranger), information, "answer", answer=GiverAnswer.AGREED)
    assert information.stage == InformationStage.ASKED
    do(sign_in(chair), information, "answer", answer=GiverAnswer.AGREED)
    assert information.stage == InformationStage.GIVEN
    assert [state.code for state in information.given_with] == ["XB", "XC"]
    assert sign_in(observer).get(information.get_absolute_url()).status_code == 404


def test_it_goes_on_in_the_name_of_those_who_agreed(measure, authority, stranger, chair, sign_in):
    information = given(sign_in(authority), measure, audience="secretariat", together_with=["XB", "XC"])
    do(sign_in(chair), information, "answer", answer=GiverAnswer.AGREED)
    assert sign_in(stranger).get(information.get_absolute_url()).status_code == 200
    do(sign_in(authority), information, "go-on")
    assert (information.stage, [state.code for state in information.given_with]) == (InformationStage.GIVEN, ["XC"])
    assert sign_in(stranger).get(information.get_absolute_url()).status_code == 404


def test_the_secretariat_sends_out_what_it_is_asked_to_and_that_is_not_narrowed(
    measure, authority, stranger, observer, officer, sign_in
):
    kept = given(sign_in(authority), measure, title="Not to be sent")
    assert sent(sign_in(officer), f"{API}{kept.uid}/send-out/").status_code == 422
    information = given(sign_in(authority), measure, to_be_sent=True)
    do(sign_in(officer), information, "send-out")
    circulation = Circulation.objects.get()
    assert (information.stage, circulation.audience) == (InformationStage.SENT, "members")
    assert stranger.email in told(PAPER_CIRCULATED)
    assert observer.email not in told(PAPER_CIRCULATED)
    narrower = sent(sign_in(authority), f"{API}{information.uid}/let-see/", audience="secretariat", recipients=[])
    assert (narrower.status_code, list(narrower.json()["errors"])) == (422, ["audience"])
    do(sign_in(authority), information, "let-see", audience="observers", recipients=[])


def test_versions_stay_and_replies_reach_those_who_give_it(measure, authority, preparer, stranger, observer, sign_in):
    information = given(sign_in(authority), measure)
    do(sign_in(authority), information, "anew", title="Contact points for floods", text="Now with a number.")
    assert list(PaperVersion.objects.order_by("number").values_list("number", "text")) == [
        (1, TEXT),
        (2, "Now with a number."),
    ]
    do(sign_in(stranger), information, "reply", kind="request", text="And for droughts?")
    assert told(INFORMATION_REPLIED) == {authority.email, preparer.email}
    assert [(made.owner.code, made.kind) for made in InformationReply.objects.all()] == [("XB", "request")]
    assert sent(sign_in(observer), f"{API}{information.uid}/reply/", kind="reply", text="?").status_code == 404
    assert "And for droughts?" in sign_in(authority).get(information.get_absolute_url()).content.decode()
    for person, found in ((authority, 1), (stranger, 1), (observer, 0)):
        answer = sign_in(person).get("/api/v1/search/", {"q": "droughts"}).json()
        counts = {kind["kind"]: kind["count"] for kind in answer["kinds"]}
        assert (len(answer["results"]), counts.get("information-replies", 0)) == (found, found)


def test_the_register_is_asked_by_area_measure_and_state_and_offers_what_its_reader_sees_alone(
    measure, authority, stranger, sign_in
):
    given(sign_in(authority), measure, audience="secretariat")
    for person, offered in ((authority, True), (stranger, False)):
        page = sign_in(person).get("/information/").content.decode()
        assert all(f'name="{name}"' in page for name in ("area", "measure", "participant"))
        chosen = (measure.reference, measure.area.reference, "XA")
        assert [f'value="{key}"' in page for key in chosen] == [offered] * 3
    shown = sign_in(authority).get("/information/", {"measure": measure.reference, "participant": "XA"})
    assert "Contact points" in shown.content.decode()


def test_beside_its_measure_and_in_the_review_of_its_area_it_stands_for_those_who_see_it_alone(
    measure, authority, stranger, observer, sign_in
):
    information = given(sign_in(authority), measure, audience="secretariat")
    places = (f"/measures/{measure.reference}/", f"/documents/review/{measure.area.reference}/")

    def read_by() -> list[str]:
        people = {"XA": authority, "XB": stranger, "XO": observer}
        pages = {
            name: [sign_in(person).get(place).content.decode() for place in places] for name, person in people.items()
        }
        return [name for name, read in pages.items() if all("Contact points for floods" in page for page in read)]

    assert read_by() == ["XA"]
    do(sign_in(authority), information, "let-see", audience="members", recipients=["XO"])
    assert read_by() == ["XA", "XB", "XO"]
    do(sign_in(authority), information, "let-see", audience="secretariat", recipients=[])
    assert read_by() == ["XA"]


def test_two_keys_and_letters_count_as_everywhere(measure, xa, preparer, officer, sign_in):
    xa.two_keys = True
    xa.save()
    said = {"title": "Floods", "text": TEXT, "measure": measure.reference, "audience": "members"}
    assert sent(sign_in(preparer), API, **said).status_code == 403
    letter = {"channel": "note-verbale", "dated": str(day_of_the_house()), "letter_reference": "No. 7"}
    information = given(sign_in(officer), measure, on_behalf_of="XA", **letter)
    assert (information.owner.code, information.is_by_letter) == ("XA", True)


def test_it_is_within_one_thing_and_bears_a_title(measure, authority, sign_in):
    said = {"title": "Floods", "text": TEXT, "audience": "members"}
    refused = {
        "measure": said,
        "area": {**said, "measure": measure.reference, "area": measure.area.reference},
        "title": {**said, "measure": measure.reference, "title": ""},
        "together_with": {**said, "measure": measure.reference, "together_with": ["XA"]},
        "to_be_sent": {**said, "measure": measure.reference, "audience": "secretariat", "to_be_sent": True},
    }
    for field, body in refused.items():
        answer = sent(sign_in(authority), API, **body)
        assert (answer.status_code, list(answer.json()["errors"])) == (422, [field]), answer.content


def test_the_register_costs_as_many_questions_with_three_as_with_one(authority, sign_in, django_assert_max_num_queries):
    client = sign_in(authority)
    counts = []
    for number in (1, 2):
        InformationFactory.create_batch(number)
        with django_assert_max_num_queries(60) as asked:
            assert client.get("/information/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "What happened:"), ("ru", "Что произошло:"), ("zh-hans", "发生了什么："), ("ar", "ما حدث:")],
)
def test_whoever_gives_some_begins_with_what_is_usually_told_in_their_own_language(
    language, heading, authority, chair, sign_in
):
    client = sign_in(authority)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get("/information/").content.decode()
    addresses = [html.unescape(found) for found in re.findall(r'href="(/information/give/\?[^"]+)"', page)]
    assert len(addresses) == 3
    form = client.get(addresses[0]).content.decode()
    assert heading in form
    assert Information.objects.count() == 0


def test_whoever_sees_it_anyhow_is_not_named_besides_so_that_nobody_tells_all_who_meant_one(
    measure, authority, xb, sign_in
):
    client = sign_in(authority)
    said = {"title": "For XB", "text": TEXT, "measure": measure.reference, "recipients": ["XB"]}
    refused = sent(client, API, **said, audience="members")
    assert (refused.status_code, "Secretariat and the Chair" in refused.content.decode()) == (422, True), (
        refused.content
    )
    assert not Information.objects.exists()
    assert given(client, measure, audience="secretariat", recipients=["XB"]).recipients.get() == xb


def test_what_several_gave_is_public_once_each_of_them_agreed_and_one_by_letter(
    measure, authority, stranger, chair, observer, officer, sign_in
):
    people = {"XA": authority, "XB": stranger, "XC": chair, "XO": observer, "office": officer}
    information = given(sign_in(authority), measure, together_with=["XB", "XC"])
    for person in (stranger, chair):
        do(sign_in(person), information, "answer", answer=GiverAnswer.AGREED)
    index(Information.objects.all())
    members = {"XA", "XB", "XC", "office"}
    do(sign_in(authority), information, "let-see", audience="public", recipients=[])
    assert (information.audience, who_finds(information, people, sign_in)) == ("members", members)
    lines = sign_in(stranger).get("/api/v1/desk/", {"page_size": 100}).json()["results"]
    assert [row["kind"] for row in lines if row["kind"].startswith("info")] == ["information.may-be-public"]
    form = sign_in(stranger).get(f"{information.get_absolute_url()}may-be-public/").content.decode()
    assert "XO" in form
    do(sign_in(stranger), information, "may-be-public", answer="agreed")
    letter = {"channel": "note-verbale", "dated": "2026-01-05", "letter_reference": "No. 7", "on_behalf_of": "XC"}
    do(sign_in(officer), information, "may-be-public", answer="agreed", **letter)
    assert (information.audience, who_finds(information, people, sign_in)) == ("public", set(people))
    said = PublishingAnswer.objects.order_by("participant__code")
    assert [(row.participant.code, row.answer, row.is_by_letter) for row in said] == [
        ("XA", "agreed", False),
        ("XB", "agreed", False),
        ("XC", "agreed", True),
    ]
    do(sign_in(authority), information, "let-see", audience="members", recipients=[])
    assert who_finds(information, people, sign_in) == members
    assert verify().fault == ""


def test_what_one_state_gave_is_public_by_its_own_word(measure, authority, sign_in):
    information = given(sign_in(authority), measure)
    do(sign_in(authority), information, "let-see", audience="public", recipients=[])
    assert (information.audience, PublishingAnswer.objects.count()) == ("public", 0)
