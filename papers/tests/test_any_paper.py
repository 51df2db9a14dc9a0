"""A paper that hangs on a meeting, or on nothing: laid down by the Secretariat, circulated, said anew, commented on, under its letter."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from journal.models import Entry
from law.choices import PaperKind
from meetings.tests.factories import MeetingFactory
from members.choices import Audience
from notices.models import Addressee, Notice
from papers.actions import read_files
from papers.models import Circulation, OutgoingLetter, Paper, PaperVersion
from papers.tests.test_words_of_files import a_docx_saying

pytestmark = pytest.mark.django_db
API = "/api/v1/papers/"
BODY = {
    "kind": "invitation",
    "title": "An invitation to the archive",
    "text": "Doors open at nine.",
    "symbol": "SEC/2026/1",
}


@pytest.fixture
def office(sign_in, officer):
    return sign_in(officer)


def laid_down(office, **more) -> Paper:
    answer = office.post(API, {**BODY, **more}, content_type="application/json")
    assert answer.status_code == 201, answer.content
    return Paper.objects.get(symbol=answer.json()["symbol"])


def act(office, paper: Paper, name: str, **body):
    return office.post(f"{API}{paper.key}/{name}/", body, content_type="application/json")


def lines_of(client) -> set[tuple[str, str]]:
    return {(line["kind"], line["desk"]) for line in client.get("/api/v1/desk/").json()["results"]}


def reads(client, paper: Paper, number: int = 1) -> bool:
    page = client.get(f"/papers/{paper.symbol}/{number}/").status_code
    program = client.get(f"{API}{paper.key}/versions/{number}/").status_code
    assert page == program
    return page == 200


def test_staff_alone_read_it_until_it_is_circulated_and_it_waits_on_the_desk_of_who_laid_it_down(
    office, sign_in, officer, authority, stranger, chair, observer
):
    paper = laid_down(office)
    assert paper.heading == BODY["title"]
    assert reads(office, paper)
    for person in (authority, chair, observer):
        assert not reads(sign_in(person), paper), person
    assert ("paper.circulate", "secretariat") in lines_of(office)
    assert act(office, paper, "leave-on-file").status_code == 200
    assert ("paper.circulate", "secretariat") not in lines_of(office)
    assert act(office, paper, "leave-on-file").status_code == 422
    assert act(office, paper, "circulate", to="members").status_code == 200
    assert reads(sign_in(authority), paper)
    assert not reads(sign_in(observer), paper)
    assert Entry.objects.filter(verb="circulated a paper", about_key=paper.symbol).count() == 1


def test_laid_down_again_under_its_key_it_is_the_same_paper_and_not_one_whose_symbol_is_taken(office):
    """The answer was lost on the way: a program repeats it, and a person presses again."""
    by_program = [
        office.post(API, BODY, content_type="application/json", headers={"Idempotency-Key": "k1"}) for _again in (1, 2)
    ]
    assert [answer.status_code for answer in by_program] == [201, 200], by_program[-1].content
    form = {**BODY, "symbol": "SEC/2026/2", "once_key": "k2"}
    by_form = [office.post("/papers/of/lay-down/", form) for _again in (1, 2)]
    assert [(answer.status_code, answer.get("Location")) for answer in by_form] == [(302, "/papers/SEC/2026/2/1/")] * 2
    assert sorted(Paper.objects.values_list("symbol", flat=True)) == ["SEC/2026/1", "SEC/2026/2"]
    other = office.post(
        API, {**BODY, "title": "Another"}, content_type="application/json", headers={"Idempotency-Key": "k1"}
    )
    assert other.status_code == 422


@pytest.mark.both
def test_one_sent_to_some_is_read_by_them_and_nobody_else_learns_who_they_are(
    office, sign_in, xa, xb, authority, stranger, observer, chair
):
    paper = laid_down(office)
    sent = act(office, paper, "circulate", to="named", participants=["XA", "XO"], comments_by="2099-01-01")
    assert sent.status_code == 200, sent.content
    assert [reads(sign_in(person), paper) for person in (authority, observer, chair, stranger)] == [
        True,
        True,
        True,
        False,
    ]

    def named(client):
        return client.get(f"{API}{paper.key}/").json()["versions"][0]["circulations"][0]["participants"]

    assert named(office) == ["XA", "XO"]
    assert (named(sign_in(authority)), named(sign_in(observer)), named(sign_in(chair))) == (["XA"], ["XO"], [])
    page = sign_in(observer).get(f"/papers/{paper.symbol}/1/").content.decode()
    assert xa.name["en"] not in page
    told = Notice.objects.filter(kind="paper-circulated").values_list("recipient__email", flat=True)
    assert authority.email in told
    assert stranger.email not in told
    asked = {line for person in (authority, chair) for line in lines_of(sign_in(person)) if line[0] == "comments"}
    assert asked == {("comments", "XA")}, "the Chair reads it, and its state isn't asked"


def test_the_covering_letter_begins_with_the_paper_and_those_it_went_to(office, sign_in, xa, xo, authority):
    meeting = MeetingFactory()
    paper = laid_down(office, about=f"meeting:{meeting.reference}")
    address = reverse("paper-act", args=[paper.key, "circulate"])
    answers = {"to": "named", "participants": ["XA", "XO"], "comments_by": ""}
    shown = office.post(address, answers)
    assert "What happens when it is circulated" in shown.content.decode()
    assert not Circulation.objects.exists()
    landed = office.post(
        address, {**answers, "previewed": shown.context["turn"].form["previewed"].value()}, follow=True
    )
    form = landed.context["form"]
    assert landed.request["PATH_INFO"] == "/outgoing/begin/"
    assert form.initial["participants"] == ["XA", "XO"]
    assert form.initial["annexes"] == [f"{paper.symbol}/1"]
    assert form.initial["subject"] == BODY["title"]
    about = Addressee.objects.filter(kind="paper-circulated", on_paper=True)
    assert {row.participant.code for row in about} == {"XO"}
    assert paper.symbol in sign_in(authority).get(meeting.get_absolute_url()).content.decode()
    assert [row["symbol"] for row in office.get(API, {"about": f"meeting:{meeting.reference}"}).json()["results"]] == [
        paper.symbol
    ]
    assert OutgoingLetter.objects.count() == 0


def test_a_new_version_goes_to_those_again_and_says_what_it_took_up_as_far_as_all_of_them_read_it(
    office, sign_in, xa, xo, authority, observer
):
    paper = laid_down(office)
    act(office, paper, "circulate", to="named", participants=["XA", "XO"])
    for client, audience in ((sign_in(authority), "observers"), (sign_in(observer), "secretariat")):
        said = {"text": "Earlier, please.", "audience": audience}
        answer = client.post(f"{API}{paper.key}/versions/1/comments/", said, content_type="application/json")
        assert answer.status_code == 201, answer.content
    for comment in PaperVersion.objects.get().comments.all():
        office.post(
            f"/api/v1/comments/{comment.uid}/take-up/", {"outcome": "taken-up"}, content_type="application/json"
        )
    same = act(office, paper, "say-anew", text=BODY["text"])
    assert same.status_code == 422, same.content
    assert act(office, paper, "say-anew", text="Doors open at eight.").status_code == 200
    assert not reads(sign_in(authority), paper, 2)
    act(office, paper, "circulate", to="named", participants=["XA", "XO"])
    assert reads(sign_in(authority), paper, 2)
    again = act(office, paper, "circulate", to="named", participants=["XO", "XA"])
    assert again.status_code == 422, "the same version to the same"
    told = Notice.objects.filter(kind="paper-circulated", recipient=authority).order_by("-pk").first()
    assert told.values["took_up"] == "XA", "what the Secretariat alone read isn't told to others"


def test_words_of_its_file_are_found_by_those_it_went_to_alone(office, sign_in, xa, authority, stranger):
    file = SimpleUploadedFile("programme.docx", a_docx_saying("Peculiarly lavender programme"))
    answer = office.post(API, {"kind": PaperKind.GENERAL, "title": "A programme", "file": file})
    assert answer.status_code == 201, answer.content
    paper = Paper.objects.get()
    act(office, paper, "circulate", to="named", participants=["XA"])
    read_files(at=timezone.now(), within=60)
    found = {
        person: client.get("/api/v1/search/", {"q": "lavender"}).json()["count"]
        for person, client in (("XA", sign_in(authority)), ("XB", sign_in(stranger)), ("office", office))
    }
    assert found == {"XA": 1, "XB": 0, "office": 1}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"title": ""}, "title"),
        ({"text": ""}, "text"),
        ({"symbol": "SEC_1"}, "symbol"),
        ({"kind": "concept-paper"}, "kind"),
        ({"about": "meeting:NONE"}, "about"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(office, body, field):
    answer = office.post(API, {**BODY, **body}, content_type="application/json")
    assert answer.status_code == 422
    assert field in answer.json()["errors"], answer.content


def test_nobody_is_addressed_by_a_group_that_never_sat_or_by_no_name(office):
    paper = laid_down(office)
    assert act(office, paper, "circulate", to="named", participants=[]).status_code == 422
    assert act(office, paper, "circulate", to="group").status_code == 422
    assert act(office, paper, "circulate", to="members", comments_by="2001-01-01").status_code == 422
    assert not Circulation.objects.exists()


def test_a_paper_of_a_commitment_goes_out_where_it_travels_and_a_key_that_is_sent_twice_lays_down_one(
    office, authority, sign_in
):
    key = {"headers": {"Idempotency-Key": "one"}}
    body = {**BODY, "symbol": ""}
    first = office.post(API, body, content_type="application/json", **key)
    again = office.post(API, body, content_type="application/json", **key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["symbol"] == again.json()["symbol"]
    assert first.json()["symbol"].startswith("SEC-")
    assert sign_in(authority).post(API, body, content_type="application/json").status_code == 403


@pytest.mark.both
def test_what_a_circulation_names_is_never_changed(office, xa):
    paper = laid_down(office)
    act(office, paper, "circulate", to="named", participants=["XA"])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM papers_circulation_participants")
    assert Circulation.objects.get(audience=Audience.SECRETARIAT).participants.get() == xa
