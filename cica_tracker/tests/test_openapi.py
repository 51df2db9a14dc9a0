"""The description of the API says all there is, and what it says is so."""

import io
import json
import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort
from playwright.sync_api import Page

from cica_tracker.api_urls import RESOURCES
from cica_tracker.tests.night import IS_NIGHT
from members.choices import Scope
from members.tests.signing_in import a_token_of

pytestmark = pytest.mark.django_db
# Of each operation; `make night` asks for many more.
EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "2"))
# Of the description as it is answered, laid out for reading, an operation's part: four times so much where each repeats
# its refusals.
MOST_OF_AN_OPERATION = 12_000
# What states share among themselves, and what a meeting to come has, is not in the public record.
WITHOUT_ROWS = {
    "addressees",
    "deputyships",
    "going-on-rules",
    "went-on",
    "views",
    "comments",
    "experts",
    "activities",
    "activity-deeds",
    "photographs",
    "action-plans",
    "year-plans",
    "information",
    "publications",
    "institutions",
    "information-replies",
    "note-requests",
    "progress-notes",
    "deadlines",
    "agendas",
    "agenda-items",
    "attendance",
    "silence-procedures",
    "corrections",
    "imports",
    "follow-ups",
    "approach-proposals",
    "group-seats",
    "minutes",
    "minutes-corrections",
    "focal-points",
    "intentions",
    "notices",
    "letters",
    "correspondence",
    "outgoing-letters",
    "letter-wordings",
    "forms-of-address",
    "tombstones",
    "desk",
    "desk-entries",
    "saved-lists",
    "requested-documents",
    "webhooks",
    "webhook-deliveries",
    "workbooks",
}
OF_THE_RECORD = [name for name in RESOURCES if name not in WITHOUT_ROWS]
# Besides the list and one row of each: what is taken, with the headers that it asks for, and what lies within a row.
# An Idempotency-Key goes with what makes something; an If-Match with what changes something that others change, too.
KEY, MATCH = "Idempotency-Key", "If-Match"
WRITTEN_OR_NESTED: dict[tuple[str, str], set[str]] = {
    ("get", "/api/v1/search/"): set(),
    ("get", "/api/v1/datapackage/"): set(),
    ("get", "/api/v1/documents/"): set(),
    ("get", "/api/v1/documents/{kind}/{key}/"): set(),
    ("post", "/api/v1/commitments/"): {KEY},
    ("post", "/api/v1/commitments/{reference}/steps/{act}/"): {KEY, MATCH},
    ("post", "/api/v1/commitments/{reference}/other-languages/"): set(),
    ("post", "/api/v1/commitments/{reference}/period/"): set(),
    **{
        ("post", f"/api/v1/commitments/{{reference}}/{act}/"): set()
        for act in ("ask-public", "may-be-public", "no-longer-public")
    },
    ("get", "/api/v1/papers/{key}/versions/{number}/"): set(),
    ("get", "/api/v1/papers/{key}/versions/{number}/file/"): set(),
    ("post", "/api/v1/papers/{key}/versions/{number}/comments/"): {KEY},
    ("post", "/api/v1/papers/"): {KEY},
    **{("post", f"/api/v1/papers/{{key}}/{act}/"): set() for act in ("say-anew", "circulate", "leave-on-file")},
    ("post", "/api/v1/views/"): {KEY},
    ("post", "/api/v1/views/{uid}/widen/"): set(),
    ("post", "/api/v1/views/{uid}/mistake/"): {KEY},
    ("post", "/api/v1/experts/{uid}/mistake/"): {KEY},
    ("post", "/api/v1/comments/{uid}/mistake/"): {KEY},
    ("post", "/api/v1/comments/{uid}/take-up/"): set(),
    ("post", "/api/v1/comments/{uid}/answer/"): {KEY},
    ("post", "/api/v1/experts/"): {KEY},
    ("post", "/api/v1/experts/{uid}/end/"): set(),
    ("post", "/api/v1/activities/"): {KEY},
    **{
        ("post", f"/api/v1/activities/{{uid}}/{act}/"): {MATCH}
        for act in ("announce", "held", "report", "amend", "other-days", "put-off", "give-up")
    },
    **{("post", f"/api/v1/activities/{{uid}}/{act}/"): set() for act in ("take-part", "widen")},
    ("post", "/api/v1/activities/{uid}/mistake/"): {KEY},
    ("post", "/api/v1/activity-deeds/{uid}/mistake/"): {KEY},
    ("get", "/api/v1/photographs/{uid}/file/"): set(),
    ("post", "/api/v1/activities/{uid}/add-photograph/"): {KEY},
    ("post", "/api/v1/photographs/{uid}/mistake/"): {KEY},
    **{("post", f"/api/v1/photographs/{{uid}}/{act}/"): set() for act in ("consent", "withdraw")},
    ("post", "/api/v1/institutions/"): {KEY},
    **{("post", f"/api/v1/institutions/{{uid}}/{act}/"): {MATCH} for act in ("amend", "end")},
    ("post", "/api/v1/institutions/{uid}/widen/"): set(),
    ("post", "/api/v1/institutions/{uid}/mistake/"): {KEY},
    ("post", "/api/v1/publications/"): {KEY},
    **{
        ("post", f"/api/v1/publications/{{uid}}/{act}/"): {MATCH}
        for act in ("hand-in", "ask", "publish", "amend", "withdraw")
    },
    ("post", "/api/v1/publications/{uid}/may-be-public/"): set(),
    ("post", "/api/v1/publications/{uid}/no-longer-public/"): set(),
    ("post", "/api/v1/information/{uid}/no-longer-public/"): set(),
    ("post", "/api/v1/information/{uid}/ask-public/"): {MATCH},
    ("post", "/api/v1/publications/{uid}/mistake/"): {KEY},
    ("post", "/api/v1/information/{uid}/may-be-public/"): set(),
    ("post", "/api/v1/information/"): {KEY},
    **{("post", f"/api/v1/information/{{uid}}/{act}/"): {MATCH} for act in ("go-on", "send-out", "anew", "let-see")},
    ("post", "/api/v1/information/{uid}/answer/"): set(),
    ("post", "/api/v1/information/{uid}/reply/"): {KEY},
    ("post", "/api/v1/information/{uid}/mistake/"): {KEY},
    ("post", "/api/v1/information-replies/{uid}/mistake/"): {KEY},
    ("post", "/api/v1/note-requests/"): {KEY},
    ("post", "/api/v1/note-requests/{uid}/mistake/"): {KEY},
    ("post", "/api/v1/progress-notes/"): {KEY},
    ("post", "/api/v1/progress-notes/{uid}/widen/"): set(),
    ("post", "/api/v1/progress-notes/{uid}/mistake/"): {KEY},
    ("post", "/api/v1/going-on-rules/"): {KEY},
    ("post", "/api/v1/deputyships/"): {KEY},
    ("post", "/api/v1/deputyships/{uid}/end/"): set(),
    ("post", "/api/v1/action-plans/"): {KEY},
    ("post", "/api/v1/action-plans/{uid}/plan-row/"): set(),
    ("post", "/api/v1/action-plans/{uid}/anew/"): {MATCH},
    ("post", "/api/v1/action-plans/{uid}/widen/"): set(),
    ("post", "/api/v1/action-plans/{uid}/mistake/"): {KEY},
    ("post", "/api/v1/year-plans/"): set(),
    **{("post", f"/api/v1/year-plans/{{year}}/{act}/"): {MATCH} for act in ("take-up", "put-before", "adopted")},
    ("post", "/api/v1/year-plans/{year}/mistake/"): {KEY},
    ("post", "/api/v1/meetings/"): {KEY},
    ("post", "/api/v1/meetings/{reference}/confirm/"): {MATCH},
    ("post", "/api/v1/meetings/{reference}/move/"): {MATCH},
    ("post", "/api/v1/meetings/{reference}/move/preview/"): set(),
    ("post", "/api/v1/meetings/{reference}/count/"): {MATCH},
    ("post", "/api/v1/meetings/{reference}/fix/"): {MATCH},
    ("post", "/api/v1/meetings/{reference}/held/"): {MATCH},
    ("post", "/api/v1/meetings/{reference}/cancel/"): {MATCH},
    ("post", "/api/v1/agenda-items/"): {KEY},
    ("patch", "/api/v1/agenda-items/{id}/"): {MATCH},
    ("post", "/api/v1/agenda-items/{id}/change/"): {MATCH},
    ("post", "/api/v1/agenda-items/{id}/consider/"): {MATCH},
    ("post", "/api/v1/agenda-items/draft/"): {MATCH},
    ("post", "/api/v1/agenda-items/reorder/"): {MATCH},
    ("post", "/api/v1/agendas/"): {MATCH},
    ("post", "/api/v1/meetings/{reference}/presence/"): set(),
    ("post", "/api/v1/attendance/"): set(),
    ("post", "/api/v1/attendance/{key}/amend/"): {MATCH},
    ("post", "/api/v1/decisions/"): {KEY},
    ("post", "/api/v1/decisions/{symbol}/positions/"): set(),
    ("post", "/api/v1/decisions/{symbol}/follow-ups/"): set(),
    ("post", "/api/v1/decisions/{symbol}/carry-out/"): set(),
    ("post", "/api/v1/follow-ups/{id}/report/"): {MATCH},
    ("post", "/api/v1/follow-ups/{id}/mistake/"): {KEY},
    ("post", "/api/v1/meetings/{reference}/propose-results/"): set(),
    ("post", "/api/v1/approach-proposals/"): {KEY},
    ("post", "/api/v1/approach-proposals/{uid}/settle/"): set(),
    ("post", "/api/v1/approach-proposals/{uid}/mistake/"): {KEY},
    ("post", "/api/v1/group-seats/"): {KEY},
    ("post", "/api/v1/group-seats/{uid}/leave/"): set(),
    ("post", "/api/v1/group-seats/{uid}/mistake/"): {KEY},
    ("post", "/api/v1/minutes/"): set(),
    **{("post", f"/api/v1/minutes/{{reference}}/{act}/"): {MATCH} for act in ("write-item", "circulate", "adopted")},
    ("post", "/api/v1/minutes/{reference}/correct/"): {KEY},
    ("post", "/api/v1/minutes/{reference}/mistake/"): {KEY},
    ("post", "/api/v1/minutes-corrections/{uid}/answer/"): set(),
    ("post", "/api/v1/minutes-corrections/{uid}/mistake/"): {KEY},
    ("get", "/api/v1/sources/{address}/files/{number}/"): set(),
    ("post", "/api/v1/sources/{address}/add-file/"): set(),
    ("post", "/api/v1/correspondence/"): {KEY},
    ("post", "/api/v1/correspondence/enter-sent/"): {KEY},
    ("get", "/api/v1/correspondence/{uid}/scans/{number}/"): set(),
    ("post", "/api/v1/correspondence/{uid}/mistake/"): {KEY},
    **{("post", f"/api/v1/correspondence/{{uid}}/{act}/"): set() for act in ("lay", "answers", "add-scan", "close")},
    ("post", "/api/v1/outgoing-letters/"): {KEY},
    ("get", "/api/v1/outgoing-letters/{uid}/files/{language}/{extension}/"): set(),
    **{("post", f"/api/v1/outgoing-letters/{{uid}}/{act}/"): {MATCH} for act in ("revise", "send", "give-up")},
    **{("post", f"/api/v1/outgoing-letters/{{uid}}/{act}/"): set() for act in ("annex", "take-off", "finish")},
    ("post", "/api/v1/silence-procedures/"): {KEY},
    ("post", "/api/v1/silence-procedures/{reference}/acknowledge/"): set(),
    ("post", "/api/v1/silence-procedures/{reference}/object/"): set(),
    ("post", "/api/v1/silence-procedures/{reference}/enter-receipt/"): set(),
    ("post", "/api/v1/silence-procedures/{reference}/enter-objection/"): set(),
    ("post", "/api/v1/silence-procedures/{reference}/withdraw-objection/"): set(),
    ("post", "/api/v1/silence-procedures/{reference}/enter-withdrawal/"): set(),
    ("post", "/api/v1/silence-procedures/{reference}/take-up/"): {MATCH},
    ("post", "/api/v1/silence-procedures/{reference}/extend/"): {MATCH},
    ("post", "/api/v1/silence-procedures/{reference}/restart/"): {MATCH},
    ("post", "/api/v1/silence-procedures/{reference}/withdraw/"): {MATCH},
    ("post", "/api/v1/silence-procedures/{reference}/conclude/"): {MATCH},
    ("post", "/api/v1/meetings/{reference}/mistake/"): {KEY},
    ("post", "/api/v1/decisions/{symbol}/mistake/"): {KEY},
    ("post", "/api/v1/coordinators/"): {KEY},
    ("post", "/api/v1/coordinators/designate/"): {KEY},
    ("post", "/api/v1/coordinators/{id}/take-back/"): {KEY},
    ("post", "/api/v1/coordinators/{id}/lay-down/"): {KEY},
    ("post", "/api/v1/coordinators/{id}/end/"): {KEY},
    ("post", "/api/v1/coordinators/{id}/mistake/"): {KEY},
    ("post", "/api/v1/sources/"): set(),
    ("post", "/api/v1/sources/{address}/mistake/"): {KEY},
    ("post", "/api/v1/imports/{id}/mistake/"): {KEY},
    ("post", "/api/v1/imports/delegations/"): set(),
    **{
        ("post", f"/api/v1/desk-entries/{act}/"): {KEY}
        for act in ("set-aside", "add-word", "ask", "assign", "take-over")
    },
    ("post", "/api/v1/desk-entries/{id}/undo/"): set(),
    ("post", "/api/v1/saved-lists/"): {KEY},
    ("post", "/api/v1/webhooks/"): {KEY},
    **{("post", f"/api/v1/webhooks/{{uid}}/{act}/"): set() for act in ("try-again", "end")},
    ("post", "/api/v1/requested-documents/"): set(),
    ("post", "/api/v1/requested-documents/{uid}/cancel/"): set(),
    ("get", "/api/v1/requested-documents/{uid}/file/"): set(),
    **{("post", f"/api/v1/saved-lists/{{uid}}/{act}/"): set() for act in ("rename", "share", "close", "take-away")},
    ("post", "/api/v1/workbooks/"): {KEY},
    ("post", "/api/v1/workbooks/{uid}/enter/"): {MATCH},
    ("post", "/api/v1/workbooks/{uid}/drop/"): {MATCH},
    ("get", "/api/v1/workbooks/{uid}/file/"): set(),
    ("post", "/api/v1/corrections/"): {KEY},
    ("post", "/api/v1/corrections/{id}/confirm/"): set(),
    ("post", "/api/v1/corrections/{id}/decline/"): set(),
}
# Without a key: what finds by its content what it made before, and what there is one of at most.
KNOWN_BY_CONTENT = {
    "/api/v1/minutes/",
    "/api/v1/year-plans/",
    "/api/v1/agendas/",
    "/api/v1/attendance/",
    "/api/v1/sources/",
    "/api/v1/requested-documents/",
}
# Acts that ask nothing take no body.
ASK_NOTHING = (
    "/api/v1/deputyships/{uid}/end/",
    "/count/",
    "/meetings/{reference}/held/",
    "/conclude/",
    "/papers/{key}/leave-on-file/",
    "/information/{uid}/send-out/",
    "/publications/{uid}/publish/",
    "/corrections/{id}/confirm/",
    "/desk-entries/{id}/undo/",
    "/requested-documents/{uid}/cancel/",
    "/webhooks/{uid}/try-again/",
    "/webhooks/{uid}/end/",
    *(f"/saved-lists/{{uid}}/{act}/" for act in ("share", "close", "take-away")),
    "/workbooks/{uid}/drop/",
)
ANSWERS = {200, 201, 400, 403, 404, 405, 406, 415, 422}


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    out = io.StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, format="openapi-json", stdout=out)
    return json.loads(out.getvalue())


def parameters(described: dict[str, Any], path: str) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in described["paths"][path]["get"]["parameters"]}


def test_the_description_is_valid_and_the_generator_has_nothing_to_warn_of(described):
    lists = {f"/api/v1/{name}/" for name in RESOURCES}
    assert lists <= set(described["paths"])
    assert not any("/docs/" in path or "/schema/" in path for path in described["paths"])


def test_what_many_operations_say_is_described_once(described):
    answers = [
        (status, answer)
        for operations in described["paths"].values()
        for operation in operations.values()
        for status, answer in operation["responses"].items()
    ]
    refusals = Counter(json.dumps(answer) for status, answer in answers if status >= "400")
    assert not [said for said, times in refusals.items() if times > 1 and "$ref" not in said]
    assert "application/problem+json" not in json.dumps([answer for status, answer in answers if status == "422"])
    for status, answer in answers:
        kept = described["components"]["responses"][answer["$ref"].rpartition("/")[2]] if "$ref" in answer else answer
        if status == "422":
            [content] = kept["content"].items()
            assert content == ("application/problem+json", {"schema": {"$ref": "#/components/schemas/Problem"}})
    operations = sum(len(operations) for operations in described["paths"].values())
    assert len(json.dumps(described, indent=4)) < MOST_OF_AN_OPERATION * operations


def test_what_is_taken_is_described_with_its_headers_and_its_refusals(described):
    plain = {(method, path) for path, methods in described["paths"].items() for method in methods}
    keyed = {path for _method, path in plain if path.count("/") == 5 and path.endswith("}/")}
    read = {("get", path) for path in keyed} | {("get", f"/api/v1/{name}/") for name in RESOURCES}
    assert plain - read == set(WRITTEN_OR_NESTED)
    for (method, path), asked in WRITTEN_OR_NESTED.items():
        operation = described["paths"][path][method]
        assert {one["name"] for one in operation.get("parameters", []) if one["in"] == "header"} == asked
        if method != "get":
            answers = set(operation["responses"])
            assert {"400", "403", "404", "409", "413", "415", "422"} <= answers
            assert ("201" in answers) is (KEY in asked or path in KNOWN_BY_CONTENT)
            assert "200" in answers
            assert ("412" in answers) is (MATCH in asked)
            body = operation.get("requestBody", {"content": {}})["content"]
            assert set(body) == (set() if path.endswith(ASK_NOTHING) else {"application/json", "multipart/form-data"})


@pytest.mark.parametrize("name", RESOURCES)
def test_every_parameter_that_is_taken_is_declared(name, described):
    resource = RESOURCES[name]
    declared = parameters(described, f"/api/v1/{name}/")
    assert set(declared) == {
        *resource.filterset_class.base_filters, "fields", "labels", "headings", "ordering", "page", "page_size", "format",
        *(["updated_since"] if resource.changed_by is not None else []),
        *(["with"] if resource.on_request else []),
    }  # fmt: skip
    assert all(one["in"] == "query" and not one.get("required") for one in declared.values())
    assert declared["as_of"]["schema"] == {"type": "string", "format": "date"}
    assert declared["format"]["schema"]["enum"] == ["json", "csv", "xlsx", "jsonl", "parquet"]
    assert declared["headings"]["schema"]["enum"] == ["names", "words"]
    assert declared["ordering"]["schema"]["items"]["enum"] == resource.ordering.values
    assert (declared["page_size"]["schema"]["minimum"], declared["page_size"]["schema"]["maximum"]) == (1, 1000)

    key = resource.lookup_field if resource.lookup_field != "pk" else "id"
    of_one = parameters(described, f"/api/v1/{name}/{{{key}}}/")
    may_be_mistaken = {"with_corrected"} & set(declared)
    assert set(of_one) == {key, "as_of", "fields", "labels", "headings", "format", *may_be_mistaken}
    assert all(
        door["with_corrected"]["schema"] == {"type": "boolean"} for door in (declared, of_one) if may_be_mistaken
    )


@pytest.mark.parametrize("name", RESOURCES)
def test_every_declared_value_is_taken(name, described, preparer, sign_in):
    client = sign_in(preparer)
    for parameter in parameters(described, f"/api/v1/{name}/").values():
        schema = parameter["schema"]
        values = schema.get("enum") or schema.get("items", {}).get("enum", [])
        values = ["true", "False"] if schema.get("type") == "boolean" else values
        # To order by a column is a question of its own; of other lists the ends stand by day for the rest.
        asked = values[::2] if parameter["name"] == "ordering" else {*values[:1], *values[-1:]}
        for value in values if IS_NIGHT else asked:
            response = client.get(f"/api/v1/{name}/", {parameter["name"]: value})
            assert response.status_code == 200, (parameter["name"], value)


def test_a_row_has_the_columns_that_are_described(described, record_loaded, preparer, sign_in):
    client = sign_in(preparer)
    for name in OF_THE_RECORD:
        row = client.get(f"/api/v1/{name}/?page_size=1").json()["results"][0]
        [component] = [
            schema
            for schema in described["components"]["schemas"].values()
            if set(schema.get("properties", {})) == set(row)
        ]
        assert list(component["properties"]) == list(row), name


def test_the_description_comes_as_yaml_and_as_json_in_every_language(preparer, sign_in):
    client = sign_in(preparer)
    for language in ("en", "ru", "zh-hans", "ar") if IS_NIGHT else ("ar",):
        response = client.get("/api/v1/schema/", {"format": "json", "lang": language})
        assert response.status_code == 200
        assert response.json()["openapi"].startswith("3.")
    assert client.get("/api/v1/schema/?format=yaml").status_code == 200
    for query in ("lang=xx", "lang=../../etc", "format=pdf", "version=1", "lang=%00"):
        response = client.get(f"/api/v1/schema/?{query}")
        assert (response.status_code, list(response.json()["errors"])) == (400, [query.split("=")[0]])


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A request through WSGI would close the connection in whose transaction the test lives."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_nothing_that_can_be_asked_is_answered_with_a_500(record_loaded, authority, one_connection, settings):
    # More is asked in a minute than any program asks.
    settings.LIMITS = {}
    _row, token = a_token_of(authority, *Scope.values)
    headers = {"Authorization": f"Token {token}"}
    # Without what `cica_tracker.wsgi` asks of the database before it serves, and closes its connections after.
    application = get_wsgi_application()
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", application, headers=headers)
    schema.config.generation.update(modes=[schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE])
    walked, answers = 0, set()
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @effort(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def asked(case: Any) -> None:
            response = case.call(headers=headers)
            assert response.status_code in ANSWERS, case.as_curl_command()
            answers.add(response.status_code)

        asked()
        walked += 1
    # A list and a row of each; and the entries of a state, of which there is no list.
    assert walked == 2 * len(RESOURCES) + len(WRITTEN_OR_NESTED) + 1
    assert {200, 400, 403, 404, 422} <= answers


# -- The page.


def test_the_page_is_for_people_who_are_signed_in(client, preparer, sign_in):
    url = reverse("api-docs")
    assert client.get(url)["Location"].startswith(reverse("account_login"))
    response = sign_in(preparer).get(url)
    assert response.status_code == 200
    assert "unsafe-inline" not in response["Content-Security-Policy"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_addresses_can_be_tried_out_on_the_page_under_the_strict_policy(page: Page, live_server, preparer, sign_in):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    session = sign_in(preparer).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(live_server.url + reverse("api-docs"))
    page.locator("#operations-tag-participants").click()
    page.locator("#operations-participants-participants_list .opblock-summary-control").click()
    page.locator("button.try-out__btn").click()
    page.locator("button.execute").click()
    page.locator(".live-responses-table .response-col_status").get_by_text("200").wait_for()
    assert said == []
