"""Steps taken by the REST door: by whom, once, on what is still so, and why not."""

import io
import json
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connections
from django.test import Client

from commitments.acts.periods import BESIDE_ITS_STEPS
from commitments.acts.public_commitments import OF_THE_WORLD
from commitments.models import Commitment, StepTaken
from commitments.tests.stories import Story, members_attend
from journal.models import Entry
from law.choices import Modality
from law.cica.bodies import Body
from law.cica.states import State
from members.choices import Scope
from members.tests.signing_in import a_token_of
from papers.tests.files.hostile_pdfs import HOSTILE_PDFS
from papers.tests.files.pdfs import a_pdf
from record.choices import Channel

pytestmark = pytest.mark.django_db
A_PDF = a_pdf()


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


def at(story: Story, step: str = "") -> str:
    address = f"/api/v1/commitments/{story.commitment.reference}/"
    return f"{address}steps/{step}/" if step else address


def send(client: Client, url: str, body: object = None, **headers: str):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(url, json.dumps(body or {}), content_type="application/json", headers=named)


# What a body decides is recorded as its decision, and in no other way.
DECIDED = {"approve": "approved", "defer": "deferred"}


def fresh(story: Story) -> Commitment:
    return Commitment.objects.get(pk=story.commitment.pk)


# -- Taking a step.


def test_both_modalities_are_travelled_by_rest_alone(authority, chair, officer, sign_in):
    """Every step of the roads is taken with the first choice of each of its asks."""
    roads = {
        Modality.A: [("consult", chair), ("offer-to-coordinate", authority), ("designate-coordinator", chair),
                     ("submit-draft", authority), ("circulate", officer), ("return-for-revision", officer),
                     ("submit-draft", authority), ("circulate", officer), ("consider", officer),
                     ("put-before-soc", officer), ("approve", officer), ("begin-implementation", authority),
                     ("rest", officer), ("resume", officer), ("complete", officer)],
        Modality.B: [("compile", officer), ("convene", officer), ("entrust", officer), ("submit-working-paper", officer),
                     ("circulate", officer), ("consider", officer), ("put-before-soc", officer), ("defer", officer),
                     ("put-before-soc", officer), ("approve", officer), ("begin-implementation", authority)],
    }  # fmt: skip
    for modality, road in roads.items():
        story = Story(author=authority, chair=chair, officer=officer, modality=modality)
        if modality == Modality.B:
            mine = {"commitment": story.commitment.reference}
            assert send(sign_in(authority), "/api/v1/views/", {**mine, "text": "Our view."}).status_code == 201
            body = {**mine, "name": "Dr Expert", "audience": "members"}
            assert send(sign_in(authority), "/api/v1/experts/", body).status_code == 201
        members_attend(story.meetings[Body.SENIOR_OFFICIALS], officer)
        for name, person in road:
            client = sign_in(person)
            if name in DECIDED:
                said = {"meeting": story.meetings[Body.SENIOR_OFFICIALS].reference, "title": "Corridors", "text": "So it is.",
                        DECIDED[name]: [story.commitment.reference], "note": "As it was said.", "consensus": "No objection."}  # fmt: skip
                assert send(client, "/api/v1/decisions/", said).status_code == 201
                continue
            told = client.get(at(story))
            [step] = [one for one in told.json()["next_acts"] if one["name"] == name]
            assert (step["open"], step["problems"]) == (True, []), name
            answers = {ask["name"]: answer(ask) for ask in step["asks"] if ask["required"] and ask["name"] != "file"}
            response = send(client, at(story, name), answers, If_Match=told["ETag"])
            assert response.status_code == 201, (name, response.content)
            taken = response.json()
            assert (taken["step"], taken["channel"], taken["acting_as"]) == (name, "api", step["acting_as"])
            assert client.get(response["Location"]).json() == taken
        history = list(fresh(story).steps.values_list("step", flat=True))
        assert history[1:] == [name for name, _person in road]


def answer(ask: dict) -> object:
    if ask["kind"] == "choices":
        return [ask["choices"][0]["value"]]
    return ask["choices"][0]["value"] if ask["choices"] else "Words."


def test_what_may_be_sent_is_described(story, officer, chair, sign_in):
    out = io.StringIO()
    call_command("spectacular", format="openapi-json", stdout=out)
    schema = json.loads(out.getvalue())

    def described(path: str) -> set[str]:
        [reference] = {
            body["schema"]["$ref"] for body in schema["paths"][path]["post"]["requestBody"]["content"].values()
        }
        return set(schema["components"]["schemas"][reference.rpartition("/")[2]]["properties"])

    of_steps = described("/api/v1/commitments/{reference}/steps/{act}/")
    for state in (State.CONSULTING, State.DRAFTED, State.BEFORE_SOC):
        story.to(state)
        for person in (officer, chair):
            for act in sign_in(person).get(at(story)).json()["next_acts"]:
                if act["name"] in {beside.name for beside in (*BESIDE_ITS_STEPS, *OF_THE_WORLD)}:
                    continue  # no step: each has a body of its own
                assert {ask["name"] for ask in act["asks"]} <= of_steps
    assert {"on_behalf_of", "channel", "letter", "letter_language"} <= of_steps
    # A step that follows from a decision is taken where the decision is recorded, and by naming one nowhere else.
    assert "decision" not in of_steps
    of_beginning = described("/api/v1/commitments/")
    assert {"modality", "measure", "area", "topic", "title", "statement", "audience", "renews"} <= of_beginning


def test_a_missing_answer_is_a_422_that_names_it_and_writes_nothing(story, chair, sign_in):
    response = send(sign_in(chair), at(story, "consult"), {"note": "  "})
    assert (response.status_code, list(response.json()["errors"])) == (422, ["note"])
    assert fresh(story).state == State.INDICATED


def test_a_blocked_step_is_a_422_with_the_sentence(story, chair, sign_in):
    story.to(State.COORDINATED)
    response = send(sign_in(chair), at(story, "designate-another-coordinator"), {"party": "XA"})
    assert response.status_code == 422
    assert response.json()["errors"] == {
        "non_field_errors": [
            "A coordinator is designated already.",
            "Every state that intends it is designated already.",
        ]
    }


def test_a_field_that_is_not_asked_for_is_refused_by_name(story, chair, sign_in):
    response = send(sign_in(chair), at(story, "consult"), {"note": "Yes.", "notes": "No.", "once_key": "x"})
    assert response.status_code == 422
    assert list(response.json()["errors"]) == ["notes", "once_key"]
    assert "note" in response.json()["notes"][0]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'"note"', 400),
        (b'{"note": "a", "note": "b"}', 400),
        (b'{"\\ud800": "a"}', 400),
        (b"\xff", 400),
        (b"[" * 100_000, 400),
        (b'{"note": 1}', 422),
        (b'{"note": {"a": "b"}}', 422),
        (b'{"note": [1]}', 422),
        (b'{"note": "a\\u0000b"}', 422),
        (b'{"note": "\\ud800"}', 422),
        (b'{"note": "' + b"a" * 5001 + b'"}', 422),
        (b'{"note": "' + b"a" * 3_000_000 + b'"}', 413),
    ],
    ids=range(14),
)
def test_what_cannot_be_read_is_refused_and_writes_nothing(content, status, story, chair, sign_in):
    response = sign_in(chair).post(at(story, "consult"), content, content_type="application/json")
    assert response.status_code == status, response.content
    assert response.json()
    assert fresh(story).state == State.INDICATED


def test_another_kind_of_body_is_a_415_and_another_method_a_405(story, chair, sign_in):
    client = sign_in(chair)
    assert client.post(at(story, "consult"), "note=x", content_type="text/plain").status_code == 415
    assert client.put(at(story, "consult")).status_code == 405
    assert client.get(at(story, "consult")).status_code == 405
    assert client.delete(at(story)).status_code == 405
    assert send(client, at(story, "consult") + "?format=csv", {"note": "x"}).status_code == 400


# -- By whom.


def test_a_preparer_under_two_keys_gets_the_sentence_and_under_one_key_the_step(story, preparer, xa, sign_in):
    response = send(sign_in(preparer), at(story, "offer-to-coordinate"))
    assert response.status_code == 403
    assert "its authority submits" in response.json()["detail"]
    xa.keys = "one"
    xa.save()
    assert send(sign_in(preparer), at(story, "offer-to-coordinate")).status_code == 201


def test_whoever_has_no_right_to_a_step_is_told_whose_it_is(story, stranger, observer, sign_in):
    response = send(sign_in(stranger), at(story, "consult"), {"note": "Mine."})
    assert (response.status_code, response.json()["detail"]) == (403, "This is open to: the Chair.")
    Commitment.objects.filter(pk=story.commitment.pk).update(audience="observers")
    for step in story.commitment.workflow.steps:
        assert send(sign_in(observer), at(story, step.name), {"note": "Mine."}).status_code == 403
    assert fresh(story).steps.count() == 1


def test_a_step_of_another_place_in_the_procedure_is_a_422_and_one_of_no_procedure_a_404(story, officer, sign_in):
    client = sign_in(officer)
    assert send(client, at(story, "circulate")).status_code == 422
    for name in ("indicate", "fly", "compile", "CONSULT", "x" * 41):
        assert send(client, at(story, name)).status_code == 404


def test_a_step_is_taken_with_a_token_and_not_with_a_session_without_its_csrf_token(story, chair):
    _row, token = a_token_of(chair, Scope.ACT)
    machine = Client(enforce_csrf_checks=True)
    response = send(machine, at(story, "consult"), {"note": "Consulting."}, Authorization=f"Token {token}")
    assert response.status_code == 201
    labels = Entry.objects.about(story.commitment).values_list("by_label", flat=True)
    assert f"{chair.email}, by token “ministry export”" in labels, "the journal names the door"
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(chair)
    response = send(browser, at(story, "offer-to-coordinate"))
    assert response.status_code == 403


def test_the_secretariat_enters_a_step_with_the_channel_and_the_letter_of_the_state(
    story, xb, stranger, officer, sign_in
):
    client = sign_in(officer)
    for body, names in (
        ({"on_behalf_of": "XB"}, ["channel", "letter_reference"]),
        ({"on_behalf_of": "XB", "channel": "email"}, ["letter_reference"]),
        ({"channel": "email"}, ["on_behalf_of"]),
        ({"on_behalf_of": "XB", "channel": "pigeon"}, ["channel", "letter_reference"]),
        ({"on_behalf_of": "ZZ", "channel": "email"}, ["on_behalf_of"]),
    ):
        response = send(client, at(story, "join"), body)
        assert (response.status_code, list(response.json()["errors"])) == (422, names), body
    assert send(client, at(story, "join")).status_code == 403
    scan = SimpleUploadedFile("note.pdf", A_PDF, "application/pdf")
    body = {"on_behalf_of": "XB", "channel": "note-verbale", "letter": scan, "note": "By note verbale."}
    response = client.post(at(story, "join"), body)
    assert response.status_code == 201, response.content
    taken = response.json()
    assert (taken["on_behalf_of"], taken["channel"]) == ("XB", "note-verbale")
    assert taken["letter"] == f"{story.commitment.reference}/NV.XB.1"
    assert StepTaken.objects.get(step="join").scan.on_behalf_of == xb


def test_nobody_else_enters_a_step_for_another_state_or_by_letter(story, stranger, authority, sign_in):
    response = send(sign_in(stranger), at(story, "offer-to-coordinate"), {"on_behalf_of": "XA"})
    assert (response.status_code, response.json()["detail"]) == (403, "This is open to: a state that intends it.")
    response = send(sign_in(authority), at(story, "offer-to-coordinate"), {"on_behalf_of": "XA", "channel": "email"})
    assert (response.status_code, list(response.json()["errors"])) == (422, ["channel"])
    assert send(sign_in(authority), at(story, "offer-to-coordinate"), {"on_behalf_of": "XA"}).status_code == 201


# -- Once, and on what is still so.


def test_the_same_key_twice_takes_one_step_and_says_which(story, chair, sign_in):
    client = sign_in(chair)
    first = send(client, at(story, "consult"), {"note": "Once."}, Idempotency_Key="key-1")
    again = send(client, at(story, "consult"), {"note": "Once."}, Idempotency_Key="key-1", If_Match='"v1-0"')
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert fresh(story).steps.filter(step="consult").count() == 1


def test_another_note_under_a_used_key_is_refused_and_takes_no_step(story, chair, sign_in):
    client = sign_in(chair)
    assert send(client, at(story, "consult"), {"note": "Once."}, Idempotency_Key="key-1").status_code == 201
    refused = send(client, at(story, "consult"), {"note": "Otherwise."}, Idempotency_Key="key-1")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["non_field_errors"])
    assert [taken.note for taken in fresh(story).steps.filter(step="consult")] == ["Once."]


def test_equal_keys_of_two_people_or_at_two_addresses_do_not_meet(story, authority, stranger, chair, sign_in):
    key = {"Idempotency_Key": "1"}
    assert send(sign_in(stranger), at(story, "join"), **key).status_code == 201
    assert send(sign_in(chair), at(story, "join"), **key).status_code == 201
    assert send(sign_in(chair), at(story, "offer-to-coordinate"), **key).status_code == 201
    assert send(sign_in(chair), at(story, "consult"), {"note": "Yes."}, **key).status_code == 201


@pytest.mark.parametrize("key", ["", " ", "a b", "é", "x" * 201])
def test_a_key_that_is_none_is_a_400(key, story, chair, sign_in):
    response = send(sign_in(chair), at(story, "consult"), {"note": "Yes."}, Idempotency_Key=key)
    assert (response.status_code, list(response.json()["errors"])) == (400, ["Idempotency-Key"])


@pytest.mark.django_db(transaction=True)
def test_the_same_key_from_several_threads_at_once_takes_one_step(story, chair, sign_in):
    clients = [sign_in(chair) for _number in range(4)]
    start, answers = threading.Barrier(4), []

    def press(client: Client) -> None:
        try:
            start.wait()
            answers.append(send(client, at(story, "consult"), {"note": "Once."}, Idempotency_Key="key-1"))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.status_code for one in answers) == [200, 200, 200, 201]
    assert len({one.content for one in answers}) == 1
    assert StepTaken.objects.filter(step="consult").count() == 1


def test_what_moved_on_since_it_was_read_is_refused_with_412_and_written_by_nobody(story, chair, authority, sign_in):
    client = sign_in(authority)
    seen = client.get(at(story))["ETag"]
    story.take("consult", chair, note="Consulting.")
    response = send(client, at(story, "offer-to-coordinate"), If_Match=seen)
    assert response.status_code == 412
    assert "moved on" in response.json()["detail"]
    assert not fresh(story).steps.filter(step="offer-to-coordinate").exists()
    now = client.get(at(story))["ETag"]
    for header in (f"W/{now}", now):
        assert header.startswith(('"v2-', 'W/"v2-'))
    assert send(client, at(story, "offer-to-coordinate"), If_Match=f"W/{now}").status_code == 201


def test_only_the_version_counts_for_if_match_and_no_guard_is_content_with_what_is(story, chair, authority, sign_in):
    theirs = sign_in(chair).get(at(story))["ETag"]
    ours = sign_in(authority).get(at(story))["ETag"]
    assert theirs != ours, "what each may do next differs"
    assert send(sign_in(authority), at(story, "offer-to-coordinate"), If_Match=theirs).status_code == 201
    assert send(sign_in(chair), at(story, "consult"), {"note": "Yes."}, If_Match="*").status_code == 201
    assert send(sign_in(authority), at(story, "withdraw")).status_code == 201
    response = send(sign_in(chair), at(story, "join"), If_Match='"abc"')
    assert (response.status_code, list(response.json()["errors"])) == (400, ["If-Match"])


def test_who_has_the_commitment_already_is_told_so_until_it_moves(story, chair, sign_in):
    client = sign_in(chair)
    seen = client.get(at(story))["ETag"]
    assert client.get(at(story), headers={"If-None-Match": seen}).status_code == 304
    story.take("consult", chair, note="Consulting.")
    assert client.get(at(story), headers={"If-None-Match": seen}).status_code == 200


# -- With a file.


def test_a_paper_comes_as_a_file(story, authority, sign_in):
    story.to(State.COORDINATED)
    client = sign_in(authority)
    paper = SimpleUploadedFile("Paper.pdf", A_PDF, "application/pdf")
    response = client.post(at(story, "submit-draft"), {"file": paper, "title": "Draft"})
    assert response.status_code == 201, response.content
    version = fresh(story).papers.get().versions.get()
    assert (version.channel, version.file_type, version.size) == (Channel.API, "application/pdf", len(A_PDF))


def test_a_file_that_cannot_be_taken_is_a_422_with_the_reason(story, authority, sign_in):
    story.to(State.COORDINATED)
    client = sign_in(authority)
    name, content = next(iter(HOSTILE_PDFS.items()))
    content = content[0] if isinstance(content, tuple) else content
    for file in (SimpleUploadedFile("Paper.exe", b"MZ"), SimpleUploadedFile("Paper.pdf", content)):
        response = client.post(at(story, "submit-draft"), {"file": file})
        assert (response.status_code, list(response.json()["errors"])) == (422, ["file"]), name
    for body, names in (
        ({"file": "not a file"}, ["text", "file"]),
        ({"text": "Words.", "note": SimpleUploadedFile("n.pdf", A_PDF)}, ["note"]),
        ({"text": ["Words.", "Other words."]}, ["text"]),
        ({"text": "Words.", "file": SimpleUploadedFile("n.pdf", A_PDF)}, ["text"]),
        ({"text": "Слова.", "language": "ru"}, ["text"]),
    ):
        response = client.post(at(story, "submit-draft"), body)
        assert (response.status_code, list(response.json()["errors"])) == (422, names), body
    assert fresh(story).state == State.COORDINATED
