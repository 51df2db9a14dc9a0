"""A bad parameter is a 400 that names it, at every address alike."""

import pytest
from django.test import Client
from django.utils import translation

from cica_tracker.api_urls import RESOURCES
from members.choices import Role
from members.tests.factories import a_person_of, a_state
from members.tests.signing_in import let_in
from record.api.problems import A_PROBLEM
from record.filters import DayFilter

pytestmark = pytest.mark.django_db

BAD_EVERYWHERE = {
    "nonsense": "1",
    "as_of": "2007",
    "format": "pdf",
    "ordering": "colour",
    "page": "0",
    "page_size": "1001",
    "search": "a" * 201,
}
BAD = [
    *BAD_EVERYWHERE.items(),
    ("as_of", "2007-02-30"),
    ("as_of", "03/10/2007"),
    ("as_of", "2007-10-3"),
    ("as_of", "٢٠٠٧-١٠-٠٣"),
    ("as_of", "today"),
    ("ordering", "-"),
    ("ordering", "code,,"),
    ("ordering", "participant__focal_points__user__password"),
    ("page", "x"),
    ("page", "-1"),
    ("page", "1.5"),
    ("page", "last"),
    ("page", "9" * 5000),
    ("page_size", "0"),
    ("page_size", "x"),
    ("page_size", "٥"),
    ("search", "one two three four five six seven eight nine ten eleven"),
    ("search", "a%00b"),
    ("search", "%ff"),
    ("as_of", "%00"),
    ("code__startswith", "A"),
]
BAD_HERE = [
    ("participants", "standing", "chair"),
    ("participants", "kind", "planet"),
    ("chairmanships", "state", "QQ"),
    ("chairmanships", "state", "X" * 61),
    ("editions", "body", "senate"),
    ("areas", "edition", "1907"),
    ("areas", "area", "CBM-2007-NO"),
    ("measures", "edition", "' OR 1=1"),
    ("measures", "area", "NO"),
    ("coordinators", "fact", "rumour"),
    ("coordinators", "role", "boss"),
    ("coordinators", "depth", "abyss"),
    ("coordinators", "state", "Ζ"),
    ("coordinators", "edition", "none"),
    ("coordinators", "area", "none"),
    ("coordinators", "measure", "CBM-2007-ECO-99"),
    ("coordinators", "standing", "member"),
    ("working-groups", "state", "QQ"),
    ("meetings", "body", "senate"),
    ("meetings", "status", "lost"),
    ("meetings", "session", "secret"),
    ("meetings", "state", "QQ"),
    ("meetings", "from", "2007"),
    ("meetings", "to", "2007-13-01"),
    ("commitments", "state", "failed"),
    ("commitments", "modality", "c"),
    ("commitments", "area", "none"),
    ("commitments", "measure", "CBM-2007-ECO-99"),
    ("commitments", "participant", "QQ"),
    ("steps", "commitment", "CBM-2007-ECO-02-99"),
    ("steps", "step", "fly"),
    ("steps", "state", "failed"),
    ("steps", "participant", "QQ"),
    ("steps", "from", "2007"),
    ("steps", "to", "2007-13-01"),
    ("papers", "commitment", "none"),
    ("papers", "kind", "leaflet"),
    ("papers", "symbol", "none"),
    ("views", "audience", "enemies"),
    ("views", "commitment", "none"),
    ("views", "participant", "QQ"),
    ("experts", "measure", "none"),
    ("activities", "measure", "none"),
    ("activities", "commitment", "none"),
    ("activities", "course", "failed"),
    ("activity-deeds", "activity", "none"),
    ("action-plans", "commitment", "none"),
    ("progress-notes", "request", "none"),
    ("information", "stage", "late"),
    ("information-replies", "information", "none"),
    ("experts", "commitment", "none"),
    ("experts", "participant", "QQ"),
    ("experts", "standing", "high"),
]


@pytest.fixture(scope="module")
def reader(once_a_module):
    """Who reads for XA; made once, since nobody here writes."""
    client = Client()
    let_in(client, a_person_of(a_state("XA"), Role.PREPARER, "preparer@xa.example"))
    return client


@pytest.mark.both
def test_a_bad_parameter_is_a_400_that_names_it(reader):
    for parameter, value in BAD:
        response = reader.get(f"/api/v1/participants/?{parameter}={value}")
        assert (response.status_code, list(response.json()["errors"])) == (400, [parameter]), (parameter, value)
        assert response.json()[parameter][0]


def together() -> list[dict[str, str]]:
    """Every bad value in one question with values of other parameters, so that a few questions ask for all of them.

    What is no text at all is refused before the rest is read, and stands alone.
    """
    values: dict[str, list[str]] = {}
    for parameter, value in BAD:
        if "%" not in value:
            values.setdefault(parameter, []).append(value)
    rounds = range(max(map(len, values.values())))
    alone = [{parameter: value} for parameter, value in BAD if "%" in value]
    return [*({name: lot[nth] for name, lot in values.items() if nth < len(lot)} for nth in rounds), *alone]


def test_each_bad_value_stands_in_some_question():
    assert {pair for asked in together() for pair in asked.items()} == set(BAD)
    assert together()[0].items() >= BAD_EVERYWHERE.items()


@pytest.mark.both
@pytest.mark.parametrize("name", RESOURCES)
def test_all_that_is_wrong_is_named_at_once(name, reader):
    for asked in together():
        query = "&".join(f"{parameter}={value}" for parameter, value in asked.items())
        response = reader.get(f"/api/v1/{name}/?{query}")
        assert (response.status_code, set(response.json()["errors"])) == (400, {*asked}), asked
        assert all(response.json()[parameter][0] for parameter in asked)


@pytest.mark.both
def test_a_bad_filter_is_a_400_that_names_it(reader):
    for name, parameter, value in BAD_HERE:
        response = reader.get(f"/api/v1/{name}/", {parameter: value})
        assert (response.status_code, list(response.json()["errors"])) == (400, [parameter]), (name, value)


@pytest.mark.parametrize("name", RESOURCES)
def test_a_parameter_given_twice_is_refused_since_only_one_could_be_heeded(name, reader):
    response = reader.get(f"/api/v1/{name}/?as_of=2007-10-03&as_of=2025-12-18")
    assert (response.status_code, list(response.json()["errors"])) == (400, ["as_of"])


@pytest.mark.parametrize("name", RESOURCES)
def test_an_empty_parameter_is_one_not_given(name, reader):
    fields = ["search", "ordering", "page", "page_size", "format"]
    assert reader.get(f"/api/v1/{name}/", dict.fromkeys(fields, "")).json() == reader.get(f"/api/v1/{name}/").json()


@pytest.mark.parametrize("name", RESOURCES)
def test_an_empty_day_is_refused_since_todays_answer_would_be_taken_for_that_days(name, reader):
    days = [day for day, asked in RESOURCES[name].filterset_class.base_filters.items() if isinstance(asked, DayFilter)]
    assert "as_of" in days
    for day in days:
        for empty in ("", "%20"):
            response = reader.get(f"/api/v1/{name}/?{day}={empty}")
            assert (response.status_code, list(response.json()["errors"])) == (400, [day])
    response = reader.get(f"/api/v1/{name}/1/?as_of=")
    assert (response.status_code, list(response.json()["errors"])) == (400, ["as_of"])


@pytest.mark.both
@pytest.mark.parametrize("name", RESOURCES)
def test_a_page_past_the_end_is_a_404(name, reader):
    pages = -(-reader.get(f"/api/v1/{name}/").json()["count"] // 100)
    for page in (max(pages, 1) + 1, 10**9):
        response = reader.get(f"/api/v1/{name}/", {"page": page})
        assert (response.status_code, list(response.json())) == (404, A_PROBLEM["required"])


@pytest.mark.parametrize("name", RESOURCES)
def test_one_row_takes_a_day_and_a_format_and_nothing_else(name, reader):
    asked = {"page": "1", "search": "a", "as_of": "x", "format": "pdf"}
    response = reader.get(f"/api/v1/{name}/1/", asked)
    assert (response.status_code, set(response.json()["errors"])) == (400, {*asked})


@pytest.mark.parametrize("name", RESOURCES)
def test_what_is_not_there_is_one_404_in_the_same_words(name, reader):
    for key in ["QQ", "0", "9" * 18, "9" * 30, "a" * 2000, "%F0%9F%98%80", "'", "..%2f", "a b"]:
        response = reader.get(f"/api/v1/{name}/{key}/")
        assert (response.status_code, response.json()["detail"]) == (404, "Not found."), key


@pytest.mark.both
def test_a_nul_in_the_path_is_a_400_in_json(reader):
    response = reader.get("/api/v1/participants/A%00Z/")
    assert (response.status_code, list(response.json())) == (400, A_PROBLEM["required"])


@pytest.mark.parametrize("name", RESOURCES)
def test_what_is_only_read_is_a_405_to_whoever_would_write(name, reader):
    takes = {"post"} if hasattr(RESOURCES[name], "create") else set()
    for method in sorted({"post", "put", "patch", "delete"} - takes):
        response = getattr(reader, method)(f"/api/v1/{name}/", {}, content_type="application/json")
        assert (response.status_code, list(response.json())) == (405, A_PROBLEM["required"])


def test_more_parameters_than_anyone_reads_are_a_400(reader):
    response = reader.get("/api/v1/areas/?" + "&".join(f"a{number}=1" for number in range(2000)))
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_a_person_is_told_in_their_language(sign_in):
    person = a_person_of(a_state("XB"), Role.PREPARER, "preparer@xb.example")
    person.language = "ru"
    person.save()
    with translation.override("ru"):
        expected = translation.gettext("Not found.")
    assert expected != "Not found."
    assert sign_in(person).get("/api/v1/participants/QQ/").json()["detail"] == expected
