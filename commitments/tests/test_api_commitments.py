"""Commitments, their history and their papers by the REST door: what is told, to whom."""

import csv
import io

import openpyxl
import pytest
from django.test import Client

from cica_tracker.tests.night import IS_NIGHT
from commitments.access import capacities, offers
from commitments.acts.periods import BESIDE_ITS_STEPS
from commitments.acts.public_commitments import OF_THE_WORLD
from commitments.models import Commitment
from commitments.tests.factories import CommitmentFactory, CoordinatorAssignmentFactory
from commitments.tests.stories import PAPER, Story
from law.choices import Modality
from law.cica.states import State
from law.editions import workflows
from members.models import User
from papers.tests.files.pdfs import a_pdf
from papers.uploads import Submitted
from record.exports import csv_cell
from record.tests.test_api_formats import as_json_has_it

pytestmark = pytest.mark.django_db

# What the Committee took note of lies beside the road: whoever walks it comes by what it approved.
ASIDE = (State.WITHDRAWN, State.NOTED)
STATES = [(flow.modality, state) for flow in workflows() for state in flow.states() if state not in ASIDE]


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


def shown(client: Client, story: Story) -> dict:
    response = client.get(f"/api/v1/commitments/{story.commitment.reference}/")
    assert response.status_code == 200, response.content
    return response.json()


def rows(client: Client, name: str, **query: str) -> list[dict]:
    response = client.get(f"/api/v1/{name}/", query)
    assert response.status_code == 200, response.content
    return response.json()["results"]


# -- What a commitment says.


def test_a_commitment_says_where_it_stands_who_takes_part_and_who_is_awaited(story, preparer, sign_in):
    story.to(State.DRAFTED)
    row = shown(sign_in(preparer), story)
    assert (row["state"], row["state_label"]) == ("drafted", "Paper drafted")
    assert (row["modality"], row["edition"], row["audience"]) == ("a", "2007", "members")
    assert row["measure"] == story.commitment.measure.reference
    assert (row["intending_states"], row["coordinators"], row["co_coordinators"]) == (["XA"], ["XA"], [])
    assert row["awaited"] == ["secretariat"]
    assert row["version"] == story.commitment.version


def test_of_what_only_the_public_record_tells_nobody_is_awaited(story, authority, sign_in):
    facts = {"state": State.APPROVED, "audience": "public", "source": "A public record", "confidence": "V"}
    of_the_record = CommitmentFactory(measure=story.commitment.measure, **facts)
    CoordinatorAssignmentFactory(
        measure=story.commitment.measure, commitment=of_the_record, participant=story.state, fact="designation",
        role="coordinator",
    )  # fmt: skip
    client = sign_in(authority)
    told = {row["reference"]: row["awaited"] for row in rows(client, "commitments")}
    assert told == {of_the_record.reference: [], story.commitment.reference: ["chair"]}
    page = client.get(of_the_record.get_absolute_url()).content.decode()
    assert "Next steps open to its states:" in page
    assert "Next action:" not in page


@pytest.mark.parametrize("modality", Modality)
def test_the_next_steps_of_everybody_are_what_the_procedure_offers_them(
    modality, authority, preparer, stranger, chair, officer, sign_in
):
    """By day three of the five people in each state, in turn; in the list each of them in every fifth.

    What follows from a body's decision is told to whom it belongs, and taken where that is recorded: here it isn't open.
    """
    story = Story(author=authority, chair=chair, officer=officer, modality=modality)
    people = (authority, preparer, stranger, chair, officer)
    for number, state in enumerate(state for own, state in STATES if own == modality):
        story.to(state)
        for place, person in enumerate(people):
            if not IS_NIGHT and (number + place) % len(people) > 2:
                continue
            fresh, client = User.objects.get(pk=person.pk), sign_in(person)
            expected = [
                (
                    one.step.name,
                    str(one.step.label),
                    one.step.article,
                    one.acting_as.value,
                    one.may_submit and not one.step.is_decided,
                )
                for one in offers(story.commitment, capacities(fresh, story.commitment))
            ]
            every = shown(client, story)["next_acts"]
            told = [
                act
                for act in every
                if act["name"] not in {beside.name for beside in (*BESIDE_ITS_STEPS, *OF_THE_WORLD)}
            ]
            fields = ("name", "label", "article", "acting_as", "open")
            assert [tuple(step[field] for field in fields) for step in told] == expected, (state, person)
            assert all(step["open"] == (not step["problems"]) for step in told)
            if IS_NIGHT or number % len(people) == place:
                [row] = rows(client, "commitments", **{"with": "next_acts"})
                assert [{**act, "asks": None} for act in every] == row["next_acts"]


def test_a_blocked_step_says_what_blocks_it_in_the_language_of_the_reader(story, chair, sign_in):
    story.to(State.COORDINATED)
    [step] = [one for one in shown(sign_in(chair), story)["next_acts"] if one["name"] == "ask-the-states"]
    assert not step["open"]
    assert step["problems"] == ["A coordinator is designated already."]


def test_a_preparer_under_two_keys_is_told_that_the_authority_submits(story, preparer, sign_in):
    [step] = [one for one in shown(sign_in(preparer), story)["next_acts"] if one["name"] == "offer-to-coordinate"]
    assert (step["open"], step["on_behalf_of"]) == (False, "XA")
    assert "authority submits" in step["problems"][0]


def test_a_step_says_what_it_asks_for_with_its_choices(story, officer, authority, sign_in):
    story.to(State.CIRCULATED)
    steps = {one["name"]: one for one in shown(sign_in(officer), story)["next_acts"]}
    asks = {one["name"]: one for one in steps["consider"]["asks"]}
    assert {name: (one["kind"], one["required"]) for name, one in asks.items()} == {
        "meeting": ("choice", True),
        "note": ("text", False),
        "note_language": ("choice", False),
        "note_language_kept": ("choice", False),
    }
    assert [one["value"] for one in asks["meeting"]["choices"]] == [story.meetings["working-group"].reference]
    asks = {one["name"]: one for one in shown(sign_in(authority), story)["next_acts"][0]["asks"]}
    assert (asks["text"]["required"], asks["text"]["instead"], asks["file"]["kind"]) == (True, "file", "file")
    assert (asks["language"]["required"], asks["language"]["default"]) == (False, None)


# -- Who sees it.


def test_what_one_may_not_see_is_answered_like_what_does_not_exist(story, observer, sign_in):
    client = sign_in(observer)
    mine, none = story.commitment.reference, "CBM-2007-ECO-02-99"
    for where in (f"commitments/{mine}/", f"steps/{mine}.1/", f"commitments/{mine}/steps/join/"):
        for method in (client.get, client.post):
            seen, absent = method(f"/api/v1/{where}"), method(f"/api/v1/{where.replace(mine, none)}")
            assert seen.status_code == absent.status_code
            assert seen.status_code in {404, 405}
            assert seen.content == absent.content
            differing = {"Content-Security-Policy", "RateLimit", "X-Request-ID"}
            assert {k: v for k, v in seen.items() if k not in differing} == {
                k: v for k, v in absent.items() if k not in differing
            }
    for name in ("commitments", "steps", "papers", "views", "experts"):
        assert rows(client, name) == []
    assert client.get("/api/v1/steps/", {"commitment": mine}).status_code == 400


def test_an_observer_sees_what_was_released_to_observers_and_is_offered_nothing(story, observer, sign_in):
    Commitment.objects.filter(pk=story.commitment.pk).update(audience="observers")
    row = shown(sign_in(observer), story)
    assert (row["reference"], row["next_acts"]) == (story.commitment.reference, [])


def test_a_renewal_names_the_earlier_one_only_to_who_sees_it(story, authority, observer, chair, officer, sign_in):
    other = Story(author=authority, chair=chair, officer=officer)
    Commitment.objects.filter(pk=other.commitment.pk).update(renews=story.commitment, audience="observers")
    assert shown(sign_in(authority), other)["renews"] == story.commitment.reference
    assert shown(sign_in(observer), other)["renews"] is None


def test_nobody_reads_without_signing_in(story, client):
    for name in ("commitments", "steps", "papers", "views", "experts"):
        assert client.get(f"/api/v1/{name}/").status_code == 401
    url = f"/api/v1/commitments/{story.commitment.reference}/steps/join/"
    assert client.post(url).status_code == 401


def test_a_paper_before_circulation_is_its_authors_the_chairs_and_the_secretariats(
    story, preparer, stranger, chair, officer, sign_in
):
    story.to(State.DRAFTED)
    for person, sees in ((preparer, True), (chair, True), (officer, True), (stranger, False)):
        client = sign_in(person)
        papers = rows(client, "papers")
        assert bool(papers) is sees
        step = rows(client, "steps", step="submit-draft")[0]
        assert step["paper"] == (f"{story.commitment.reference}/CP" if sees else None)
        key = f"{story.commitment.reference}_CP"
        assert client.get(f"/api/v1/papers/{key}/versions/1/").status_code == (200 if sees else 404)


# -- History.


def test_the_history_is_every_step_in_order_and_one_of_them_has_an_address(story, authority, sign_in):
    story.to(State.CIRCULATED)
    client = sign_in(authority)
    history = rows(client, "steps", commitment=story.commitment.reference.lower())
    assert [row["step"] for row in history] == [
        "indicate",
        "consult",
        "offer-to-coordinate",
        "designate-coordinator",
        "submit-draft",
        "circulate",
    ]
    assert [row["serial"] for row in history] == [1, 2, 3, 4, 5, 6]
    assert (history[3]["party"], history[3]["acting_as"], history[4]["paper_version"]) == ("XA", "chair", 1)
    assert client.get(f"/api/v1/steps/{history[4]['key']}/").json() == history[4]
    for key in ("nothing", f"{story.commitment.reference}.", f"{story.commitment.reference}.²", ".1", "1"):
        assert client.get(f"/api/v1/steps/{key}/").status_code == 404


def test_steps_are_found_by_what_they_are(story, authority, sign_in):
    story.to(State.CONSIDERED)
    client = sign_in(authority)
    for query, expected in [
        ({"step": "consult"}, ["consult"]),
        ({"state": "drafted"}, ["submit-draft"]),
        ({"to": "2026-03-03"}, []),
        ({"from": "2026-03-03", "step": "consider"}, ["consider"]),
        ({"participant": "xc"}, ["consult", "designate-coordinator"]),
        ({"search": "consulting"}, ["consult"]),
        ({"search": "CORRIDORS consulting"}, ["consult"]),
    ]:
        assert [row["step"] for row in rows(client, "steps", **query)] == expected, query


def test_commitments_are_found_by_what_they_are(story, authority, stranger, chair, officer, sign_in):
    other = Story(author=stranger, chair=chair, officer=officer, modality=Modality.B)
    client = sign_in(authority)
    mine, theirs = story.commitment.reference, other.commitment.reference
    for query, expected in [
        ({"state": "indicated"}, [mine]),
        ({"modality": "b"}, [theirs]),
        ({"participant": "xb"}, [theirs]),
        ({"area": "ECO"}, [theirs, mine]),
        ({"measure": story.commitment.measure.reference, "ordering": "reference"}, [mine, theirs]),
        ({"search": f"corridors {mine}"}, [mine]),
        ({"as_of": "2007-01-01"}, []),
    ]:
        assert [row["reference"] for row in rows(client, "commitments", **query)] == expected, query


# -- Papers.


def test_a_paper_is_found_by_its_symbol_and_told_with_its_versions(story, authority, sign_in):
    story.to(State.CIRCULATED)
    client, symbol = sign_in(authority), f"{story.commitment.reference}/CP"
    [paper] = rows(client, "papers", symbol=symbol)
    assert client.get(f"/api/v1/papers/{paper['key']}/").json() == {**paper, "next_acts": []}
    [version] = paper["versions"]
    assert (version["number"], version["file_url"], version["on_behalf_of"]) == (1, None, "XA")
    whole = client.get(version["url"]).json()
    assert whole["text"] == PAPER.text
    assert [one["audience"] for one in whole["circulations"]] == ["members"]
    assert client.get(f"{version['url']}file/").status_code == 404


def test_a_file_comes_as_an_attachment_that_runs_nothing(story, authority, stranger, sign_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    content = a_pdf()
    story.to(State.COORDINATED)
    story.take("submit-draft", authority, document=Submitted(file=SimpleUploadedFile("Our paper.pdf", content)))
    client = sign_in(authority)
    [version] = rows(client, "papers")[0]["versions"]
    for accept in ("*/*", "application/pdf", "text/html"):
        response = client.get(version["file_url"], headers={"Accept": accept})
        assert response.status_code == 200
        assert response.getvalue() == content
        symbol = story.commitment.reference
        assert response["Content-Disposition"] == f'attachment; filename="{symbol}-CP-v1.pdf"'
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in response["Cache-Control"]
    assert sign_in(stranger).get(version["file_url"]).status_code == 404


# -- Formats.


def told(value):
    """A value of JSON as a cell holds it."""
    if isinstance(value, list):
        return "; ".join(str(next(iter(one.values()))) if isinstance(one, dict) else str(one) for one in value)
    return value


def flat(row, above=()):
    for name, value in row.items():
        if isinstance(value, dict):
            yield from flat(value, (*above, name))
        else:
            yield ".".join((*above, name)), told(value)


@pytest.mark.parametrize("name", ["commitments", "steps", "papers", "views", "experts"])
def test_csv_and_xlsx_say_what_json_says_and_run_nothing(name, authority, chair, officer, sign_in):
    story = Story(author=authority, chair=chair, officer=officer, modality=Modality.B).to(State.CIRCULATED)
    Commitment.objects.filter(pk=story.commitment.pk).update(title='=HYPERLINK("http://x.example")')
    story.commitment.papers.update(title="=1+1")
    story.commitment.views.update(text="@SUM(1)")
    story.commitment.experts.update(name="+cmd")
    client = sign_in(authority)
    expected = [dict(flat(row)) for row in rows(client, name)]
    assert expected
    text = client.get(f"/api/v1/{name}/?format=csv").getvalue().decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text, newline=""))
    assert head == list(expected[0])
    assert lines == [[csv_cell(value) for value in row.values()] for row in expected]
    assert not any(cell.startswith(("=", "@", "+", "-")) for line in lines for cell in line)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/api/v1/{name}/?format=xlsx").getvalue()))
    head, *cells = book.active.iter_rows()
    assert [cell.value for cell in head] == list(expected[0])
    assert not any(cell.data_type == "f" for line in cells for cell in line)
    assert [[as_json_has_it(cell.value) for cell in line] for line in cells] == [
        ["" if value is None else value for value in row.values()] for row in expected
    ]


# Session and person (2); the count; the commitments; the states for which the reader acts and who holds the Chair;
# whether the reader chairs a group; and of all commitments at once: intentions, coordinators and their states, steps.
# Of steps and papers, views and experts: session, person, where the person sits (3), the count, the rows, and what
# hangs on them: experts of steps; versions of papers and their circulations.
QUERIES = {"commitments": 10, "steps": 8, "papers": 10, "views": 7, "experts": 7}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", QUERIES)
def test_a_list_costs_as_many_queries_for_three_as_for_one(
    name, count, authority, chair, officer, sign_in, django_assert_num_queries
):
    for _number in range(count):
        Story(author=authority, chair=chair, officer=officer, modality=Modality.B).to(State.CIRCULATED)
    client = sign_in(authority)
    with django_assert_num_queries(QUERIES[name]):
        assert client.get(f"/api/v1/{name}/").status_code == 200
    for kind in ("csv", "xlsx"):
        with django_assert_num_queries(QUERIES[name] - 1):  # a file holds all rows, and they aren't counted first
            client.get(f"/api/v1/{name}/", {"format": kind}).getvalue()
